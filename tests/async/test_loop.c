/* The loop: callbacks, timers, nesting, stopping. */
#include "record.h"
#include <stdlib.h>
#include <string.h>

static gen_loop_t *new_loop(void)
{
    gen_loop_attr_t attr = gen_loop_attr();

    attr.virtual_clock = true;
    return gen_loop_new(&attr);
}

static void note(void *arg)
{
    record("%s", (const char *)arg);
}

static void note_time(void *arg)
{
    record("%s@%d", (const char *)arg, (int)now());
}

static void stop(void *arg)
{
    record("stop");
    gen_loop_stop(arg);
}

static void soon(gen_loop_t *loop, gen_callback_t *callback, void *arg)
{
    gen_handle_free(gen_call_soon(loop, callback, arg));
}

static void later(gen_loop_t *loop, double delay, gen_callback_t *callback, void *arg)
{
    gen_handle_free(gen_call_later(loop, delay, callback, arg));
}

static char a[] = "a", b[] = "b", c[] = "c", d[] = "d";

static void nest(void *arg)
{
    record("nest");
    soon(arg, note, c);
}

/* Check that callbacks run first in, first out, and one made by a callback in the next turn. */
static void test_call_soon(void **state)
{
    gen_loop_t *loop = new_loop();
    gen_handle_t *cancelled;

    (void)state;
    soon(loop, note, a);
    soon(loop, nest, loop);
    cancelled = gen_call_soon(loop, note, d);
    soon(loop, stop, loop);
    gen_handle_cancel(cancelled);
    assert_true(gen_handle_cancelled(cancelled));
    gen_handle_free(cancelled);
    assert_null(gen_loop_run_forever(loop));
    assert_string_equal(recorded(), "a nest stop");
    soon(loop, stop, loop);
    assert_null(gen_loop_run_forever(loop));
    assert_string_equal(recorded(), "c stop");
    gen_loop_free(loop);
}

/* Check that timers run in order of time, those of one time in order of creation. */
static void test_call_later(void **state)
{
    gen_loop_t *loop = new_loop();

    (void)state;
    later(loop, 2, note_time, a);
    later(loop, 1, note_time, b);
    later(loop, 1, note_time, c);
    later(loop, 1, note_time, d);
    later(loop, 3, stop, loop);
    soon(loop, note_time, a);
    assert_null(gen_loop_run_forever(loop));
    assert_string_equal(recorded(), "a@0 b@100 c@100 d@100 a@200 stop");
    gen_loop_free(loop);
}

static int order[2000];
static int order_count;

static void note_number(void *arg)
{
    order[order_count++] = (int)(intptr_t)arg;
}

/* Check that the heap keeps a thousand timers in order while others are cancelled. */
static void test_many_timers(void **state)
{
    gen_loop_t *loop = new_loop();
    gen_handle_t *handles[1000];
    unsigned seed = 1;
    double last = -1;

    (void)state;
    order_count = 0;
    for (intptr_t i = 0; i < 1000; i++) {
        seed = seed * 1103515245u + 12345u;
        handles[i] = gen_call_later(loop, (double)(seed >> 16 & 255), note_number, (void *)i);
    }
    for (int i = 0; i < 1000; i += 3)
        gen_handle_cancel(handles[i]);
    later(loop, 1000, stop, loop);
    assert_null(gen_loop_run_forever(loop));
    assert_int_equal(order_count, 666);
    for (int i = 0; i < order_count; i++) {
        double when = gen_handle_when(handles[order[i]]);

        assert_true(order[i] % 3 != 0);
        assert_true(when > last || (when == last && order[i] > order[i - 1]));
        last = when;
    }
    for (int i = 0; i < 1000; i++)
        gen_handle_free(handles[i]);
    recorded();
    gen_loop_free(loop);
}

/* Check that a handle tells its time, and may be cancelled at any time, also after it ran. */
static void test_timer_handle(void **state)
{
    gen_loop_t *loop = new_loop();
    gen_handle_t *h = gen_call_at(loop, 2.5, note_time, a), *g = gen_call_later(loop, 1, note_time, b);

    (void)state;
    assert_true(gen_handle_when(h) == 2.5);
    assert_false(gen_handle_cancelled(h));
    gen_handle_cancel(g);
    later(loop, 3, stop, loop);
    assert_null(gen_loop_run_forever(loop));
    assert_string_equal(recorded(), "a@250 stop");
    gen_handle_cancel(h);
    assert_true(gen_handle_cancelled(h));
    gen_handle_cancel(h);
    gen_handle_free(h);
    gen_handle_free(g);
    gen_loop_free(loop);
}

/* Check that calls that were never made are dropped with the loop, and their handles stay good. */
static void test_free_with_calls_left(void **state)
{
    gen_loop_t *loop = new_loop();
    gen_handle_t *h = gen_call_later(loop, 1, note, a);

    (void)state;
    soon(loop, note, b);
    later(loop, 2, note, c);
    assert_true(gen_call_soon_threadsafe(loop, note, d));
    gen_loop_free(loop);
    gen_handle_cancel(h);
    gen_handle_free(h);
    assert_string_equal(recorded(), "");
}

static gen_status_t nested(gen_t *self, void *args)
{
    gen_loop_t *loop = gen_running_loop(), *other = gen_loop_new(NULL);
    gen_error_t *e = gen_loop_run_forever(loop);

    (void)args;
    record_error(e);
    gen_error_free(e);
    e = gen_loop_run_forever(other);
    record_error(e);
    gen_error_free(e);
    gen_loop_free(other);
    if (gen_run(gen_coroutine(NULL, nested, NULL, 0), NULL, &e) == GEN_RAISED)
        record_error(e);
    gen_error_free(e);
    return gen_return(self, GEN_NONE);
}

/* Check that loops do not nest. */
static void test_nested(void **state)
{
    (void)state;
    assert_int_equal(run_body(nested), GEN_RETURNED);
    assert_string_equal(recorded(), "RuntimeError(This event loop is already running) "
                                    "RuntimeError(Cannot run the event loop while another loop is running) "
                                    "RuntimeError(gen_run() cannot be called from a running event loop)");
}

static gen_status_t stop_early(gen_t *self, void *args)
{
    (void)args;
    gen_loop_stop(gen_running_loop());
    return gen_sleep(self, 1) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that a loop that is stopped says so to who waits for a result. */
static void test_stopped(void **state)
{
    (void)state;
    assert_int_equal(run_body(stop_early), GEN_RAISED);
    assert_string_equal(recorded(), "raised RuntimeError(Event loop stopped before Future completed.)");
}

/* Check that a loop that is stopped before it runs makes the calls of one iteration, and does not wait. */
static void test_stopped_before(void **state)
{
    gen_loop_t *loop = new_loop();

    (void)state;
    soon(loop, nest, loop);
    later(loop, 0, note, a);
    later(loop, 1, note, d);
    gen_loop_stop(loop);
    assert_null(gen_loop_run_forever(loop));
    assert_string_equal(recorded(), "nest a");
    gen_loop_stop(loop);
    assert_null(gen_loop_run_forever(loop));
    assert_string_equal(recorded(), "c");
    gen_loop_stop(loop);
    assert_null(gen_loop_run_forever(loop));
    assert_string_equal(recorded(), "");
    gen_loop_free(loop);
}

static gen_status_t answer(gen_t *self, void *args)
{
    (void)args;
    return gen_sleep(self, 1) ? gen_return(self, gen_int(42)) : GEN_RAISED;
}

static gen_status_t refuse(gen_t *self, void *args)
{
    (void)args;
    return gen_raise(self, GEN_VALUE_ERROR, "refused");
}

/* Check that a loop runs one thing after another, futures too, and the clock goes on. */
static void test_several_runs(void **state)
{
    gen_loop_t *loop = new_loop();
    gen_t *f = gen_create_future(loop);
    gen_value_t v;
    gen_error_t *e;

    (void)state;
    assert_int_equal(gen_loop_run(loop, gen_coroutine(NULL, answer, NULL, 0), &v, &e), GEN_RETURNED);
    assert_int_equal(gen_as_int(v), 42);
    assert_null(e);
    assert_int_equal(gen_loop_run(loop, gen_coroutine(NULL, refuse, NULL, 0), &v, &e), GEN_RAISED);
    assert_string_equal(gen_error_message(e), "refused");
    gen_error_free(e);
    gen_future_set_result(f, gen_int(7));
    assert_int_equal(gen_loop_run(loop, f, &v, &e), GEN_RETURNED);
    assert_int_equal(gen_as_int(v), 7);
    assert_true(gen_loop_time(loop) == 1.0);
    assert_null(gen_running_loop());
    assert_false(gen_loop_is_running(loop));
    gen_loop_free(loop);
}

/* Check that no coroutine, for lack of memory, is a MemoryError. */
static void test_run_nothing(void **state)
{
    gen_error_t *e;

    (void)state;
    assert_int_equal(gen_run(NULL, NULL, &e), GEN_RAISED);
    assert_true(gen_error_is(e, GEN_MEMORY_ERROR));
    gen_error_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_call_soon),
        cmocka_unit_test(test_call_later),
        cmocka_unit_test(test_many_timers),
        cmocka_unit_test(test_timer_handle),
        cmocka_unit_test(test_free_with_calls_left),
        cmocka_unit_test(test_nested),
        cmocka_unit_test(test_stopped),
        cmocka_unit_test(test_stopped_before),
        cmocka_unit_test(test_several_runs),
        cmocka_unit_test(test_run_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
