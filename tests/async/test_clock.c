/* The virtual clock: when it jumps and when it stands still; and times that never come. */
#include "record.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static gen_value_t work(void *arg, gen_error_t **error)
{
    (void)arg;
    (void)error;
    usleep(20000);
    return gen_int(7);
}

static gen_status_t wait_for_work(gen_t *self, void *args)
{
    gen_value_t v;
    bool ok = gen_wait_for(self, gen_run_in_executor(gen_running_loop(), work, NULL, 0, NULL), 0.001, &v);

    (void)args;
    if (ok)
        record("%d @%d", (int)gen_as_int(v), (int)now());
    return finish(self, ok);
}

/* Check that the virtual clock stands still while a thread works, however soon the next timer is. */
static void test_work_takes_no_time(void **state)
{
    (void)state;
    assert_int_equal(run_body(wait_for_work), GEN_RETURNED);
    assert_string_equal(recorded(), "7 @0");
}

static void let_go(void *arg)
{
    gen_loop_release(gen_running_loop());
    gen_event_set(arg);
}

static gen_value_t call_later_on(void *arg, gen_error_t **error)
{
    (void)error;
    usleep(20000);
    return gen_int(gen_call_soon_threadsafe(*(gen_loop_t **)arg, let_go, ((void **)arg)[1]));
}

static gen_status_t wait_while_held(gen_t *self, void *args)
{
    gen_event_t event = {0};
    void *arg[2] = {gen_running_loop(), &event};
    gen_timeout_t timeout;
    bool ok;

    (void)args;
    gen_loop_hold(gen_running_loop());
    gen_free(gen_run_in_executor(gen_running_loop(), call_later_on, arg, sizeof arg, NULL));
    ok = gen_timeout_enter(self, &timeout, 1) && gen_event_wait(self, &event);
    ok = gen_timeout_exit(self, &timeout) && ok;
    record("%d @%d", gen_timeout_expired(&timeout), (int)now());
    return finish(self, ok);
}

/* Check that it stands still while the loop is held, too. */
static void test_held(void **state)
{
    (void)state;
    assert_int_equal(run_body(wait_while_held), GEN_RETURNED);
    assert_string_equal(recorded(), "0 @0");
}

static gen_status_t wait_for_nobody(gen_t *self, void *args)
{
    gen_stream_t *s;
    gen_timeout_t timeout;
    char byte;
    size_t got;
    int fds[2];

    (void)args;
    if (pipe(fds) != 0 || gen_stream_from_fd(gen_running_loop(), fds[0], &s) != 0)
        return gen_raise(self, GEN_OS_ERROR, "no pipe");
    if (gen_timeout_enter(self, &timeout, 3)) {
        if (gen_stream_read(self, s, &byte, 1, &got))
            record("read");
        if (!gen_timeout_exit(self, &timeout))
            record_pending(self);
    }
    record("@%d", (int)now());
    gen_catch(self, GEN_TIMEOUT_ERROR);
    gen_stream_free(s);
    close(fds[1]);
    return finish_caught(self);
}

/* Check that it does not wait for a descriptor from which nothing may ever come. */
static void test_jumps_over_descriptors(void **state)
{
    (void)state;
    assert_int_equal(run_body(wait_for_nobody), GEN_RETURNED);
    assert_string_equal(recorded(), "TimeoutError @300");
}

static gen_status_t sleep_for_ever(gen_t *self, void *args)
{
    bool ok = gen_sleep(self, (double)INFINITY);

    (void)args;
    record_pending(self);
    return finish(self, ok);
}

static char *tree;

static gen_status_t cancel_sleeper(gen_t *self, void *args)
{
    gen_t *t = spawn(sleep_for_ever, "sleeper");
    gen_handle_t *never = gen_call_later(gen_running_loop(), (double)INFINITY, NULL, NULL);
    size_t size;
    FILE *out = open_memstream(&tree, &size);
    bool ok = gen_sleep(self, 5);

    (void)args;
    gen_print_tasks(gen_running_loop(), out);
    fclose(out);
    gen_task_cancel(t, NULL);
    ok = gen_sleep(self, 1) && ok;
    record("@%d", (int)now());
    gen_handle_free(never);
    gen_free(t);
    return finish(self, ok);
}

/* Check that to sleep for ever is to wait to be cancelled: the clock goes on as ever. */
static void test_for_ever(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_sleeper), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError @600");
    assert_string_equal(tree, "Task-1: running\nsleeper: sleeping for ever\n");
    free(tree);
}

/* Check that where all sleep for ever, the deadlock is told, with the virtual clock and without. */
static void test_all_for_ever(void **state)
{
    (void)state;
    silence_begin();
    assert_int_equal(run_body(sleep_for_ever), GEN_RAISED);
    assert_int_equal(gen_run(gen_coroutine(NULL, sleep_for_ever, NULL, 0), NULL, NULL), GEN_RAISED);
    silence_end();
    assert_string_equal(recorded(), "raised RuntimeError(deadlock: every task is waiting and nothing can wake them) "
                                    "CancelledError CancelledError");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_work_takes_no_time),     cmocka_unit_test(test_held),
        cmocka_unit_test(test_jumps_over_descriptors), cmocka_unit_test(test_for_ever),
        cmocka_unit_test(test_all_for_ever),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
