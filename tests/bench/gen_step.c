/*
 * One generator, one step: next, send, throw, a chain of delegations, an iterator without a stack.
 */
#include "gen_cases.h"

#include <fenv.h>
#include <float.h>

gen_status_t gen_case_counter(gen_t *self, void *args)
{
    (void)args;
    for (int64_t n = 1;; n++)
        if (!gen_yield(self, gen_int(n), NULL))
            return GEN_RAISED;
}

struct gen_case *gen_case_open(gen_t *g, char *why, size_t why_size)
{
    struct gen_case *c = calloc(1, sizeof *c);

    if (g == NULL)
        snprintf(why, why_size, "%s", gen_new_error());
    if (g == NULL || c == NULL) {
        gen_free(g);
        free(c);
        return NULL;
    }
    c->g = g;
    return c;
}

int64_t gen_case_next(void *state, long count)
{
    gen_t *g = ((struct gen_case *)state)->g;
    gen_value_t v;
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        if (gen_next(g, &v) != GEN_YIELDED)
            break;
        sum += gen_as_int(v);
    }
    return sum;
}

void gen_case_close(void *state)
{
    gen_free(((struct gen_case *)state)->g);
    free(state);
}

double gen_case_lap(void *state)
{
    return ((struct gen_case *)state)->lap;
}

void *gen_next_open(long scale, char *why, size_t why_size)
{
    (void)scale;
    return gen_case_open(gen_new(gen_case_counter, NULL, 0), why, why_size);
}

/* Another flag is raised here than where the steps are made, from then on. */
static gen_status_t computing_counter(gen_t *self, void *args)
{
    volatile double one = 1, three = 3;

    one = one / three;
    return gen_case_counter(self, args);
}

void *gen_fp_open(long scale, char *why, size_t why_size)
{
    (void)scale;
    return gen_case_open(gen_new(computing_counter, NULL, 0), why, why_size);
}

int64_t gen_fp_run(void *state, long count)
{
    volatile double most = DBL_MAX;

    feclearexcept(FE_ALL_EXCEPT);
    most = most * 2;
    return gen_case_next(state, count);
}

static gen_status_t counter_that_rounds_up(gen_t *self, void *args)
{
    fesetround(FE_UPWARD);
    return gen_case_counter(self, args);
}

void *gen_rounding_open(long scale, char *why, size_t why_size)
{
    (void)scale;
    return gen_case_open(gen_new(counter_that_rounds_up, NULL, 0), why, why_size);
}

static gen_status_t accumulator(gen_t *self, void *args)
{
    int64_t total = 0;
    gen_value_t x;

    (void)args;
    for (;;) {
        if (!gen_yield(self, gen_int(total), &x))
            return GEN_RAISED;
        total += gen_as_int(x);
    }
}

void *gen_send_open(long scale, char *why, size_t why_size)
{
    struct gen_case *c = gen_case_open(gen_new(accumulator, NULL, 0), why, why_size);

    (void)scale;
    if (c != NULL)
        gen_next(c->g, NULL);
    return c;
}

int64_t gen_send_run(void *state, long count)
{
    gen_t *g = ((struct gen_case *)state)->g;
    gen_value_t v;
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        if (gen_send(g, gen_int(1), &v) != GEN_YIELDED)
            break;
        sum += gen_as_int(v);
    }
    return sum;
}

static gen_status_t catcher(gen_t *self, void *args)
{
    (void)args;
    for (int64_t caught = 0;;)
        if (!gen_yield(self, gen_int(caught), NULL)) {
            if (!gen_catch(self, GEN_VALUE_ERROR))
                return GEN_RAISED;
            caught++;
        }
}

void *gen_throw_open(long scale, char *why, size_t why_size)
{
    struct gen_case *c = gen_case_open(gen_new(catcher, NULL, 0), why, why_size);

    (void)scale;
    if (c != NULL)
        gen_next(c->g, NULL);
    return c;
}

int64_t gen_throw_run(void *state, long count)
{
    gen_t *g = ((struct gen_case *)state)->g;
    gen_value_t v;
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        if (gen_throw(g, GEN_VALUE_ERROR, GEN_NONE, &v) != GEN_YIELDED)
            break;
        sum += gen_as_int(v);
    }
    return sum;
}

static gen_status_t delegator(gen_t *self, void *args)
{
    long depth = *(long *)args - 1;
    gen_t *sub = depth > 0 ? gen_new(delegator, &depth, sizeof depth) : gen_new(gen_case_counter, NULL, 0);
    gen_value_t result;

    if (!gen_yield_from(self, sub, &result))
        return GEN_RAISED;
    return gen_return(self, result);
}

void *gen_delegate_open(long scale, char *why, size_t why_size)
{
    return gen_case_open(gen_new(delegator, &scale, sizeof scale), why, why_size);
}

static gen_value_t next_to(gen_t *self, gen_value_t value, void *arg)
{
    (void)self, (void)arg;
    return gen_int(gen_as_int(value) + 1);
}

void *gen_map_open(long scale, char *why, size_t why_size)
{
    (void)scale;
    return gen_case_open(gen_map(gen_range(0, INT64_MAX, 1), next_to, NULL), why, why_size);
}
