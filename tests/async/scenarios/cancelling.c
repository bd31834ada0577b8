/* cancel() and uncancel(): before the start, twice, swallowed, by oneself, down a chain of tasks. */
#include "scenario.h"
#include <stdio.h>

static const char *boolean(bool b)
{
    return b ? "True" : "False";
}

static unsigned cancelling(void)
{
    return gen_task_cancelling(gen_current_task());
}

/* Swallows so many cancellations. */
static gen_status_t stubborn(gen_t *self, void *args)
{
    int times = *(int *)args;
    gen_error_t *e;

    for (int i = 0; i < times; i++) {
        if (gen_sleep(self, 5)) {
            note("slept");
        } else if (gen_catch_as(self, GEN_CANCELLED_ERROR, &e)) {
            note("swallows %s cancelling %u", what(e), cancelling());
            gen_error_free(e);
        }
    }
    return gen_sleep(self, 1) ? gen_return(self, gen_int(times)) : GEN_RAISED;
}

static gen_t *start_stubborn(const char *name, int times)
{
    return gen_create_task(gen_coroutine(NULL, stubborn, &times, sizeof times), name);
}

static gen_status_t takes_back(gen_t *self, void *args)
{
    gen_t *t = gen_current_task();
    unsigned left[3];
    gen_error_t *e;

    (void)args;
    gen_task_cancel(t, "one");
    gen_task_cancel(t, "two");
    note("cancelling %u", cancelling());
    for (int i = 0; i < 3; i++)
        left[i] = gen_task_uncancel(t);
    note("left %u %u %u", left[0], left[1], left[2]);
    if (!gen_sleep(self, 1))
        return GEN_RAISED;
    note("not cancelled");
    gen_task_cancel(t, "three");
    gen_task_cancel(t, "four");
    note("left %u", gen_task_uncancel(t));
    if (!gen_sleep(self, 1) && gen_catch_as(self, GEN_CANCELLED_ERROR, &e)) {
        note("gets %s", what(e));
        gen_error_free(e);
    }
    return gen_return(self, gen_int(gen_task_uncancel(t)));
}

static gen_status_t cancels_itself(gen_t *self, void *args)
{
    bool waits = *(bool *)args;

    gen_task_cancel(gen_current_task(), "self");
    if (!waits)
        return gen_return(self, gen_int(1));
    if (!gen_sleep(self, 1))
        return GEN_RAISED;
    note("not reached");
    return finish(self, true);
}

static gen_t *self_cancelling(const char *name, bool waits)
{
    return gen_create_task(gen_coroutine(NULL, cancels_itself, &waits, sizeof waits), name);
}

static gen_status_t by_hand(gen_t *self, void *args)
{
    (void)args;
    return gen_raise(self, GEN_CANCELLED_ERROR, "by hand");
}

static gen_status_t chain(gen_t *self, void *args)
{
    gen_value_t v;

    if (gen_await(self, gen_ref(*(gen_t **)args), &v))
        return gen_return(self, v);
    if (gen_error_is(gen_pending(self), GEN_CANCELLED_ERROR))
        note("%s gets %s", gen_task_name(gen_current_task()), what(gen_pending(self)));
    return GEN_RAISED;
}

/* Waits until the task has ended, tells how, and takes it over. */
static bool ended(gen_t *self, gen_t *t)
{
    bool ok = join(self, t);

    outcome(t);
    gen_free(t);
    return ok;
}

static bool swallowed(gen_t *self)
{
    gen_t *t = start_stubborn("stubborn", 2);
    char message[32];
    bool ok = true, cancelled;

    for (int i = 0; i < 3; i++) {
        ok = gen_sleep(self, 1) && ok;
        snprintf(message, sizeof message, "number %d", i);
        cancelled = gen_task_cancel(t, message);
        note("cancel %s %u", boolean(cancelled), gen_task_cancelling(t));
    }
    ok = ended(self, t) && ok;
    t = start_stubborn("twice in one turn", 1);
    ok = gen_sleep(self, 1) && ok;
    cancelled = gen_task_cancel(t, "a");
    cancelled = gen_task_cancel(t, "b") && cancelled;
    note("both %s %u", boolean(cancelled), gen_task_cancelling(t));
    return ended(self, t) && ok;
}

static bool down_a_chain(gen_t *self)
{
    gen_t *inner = start((worker_t){.name = "inner", .seconds = 5, .cleanup = 1});
    gen_t *middle = task_with("middle", chain, inner), *outer = task_with("outer", chain, middle);
    bool ok = gen_sleep(self, 1);

    gen_task_cancel(outer, "down");
    note("cancelling %u %u %u", gen_task_cancelling(outer), gen_task_cancelling(middle), gen_task_cancelling(inner));
    ok = ended(self, outer) && ok;
    outcome(middle);
    outcome(inner);
    drop((gen_t *[]){middle, inner}, 2);
    return ok;
}

static bool at_each_step(gen_t *self)
{
    gen_t *t = start((worker_t){.name = "at its end", .seconds = 1});
    bool ok = gen_sleep(self, 1);
    char name[16];

    note("cancel %s", boolean(gen_task_cancel(t, "late")));
    ok = ended(self, t) && ok;
    for (int i = 0; i < 4; i++) {
        snprintf(name, sizeof name, "step %d", i);
        t = start((worker_t){.name = name});
        for (int j = 0; j < i; j++)
            ok = gen_sleep(self, 0) && ok;
        note("cancel %s", boolean(gen_task_cancel(t, NULL)));
        ok = ended(self, t) && ok;
    }
    return ok;
}

static bool shared_future(gen_t *self)
{
    gen_t *future = gen_create_future(gen_running_loop());
    gen_t *first = task_with("first", chain, future), *second = task_with("second", chain, future);
    bool ok = gen_sleep(self, 0);

    gen_task_cancel(first, "of the first");
    ok = ended(self, first) && ok;
    ok = ended(self, second) && ok;
    outcome(future);
    gen_free(future);
    return ok;
}

gen_status_t scenario_cancelling(gen_t *self, void *args)
{
    gen_t *t = start((worker_t){.name = "unstarted", .seconds = 1});
    bool ok, cancelled = gen_task_cancel(t, "early");

    (void)args;
    note("cancel %s done %s", boolean(cancelled), boolean(gen_future_done(t)));
    ok = ended(self, gen_ref(t));
    note("cancel again %s", boolean(gen_task_cancel(t, NULL)));
    gen_free(t);
    ok = swallowed(self) && ok;
    ok = ended(self, task("takes back", takes_back)) && ok;
    ok = ended(self, self_cancelling("itself, and waits", true)) && ok;
    ok = ended(self, self_cancelling("itself, and returns", false)) && ok;
    ok = ended(self, task("by hand", by_hand)) && ok;
    ok = down_a_chain(self) && ok;
    ok = at_each_step(self) && ok;
    return finish(self, shared_future(self) && ok);
}
