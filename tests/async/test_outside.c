/* Waiting for the outside world, and looking at it: with time that is lost at the worst of moments, handles of the program's
 * own, and a clock that the test moves. */
#include "peer.h"
#include "tasks.h"
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

/* --- What is put in front of libuv and the clock: CMakeLists.txt --- */

static unsigned lost;    /* microseconds that go by before each uv_run(), as if the process were not scheduled */
static double forwarded; /* seconds that the clock is ahead */

int __real_uv_run(uv_loop_t *loop, uv_run_mode mode);
int __wrap_uv_run(uv_loop_t *loop, uv_run_mode mode);
int __real_clock_gettime(clockid_t clock, struct timespec *time);
int __wrap_clock_gettime(clockid_t clock, struct timespec *time);

int __wrap_uv_run(uv_loop_t *loop, uv_run_mode mode)
{
    if (lost > 0)
        usleep(lost);
    return __real_uv_run(loop, mode);
}

int __wrap_clock_gettime(clockid_t clock, struct timespec *time)
{
    int failed = __real_clock_gettime(clock, time);
    double nanoseconds = (double)time->tv_nsec + fmod(forwarded, 1) * 1e9;

    time->tv_sec += (time_t)forwarded + (nanoseconds >= 1e9);
    time->tv_nsec = (long)(nanoseconds >= 1e9 ? nanoseconds - 1e9 : nanoseconds);
    return failed;
}

/* --- A libuv loop of the test's own: a wait on it that would never end is recorded, and ends --- */

enum { PATIENCE = 60000 }; /* in milliseconds */

static uv_loop_t uv;
static uv_timer_t guard, timer;
static uv_prepare_t prepare;
static gen_loop_t *loop;
static gen_event_t event;

static void on_hang(uv_timer_t *handle)
{
    (void)handle;
    record("hung");
    lost = 0;
    gen_event_set(&event);
    gen_loop_stop(loop);
}

static void open_uv(void)
{
    gen_loop_attr_t attr = gen_loop_attr();

    uv_loop_init(&uv);
    uv_timer_init(&uv, &guard);
    uv_timer_init(&uv, &timer);
    uv_timer_start(&guard, on_hang, PATIENCE, 0);
    memset(&event, 0, sizeof event);
    attr.uv = &uv;
    loop = gen_loop_new(&attr);
    uv_prepare_init(&uv, &prepare);
    lost = 2000;
}

static int close_uv(void)
{
    lost = 0;
    gen_loop_free(loop);
    uv_close((uv_handle_t *)&guard, NULL);
    uv_close((uv_handle_t *)&timer, NULL);
    uv_close((uv_handle_t *)&prepare, NULL);
    uv_run(&uv, UV_RUN_DEFAULT);
    return uv_loop_close(&uv);
}

/* Runs body on it. */
static gen_status_t run_on_uv(gen_body_t *body)
{
    gen_status_t status = gen_loop_run(loop, gen_coroutine(NULL, body, NULL, 0), NULL, NULL);

    assert_int_equal(close_uv(), 0);
    return status;
}

/* --- Timers --- */

static void set_event(void *arg)
{
    gen_event_set(arg);
}

static gen_status_t serve(gen_t *self, void *args)
{
    (void)args;
    return finish(self, true);
}

static gen_status_t times_out(gen_t *self, void *args)
{
    gen_server_t *server;
    gen_value_t v;
    bool ok = gen_start_server(self, NULL, serve, NULL, "127.0.0.1", 0, &server);

    (void)args;
    for (int i = 0; ok && i < 20; i++)
        ok = gen_sleep(self, 0.0005);
    record("slept");
    if (ok && !gen_wait_for(self, gen_create_future(loop), 0.0005, &v))
        caught(self);
    gen_handle_free(gen_call_later(loop, 0.0005, set_event, &event));
    ok = ok && gen_event_wait(self, &event);
    record("called");
    gen_server_free(server);
    return finish(self, ok);
}

/* Check that a timer ends a wait though its time has come before libuv polls, and other handles are alive. */
static void test_lost_time(void **state)
{
    (void)state;
    open_uv();
    assert_int_equal(run_on_uv(times_out), GEN_RETURNED);
    assert_string_equal(recorded(), "slept TimeoutError called");
}

/* --- Handles of the program's own that are called before libuv polls --- */

static gen_status_t waits(gen_t *self, void *args)
{
    (void)args;
    return finish(self, gen_event_wait(self, &event));
}

static void wake(uv_timer_t *handle)
{
    (void)handle;
    gen_event_set(&event);
}

static void wake_soon(uv_timer_t *handle)
{
    (void)handle;
    gen_handle_free(gen_call_later(loop, 0.001, set_event, &event));
}

static void wake_in_prepare(uv_prepare_t *handle)
{
    gen_event_set(&event);
    uv_prepare_stop(handle);
}

/* Check that a task goes on that a callback of libuv's has woken before it polls: by itself, by a timer, as it prepares. */
static void test_woken_before_poll(void **state)
{
    (void)state;
    open_uv();
    uv_timer_start(&timer, wake, 1, 0);
    assert_int_equal(run_on_uv(waits), GEN_RETURNED);
    open_uv();
    uv_timer_start(&timer, wake_soon, 1, 0);
    assert_int_equal(run_on_uv(waits), GEN_RETURNED);
    open_uv();
    uv_prepare_start(&prepare, wake_in_prepare);
    assert_int_equal(run_on_uv(waits), GEN_RETURNED);
    assert_string_equal(recorded(), "");
}

static void stop(uv_timer_t *handle)
{
    (void)handle;
    gen_loop_stop(loop);
}

/* Check that a loop ends that a callback of libuv's has stopped before it polls. */
static void test_stopped_before_poll(void **state)
{
    (void)state;
    open_uv();
    uv_timer_start(&timer, stop, 1, 0);
    assert_null(gen_loop_run_forever(loop));
    assert_int_equal(close_uv(), 0);
    assert_string_equal(recorded(), "");
}

static gen_status_t stops_at_end(gen_t *self, void *args)
{
    bool ok = gen_event_wait(self, &event);

    (void)args;
    gen_loop_stop(loop);
    gen_catch(self, GEN_CANCELLED_ERROR);
    ok = gen_sleep(self, 0.01);
    record("cleaned up");
    return finish(self, ok);
}

/* Check that a task which stops the loop as that is being freed is waited for all the same. */
static void test_stopped_at_end(void **state)
{
    (void)state;
    open_uv();
    gen_free(gen_loop_create_task(loop, gen_coroutine(NULL, stops_at_end, NULL, 0), NULL));
    gen_loop_stop(loop);
    assert_null(gen_loop_run_forever(loop));
    assert_int_equal(close_uv(), 0);
    assert_string_equal(recorded(), "cleaned up");
}

/* --- How long the outside waits while something is ready --- */

static bool seen;

static void on_signal(void *arg)
{
    (void)arg;
    seen = true;
}

/* Takes turns of so many seconds until the signal is seen. Returns how many. */
static int turns_until_seen(gen_t *self, double seconds)
{
    int count = 0;

    for (seen = false; !seen; count++) {
        forwarded += seconds;
        if (!gen_sleep(self, 0))
            break;
    }
    return count;
}

static gen_status_t signals(gen_t *self, void *args)
{
    bool ok = gen_add_signal_handler(gen_running_loop(), SIGUSR1, on_signal, NULL) == 0;

    (void)args;
    for (int i = 0; i < 10; i++) {
        raise(SIGUSR1);
        record("%d", turns_until_seen(self, 0) <= 64 + 1);
        raise(SIGUSR1);
        record("%d", turns_until_seen(self, 0.005) <= 16 + 1); /* the first slow ones after many that took no time */
        raise(SIGUSR1);
        record("%d", turns_until_seen(self, 0.005) <= 2);
        raise(SIGUSR1);
        record("%d", turns_until_seen(self, 0.0004) <= 5);
        ok = ok && turns(self, 1000);
    }
    gen_remove_signal_handler(gen_running_loop(), SIGUSR1);
    return finish(self, ok);
}

/* Check that a signal is seen after one turn that takes long, after a millisecond of short ones, and after 64 in any case. */
static void test_looked_at_in_time(void **state)
{
    gen_error_t *e;

    (void)state;
    assert_int_equal(gen_run(gen_coroutine(NULL, signals, NULL, 0), NULL, &e), GEN_RETURNED);
    assert_string_equal(recorded(), "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 "
                                    "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lost_time),           cmocka_unit_test(test_woken_before_poll),
        cmocka_unit_test(test_stopped_before_poll), cmocka_unit_test(test_stopped_at_end),
        cmocka_unit_test(test_looked_at_in_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
