/* Cancelling in the moment in which something else happens, or in the middle of a cleanup. */
#include "record.h"
#include "tasks.h"

static gen_status_t await_arg(gen_t *self, void *args)
{
    bool ok = gen_await(self, gen_ref(*(gen_t **)args), NULL);

    record_pending(self);
    return finish(self, ok);
}

static gen_t *future, *inner;

static gen_status_t cancel_then_await(gen_t *self, void *args)
{
    bool ok;

    (void)args;
    inner = spawn_args(await_arg, &future, sizeof future, NULL);
    ok = gen_sleep(self, 0);
    gen_task_cancel(gen_current_task(), "self");
    ok = gen_await(self, gen_ref(inner), NULL) && ok;
    return finish(self, ok);
}

static gen_status_t cancels_itself(gen_t *self, void *args)
{
    gen_t *t = spawn(cancel_then_await, NULL);
    bool ok;

    (void)args;
    future = gen_create_future(gen_running_loop());
    ok = gen_wait(self, &t, 1, 1, GEN_ALL_COMPLETED, NULL);
    record("%d %d %d", gen_future_cancelled(t), gen_future_cancelled(inner), gen_future_cancelled(future));
    gen_free(t);
    gen_free(inner);
    gen_free(future);
    return finish(self, ok);
}

/* Check that a task that was cancelled before it awaits another cancels that one, and what that awaits, as it begins. */
static void test_before_await(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancels_itself), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError(self) 1 1 1");
}

static gen_status_t exception_and_cancel(gen_t *self, void *args)
{
    const gen_exc_t *type = *(const gen_exc_t **)args;
    gen_t *f = gen_create_future(gen_running_loop()), *t = spawn_args(await_arg, &f, sizeof f, NULL);
    gen_error_t *e = gen_error_new(type, "set");
    bool ok = gen_sleep(self, 1);

    gen_future_set_exception(f, e);
    gen_error_free(e);
    gen_task_cancel(t, "cancelled");
    ok = gen_sleep(self, 1) && ok;
    record("%d %d", gen_future_cancelled(f), gen_future_cancelled(t));
    gen_future_exception(f, NULL);
    gen_free(f);
    gen_free(t);
    return finish(self, ok);
}

/* Check that of an exception and a cancellation in one turn the cancellation is raised, unless the exception is a
 * CancelledError itself, which stays. */
static void test_exception_at_once(void **state)
{
    const gen_exc_t *plain = GEN_VALUE_ERROR, *cancelled = GEN_CANCELLED_ERROR;

    (void)state;
    assert_int_equal(run_with_args(exception_and_cancel, &plain, sizeof plain), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError(cancelled) 0 1");
    assert_int_equal(run_with_args(exception_and_cancel, &cancelled, sizeof cancelled), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError(set) 0 1");
}

static gen_status_t refuse_once(gen_t *self, void *args)
{
    (void)args;
    for (int i = 0; i < 2; i++)
        if (!gen_sleep(self, 3))
            caught(self);
    return gen_return(self, gen_int(42));
}

static gen_status_t waits_for(gen_t *self, void *args)
{
    gen_value_t v = GEN_NONE;

    if (gen_wait_for(self, gen_ref(*(gen_t **)args), 1, &v))
        record("=%d", (int)gen_as_int(v));
    record_pending(self);
    return finish(self, gen_pending(self) == NULL);
}

static gen_status_t cancel_timed_out(gen_t *self, void *args)
{
    gen_t *t = spawn(refuse_once, NULL), *w = spawn_args(waits_for, &t, sizeof t, NULL);
    bool ok = gen_sleep(self, 2);

    (void)args;
    gen_task_cancel(w, "outer");
    ok = gen_wait(self, &w, 1, 10, GEN_ALL_COMPLETED, NULL) && ok;
    record("%d@%d", gen_future_done(t), (int)now());
    gen_free(t);
    gen_free(w);
    return finish(self, ok);
}

/* Check that a wait_for() that timed out, whose task did not obey, is cancelled together with it, and takes its result. */
static void test_wait_for_cancelled_later(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_timed_out), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError CancelledError(outer) =42 None 1@200");
}

/* --- async with --- */

static gen_status_t slow_exit(gen_t *self, void *args)
{
    bool ok = gen_async_yield(self, GEN_NONE, NULL);
    gen_error_t *e = gen_error_ref(gen_pending(self));

    (void)args;
    record_error(e);
    if (!ok)
        gen_catch(self, GEN_BASE_EXCEPTION);
    if (gen_sleep(self, 5) && e != NULL)
        gen_reraise(self, e);
    gen_error_free(e);
    return finish(self, gen_pending(self) == NULL);
}

static gen_status_t uses(gen_t *self, void *args)
{
    gen_t *a = gen_async_generator(NULL, slow_exit, NULL, 0);
    bool ok = gen_async_enter(self, a, NULL) && gen_sleep(self, 100);

    (void)args;
    ok = gen_async_exit(self, a) && ok;
    record_pending(self);
    return finish(self, ok);
}

static gen_status_t cancel_twice(gen_t *self, void *args)
{
    gen_t *t = spawn(uses, NULL);
    bool ok = gen_sleep(self, 1);

    (void)args;
    gen_task_cancel(t, "first");
    ok = gen_sleep(self, 1) && ok;
    gen_task_cancel(t, "second");
    ok = gen_sleep(self, 0) && ok;
    record("%d@%d", gen_future_cancelled(t), (int)now());
    gen_free(t);
    return finish(self, ok);
}

/* Check that the end of a block that is cancelled in its middle is cut short, and raises the later CancelledError. */
static void test_cancelled_in_exit(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_twice), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError(first) CancelledError(second) 1@200");
}

static gen_status_t bad_exit(gen_t *self, void *args)
{
    bool ok = gen_async_yield(self, GEN_NONE, NULL);
    gen_error_t *e = gen_error_ref(gen_pending(self));
    gen_handler_t handler;

    (void)args;
    (void)ok;
    gen_catch(self, GEN_BASE_EXCEPTION);
    gen_except_begin(&handler, e);
    gen_raise(self, GEN_KEY_ERROR, "exit");
    gen_except_end(&handler);
    gen_error_free(e);
    return GEN_RAISED;
}

static gen_status_t failing_exits(gen_t *self, void *args)
{
    gen_t *a = gen_async_generator(NULL, bad_exit, NULL, 0);
    bool ok = gen_async_enter(self, a, NULL);

    (void)args;
    gen_raise(self, GEN_VALUE_ERROR, "block");
    ok = gen_async_exit(self, a) && ok;
    record_error(gen_error_context(gen_pending(self)));
    caught(self);
    return finish(self, !ok);
}

/* Check that what the end of a block raises takes the place of the block's exception, which is its context. */
static void test_failing_exit(void **state)
{
    (void)state;
    assert_int_equal(run_body(failing_exits), GEN_RETURNED);
    assert_string_equal(recorded(), "ValueError(block) KeyError(exit)");
}

/* --- timeout() --- */

static gen_status_t no_time(gen_t *self, void *args)
{
    static const double seconds[] = {0, -11};

    (void)args;
    for (int i = 0; i < 6; i++) {
        gen_timeout_t timeout;
        bool ok = gen_timeout_enter(self, &timeout, seconds[i / 3]);

        ok = ok && (i % 3 == 2 || gen_sleep(self, i % 3 == 0 ? 10 : 0));
        ok = gen_timeout_exit(self, &timeout) && ok;
        record("%d", gen_timeout_expired(&timeout));
        caught(self);
    }
    record("@%d", (int)now());
    return finish(self, gen_sleep(self, 1));
}

/* Check that a timeout without time cuts the first wait short, also one of a turn, and leaves a block that does not wait
 * alone. */
static void test_timeout_without_time(void **state)
{
    (void)state;
    assert_int_equal(run_body(no_time), GEN_RETURNED);
    assert_string_equal(recorded(), "1 TimeoutError 1 TimeoutError 0 None 1 TimeoutError 1 TimeoutError 0 None @0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_before_await),
        cmocka_unit_test(test_exception_at_once),
        cmocka_unit_test(test_wait_for_cancelled_later),
        cmocka_unit_test(test_cancelled_in_exit),
        cmocka_unit_test(test_failing_exit),
        cmocka_unit_test(test_timeout_without_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
