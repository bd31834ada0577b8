/* wait in its three modes, its timeout, its cancellation. */
#include "scenario.h"
#include <stdio.h>

static void wait_timed(gen_t *self, const char *label, gen_t *const *tasks, size_t count, gen_return_when_t when,
                       double seconds)
{
    size_t done;

    if (gen_wait(self, tasks, count, seconds, when, &done))
        note("%s done %d pending %d", label, (int)done, (int)(count - done));
    else
        settle(self, label);
}

static void wait(gen_t *self, const char *label, gen_t *const *tasks, size_t count, gen_return_when_t when)
{
    wait_timed(self, label, tasks, count, when, (double)INFINITY);
}

static void three(gen_t *tasks[3])
{
    tasks[0] = start((worker_t){.name = "a", .seconds = 3, .result = 1});
    tasks[1] = start((worker_t){.name = "b", .seconds = 1, .result = 2});
    tasks[2] = start((worker_t){.name = "c", .seconds = 2, .raises = GEN_VALUE_ERROR});
}

static void outcomes(gen_t *tasks[3])
{
    for (size_t i = 0; i < 3; i++)
        outcome(tasks[i]);
    drop(tasks, 3);
}

static void modes(gen_t *self)
{
    static const char *const labels[] = {"all", "first", "exception"};
    static const gen_return_when_t when[] = {GEN_ALL_COMPLETED, GEN_FIRST_COMPLETED, GEN_FIRST_EXCEPTION};
    char label[32];
    gen_t *tasks[3];

    for (size_t i = 0; i < 3; i++) {
        three(tasks);
        wait(self, labels[i], tasks, 3, when[i]);
        snprintf(label, sizeof label, "%s again", labels[i]);
        wait(self, label, tasks, 3, when[i]);
        snprintf(label, sizeof label, "%s rest", labels[i]);
        wait(self, label, tasks, 3, GEN_ALL_COMPLETED);
        outcomes(tasks);
    }
}

static gen_status_t waiter(gen_t *self, void *args)
{
    wait(self, "waiter", *(gen_t ***)args, 3, GEN_ALL_COMPLETED);
    return finish(self, true);
}

static bool cancelled(gen_t *self)
{
    gen_t *tasks[4];
    bool ok;

    three(tasks);
    tasks[3] = task_with("waiter", waiter, tasks);
    ok = gen_sleep(self, 1);
    gen_task_cancel(tasks[3], NULL);
    wait(self, "rest", tasks, 4, GEN_ALL_COMPLETED);
    gen_future_exception(tasks[2], NULL);
    drop(tasks, 4);
    return ok;
}

gen_status_t scenario_wait(gen_t *self, void *args)
{
    gen_t *tasks[3];
    bool ok;

    (void)args;
    modes(self);
    three(tasks);
    wait_timed(self, "limit", tasks, 3, GEN_ALL_COMPLETED, 1.5);
    wait_timed(self, "no time", tasks, 3, GEN_ALL_COMPLETED, 0);
    gen_task_cancel(tasks[0], "stop");
    wait(self, "cancelled one", tasks, 3, GEN_FIRST_EXCEPTION);
    outcomes(tasks);
    ok = cancelled(self);
    tasks[0] = start((worker_t){.name = "d", .seconds = 1});
    tasks[1] = start((worker_t){.name = "e", .seconds = 1});
    tasks[2] = start((worker_t){.name = "f", .seconds = 1, .raises = GEN_VALUE_ERROR});
    wait(self, "same time", tasks, 3, GEN_FIRST_COMPLETED);
    wait(self, "same time, rest", tasks, 3, GEN_ALL_COMPLETED);
    outcome(tasks[2]);
    drop(tasks, 3);
    wait(self, "empty", NULL, 0, GEN_ALL_COMPLETED);
    return finish(self, ok);
}
