/* Queue, LifoQueue, PriorityQueue (K65, K66), and get() and put() cancelled at every step. */
#include "record.h"
#include <string.h>

static void caught(gen_t *self)
{
    record_pending(self);
    gen_catch(self, GEN_BASE_EXCEPTION);
}

static bool join(gen_t *self, gen_t **tasks, size_t count)
{
    bool ok = gen_wait(self, tasks, count, 1000, GEN_ALL_COMPLETED, NULL);

    for (size_t i = 0; i < count; i++) {
        gen_future_exception(tasks[i], NULL);
        gen_free(tasks[i]);
    }
    return ok;
}

static bool drain(gen_t *self, gen_queue_t *q)
{
    gen_value_t v;

    while (gen_queue_size(q) > 0) {
        if (!gen_queue_get(self, q, &v))
            return false;
        record("%d", (int)gen_as_int(v));
    }
    return true;
}

static gen_status_t orders(gen_t *self, void *args)
{
    static const int items[] = {5, 1, 4, 1, 3, 9, 2, 6, 8, 7};
    gen_queue_t q[3];
    bool ok = true;

    (void)args;
    gen_queue_init(&q[0], 0);
    gen_lifo_queue_init(&q[1], 0);
    gen_priority_queue_init(&q[2], 0, NULL);
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 10 && ok; k++)
            ok = gen_queue_put(self, &q[i], gen_int(items[k]));
        ok = ok && drain(self, &q[i]);
        record("|");
        gen_queue_destroy(&q[i]);
    }
    return finish(self, ok);
}

/* Check that K65 items come out first in, last in, or least first. */
static void test_orders(void **state)
{
    (void)state;
    assert_int_equal(run_body(orders), GEN_RETURNED);
    assert_string_equal(recorded(), "5 1 4 1 3 9 2 6 8 7 | 7 8 6 2 9 3 1 4 1 5 | 1 1 2 3 4 5 6 7 8 9 |");
}

static gen_status_t nowait(gen_t *self, void *args)
{
    gen_queue_t q;
    gen_value_t v;
    bool ok;

    (void)args;
    gen_queue_init(&q, 1);
    if (!gen_queue_get_nowait(self, &q, &v))
        caught(self);
    ok = gen_queue_put_nowait(self, &q, gen_int(1));
    record("%d %d", gen_queue_full(&q), (int)gen_queue_size(&q));
    if (!gen_queue_put_nowait(self, &q, gen_int(2)))
        caught(self);
    ok = gen_queue_get_nowait(self, &q, &v) && ok;
    record("%d", (int)gen_as_int(v));
    ok = gen_queue_task_done(self, &q) && ok;
    if (!gen_queue_task_done(self, &q))
        caught(self);
    gen_queue_destroy(&q);
    return finish(self, ok);
}

/* Check that K65 the forms that do not wait raise QueueEmpty and QueueFull, and task_done() counts. */
static void test_nowait(void **state)
{
    (void)state;
    assert_int_equal(run_body(nowait), GEN_RETURNED);
    assert_string_equal(recorded(), "QueueEmpty 1 1 QueueFull 1 ValueError(task_done() called too many times)");
}

struct end {
    gen_queue_t *q;
    int from, to;
    double pause;
};

static gen_status_t producer(gen_t *self, void *args)
{
    struct end *e = args;

    for (int i = e->from; i < e->to; i++) {
        if (!gen_sleep(self, e->pause) || !gen_queue_put(self, e->q, gen_int(i))) {
            record("put-%s", gen_error_type(gen_pending(self))->name);
            return GEN_RAISED;
        }
        record("+%d@%d", i, (int)now());
    }
    return gen_return(self, GEN_NONE);
}

static gen_status_t consumer(gen_t *self, void *args)
{
    struct end *e = args;
    gen_value_t v;

    for (int i = e->from; i < e->to; i++) {
        if (!gen_queue_get(self, e->q, &v)) {
            record("get-%s", gen_error_type(gen_pending(self))->name);
            return GEN_RAISED;
        }
        record("-%d@%d", (int)gen_as_int(v), (int)now());
        if (!gen_sleep(self, e->pause) || !gen_queue_task_done(self, e->q))
            return GEN_RAISED;
    }
    return gen_return(self, GEN_NONE);
}

static gen_t *start(gen_body_t *body, gen_queue_t *q, int from, int to, double pause)
{
    struct end e = {q, from, to, pause};

    return spawn_args(body, &e, sizeof e, NULL);
}

static gen_status_t pipeline(gen_t *self, void *args)
{
    gen_queue_t q;
    gen_t *t[2];
    bool ok;

    (void)args;
    gen_queue_init(&q, 1);
    t[0] = start(producer, &q, 0, 3, 0);
    t[1] = start(consumer, &q, 0, 3, 1);
    ok = gen_sleep(self, 0.5) && gen_queue_join(self, &q);
    record("joined@%d", (int)now());
    ok = join(self, t, 2) && ok;
    gen_queue_destroy(&q);
    return finish(self, ok);
}

/* Check that K65 put() waits for room, get() for an item, and join() for the work. */
static void test_pipeline(void **state)
{
    (void)state;
    assert_int_equal(run_body(pipeline), GEN_RETURNED);
    assert_string_equal(recorded(), "+0@0 -0@0 +1@0 -1@100 +2@100 -2@200 joined@300");
}

static gen_status_t item_stays(gen_t *self, void *args)
{
    gen_queue_t q;
    gen_t *t[2];
    bool ok;

    (void)args;
    gen_queue_init(&q, 0);
    t[0] = start(consumer, &q, 0, 1, 0);
    t[1] = start(consumer, &q, 0, 1, 0);
    ok = gen_sleep(self, 1) && gen_queue_put(self, &q, gen_int(7));
    gen_task_cancel(t[0], NULL);
    ok = join(self, t, 2) && ok;
    gen_queue_destroy(&q);
    return finish(self, ok);
}

/* Check that K65 a getter that was woken and is cancelled leaves the item to the next. */
static void test_item_stays(void **state)
{
    (void)state;
    assert_int_equal(run_body(item_stays), GEN_RETURNED);
    assert_string_equal(recorded(), "get-CancelledError -7@100");
}

static gen_status_t shutdown(gen_t *self, void *args)
{
    gen_queue_t q;
    gen_t *t[3];
    gen_value_t v;
    bool ok;

    gen_queue_init(&q, 2);
    t[0] = start(producer, &q, 0, 4, 0);
    ok = gen_sleep(self, 1);
    gen_queue_shutdown(&q, *(bool *)args);
    record("size=%d", (int)gen_queue_size(&q));
    ok = gen_sleep(self, 1) && ok;
    if (!gen_queue_put(self, &q, gen_int(9)))
        caught(self);
    ok = drain(self, &q) && ok;
    if (!gen_queue_get(self, &q, &v))
        caught(self);
    if (!gen_queue_get_nowait(self, &q, &v))
        caught(self);
    if (*(bool *)args)
        record("join=%d", gen_queue_join(self, &q));
    ok = join(self, t, 1) && ok;
    gen_queue_destroy(&q);
    gen_queue_init(&q, 0);
    t[0] = start(consumer, &q, 0, 1, 0);
    t[1] = start(consumer, &q, 0, 1, 0);
    ok = gen_sleep(self, 1) && ok;
    gen_queue_shutdown(&q, false);
    ok = join(self, t, 2) && ok;
    gen_queue_destroy(&q);
    return finish(self, ok);
}

/* Check that K66 shutdown() ends put() at once and get() after the last item, or at once too and join() with it. */
static void test_shutdown(void **state)
{
    bool no = false, yes = true;

    (void)state;
    assert_int_equal(run_with_args(shutdown, &no, sizeof no), GEN_RETURNED);
    assert_string_equal(recorded(), "+0@0 +1@0 size=2 put-QueueShutDown QueueShutDown 0 1 QueueShutDown QueueShutDown "
                                    "get-QueueShutDown get-QueueShutDown");
    assert_int_equal(run_with_args(shutdown, &yes, sizeof yes), GEN_RETURNED);
    assert_string_equal(recorded(),
                        "+0@0 +1@0 size=0 put-QueueShutDown QueueShutDown QueueShutDown QueueShutDown join=1 "
                        "get-QueueShutDown get-QueueShutDown");
}

/* --- Cancelled at every step --- */

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

struct attack {
    int victim, step;
};

static gen_status_t attack(gen_t *self, void *args)
{
    struct attack *k = args;
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
static void test_cancelled_at_every_step(void **state)
{
    (void)state;
    for (int victim = 0; victim < 3; victim++) {
        for (int step = 0; step < 20; step++) {
            struct attack k = {victim, step};

            assert_int_equal(run_with_args(attack, &k, sizeof k), GEN_RETURNED);
            assert_string_equal(recorded(), "1 1");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_orders),   cmocka_unit_test(test_nowait),
        cmocka_unit_test(test_pipeline), cmocka_unit_test(test_item_stays),
        cmocka_unit_test(test_shutdown), cmocka_unit_test(test_cancelled_at_every_step),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
