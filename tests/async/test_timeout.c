/* timeout() and wait_for(). */
#include "record.h"
#include "tasks.h"
#include <math.h>
#include <string.h>

static gen_status_t expire(gen_t *self, void *args)
{
    gen_timeout_t timeout;
    bool ok = gen_timeout_enter(self, &timeout, 2);

    (void)args;
    ok = ok && gen_sleep(self, 5);
    record_pending(self);
    record("%u", gen_task_cancelling(gen_current_task()));
    ok = gen_timeout_exit(self, &timeout);
    record("%d@%d %u", gen_timeout_expired(&timeout), (int)now(), gen_task_cancelling(gen_current_task()));
    record_error(gen_error_cause(gen_pending(self)));
    caught(self);
    ok = gen_timeout_enter(self, &timeout, 2) && gen_sleep(self, 1);
    ok = gen_timeout_exit(self, &timeout) && ok;
    record("%d", gen_timeout_expired(&timeout));
    return finish(self, ok && gen_sleep(self, 5));
}

/* Check that a timeout cancels, converts at its exit with the CancelledError as cause, and leaves the count. */
static void test_timeout(void **state)
{
    (void)state;
    assert_int_equal(run_body(expire), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError 1 1@200 0 CancelledError TimeoutError 0");
}

static gen_status_t nest_timeouts(gen_t *self, void *args)
{
    double *seconds = args;
    gen_timeout_t outer, inner;
    bool ok = gen_timeout_enter(self, &outer, seconds[0]) && gen_timeout_enter(self, &inner, seconds[1]);

    ok = ok && gen_sleep(self, 10);
    ok = gen_timeout_exit(self, &inner) && ok;
    record_pending(self);
    ok = gen_timeout_exit(self, &outer) && ok;
    record("%d %d", gen_timeout_expired(&inner), gen_timeout_expired(&outer));
    caught(self);
    return finish(self, !ok);
}

/* Check that of nested timeouts only the one that expired converts. */
static void test_nested_timeouts(void **state)
{
    double outer_first[2] = {1, 2}, inner_first[2] = {2, 1};

    (void)state;
    assert_int_equal(run_with_args(nest_timeouts, outer_first, sizeof outer_first), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError 0 1 TimeoutError");
    assert_int_equal(run_with_args(nest_timeouts, inner_first, sizeof inner_first), GEN_RETURNED);
    assert_string_equal(recorded(), "TimeoutError 1 0 TimeoutError");
}

static gen_status_t swallow(gen_t *self, void *args)
{
    gen_timeout_t timeout;
    bool ok = gen_timeout_enter(self, &timeout, 1);

    (void)args;
    if (ok && !gen_sleep(self, 5))
        caught(self);
    ok = gen_sleep(self, 1) && ok;
    ok = gen_timeout_exit(self, &timeout) && ok;
    record("%d@%d", gen_timeout_expired(&timeout), (int)now());
    if (!gen_timeout_reschedule(self, &timeout, 5))
        caught(self);
    return finish(self, ok);
}

/* Check that a CancelledError swallowed inside gives no TimeoutError, and an expired one is not rescheduled. */
static void test_swallowed(void **state)
{
    (void)state;
    assert_int_equal(run_body(swallow), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError 1@200 RuntimeError(Cannot change state of expired Timeout)");
}

static gen_status_t timed(gen_t *self, void *args)
{
    gen_timeout_t timeout;
    bool ok = gen_timeout_enter(self, &timeout, 2);

    (void)args;
    ok = ok && gen_sleep(self, 5);
    ok = gen_timeout_exit(self, &timeout) && ok;
    record("%d", gen_timeout_expired(&timeout));
    record_pending(self);
    return finish(self, ok);
}

static gen_status_t cancel_timed(gen_t *self, void *args)
{
    gen_t *t = spawn(timed, NULL);
    bool ok = gen_sleep(self, *(double *)args);

    gen_task_cancel(t, "outside");
    ok = gen_sleep(self, 3) && ok;
    gen_free(t);
    return finish(self, ok);
}

/* Check that a cancellation from outside wins, also in the moment in which the timeout expires. */
static void test_external_cancel_wins(void **state)
{
    double before = 1, same = 2;

    (void)state;
    assert_int_equal(run_with_args(cancel_timed, &before, sizeof before), GEN_RETURNED);
    assert_string_equal(recorded(), "0 CancelledError(outside)");
    assert_int_equal(run_with_args(cancel_timed, &same, sizeof same), GEN_RETURNED);
    assert_string_equal(recorded(), "1 CancelledError");
}

static gen_status_t raise_other(gen_t *self, void *args)
{
    gen_timeout_t timeout;
    gen_error_t *e;
    bool ok = gen_timeout_enter(self, &timeout, 1);

    (void)args;
    if (ok && !gen_sleep(self, 5) && gen_catch_as(self, GEN_CANCELLED_ERROR, &e)) {
        gen_handler_t handler;

        gen_except_begin(&handler, e);
        gen_raise(self, GEN_KEY_ERROR, "other");
        gen_except_end(&handler);
        gen_error_free(e);
    }
    ok = gen_timeout_exit(self, &timeout);
    record_error(gen_error_context(gen_pending(self)));
    record_error(gen_error_cause(gen_error_context(gen_pending(self))));
    caught(self);
    return finish(self, !ok);
}

/* Check that another exception stays, and in its context the CancelledError becomes a TimeoutError. */
static void test_other_exception(void **state)
{
    (void)state;
    assert_int_equal(run_body(raise_other), GEN_RETURNED);
    assert_string_equal(recorded(), "TimeoutError CancelledError KeyError(other)");
}

static gen_status_t expiring(gen_t *self, void *args)
{
    gen_timeout_t timeout;
    bool ok = gen_timeout_enter(self, &timeout, 1);

    (void)args;
    if (ok && !gen_sleep(self, 5))
        caught(self);
    if (!gen_timeout_reschedule(self, &timeout, 9))
        caught(self);
    return finish(self, gen_timeout_exit(self, &timeout));
}

/* Check that a timeout that has expired cannot be moved from inside its block any more. */
static void test_expiring(void **state)
{
    (void)state;
    assert_int_equal(run_body(expiring), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError RuntimeError(Cannot change state of expiring Timeout)");
}

static bool limited(gen_t *self, double seconds, double sleep)
{
    gen_timeout_t timeout;
    bool ok = gen_timeout_enter(self, &timeout, seconds);

    ok = ok && gen_sleep(self, sleep);
    return gen_timeout_exit(self, &timeout) && ok;
}

static gen_status_t limited_cleanup(gen_t *self, void *args)
{
    gen_error_t *cancelled;

    (void)args;
    if (gen_sleep(self, 10) || !gen_catch_as(self, GEN_CANCELLED_ERROR, &cancelled))
        return GEN_RAISED;
    record("%d", limited(self, 1, 5));
    record("@%d %u", (int)now(), gen_task_cancelling(gen_current_task()));
    caught(self);
    record("%d", limited(self, 5, 3));
    caught(self);
    gen_reraise(self, cancelled);
    gen_error_free(cancelled);
    return GEN_RAISED;
}

static gen_status_t cancel_twice(gen_t *self, void *args)
{
    gen_t *t = spawn(limited_cleanup, NULL);
    bool ok = gen_sleep(self, 1);

    (void)args;
    gen_task_cancel(t, "first");
    ok = gen_sleep(self, 2) && ok; /* its second timeout has two seconds left */
    gen_task_cancel(t, "second");
    ok = gen_sleep(self, 1) && ok;
    record("%d %u", gen_future_cancelled(t), gen_task_cancelling(t));
    gen_free(t);
    return finish(self, ok);
}

/* Check that a timeout in the cleanup of a cancelled task expires as any other, and a further cancellation in it is not
 * taken for its own. */
static void test_after_cancellation(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_twice), GEN_RETURNED);
    assert_string_equal(recorded(), "0 @200 1 TimeoutError 0 CancelledError(second) 1 2");
}

static gen_status_t reschedule(gen_t *self, void *args)
{
    gen_timeout_t timeout, never = {0};
    bool ok = gen_timeout_enter(self, &timeout, 1);

    (void)args;
    if (!gen_timeout_reschedule(self, &never, 1))
        caught(self);
    ok = ok && gen_timeout_reschedule(self, &timeout, 3);
    record("%d", (int)gen_timeout_when(&timeout));
    ok = ok && gen_sleep(self, 2);
    ok = ok && gen_timeout_reschedule(self, &timeout, (double)INFINITY) && gen_sleep(self, 2);
    ok = ok && gen_timeout_reschedule(self, &timeout, 1);
    record("%d", ok);
    ok = ok && gen_sleep(self, 2);
    record("%d@%d", ok, (int)now());
    gen_timeout_exit(self, &timeout) ? record("no") : caught(self);
    ok = gen_timeout_enter(self, &timeout, 1);
    ok = gen_timeout_exit(self, &timeout) && ok;
    if (!gen_timeout_reschedule(self, &timeout, 1))
        caught(self);
    return finish(self, ok);
}

/* Check that a timeout can be moved, to never and to the past too, but not when it is over. */
static void test_reschedule(void **state)
{
    (void)state;
    assert_int_equal(run_body(reschedule), GEN_RETURNED);
    assert_string_equal(recorded(), "RuntimeError(Timeout has not been entered) 3 1 0@400 TimeoutError "
                                    "RuntimeError(Cannot change state of finished Timeout)");
}

static gen_status_t outside_task(gen_t *self, void *args)
{
    gen_timeout_t timeout;

    (void)args;
    return gen_timeout_enter(self, &timeout, 1) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that a timeout is for tasks. */
static void test_outside_task(void **state)
{
    gen_t *g = gen_coroutine(NULL, outside_task, NULL, 0);

    (void)state;
    assert_int_equal(gen_next(g, NULL), GEN_RAISED);
    assert_string_equal(gen_error_message(gen_error(g)), "Timeout should be used inside a task");
    gen_free(g);
}

/* --- wait_for() --- */

struct inner {
    double work, cleanup;
    const char *answer; /* to a cancellation: "value", "raise", NULL to obey */
};

static gen_status_t inner(gen_t *self, void *args)
{
    struct inner *i = args;

    record("start");
    if (gen_sleep(self, i->work))
        return gen_return(self, gen_str("done"));
    record("cancelled");
    if (i->cleanup > 0) {
        gen_error_t *e;

        if (!gen_catch_as(self, GEN_CANCELLED_ERROR, &e) || !gen_sleep(self, i->cleanup))
            return GEN_RAISED;
        gen_reraise(self, e);
        gen_error_free(e);
    }
    if (i->answer == NULL)
        return GEN_RAISED;
    gen_catch(self, GEN_CANCELLED_ERROR);
    return strcmp(i->answer, "value") == 0 ? gen_return(self, gen_str("value")) : gen_raise(self, GEN_KEY_ERROR, "k");
}

struct wait_for {
    struct inner inner;
    double seconds;
    bool task;
};

static gen_status_t waits_for(gen_t *self, void *args)
{
    struct wait_for *w = args;
    gen_t *co = gen_coroutine(NULL, inner, &w->inner, sizeof w->inner);
    gen_value_t v = GEN_NONE;

    if (gen_wait_for(self, w->task ? gen_create_task(co, NULL) : co, w->seconds, &v))
        record("=%s@%d", gen_as_str(v), (int)now());
    else
        caught(self);
    record("@%d", (int)now());
    return gen_return(self, GEN_NONE);
}

static void check_wait_for(struct inner i, double seconds, bool task, const char *expected)
{
    struct wait_for w = {i, seconds, task};

    assert_int_equal(run_with_args(waits_for, &w, sizeof w), GEN_RETURNED);
    assert_string_equal(recorded(), expected);
}

/* Check that wait_for() gives the result, or cancels, waits for the cleanup, and raises TimeoutError; that what the
 * inner answers to its cancellation counts; and that no time starts nothing. */
static void test_wait_for(void **state)
{
    (void)state;
    check_wait_for((struct inner){1, 0, NULL}, 2, false, "start =done@100 @100");
    check_wait_for((struct inner){1, 0, NULL}, (double)INFINITY, false, "start =done@100 @100");
    check_wait_for((struct inner){5, 0, NULL}, 2, false, "start cancelled TimeoutError @200");
    check_wait_for((struct inner){5, 3, NULL}, 2, false, "start cancelled TimeoutError @500");
    check_wait_for((struct inner){5, 3, NULL}, 2, true, "start cancelled TimeoutError @500");
    check_wait_for((struct inner){5, 0, "value"}, 2, false, "start cancelled =value@200 @200");
    check_wait_for((struct inner){5, 0, "raise"}, 2, false, "start cancelled KeyError(k) @200");
    check_wait_for((struct inner){5, 0, "value"}, 2, true, "start cancelled =value@200 @200");
    check_wait_for((struct inner){5, 0, NULL}, 0, false, "TimeoutError @0");
    check_wait_for((struct inner){5, 0, NULL}, -1, true, "TimeoutError @0");
}

static gen_status_t cancel_wait_for(gen_t *self, void *args)
{
    struct wait_for w = {{5, 0, NULL}, 4, *(bool *)args};
    gen_t *t = spawn_args(waits_for, &w, sizeof w, NULL);
    bool ok = gen_sleep(self, 1);

    gen_task_cancel(t, "outer");
    ok = gen_sleep(self, 1) && ok;
    gen_free(t);
    return finish(self, ok);
}

/* Check that cancelling wait_for() cancels the inner. */
static void test_cancel_wait_for(void **state)
{
    bool task = true, coroutine = false;

    (void)state;
    assert_int_equal(run_with_args(cancel_wait_for, &task, sizeof task), GEN_RETURNED);
    assert_string_equal(recorded(), "start cancelled CancelledError(outer) @100");
    assert_int_equal(run_with_args(cancel_wait_for, &coroutine, sizeof coroutine), GEN_RETURNED);
    assert_string_equal(recorded(), "start cancelled CancelledError(outer) @100");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_timeout),
        cmocka_unit_test(test_nested_timeouts),
        cmocka_unit_test(test_swallowed),
        cmocka_unit_test(test_external_cancel_wins),
        cmocka_unit_test(test_other_exception),
        cmocka_unit_test(test_reschedule),
        cmocka_unit_test(test_outside_task),
        cmocka_unit_test(test_wait_for),
        cmocka_unit_test(test_cancel_wait_for),
        cmocka_unit_test(test_expiring),
        cmocka_unit_test(test_after_cancellation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
