/* TaskGroup cancelled from outside: in the block, at its end, together with a failure, twice, nested. */
#include "scenario.h"

typedef bool block_t(gen_t *self, gen_taskgroup_t *group);

static bool add(gen_t *self, gen_taskgroup_t *group, const char *name, double seconds, double cleanup)
{
    worker_t w = {.name = name, .seconds = seconds, .cleanup = cleanup};

    return gen_taskgroup_create_task(self, group, worker(w), name, NULL);
}

static bool waits(gen_t *self, gen_taskgroup_t *group)
{
    return add(self, group, "a", 5, 1) && add(self, group, "b", 5, 0) && gen_sleep(self, 6);
}

static bool ends(gen_t *self, gen_taskgroup_t *group)
{
    return add(self, group, "a", 5, 1) && add(self, group, "b", 5, 0);
}

static gen_status_t bad(gen_t *self, void *args)
{
    (void)args;
    if (gen_sleep(self, 5))
        return finish(self, true);
    gen_catch(self, GEN_CANCELLED_ERROR);
    return gen_raise(self, GEN_VALUE_ERROR, "bad");
}

static bool fails_too(gen_t *self, gen_taskgroup_t *group)
{
    return gen_taskgroup_create_task(self, group, call(bad), "bad", NULL) && add(self, group, "a", 5, 1);
}

static bool fails_before(gen_t *self, gen_taskgroup_t *group)
{
    worker_t w = {.name = "bad", .seconds = 1, .raises = GEN_VALUE_ERROR};

    return gen_taskgroup_create_task(self, group, worker(w), "bad", NULL) && add(self, group, "slow", 5, 2);
}

static bool inner_group(gen_t *self, gen_taskgroup_t *group)
{
    gen_taskgroup_t inner;
    bool ok = add(self, group, "outer", 5, 0) && gen_taskgroup_enter(self, &inner);

    if (!ok)
        return false;
    ok = add(self, &inner, "inner", 5, 1);
    return gen_taskgroup_exit(self, &inner) && ok;
}

static bool timed(gen_t *self, gen_taskgroup_t *group)
{
    gen_timeout_t timeout;
    bool ok = add(self, group, "a", 5, 1) && gen_timeout_enter(self, &timeout, 1);

    if (!ok)
        return false;
    ok = gen_sleep(self, 3);
    return gen_timeout_exit(self, &timeout) && ok;
}

static bool in_group(gen_t *self, block_t *block)
{
    gen_taskgroup_t group;
    bool ok = gen_taskgroup_enter(self, &group);

    if (!ok)
        return false;
    ok = block(self, &group);
    if (ok)
        note("block ends");
    return gen_taskgroup_exit(self, &group) && ok;
}

static gen_status_t program(gen_t *self, void *args)
{
    if (!in_group(self, *(block_t **)args)) {
        note("group raised %s cancelling %u", what(gen_pending(self)), gen_task_cancelling(gen_current_task()));
        if (!gen_catch(self, GEN_EXCEPTION))
            return GEN_RAISED;
    }
    if (gen_sleep(self, 0))
        note("goes on");
    else
        note("is cancelled here %s", what(gen_pending(self)));
    return finish(self, gen_pending(self) == NULL);
}

static void cancel(void *t)
{
    gen_task_cancel(t, NULL);
}

/* Cancelled at one or two times; at none if they are negative. */
static bool attempt(gen_t *self, const char *label, block_t *block, double first, double second)
{
    gen_t *t;
    bool ok;

    note("%s", label);
    t = gen_create_task(gen_coroutine(NULL, program, &block, sizeof block), "program");
    if (first >= 0)
        gen_handle_free(gen_call_later(gen_running_loop(), first, cancel, t));
    if (second >= 0)
        gen_handle_free(gen_call_later(gen_running_loop(), second, cancel, t));
    ok = join(self, t);
    outcome(t);
    gen_free(t);
    return gen_sleep(self, 1) && ok;
}

static bool in_timeout(gen_t *self)
{
    gen_timeout_t timeout;
    gen_taskgroup_t group;
    bool ok = gen_timeout_enter(self, &timeout, 1) && gen_taskgroup_enter(self, &group);

    if (!ok)
        return false;
    ok = waits(self, &group);
    ok = gen_taskgroup_exit(self, &group) && ok;
    if (!ok)
        note("in a timeout %s", what(gen_pending(self)));
    ok = gen_timeout_exit(self, &timeout) && ok;
    if (gen_catch(self, GEN_TIMEOUT_ERROR))
        note("timed out");
    return gen_pending(self) == NULL;
}

gen_status_t scenario_taskgroup_cancelled(gen_t *self, void *args)
{
    bool ok = attempt(self, "waits", waits, 1, -1) && attempt(self, "ends", ends, 1, -1) &&
              attempt(self, "waits", waits, 1, 1.5) && attempt(self, "ends", ends, 1, 1.5) &&
              attempt(self, "ends", ends, 0, -1) && attempt(self, "fails_too", fails_too, 1, -1) &&
              attempt(self, "fails_before", fails_before, 2, -1) &&
              attempt(self, "fails_before", fails_before, 1, -1) && attempt(self, "inner_group", inner_group, 1, -1) &&
              attempt(self, "inner_group", inner_group, 1, 1.5) && attempt(self, "timed", timed, -1, -1) &&
              attempt(self, "timed", timed, 1, -1);

    (void)args;
    return finish(self, ok && in_timeout(self));
}
