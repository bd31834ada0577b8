/* Generator expressions: iterators over iterators, which need no stack. */
#include <gen.h>
#include <inttypes.h>

static bool is_odd(gen_t *self, gen_value_t v, void *arg)
{
    (void)self, (void)arg;
    return gen_as_int(v) % 2 != 0;
}

static gen_value_t square(gen_t *self, gen_value_t v, void *arg)
{
    (void)self, (void)arg;
    return gen_int(gen_as_int(v) * gen_as_int(v));
}

int main(void)
{
    gen_t *squares = gen_map(gen_filter(gen_range(0, 10, 1), is_odd, NULL), square, NULL);

    if (squares == NULL)
        return 1;
    GEN_FOREACH (v, squares)
        printf("%" PRId64 " ", gen_as_int(v));
    putchar('\n');
    gen_free(squares);
    return 0;
}
