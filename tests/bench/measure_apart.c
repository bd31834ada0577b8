#include "measure_apart.h"

#include "field.h"
#include "measure_loops.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

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
    struct outcome *outcome = outcome_begin(report, row);
    struct field *field = field_new(roster);
    const struct entrant *own = &field->entrants[field->count];

    plan.warm_runs = WARM_ROUNDS;
    find_visitors(roster, visitors);
    for (int i = 0; i < VISITORS; i++)
        field_add(field, &visitors[i], row->work, row->scale);
    entrants_sample(field->entrants, field->count, &plan, row->title);
    field_compare(field, row->work, row->scale, &outcome->all);
    outcome_judge(report, outcome);
    outcome_judge_by(outcome, entrant_ratio(&own[COLOURED], &own[UNCOLOURED]));
    field_free(field);
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

/* Memory, and the time of a few rounds if times is not NULL, by one player alone: there is not memory for all at once. */
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
    comparison_add(bytes, e, each, NULL);
    if (times != NULL)
        comparison_add(times, e, entrant_median(e), NULL);
    entrant_close(e);
    free(e);
}

/* The rows from row on, up to the one that is returned, tell of one crowd, which is measured once. */
static const struct row *end_of_crowd(const struct row *row)
{
    const struct row *end = row + 1;

    while (end->name != NULL && end->group == row->group && strcmp(end->work, row->work) == 0 &&
           end->scale == row->scale)
        end++;
    return end;
}

/* Whether one of these rows is wanted; with times, one that tells of times. */
static bool any_wanted(const struct wish *wish, const struct row *row, const struct row *end, bool times)
{
    for (; row < end; row++)
        if (wish_has(wish, row->name) && (!times || row->basis != OF_BYTES))
            return true;
    return false;
}

static void measure_million(struct report *report, const struct roster *roster, const struct wish *wish,
                            const struct row *row, const struct row *end)
{
    struct comparison bytes = {.work = row->work, .scale = row->scale, .raw = -1}, times = bytes;
    bool grows = wish->name_count == 0 && strcmp(row->work, "many") == 0;
    bool timed = any_wanted(wish, row, end, true);

    for (int i = 0; i < roster->count; i++) {
        const struct player *player = &roster->players[i];
        char title[128];

        snprintf(title, sizeof title, "%s: %s", row->title, player->name);
        if (player_has(player, row->work) && (strcmp(row->work, "many") == 0 || strcmp(player->name, "gen") == 0))
            measure_alone(&bytes, timed ? &times : NULL, player, &wish->plan, title);
    }
    if (grows)
        *growth_begin(report, row->work, row->scale) = times;
    for (; row < end; row++)
        if (wish_has(wish, row->name)) {
            struct outcome *outcome = outcome_begin(report, row);

            outcome->all = row->basis == OF_BYTES ? bytes : times;
            outcome_judge(report, outcome);
        }
}

static void measure_text(struct report *report, const struct row *row)
{
    struct outcome *outcome = outcome_begin(report, row);

    outcome->value = (double)roster_text_size();
    outcome_judge_by(outcome, outcome->value);
}

/* From so many on it is memory that counts; what they take at most. */
enum { CROWD = 1000000 };
#define CROWD_SIZE ((size_t)6 << 30)

static void prepare(const struct wish *wish)
{
    for (const struct row *row = bench_rows; row->name != NULL; row++)
        if (row->group == GROUP_APART && row->scale >= CROWD && wish_has(wish, row->name)) {
            if (wish->plan.progress)
                fputs("touching memory\n", stderr);
            memory_warm_up(CROWD_SIZE);
            return;
        }
}

void measure_apart(struct report *report, const struct roster *roster, const struct wish *wish)
{
    prepare(wish);
    for (const struct row *row = bench_rows, *end; row->name != NULL; row = end) {
        end = end_of_crowd(row);
        if (row->group != GROUP_APART || !any_wanted(wish, row, end, false))
            continue;
        if (strcmp(row->work, "async_sleepers") == 0)
            measure_crowds(report, roster, wish, row, end);
        else if (strncmp(row->work, "async_", 6) == 0)
            measure_echo(report, roster, wish, row);
        else if (row->basis == OF_COLOUR)
            measure_round_robin(report, roster, wish, row);
        else if (row->work[0] == '\0')
            measure_text(report, row);
        else
            measure_million(report, roster, wish, row, end);
    }
}
