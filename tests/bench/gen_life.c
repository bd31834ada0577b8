/*
 * The life of a generator: made and run to its end, or closed while it is suspended in front of its cleanup.
 */
#include "gen_cases.h"

#define BATCH 32

static gen_status_t returner(gen_t *self, void *args)
{
    return gen_return(self, gen_int(*(int64_t *)args));
}

static gen_status_t cleaner(gen_t *self, void *args)
{
    int64_t *cleaned = *(int64_t **)args;
    gen_status_t status = GEN_RAISED;

    if (!gen_yield(self, GEN_NONE, NULL))
        goto finally;
    status = GEN_RETURNED;
finally:
    ++*cleaned;
    return status;
}

void *gen_create_open(long scale, char *why, size_t why_size)
{
    (void)scale, (void)why, (void)why_size;
    return calloc(1, sizeof(struct gen_case));
}

int64_t gen_create_run(void *state, long count)
{
    struct gen_case *c = state;
    gen_value_t v = gen_int(0);
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        gen_t *g;

        c->position++;
        g = gen_new(returner, &c->position, sizeof c->position);
        if (g == NULL || gen_next(g, &v) != GEN_RETURNED)
            break;
        sum += gen_as_int(v);
        gen_free(g);
    }
    return sum;
}

static gen_t *new_cleaner(int64_t *cleaned)
{
    return gen_new(cleaner, &cleaned, sizeof cleaned);
}

/* Makes a few suspended generators, which is not timed, then closes and frees them, which is. */
static int64_t close_batch(struct gen_case *c, long count, gen_t *make(int64_t *cleaned))
{
    gen_t *generators[BATCH];
    int64_t sum = 0;
    double start;

    for (long i = 0; i < count; i++) {
        generators[i] = make(&c->position);
        if (generators[i] == NULL || gen_next(generators[i], NULL) != GEN_YIELDED)
            return 0;
    }
    start = bench_now();
    for (long i = 0; i < count; i++) {
        if (gen_close(generators[i], NULL) == GEN_RETURNED)
            sum += c->position;
        gen_free(generators[i]);
    }
    c->lap += bench_now() - start;
    return sum;
}

int64_t gen_close_batches(void *state, long count, gen_t *make(int64_t *cleaned))
{
    struct gen_case *c = state;
    int64_t sum = 0;

    c->lap = 0;
    for (; count > 0; count -= BATCH)
        sum += close_batch(c, count < BATCH ? count : BATCH, make);
    return sum;
}

int64_t gen_close_run(void *state, long count)
{
    return gen_close_batches(state, count, new_cleaner);
}
