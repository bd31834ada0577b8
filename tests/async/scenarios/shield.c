/* shield: the outer is cancelled, the inner goes on; the inner is cancelled, and the outer hears of it. */
#include "scenario.h"

/* Takes the awaitable over. A CancelledError goes on. */
static bool shielded(gen_t *self, const char *label, gen_t *awaitable)
{
    gen_value_t v;

    if (gen_shield(self, awaitable, &v)) {
        note("%s gives %d", label, (int)gen_as_int(v));
        return true;
    }
    note("%s raised %s", label, what(gen_pending(self)));
    return gen_catch(self, GEN_EXCEPTION);
}

static gen_status_t outer(gen_t *self, void *args)
{
    return finish(self, shielded(self, "outer", gen_ref(*(gen_t **)args)));
}

static bool outer_cancelled(gen_t *self)
{
    gen_t *inner = start((worker_t){.name = "d", .seconds = 2, .result = 5}), *o = task_with("outer", outer, inner);
    bool ok = gen_sleep(self, 1);

    note("cancel %s", gen_task_cancel(o, "stop") ? "True" : "False");
    ok = gen_sleep(self, 0) && ok;
    outcome(o);
    outcome(inner);
    ok = gen_sleep(self, 0) && ok;
    outcome(o);
    ok = gen_await(self, gen_ref(inner), NULL) && ok;
    outcome(inner);
    drop((gen_t *[]){inner, o}, 2);
    return ok;
}

static bool inner_cancelled(gen_t *self)
{
    gen_t *inner = start((worker_t){.name = "e", .seconds = 5}), *o = task_with("outer", outer, inner);
    bool ok = gen_sleep(self, 1);

    gen_task_cancel(inner, "inner");
    ok = join(self, o) && ok;
    outcome(inner);
    outcome(o);
    drop((gen_t *[]){inner, o}, 2);
    return ok;
}

static void cancel(void *t)
{
    gen_task_cancel(t, "same instant");
}

static bool same_instant(gen_t *self)
{
    gen_t *inner = start((worker_t){.name = "f", .seconds = 1, .result = 6}), *o = task_with("outer", outer, inner);
    bool ok;

    gen_handle_free(gen_call_later(gen_running_loop(), 1, cancel, o));
    ok = gen_wait(self, (gen_t *[]){o, inner}, 2, (double)INFINITY, GEN_ALL_COMPLETED, NULL);
    outcome(inner);
    outcome(o);
    drop((gen_t *[]){inner, o}, 2);
    return ok;
}

gen_status_t scenario_shield(gen_t *self, void *args)
{
    gen_timeout_t timeout;
    gen_t *inner;
    bool ok = shielded(self, "plain", worker((worker_t){.name = "a", .seconds = 1, .result = 3}));

    (void)args;
    ok = shielded(self, "done", start((worker_t){.name = "b", .seconds = 0, .result = 4})) && ok;
    ok = shielded(self, "fails", worker((worker_t){.name = "c", .seconds = 1, .raises = GEN_VALUE_ERROR})) && ok;
    ok = outer_cancelled(self) && inner_cancelled(self) && same_instant(self) && ok;
    inner = start((worker_t){.name = "g", .seconds = 2, .result = 7});
    if (!gen_timeout_enter(self, &timeout, 1))
        return GEN_RAISED;
    ok = gen_shield(self, gen_ref(inner), NULL) && ok;
    ok = gen_timeout_exit(self, &timeout) && ok;
    if (gen_catch(self, GEN_TIMEOUT_ERROR))
        note("timed out");
    ok = gen_await(self, inner, NULL);
    return finish(self, ok);
}
