/* What a user of the library writes first; the build of another project compiles it as C and as C++. */
#include <gen.h>
#include <inttypes.h>

static gen_status_t countdown(gen_t *self, void *args)
{
    for (int64_t n = *(int64_t *)args; n > 0; n--)
        if (!gen_yield(self, gen_int(n), NULL))
            return GEN_RAISED;
    return gen_return(self, gen_str("liftoff"));
}

int main(void)
{
    int64_t from = 3;
    gen_t *g = gen_new(countdown, &from, sizeof from);
    gen_value_t v = GEN_NONE;
    int64_t sum = 0;

    if (g == NULL)
        return 1;
    while (gen_next(g, &v) == GEN_YIELDED)
        sum += gen_as_int(v);
    printf("%" PRId64 ", %s, gen %s\n", sum, gen_as_str(v), gen_version());
    gen_free(g);
    return sum == 6 ? 0 : 1;
}
