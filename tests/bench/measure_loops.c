#include "measure_loops.h"

#include "echo.h"

#include <stdlib.h>
#include <string.h>

/* --- Sleepers --- */

/* What a process has resident with all of them asleep, each one's share, and what the whole of their lives takes. */
static void measure_crowd(struct comparison *times, struct comparison *bytes, const struct player *player,
                          const char *title)
{
    struct player apart = roster_apart(player, NULL);
    struct entrant *e = calloc(1, sizeof *e);
    double each = -1, ns = -1;

    if (e == NULL)
        abort();
    if (title != NULL)
        fprintf(stderr, "%s: %s\n", title, player->name);
    if (entrant_open(e, &apart, times->work, times->scale)) {
        each = (double)entrant_memory(e) / (double)times->scale;
        ns = entrant_run(e, 1);
    }
    e->player = player;
    comparison_add(times, e, ns, NULL);
    comparison_add(bytes, e, each, NULL);
    entrant_close(e);
    free(e);
}

/* The rows from row to end tell of one crowd. */
void measure_crowds(struct report *report, const struct roster *roster, const struct wish *wish, const struct row *row,
                    const struct row *end)
{
    struct comparison times = {.work = row->work, .scale = row->scale, .raw = -1}, bytes = times;

    for (int i = 0; i < roster->count; i++)
        if (player_has(&roster->players[i], row->work))
            measure_crowd(&times, &bytes, &roster->players[i], wish->plan.progress ? row->title : NULL);
    for (; row < end; row++)
        if (wish_has(wish, row->name)) {
            struct outcome *outcome = outcome_begin(report, row);

            outcome->all = row->basis == OF_BYTES ? bytes : times;
            outcome_judge(report, outcome);
        }
}

/* --- Echo servers --- */

enum { ECHO_ROUNDS = 41, ECHO_MESSAGES = 40, SMALL_MESSAGE = 64, LARGE_MESSAGE = 16384 };

static size_t message_size(const struct row *row)
{
    return strcmp(row->work, "async_echo_16k") == 0 ? LARGE_MESSAGE : SMALL_MESSAGE;
}

/* Starts the server of each player. @return how many have one */
static int open_servers(struct entrant *entrants, const struct roster *roster, const struct row *row)
{
    int count = 0;

    for (int i = 0; i < roster->count; i++) {
        const struct player *player = &roster->players[i];
        struct entrant *e = &entrants[count];

        if (!player_has(player, row->work) || player->server[0] == NULL || player->server[0][0] == '\0')
            continue;
        e->player = player;
        e->state = echo_open(player->server, (int)row->scale, message_size(row), e->failure, sizeof e->failure);
        count++;
    }
    return count;
}

static void sample_server(struct entrant *e, int round, long messages)
{
    double ns = e->state != NULL ? echo_run(e->state, messages) : -1;

    if (ns < 0)
        return;
    e->rounds[e->taken] = round;
    e->samples[e->taken++] = ns;
}

/* What the server has resident; each connection's share, where a server of one is asked as well. */
static double resident(const struct entrant *e, const struct row *row)
{
    struct echo *one;
    char why[128];
    double bytes = -1;

    if (e->state == NULL || strcmp(row->work, "async_idle_each") != 0)
        return e->state != NULL ? (double)echo_memory(e->state) : -1;
    one = echo_open(e->player->server, 1, message_size(row), why, sizeof why);
    if (one == NULL)
        return -1;
    bytes = (double)(echo_memory(e->state) - echo_memory(one)) / (double)(row->scale - 1);
    echo_close(one);
    return bytes;
}

/* Time for a message in some rows, what the server has resident in others. */
void measure_echo(struct report *report, const struct roster *roster, const struct wish *wish, const struct row *row)
{
    struct outcome *outcome = outcome_begin(report, row);
    struct entrant *entrants = calloc(ROSTER_MAX, sizeof *entrants);
    long messages = row->scale < 1000 ? ECHO_MESSAGES : 2;
    bool bytes = row->basis == OF_BYTES;
    int count;

    if (entrants == NULL)
        abort();
    if (wish->plan.progress)
        fprintf(stderr, "%s\n", row->title);
    outcome->all.work = row->work;
    outcome->all.scale = row->scale;
    count = open_servers(entrants, roster, row);
    for (int round = 0; round < ECHO_ROUNDS && !bytes; round++)
        for (int i = 0; i < count; i++)
            sample_server(&entrants[i], round, messages);
    for (int i = 0; i < count; i++) {
        struct entrant *e = &entrants[i];

        comparison_add(&outcome->all, e, bytes ? resident(e, row) : entrant_median(e), NULL);
        if (e->state != NULL)
            echo_close(e->state);
    }
    outcome_judge(report, outcome);
    free(entrants);
}
