/* timeout: nested, at the same instant, swallowed, moved, beside a cancellation. */
#include "scenario.h"

/* What runs in a timeout: sleeps for a while, or what body does. */
struct block {
    const char *label;
    double seconds;
    double sleep;
    bool (*body)(gen_t *self, gen_timeout_t *timeout);
    struct block *inner;
};

static bool within(gen_t *self, const struct block *b);

static bool run_block(gen_t *self, const struct block *b, gen_timeout_t *timeout)
{
    if (b->inner != NULL)
        return within(self, b->inner);
    return b->body != NULL ? b->body(self, timeout) : gen_sleep(self, b->sleep);
}

static const char *boolean(bool b)
{
    return b ? "True" : "False";
}

/* Runs a block, and tells what comes out. A CancelledError goes on. */
static bool within(gen_t *self, const struct block *b)
{
    gen_timeout_t timeout;
    gen_error_t *e;

    if (!gen_timeout_enter(self, &timeout, b->seconds))
        return false;
    if (run_block(self, b, &timeout))
        note("%s body ends", b->label);
    if (!gen_timeout_exit(self, &timeout)) {
        e = gen_pending(self);
        note("%s raised %s from %s", b->label, what(e), gen_error_cause(e) != NULL ? what(gen_error_cause(e)) : "None");
        if (!gen_error_is(e, GEN_CANCELLED_ERROR))
            gen_catch(self, GEN_BASE_EXCEPTION);
    }
    note("%s expired %s cancelling %u", b->label, boolean(gen_timeout_expired(&timeout)),
         gen_task_cancelling(gen_current_task()));
    return gen_pending(self) == NULL;
}

static bool swallow(gen_t *self, gen_timeout_t *timeout)
{
    (void)timeout;
    return gen_sleep(self, 5) || (gen_catch(self, GEN_CANCELLED_ERROR) && gen_sleep(self, 1));
}

static bool replace(gen_t *self, gen_timeout_t *timeout)
{
    (void)timeout;
    if (!gen_sleep(self, 5))
        gen_catch(self, GEN_BASE_EXCEPTION);
    gen_raise(self, GEN_VALUE_ERROR, "instead");
    return false;
}

static bool move(gen_t *self, gen_timeout_t *timeout)
{
    if (!gen_sleep(self, 1) || !gen_timeout_reschedule(self, timeout, gen_loop_time(gen_running_loop()) + 2) ||
        !gen_sleep(self, 1.5) || !gen_timeout_reschedule(self, timeout, gen_loop_time(gen_running_loop()) - 1))
        return false;
    note("moved into the past");
    if (!gen_sleep(self, 0))
        return false;
    note("not reached");
    return true;
}

static bool cancel_self(gen_t *self, gen_timeout_t *timeout)
{
    (void)timeout;
    gen_task_cancel(gen_current_task(), "by itself");
    return gen_sleep(self, 5);
}

static gen_status_t run_task(gen_t *self, void *args)
{
    return finish(self, within(self, *(struct block **)args));
}

static void cancel(void *t)
{
    gen_task_cancel(t, "from outside");
}

/* In a task of its own, that may be cancelled: from 0 seconds on. */
static bool attempt(gen_t *self, const char *label, struct block b, double cancel_at)
{
    gen_t *t = task_with(label, run_task, &b);
    bool ok;

    if (cancel_at >= 0)
        gen_handle_free(gen_call_later(gen_running_loop(), cancel_at, cancel, t));
    ok = join(self, t);
    if (gen_future_cancelled(t))
        note("%s was cancelled", label);
    gen_free(t);
    return gen_sleep(self, 1) && ok;
}

gen_status_t scenario_timeout(gen_t *self, void *args)
{
    struct block b2 = {"b", 2, 5, NULL, NULL}, b3 = {"b", 3, 5, NULL, NULL}, b1 = {"b", 1, 0, swallow, NULL};
    const struct {
        const char *label;
        struct block block;
        double cancel_at;
    } all[] = {
        {"in time", {"a", 2, 1, NULL, NULL}, -1},
        {"too late", {"a", 2, 3, NULL, NULL}, -1},
        {"same instant", {"a", 2, 2, NULL, NULL}, -1},
        {"never", {"a", (double)INFINITY, 2, NULL, NULL}, -1},
        {"no time", {"a", 0, 2, NULL, NULL}, -1},
        {"no time, no wait", {"a", -1, 0, NULL, NULL}, -1},
        {"inner first", {"a", 3, 0, NULL, &b2}, -1},
        {"outer first", {"a", 2, 0, NULL, &b3}, -1},
        {"both", {"a", 2, 0, NULL, &b2}, -1},
        {"swallowed", {"a", 1, 0, swallow, NULL}, -1},
        {"outer after swallowing", {"a", 1.5, 0, NULL, &b1}, -1},
        {"replaced", {"a", 1, 0, replace, NULL}, -1},
        {"moved", {"a", 2, 0, move, NULL}, -1},
        {"cancelled before", {"a", 2, 5, NULL, NULL}, 1},
        {"cancelled at once", {"a", 2, 5, NULL, NULL}, 2},
        {"cancelled in the cleanup", {"a", 1, 0, swallow, NULL}, 1.5},
        {"cancelled by itself", {"a", 2, 0, cancel_self, NULL}, -1},
        {"cancelled, nested", {"a", 2, 0, NULL, &b3}, 2},
    };
    bool ok = true;

    (void)args;
    for (size_t i = 0; i < COUNT(all); i++)
        ok = attempt(self, all[i].label, all[i].block, all[i].cancel_at) && ok;
    return finish(self, ok);
}
