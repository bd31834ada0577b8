/* Queue, LifoQueue, PriorityQueue. */
#include "record.h"
#include "tasks.h"
#include <stdlib.h>
#include <string.h>

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

/* Check that items come out first in, last in, or least first. */
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

/* Check that the forms that do not wait raise QueueEmpty and QueueFull, and task_done() counts. */
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

/* Check that put() waits for room, get() for an item, and join() for the work. */
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

/* Check that a getter that was woken and is cancelled leaves the item to the next. */
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

/* Check that shutdown() ends put() at once and get() after the last item, or at once too and join() with it. */
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

static gen_status_t joiner(gen_t *self, void *args)
{
    bool ok = gen_queue_join(self, ((struct end *)args)->q);

    record("join-%s", ok ? "" : gen_error_type(gen_pending(self))->name);
    return finish(self, ok);
}

static gen_status_t destroyed(gen_t *self, void *args)
{
    gen_queue_t *queues[2];
    gen_t *t[3];
    bool ok = true;

    (void)args;
    for (int i = 0; i < 2; i++) {
        queues[i] = malloc(sizeof *queues[i]);
        gen_queue_init(queues[i], 1);
    }
    ok = gen_queue_put_nowait(self, queues[1], gen_int(0));
    t[0] = start(consumer, queues[0], 0, 1, 0);
    t[1] = start(producer, queues[1], 1, 2, 0);
    t[2] = start(joiner, queues[1], 0, 0, 0);
    ok = gen_sleep(self, 1) && ok;
    for (int i = 0; i < 2; i++) {
        gen_queue_destroy(queues[i]);
        free(queues[i]);
    }
    for (int i = 0; i < 3; i++)
        gen_task_cancel(t[i], NULL);
    return finish(self, join(self, t, 3) && ok);
}

/* Check that who waits for a queue that is destroyed does so in vain, until it is cancelled, and does not touch it. */
static void test_destroyed(void **state)
{
    (void)state;
    assert_int_equal(run_body(destroyed), GEN_RETURNED);
    assert_string_equal(recorded(), "get-CancelledError put-CancelledError join-CancelledError");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_orders),     cmocka_unit_test(test_nowait),   cmocka_unit_test(test_pipeline),
        cmocka_unit_test(test_item_stays), cmocka_unit_test(test_shutdown), cmocka_unit_test(test_destroyed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
