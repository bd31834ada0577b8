/**
 * @file bench.h
 * What the program and everything that it measures share: a contender is a name and a table of cases.
 *
 * Every case yields 1, 2, 3, ... and so on from sample to sample, so that its sum tells whether the work was done.
 * Contenders live in the program itself, in modules that it loads (bench_module() is their one symbol), or in
 * processes that speak the protocol of remote.h.
 */
#ifndef BENCH_H
#define BENCH_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One kind of work as one contender does it. */
typedef struct bench_case {
    const char *name; /**< "next", "delegate", ...; NULL ends a table */

    /**
     * Prepares the work.
     * @param scale  depth of the chain, nodes of the tree, number of generators; 0 where there is no such thing
     * @param why    set to a reason where it cannot be done at this scale
     * @return the state that run and close are given; NULL if it cannot be done
     */
    void *(*open)(long scale, char *why, size_t why_size);

    /** Does @p count steps, walks or rounds. @return the sum of all values that arrived */
    int64_t (*run)(void *state, long count);

    /** Frees the state. */
    void (*close)(void *state);

    /** How long the last run took, in ns, where the case itself knows which part of it counts; NULL: all of it. */
    double (*lap)(void *state);
} bench_case_t;

/** Who is measured. */
typedef struct bench_contender {
    const char *name;          /**< "raw", "gen", "ucontext", ... */
    const char *version;       /**< for the report, "Lua 5.4.4" */
    const bench_case_t *cases; /**< ends with a NULL name */
} bench_contender_t;

/** The one symbol of a module. */
const bench_contender_t *bench_module(void);

static inline double bench_clock_(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/** @return the time in ns since some moment in the past */
static inline double bench_now(void)
{
    return bench_clock_(CLOCK_MONOTONIC);
}

/** A stopwatch. */
typedef struct {
    double now, cpu;
} bench_watch_t;

/** Starts it. */
static inline bench_watch_t bench_start(void)
{
    bench_watch_t watch;

    watch.cpu = bench_clock_(CLOCK_THREAD_CPUTIME_ID);
    watch.now = bench_now();
    return watch;
}

/**
 * @return ns since the start; after more than a millisecond, in which other programs may well have run, the
 *     processor's time that this thread took, whose clock is too slow to read for less
 */
static inline double bench_stop(bench_watch_t watch)
{
    double ns = bench_now() - watch.now;

    return ns < 1e6 ? ns : bench_clock_(CLOCK_THREAD_CPUTIME_ID) - watch.cpu;
}

/** @return for how many ms sleeper @p i of @p count sleeps: the more there are, the longer */
static inline long bench_sleep_ms(int64_t i, long count)
{
    long least = count / 200;

    return least + (long)(i * 7919 % (least / 4 + 1));
}

#ifdef __cplusplus
}
#endif

#endif
