#include "outcome.h"

#include <string.h>

const struct figure *comparison_figure(const struct comparison *c, const char *name)
{
    for (int i = 0; i < c->count; i++)
        if (strcmp(c->figures[i].player->name, name) == 0)
            return &c->figures[i];
    return NULL;
}

void comparison_add(struct comparison *c, const struct entrant *e, double value, const struct entrant *baseline)
{
    struct figure *figure = &c->figures[c->count++];

    figure->player = e->player;
    figure->value = value;
    figure->ratio_raw = baseline != NULL ? entrant_ratio(e, baseline) : -1;
    memcpy(figure->failure, e->failure, sizeof figure->failure);
}

/* The place of a row that was measured before, or else the next. */
static struct outcome *place_of(struct report *report, const struct row *row)
{
    for (int i = 0; i < report->row_count; i++)
        if (report->rows[i].row == row)
            return &report->rows[i];
    return &report->rows[report->row_count++];
}

struct outcome *outcome_begin(struct report *report, const struct row *row)
{
    struct outcome *outcome = place_of(report, row);

    memset(outcome, 0, sizeof *outcome);
    outcome->row = row;
    outcome->all.raw = -1;
    outcome->value = -1;
    outcome->ratio_raw = -1;
    return outcome;
}

static const struct outcome *find_outcome(const struct report *report, const char *name)
{
    for (int i = 0; i < report->row_count; i++)
        if (strcmp(report->rows[i].row->name, name) == 0)
            return &report->rows[i];
    return NULL;
}

static void decide(struct outcome *outcome)
{
    const struct row *row = outcome->row;

    outcome->met = row->basis == OF_NOTHING || (outcome->compared > 0 && outcome->compared <= row->target) ||
                   (outcome->value > 0 && outcome->value <= row->or_ns);
}

/* What the target bounds. */
static double compare(const struct report *report, const struct outcome *outcome)
{
    const struct outcome *other;
    const struct figure *peer;

    switch (outcome->row->basis) {
    case OF_RAW:
        return outcome->ratio_raw;
    case OF_ROW:
        other = find_outcome(report, outcome->row->other);
        return other == NULL ? -1 : outcome->ratio_raw / other->ratio_raw;
    case OF_PEER:
        peer = comparison_figure(&outcome->all, outcome->row->other);
        return peer == NULL || peer->value <= 0 ? -1 : outcome->value / peer->value;
    case OF_BYTES:
        return outcome->value;
    case OF_COLOUR:
    case OF_NOTHING:
        break;
    }
    return -1;
}

/* Takes gen's figure out of the comparison, and judges it. */
void outcome_judge(const struct report *report, struct outcome *outcome)
{
    const struct row *row = outcome->row;
    const struct figure *figure = comparison_figure(&outcome->all, row->player);

    if (figure != NULL) {
        outcome->value = figure->value;
        outcome->ratio_raw = figure->ratio_raw;
        memcpy(outcome->failure, figure->failure, sizeof outcome->failure);
    }
    outcome->compared = compare(report, outcome);
    decide(outcome);
}

void outcome_judge_by(struct outcome *outcome, double compared)
{
    outcome->compared = compared;
    decide(outcome);
}

struct comparison *growth_begin(struct report *report, const char *work, long scale)
{
    struct comparison *c = &report->growth[report->growth_count++];

    memset(c, 0, sizeof *c);
    c->work = work;
    c->scale = scale;
    c->raw = -1;
    return c;
}
