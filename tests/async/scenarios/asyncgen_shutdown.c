/* Async generators that are dropped, and those that are left when the loop ends. */
#include "scenario.h"
#include <stdlib.h>

struct numbers {
    const char *name;
    double cleanup;
    bool fails;
};

static gen_status_t count(gen_t *self, void *args)
{
    struct numbers *n = args;
    gen_error_t *e = NULL;
    bool ok = true;

    for (int i = 0; i < 5 && ok; i++)
        ok = gen_async_yield(self, gen_int(i), NULL);
    if (!ok && !gen_catch_as(self, GEN_BASE_EXCEPTION, &e))
        return GEN_RAISED;
    note("%s begins to close", n->name);
    ok = n->cleanup <= 0 || gen_sleep(self, n->cleanup);
    if (ok)
        note("%s is closed", n->name);
    if (ok && n->fails)
        gen_raise(self, GEN_VALUE_ERROR, "%s", n->name);
    else if (ok && e != NULL)
        gen_reraise(self, e);
    gen_error_free(e);
    return finish(self, gen_pending(self) == NULL);
}

static gen_t *numbers(const char *name, double cleanup, bool fails)
{
    struct numbers n = {name, cleanup, fails};

    return gen_async_generator(NULL, count, &n, sizeof n);
}

static bool use(gen_t *self, const char *name, double cleanup)
{
    gen_t *g = numbers(name, cleanup, false);

    GEN_ASYNC_FOREACH (v, self, g) {
        note("%s %d", name, (int)gen_as_int(v));
        if (gen_as_int(v) == 1)
            break;
    }
    gen_free(g);
    return gen_pending(self) == NULL;
}

static bool use_up(gen_t *self)
{
    gen_t *g = numbers("exhausted", 0, false);

    GEN_ASYNC_FOREACH (v, self, g)
        (void)v;
    gen_free(g);
    g = numbers("closed", 0, false);
    if (!gen_await(self, gen_anext(g), NULL) || !gen_await(self, gen_aclose(g), NULL))
        return false;
    gen_free(g);
    return true;
}

/* Those that are left are dropped after the loop. */
static gen_t *kept[4];

static void drop_kept(void)
{
    drop(kept, COUNT(kept));
}

gen_status_t scenario_asyncgen_shutdown(gen_t *self, void *args)
{
    bool ok = use(self, "dropped", 0);

    (void)args;
    note("after it");
    ok = ok && gen_sleep(self, 0);
    note("a turn later");
    ok = ok && gen_sleep(self, 0) && use(self, "slow", 2) && gen_sleep(self, 1);
    note("meanwhile");
    ok = ok && gen_sleep(self, 2);
    gen_free(numbers("fresh", 0, false));
    ok = ok && use_up(self);
    kept[0] = numbers("left", 0, false);
    kept[1] = numbers("left and slow", 1, false);
    kept[2] = numbers("left and bad", 0, true);
    kept[3] = numbers("left fresh", 0, false);
    atexit(drop_kept);
    for (size_t i = 0; i < 3; i++)
        ok = ok && gen_await(self, gen_anext(kept[i]), NULL);
    note("main ends");
    return finish(self, ok);
}
