/* Futures: callbacks, many who wait, results at once, cancelled and kept. */
#include "scenario.h"

struct waiter {
    const char *name;
    gen_t *future;
};

static gen_status_t waits(gen_t *self, void *args)
{
    struct waiter *w = args;
    gen_value_t v;

    if (gen_await(self, gen_ref(w->future), &v))
        note("%s gets %d", w->name, (int)gen_as_int(v));
    else
        settle(self, w->name);
    return finish(self, true);
}

static gen_t *spawn(const char *name, gen_t *future)
{
    struct waiter w = {name, future};

    return gen_create_task(gen_coroutine(NULL, waits, &w, sizeof w), name);
}

static void say(void *text)
{
    note("%s", (const char *)text);
}

static void say_done(gen_t *future, void *text)
{
    (void)future;
    note("%s", (const char *)text);
}

static void add(gen_t *future, const char *text)
{
    if (!gen_future_add_done_callback(future, say_done, (void *)(uintptr_t)text))
        note("out of memory");
}

static void soon(const char *text)
{
    gen_handle_free(gen_call_soon(gen_running_loop(), say, (void *)(uintptr_t)text));
}

static bool join_two(gen_t *self, gen_t *const *tasks)
{
    bool ok = gen_wait(self, tasks, 2, (double)INFINITY, GEN_ALL_COMPLETED, NULL);

    drop(tasks, 2);
    return ok;
}

static bool callbacks(gen_t *self)
{
    static char told[] = "told";
    gen_t *future = gen_create_future(gen_running_loop()), *tasks[2];
    gen_value_t v = GEN_NONE;
    bool ok;

    add(future, "first");
    add(future, told);
    add(future, told);
    tasks[0] = spawn("a", future);
    tasks[1] = spawn("b", future);
    ok = gen_sleep(self, 0);
    add(future, "after those who wait");
    note("removed %d", (int)gen_future_remove_done_callback(future, say_done, told));
    soon("called before");
    gen_future_set_result(future, gen_int(3));
    soon("called after");
    note("set");
    ok = gen_sleep(self, 0) && ok;
    note("one turn later");
    add(future, "told late");
    ok = gen_await(self, future, &v) && ok;
    note("%d", (int)gen_as_int(v));
    return join_two(self, tasks) && ok;
}

static void fail(void *future)
{
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "no");

    gen_future_set_exception(future, e);
    gen_error_free(e);
}

static bool failed(gen_t *self)
{
    gen_t *future = gen_create_future(gen_running_loop());
    gen_t *tasks[] = {spawn("c", future), spawn("d", future)};
    bool ok;

    gen_handle_free(gen_call_later(gen_running_loop(), 1, fail, future));
    ok = join_two(self, tasks);
    outcome(future);
    gen_free(future);
    return ok;
}

static bool cancelled(gen_t *self)
{
    gen_t *future = gen_create_future(gen_running_loop());
    gen_t *tasks[] = {spawn("e", future), spawn("f", future)};
    bool ok = gen_sleep(self, 0), first = gen_future_cancel(future, "gone"),
         second = gen_future_cancel(future, "again");

    note("cancel %s %s", first ? "True" : "False", second ? "True" : "False");
    ok = join_two(self, tasks) && ok;
    outcome(future);
    ok = gen_await(self, spawn("g", future), NULL) && ok;
    gen_free(future);
    return ok;
}

static bool too_late(gen_t *self)
{
    gen_t *future = gen_create_future(gen_running_loop());
    gen_t *tasks[] = {spawn("h", future), spawn("i", future)};
    bool ok = gen_sleep(self, 0);

    gen_future_set_result(future, gen_int(1));
    note("cancel a waiter %s", gen_task_cancel(tasks[0], "too late") ? "True" : "False");
    note("cancel %s", gen_future_cancel(future, NULL) ? "True" : "False");
    ok = join_two(self, tasks) && ok;
    gen_free(future);
    return ok;
}

gen_status_t scenario_future(gen_t *self, void *args)
{
    (void)args;
    return finish(self, callbacks(self) && failed(self) && cancelled(self) && too_late(self));
}
