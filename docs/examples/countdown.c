/* The generator of the manual's first page. */
#include <gen.h>
#include <stdio.h>

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
    gen_value_t v;

    while (gen_next(g, &v) == GEN_YIELDED)
        printf("%d\n", (int)gen_as_int(v));
    puts(gen_as_str(v));
    gen_free(g);
    return 0;
}
