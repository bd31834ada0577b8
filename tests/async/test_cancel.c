/* Cancelling tasks. */
#include "record.h"
#include <string.h>

static gen_status_t work(gen_t *self, void *args)
{
    (void)args;
    record("begin");
    if (gen_sleep(self, 10)) {
        record("end");
        return gen_return(self, gen_str("done"));
    }
    record_pending(self);
    return GEN_RAISED;
}

static gen_status_t cancel_unstarted(gen_t *self, void *args)
{
    gen_t *t = spawn(work, NULL);
    bool ok;

    (void)args;
    record("%d", gen_task_cancel(t, "early"));
    ok = gen_sleep(self, 1);
    record("%d", gen_future_cancelled(t));
    record_outcome(t);
    gen_free(t);
    return finish(self, ok);
}

/* Check that a task cancelled before it starts never runs. */
static void test_cancel_unstarted(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_unstarted), GEN_RETURNED);
    assert_string_equal(recorded(), "1 1 CancelledError(early)");
}

static gen_status_t cancel_sleeping(gen_t *self, void *args)
{
    gen_t *t = spawn(work, NULL);
    bool ok = gen_sleep(self, 1);

    (void)args;
    record("%d", gen_task_cancel(t, "msg"));
    record("%d %d", gen_future_done(t), gen_future_cancelled(t));
    ok = gen_sleep(self, 0) && ok;
    record("%d@%d", gen_future_cancelled(t), (int)now());
    record("%d", gen_task_cancel(t, NULL));
    for (int i = 0; i < 2; i++) {
        if (!gen_await(self, gen_ref(t), NULL))
            record_pending(self);
        gen_catch(self, GEN_CANCELLED_ERROR);
    }
    gen_free(t);
    return finish(self, ok);
}

/* Check that CancelledError(msg) arrives where the task waits, in a later turn; cancelling a finished one does
 * nothing; only the first to ask gets the message. */
static void test_cancel_sleeping(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_sleeping), GEN_RETURNED);
    assert_string_equal(recorded(), "begin 1 0 0 CancelledError(msg) 1@100 0 CancelledError(msg) CancelledError");
}

static gen_status_t swallow(gen_t *self, void *args)
{
    int left = *(int *)args;

    while (left-- > 0) {
        if (!gen_sleep(self, 10)) {
            record_pending(self);
            gen_catch(self, GEN_CANCELLED_ERROR);
        }
    }
    record("cancelling=%u", gen_task_cancelling(gen_current_task()));
    return gen_return(self, gen_int(1));
}

static gen_status_t cancel_twice(gen_t *self, void *args)
{
    int two = 2;
    gen_t *t = spawn_args(swallow, &two, sizeof two, NULL);
    bool ok = gen_sleep(self, 1);

    (void)args;
    gen_task_cancel(t, "first");
    ok = gen_sleep(self, 1) && ok;
    gen_task_cancel(t, "second");
    ok = gen_sleep(self, 1) && ok;
    record_outcome(t);
    gen_free(t);
    return finish(self, ok);
}

/* Check that a swallowed cancellation lets the task go on and stays counted; a second one arrives too. */
static void test_swallow(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_twice), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError(first) CancelledError(second) cancelling=2 =1");
}

static gen_status_t uncancel(gen_t *self, void *args)
{
    gen_t *t = spawn(work, NULL), *u = spawn(work, NULL);
    bool ok;

    (void)args;
    gen_task_cancel(t, NULL);
    record("%u", gen_task_uncancel(t));
    record("%u", gen_task_uncancel(t));
    gen_task_cancel(u, NULL);
    gen_task_cancel(u, NULL);
    record("%u", gen_task_uncancel(u));
    ok = gen_sleep(self, 11);
    record_outcome(t);
    record_outcome(u);
    gen_free(t);
    gen_free(u);
    return finish(self, ok);
}

/* Check that uncancel() at zero forgets a cancellation that was not delivered yet, and not before. */
static void test_uncancel(void **state)
{
    (void)state;
    assert_int_equal(run_body(uncancel), GEN_RETURNED);
    assert_string_equal(recorded(), "0 0 1 begin end =done CancelledError");
}

static gen_status_t await_arg(gen_t *self, void *args)
{
    bool ok = gen_await(self, gen_ref(*(gen_t **)args), NULL);

    if (!ok)
        record_pending(self);
    return finish(self, ok);
}

static gen_status_t cancel_awaiting(gen_t *self, void *args)
{
    gen_t *inner = spawn(work, NULL), *outer = spawn_args(await_arg, &inner, sizeof inner, NULL);
    bool ok = gen_sleep(self, 1);

    (void)args;
    gen_task_cancel(outer, "deep");
    ok = gen_sleep(self, 1) && ok;
    record("%d %d", gen_future_cancelled(inner), gen_future_cancelled(outer));
    gen_free(inner);
    gen_free(outer);
    return finish(self, ok);
}

/* Check that what a cancelled task awaits is cancelled first. */
static void test_cancel_awaiting(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_awaiting), GEN_RETURNED);
    assert_string_equal(recorded(), "begin CancelledError(deep) CancelledError(deep) 1 1");
}

static gen_status_t cancel_self(gen_t *self, void *args)
{
    gen_task_cancel(gen_current_task(), "me");
    record("still");
    if (*(bool *)args && !gen_sleep(self, 0))
        record_pending(self);
    return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, gen_int(1));
}

static gen_status_t self_cancels(gen_t *self, void *args)
{
    bool yes = true, no = false, ok;
    gen_t *t = spawn_args(cancel_self, &yes, sizeof yes, NULL), *u = spawn_args(cancel_self, &no, sizeof no, NULL);

    (void)args;
    ok = gen_sleep(self, 1);
    record_outcome(t);
    record_outcome(u);
    gen_free(t);
    gen_free(u);
    return finish(self, ok);
}

/* Check that a task that cancels itself hears of it at its next wait, and ends cancelled even if there is none. */
static void test_cancel_self(void **state)
{
    (void)state;
    assert_int_equal(run_body(self_cancels), GEN_RETURNED);
    assert_string_equal(recorded(), "still still CancelledError(me) CancelledError(me) CancelledError(me)");
}

static gen_status_t raise_by_hand(gen_t *self, void *args)
{
    (void)args;
    return gen_raise(self, GEN_CANCELLED_ERROR, "hand");
}

static gen_status_t by_hand(gen_t *self, void *args)
{
    gen_t *t = spawn(raise_by_hand, NULL);
    bool ok = gen_sleep(self, 1);

    (void)args;
    record("%d", gen_future_cancelled(t));
    gen_free(t);
    return finish(self, ok);
}

/* Check that a CancelledError raised by hand ends a task cancelled, and nothing is reported. */
static void test_by_hand(void **state)
{
    (void)state;
    assert_int_equal(run_body(by_hand), GEN_RETURNED);
    assert_string_equal(recorded(), "1");
}

static gen_status_t cancel_when_woken(gen_t *self, void *args)
{
    gen_t *f = gen_create_future(gen_running_loop()), *t = spawn_args(await_arg, &f, sizeof f, NULL);
    bool ok = gen_sleep(self, 1);

    (void)args;
    gen_future_set_result(f, gen_int(1));
    record("%d", gen_task_cancel(t, "late"));
    ok = gen_sleep(self, 0) && ok;
    record("%d", gen_future_cancelled(t));
    gen_free(f);
    gen_free(t);
    return finish(self, ok);
}

/* Check that a cancellation between the wake-up and the step still arrives, as in asyncio. */
static void test_cancel_when_woken(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_when_woken), GEN_RETURNED);
    assert_string_equal(recorded(), "1 CancelledError(late) 1");
}

static gen_status_t not_an_exception(gen_t *self, void *args)
{
    (void)args;
    if (!gen_sleep(self, 10))
        record("%d", gen_catch(self, GEN_EXCEPTION));
    return GEN_RAISED;
}

static gen_status_t cancel_catcher(gen_t *self, void *args)
{
    gen_t *t = spawn(not_an_exception, NULL);
    bool ok = gen_sleep(self, 1);

    (void)args;
    gen_task_cancel(t, NULL);
    ok = gen_sleep(self, 1) && ok;
    record("%d", gen_future_cancelled(t));
    gen_free(t);
    return finish(self, ok);
}

/* Check that CancelledError is not caught as an Exception. */
static void test_not_an_exception(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_catcher), GEN_RETURNED);
    assert_string_equal(recorded(), "0 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cancel_unstarted), cmocka_unit_test(test_cancel_sleeping),
        cmocka_unit_test(test_swallow),          cmocka_unit_test(test_uncancel),
        cmocka_unit_test(test_cancel_awaiting),  cmocka_unit_test(test_cancel_self),
        cmocka_unit_test(test_by_hand),          cmocka_unit_test(test_cancel_when_woken),
        cmocka_unit_test(test_not_an_exception),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
