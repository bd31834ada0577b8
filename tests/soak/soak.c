/*
 * soak.c - many live generators, created, delegated to, thrown into, closed and freed at random: memory stays flat, and
 * nothing is left at the end.
 */
#include <gen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static uint64_t state = 1;
static size_t bodies, cleanups, steps;

static uint64_t dice(uint64_t sides)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (state >> 11) % sides;
}

/* Counts up; a ValueError starts it again, anything else ends it. */
static gen_status_t counter(gen_t *self, void *args)
{
    gen_status_t status = GEN_RAISED;

    (void)args;
    bodies++;
    for (int64_t n = 0; n < 1000; n++) {
        if (gen_yield(self, gen_int(n), NULL))
            continue;
        if (!gen_catch(self, GEN_VALUE_ERROR))
            goto finally;
        n = 0;
    }
    status = gen_return(self, gen_int(1000));
finally:
    cleanups++;
    return status;
}

static gen_t *new_below(int depth);

/* Delegates to a counter, or to another delegator. */
static gen_status_t delegator(gen_t *self, void *args)
{
    int depth = *(int *)args - 1;
    gen_status_t status = GEN_RAISED;

    bodies++;
    if (gen_yield_from(self, new_below(depth), NULL))
        status = gen_return(self, GEN_NONE);
    cleanups++;
    return status;
}

/* Both without a stack. */
static gen_status_t flat_counter(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    int64_t *n = frame;
    gen_status_t status = GEN_RAISED;

    GEN_BEGIN(self, sent, out);
    bodies++;
    for (; *n < 1000; ++*n)
        GEN_YIELD_OR (gen_int(*n), NULL) {
            if (!gen_catch(self, GEN_VALUE_ERROR))
                goto finally;
            *n = 0;
        }
    status = gen_return(self, gen_int(1000));
finally:
    cleanups++;
    return status;
    GEN_END;
}

static const gen_stackless_t flat_counting = {"counter", flat_counter, sizeof(int64_t), NULL};

static gen_status_t flat_delegator(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    GEN_BEGIN(self, sent, out);
    bodies++;
    GEN_YIELD_FROM_OR (new_below(*(int *)frame - 1), NULL) {
        cleanups++;
        return GEN_RAISED;
    }
    cleanups++;
    return gen_return(self, GEN_NONE);
    GEN_END;
}

/* Of either kind, and what it delegates to as well. */
static gen_t *new_below(int depth)
{
    static const gen_stackless_t flat_delegating = {"delegator", flat_delegator, sizeof(int), NULL};

    if (dice(2) == 0)
        return depth > 0 ? gen_new(delegator, &depth, sizeof depth) : gen_new(counter, NULL, 0);
    return depth > 0 ? gen_stackless_new(&flat_delegating, &depth, sizeof depth)
                     : gen_stackless_new(&flat_counting, NULL, 0);
}

static gen_t *make(void)
{
    gen_t *g = new_below(dice(8) == 0 ? 1 + (int)dice(3) : 0);

    if (g == NULL) {
        fprintf(stderr, "soak: %s\n", gen_new_error());
        exit(1);
    }
    return g;
}

/* One operation on one of them, picked at random. */
static void step(gen_t **slot)
{
    gen_value_t value;

    steps++;
    switch (dice(8)) {
    case 0:
        gen_free(*slot);
        *slot = make();
        break;
    case 1:
        gen_throw(*slot, GEN_VALUE_ERROR, gen_int(1), &value);
        break;
    case 2:
        gen_close(*slot, &value);
        break;
    case 3:
        gen_throw(*slot, GEN_KEY_ERROR, gen_int(2), &value);
        break;
    default:
        if (gen_next(*slot, &value) != GEN_YIELDED) {
            gen_free(*slot);
            *slot = make();
        }
    }
}

static size_t resident_kib(void)
{
    unsigned long size, resident = 0;
    FILE *in = fopen("/proc/self/statm", "r");

    if (in != NULL && fscanf(in, "%lu %lu", &size, &resident) != 2)
        resident = 0;
    if (in != NULL)
        fclose(in);
    return resident * (size_t)sysconf(_SC_PAGESIZE) / 1024;
}

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void report(size_t live)
{
    gen_stack_stats_t stats;

    gen_stack_stats(&stats);
    printf("%12zu operations, %zu generators in %zu stacks, %zu MiB resident\n", steps, live, stats.live,
           resident_kib() / 1024);
    fflush(stdout);
}

static int verdict(size_t settled, size_t final)
{
    gen_stack_stats_t stats;

    gen_stack_stats(&stats);
    printf("%zu bodies began and %zu ended; %zu stacks in use; %zu KiB resident after settling, %zu at the end\n",
           bodies, cleanups, stats.live, settled, final);
    if (bodies != cleanups || stats.live != 0 || final > settled + settled / 10 + 4096) {
        fputs("soak: something was lost\n", stderr);
        return 1;
    }
    return 0;
}

/* soak LIVE OPERATIONS [SECONDS]: until both are over. The first quarter settles how much memory it takes. */
int main(int argc, char **argv)
{
    size_t live = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000,
           least = argc > 2 ? strtoul(argv[2], NULL, 10) : 1000000;
    double length = argc > 3 ? atof(argv[3]) : 0, begin = seconds_now(), next_report = begin;
    gen_t **all = malloc((live + 1) * sizeof *all);
    size_t settled = 0, final;

    if (all == NULL)
        return 1;
    for (size_t i = 0; i < live; i++)
        all[i] = make();
    for (;;) {
        double now = seconds_now();

        if (settled == 0 && steps >= least / 4 && now - begin >= length / 4)
            settled = resident_kib();
        if (steps >= least && now - begin >= length)
            break;
        if (now >= next_report) {
            report(live);
            next_report = now + 5;
        }
        for (int i = 0; i < 1000; i++)
            step(&all[dice(live)]);
    }
    report(live);
    final = resident_kib();
    for (size_t i = 0; i < live; i++)
        gen_free(all[i]);
    free(all);
    return verdict(settled, final);
}
