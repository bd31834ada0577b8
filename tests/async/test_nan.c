/* NaN for a time: nothing waits for what will never be, and nothing ends at once that has time. */
#include "../death.h"
#include "record.h"
#include "tasks.h"
#include <math.h>

static gen_status_t nap(gen_t *self, void *args)
{
    (void)args;
    return finish(self, gen_sleep(self, 1));
}

/* Enters with NaN, which must not have entered anything; then moves one that was entered. */
static void try_timeouts(gen_t *self)
{
    gen_scope_t scope;
    gen_timeout_t timeout;

    record("%d", gen_scope_enter(self, &scope, (double)NAN));
    caught(self);
    record("%d", gen_timeout_enter(self, &timeout, (double)NAN));
    caught(self);
    if (gen_timeout_enter(self, &timeout, 5))
        record("%d", gen_timeout_reschedule(self, &timeout, (double)NAN));
    caught(self);
    record("%d", (int)gen_timeout_when(&timeout));
    (void)!gen_timeout_exit(self, &timeout);
}

static gen_status_t try_all(gen_t *self, void *args)
{
    gen_t *task = spawn(nap, NULL), *coroutine = gen_coroutine(NULL, nap, NULL, 0);
    gen_as_completed_t *it;

    (void)args;
    try_timeouts(self);
    record("%d", gen_wait_for(self, gen_coroutine(NULL, nap, NULL, 0), (double)NAN, NULL));
    caught(self);
    record("%d", gen_wait(self, &task, 1, (double)NAN, GEN_ALL_COMPLETED, NULL));
    caught(self);
    it = gen_as_completed(self, &coroutine, 1, (double)NAN);
    record("%d", it != NULL);
    caught(self);
    return finish(self, gen_await(self, task, NULL));
}

/* Check that each call which may raise refuses NaN with a ValueError, has taken over what it takes over, and changes
 * nothing. */
static void test_raised(void **state)
{
    (void)state;
    assert_int_equal(run_body(try_all), GEN_RETURNED);
#define REFUSED "0 ValueError(Invalid delay: NaN (not a number)) "
    assert_string_equal(recorded(),
                        REFUSED REFUSED REFUSED "5 " REFUSED REFUSED "0 ValueError(Invalid delay: NaN (not a number))");
}

static void call(void *arg)
{
    (void)arg;
}

static void call_later(void *arg)
{
    (void)!gen_call_later(gen_loop_new(arg), (double)NAN, call, NULL);
}

static void call_at(void *arg)
{
    (void)!gen_call_at(gen_loop_new(arg), (double)NAN, call, NULL);
}

static void reschedule_scope(void *arg)
{
    gen_scope_t scope = {0};

    (void)arg;
    (void)!gen_scope_reschedule(&scope, (double)NAN);
}

/* Check that those which have nobody to raise to say so. */
static void test_said(void **state)
{
    (void)state;
    assert_death(call_later, NULL, "gen_call_later: the delay is not a number");
    assert_death(call_at, NULL, "gen_call_at: the time is not a number");
    assert_death(reschedule_scope, NULL, "gen_scope_reschedule: the deadline is not a number");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_raised),
        cmocka_unit_test(test_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
