/* Exceptions that cross an await: what is their context, what stays in a task, what leaves the loop. */
#include "record.h"
#include "tasks.h"
#include <string.h>

static gen_status_t raise_v(gen_t *self, void *args)
{
    (void)args;
    return gen_raise(self, GEN_VALUE_ERROR, "v");
}

static gen_status_t sleep_long(gen_t *self, void *args)
{
    (void)args;
    return finish(self, gen_sleep(self, 10));
}

/* Awaits t, and records what that raises, and its context. */
static void await_failing(gen_t *self, gen_t *t)
{
    if (gen_await(self, gen_ref(t), NULL))
        return;
    record_error(gen_error_context(gen_pending(self)));
    caught(self);
}

static gen_status_t await_in_handler(gen_t *self, void *args)
{
    gen_t *failing = spawn(raise_v, NULL), *cancelled = spawn(sleep_long, NULL);
    gen_error_t *e = gen_error_new(GEN_KEY_ERROR, "handled");
    gen_handler_t handler;
    bool ok = gen_sleep(self, 0);

    (void)args;
    gen_task_cancel(cancelled, "m");
    gen_except_begin(&handler, e);
    await_failing(self, failing);
    await_failing(self, failing);
    await_failing(self, cancelled);
    await_failing(self, cancelled);
    gen_except_end(&handler);
    gen_error_free(e);
    gen_free(failing);
    gen_free(cancelled);
    return finish(self, ok);
}

/* Check that what is being handled where a task is awaited is the context of what that raises. */
static void test_context_of_awaited(void **state)
{
    (void)state;
    assert_int_equal(run_body(await_in_handler), GEN_RETURNED);
    assert_string_equal(recorded(), "KeyError(handled) ValueError(v) KeyError(handled) ValueError(v) "
                                    "KeyError(handled) CancelledError(m) KeyError(handled) CancelledError");
}

static gen_status_t raise_base(gen_t *self, void *args)
{
    (void)args;
    if (!gen_sleep(self, 1))
        gen_catch(self, GEN_CANCELLED_ERROR);
    return gen_raise(self, GEN_BASE_EXCEPTION, "base");
}

static gen_status_t outlive_base(gen_t *self, void *args)
{
    gen_t *t = spawn(raise_base, NULL), *u = spawn(raise_base, NULL);
    bool ok = gen_sleep(self, 0.5);

    (void)args;
    gen_task_cancel(u, NULL);
    ok = gen_sleep(self, 1) && ok;
    record("%d", gen_future_cancelled(u));
    record_outcome(t);
    record_outcome(u);
    gen_free(t);
    gen_free(u);
    return finish(self, ok);
}

/* Check that a BaseException stays in its task, and the loop goes on; raised in answer to a cancellation it counts. */
static void test_base_exception_stays(void **state)
{
    (void)state;
    assert_int_equal(run_body(outlive_base), GEN_RETURNED);
    assert_string_equal(recorded(), "0 BaseException(base) BaseException(base)");
}

static gen_status_t leave(gen_t *self, void *args)
{
    (void)args;
    return gen_raise(self, GEN_SYSTEM_EXIT, "3");
}

/* Check that a SystemExit leaves the loop at once, is its task's exception too, and the loop can be run again. */
static void test_exit_leaves_loop(void **state)
{
    gen_loop_t *loop = gen_loop_new(NULL);
    gen_t *t = gen_loop_create_task(loop, gen_coroutine(NULL, leave, NULL, 0), NULL);
    gen_t *f = gen_create_future(loop);
    gen_error_t *e;

    (void)state;
    assert_int_equal(gen_loop_run(loop, gen_ref(f), NULL, &e), GEN_RAISED);
    record_error(e);
    gen_error_free(e);
    record_outcome(t);
    record("%d", gen_future_done(f));
    gen_future_set_result(f, gen_int(1));
    assert_int_equal(gen_loop_run(loop, f, NULL, &e), GEN_RETURNED);
    assert_string_equal(recorded(), "SystemExit(3) SystemExit(3) 0");
    gen_free(t);
    gen_loop_free(loop);
}

static gen_status_t cleanup_fails(gen_t *self, void *args)
{
    gen_error_t *e;
    gen_handler_t handler;

    (void)args;
    if (gen_sleep(self, 10) || !gen_catch_as(self, GEN_CANCELLED_ERROR, &e))
        return GEN_RAISED;
    gen_except_begin(&handler, e);
    gen_raise(self, GEN_VALUE_ERROR, "cleanup");
    gen_except_end(&handler);
    gen_error_free(e);
    return GEN_RAISED;
}

static gen_status_t cancel_failing(gen_t *self, void *args)
{
    gen_t *t = spawn(cleanup_fails, NULL);
    bool ok = gen_sleep(self, 1);

    (void)args;
    gen_task_cancel(t, "why");
    await_failing(self, t);
    record("%d", gen_future_cancelled(t));
    gen_free(t);
    return finish(self, ok);
}

/* Check that an exception that a cleanup raises replaces the CancelledError, which is its context. */
static void test_cleanup_fails(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_failing), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError(why) ValueError(cleanup) 0");
}

static gen_status_t raise_in_cleanup(gen_t *self, void *args)
{
    (void)args;
    if (gen_sleep(self, 10))
        return finish(self, true);
    gen_catch(self, GEN_CANCELLED_ERROR);
    return gen_raise(self, GEN_KEY_ERROR, "cleanup");
}

static gen_status_t group_in_timeout(gen_t *self, void *args)
{
    gen_timeout_t timeout;
    gen_taskgroup_t group;
    bool ok = gen_timeout_enter(self, &timeout, 1) && gen_taskgroup_enter(self, &group);

    (void)args;
    ok = ok && gen_taskgroup_create_task(self, &group, gen_coroutine(NULL, raise_in_cleanup, NULL, 0), "t", NULL);
    ok = gen_taskgroup_exit(self, &group) && ok;
    ok = gen_timeout_exit(self, &timeout) && ok;
    record("expired=%d", gen_timeout_expired(&timeout));
    record_error(gen_error_group_at(gen_pending(self), 0));
    caught(self);
    record("%u", gen_task_cancelling(gen_current_task()));
    return finish(self, gen_sleep(self, 1) && !ok);
}

/* Check that a timeout around a group cancels it; the group that a cleanup raised is not turned into a TimeoutError, and
 * leaves no cancellation behind. */
static void test_group_in_timeout(void **state)
{
    (void)state;
    assert_int_equal(run_body(group_in_timeout), GEN_RETURNED);
    assert_string_equal(recorded(), "expired=1 KeyError(cleanup) "
                                    "ExceptionGroup(unhandled errors in a TaskGroup (1 sub-exception)) 0");
}

static gen_status_t no_time_for_cancelled(gen_t *self, void *args)
{
    gen_t *f = gen_create_future(gen_running_loop());

    (void)args;
    gen_future_cancel(f, "before");
    if (!gen_wait_for(self, gen_ref(f), 0, NULL))
        caught(self);
    gen_free(f);
    return finish(self, true);
}

/* Check that wait_for() without time does not take the CancelledError of a future that was cancelled for its own. */
static void test_no_time_for_cancelled(void **state)
{
    (void)state;
    assert_int_equal(run_body(no_time_for_cancelled), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError(before)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_context_of_awaited), cmocka_unit_test(test_base_exception_stays),
        cmocka_unit_test(test_exit_leaves_loop),   cmocka_unit_test(test_cleanup_fails),
        cmocka_unit_test(test_group_in_timeout),   cmocka_unit_test(test_no_time_for_cancelled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
