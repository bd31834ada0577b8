/* Condition: notified in order, the lock held again, also by those who are cancelled. */
#include "scenario.h"

static gen_condition_t condition;

static const char *locked(void)
{
    return gen_lock_locked(&condition.own_) ? "True" : "False";
}

static gen_status_t waits(gen_t *self, void *args)
{
    const char *name = *(const char **)args;
    bool ok = gen_condition_acquire(self, &condition);

    if (!ok)
        return GEN_RAISED;
    note("%s waits", name);
    ok = gen_condition_wait(self, &condition);
    if (ok) {
        note("%s goes on %s", name, locked());
        ok = gen_sleep(self, 1);
    }
    if (!ok)
        note("%s gets %s %s", name, what(gen_pending(self)), locked());
    gen_condition_release(self, &condition);
    if (ok)
        note("%s is out", name);
    return finish(self, ok);
}

static gen_t *spawn(const char *name)
{
    return gen_create_task(gen_coroutine(NULL, waits, &name, sizeof name), name);
}

static bool notify(gen_t *self, size_t count)
{
    bool ok = gen_condition_acquire(self, &condition) && gen_condition_notify(self, &condition, count);

    if (ok)
        note("notified %d", (int)count);
    gen_condition_release(self, &condition);
    return ok;
}

/* Takes the tasks over. */
static bool join_all(gen_t *self, gen_t *const *tasks, size_t count)
{
    bool ok = gen_wait(self, tasks, count, (double)INFINITY, GEN_ALL_COMPLETED, NULL);

    drop(tasks, count);
    return ok;
}

static bool in_order(gen_t *self)
{
    gen_t *tasks[] = {spawn("a"), spawn("b"), spawn("c"), spawn("d")};
    bool ok = gen_sleep(self, 1) && notify(self, 1) && gen_sleep(self, 3) && notify(self, 2) && gen_sleep(self, 5) &&
              notify(self, 5);

    return join_all(self, tasks, 4) && ok;
}

static bool cancelled_before(gen_t *self)
{
    gen_t *tasks[] = {spawn("e"), spawn("f"), spawn("g")};
    bool ok = gen_sleep(self, 1);

    gen_task_cancel(tasks[0], "waits");
    ok = ok && notify(self, 1) && gen_sleep(self, 3) && notify(self, 1);
    return join_all(self, tasks, 3) && ok;
}

static bool cancelled_after(gen_t *self)
{
    gen_t *tasks[] = {spawn("h"), spawn("i"), spawn("j")};
    bool ok = gen_sleep(self, 1) && notify(self, 1);

    gen_task_cancel(tasks[0], "was notified");
    ok = ok && gen_sleep(self, 3) && notify(self, 5);
    return join_all(self, tasks, 3) && ok;
}

static bool cancelled_in_between(gen_t *self)
{
    gen_t *tasks[] = {spawn("k"), spawn("l")};
    bool ok = gen_sleep(self, 1) && gen_condition_acquire(self, &condition) &&
              gen_condition_notify_all(self, &condition) && gen_sleep(self, 0);

    gen_task_cancel(tasks[0], "wants the lock");
    ok = gen_sleep(self, 1) && ok;
    gen_task_cancel(tasks[0], "still wants the lock");
    ok = gen_sleep(self, 1) && ok;
    note("main leaves");
    gen_condition_release(self, &condition);
    ok = gen_wait(self, tasks, 2, (double)INFINITY, GEN_ALL_COMPLETED, NULL) && ok;
    outcome(tasks[0]);
    outcome(tasks[1]);
    drop(tasks, 2);
    return ok;
}

static void complain(gen_t *self)
{
    gen_error_t *e;

    if (gen_catch_as(self, GEN_RUNTIME_ERROR, &e)) {
        note("%s", what(e));
        gen_error_free(e);
    }
}

gen_status_t scenario_condition(gen_t *self, void *args)
{
    bool ok = in_order(self) && cancelled_before(self) && cancelled_after(self) && cancelled_in_between(self);

    (void)args;
    if (ok && !gen_condition_wait(self, &condition))
        complain(self);
    if (ok && !gen_condition_notify(self, &condition, 1))
        complain(self);
    return finish(self, ok);
}
