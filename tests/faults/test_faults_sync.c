/* Every call that can fail fails: conditions, barriers, kinds of queues, deadlines, operations of async generators. */
#include "async_sweep.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* The end of those who use what this body owns: two tasks, either of which may be NULL. */
static void end_both(gen_t *self, gen_t *tasks[2])
{
    gen_error_t *e = NULL;

    if (gen_pending(self) != NULL && !gen_catch_as(self, GEN_BASE_EXCEPTION, &e))
        return;
    for (int i = 0; i < 2; i++) {
        while (tasks[i] != NULL && !gen_future_done(tasks[i])) {
            if (e != NULL)
                gen_task_cancel(tasks[i], NULL);
            if (!gen_sleep(self, 0) && e == NULL && !gen_catch_as(self, GEN_BASE_EXCEPTION, &e))
                break;
        }
        if (tasks[i] != NULL && e == NULL)
            gen_future_exception(tasks[i], &e);
        gen_free(tasks[i]);
    }
    if (e != NULL && gen_pending(self) == NULL)
        gen_raise_error(self, e);
    gen_error_free(e);
}

struct shared {
    gen_lock_t lock;
    gen_condition_t condition;
    gen_barrier_t barrier;
    int value;
};

static bool is_set(void *arg)
{
    return ((struct shared *)arg)->value > 0;
}

static gen_status_t notified(gen_t *self, void *args)
{
    struct shared *s = *(struct shared **)args;

    if (!gen_condition_acquire(self, &s->condition))
        return GEN_RAISED;
    if (gen_condition_wait_for(self, &s->condition, is_set, s) && gen_condition_wait(self, &s->condition))
        expect(self, gen_lock_locked(&s->lock), "the lock is held");
    gen_condition_release(self, &s->condition);
    return end_of(self);
}

/* Notifies until both have ended. */
static gen_status_t conditions(gen_t *self, void *args)
{
    static struct shared s;
    gen_t *tasks[2];

    (void)args;
    s = (struct shared){.value = 0};
    gen_condition_init(&s.condition, &s.lock);
    for (int i = 0; i < 2; i++)
        tasks[i] = gen_pending(self) == NULL ? start(self, notified, &s) : NULL;
    while (gen_pending(self) == NULL && !(gen_future_done(tasks[0]) && gen_future_done(tasks[1]))) {
        if (!gen_condition_acquire(self, &s.condition))
            break;
        s.value++;
        if (gen_condition_notify(self, &s.condition, 1) && gen_condition_notify_all(self, &s.condition))
            expect(self, s.value < 1000, "it comes to an end");
        if (!gen_condition_release(self, &s.condition) || !gen_sleep(self, 0))
            break;
    }
    end_both(self, tasks);
    return end_of(self);
}

static gen_status_t meets(gen_t *self, void *args)
{
    struct shared *s = *(struct shared **)args;
    size_t index = 9;

    if (!gen_barrier_wait(self, &s->barrier, &index))
        return gen_catch(self, GEN_BROKEN_BARRIER_ERROR) ? gen_return(self, GEN_NONE) : GEN_RAISED;
    expect(self, index < 3, "each has a number");
    return end_of(self);
}

/* Two tasks and this one meet; then the barrier is reset and broken while two wait. */
static gen_status_t barriers(gen_t *self, void *args)
{
    static struct shared s;
    gen_t *tasks[2];

    (void)args;
    s = (struct shared){.value = 0};
    gen_barrier_init(&s.barrier, 3);
    for (int round = 0; round < 3 && gen_pending(self) == NULL; round++) {
        for (int i = 0; i < 2; i++)
            tasks[i] = gen_pending(self) == NULL ? start(self, meets, &s) : NULL;
        if (gen_pending(self) == NULL && gen_sleep(self, 0) && round == 0 && gen_barrier_wait(self, &s.barrier, NULL))
            expect(self, gen_barrier_waiting(&s.barrier) < 3, "they leave");
        if (gen_pending(self) == NULL && round == 1 && !gen_barrier_reset(self, &s.barrier))
            expect(self, false, "a barrier can be reset");
        if (round == 2 && gen_pending(self) == NULL && gen_barrier_abort(self, &s.barrier))
            expect(self, gen_barrier_broken(&s.barrier), "it is broken");
        end_both(self, tasks);
    }
    return end_of(self);
}

static bool less(gen_value_t a, gen_value_t b)
{
    return gen_as_int(a) < gen_as_int(b);
}

/* More than a queue has room for at first, in each order. */
static gen_status_t orders(gen_t *self, void *args)
{
    enum { ITEMS = 20 };
    gen_queue_t lifo, sorted;
    gen_semaphore_t bounded;
    gen_value_t v;

    (void)args;
    gen_lifo_queue_init(&lifo, ITEMS);
    gen_priority_queue_init(&sorted, 0, less);
    gen_bounded_semaphore_init(&bounded, 1);
    for (int i = 0; i < ITEMS && gen_pending(self) == NULL; i++)
        if (gen_queue_put_nowait(self, &lifo, gen_int(i)))
            (void)(gen_queue_put_nowait(self, &sorted, gen_int(ITEMS - i)) || gen_pending(self) != NULL);
    if (gen_pending(self) == NULL && expect(self, gen_queue_full(&lifo), "it is full")) {
        if (gen_queue_get_nowait(self, &lifo, &v))
            expect(self, gen_as_int(v) == ITEMS - 1, "the last comes first");
        if (gen_pending(self) == NULL && gen_queue_get_nowait(self, &sorted, &v))
            expect(self, gen_as_int(v) == 1 && gen_queue_size(&sorted) == ITEMS - 1, "the least comes first");
    }
    gen_queue_destroy(&sorted);
    gen_queue_destroy(&lifo);
    if (gen_pending(self) == NULL && gen_semaphore_acquire(self, &bounded) && gen_semaphore_locked(&bounded))
        gen_semaphore_release(self, &bounded);
    return end_of(self);
}

/* Timeouts and scopes that are moved, shielded and cancelled. */
static gen_status_t deadlines(gen_t *self, void *args)
{
    double now = gen_loop_time(gen_running_loop());
    gen_timeout_t timeout;
    gen_scope_t scope;

    (void)args;
    if (!gen_timeout_enter(self, &timeout, 10))
        return GEN_RAISED;
    if (gen_timeout_reschedule(self, &timeout, now + 0.0005) && gen_timeout_when(&timeout) < now + 1)
        if (gen_sleep(self, 5))
            expect(self, false, "it was cut short");
    if (!gen_timeout_exit(self, &timeout) && !gen_catch(self, GEN_TIMEOUT_ERROR))
        return GEN_RAISED;
    expect(self, disturbed() || gen_timeout_expired(&timeout), "it expired");
    if (gen_pending(self) != NULL || !gen_scope_enter(self, &scope, 10))
        return GEN_RAISED;
    gen_scope_shield(&scope, true);
    if (!gen_scope_reschedule(&scope, INFINITY))
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
    gen_scope_cancel(&scope);
    if (gen_pending(self) == NULL && gen_sleep(self, 5))
        expect(self, false, "it was cut short");
    (void)(gen_scope_exit(self, &scope) || gen_pending(self) != NULL);
    return end_of(self);
}

/* Yields what it is sent, and tells of what is thrown in. */
static gen_status_t echoes(gen_t *self, void *args)
{
    gen_value_t v = GEN_NONE;

    (void)args;
    for (;;) {
        if (gen_async_yield(self, v, &v))
            continue;
        if (!gen_catch(self, GEN_VALUE_ERROR))
            return GEN_RAISED;
        v = gen_str("caught");
    }
}

static gen_status_t operations(gen_t *self, void *args)
{
    gen_t *g = gen_async_generator(NULL, echoes, NULL, 0);
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "thrown");
    gen_value_t v = GEN_NONE;

    (void)args;
    if (g == NULL)
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
    if (g != NULL && gen_anext_or(self, g, gen_int(1), &v) && gen_await(self, gen_asend(g, gen_int(5)), &v) &&
        expect(self, gen_as_int(v) == 5 && !gen_async_running(g), "it yields what it was sent") &&
        gen_error_is(e, GEN_VALUE_ERROR) && gen_await(self, gen_athrow(g, e), &v) &&
        expect(self, v.kind == GEN_KIND_STR, "it caught what was thrown"))
        (void)(gen_await(self, gen_aclose(g), NULL) || gen_pending(self) != NULL);
    gen_error_free(e);
    gen_free(g);
    return end_of(self);
}

static gen_status_t manager(gen_t *self, void *args)
{
    (void)args;
    return gen_async_yield(self, gen_int(3), NULL) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* `async with` */
static gen_status_t managed(gen_t *self, void *args)
{
    gen_t *g = gen_async_generator(NULL, manager, NULL, 0);
    gen_value_t v = GEN_NONE;

    (void)args;
    if (!gen_async_enter(self, g, &v))
        return GEN_RAISED;
    expect(self, gen_as_int(v) == 3, "it has a value");
    (void)(gen_async_exit(self, g) || gen_pending(self) != NULL);
    return end_of(self);
}

static gen_status_t generators(gen_t *self, void *args)
{
    return operations(self, args) == GEN_RAISED ? GEN_RAISED : managed(self, args);
}

/* Without a stack: waits for whatever there is to wait for. */
struct flat {
    gen_queue_t *queue;
    gen_lock_t *lock;
    gen_event_t *event;
    gen_semaphore_t *semaphore;
    gen_waiting_t waiting;
    bool locked;
};

static gen_status_t flat_waits(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct flat *my = frame;
    gen_value_t item;

    GEN_BEGIN(self, sent, out);
    GEN_WAIT_OR(&my->waiting, gen_sleep_in(self, &my->waiting, 0.0001))
    return GEN_RAISED;
    GEN_WAIT_OR(&my->waiting, gen_lock_acquire_in(self, &my->waiting, my->lock))
    return GEN_RAISED;
    GEN_WAIT_OR(&my->waiting, gen_queue_put_in(self, &my->waiting, my->queue, gen_int(1)))
    goto unlock;
    GEN_WAIT_OR(&my->waiting, gen_queue_put_in(self, &my->waiting, my->queue, gen_int(2)))
    goto unlock;
    GEN_WAIT_OR(&my->waiting, gen_semaphore_acquire_in(self, &my->waiting, my->semaphore))
    goto unlock;
    GEN_WAIT_OR(&my->waiting, gen_event_wait_in(self, &my->waiting, my->event))
    goto unlock;
    GEN_WAIT_OR(&my->waiting, gen_queue_join_in(self, &my->waiting, my->queue))
    goto unlock;
    GEN_WAIT_OR(&my->waiting, gen_queue_get_in(self, &my->waiting, my->queue, &item))
    goto unlock;
    expect(self, gen_as_int(item) == 3, "the item is that which was put last");
unlock:
    gen_lock_release(self, my->lock);
    return end_of(self);
    GEN_END;
}

/* Gives it, one after the other, what it waits for. */
static bool serve(gen_t *self, struct flat *flat)
{
    bool ok = gen_sleep(self, 0.001);

    for (int i = 1; i <= 2 && ok; i++)
        ok = gen_queue_get(self, flat->queue, NULL) && gen_queue_task_done(self, flat->queue);
    ok = ok && gen_semaphore_release(self, flat->semaphore) && gen_sleep(self, 0);
    gen_event_set(flat->event);
    return ok && gen_sleep(self, 0) && gen_sleep(self, 0) && gen_queue_put(self, flat->queue, gen_int(3));
}

static gen_status_t flat_waiting(gen_t *self, void *args)
{
    static const gen_stackless_t type = {"flat", flat_waits, sizeof(struct flat), NULL};
    gen_queue_t queue;
    gen_lock_t lock = {0};
    gen_event_t event = {0};
    gen_semaphore_t semaphore;
    struct flat flat = {.queue = &queue, .lock = &lock, .event = &event, .semaphore = &semaphore};
    gen_t *tasks[2] = {NULL, NULL};

    (void)args;
    gen_queue_init(&queue, 1);
    gen_semaphore_init(&semaphore, 0);
    tasks[0] = gen_create_task(gen_stackless_coroutine(&type, &flat, sizeof flat), NULL);
    if (tasks[0] == NULL)
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
    else if (!serve(self, &flat))
        gen_task_cancel(tasks[0], NULL);
    end_both(self, tasks);
    gen_queue_destroy(&queue);
    return end_of(self);
}

/* Check that what a coroutine without a stack waits for by itself survives every failure. */
static void test_flat_waiting(void **state)
{
    (void)state;
    async_check("waits without a stack", flat_waiting);
}

/* Check that conditions survive every failure. */
static void test_conditions(void **state)
{
    (void)state;
    async_check("conditions", conditions);
}

/* Check that barriers survive every failure. */
static void test_barriers(void **state)
{
    (void)state;
    async_check("barriers", barriers);
}

/* Check that queues of other orders, and bounded semaphores, survive every failure. */
static void test_orders(void **state)
{
    (void)state;
    async_check("orders of queues", orders);
}

/* Check that deadlines that are moved survive every failure. */
static void test_deadlines(void **state)
{
    (void)state;
    async_check("deadlines", deadlines);
}

/* Check that the operations of async generators survive every failure. */
static void test_generators(void **state)
{
    (void)state;
    async_check("operations of async generators", generators);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conditions), cmocka_unit_test(test_barriers),   cmocka_unit_test(test_orders),
        cmocka_unit_test(test_deadlines),  cmocka_unit_test(test_generators), cmocka_unit_test(test_flat_waiting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
