/* In which order callbacks, timers and tasks run. */
#include "scenario.h"
#include <stdio.h>

static void say(void *text)
{
    note("%s", (const char *)text);
}

static void soon(const char *text)
{
    gen_handle_free(gen_call_soon(gen_running_loop(), say, (void *)(uintptr_t)text));
}

static void nested(void *loop)
{
    note("a");
    soon("called by a");
    gen_handle_free(gen_call_later(loop, 0, say, (void *)(uintptr_t) "after no time"));
}

static void cancel(void *handle)
{
    gen_handle_cancel(handle);
}

static void say_timer(void *arg)
{
    note("timer %g", *(double *)arg);
}

static void cancel_at(void *variable)
{
    gen_handle_cancel(*(gen_handle_t **)variable);
}

static void set_up(gen_loop_t *loop, gen_t **first, gen_t **second, gen_handle_t **cancelled)
{
    gen_handle_t *at_once;

    gen_handle_free(gen_call_soon(loop, nested, loop));
    *first = start((worker_t){.name = "first", .seconds = 0});
    soon("b");
    gen_handle_free(gen_call_soon(loop, cancel_at, cancelled));
    *cancelled = gen_call_soon(loop, say, (void *)(uintptr_t) "never");
    *second = start((worker_t){.name = "second", .seconds = 1});
    at_once = gen_call_soon(loop, say, (void *)(uintptr_t) "never");
    gen_handle_cancel(at_once);
    gen_handle_free(at_once);
}

gen_status_t scenario_calls(gen_t *self, void *args)
{
    static double times[] = {2, 1, 1.5, 1};
    gen_loop_t *loop = gen_running_loop();
    gen_t *first, *second;
    gen_handle_t *cancelled, *late;
    bool ok = true;

    (void)args;
    set_up(loop, &first, &second, &cancelled);
    for (int i = 0; i < 3; i++) {
        note("main %d", i);
        ok = ok && gen_sleep(self, 0);
    }
    for (size_t i = 0; i < COUNT(times); i++)
        gen_handle_free(gen_call_later(loop, times[i], say_timer, &times[i]));
    late = gen_call_at(loop, 3, say, (void *)(uintptr_t) "never");
    gen_handle_free(gen_call_at(loop, 1, cancel, late));
    ok = gen_await(self, first, NULL) && gen_await(self, second, NULL) && ok;
    note("both ended");
    gen_handle_free(gen_call_at(loop, 0, say, (void *)(uintptr_t) "in the past"));
    ok = ok && gen_sleep(self, -1);
    note("slept for less than no time");
    ok = ok && gen_sleep(self, 2);
    gen_handle_free(cancelled);
    gen_handle_free(late);
    return finish(self, ok);
}
