/* Lock: first come, first served; those who are cancelled pass it on. */
#include "visit.h"

static gen_lock_t lock;

static void note_locked(void)
{
    note("locked %s", gen_lock_locked(&lock) ? "True" : "False");
}

static bool in_turn(gen_t *self)
{
    gen_t *tasks[4];
    bool ok;

    visitors(tasks, "abc", &lock, NULL);
    ok = join_all(self, tasks, 3);
    drop(tasks, 3);
    visitors(tasks, "defg", &lock, NULL);
    ok = gen_sleep(self, 0.5) && ok;
    gen_task_cancel(tasks[1], "waits");
    gen_task_cancel(tasks[2], "waits");
    ok = join_all(self, tasks, 4) && ok;
    drop(tasks, 4);
    note_locked();
    return ok;
}

static bool passed_on(gen_t *self)
{
    gen_t *tasks[4];
    bool ok = gen_lock_acquire(self, &lock);

    visitors(tasks, "hij", &lock, NULL);
    ok = gen_sleep(self, 1) && ok;
    gen_lock_release(self, &lock);
    note_locked();
    gen_task_cancel(tasks[0], "was let in");
    tasks[3] = visitor((visit_t){"late", &lock, NULL, 1});
    ok = join_all(self, tasks, 4) && ok;
    drop(tasks, 4);
    note_locked();
    return ok;
}

/* Who releases it and wants it again has to wait like all others. */
static bool barging(gen_t *self)
{
    gen_t *tasks[2];
    bool ok = gen_lock_acquire(self, &lock);

    visitors(tasks, "kl", &lock, NULL);
    ok = gen_sleep(self, 0) && ok;
    gen_lock_release(self, &lock);
    ok = gen_lock_acquire(self, &lock) && ok;
    note("main is in");
    ok = gen_sleep(self, 0) && ok;
    gen_lock_release(self, &lock);
    ok = join_all(self, tasks, 2) && ok;
    drop(tasks, 2);
    return ok;
}

static bool released_after_cancel(gen_t *self)
{
    gen_t *tasks[2];
    bool ok = gen_lock_acquire(self, &lock);

    visitors(tasks, "mn", &lock, NULL);
    ok = gen_sleep(self, 0) && ok;
    gen_task_cancel(tasks[0], "first");
    gen_lock_release(self, &lock);
    ok = join_all(self, tasks, 2) && ok;
    drop(tasks, 2);
    return ok;
}

static bool holder_cancelled(gen_t *self)
{
    gen_t *tasks[3] = {visitor((visit_t){"holder", &lock, NULL, 5})};
    bool ok;

    visitors(tasks + 1, "op", &lock, NULL);
    ok = gen_sleep(self, 1);
    gen_task_cancel(tasks[0], "inside");
    ok = gen_sleep(self, 0) && ok;
    gen_task_cancel(tasks[1], "just let in");
    ok = join_all(self, tasks, 3) && ok;
    for (size_t i = 0; i < 3; i++)
        outcome(tasks[i]);
    drop(tasks, 3);
    note_locked();
    return ok;
}

gen_status_t scenario_lock(gen_t *self, void *args)
{
    (void)args;
    return finish(self, in_turn(self) && passed_on(self) && barging(self) && released_after_cancel(self) &&
                            holder_cancelled(self));
}
