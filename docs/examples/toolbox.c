/* The toolbox: iterators of gen/itertools.h in a row, each asked only for what is needed. */
#include <gen.h>
#include <gen/itertools.h>
#include <inttypes.h>

static bool below_sixty(gen_t *self, gen_value_t v, void *arg)
{
    (void)self, (void)arg;
    return gen_as_int(v) < 60;
}

int main(void)
{
    gen_t *odd = gen_count(1, 2);
    gen_t *squares = gen_accumulate(odd, NULL, NULL, GEN_NONE);
    gen_t *steps = gen_pairwise(gen_takewhile(squares, below_sixty, NULL));

    if (steps == NULL)
        return 1;
    GEN_FOREACH (v, steps) {
        const gen_pair_t *pair = gen_as_ptr(v);

        printf("from %" PRId64 " to %" PRId64 "\n", gen_as_int(pair->first), gen_as_int(pair->second));
    }
    gen_free(steps);
    return 0;
}
