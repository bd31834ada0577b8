/* wait_for: in time, too late, at the same instant; what the inner answers counts. */
#include "scenario.h"

/* Takes the awaitable over. Catches what is raised. */
static void wait_for(gen_t *self, const char *label, gen_t *awaitable, double seconds)
{
    gen_value_t v;
    gen_error_t *e;

    if (gen_wait_for(self, awaitable, seconds, &v)) {
        note("%s gives %d", label, (int)gen_as_int(v));
    } else if (gen_catch_as(self, GEN_BASE_EXCEPTION, &e)) {
        note("%s raised %s cancelling %u", label, what(e), gen_task_cancelling(gen_current_task()));
        gen_error_free(e);
    }
}

static gen_status_t stubborn(gen_t *self, void *args)
{
    int answer = *(int *)args;

    if (!gen_sleep(self, 5) && (!gen_catch(self, GEN_CANCELLED_ERROR) || !gen_sleep(self, 0.5)))
        return GEN_RAISED;
    return answer == 0 ? gen_raise(self, GEN_VALUE_ERROR, "in answer") : gen_return(self, gen_int(answer));
}

static gen_t *answers(int answer)
{
    return gen_coroutine(NULL, stubborn, &answer, sizeof answer);
}

static void with_tasks(gen_t *self)
{
    gen_t *t = start((worker_t){.name = "g", .seconds = 1});

    wait_for(self, "no time, a task", gen_ref(t), 0);
    outcome(t);
    gen_free(t);
    t = start((worker_t){.name = "h", .seconds = 0, .result = 8});
    if (!gen_sleep(self, 0.5))
        return;
    wait_for(self, "no time, but done", t, -1);
    wait_for(self, "for ever", worker((worker_t){.name = "i", .seconds = 1, .result = 9}), (double)INFINITY);
}

static gen_status_t outer(gen_t *self, void *args)
{
    wait_for(self, "outer", gen_ref(*(gen_t **)args), 5);
    return finish(self, true);
}

static gen_status_t both(gen_t *self, void *args)
{
    (void)args;
    wait_for(self, "both", worker((worker_t){.name = "k", .seconds = 5}), 1);
    return finish(self, true);
}

static void cancel(void *t)
{
    gen_task_cancel(t, NULL);
}

static bool from_outside(gen_t *self)
{
    gen_t *t = start((worker_t){.name = "j", .seconds = 2, .result = 3}), *o = task_with("outer", outer, t);
    bool ok = gen_sleep(self, 1);

    gen_task_cancel(o, "stop");
    ok = join(self, o) && ok;
    outcome(t);
    gen_free(t);
    gen_free(o);
    o = task("both", both);
    gen_handle_free(gen_call_later(gen_running_loop(), 1, cancel, o));
    ok = join(self, o) && ok;
    gen_free(o);
    return ok;
}

static void set_result(void *future)
{
    gen_future_set_result(future, gen_int(4));
}

static void with_futures(gen_t *self)
{
    gen_t *f = gen_create_future(gen_running_loop());

    gen_handle_free(gen_call_later(gen_running_loop(), 1, set_result, f));
    wait_for(self, "future in time", f, 1);
    f = gen_create_future(gen_running_loop());
    wait_for(self, "future too late", gen_ref(f), 1);
    outcome(f);
    gen_free(f);
}

gen_status_t scenario_wait_for(gen_t *self, void *args)
{
    bool ok;

    (void)args;
    wait_for(self, "in time", worker((worker_t){.name = "a", .seconds = 1, .result = 3}), 2);
    wait_for(self, "too late", worker((worker_t){.name = "b", .seconds = 3, .result = 3}), 2);
    wait_for(self, "cleanup", worker((worker_t){.name = "c", .seconds = 3, .cleanup = 1}), 2);
    wait_for(self, "same instant", worker((worker_t){.name = "d", .seconds = 2, .result = 3}), 2);
    wait_for(self, "same instant, a task", start((worker_t){.name = "e", .seconds = 2, .result = 3}), 2);
    wait_for(self, "raises", worker((worker_t){.name = "f", .seconds = 1, .raises = GEN_VALUE_ERROR}), 2);
    wait_for(self, "returns in answer", answers(7), 1);
    wait_for(self, "raises in answer", answers(0), 1);
    wait_for(self, "no time", worker((worker_t){.name = "never"}), 0);
    with_tasks(self);
    ok = from_outside(self);
    with_futures(self);
    return finish(self, ok);
}
