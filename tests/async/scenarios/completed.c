/* as_completed: in the order of completion, with failures, and a limit. */
#include "scenario.h"

static void tell(const char *label, gen_t *future)
{
    gen_value_t v;
    gen_error_t *e;

    if (gen_future_result(future, &v, &e) == GEN_RETURNED) {
        note("%s %d", label, (int)gen_as_int(v));
    } else {
        note("%s raised %s", label, what(e));
        gen_error_free(e);
    }
}

/* Takes the tasks over. */
static bool follow(gen_t *self, const char *label, gen_t *const *tasks, size_t count, double seconds)
{
    gen_as_completed_t *it = gen_as_completed(self, tasks, count, seconds);
    gen_t *next = NULL;
    bool ok;

    if (it == NULL)
        return false;
    while ((ok = gen_as_completed_next(self, it, &next)) && next != NULL)
        tell(label, next);
    gen_as_completed_free(it);
    if (!ok && gen_error_is(gen_pending(self), GEN_TIMEOUT_ERROR)) {
        settle(self, label);
        ok = true;
    }
    if (ok)
        note("%s is over", label);
    return ok;
}

static gen_status_t follower(gen_t *self, void *args)
{
    gen_t **tasks = *(gen_t ***)args;

    return finish(self,
                  follow(self, "cancelled", (gen_t *[]){gen_ref(tasks[1]), gen_ref(tasks[2])}, 2, (double)INFINITY));
}

gen_status_t scenario_completed(gen_t *self, void *args)
{
    gen_t *tasks[4] = {start((worker_t){.name = "a", .seconds = 3, .result = 1}),
                       start((worker_t){.name = "b", .seconds = 1, .result = 2}),
                       start((worker_t){.name = "c", .seconds = 2, .raises = GEN_VALUE_ERROR}),
                       start((worker_t){.name = "d", .seconds = 1, .result = 4})};
    bool ok = follow(self, "order", tasks, 4, (double)INFINITY);

    (void)args;
    tasks[0] = start((worker_t){.name = "done", .seconds = 0, .result = 5});
    ok = gen_sleep(self, 1) && ok;
    ok = follow(self, "done before", tasks, 1, (double)INFINITY) && ok;
    tasks[0] = start((worker_t){.name = "e", .seconds = 1, .result = 6});
    tasks[1] = start((worker_t){.name = "f", .seconds = 2, .result = 7});
    ok = follow(self, "limit", (gen_t *[]){gen_ref(tasks[0]), gen_ref(tasks[1])}, 2, 1.5) && ok;
    ok = gen_wait(self, tasks, 2, (double)INFINITY, GEN_ALL_COMPLETED, NULL) && ok;
    drop(tasks, 2);
    tasks[1] = start((worker_t){.name = "g", .seconds = 1, .result = 8});
    tasks[2] = start((worker_t){.name = "h", .seconds = 2, .result = 9});
    tasks[0] = task_with("follower", follower, tasks);
    ok = gen_sleep(self, 1.5) && ok;
    gen_task_cancel(tasks[0], NULL);
    ok = gen_wait(self, tasks, 3, (double)INFINITY, GEN_ALL_COMPLETED, NULL) && ok;
    for (size_t i = 0; i < 3; i++)
        outcome(tasks[i]);
    drop(tasks, 3);
    return finish(self, ok);
}
