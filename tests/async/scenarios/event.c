/* Event: all who wait are woken, also if it is cleared at once. */
#include "scenario.h"

struct waiter {
    const char *name;
    gen_event_t *event;
};

static gen_status_t waits(gen_t *self, void *args)
{
    struct waiter *w = args;
    bool ok = gen_event_wait(self, w->event);

    if (ok)
        note("%s goes on %s", w->name, gen_event_is_set(w->event) ? "True" : "False");
    else
        note("%s gets %s", w->name, what(gen_pending(self)));
    return finish(self, ok);
}

static gen_t *spawn(const char *name, gen_event_t *event)
{
    struct waiter w = {name, event};

    return gen_create_task(gen_coroutine(NULL, waits, &w, sizeof w), name);
}

static bool join_all(gen_t *self, gen_t *const *tasks, size_t count)
{
    return gen_wait(self, tasks, count, (double)INFINITY, GEN_ALL_COMPLETED, NULL);
}

static bool cleared(gen_t *self, gen_event_t *event)
{
    gen_t *tasks[] = {spawn("a", event), spawn("b", event), spawn("c", event)}, *late;
    bool ok = gen_sleep(self, 1);

    gen_task_cancel(tasks[1], "before");
    gen_event_set(event);
    gen_event_clear(event);
    late = spawn("late", event);
    ok = join_all(self, tasks, 3) && ok;
    outcome(late);
    drop(tasks, 3);
    gen_event_set(event);
    tasks[0] = late;
    tasks[1] = spawn("d", event);
    ok = join_all(self, tasks, 2) && ok;
    drop(tasks, 2);
    gen_event_clear(event);
    return ok;
}

static bool cancelled_after(gen_t *self, gen_event_t *event)
{
    gen_t *tasks[] = {spawn("e", event), spawn("f", event)};
    bool ok = gen_sleep(self, 0);

    gen_event_set(event);
    gen_task_cancel(tasks[0], "after");
    ok = join_all(self, tasks, 2) && ok;
    outcome(tasks[0]);
    outcome(tasks[1]);
    drop(tasks, 2);
    gen_event_clear(event);
    return ok;
}

static void set(void *event)
{
    gen_event_set(event);
}

static void cancel(void *t)
{
    gen_task_cancel(t, NULL);
}

gen_status_t scenario_event(gen_t *self, void *args)
{
    gen_event_t event = {0};
    gen_timeout_t timeout;
    gen_t *t;
    bool ok = cleared(self, &event) && cancelled_after(self, &event) && gen_timeout_enter(self, &timeout, 1);

    (void)args;
    if (!ok)
        return GEN_RAISED;
    ok = gen_event_wait(self, &event);
    if (!(gen_timeout_exit(self, &timeout) && ok) && gen_catch(self, GEN_TIMEOUT_ERROR))
        note("timed out");
    t = spawn("g", &event);
    gen_handle_free(gen_call_later(gen_running_loop(), 1, set, &event));
    gen_handle_free(gen_call_later(gen_running_loop(), 1, cancel, t));
    ok = join(self, t);
    outcome(t);
    gen_free(t);
    return finish(self, ok);
}
