/* Whatever ends a body, its cleanup runs: its own end, close(), throw(), or the last gen_free(). */
#include <gen.h>

static gen_status_t resource(gen_t *self, void *args)
{
    gen_status_t status = GEN_RAISED;

    (void)args;
    puts("  opened");
    for (int64_t i = 1; i <= 2; i++)
        if (!gen_yield(self, gen_int(i), NULL))
            goto finally;
    status = gen_return(self, gen_str("done"));
finally:
    puts("  closed");
    return status;
}

static void to_the_end(gen_t *g)
{
    GEN_FOREACH (v, g)
        printf("  %d\n", (int)gen_as_int(v));
}

static void closed(gen_t *g)
{
    if (gen_next(g, NULL) == GEN_YIELDED && gen_close(g, NULL) == GEN_RETURNED)
        puts("  close() is content");
}

static void thrown_into(gen_t *g)
{
    if (gen_next(g, NULL) == GEN_YIELDED && gen_throw(g, GEN_KEY_ERROR, gen_str("spam"), NULL) == GEN_RAISED)
        gen_error_print(gen_error(g), stdout);
}

static void freed(gen_t *g)
{
    if (gen_next(g, NULL) == GEN_YIELDED)
        puts("  left alone");
}

int main(void)
{
    static const struct {
        const char *name;
        void (*use)(gen_t *g);
    } ways[] = {{"to the end", to_the_end}, {"close", closed}, {"throw", thrown_into}, {"free", freed}};

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        gen_t *g = gen_new(resource, NULL, 0);

        if (g == NULL)
            return 1;
        printf("%s:\n", ways[i].name);
        ways[i].use(g);
        gen_free(g);
    }
    return 0;
}
