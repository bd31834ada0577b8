#include "measure_loops.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

enum { ENTRANTS_MAX = 64, ALTERNATE_UP_TO = 10000 };

const struct figure *comparison_figure(const struct comparison *c, const char *name)
{
    for (int i = 0; i < c->count; i++)
        if (strcmp(c->figures[i].player->name, name) == 0)
            return &c->figures[i];
    return NULL;
}

static bool wanted(const struct wish *wish, const char *name)
{
    for (int i = 0; i < wish->name_count; i++)
        if (strcmp(wish->names[i], name) == 0)
            return true;
    return wish->name_count == 0;
}

void measure_add_figure(struct comparison *c, const struct entrant *e, double value, const struct entrant *baseline)
{
    struct figure *figure = &c->figures[c->count++];

    figure->player = e->player;
    figure->value = value;
    figure->ratio_raw = baseline != NULL ? entrant_ratio(e, baseline) : -1;
    memcpy(figure->failure, e->failure, sizeof figure->failure);
}

/* All players at some works and scales, and the baseline in front, in the same rounds. */
struct field {
    struct entrant entrants[ENTRANTS_MAX];
    int count;
};

static void field_open(struct field *field, const struct roster *roster, const char *work, long scale)
{
    for (int i = 0; i < roster->count && field->count < ENTRANTS_MAX; i++) {
        const struct player *player = &roster->players[i];
        bool is_baseline = strcmp(player->name, "raw") == 0 && strcmp(work, "next") == 0;

        if (player_has(player, work) && !is_baseline)
            entrant_open(&field->entrants[field->count++], player, work, scale);
    }
}

static void field_begin(struct field *field, const struct roster *roster)
{
    field->count = 1;
    entrant_open(&field->entrants[0], roster_find(roster, "raw"), "next", 0);
}

static void field_end(struct field *field)
{
    for (int i = 0; i < field->count; i++)
        entrant_close(&field->entrants[i]);
}

static void field_compare(const struct field *field, const char *work, long scale, struct comparison *c)
{
    memset(c, 0, sizeof *c);
    c->work = work;
    c->scale = scale;
    c->raw = entrant_median(&field->entrants[0]);
    for (int i = 0; i < field->count; i++) {
        const struct entrant *e = &field->entrants[i];

        if (strcmp(e->work, work) == 0 && e->scale == scale)
            measure_add_figure(c, e, entrant_median(e), &field->entrants[0]);
    }
}

static bool first_of_its_work(const struct row *row)
{
    for (const struct row *r = bench_rows; r < row; r++)
        if (r->group == row->group && strcmp(r->work, row->work) == 0 && r->scale == row->scale)
            return false;
    return true;
}

struct outcome *measure_add_outcome(struct report *report, const struct row *row)
{
    struct outcome *outcome = &report->rows[report->row_count++];

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
void measure_judge(const struct report *report, struct outcome *outcome)
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

static bool group_wanted(const struct wish *wish, int group)
{
    for (const struct row *row = bench_rows; row->name != NULL; row++)
        if (row->group == group && wanted(wish, row->name))
            return true;
    return false;
}

static void measure_group(struct report *report, const struct roster *roster, const struct wish *wish, int group)
{
    struct field *field = calloc(1, sizeof *field);
    const char *title = "";

    if (field == NULL)
        abort();
    field_begin(field, roster);
    for (const struct row *row = bench_rows; row->name != NULL; row++)
        if (row->group == group && first_of_its_work(row)) {
            title = title[0] == '\0' ? row->title : title;
            field_open(field, roster, row->work, row->scale);
        }
    entrants_sample(field->entrants, field->count, &wish->plan, title);
    for (const struct row *row = bench_rows; row->name != NULL; row++)
        if (row->group == group) {
            struct outcome *outcome = measure_add_outcome(report, row);

            field_compare(field, row->work, row->scale, &outcome->all);
            measure_judge(report, outcome);
        }
    field_end(field);
    free(field);
}

/* The last level of cache has what it can have after a few rounds only. */
enum { WARM_ROUNDS = 10 };

/* gen with coloured stack tops and without, and memory alone, touched as coloured and as not. */
enum { COLOURED, UNCOLOURED, MEMORY_COLOURED, MEMORY_UNCOLOURED, VISITORS };

static void find_visitors(const struct roster *roster, struct player *visitors)
{
    const struct player *gen = roster_find(roster, "gen");

    visitors[COLOURED] = roster_apart(gen, NULL);
    visitors[UNCOLOURED] = roster_apart(gen, "GEN_STACK_COLOURS=0");
    visitors[UNCOLOURED].name = "gen_uncoloured";
    visitors[MEMORY_COLOURED] = (struct player){.name = memory_coloured.name, .local = &memory_coloured};
    visitors[MEMORY_UNCOLOURED] = (struct player){.name = memory_uncoloured.name, .local = &memory_uncoloured};
}

static void measure_round_robin(struct report *report, const struct roster *roster, const struct wish *wish,
                                const struct row *row)
{
    static struct player visitors[VISITORS]; /* the report points to them */
    struct plan plan = wish->plan;
    struct outcome *outcome = measure_add_outcome(report, row);
    struct field *field = calloc(1, sizeof *field);
    const struct entrant *own;

    if (field == NULL)
        abort();
    plan.warm_runs = WARM_ROUNDS;
    field_begin(field, roster);
    own = &field->entrants[field->count];
    find_visitors(roster, visitors);
    for (int i = 0; i < VISITORS; i++)
        entrant_open(&field->entrants[field->count++], &visitors[i], row->work, row->scale);
    entrants_sample(field->entrants, field->count, &plan, row->title);
    field_compare(field, row->work, row->scale, &outcome->all);
    measure_judge(report, outcome);
    outcome->compared = entrant_ratio(&own[COLOURED], &own[UNCOLOURED]);
    decide(outcome);
    field_end(field);
    free(field);
}

/* Each generator's share of what a process grows by when it holds scale suspended ones. */
static double bytes_each(struct entrant *e, const struct player *player, const char *work, long scale)
{
    long before = 0, after;

    if (entrant_open(e, player, work, 1))
        before = entrant_run(e, 1) > 0 ? entrant_memory(e) : 0;
    entrant_close(e);
    if (!entrant_open(e, player, work, scale) || entrant_run(e, 1) < 0)
        return -1;
    after = entrant_memory(e);
    return (double)(after - before) / (double)scale;
}

/* A few rounds, as many as do not take for ever. */
static void sample_alone(struct entrant *e, const char *title, bool progress)
{
    double ns = 0;

    if (progress)
        fprintf(stderr, "%s\n", title);
    while (e->open && e->taken < 3 && ns < 5e9) {
        double each = entrant_run(e, 1);

        if (each < 0)
            return;
        e->samples[e->taken++] = each;
        ns += each * (double)row_steps(e->work, e->scale);
    }
}

/* Memory, and the time of a few rounds, by one player alone: there is not memory for all at once. */
static void measure_alone(struct comparison *bytes, struct comparison *times, const struct player *player,
                          const struct plan *plan, const char *title)
{
    struct player apart = roster_apart(player, NULL);
    struct entrant *e = calloc(1, sizeof *e);
    double each;

    if (e == NULL)
        abort();
    each = bytes_each(e, &apart, bytes->work, bytes->scale);
    if (times != NULL)
        sample_alone(e, title, plan->progress);
    e->player = player;
    measure_add_figure(bytes, e, each, NULL);
    if (times != NULL)
        measure_add_figure(times, e, entrant_median(e), NULL);
    entrant_close(e);
    free(e);
}

static void measure_million(struct report *report, const struct roster *roster, const struct wish *wish,
                            const struct row *row, struct comparison *times)
{
    struct outcome *outcome = measure_add_outcome(report, row);

    outcome->all.work = row->work;
    outcome->all.scale = row->scale;
    for (int i = 0; i < roster->count; i++) {
        const struct player *player = &roster->players[i];
        char title[128];

        snprintf(title, sizeof title, "%s: %s", row->title, player->name);
        if (player_has(player, row->work) && (strcmp(row->work, "many") == 0 || strcmp(player->name, "gen") == 0))
            measure_alone(&outcome->all, times, player, &wish->plan, title);
    }
    measure_judge(report, outcome);
}

static struct comparison *add_growth(struct report *report, const char *work, long scale)
{
    struct comparison *c = &report->growth[report->growth_count++];

    memset(c, 0, sizeof *c);
    c->work = work;
    c->scale = scale;
    c->raw = -1;
    return c;
}

/* Two rows about the sleepers are measured at once. */
static bool wanted_with(const struct wish *wish, const struct row *row)
{
    return wanted(wish, row->name) ||
           (row->basis == OF_PEER && strcmp(row->work, row[1].work) == 0 && wanted(wish, row[1].name));
}

static void measure_apart(struct report *report, const struct roster *roster, const struct wish *wish)
{
    for (const struct row *row = bench_rows; row->name != NULL; row++) {
        struct outcome *outcome;

        if (row->group != GROUP_APART || !wanted_with(wish, row))
            continue;
        if (strcmp(row->work, "async_sleepers") == 0) {
            measure_crowds(report, roster, wish, row++);
            continue;
        }
        if (strncmp(row->work, "async_", 6) == 0) {
            measure_echo(report, roster, wish, row);
            continue;
        }
        if (row->basis == OF_COLOUR) {
            measure_round_robin(report, roster, wish, row);
        } else if (row->work[0] == '\0') {
            outcome = measure_add_outcome(report, row);
            measure_judge(report, outcome);
            outcome->value = (double)roster_text_size();
            outcome->compared = outcome->value;
            decide(outcome);
        } else {
            bool grows = wish->name_count == 0 && strcmp(row->work, "many") == 0;

            measure_million(report, roster, wish, row, grows ? add_growth(report, row->work, row->scale) : NULL);
        }
    }
}

static void grow(struct report *report, const struct roster *roster, const struct wish *wish, const char *work,
                 const long *scales, int count)
{
    struct field *field = calloc(1, sizeof *field);
    char title[128];

    if (field == NULL)
        abort();
    snprintf(title, sizeof title, "growth of %s", work);
    field_begin(field, roster);
    for (int i = 0; i < count; i++)
        field_open(field, roster, work, scales[i]);
    entrants_sample(field->entrants, field->count, &wish->plan, title);
    for (int i = 0; i < count; i++)
        field_compare(field, work, scales[i], add_growth(report, work, scales[i]));
    field_end(field);
    free(field);
}

static void measure_growth(struct report *report, const struct roster *roster, const struct wish *wish)
{
    struct wish brief = *wish;

    static const long depths[] = {1, 3, 10, 30, 100, 300, 1000};
    static const long sizes[] = {15, 255, 4095, 65535};
    static const long lives[] = {10, 100, 1000, 10000, 100000};

    brief.plan.rounds = wish->plan.rounds / 4 + 1;
    for (size_t i = 0; i < sizeof depths / sizeof *depths; i++)
        grow(report, roster, &brief, "delegate", &depths[i], 1);
    grow(report, roster, &brief, "tree_yield_from", sizes, (int)(sizeof sizes / sizeof *sizes));
    for (size_t i = 0; i < sizeof lives / sizeof *lives; i++)
        grow(report, roster, &brief, "many", &lives[i], 1);
}

void measure(struct report *report, const struct roster *roster, const struct wish *wish)
{
    memset(report, 0, sizeof *report);
    for (int group = 0; group < GROUPS; group++)
        if (group_wanted(wish, group))
            measure_group(report, roster, wish, group);
    if (wish->name_count == 0)
        measure_growth(report, roster, wish);
    measure_apart(report, roster, wish);
}
