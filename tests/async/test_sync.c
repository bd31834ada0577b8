/* Lock, Event, Condition, Semaphore, Barrier. */
#include "record.h"
#include "tasks.h"
#include <string.h>

/* --- Lock --- */

struct user {
    const char *name;
    void *of;
    double hold;
};

static gen_t *start(gen_body_t *body, const char *name, void *of, double hold)
{
    struct user u = {name, of, hold};

    return spawn_args(body, &u, sizeof u, name);
}

static gen_status_t use_lock(gen_t *self, void *args)
{
    struct user *u = args;
    bool ok = gen_lock_acquire(self, u->of);

    if (!ok) {
        record("%s-cancelled", u->name);
        return GEN_RAISED;
    }
    record("%s@%d", u->name, (int)now());
    ok = gen_sleep(self, u->hold);
    gen_lock_release(self, u->of);
    return finish(self, ok);
}

static gen_status_t lock_fifo(gen_t *self, void *args)
{
    gen_lock_t lock = {0};
    gen_t *t[3];
    bool ok = gen_lock_acquire(self, &lock);

    (void)args;
    t[0] = start(use_lock, "a", &lock, 1);
    t[1] = start(use_lock, "b", &lock, 1);
    ok = ok && gen_sleep(self, 1);
    gen_lock_release(self, &lock);
    record("%d", gen_lock_locked(&lock));
    t[2] = start(use_lock, "c", &lock, 1);
    ok = ok && gen_lock_acquire(self, &lock); /* may not go before a, who was told */
    record("main@%d", (int)now());
    gen_lock_release(self, &lock);
    ok = join(self, t, 3) && ok;
    if (!gen_lock_release(self, &lock))
        caught(self);
    return finish(self, ok);
}

/* Check that a lock is fair: nobody goes before one who was told that it is free. */
static void test_lock(void **state)
{
    (void)state;
    assert_int_equal(run_body(lock_fifo), GEN_RETURNED);
    assert_string_equal(recorded(), "0 a@100 b@200 main@300 c@300 RuntimeError(Lock is not acquired.)");
}

static gen_status_t lock_passed_on(gen_t *self, void *args)
{
    gen_lock_t lock = {0};
    gen_t *t[2];
    bool ok = gen_lock_acquire(self, &lock);

    (void)args;
    t[0] = start(use_lock, "a", &lock, 1);
    t[1] = start(use_lock, "b", &lock, 1);
    ok = ok && gen_sleep(self, 1);
    gen_lock_release(self, &lock);
    gen_task_cancel(t[0], NULL);
    return finish(self, join(self, t, 2) && ok);
}

/* Check that a waiter that was told and is cancelled tells the next. */
static void test_lock_passed_on(void **state)
{
    (void)state;
    assert_int_equal(run_body(lock_passed_on), GEN_RETURNED);
    assert_string_equal(recorded(), "a-cancelled b@100");
}

/* --- Event --- */

static gen_status_t use_event(gen_t *self, void *args)
{
    struct user *u = args;
    bool ok = gen_event_wait(self, u->of);

    record("%s-%d@%d", u->name, ok, (int)now());
    return finish(self, ok);
}

static gen_status_t events(gen_t *self, void *args)
{
    gen_event_t event = {0};
    gen_t *t[3] = {start(use_event, "a", &event, 0), start(use_event, "b", &event, 0), NULL};
    bool ok = gen_sleep(self, 1);

    (void)args;
    gen_event_set(&event);
    record("%d", gen_event_is_set(&event));
    gen_event_clear(&event);
    t[2] = start(use_event, "c", &event, 0);
    ok = gen_sleep(self, 1) && ok;
    gen_task_cancel(t[2], NULL);
    ok = join(self, t, 3) && ok;
    gen_event_set(&event);
    return finish(self, gen_event_wait(self, &event) && ok);
}

/* Check that set() wakes all who wait, also if the event is cleared at once. */
static void test_event(void **state)
{
    (void)state;
    assert_int_equal(run_body(events), GEN_RETURNED);
    assert_string_equal(recorded(), "1 a-1@100 b-1@100 c-0@200");
}

/* --- Condition --- */

static gen_status_t use_condition(gen_t *self, void *args)
{
    struct user *u = args;
    bool ok = gen_condition_acquire(self, u->of);

    ok = ok && gen_condition_wait(self, u->of);
    record("%s-%d@%d locked=%d", u->name, ok, (int)now(), gen_lock_locked(&((gen_condition_t *)u->of)->own_));
    ok = ok && gen_sleep(self, u->hold);
    gen_condition_release(self, u->of);
    return finish(self, ok);
}

static gen_status_t conditions(gen_t *self, void *args)
{
    gen_condition_t condition = {0};
    gen_t *t[3];
    bool ok = true;

    (void)args;
    if (!gen_condition_wait(self, &condition))
        caught(self);
    if (!gen_condition_notify(self, &condition, 1))
        caught(self);
    t[0] = start(use_condition, "a", &condition, 1);
    t[1] = start(use_condition, "b", &condition, 1);
    t[2] = start(use_condition, "c", &condition, 1);
    ok = gen_sleep(self, 1) && gen_condition_acquire(self, &condition) && gen_condition_notify(self, &condition, 2);
    gen_condition_release(self, &condition);
    ok = ok && gen_sleep(self, 3) && gen_condition_acquire(self, &condition) &&
         gen_condition_notify_all(self, &condition);
    gen_condition_release(self, &condition);
    return finish(self, join(self, t, 3) && ok);
}

/* Check that notify() wakes as many as asked for, each of which has the lock again. */
static void test_condition(void **state)
{
    (void)state;
    assert_int_equal(run_body(conditions), GEN_RETURNED);
    assert_string_equal(recorded(), "RuntimeError(cannot wait on un-acquired lock) "
                                    "RuntimeError(cannot notify on un-acquired lock) a-1@100 locked=1 b-1@200 locked=1 "
                                    "c-1@400 locked=1");
}

static gen_status_t lost_notify(gen_t *self, void *args)
{
    gen_condition_t condition = {0};
    gen_t *t[2] = {start(use_condition, "a", &condition, 0), start(use_condition, "b", &condition, 0)};
    bool ok =
        gen_sleep(self, 1) && gen_condition_acquire(self, &condition) && gen_condition_notify(self, &condition, 1);

    (void)args;
    ok = ok && gen_sleep(self, 0); /* a waits for the lock now */
    gen_task_cancel(t[0], "a");
    ok = ok && gen_sleep(self, 1);
    record("release@%d", (int)now());
    gen_condition_release(self, &condition);
    return finish(self, join(self, t, 2) && ok);
}

/* Check that who is cancelled while it acquires the lock again gets it first, and its notification goes on. */
static void test_lost_notify(void **state)
{
    (void)state;
    assert_int_equal(run_body(lost_notify), GEN_RETURNED);
    assert_string_equal(recorded(), "release@200 a-0@200 locked=1 b-1@200 locked=1");
}

static gen_status_t condition_in_scope(gen_t *self, void *args)
{
    gen_condition_t *condition = *(gen_condition_t **)args;
    gen_scope_t scope;
    bool ok = gen_condition_acquire(self, condition) && gen_scope_enter(self, &scope, 1);

    ok = ok && gen_condition_wait(self, condition);
    record("%d locked=%d@%d", ok, gen_lock_locked(&condition->own_), (int)now());
    ok = gen_scope_exit(self, &scope);
    record("caught=%d", scope.caught);
    gen_condition_release(self, condition);
    return finish(self, ok);
}

static gen_status_t hold_lock(gen_t *self, void *args)
{
    gen_condition_t condition = {0}, *pointer = &condition;
    gen_t *t = spawn_args(condition_in_scope, &pointer, sizeof pointer, NULL);
    bool ok = gen_sleep(self, 0.5) && gen_condition_acquire(self, &condition) && gen_sleep(self, 2);

    (void)args;
    gen_condition_release(self, &condition);
    return finish(self, join(self, &t, 1) && ok);
}

/* Check that in a cancelled scope, too, wait() has the lock again before it raises, and does not spin meanwhile. */
static void test_condition_in_cancelled_scope(void **state)
{
    (void)state;
    assert_int_equal(run_body(hold_lock), GEN_RETURNED);
    assert_string_equal(recorded(), "0 locked=1@250 caught=1");
}

/* --- Semaphore --- */

static gen_status_t use_semaphore(gen_t *self, void *args)
{
    struct user *u = args;
    bool ok = gen_semaphore_acquire(self, u->of);

    if (!ok) {
        record("%s-cancelled", u->name);
        return GEN_RAISED;
    }
    record("%s@%d", u->name, (int)now());
    ok = gen_sleep(self, u->hold);
    gen_semaphore_release(self, u->of);
    return finish(self, ok);
}

static gen_status_t semaphores(gen_t *self, void *args)
{
    gen_semaphore_t semaphore;
    gen_t *t[5];
    bool ok;

    (void)args;
    gen_bounded_semaphore_init(&semaphore, 2);
    record("%d", gen_semaphore_locked(&semaphore));
    t[0] = start(use_semaphore, "a", &semaphore, 1);
    t[1] = start(use_semaphore, "b", &semaphore, 2);
    t[2] = start(use_semaphore, "c", &semaphore, 1);
    t[3] = start(use_semaphore, "d", &semaphore, 1);
    t[4] = start(use_semaphore, "e", &semaphore, 1);
    ok = gen_sleep(self, 0.5);
    record("%d", gen_semaphore_locked(&semaphore));
    gen_task_cancel(t[2], NULL);
    ok = join(self, t, 5) && ok;
    if (!gen_semaphore_release(self, &semaphore))
        caught(self);
    record("%d", gen_semaphore_locked(&semaphore));
    return finish(self, ok);
}

/* Check that a semaphore is fair, and a bounded one refuses to be released too often. */
static void test_semaphore(void **state)
{
    (void)state;
    assert_int_equal(run_body(semaphores), GEN_RETURNED);
    assert_string_equal(recorded(), "0 a@0 b@0 1 c-cancelled d@100 e@200 "
                                    "ValueError(BoundedSemaphore released too many times) 0");
}

static gen_status_t permit_back(gen_t *self, void *args)
{
    gen_semaphore_t semaphore;
    gen_t *t[2];
    bool ok;

    (void)args;
    gen_semaphore_init(&semaphore, 0);
    t[0] = start(use_semaphore, "a", &semaphore, 0);
    t[1] = start(use_semaphore, "b", &semaphore, 0);
    ok = gen_sleep(self, 1);
    gen_semaphore_release(self, &semaphore);
    gen_task_cancel(t[0], NULL);
    return finish(self, join(self, t, 2) && ok);
}

/* Check that a task that was given a permit and is cancelled gives it back, to the next who waits. */
static void test_permit_back(void **state)
{
    (void)state;
    assert_int_equal(run_body(permit_back), GEN_RETURNED);
    assert_string_equal(recorded(), "a-cancelled b@100");
}

/* --- Barrier --- */

static gen_status_t use_barrier(gen_t *self, void *args)
{
    struct user *u = args;
    size_t index = 99;
    bool ok = gen_sleep(self, u->hold) && gen_barrier_wait(self, u->of, &index);

    record("%s-%d@%d", u->name, ok ? (int)index : -1, (int)now());
    if (!ok)
        caught(self);
    return gen_return(self, GEN_NONE);
}

static gen_status_t barriers(gen_t *self, void *args)
{
    gen_barrier_t barrier;
    gen_t *t[3];
    bool ok = true;

    (void)args;
    gen_barrier_init(&barrier, 3);
    for (int round = 0; round < 2; round++) {
        t[0] = start(use_barrier, "a", &barrier, 1);
        t[1] = start(use_barrier, "b", &barrier, 2);
        t[2] = start(use_barrier, "c", &barrier, 3);
        ok = gen_sleep(self, 2.5) && ok;
        record("n=%d", (int)gen_barrier_waiting(&barrier));
        if (round == 1)
            ok = gen_barrier_abort(self, &barrier) && ok;
        ok = join(self, t, 3) && ok;
    }
    record("broken=%d", gen_barrier_broken(&barrier));
    ok = gen_barrier_reset(self, &barrier) && ok;
    record("broken=%d", gen_barrier_broken(&barrier));
    t[0] = start(use_barrier, "a", &barrier, 0);
    ok = gen_sleep(self, 1) && gen_barrier_reset(self, &barrier) && ok;
    return finish(self, join(self, t, 1) && ok);
}

/* Check that a barrier lets its parties go together, again and again, and tells of abort and reset. */
static void test_barrier(void **state)
{
    (void)state;
    assert_int_equal(run_body(barriers), GEN_RETURNED);
    assert_string_equal(recorded(), "n=2 c-2@300 a-0@300 b-1@300 n=2 a--1@550 "
                                    "BrokenBarrierError(Abort or reset of barrier) b--1@550 "
                                    "BrokenBarrierError(Abort or reset of barrier) c--1@600 "
                                    "BrokenBarrierError(Barrier aborted) broken=1 broken=0 a--1@700 "
                                    "BrokenBarrierError(Abort or reset of barrier)");
}

/* --- Another loop --- */

static gen_status_t wait_here(gen_t *self, void *args)
{
    gen_lock_t *lock = *(gen_lock_t **)args;
    bool ok =
        gen_wait_for(self, gen_coroutine(NULL, use_lock, &(struct user){"x", lock, 0}, sizeof(struct user)), 1, NULL);

    if (!ok)
        record("%d", strstr(gen_error_message(gen_pending(self)), "is bound to a different event loop") != NULL);
    gen_catch(self, GEN_BASE_EXCEPTION);
    return gen_return(self, GEN_NONE);
}

/* Check that a primitive that tasks of one loop waited for is refused to those of another. */
static void test_other_loop(void **state)
{
    gen_lock_t lock = {true, {{NULL, NULL}, 0}}, *pointer = &lock;

    (void)state;
    assert_int_equal(run_with_args(wait_here, &pointer, sizeof pointer), GEN_RETURNED);
    assert_string_equal(recorded(), "x-cancelled 0");
    assert_int_equal(run_with_args(wait_here, &pointer, sizeof pointer), GEN_RETURNED);
    assert_string_equal(recorded(), "x-cancelled 1");
}

static gen_status_t hold_condition(gen_t *self, void *args)
{
    gen_condition_t *c = *(gen_condition_t **)args;

    if (!gen_condition_acquire(self, c))
        return GEN_RAISED;
    if (!gen_condition_wait(self, c))
        record("%s locked=%d", gen_error_type(gen_pending(self))->name, gen_lock_locked(&c->own_));
    gen_condition_release(self, c);
    return GEN_RAISED;
}

static gen_status_t close_waiter(gen_t *self, void *args)
{
    gen_condition_t c = {0}, *of = &c;
    gen_t *w = gen_coroutine(NULL, hold_condition, &of, sizeof of);

    (void)args;
    record("%d", gen_next(w, NULL));
    record("closed=%d", gen_close(w, NULL) == GEN_RETURNED);
    gen_free(w);
    record("locked=%d", gen_lock_locked(&c.own_));
    return finish(self, gen_pending(self) == NULL);
}

/* Check that a coroutine that is closed while it waits for a condition has the lock again, to release it. */
static void test_condition_closed(void **state)
{
    (void)state;
    assert_int_equal(run_body(close_waiter), GEN_RETURNED);
    assert_string_equal(recorded(), "1 GeneratorExit locked=1 closed=1 locked=0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lock),
        cmocka_unit_test(test_lock_passed_on),
        cmocka_unit_test(test_event),
        cmocka_unit_test(test_condition),
        cmocka_unit_test(test_condition_closed),
        cmocka_unit_test(test_lost_notify),
        cmocka_unit_test(test_condition_in_cancelled_scope),
        cmocka_unit_test(test_semaphore),
        cmocka_unit_test(test_permit_back),
        cmocka_unit_test(test_barrier),
        cmocka_unit_test(test_other_loop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
