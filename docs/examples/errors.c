/* An exception type of one's own, and an exception that says what it comes from. */
#include <gen.h>

static const gen_exc_t CONFIG_ERROR[1] = {{"ConfigError", GEN_VALUE_ERROR}};

static gen_status_t configure(gen_t *self, void *args)
{
    gen_error_t *cause, *e;
    gen_status_t status;

    (void)args;
    if (gen_yield(self, gen_str("ready"), NULL))
        return GEN_RETURNED;
    if (!gen_catch_as(self, GEN_KEY_ERROR, &cause))
        return GEN_RAISED;
    e = gen_error_new(CONFIG_ERROR, "line %d", 7);
    status = gen_raise_from(self, e, cause);
    gen_error_free(e);
    gen_error_free(cause);
    return status;
}

int main(void)
{
    gen_t *g = gen_new(configure, NULL, 0);

    if (g == NULL || gen_next(g, NULL) != GEN_YIELDED)
        return 1;
    if (gen_throw(g, GEN_KEY_ERROR, gen_str("colour"), NULL) == GEN_RAISED)
        gen_error_print(gen_error(g), stdout);
    gen_free(g);
    return 0;
}
