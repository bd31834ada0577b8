/* Every call that can fail fails: loops, tasks, groups, locks, queues, async generators. */
#include "async_sweep.h"
#include "tally.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void called(void *arg)
{
    ++*(int *)arg;
}

static gen_status_t calls(gen_t *self, void *args)
{
    static int count; /* a call may be made after the end of this */
    gen_loop_t *loop = gen_running_loop();
    gen_handle_t *soon, *later;

    (void)args;
    count = 0;
    soon = gen_call_soon(loop, called, &count);
    later = gen_call_later(loop, 0.001, called, &count);
    if (soon == NULL || later == NULL || !gen_call_soon_threadsafe(loop, called, &count))
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
    while (gen_pending(self) == NULL && count < 3)
        if (!gen_sleep(self, 0.0005))
            break;
    gen_handle_free(soon);
    gen_handle_free(later);
    return end_of(self);
}

static gen_status_t sleeper(gen_t *self, void *args)
{
    (void)args;
    return gen_sleep(self, 0.0005) ? gen_return(self, gen_int(1)) : GEN_RAISED;
}

static gen_status_t awaits(gen_t *self, void *args)
{
    gen_value_t v = GEN_NONE;
    gen_t *task = start(self, sleeper, NULL);

    (void)args;
    if (task != NULL)
        gen_task_set_name(task, "a task with a name of its own");
    if (task == NULL || !gen_await(self, task, &v) ||
        !gen_wait_for(self, gen_coroutine(NULL, sleeper, NULL, 0), 1, &v) ||
        !gen_shield(self, gen_coroutine(NULL, sleeper, NULL, 0), &v))
        return GEN_RAISED;
    return gen_return(self, v);
}

static gen_status_t gathers(gen_t *self, void *args)
{
    gen_t *all[3];
    gen_value_t results[3];

    (void)args;
    for (int i = 0; i < 3; i++)
        all[i] = gen_coroutine(NULL, sleeper, NULL, 0);
    if (gen_gather(self, all, 3, results, NULL))
        expect(self, gen_as_int(results[2]) == 1, "every result arrived");
    return end_of(self);
}

static gen_status_t groups(gen_t *self, void *args)
{
    gen_taskgroup_t group;
    gen_t *task;

    (void)args;
    if (!gen_taskgroup_enter(self, &group))
        return GEN_RAISED;
    for (int i = 0; i < 3; i++)
        if (!gen_taskgroup_create_task(self, &group, gen_coroutine(NULL, sleeper, NULL, 0), "member",
                                       i == 0 ? &task : NULL))
            break;
        else if (i == 0)
            gen_free(task);
    return gen_taskgroup_exit(self, &group) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

struct shared {
    gen_queue_t queue;
    gen_lock_t lock;
    gen_event_t event;
    gen_semaphore_t semaphore;
};

static gen_status_t worker(gen_t *self, void *args)
{
    struct shared *s = *(struct shared **)args;
    gen_value_t v;

    if (!gen_event_wait(self, &s->event))
        return GEN_RAISED;
    while (gen_queue_get(self, &s->queue, &v)) {
        if (!gen_semaphore_acquire(self, &s->semaphore))
            return GEN_RAISED;
        if (gen_lock_acquire(self, &s->lock)) {
            bool ok = gen_sleep(self, 0);

            ok = gen_lock_release(self, &s->lock) && ok;
            if (!gen_semaphore_release(self, &s->semaphore) || !ok)
                return GEN_RAISED;
        }
        if (!gen_queue_task_done(self, &s->queue))
            return GEN_RAISED;
    }
    return gen_catch(self, GEN_QUEUE_SHUT_DOWN) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* The end of the body that owns the queue: whoever uses it must have ended. */
static void end_workers(gen_t *self, gen_t **workers, int count)
{
    gen_error_t *e = NULL;

    if (gen_pending(self) != NULL && !gen_catch_as(self, GEN_BASE_EXCEPTION, &e))
        return;
    for (int i = 0; i < count; i++) {
        while (workers[i] != NULL && !gen_future_done(workers[i])) {
            if (e != NULL)
                gen_task_cancel(workers[i], NULL);
            if (!gen_sleep(self, 0) && !gen_catch(self, GEN_BASE_EXCEPTION))
                break;
        }
        if (workers[i] != NULL)
            gen_future_exception(workers[i], NULL);
        gen_free(workers[i]);
    }
    if (e != NULL)
        gen_reraise(self, e);
    gen_error_free(e);
}

static gen_status_t queues(gen_t *self, void *args)
{
    static struct shared s;
    gen_t *workers[2] = {NULL, NULL};
    bool ok = true;

    (void)args;
    s = (struct shared){.event = {0}};
    gen_queue_init(&s.queue, 2);
    gen_semaphore_init(&s.semaphore, 1);
    for (int i = 0; i < 2 && ok; i++)
        ok = (workers[i] = start(self, worker, &s)) != NULL;
    gen_event_set(&s.event);
    for (int i = 0; i < 20 && ok; i++)
        ok = gen_queue_put(self, &s.queue, gen_int(i));
    ok = ok && gen_queue_join(self, &s.queue);
    gen_queue_shutdown(&s.queue, false);
    end_workers(self, workers, 2);
    gen_queue_destroy(&s.queue);
    return end_of(self);
}

static gen_status_t ticker(gen_t *self, void *args)
{
    (void)args;
    for (int i = 0; i < 3; i++)
        if (!gen_sleep(self, 0) || !gen_async_yield(self, gen_int(i), NULL))
            return GEN_RAISED;
    return gen_return(self, GEN_NONE);
}

static gen_status_t generators(gen_t *self, void *args)
{
    gen_t *ticks = gen_async_generator(NULL, ticker, NULL, 0), *dropped;
    gen_value_t v;

    (void)args;
    if (ticks == NULL)
        return gen_raise(self, GEN_MEMORY_ERROR, NULL);
    while (gen_async_for(self, ticks, &v)) {
    }
    gen_free(ticks);
    dropped = gen_pending(self) == NULL ? gen_async_generator(NULL, ticker, NULL, 0) : NULL;
    if (dropped != NULL && gen_await(self, gen_anext(dropped), &v))
        expect(self, gen_as_int(v) == 0, "the first value arrived");
    gen_free(dropped); /* the loop closes it */
    return end_of(self);
}

static gen_status_t times_out(gen_t *self, void *args)
{
    gen_timeout_t timeout;
    gen_scope_t scope;
    gen_t *all[2];
    gen_as_completed_t *it;
    gen_t *future;

    (void)args;
    if (!gen_timeout_enter(self, &timeout, 0.0005))
        return GEN_RAISED;
    if (gen_sleep(self, 1))
        expect(self, false, "it was cut short");
    if (!gen_timeout_exit(self, &timeout) && !gen_catch(self, GEN_TIMEOUT_ERROR))
        return GEN_RAISED;
    if (!gen_scope_enter(self, &scope, 0.0005))
        return GEN_RAISED;
    if (gen_sleep(self, 1))
        expect(self, false, "it was cut short");
    if (!gen_scope_exit(self, &scope))
        return GEN_RAISED;
    all[0] = gen_coroutine(NULL, sleeper, NULL, 0);
    all[1] = gen_coroutine(NULL, sleeper, NULL, 0);
    it = gen_as_completed(self, all, 2, 1);
    while (it != NULL && gen_as_completed_next(self, it, &future) && future != NULL)
        gen_future_exception(future, NULL);
    gen_as_completed_free(it);
    return end_of(self);
}

/* Check that calls that are asked for survive every failure. */
static void test_calls(void **state)
{
    (void)state;
    async_check("call_soon() and its like", calls);
}

/* Check that tasks, wait_for() and shield() survive every failure. */
static void test_tasks(void **state)
{
    (void)state;
    async_check("tasks", awaits);
}

/* Check that gather() survives every failure. */
static void test_gather(void **state)
{
    (void)state;
    async_check("gather()", gathers);
}

/* Check that a TaskGroup survives every failure. */
static void test_groups(void **state)
{
    (void)state;
    async_check("task groups", groups);
}

/* Check that queues, locks, events and semaphores survive every failure. */
static void test_queues(void **state)
{
    (void)state;
    async_check("queues and locks", queues);
}

/* Check that async generators survive every failure. */
static void test_generators(void **state)
{
    (void)state;
    async_check("async generators", generators);
}

/* Check that timeouts, scopes and as_completed() survive every failure. */
static void test_timeouts(void **state)
{
    (void)state;
    async_check("timeouts", times_out);
}

/* Check that each of these calls has failed somewhere: none was spared by chance. */
static void test_all_calls(void **state)
{
    static const char *const names[] = {"malloc", "calloc", "epoll_create1", "eventfd", "pipe2", NULL};
    const char *missing = tally_end(names);

    (void)state;
    if (missing != NULL)
        fail_msg("%s never failed", missing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calls),    cmocka_unit_test(test_tasks),     cmocka_unit_test(test_gather),
        cmocka_unit_test(test_groups),   cmocka_unit_test(test_queues),    cmocka_unit_test(test_generators),
        cmocka_unit_test(test_timeouts), cmocka_unit_test(test_all_calls),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
