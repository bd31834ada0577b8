/* A sum that is sent numbers, and is thrown a ValueError to begin again. */
#include <gen.h>
#include <inttypes.h>

static gen_status_t accumulator(gen_t *self, void *args)
{
    int64_t total = 0;
    gen_value_t x;

    (void)args;
    for (;;) {
        if (gen_yield(self, gen_int(total), &x))
            total += gen_as_int(x);
        else if (gen_catch(self, GEN_VALUE_ERROR))
            total = 0;
        else
            return GEN_RAISED;
    }
}

int main(void)
{
    gen_t *g = gen_new(accumulator, NULL, 0);
    gen_value_t total = GEN_NONE;

    if (g == NULL || gen_next(g, &total) != GEN_YIELDED)
        return 1;
    for (int64_t x = 1; x <= 3 && gen_send(g, gen_int(x), &total) == GEN_YIELDED; x++)
        printf("sent %" PRId64 ", total %" PRId64 "\n", x, gen_as_int(total));
    if (gen_throw(g, GEN_VALUE_ERROR, GEN_NONE, &total) == GEN_YIELDED)
        printf("thrown, total %" PRId64 "\n", gen_as_int(total));
    if (gen_send(g, gen_int(5), &total) == GEN_YIELDED)
        printf("sent 5, total %" PRId64 "\n", gen_as_int(total));
    gen_free(g);
    return 0;
}
