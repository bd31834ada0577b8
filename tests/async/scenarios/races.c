/* Locks, semaphores and conditions in the moments in which several things happen at once. */
#include "ask.h"

static const char *boolean(bool b)
{
    return b ? "True" : "False";
}

/* --- Lock --- */

/* The first in the queue is cancelled, the lock released, and asked for, all in one turn. */
static bool lock_cancelled_before_release(gen_t *self)
{
    gen_lock_t lock = {0};
    gen_t *tasks[3];
    bool ok = gen_lock_acquire(self, &lock);

    note("lock");
    spawn_all(tasks, "ab", LOCK, &lock);
    ok = turns(self, 1) && ok;
    gen_task_cancel(tasks[0], NULL);
    gen_lock_release(self, &lock);
    tasks[2] = spawn("c", LOCK, &lock, 0);
    ok = end(self, tasks, 3) && ok;

    ok = gen_lock_acquire(self, &lock) && ok;
    spawn_all(tasks, "de", LOCK, &lock);
    ok = turns(self, 1) && ok;
    gen_lock_release(self, &lock);
    gen_task_cancel(tasks[0], NULL);
    gen_task_cancel(tasks[1], NULL);
    ok = end(self, tasks, 2) && ok;
    note("locked %s", boolean(gen_lock_locked(&lock)));

    ok = gen_lock_acquire(self, &lock) && ok;
    spawn_all(tasks, "fg", LOCK, &lock);
    ok = turns(self, 1) && ok;
    gen_task_cancel(tasks[0], NULL);
    ok = turns(self, 1) && ok;
    gen_lock_release(self, &lock);
    ok = end(self, tasks, 2) && ok;
    note("locked %s", boolean(gen_lock_locked(&lock)));
    return ok;
}

/* --- Semaphore --- */

struct worker {
    char name[2];
    gen_semaphore_t *semaphore;
};

static gen_status_t two_rounds(gen_t *self, void *args)
{
    const struct worker *w = args;
    bool ok = true;

    for (int i = 0; i < 2 && ok; i++) {
        ok = gen_semaphore_acquire(self, w->semaphore);
        if (!ok)
            break;
        note("%s round %d", w->name, i);
        ok = gen_sleep(self, 0);
        gen_semaphore_release(self, w->semaphore);
    }
    return finish(self, ok);
}

static bool rounds(gen_t *self)
{
    gen_semaphore_t semaphore;
    gen_t *tasks[3];

    gen_semaphore_init(&semaphore, 1);
    for (int i = 0; i < 3; i++) {
        struct worker w = {{"abc"[i], '\0'}, &semaphore};

        tasks[i] = gen_create_task(gen_coroutine(NULL, two_rounds, &w, sizeof w), w.name);
    }
    return end(self, tasks, 3);
}

static bool permits_come_back(gen_t *self)
{
    gen_semaphore_t semaphore;
    gen_t *tasks[5];
    bool ok;

    gen_semaphore_init(&semaphore, 0);
    spawn_all(tasks, "defgh", PERMIT, &semaphore);
    ok = turns(self, 1);
    gen_semaphore_release(self, &semaphore);
    gen_semaphore_release(self, &semaphore);
    gen_task_cancel(tasks[0], NULL);
    gen_task_cancel(tasks[2], NULL);
    note("locked %s", boolean(gen_semaphore_locked(&semaphore)));
    ok = turns(self, 3) && ok;
    gen_semaphore_release(self, &semaphore);
    ok = turns(self, 1) && ok;
    note("locked %s", boolean(gen_semaphore_locked(&semaphore)));
    gen_semaphore_release(self, &semaphore);
    ok = end(self, tasks, 5) && ok;
    note("locked %s", boolean(gen_semaphore_locked(&semaphore)));
    return ok;
}

/* One permit was given to a task that has not run yet; there is another: who asks now comes after that task. */
static bool no_barging(gen_t *self)
{
    gen_semaphore_t semaphore;
    gen_t *t;
    bool ok;

    gen_semaphore_init(&semaphore, 0);
    t = spawn("k", PERMIT, &semaphore, 0);
    ok = turns(self, 1);
    gen_semaphore_release(self, &semaphore);
    gen_semaphore_release(self, &semaphore);
    note("locked %s", boolean(gen_semaphore_locked(&semaphore)));
    ok = gen_semaphore_acquire(self, &semaphore) && ok;
    note("main is in");
    return end(self, &t, 1) && ok;
}

/* Permits go to those who wait in their order, also when one of them comes back at once. */
static bool semaphore_order(gen_t *self)
{
    gen_semaphore_t semaphore;
    gen_t *tasks[3];
    bool ok;

    note("semaphore");
    ok = rounds(self) && permits_come_back(self);
    gen_semaphore_init(&semaphore, 2);
    ok = gen_semaphore_acquire(self, &semaphore) && gen_semaphore_acquire(self, &semaphore) && ok;
    spawn_all(tasks, "ij", SEMAPHORE, &semaphore);
    ok = turns(self, 1) && ok;
    gen_task_cancel(tasks[0], NULL);
    gen_task_cancel(tasks[1], NULL);
    gen_semaphore_release(self, &semaphore);
    ok = turns(self, 2) && ok;
    tasks[2] = spawn("late", SEMAPHORE, &semaphore, 0);
    ok = end(self, tasks, 3) && ok;
    return no_barging(self) && ok;
}

/* --- Condition --- */

struct patient {
    const char *name;
    gen_condition_t *condition;
    gen_lock_t *lock;
    const int *stage;
    int at_least;
};

static bool late_enough(void *arg)
{
    const struct patient *p = arg;

    return *p->stage >= p->at_least;
}

static gen_status_t waits(gen_t *self, void *args)
{
    struct patient *p = args;
    bool ok = gen_condition_acquire(self, p->condition);

    if (!ok)
        return GEN_RAISED;
    ok = gen_condition_wait_for(self, p->condition, late_enough, p);
    if (ok)
        note("%s goes on %d", p->name, *p->stage);
    else
        note("%s gets %s %s", p->name, what(gen_pending(self)), boolean(gen_lock_locked(p->lock)));
    gen_condition_release(self, p->condition);
    return finish(self, ok);
}

static gen_t *start_patient(struct patient p)
{
    return gen_create_task(gen_coroutine(NULL, waits, &p, sizeof p), p.name);
}

static bool advance(gen_t *self, gen_condition_t *condition, int *stage, size_t count)
{
    bool ok = gen_condition_acquire(self, condition);

    ++*stage;
    ok = ok && gen_condition_notify(self, condition, count);
    gen_condition_release(self, condition);
    return turns(self, 5) && ok;
}

static bool timed_out(gen_t *self, gen_condition_t *condition, gen_lock_t *lock)
{
    gen_timeout_t timeout;
    bool ok = gen_timeout_enter(self, &timeout, 1) && gen_condition_acquire(self, condition);

    ok = ok && gen_condition_wait(self, condition);
    gen_condition_release(self, condition);
    ok = gen_timeout_exit(self, &timeout) && ok;
    if (!ok && gen_catch(self, GEN_TIMEOUT_ERROR))
        note("timed out %s", boolean(gen_lock_locked(lock)));
    return !ok;
}

/* One lock, two conditions; a predicate; a notification that meets a cancellation. */
static bool condition_with_lock(gen_t *self)
{
    gen_lock_t lock = {0};
    gen_condition_t one, two;
    int stage = 0;
    gen_t *tasks[4];
    bool ok;

    note("condition");
    gen_condition_init(&one, &lock);
    gen_condition_init(&two, &lock);
    tasks[0] = start_patient((struct patient){"a", &one, &lock, &stage, 1});
    tasks[1] = start_patient((struct patient){"b", &one, &lock, &stage, 3});
    tasks[2] = start_patient((struct patient){"c", &two, &lock, &stage, 2});
    tasks[3] = start_patient((struct patient){"d", &one, &lock, &stage, 2});
    ok = turns(self, 1) && advance(self, &one, &stage, 1) && advance(self, &two, &stage, 1) &&
         advance(self, &one, &stage, 2);
    ok = end(self, tasks, 4) && ok;

    stage = 0;
    tasks[0] = start_patient((struct patient){"e", &one, &lock, &stage, 1});
    tasks[1] = start_patient((struct patient){"f", &one, &lock, &stage, 1});
    ok = turns(self, 1) && gen_lock_acquire(self, &lock) && gen_condition_notify(self, &one, 1) && ok;
    stage = 1;
    gen_task_cancel(tasks[0], "with the notification");
    ok = turns(self, 2) && ok;
    gen_lock_release(self, &lock);
    ok = end(self, tasks, 2) && ok;
    return timed_out(self, &one, &lock) && ok;
}

gen_status_t scenario_races(gen_t *self, void *args)
{
    (void)args;
    return finish(self, lock_cancelled_before_release(self) && semaphore_order(self) && condition_with_lock(self));
}
