/* Semaphore: first come, first served; no barging; permits come back from those who are cancelled. */
#include "visit.h"

static bool in_turn(gen_t *self, gen_semaphore_t *two)
{
    gen_t *tasks[5];
    bool ok;

    visitors(tasks, "abcde", NULL, two);
    ok = join_all(self, tasks, 5);
    drop(tasks, 5);
    visitors(tasks, "fghi", NULL, two);
    ok = gen_sleep(self, 0.5) && ok;
    gen_task_cancel(tasks[2], "waits");
    gen_task_cancel(tasks[0], "inside");
    ok = join_all(self, tasks, 4) && ok;
    drop(tasks, 4);
    return ok;
}

static bool permit_back(gen_t *self)
{
    gen_semaphore_t none;
    gen_t *tasks[4];
    bool ok;

    gen_semaphore_init(&none, 0);
    visitors(tasks, "jkl", NULL, &none);
    ok = gen_sleep(self, 0);
    gen_semaphore_release(self, &none);
    note("locked %s", gen_semaphore_locked(&none) ? "True" : "False");
    gen_task_cancel(tasks[0], "was let in");
    tasks[3] = visitor((visit_t){"late", NULL, &none, 1});
    ok = gen_sleep(self, 1) && ok;
    gen_semaphore_release(self, &none);
    gen_semaphore_release(self, &none);
    ok = join_all(self, tasks, 4) && ok;
    drop(tasks, 4);
    note("locked %s", gen_semaphore_locked(&none) ? "True" : "False");
    return ok;
}

static bool more_permits(gen_t *self, gen_semaphore_t *two)
{
    gen_t *tasks[4];
    bool ok;

    visitors(tasks, "mnop", NULL, two);
    ok = gen_sleep(self, 0);
    gen_semaphore_release(self, two);
    gen_semaphore_release(self, two);
    ok = join_all(self, tasks, 4) && ok;
    drop(tasks, 4);
    return ok;
}

static bool barging(gen_t *self)
{
    gen_semaphore_t none;
    gen_t *tasks[2];
    bool ok;

    gen_semaphore_init(&none, 0);
    visitors(tasks, "qr", NULL, &none);
    ok = gen_sleep(self, 0);
    gen_semaphore_release(self, &none);
    ok = gen_semaphore_acquire(self, &none) && ok;
    note("main is in");
    gen_semaphore_release(self, &none);
    ok = join_all(self, tasks, 2) && ok;
    drop(tasks, 2);
    return ok;
}

gen_status_t scenario_semaphore(gen_t *self, void *args)
{
    gen_semaphore_t two, bounded;
    gen_error_t *e;
    bool ok;

    (void)args;
    gen_semaphore_init(&two, 2);
    gen_bounded_semaphore_init(&bounded, 1);
    ok = in_turn(self, &two) && permit_back(self) && more_permits(self, &two) && barging(self) &&
         gen_semaphore_acquire(self, &bounded) && gen_semaphore_release(self, &bounded);
    if (ok && !gen_semaphore_release(self, &bounded) && gen_catch_as(self, GEN_VALUE_ERROR, &e)) {
        note("%s", what(e));
        gen_error_free(e);
    }
    return finish(self, ok);
}
