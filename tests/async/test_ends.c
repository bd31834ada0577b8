/* The end of a loop, whatever is left then: tasks that exit, start others, callbacks; and a loop that is closed. */
#include "../death.h"
#include "peer.h"
#include "tasks.h"
#include <errno.h>
#include <signal.h>
#include <unistd.h>

static gen_status_t clean_up(gen_t *self, void *args)
{
    bool ok = gen_sleep(self, 100) || (gen_catch(self, GEN_CANCELLED_ERROR) && gen_sleep(self, 1));

    (void)args;
    record("clean=%d@%d", ok, (int)now());
    return finish(self, ok);
}

static gen_status_t exit_at_end(gen_t *self, void *args)
{
    if (gen_sleep(self, 100))
        return finish(self, true);
    gen_catch(self, GEN_CANCELLED_ERROR);
    return gen_raise(self, GEN_SYSTEM_EXIT, "%s", *(const char **)args);
}

static gen_status_t leave_exits(gen_t *self, void *args)
{
    const char *one = "1", *two = "2";

    (void)args;
    gen_free(spawn_args(exit_at_end, &one, sizeof one, NULL));
    gen_free(spawn(clean_up, NULL));
    gen_free(spawn_args(exit_at_end, &two, sizeof two, NULL));
    return finish(self, gen_sleep(self, 1));
}

/* Check that a SystemExit of a task that is cancelled at the end is reported, and the others are waited for. */
static void test_exit_at_end(void **state)
{
    (void)state;
    assert_int_equal(run_body(leave_exits), GEN_RETURNED);
    assert_string_equal(recorded(), "clean=1@200 [unhandled exception during asyncio.run() shutdown: SystemExit(1)] "
                                    "[unhandled exception during asyncio.run() shutdown: SystemExit(2)]");
}

static int started;

static gen_status_t start_again(gen_t *self, void *args)
{
    (void)args;
    started++;
    if (gen_sleep(self, 100) || !gen_catch(self, GEN_CANCELLED_ERROR))
        return GEN_RAISED;
    gen_free(spawn(start_again, NULL));
    return finish(self, gen_sleep(self, 0));
}

static void count_reports(gen_loop_t *loop, const gen_exception_context_t *context, void *arg)
{
    (void)loop;
    (void)arg;
    record("[%s]", context->message);
}

static gen_status_t leave_starter(gen_t *self, void *args)
{
    gen_loop_set_exception_handler(gen_running_loop(), count_reports, NULL);
    gen_free(spawn(start_again, NULL));
    (void)args;
    return finish(self, gen_sleep(self, 1));
}

/* Check that a task that starts another one whenever it is cancelled does not keep the loop for ever. */
static void test_starts_again(void **state)
{
    (void)state;
    started = 0;
    assert_int_equal(run_body(leave_starter), GEN_RETURNED);
    assert_true(started > 1);
    assert_string_equal(recorded(), "[Task was destroyed but it is pending!]");
}

static gen_status_t sleep_long(gen_t *self, void *args)
{
    bool ok = gen_sleep(self, 100);

    (void)args;
    record_pending(self);
    return finish(self, ok);
}

static void start_another(gen_t *future, void *arg)
{
    gen_t *t = spawn(sleep_long, NULL);

    (void)arg;
    record("called %d %d", gen_future_cancelled(future), t != NULL);
    gen_free(t);
}

static gen_status_t leave_callbacks(gen_t *self, void *args)
{
    gen_t *t = spawn(sleep_long, NULL);
    bool ok = gen_future_add_done_callback(t, start_another, NULL);

    (void)args;
    gen_free(t);
    return finish(self, ok && gen_sleep(self, 1));
}

/* Check that what is to be called when a task ends is called at the end of the loop, too, and a task that it starts is
 * cancelled in turn. */
static void test_callbacks_at_end(void **state)
{
    (void)state;
    assert_int_equal(run_body(leave_callbacks), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError called 1 1");
}

/* --- A loop that is closed, and kept in memory by a future --- */

static void never(void *arg)
{
    (void)arg;
    record("called");
}

static void never_done(gen_t *future, void *arg)
{
    (void)future;
    (void)arg;
    record("called");
}

static gen_status_t nothing(gen_t *self, void *args)
{
    (void)args;
    return finish(self, true);
}

static gen_t *coroutine(void)
{
    return gen_coroutine(NULL, nothing, NULL, 0);
}

/* Check that a closed loop takes no calls, tasks, descriptors and signals any more, and says so. */
static void test_closed(void **state)
{
    gen_loop_t *loop = gen_loop_new(NULL);
    gen_t *f = gen_create_future(loop);
    gen_error_t *e;

    (void)state;
    gen_loop_free(loop);
    assert_null(gen_call_soon(loop, never, NULL));
    assert_null(gen_call_later(loop, 0, never, NULL));
    assert_false(gen_call_soon_threadsafe(loop, never, NULL));
    assert_null(gen_loop_create_task(loop, coroutine(), NULL));
    assert_int_equal(gen_add_reader(loop, 0, never, NULL), EBADF);
    assert_false(gen_remove_writer(loop, 0));
    assert_int_equal(gen_add_signal_handler(loop, SIGUSR1, never, NULL), EBADF);
    assert_false(gen_remove_signal_handler(loop, SIGUSR1));
    assert_null(gen_loop_uv(loop));
    assert_int_equal(gen_run_coroutine_threadsafe(loop, coroutine(), NULL, &e), GEN_RAISED);
    record_error(e);
    gen_error_free(e);
    assert_int_equal(gen_loop_run(loop, coroutine(), NULL, &e), GEN_RAISED);
    record_error(e);
    gen_error_free(e);
    assert_string_equal(recorded(), "RuntimeError(Event loop is closed) RuntimeError(Event loop is closed)");
    gen_free(f);
}

/* Check that a future that is set after its loop was closed calls nobody, and loses nothing. */
static void test_set_after_close(void **state)
{
    gen_loop_t *loop = gen_loop_new(NULL);
    gen_t *f = gen_create_future(loop);

    (void)state;
    assert_true(gen_future_add_done_callback(f, never_done, NULL));
    gen_loop_free(loop);
    assert_true(gen_future_set_result(f, GEN_NONE));
    assert_true(gen_future_add_done_callback(f, never_done, NULL));
    assert_string_equal(recorded(), "");
    gen_free(f);
}

static gen_value_t wait_for_byte(void *arg, gen_error_t **error)
{
    char byte;

    (void)error;
    return gen_int(read(*(int *)arg, &byte, 1));
}

static gen_stream_t *left; /* the writing end: the loop closes it as it is closed itself, and not before */

static gen_status_t leave_work(gen_t *self, void *args)
{
    int *fds = *(int **)args;
    gen_t *f = gen_run_in_executor(gen_running_loop(), wait_for_byte, &fds[0], sizeof fds[0], NULL);
    bool ok = gen_future_add_done_callback(f, never_done, NULL);

    gen_free(f);
    return finish(self, ok && gen_stream_from_fd(gen_running_loop(), fds[1], &left) == 0);
}

/* Check that work in a thread that ends while the loop is being closed leaves nothing behind. */
static void test_work_at_end(void **state)
{
    int fds[2], *arg = fds;

    (void)state;
    assert_int_equal(pipe(fds), 0);
    assert_int_equal(run_with_args(leave_work, &arg, sizeof arg), GEN_RETURNED);
    gen_stream_free(left);
    close(fds[0]);
    assert_string_equal(recorded(), "");
}

/* --- What ends the program --- */

static void free_loop(gen_loop_t *loop, const gen_exception_context_t *context, void *arg)
{
    (void)context;
    (void)arg;
    gen_loop_free(loop);
}

static gen_status_t leave_evil_handler(gen_t *self, void *args)
{
    const char *one = "1";

    (void)args;
    gen_loop_set_exception_handler(gen_running_loop(), free_loop, NULL);
    gen_free(spawn_args(exit_at_end, &one, sizeof one, NULL));
    return finish(self, gen_sleep(self, 0));
}

static void free_twice(void *unused)
{
    (void)unused;
    gen_run(gen_coroutine(NULL, leave_evil_handler, NULL, 0), NULL, NULL);
}

static gen_status_t drop_loops_reference(gen_t *self, void *args)
{
    (void)args;
    gen_free(gen_current_task());
    gen_free(gen_current_task());
    return finish(self, gen_sleep(self, 0));
}

static void drop_too_much(void *unused)
{
    (void)unused;
    gen_run(gen_coroutine(NULL, drop_loops_reference, NULL, 0), NULL, NULL);
}

/* Check that freeing a loop while it is being freed, and dropping a loop's reference to a task, end the program with one
 * sentence. */
static void test_deaths(void **state)
{
    (void)state;
    assert_death(free_twice, NULL, "Cannot close a running event loop");
    assert_death(drop_too_much, NULL, "this reference to a task is its loop's, which drops it when the task has ended");
}

static gen_status_t run_at_end(gen_t *self, void *args)
{
    gen_error_t *e;

    (void)args;
    if (gen_sleep(self, 100))
        return finish(self, true);
    e = gen_loop_run_forever(gen_running_loop());
    record_error(e);
    gen_error_free(e);
    return GEN_RAISED;
}

static gen_status_t leave_runner(gen_t *self, void *args)
{
    (void)args;
    gen_free(spawn(run_at_end, NULL));
    return finish(self, gen_sleep(self, 0));
}

/* Check that a loop that is being shut down is running. */
static void test_run_at_end(void **state)
{
    (void)state;
    assert_int_equal(run_body(leave_runner), GEN_RETURNED);
    assert_string_equal(recorded(), "RuntimeError(This event loop is already running)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exit_at_end),      cmocka_unit_test(test_starts_again),
        cmocka_unit_test(test_callbacks_at_end), cmocka_unit_test(test_closed),
        cmocka_unit_test(test_set_after_close),  cmocka_unit_test(test_work_at_end),
        cmocka_unit_test(test_deaths),           cmocka_unit_test(test_run_at_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
