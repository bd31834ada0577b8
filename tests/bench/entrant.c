#include "entrant.h"

#include "rows.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A sample that takes longer has no need of the same before it, which brings code and data into the caches and teaches the
 * processor the branches: another process may have run before. */
#define WARM_UP_TO_NS 2e7

/* An event loop is entered and left for each sample: its samples are so many times longer, so that this is not felt. */
#define TO_ENTER_A_LOOP 20

static bool open_local(struct entrant *e)
{
    for (const bench_case_t *c = e->player->local->cases; c->name != NULL; c++)
        if (strcmp(c->name, e->work) == 0) {
            e->local = c;
            e->state = c->open(e->scale, e->failure, sizeof e->failure);
            return e->state != NULL;
        }
    return false;
}

static bool open_remote(struct entrant *e)
{
    if (!remote_start(&e->remote, e->player->command, e->player->set)) {
        snprintf(e->failure, sizeof e->failure, "cannot be started");
        return false;
    }
    if (!remote_ask(&e->remote, "open %s %ld", e->work, e->scale)) {
        memcpy(e->failure, e->remote.answer, sizeof e->failure);
        remote_stop(&e->remote);
        return false;
    }
    e->id = atoi(e->remote.answer);
    return true;
}

bool entrant_open(struct entrant *e, const struct player *player, const char *work, long scale)
{
    memset(e, 0, sizeof *e);
    e->player = player;
    e->work = work;
    e->scale = scale;
    e->open = player->local != NULL ? open_local(e) : open_remote(e);
    return e->open;
}

static double fail(struct entrant *e, const char *why)
{
    snprintf(e->failure, sizeof e->failure, "%s", why);
    entrant_close(e);
    return -1;
}

static bool run_remote(struct entrant *e, long count, double *ns, long long *sum)
{
    return remote_ask(&e->remote, "run %d %ld", e->id, count) && sscanf(e->remote.answer, "%lf %lld", ns, sum) == 2;
}

double entrant_run(struct entrant *e, long count)
{
    long long sum = 0;
    double ns = 0;

    if (e->local != NULL) {
        bench_watch_t watch = bench_start();

        sum = e->local->run(e->state, count);
        ns = bench_stop(watch);
        if (e->local->lap != NULL)
            ns = e->local->lap(e->state);
    } else if (!run_remote(e, count, &ns, &sum)) {
        return fail(e, e->remote.answer);
    }
    if (sum != row_sum(e->work, e->scale, e->done, count))
        return fail(e, "its values are wrong");
    e->done += count;
    return ns / (double)count / (double)row_steps(e->work, e->scale);
}

long entrant_memory(struct entrant *e)
{
    return remote_ask(&e->remote, "memory") ? atol(e->remote.answer) : -1;
}

void entrant_close(struct entrant *e)
{
    if (!e->open)
        return;
    e->open = false;
    if (e->local != NULL)
        e->local->close(e->state);
    else
        remote_stop(&e->remote);
}

/* The quickest of a few runs: one that the system interrupted tells nothing. */
static double quickest(struct entrant *e, long count, double enough_ns)
{
    double best = entrant_run(e, count);
    double steps = (double)count * (double)row_steps(e->work, e->scale);

    for (int i = 0; i < 4 && best >= 0 && best * steps < enough_ns; i++) {
        double ns = entrant_run(e, count);

        if (ns < best)
            best = ns;
    }
    return best;
}

/* Finds how much work makes a sample, and how many samples there is time for. */
static void calibrate(struct entrant *e, const struct plan *plan)
{
    double steps = (double)row_steps(e->work, e->scale);
    double sample_ns = plan->sample_ns * (strncmp(e->work, "async_", 6) == 0 ? TO_ENTER_A_LOOP : 1);
    long count = 1;
    double ns, took;

    if (entrant_run(e, 1) < 0) /* the first one may prepare much, a chain for example */
        return;
    for (;;) {
        ns = quickest(e, count, plan->budget_ns / 100);
        if (ns < 0)
            return;
        took = ns * (double)count * steps;
        if (took >= sample_ns / 4 || count >= 1L << 22)
            break;
        count *= 2;
    }
    e->count = (long)(sample_ns / (ns * steps));
    if (e->count < 1)
        e->count = 1;
    took = ns * (double)e->count * steps;
    e->warm = took < WARM_UP_TO_NS ? e->count * plan->warm_runs : 0;
    e->stride = (int)(took * plan->rounds / plan->budget_ns) + 1;
    if (e->stride > plan->rounds / 3)
        e->stride = plan->rounds / 3 + 1;
}

static void sample(struct entrant *e, int round)
{
    double ns;

    if (e->warm > 0 && entrant_run(e, e->warm) < 0)
        return;
    ns = entrant_run(e, e->count);
    if (ns < 0)
        return;
    e->rounds[e->taken] = round;
    e->samples[e->taken++] = ns;
}

void entrants_sample(struct entrant *entrants, int count, const struct plan *plan, const char *title)
{
    bool terminal = isatty(STDERR_FILENO);

    if (plan->progress)
        fprintf(stderr, terminal ? "%s ..." : "%s\n", title);
    for (int i = 0; i < count; i++)
        if (entrants[i].open)
            calibrate(&entrants[i], plan);
    for (int round = 0; round < plan->rounds && round < SAMPLES_MAX; round++) {
        for (int i = 0; i < count; i++)
            if (entrants[i].open && round % entrants[i].stride == 0)
                sample(&entrants[i], round);
        if (plan->progress && terminal)
            fprintf(stderr, "\r\033[K%s: round %d of %d", title, round + 1, plan->rounds);
    }
    if (plan->progress && terminal)
        fputs("\r\033[K", stderr);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(const double *values, int count)
{
    double sorted[SAMPLES_MAX];

    if (count == 0)
        return -1;
    memcpy(sorted, values, (size_t)count * sizeof *sorted);
    qsort(sorted, (size_t)count, sizeof *sorted, ascending);
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
}

double entrant_median(const struct entrant *e)
{
    return median(e->samples, e->taken);
}

double entrant_ratio(const struct entrant *e, const struct entrant *base)
{
    double ratios[SAMPLES_MAX];
    int count = 0;

    for (int i = 0, j = 0; i < e->taken; i++) {
        while (j < base->taken && base->rounds[j] < e->rounds[i])
            j++;
        if (j < base->taken && base->rounds[j] == e->rounds[i])
            ratios[count++] = e->samples[i] / base->samples[j];
    }
    return median(ratios, count);
}
