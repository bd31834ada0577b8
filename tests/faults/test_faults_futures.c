/* Every call that can fail fails: futures, waits, locals, loops of other threads, what is written of tasks. */
#include "async_sweep.h"
#include "tally.h"
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static gen_status_t sleeper(gen_t *self, void *args)
{
    (void)args;
    return gen_sleep(self, 0.0005) ? gen_return(self, gen_int(1)) : GEN_RAISED;
}

static void done(gen_t *future, void *arg)
{
    (void)future;
    ++*(int *)arg;
}

/* Sets one future's exception, cancels a second, and reads a third's result. */
static void settle(gen_t *self, gen_t *all[3], int *calls)
{
    gen_error_t *e = gen_os_error(ENOENT, "a name that needs some memory of its own"), *got = NULL;
    gen_value_t v = GEN_NONE;

    if (gen_future_add_done_callback(all[0], done, calls))
        expect(self, gen_future_remove_done_callback(all[0], done, calls) == 1, "a callback can be taken back");
    if (!gen_future_add_done_callback(all[0], done, calls))
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
    expect(self, gen_future_set_exception(all[0], e), "an exception can be set");
    expect(self, gen_future_cancel(all[1], "enough") && gen_future_cancelled(all[1]), "a future can be cancelled");
    expect(self, gen_future_set_result(all[2], gen_int(3)), "a result can be set");
    expect(self, gen_future_result(all[2], &v, NULL) == GEN_RETURNED && gen_as_int(v) == 3, "it is there");
    expect(self, gen_future_exception(all[0], &got) == GEN_RETURNED && got != NULL, "so is the exception");
    gen_error_free(got);
    gen_error_free(e);
}

/* Cancels with a message, which is copied if there is memory. */
static gen_status_t cancels(gen_t *self, void *args)
{
    gen_t *task = start(self, sleeper, NULL);
    gen_error_t *e = NULL;

    (void)args;
    if (task == NULL || !gen_sleep(self, 0)) {
        gen_free(task);
        return GEN_RAISED;
    }
    gen_task_cancel(task, "enough");
    if (!gen_await(self, task, NULL) && gen_catch_as(self, GEN_CANCELLED_ERROR, &e))
        expect(self, disturbed() || strcmp(gen_error_message(e), "enough") == 0, "the message arrives");
    gen_error_free(e);
    return end_of(self);
}

static gen_status_t futures(gen_t *self, void *args)
{
    static int calls; /* one may be made after the end of this */
    gen_t *all[3];
    bool made = true;
    size_t count = 0;

    (void)args;
    calls = 0;
    for (int i = 0; i < 3; i++) {
        all[i] = gen_create_future(gen_running_loop());
        made = made && all[i] != NULL;
    }
    if (!made)
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
    else
        settle(self, all, &calls);
    if (gen_pending(self) == NULL && gen_wait(self, all, 3, 1, GEN_ALL_COMPLETED, &count) &&
        expect(self, count == 3, "all are done") && gen_sleep(self, 0))
        expect(self, calls == 1, "the callback was called");
    for (int i = 0; i < 3; i++)
        gen_free(all[i]);
    return end_of(self);
}

static gen_status_t waits(gen_t *self, void *args)
{
    gen_t *all[2] = {start(self, sleeper, NULL), NULL};
    size_t count = 0;

    (void)args;
    if (all[0] != NULL)
        all[1] = start(self, sleeper, NULL);
    if (all[1] != NULL && gen_wait(self, all, 2, 0, GEN_ALL_COMPLETED, &count) &&
        gen_wait(self, all, 2, INFINITY, GEN_FIRST_COMPLETED, &count))
        expect(self, count >= 1, "one is done");
    for (int i = 0; i < 2; i++) {
        if (all[i] != NULL)
            gen_task_cancel(all[i], NULL);
        gen_free(all[i]);
    }
    return end_of(self);
}

static const gen_local_t local = {"local", {GEN_KIND_NONE, {0}}};

static gen_status_t reads_local(gen_t *self, void *args)
{
    (void)args;
    expect(self, gen_as_int(gen_local_get(&local)) == 7, "the value was inherited");
    if (!gen_local_set(&local, gen_int(8)))
        return gen_raise(self, GEN_MEMORY_ERROR, NULL);
    return end_of(self);
}

/* What is known of tasks: names, locals, the tree of who waits, a timeline in a file. */
static gen_status_t told(gen_t *self, void *args)
{
    gen_loop_t *loop = gen_running_loop();
    FILE *out = fopen("/dev/null", "w");
    gen_exception_context_t nothing = {"nothing happened", NULL, NULL};
    gen_t *task = NULL, *found[8];

    (void)args;
    gen_loop_call_exception_handler(loop, &nothing);
    if (!gen_loop_trace(loop, "/dev/null") && !disturbed())
        expect(self, false, "a timeline can be written");
    if (!gen_local_set(&local, gen_int(7)))
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
    else if ((task = start(self, reads_local, NULL)) != NULL) {
        gen_task_set_name(gen_current_task(), "a name that needs some memory of its own");
        expect(self, gen_task_name(gen_current_task())[0] != '\0', "every task has a name");
        expect(self, gen_all_tasks(loop, found, 8) >= 2, "the tasks are there");
        if (out != NULL)
            gen_print_tasks(loop, out);
        if (join(self, task))
            expect(self, gen_as_int(gen_local_get(&local)) == 7, "it is this task's own");
        task = NULL;
    }
    gen_free(task);
    if (out != NULL)
        fclose(out);
    if (!gen_loop_trace(loop, NULL))
        expect(self, disturbed(), "the timeline is complete");
    return end_of(self);
}

/* A thread that runs loops of its own, and asks this one to run a coroutine. */
struct asker {
    gen_loop_t *loop;
    gen_status_t own, asked;
    gen_error_t *error;
    atomic_bool over;
};

static void stop(void *loop)
{
    gen_loop_stop(loop);
}

static void run_for_ever(struct asker *a)
{
    gen_loop_t *loop = gen_loop_new(NULL);
    gen_handle_t *h;

    if (loop == NULL) {
        tell_no_loop();
        return;
    }
    h = gen_call_at(loop, gen_loop_time(loop), stop, loop);
    if (h != NULL) {
        gen_error_t *e = gen_loop_run_forever(loop);

        if (a->error == NULL)
            a->error = e;
        else
            gen_error_free(e);
    }
    gen_handle_free(h);
    gen_loop_free(loop);
}

static void *ask(void *arg)
{
    struct asker *a = arg;
    gen_loop_attr_t attr = gen_loop_attr();
    gen_error_t *e = NULL;

    attr.virtual_clock = true;
    a->own = gen_run_with(&attr, gen_coroutine(NULL, sleeper, NULL, 0), NULL, &e);
    gen_error_free(e);
    if (a->own != GEN_RETURNED)
        tell_no_loop();
    a->own = gen_run(gen_coroutine(NULL, sleeper, NULL, 0), NULL, &a->error);
    if (a->own != GEN_RETURNED)
        tell_no_loop();
    run_for_ever(a);
    e = NULL;
    a->asked = gen_run_coroutine_threadsafe(a->loop, gen_coroutine(NULL, sleeper, NULL, 0), NULL, &e);
    gen_error_free(e);
    atomic_store(&a->over, true);
    return NULL;
}

static gen_status_t threads(gen_t *self, void *args)
{
    static struct asker a;
    pthread_t thread;
    gen_error_t *late = NULL;

    (void)args;
    a.loop = gen_running_loop();
    a.own = a.asked = GEN_RAISED;
    a.error = NULL;
    atomic_store(&a.over, false);
    if (pthread_create(&thread, NULL, ask, &a) != 0)
        return gen_raise(self, GEN_OS_ERROR, "no thread");
    gen_loop_hold(a.loop);
    while (!atomic_load(&a.over)) { /* it needs this loop: there is no way out before it is done */
        gen_error_free(late);
        late = NULL;
        if (!gen_sleep(self, 0) && !gen_catch_as(self, GEN_BASE_EXCEPTION, &late))
            break;
    }
    gen_loop_release(a.loop);
    pthread_join(thread, NULL);
    expect(self, disturbed() || (a.own == GEN_RETURNED && a.asked == GEN_RETURNED), "both ran to their end");
    if (gen_pending(self) == NULL && a.error != NULL)
        gen_raise_error(self, a.error);
    gen_error_free(a.error);
    gen_error_free(late);
    return end_of(self);
}

/* Check that futures and their callbacks survive every failure. */
static void test_futures(void **state)
{
    (void)state;
    async_check("futures", futures);
}

/* Check that cancelling with a message survives every failure. */
static void test_cancel(void **state)
{
    (void)state;
    async_check("cancellation", cancels);
}

/* Check that wait() survives every failure. */
static void test_wait(void **state)
{
    (void)state;
    async_check("wait()", waits);
}

/* Check that locals, names, the tree of tasks and the timeline survive every failure. */
static void test_told(void **state)
{
    (void)state;
    async_check("what is told of tasks", told);
}

/* Check that loops of other threads, and what they ask of this one, survive every failure. */
static void test_threads(void **state)
{
    (void)state;
    async_check("loops in threads", threads);
}

/* Check that each of these calls has failed somewhere: none was spared by chance. */
static void test_all_calls(void **state)
{
    static const char *const names[] = {"malloc", "calloc",         "epoll_create1", "eventfd",
                                        "pipe2",  "pthread_create", "fopen",         NULL};
    const char *missing = tally_end(names);

    (void)state;
    if (missing != NULL)
        fail_msg("%s never failed", missing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_futures), cmocka_unit_test(test_wait),   cmocka_unit_test(test_told),
        cmocka_unit_test(test_threads), cmocka_unit_test(test_cancel), cmocka_unit_test(test_all_calls),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
