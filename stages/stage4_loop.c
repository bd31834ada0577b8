/*
 * The last part of stage 4: the event loop of gen::async, which is to the small one of stage4.c what asyncio is to the
 * switcher of 2.3. The tasks are the same; what is new is what a real loop adds: gather, timeouts, tasks that are cancelled
 * when another fails, and async generators (PEP 525).
 * The twin of stage4_loop.py.
 */
#include "stage4_loop.h"

#include "clock.h"

#include <errno.h>
#include <gen/async.h>
#include <math.h>
#include <string.h>

/* The loop keeps the time here; the stages' options only say how fast it goes. */

static bool pause_for(gen_t *self, double seconds)
{
    return gen_sleep(self, seconds / speed());
}

static const char *loop_time(void)
{
    static char text[24];
    static double zero = -1;
    double time = gen_loop_time(gen_running_loop());

    if (zero < 0)
        zero = time;
    snprintf(text, sizeof text, "@%.0f", round((time - zero) * speed()));
    return text;
}

/* Lutz's tasks */

typedef struct {
    const char *name;
    int times;
    double seconds;
} task_t;

static gen_status_t task_body(gen_t *self, void *args)
{
    const task_t *a = args;

    for (int i = 0; i < a->times; i++) {
        if (!pause_for(self, a->seconds))
            return GEN_RAISED;
        printf("%s %d %s\n", a->name, i, loop_time());
    }
    return gen_return(self, gen_int(a->times));
}

static gen_t *task(const char *name, int times, double seconds)
{
    task_t args = {name, times, seconds};

    return gen_coroutine(NULL, task_body, &args, sizeof args);
}

/* gather: all at once, and their results in order. */
static bool gather_tasks(gen_t *self, bool serial)
{
    gen_t *tasks[] = {task("task1", 6, 1), task("task2", 3, 2), task("task3", 2, 3)};
    gen_value_t results[3];
    bool ok = true;

    if (serial)
        for (int i = 0; i < 3; i++)
            ok = gen_await(self, tasks[i], &results[i]) && ok;
    else
        ok = gen_gather(self, tasks, 3, results, NULL);
    if (ok)
        printf("gathered %d %d %d %s\n", (int)gen_as_int(results[0]), (int)gen_as_int(results[1]),
               (int)gen_as_int(results[2]), loop_time());
    return ok;
}

/* A timeout: what takes too long is cut short. */
static bool time_out(gen_t *self)
{
    gen_timeout_t timeout;
    bool ok = gen_timeout_enter(self, &timeout, 2 / speed());

    if (!ok)
        return false;
    ok = pause_for(self, 10);
    ok = gen_timeout_exit(self, &timeout) && ok;
    if (!ok && gen_catch(self, GEN_TIMEOUT_ERROR))
        printf("timed out %s\n", loop_time());
    return gen_pending(self) == NULL;
}

/* A task group: the first that fails has the others cancelled, and nobody outlives the block. */

static gen_status_t patient(gen_t *self, void *args)
{
    (void)args;
    if (!pause_for(self, 10))
        printf("patient: %s %s\n", gen_error_type(gen_pending(self))->name, loop_time());
    return gen_pending(self) != NULL ? GEN_RAISED : GEN_RETURNED;
}

static gen_status_t failing(gen_t *self, void *args)
{
    (void)args;
    if (!pause_for(self, 1))
        return GEN_RAISED;
    printf("failing fails %s\n", loop_time());
    return gen_raise(self, GEN_VALUE_ERROR, "no luck");
}

static bool group_tasks(gen_t *self)
{
    gen_taskgroup_t group;
    gen_error_t *e;
    bool ok = gen_taskgroup_enter(self, &group);

    if (!ok)
        return false;
    ok = gen_taskgroup_create_task(self, &group, gen_coroutine(NULL, patient, NULL, 0), "patient", NULL) &&
         gen_taskgroup_create_task(self, &group, gen_coroutine(NULL, failing, NULL, 0), "failing", NULL);
    ok = gen_taskgroup_exit(self, &group) && ok;
    if (ok || !gen_catch_as(self, GEN_EXCEPTION_GROUP, &e))
        return ok;
    printf("group: %s: %s\n", gen_error_message(e), gen_error_message(gen_error_group_at(e, 0)));
    gen_error_free(e);
    return true;
}

/* An async generator: it awaits between its yields. */

static gen_status_t ticks(gen_t *self, void *args)
{
    (void)args;
    for (int i = 0; i < 3; i++)
        if (!pause_for(self, 1) || !gen_async_yield(self, gen_int(i), NULL))
            return GEN_RAISED;
    return GEN_RETURNED;
}

static bool follow_ticks(gen_t *self)
{
    gen_t *g = gen_async_generator(NULL, ticks, NULL, 0);

    GEN_ASYNC_FOREACH (v, self, g) {
        printf("tick %d %s\n", (int)gen_as_int(v), loop_time());
    }
    gen_free(g);
    return gen_pending(self) == NULL;
}

static gen_status_t main_task(gen_t *self, void *args)
{
    bool serial = *(bool *)args;

    loop_time(); // The clock starts here
    if (!gather_tasks(self, serial) || !time_out(self) || !group_tasks(self) || !follow_ticks(self))
        return GEN_RAISED;
    printf("loop finished %s\n", loop_time());
    return GEN_RETURNED;
}

/* Begins the timeline, or with NULL ends it. */
static bool trace_to(gen_loop_t *loop, const char *path)
{
    if (gen_loop_trace(loop, path))
        return true;
    fprintf(stderr, "stage4: cannot write the trace: %s\n", strerror(errno));
    return false;
}

bool run_on_real_loop(bool serial, const char *trace)
{
    gen_loop_attr_t attr = gen_loop_attr();
    gen_loop_t *loop;
    bool ok;

    attr.virtual_clock = is_virtual();
    loop = gen_loop_new(&attr);
    ok = loop != NULL && (trace == NULL || trace_to(loop, trace));
    ok = ok && gen_loop_run(loop, gen_coroutine(NULL, main_task, &serial, sizeof serial), NULL, NULL) == GEN_RETURNED;
    ok = ok && trace_to(loop, NULL);
    gen_loop_free(loop);
    return ok;
}
