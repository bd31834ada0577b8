/*
 * Many generators that live at once, and then none: made, stepped and freed, by one thread, or freed by another.
 */
#include "gen_cases.h"

#include <pthread.h>

struct gen_live {
    double lap;
    pthread_t freer;
    pthread_mutex_t lock;
    pthread_cond_t turn;
    bool handed, ends; /* whether there is something to free; whether there never will be again */
    long count;
    gen_t *generators[];
};

static gen_status_t teller(gen_t *self, void *args)
{
    return gen_yield(self, gen_int(*(int64_t *)args), NULL) ? GEN_RETURNED : GEN_RAISED;
}

static int64_t make_all(struct gen_live *live)
{
    int64_t sum = 0;

    for (int64_t i = 1; i <= live->count; i++) {
        gen_t *g = gen_new(teller, &i, sizeof i);
        gen_value_t v;

        live->generators[i - 1] = g;
        if (g == NULL || gen_next(g, &v) != GEN_YIELDED)
            return -1;
        sum += gen_as_int(v);
    }
    return sum;
}

static void free_all(struct gen_live *live)
{
    for (long i = 0; i < live->count; i++)
        gen_free(live->generators[i]);
}

void *gen_live_open(long scale, char *why, size_t why_size)
{
    struct gen_live *live = calloc(1, sizeof *live + (size_t)scale * sizeof(gen_t *));

    (void)why, (void)why_size;
    if (live != NULL)
        live->count = scale;
    return live;
}

int64_t gen_live_run(void *state, long count)
{
    struct gen_live *live = state;
    int64_t sum = 0;

    for (long round = 0; round < count; round++) {
        sum += make_all(live);
        free_all(live);
    }
    return sum;
}

void gen_live_close(void *state)
{
    free(state);
    gen_stack_trim();
}

/* --- Freed by another thread --- */

static void wait_until(struct gen_live *live, bool handed)
{
    while (live->handed != handed && !live->ends)
        pthread_cond_wait(&live->turn, &live->lock);
}

static void hand(struct gen_live *live, bool over)
{
    live->handed = over;
    pthread_cond_broadcast(&live->turn);
}

static void *free_what_comes(void *state)
{
    struct gen_live *live = state;

    pthread_mutex_lock(&live->lock);
    for (;;) {
        wait_until(live, true);
        if (live->ends)
            break;
        free_all(live);
        hand(live, false);
    }
    pthread_mutex_unlock(&live->lock);
    return NULL;
}

void *gen_handed_open(long scale, char *why, size_t why_size)
{
    struct gen_live *live = gen_live_open(scale, why, why_size);

    if (live == NULL)
        return NULL;
    pthread_mutex_init(&live->lock, NULL);
    pthread_cond_init(&live->turn, NULL);
    if (pthread_create(&live->freer, NULL, free_what_comes, live) != 0) {
        snprintf(why, why_size, "no thread");
        free(live);
        return NULL;
    }
    return live;
}

int64_t gen_handed_run(void *state, long count)
{
    struct gen_live *live = state;
    int64_t sum = 0;
    double start = bench_now();

    pthread_mutex_lock(&live->lock);
    for (long round = 0; round < count; round++) {
        sum += make_all(live);
        hand(live, true);
        wait_until(live, false);
    }
    pthread_mutex_unlock(&live->lock);
    live->lap = bench_now() - start;
    return sum;
}

double gen_handed_lap(void *state)
{
    return ((struct gen_live *)state)->lap;
}

void gen_handed_close(void *state)
{
    struct gen_live *live = state;

    pthread_mutex_lock(&live->lock);
    live->ends = true;
    hand(live, false);
    pthread_mutex_unlock(&live->lock);
    pthread_join(live->freer, NULL);
    pthread_cond_destroy(&live->turn);
    pthread_mutex_destroy(&live->lock);
    gen_live_close(live);
}
