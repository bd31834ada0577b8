/*
 * libuv as a contender: a million of its timers, bare. It has no tasks, so nothing else that is measured here.
 */
#include "../bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <uv.h>

struct sleepers {
    uv_loop_t loop;
    long count, round;
    double cpu;
    int64_t sum;
    uv_timer_t timers[];
};

static double cpu_time(void)
{
    return bench_clock_(CLOCK_THREAD_CPUTIME_ID);
}

static void on_timer(uv_timer_t *timer)
{
    struct sleepers *all = timer->data;

    all->sum += timer - all->timers + 1;
    uv_close((uv_handle_t *)timer, NULL);
}

static void start(struct sleepers *all)
{
    uv_update_time(&all->loop);
    for (long i = 0; i < all->count; i++) {
        uv_timer_init(&all->loop, &all->timers[i]);
        all->timers[i].data = all;
        uv_timer_start(&all->timers[i], on_timer, (uint64_t)bench_sleep_ms(i + 1, all->count), 0);
    }
}

static void *sleepers_open(long scale, char *why, size_t why_size)
{
    double begun = cpu_time();
    struct sleepers *all = malloc(sizeof *all + (size_t)scale * sizeof *all->timers);

    if (all == NULL || uv_loop_init(&all->loop) != 0) {
        snprintf(why, why_size, "no loop");
        free(all);
        return NULL;
    }
    all->count = scale;
    all->round = 0;
    start(all);
    all->cpu = cpu_time() - begun;
    return all;
}

static int64_t sleepers_run(void *state, long count)
{
    struct sleepers *all = state;
    int64_t sum = 0;

    for (; count > 0; count--) {
        double begun = cpu_time();

        all->sum = 0;
        if (all->round++ > 0)
            start(all);
        uv_run(&all->loop, UV_RUN_DEFAULT);
        all->cpu = (all->round == 1 ? all->cpu : 0) + cpu_time() - begun;
        sum += all->sum;
    }
    return sum;
}

static double sleepers_lap(void *state)
{
    return ((struct sleepers *)state)->cpu;
}

static void close_timer(uv_handle_t *handle, void *arg)
{
    (void)arg;
    if (!uv_is_closing(handle))
        uv_close(handle, NULL);
}

static void sleepers_close(void *state)
{
    struct sleepers *all = state;

    uv_walk(&all->loop, close_timer, NULL);
    uv_run(&all->loop, UV_RUN_DEFAULT);
    uv_loop_close(&all->loop);
    free(all);
}

static const bench_case_t cases[] = {
    {"async_sleepers", sleepers_open, sleepers_run, sleepers_close, sleepers_lap},
    {NULL, NULL, NULL, NULL, NULL},
};

const bench_contender_t *bench_module(void)
{
    static char version[32];
    static bench_contender_t contender = {"libuv", version, cases};

    snprintf(version, sizeof version, "libuv %s", uv_version_string());
    return &contender;
}
