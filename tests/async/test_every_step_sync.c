/* Locks and queues, whoever waits for them cancelled at every step. */
#include "tasks.h"
#include <string.h>

/* What tasks that use a primitive in turn leave behind. */
struct arena {
    gen_lock_t lock;
    gen_semaphore_t semaphore;
    gen_condition_t condition;
    int inside, most, entered, waiting_done;
};

struct guest {
    struct arena *arena;
    int kind;
};

static bool visit(gen_t *self, struct arena *a)
{
    bool ok;

    a->entered++;
    if (++a->inside > a->most)
        a->most = a->inside;
    ok = gen_sleep(self, 0) && gen_sleep(self, 0);
    a->inside--;
    return ok;
}

static gen_status_t guest(gen_t *self, void *args)
{
    struct guest *g = args;
    struct arena *a = g->arena;
    bool ok = false;

    if (g->kind == 0 && gen_lock_acquire(self, &a->lock)) {
        ok = visit(self, a);
        gen_lock_release(self, &a->lock);
    } else if (g->kind == 1 && gen_semaphore_acquire(self, &a->semaphore)) {
        ok = visit(self, a);
        gen_semaphore_release(self, &a->semaphore);
    } else if (g->kind == 2 && gen_condition_acquire(self, &a->condition)) {
        ok = gen_condition_wait(self, &a->condition) && visit(self, a);
        a->waiting_done++;
        gen_condition_release(self, &a->condition);
    }
    return finish(self, ok);
}

struct attack {
    int kind, victim, step;
};

enum { GUESTS = 4 };

static bool settle(gen_t *self, struct arena *a, int kind, gen_t **t)
{
    for (int i = 0; i < 30; i++) {
        if (kind == 2 && !gen_lock_locked(&a->condition.own_)) {
            if (!gen_condition_acquire(self, &a->condition) || !gen_condition_notify(self, &a->condition, 1))
                return false;
            gen_condition_release(self, &a->condition);
        }
        if (!gen_sleep(self, 0))
            return false;
    }
    return join(self, t, GUESTS);
}

static gen_status_t attack(gen_t *self, void *args)
{
    struct attack *k = args;
    struct arena arena = {0};
    struct guest g = {&arena, k->kind};
    gen_t *t[GUESTS];
    bool ok = true, cancelled;

    gen_semaphore_init(&arena.semaphore, 2);
    for (int i = 0; i < GUESTS; i++)
        t[i] = spawn_args(guest, &g, sizeof g, NULL);
    for (int i = 0; i < k->step && ok; i++) {
        if (k->kind == 2 && i % 3 == 2 && !gen_lock_locked(&arena.condition.own_)) {
            ok = gen_condition_acquire(self, &arena.condition) && gen_condition_notify(self, &arena.condition, 1);
            gen_condition_release(self, &arena.condition);
        }
        ok = ok && gen_sleep(self, 0);
    }
    cancelled = gen_task_cancel(t[k->victim], NULL);
    ok = ok && settle(self, &arena, k->kind, t);
    record("%d", ok && arena.inside == 0 && arena.entered >= GUESTS - cancelled && !arena.lock.locked_ &&
                     !arena.condition.own_.locked_ && !gen_semaphore_locked(&arena.semaphore) &&
                     arena.semaphore.value_ == 2 && arena.most <= (k->kind == 1 ? 2 : 1));
    record("%d", (int)gen_all_tasks(gen_running_loop(), NULL, 0));
    return finish(self, ok);
}

/* Check that whichever of four tasks is cancelled at whichever step, the others all get in, never more at a time than may,
 * and the lock, the permits and the notifications are all there in the end. */
static void test_locks(void **state)
{
    (void)state;
    for (int kind = 0; kind < 3; kind++) {
        for (int victim = 0; victim < GUESTS; victim++) {
            for (int step = 0; step < 16; step++) {
                struct attack k = {kind, victim, step};

                assert_int_equal(run_with_args(attack, &k, sizeof k), GEN_RETURNED);
                assert_string_equal(recorded(), "1 1");
            }
        }
    }
}

enum { ITEMS = 6 };

struct ledger {
    gen_queue_t q;
    int put[ITEMS], got[ITEMS];
};

static gen_status_t put_all(gen_t *self, void *args)
{
    struct ledger *l = *(struct ledger **)args;

    for (int i = 0; i < ITEMS; i++) {
        if (l->put[i])
            continue;
        if (!gen_queue_put(self, &l->q, gen_int(i)))
            return GEN_RAISED;
        l->put[i]++;
    }
    return gen_return(self, GEN_NONE);
}

static gen_status_t get_all(gen_t *self, void *args)
{
    struct ledger *l = *(struct ledger **)args;
    gen_value_t v;

    for (;;) {
        if (!gen_queue_get(self, &l->q, &v))
            return GEN_RAISED;
        l->got[gen_as_int(v)]++;
        if (!gen_sleep(self, 0))
            return GEN_RAISED;
    }
}

struct strike {
    int victim, step;
};

static gen_status_t strike(gen_t *self, void *args)
{
    struct strike *k = args;
    struct ledger ledger = {0}, *pointer = &ledger;
    gen_t *t[3];
    bool ok = true, whole = true;

    gen_queue_init(&ledger.q, 1);
    t[0] = spawn_args(get_all, &pointer, sizeof pointer, NULL);
    t[1] = spawn_args(get_all, &pointer, sizeof pointer, NULL);
    t[2] = spawn_args(put_all, &pointer, sizeof pointer, NULL);
    for (int i = 0; i < k->step && ok; i++)
        ok = gen_sleep(self, 0);
    gen_task_cancel(t[k->victim], NULL);
    if (k->victim == 2) { /* another goes on where it was stopped */
        ok = gen_sleep(self, 0) && gen_sleep(self, 0) && ok;
        ok = gen_await(self, spawn_args(put_all, &pointer, sizeof pointer, NULL), NULL) && ok;
    }
    for (int i = 0; i < 20 && ok; i++)
        ok = gen_sleep(self, 0);
    gen_queue_shutdown(&ledger.q, false);
    ok = join(self, t, 3) && ok;
    for (int i = 0; i < ITEMS; i++)
        whole = whole && ledger.put[i] == 1 && ledger.got[i] == 1;
    record("%d %d", whole, (int)gen_all_tasks(gen_running_loop(), NULL, 0));
    gen_queue_destroy(&ledger.q);
    return finish(self, ok);
}

/* Check that whoever is cancelled at whichever step, every item that was put is got exactly once. */
static void test_queue(void **state)
{
    (void)state;
    for (int victim = 0; victim < 3; victim++) {
        for (int step = 0; step < 20; step++) {
            struct strike k = {victim, step};

            assert_int_equal(run_with_args(strike, &k, sizeof k), GEN_RETURNED);
            assert_string_equal(recorded(), "1 1");
        }
    }
}

/* --- Event and Barrier --- */

enum { WAITERS = 4 };

struct gate {
    gen_event_t event;
    gen_barrier_t barrier;
    bool is_barrier;
    int passed;
};

static gen_status_t pass(gen_t *self, void *args)
{
    struct gate *g = *(struct gate **)args;
    bool ok = gen_sleep(self, 0) &&
              (g->is_barrier ? gen_barrier_wait(self, &g->barrier, NULL) : gen_event_wait(self, &g->event));

    g->passed += ok;
    return finish(self, ok);
}

/* Lets the others pass: sets the event, or joins the barrier until nobody waits there. */
static bool open_gate(gen_t *self, struct gate *g)
{
    bool ok = turns(self, 8);

    gen_event_set(&g->event);
    ok = turns(self, 8) && ok;
    while (ok && gen_barrier_waiting(&g->barrier) > 0) {
        ok = gen_barrier_wait(self, &g->barrier, NULL);
        ok = turns(self, 8) && ok;
    }
    return ok;
}

static gen_status_t besiege(gen_t *self, void *args)
{
    struct attack *k = args;
    struct gate gate = {.is_barrier = k->kind}, *g = &gate;
    gen_t *t[WAITERS];
    int refused = 0;
    bool ok;

    gen_barrier_init(&g->barrier, 2);
    for (int i = 0; i < WAITERS; i++)
        t[i] = spawn_args(pass, &g, sizeof g, NULL);
    ok = turns(self, k->step);
    if (!g->is_barrier && k->step % 2 == 0) { /* in the same turn as the cancellation */
        gen_event_set(&g->event);
        gen_event_clear(&g->event);
    }
    gen_task_cancel(t[k->victim], NULL);
    ok = open_gate(self, g) && ok;
    for (int i = 0; i < WAITERS; i++)
        refused += gen_future_cancelled(t[i]);
    ok = join(self, t, WAITERS) && ok;
    record("%d %d",
           refused <= 1 && g->passed == WAITERS - refused && gen_barrier_waiting(&g->barrier) == 0 &&
               !gen_barrier_broken(&g->barrier),
           (int)gen_all_tasks(gen_running_loop(), NULL, 0));
    return finish(self, ok);
}

/* Check that whoever of those who wait for an event or at a barrier is cancelled at whichever step, all others pass. */
static void test_gates(void **state)
{
    (void)state;
    for (int kind = 0; kind < 2; kind++) {
        for (int victim = 0; victim < WAITERS; victim++) {
            for (int step = 0; step < 10; step++) {
                struct attack k = {kind, victim, step};

                assert_int_equal(run_with_args(besiege, &k, sizeof k), GEN_RETURNED);
                assert_string_equal(recorded(), "1 1");
            }
        }
    }
}

/* --- Queue.join() --- */

static gen_status_t wait_for_work(gen_t *self, void *args)
{
    return finish(self, gen_queue_join(self, *(gen_queue_t **)args));
}

static gen_status_t do_work(gen_t *self, void *args)
{
    gen_queue_t *q = *(gen_queue_t **)args;
    gen_value_t item;

    while (gen_queue_get(self, q, &item)) {
        bool ok = gen_sleep(self, 0);

        gen_queue_task_done(self, q); /* also if it was cancelled meanwhile */
        if (!ok)
            break;
    }
    return finish(self, gen_pending(self) == NULL);
}

static gen_status_t hinder_join(gen_t *self, void *args)
{
    struct attack *k = args;
    gen_queue_t queue, *q = &queue;
    gen_t *t[4];
    bool ok = true, others = true;

    gen_queue_init(q, 0);
    for (int i = 0; i < 5 && ok; i++)
        ok = gen_queue_put_nowait(self, q, gen_int(i));
    for (int i = 0; i < 4; i++)
        t[i] = spawn_args(i < 2 ? wait_for_work : do_work, &q, sizeof q, NULL);
    ok = turns(self, k->step) && ok;
    gen_task_cancel(t[k->victim], NULL);
    ok = turns(self, 20) && ok;
    for (int i = 0; i < 2; i++)
        others = others && gen_future_done(t[i]) && (i == k->victim || !gen_future_cancelled(t[i]));
    gen_queue_shutdown(q, false);
    ok = join(self, t, 4) && ok;
    record("%d %d", others && q->unfinished_ == 0, (int)gen_all_tasks(gen_running_loop(), NULL, 0));
    gen_queue_destroy(q);
    return finish(self, ok);
}

/* Check that join() ends for all that wait when the work is done, whoever is cancelled at whichever step. */
static void test_queue_join(void **state)
{
    (void)state;
    for (int victim = 0; victim < 4; victim++) {
        for (int step = 0; step < 16; step++) {
            struct attack k = {0, victim, step};

            assert_int_equal(run_with_args(hinder_join, &k, sizeof k), GEN_RETURNED);
            assert_string_equal(recorded(), "1 1");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_locks),
        cmocka_unit_test(test_queue),
        cmocka_unit_test(test_gates),
        cmocka_unit_test(test_queue_join),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
