/* What becomes of the tasks that are left when the main one returns, or raises. */
#include "scenario.h"

static gen_status_t refuses(gen_t *self, void *args)
{
    gen_error_t *e;

    (void)args;
    if (!gen_sleep(self, 5) && gen_catch_as(self, GEN_CANCELLED_ERROR, &e)) {
        note("refuses %s", what(e));
        gen_error_free(e);
    }
    if (!gen_sleep(self, 1))
        return GEN_RAISED;
    note("returns in the end");
    return finish(self, true);
}

static gen_status_t fails(gen_t *self, void *args)
{
    (void)args;
    if (!gen_sleep(self, 5))
        gen_catch(self, GEN_CANCELLED_ERROR);
    return gen_raise(self, GEN_VALUE_ERROR, "in the cleanup");
}

gen_status_t scenario_shutdown(gen_t *self, void *args)
{
    (void)args;
    gen_free(start((worker_t){.name = "a", .seconds = 5, .cleanup = 1}));
    gen_free(start((worker_t){.name = "b", .seconds = 5}));
    gen_free(task("refuses", refuses));
    gen_free(task("fails", fails));
    if (!gen_sleep(self, 1))
        return GEN_RAISED;
    gen_free(start((worker_t){.name = "never", .seconds = 1}));
    return gen_raise(self, GEN_VALUE_ERROR, "main");
}
