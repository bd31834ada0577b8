/* Work in threads, whose memory is good for as long as a thread may write there, whatever becomes of who waits for it. */
#include "tasks.h"
#include <math.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static sem_t begun, may_end; /* a thread is at work; it may go on */
static int ran;

struct job {
    int number;
    char *text; /* owned */
    char sum[64];
};

static gen_value_t write_sum(void *arg)
{
    struct job *job = arg;

    ran++;
    memset(job->sum, 'x', sizeof job->sum - 1);
    return gen_int(job->number * job->number);
}

static gen_value_t work(void *arg, gen_error_t **error)
{
    struct job *job = arg;

    if (job->number < 0)
        *error = gen_error_new(GEN_VALUE_ERROR, "%d is negative", job->number);
    return write_sum(arg);
}

static gen_value_t work_when_told(void *arg, gen_error_t **error)
{
    (void)error;
    sem_post(&begun);
    sem_wait(&may_end);
    return write_sum(arg);
}

static gen_value_t work_slowly(void *arg, gen_error_t **error)
{
    (void)error;
    sem_post(&begun);
    usleep(20000);
    return write_sum(arg);
}

static void destroy(void *arg)
{
    struct job *job = arg;

    record("destroyed(%s,%c)", job->text, job->sum[0] != '\0' ? job->sum[0] : '-');
    free(job->text);
}

static gen_t *start(gen_work_t *function, const char *text)
{
    struct job job = {7, strdup(text), ""};

    return gen_run_in_executor(gen_running_loop(), function, &job, sizeof job, destroy);
}

/* Occupies the only thread until it is told. */
static gen_t *occupy(void)
{
    gen_t *future = start(work_when_told, "first");

    sem_wait(&begun);
    return future;
}

/* --- run_in_executor() --- */

static gen_status_t takes_result(gen_t *self, void *args)
{
    gen_t *future = start(work, "a");
    gen_value_t v = GEN_NONE;
    bool ok = gen_await(self, gen_ref(future), &v);

    (void)args;
    record("%d", (int)gen_as_int(v));
    gen_free(future);
    return finish(self, ok);
}

/* Check that the copy of the arguments lives as long as the future, and what it owns is freed with it. */
static void test_result(void **state)
{
    (void)state;
    assert_int_equal(run_body(takes_result), GEN_RETURNED);
    assert_string_equal(recorded(), "49 destroyed(a,x)");
}

static gen_status_t leaves_thread(gen_t *self, void *args)
{
    gen_t *future = occupy();

    (void)args;
    gen_future_cancel(future, NULL);
    if (!gen_await(self, future, NULL))
        caught(self);
    sem_post(&may_end);
    return finish(self, gen_shutdown_default_executor(self));
}

/* Check that a thread which is left behind writes into memory of its own, which is freed when it ends. */
static void test_left_behind(void **state)
{
    (void)state;
    assert_int_equal(run_body(leaves_thread), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError destroyed(first,x)");
}

static gen_status_t cancels_queued(gen_t *self, void *args)
{
    gen_t *first = occupy(), *second = start(work, "second");
    bool ok;

    (void)args;
    ran = 0;
    gen_future_cancel(second, NULL);
    gen_free(second);
    ok = turns(self, 100); /* enough for a look at the threads */
    record("free");
    sem_post(&may_end);
    ok = ok && gen_await(self, first, NULL) && gen_shutdown_default_executor(self);
    record("%d", ran);
    return finish(self, ok);
}

/* Check that work which is cancelled before a thread has begun it is never done, and its arguments are freed at once. */
static void test_cancelled_in_queue(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancels_queued), GEN_RETURNED);
    assert_string_equal(recorded(), "destroyed(second,-) free destroyed(first,x) 1");
}

static gen_status_t comes_too_late(gen_t *self, void *args)
{
    bool ok = gen_shutdown_default_executor(self);

    (void)args;
    ok = ok && gen_await(self, start(work, "late"), NULL);
    caught(self);
    return finish_caught(self);
}

/* Check that the arguments of work which is refused are freed, too. */
static void test_refused(void **state)
{
    (void)state;
    assert_int_equal(run_body(comes_too_late), GEN_RETURNED);
    assert_string_equal(recorded(), "destroyed(late,-) RuntimeError(Executor shutdown has been called)");
}

/* --- to_thread() --- */

/* Calls function with a local variable, which nobody may write to once the body is gone. */
static gen_status_t calls(gen_t *self, void *function)
{
    struct job job = {8, NULL, ""};
    gen_value_t v = GEN_NONE;
    bool ok = gen_to_thread(self, *(gen_work_t **)function, &job, &v);

    record("%c", job.sum[0] != '\0' ? job.sum[0] : '-');
    if (ok)
        record("%d", (int)gen_as_int(v));
    else
        record_pending(self);
    return finish(self, ok);
}

static gen_t *caller(gen_work_t *function)
{
    return gen_coroutine(NULL, calls, &function, sizeof function);
}

static gen_status_t calls_twice(gen_t *self, void *args)
{
    struct job job = {-1, NULL, ""};
    gen_value_t v;

    (void)args;
    if (!gen_await(self, caller(work), &v))
        return GEN_RAISED;
    if (!gen_to_thread(self, work, &job, &v))
        caught(self);
    if (gen_shutdown_default_executor(self) && !gen_to_thread(self, work, &job, NULL))
        caught(self);
    return finish_caught(self);
}

/* Check that what a thread returns or raises arrives. */
static void test_call(void **state)
{
    (void)state;
    assert_int_equal(run_body(calls_twice), GEN_RETURNED);
    assert_string_equal(recorded(), "x 64 ValueError(-1 is negative) RuntimeError(Executor shutdown has been called)");
}

/* Cancels a task that waits for a thread again and again; then the thread goes on. */
static gen_status_t cancels_caller(gen_t *self, void *args)
{
    gen_t *t = gen_create_task(caller(work_when_told), NULL);
    bool ok = gen_sleep(self, 0);

    (void)args;
    sem_wait(&begun);
    for (int i = 0; i < 3 && ok; i++) {
        gen_task_cancel(t, NULL);
        ok = turns(self, 3);
    }
    record("%d", gen_future_done(t));
    sem_post(&may_end);
    ok = join(self, &t, 1) && ok;
    return finish(self, ok);
}

/* Check that a cancelled to_thread() ends when its thread does, by a CancelledError. */
static void test_cancelled(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancels_caller), GEN_RETURNED);
    assert_string_equal(recorded(), "0 x CancelledError");
}

static gen_status_t cancels_queued_caller(gen_t *self, void *args)
{
    gen_t *first = occupy(), *t = gen_create_task(caller(work), NULL);
    bool ok = gen_sleep(self, 0);

    (void)args;
    gen_task_cancel(t, NULL);
    ok = join(self, &t, 1) && ok;
    sem_post(&may_end);
    return finish(self, gen_await(self, first, NULL) && ok);
}

/* Check that one whose work no thread has begun ends at once. */
static void test_cancelled_before(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancels_queued_caller), GEN_RETURNED);
    assert_string_equal(recorded(), "- CancelledError destroyed(first,x)");
}

static void cancel_scope(void *scope)
{
    sem_wait(&begun);
    gen_scope_cancel(scope);
}

static gen_status_t calls_in_scope(gen_t *self, void *args)
{
    gen_scope_t scope;
    bool ok;

    (void)args;
    if (!gen_scope_enter(self, &scope, INFINITY))
        return GEN_RAISED;
    gen_handle_free(gen_call_soon(gen_running_loop(), cancel_scope, &scope));
    ok = gen_await(self, caller(work_slowly), NULL);
    ok = gen_scope_exit(self, &scope) && ok;
    record("%d", scope.caught);
    return finish_caught(self);
}

/* Check that it waits for its thread in a cancelled scope, too. */
static void test_scope(void **state)
{
    (void)state;
    assert_int_equal(run_body(calls_in_scope), GEN_RETURNED);
    assert_string_equal(recorded(), "x CancelledError 1");
}

static gen_status_t closes_caller(gen_t *self, void *args)
{
    gen_t *c = caller(work_slowly);

    (void)args;
    record("%d", gen_next(c, NULL) == GEN_YIELDED);
    sem_wait(&begun);
    record("%d", gen_close(c, NULL) == GEN_RETURNED);
    gen_free(c);
    return finish_caught(self);
}

/* Check that whoever closes a coroutine that is in to_thread() waits for the thread. */
static void test_closed(void **state)
{
    (void)state;
    assert_int_equal(run_body(closes_caller), GEN_RETURNED);
    assert_string_equal(recorded(), "1 x GeneratorExit 1");
}

/* Does not end when it is closed, but calls a thread. */
static gen_status_t calls_at_end(gen_t *self, void *args)
{
    struct job job = {0, NULL, ""};

    (void)args;
    if (!gen_sleep(self, 0))
        caught(self);
    return finish(self, gen_to_thread(self, work_slowly, &job, NULL));
}

/* It is about to be destroyed. */
static void on_ignored(gen_t *g, gen_error_t *e, void *context)
{
    (void)g;
    (void)context;
    record_error(e);
    sem_wait(&begun);
}

static gen_status_t destroys_caller(gen_t *self, void *args)
{
    gen_t *c = gen_coroutine(NULL, calls_at_end, NULL, 0);

    (void)args;
    record("%d", gen_next(c, NULL) == GEN_YIELDED);
    ran = 0;
    gen_set_unraisable_hook(on_ignored, NULL);
    gen_free(c);
    gen_set_unraisable_hook(NULL, NULL);
    record("%d", ran);
    return finish_caught(self);
}

/* Check that a coroutine is destroyed in to_thread() only once its thread has ended. */
static void test_destroyed(void **state)
{
    (void)state;
    assert_int_equal(run_body(destroys_caller), GEN_RETURNED);
    assert_string_equal(recorded(), "1 GeneratorExit RuntimeError(coroutine ignored GeneratorExit) 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_result),  cmocka_unit_test(test_left_behind),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_cancelled_in_queue),
        cmocka_unit_test(test_call),    cmocka_unit_test(test_cancelled),
        cmocka_unit_test(test_scope),   cmocka_unit_test(test_cancelled_before),
        cmocka_unit_test(test_closed),  cmocka_unit_test(test_destroyed),
    };

    sem_init(&begun, 0, 0);
    sem_init(&may_end, 0, 0);
    setenv("UV_THREADPOOL_SIZE", "1", 1); /* so that a second job is in the queue */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
