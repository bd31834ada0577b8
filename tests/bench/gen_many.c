/*
 * Many suspended generators, each visited in turn: on ordinary guarded stacks and on small packed ones.
 */
#include "gen_cases.h"

#define SMALL_STACK 1024

struct gen_many {
    long count;
    gen_t *generators[];
};

void gen_many_close(void *state)
{
    struct gen_many *many = state;

    for (long i = 0; i < many->count; i++)
        gen_free(many->generators[i]);
    free(many);
    gen_stack_trim();
}

static gen_t *new_with_stack(size_t stack_size)
{
    gen_attr_t attr = gen_attr();

    attr.stack_size = stack_size;
    return gen_new_with(&attr, gen_case_counter, NULL, 0);
}

static gen_t *new_guarded(void)
{
    return new_with_stack(0);
}

static gen_t *new_small(void)
{
    return new_with_stack(SMALL_STACK);
}

void *gen_many_make(long scale, gen_t *new_counter(void), char *why, size_t why_size)
{
    struct gen_many *many = malloc(sizeof *many + (size_t)scale * sizeof(gen_t *));

    if (many == NULL)
        return NULL;
    for (many->count = 0; many->count < scale; many->count++) {
        gen_t *g = new_counter();

        if (g == NULL) {
            snprintf(why, why_size, "at %ld: %s", many->count, gen_new_error());
            gen_many_close(many);
            return NULL;
        }
        many->generators[many->count] = g;
    }
    return many;
}

void *gen_many_open(long scale, char *why, size_t why_size)
{
    return gen_many_make(scale, new_guarded, why, why_size);
}

void *gen_small_open(long scale, char *why, size_t why_size)
{
    return gen_many_make(scale, new_small, why, why_size);
}

int64_t gen_many_run(void *state, long count)
{
    struct gen_many *many = state;
    gen_value_t v;
    int64_t sum = 0;

    for (long round = 0; round < count; round++)
        for (long i = 0; i < many->count; i++) {
            if (gen_next(many->generators[i], &v) != GEN_YIELDED)
                return 0;
            sum += gen_as_int(v);
        }
    return sum;
}
