/* The executor, signals, watched descriptors, and a libuv loop of the program's own. */
#include "peer.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>
#include <uv.h>

static gen_value_t square(void *arg, gen_error_t **error)
{
    int n = *(int *)arg;

    if (n < 0)
        *error = gen_error_new(GEN_VALUE_ERROR, "%d is negative", n);
    return gen_int(n * n);
}

static void record_result(gen_t *self, gen_t *future)
{
    gen_value_t v;

    if (gen_await(self, future, &v)) {
        record("%d", (int)gen_as_int(v));
    } else {
        record_pending(self);
        gen_catch(self, GEN_EXCEPTION);
    }
}

static gen_status_t executor(gen_t *self, void *args)
{
    gen_loop_t *loop = gen_running_loop();
    static int seven = 7, negative = -1;
    gen_t *cancelled;

    (void)args;
    record_result(self, gen_run_in_executor(loop, square, &seven, sizeof seven, NULL));
    record_result(self, gen_run_in_executor(loop, square, &negative, sizeof negative, NULL));
    cancelled = gen_run_in_executor(loop, square, &negative, sizeof negative, NULL);
    gen_future_cancel(cancelled, NULL);
    gen_free(cancelled);
    if (!gen_shutdown_default_executor(self))
        return GEN_RAISED;
    record_result(self, gen_run_in_executor(loop, square, &seven, sizeof seven, NULL));
    return finish_caught(self);
}

/* Check that work in a thread gives its result or its exception, and none is taken after shutdown. */
static void test_executor(void **state)
{
    (void)state;
    assert_int_equal(run_io(executor), GEN_RETURNED);
    assert_string_equal(recorded(), "49 ValueError(-1 is negative) RuntimeError(Executor shutdown has been called)");
}

static gen_value_t wait_for_byte(void *arg, gen_error_t **error)
{
    char byte;

    (void)error;
    return gen_int(read(*(int *)arg, &byte, 1));
}

static gen_status_t left_running(gen_t *self, void *args)
{
    int *fds = *(int **)args;

    gen_free(gen_run_in_executor(gen_running_loop(), wait_for_byte, &fds[0], sizeof fds[0], NULL));
    return write(fds[1], "x", 1) == 1 ? finish_caught(self) : GEN_RAISED;
}

/* Check that shutdown waits for work that nobody awaits. */
static void test_left_running(void **state)
{
    int fds[2], *arg = fds;

    (void)state;
    assert_int_equal(pipe(fds), 0);
    assert_int_equal(run_with_args(left_running, &arg, sizeof arg), GEN_RETURNED);
    close(fds[0]);
    close(fds[1]);
    recorded();
}

static void on_signal(void *future)
{
    record("signal");
    if (!gen_future_done(future))
        gen_future_set_result(future, GEN_NONE);
}

static gen_status_t signals(gen_t *self, void *args)
{
    gen_loop_t *loop = gen_running_loop();
    gen_t *future = gen_create_future(loop);

    (void)args;
    record("%d", gen_add_signal_handler(loop, SIGUSR1, on_signal, future));
    record("%d", gen_add_signal_handler(loop, SIGKILL, on_signal, future) != 0);
    raise(SIGUSR1);
    if (!gen_await(self, gen_ref(future), NULL))
        return GEN_RAISED;
    record("%d", gen_remove_signal_handler(loop, SIGUSR1));
    record("%d", gen_remove_signal_handler(loop, SIGUSR1));
    record("%d", gen_add_signal_handler(loop, SIGUSR2, on_signal, future));
    gen_free(future);
    return finish_caught(self);
}

/* Check that a signal becomes a callback of the loop, which removes what handlers are left. */
static void test_signals(void **state)
{
    (void)state;
    assert_int_equal(run_io(signals), GEN_RETURNED);
    assert_string_equal(recorded(), "0 1 signal 1 0 0");
}

struct watched {
    int fds[2];
    gen_t *future;
};

static void on_readable(void *arg)
{
    struct watched *w = arg;
    char byte;

    record("%d", (int)read(w->fds[0], &byte, 1));
    if (byte == '!')
        gen_future_set_result(w->future, GEN_NONE);
}

static void on_writable(void *arg)
{
    struct watched *w = arg;

    record("writable");
    gen_remove_writer(gen_running_loop(), w->fds[1]);
    put_text(w->fds[1], "a!");
}

static gen_status_t watches(gen_t *self, void *args)
{
    gen_loop_t *loop = gen_running_loop();
    struct watched w = {{-1, -1}, gen_create_future(loop)};

    (void)args;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, w.fds) != 0)
        return gen_raise(self, GEN_OS_ERROR, "socketpair");
    record("%d", gen_add_reader(loop, w.fds[0], on_readable, &w));
    record("%d", gen_add_writer(loop, w.fds[1], on_writable, &w));
    if (!gen_await(self, gen_ref(w.future), NULL))
        return GEN_RAISED;
    record("%d", gen_remove_reader(loop, w.fds[0]));
    record("%d", gen_remove_reader(loop, w.fds[0]));
    record("%d", gen_remove_writer(loop, w.fds[1]));
    record("%d", gen_add_reader(loop, w.fds[0], on_readable, &w));
    record("%d", gen_add_reader(loop, -1, on_readable, &w) != 0);
    gen_free(w.future);
    close(w.fds[1]);
    return finish_caught(self);
}

/* Check that callbacks are called while a descriptor is ready, and taken back, by the program or with the loop. */
static void test_watches(void **state)
{
    gen_status_t status = run_with_args(watches, NULL, 0);

    (void)state;
    assert_int_equal(status, GEN_RETURNED);
    assert_string_equal(recorded(), "0 0 writable 1 1 1 0 0 0 1");
}

static void on_time(void *future)
{
    record("timer");
    gen_future_set_result(future, GEN_NONE);
}

static void on_input(void *fd)
{
    record("input");
    gen_remove_reader(gen_running_loop(), *(int *)fd);
}

static gen_status_t input_and_timer(gen_t *self, void *args)
{
    gen_loop_t *loop = gen_running_loop();
    gen_t *future = gen_create_future(loop);
    int fds[2], failed;
    bool ok;

    (void)args;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, fds) != 0)
        return gen_raise(self, GEN_OS_ERROR, "socketpair");
    put_text(fds[1], "x");
    gen_handle_free(gen_call_later(loop, 0, on_time, future));
    failed = gen_add_reader(loop, fds[0], on_input, fds);
    ok = gen_await(self, future, NULL);
    close(fds[0]);
    close(fds[1]);
    return finish(self, ok && failed == 0);
}

/* Check that a timer that is due runs after the input that is there in the same iteration. */
static void test_timer_after_input(void **state)
{
    (void)state;
    for (int i = 0; i < 10; i++) {
        assert_int_equal(run_io(input_and_timer), GEN_RETURNED);
        assert_string_equal(recorded(), "input timer");
    }
}

static int ticks;

static void on_tick(uv_timer_t *timer)
{
    if (++ticks == 3)
        uv_timer_stop(timer);
}

static gen_status_t among_others(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);

    (void)args;
    while (ticks < 3)
        if (!gen_sleep(self, 0.001))
            return GEN_RAISED;
    gen_stream_write(s, "x", 1);
    gen_stream_free(s);
    close(peer);
    return finish_caught(self);
}

/* Check that a loop runs on the program's own libuv loop, beside its handles, and leaves none of its own there. */
static void test_own_uv_loop(void **state)
{
    gen_loop_attr_t attr = gen_loop_attr();
    gen_error_t *e;
    uv_timer_t timer;
    uv_loop_t uv;

    (void)state;
    ticks = 0;
    assert_int_equal(uv_loop_init(&uv), 0);
    assert_int_equal(uv_timer_init(&uv, &timer), 0);
    assert_int_equal(uv_timer_start(&timer, on_tick, 1, 1), 0);
    attr.uv = &uv;
    assert_int_equal(gen_run_with(&attr, gen_coroutine(NULL, among_others, NULL, 0), NULL, &e), GEN_RETURNED);
    assert_int_equal(ticks, 3);
    uv_close((uv_handle_t *)&timer, NULL);
    uv_run(&uv, UV_RUN_DEFAULT);
    assert_int_equal(uv_loop_close(&uv), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_executor), cmocka_unit_test(test_left_running), cmocka_unit_test(test_signals),
        cmocka_unit_test(test_watches),  cmocka_unit_test(test_own_uv_loop),  cmocka_unit_test(test_timer_after_input),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
