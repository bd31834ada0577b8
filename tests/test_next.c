/* PEP 255: calling, next, return, exceptions, re-entry. */
#include "outcome.h"
#include "record.h"

static gen_status_t count_to(gen_t *self, void *args)
{
    int64_t n = *(int64_t *)args;

    record("start");
    for (int64_t i = 0; i < n; i++) {
        if (!gen_yield(self, gen_int(i), NULL))
            return GEN_RAISED;
        record("after %d", (int)i);
    }
    return GEN_RETURNED;
}

static gen_t *counter(int64_t n)
{
    return gen_new(count_to, &n, sizeof n);
}

/* Check that making a generator runs none of its body. */
static void test_pep255_calling_runs_none_of_the_body(void **state)
{
    gen_t *g = counter(1);

    (void)state;
    assert_non_null(g);
    assert_recorded("");
    assert_state(g, GEN_CREATED);
    gen_free(g);
    assert_recorded("");
}

/* Check that the first next runs from the start to the first yield, and the second from there to the second. */
static void test_pep255_next_runs_to_the_next_yield(void **state)
{
    gen_t *g = counter(2);

    (void)state;
    assert_next(g, "yields 0");
    assert_recorded("start");
    assert_next(g, "yields 1");
    assert_recorded("after 0");
    gen_free(g);
}

/* Check that a body that ends is done, and stays done without running again. */
static void test_pep255_the_end_is_final(void **state)
{
    gen_t *g = counter(1);

    (void)state;
    assert_next(g, "yields 0");
    for (int i = 0; i < 3; i++) {
        assert_next(g, "returns None");
        assert_state(g, GEN_CLOSED);
    }
    assert_recorded("start; after 0");
    gen_free(g);
}

/* Check that a body without a single yield is done at the first next. */
static void test_pep255_no_yield_at_all(void **state)
{
    gen_t *g = counter(0);

    (void)state;
    assert_next(g, "returns None");
    assert_recorded("start");
    gen_free(g);
}

static gen_status_t divide_by_zero(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield(self, gen_int(1), NULL))
        return GEN_RAISED;
    return gen_raise(self, GEN_ZERO_DIVISION_ERROR, "division by %s", "zero");
}

/* Check that an exception reaches whoever called next, and that the generator is merely done afterwards. */
static void test_pep255_an_exception_reaches_the_caller_once(void **state)
{
    gen_t *g = gen_new(divide_by_zero, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    assert_next(g, "raises ZeroDivisionError('division by zero')");
    assert_state(g, GEN_CLOSED);
    assert_next(g, "returns None");
    assert_null(gen_error(g));
    gen_free(g);
}

static gen_status_t raise_seven(gen_t *self, void *args)
{
    (void)args;
    return gen_raise_value(self, GEN_KEY_ERROR, gen_int(7));
}

/* Check that gen_raise_value() raises with any value. */
static void test_raise_value(void **state)
{
    gen_t *g = gen_new(raise_seven, NULL, 0);

    (void)state;
    assert_next(g, "raises KeyError(7)");
    gen_free(g);
}

static gen_status_t step_itself(gen_t *self, void *args)
{
    (void)args;
    record("next: %s", next_of(self));
    record("send: %s", send_to(self, gen_int(1)));
    record("throw: %s", throw_at(self, GEN_KEY_ERROR, GEN_NONE));
    record("close: %s", close_of(self));
    record(gen_state(self) == GEN_RUNNING ? "still running" : "not running");
    if (!gen_yield(self, gen_int(1), NULL))
        return GEN_RAISED;
    return gen_return(self, gen_int(2));
}

/* Check that a running generator can't be resumed, and is not disturbed by the attempt. */
static void test_pep255_a_running_generator_cannot_be_resumed(void **state)
{
    gen_t *g = gen_new(step_itself, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    assert_recorded("next: raises ValueError('generator already executing'); "
                    "send: raises ValueError('generator already executing'); "
                    "throw: raises ValueError('generator already executing'); "
                    "close: raises ValueError('generator already executing'); still running");
    assert_next(g, "returns 2");
    gen_free(g);
}

static gen_status_t pass_on(gen_t *self, void *args)
{
    gen_t *other = *(gen_t **)args;
    gen_value_t v;
    gen_status_t status;

    while ((status = gen_next(other, &v)) == GEN_YIELDED)
        if (!gen_yield(self, gen_int(10 * gen_as_int(v)), NULL))
            return GEN_RAISED;
    return status == GEN_RAISED ? gen_propagate(self, other) : gen_return(self, gen_str("passed on"));
}

/* Check that one generator may be stepped by several callers in turn, and always answers the last one. */
static void test_pep255_a_yield_goes_to_whoever_resumed_last(void **state)
{
    gen_t *g = counter(4), *a = gen_new(pass_on, &g, sizeof g), *b = gen_new(pass_on, &g, sizeof g);

    (void)state;
    assert_next(a, "yields 0");
    assert_next(g, "yields 1");
    assert_next(b, "yields 20");
    assert_next(a, "yields 30");
    assert_next(b, "returns 'passed on'");
    assert_next(a, "returns 'passed on'");
    assert_recorded("start; after 0; after 1; after 2; after 3");
    gen_free(a);
    gen_free(b);
    gen_free(g);
}

/* Check that an exception of an inner generator's step passes through a body with gen_propagate(), unchanged. */
static void test_propagate_lets_an_exception_through(void **state)
{
    gen_t *inner = gen_new(divide_by_zero, NULL, 0), *outer = gen_new(pass_on, &inner, sizeof inner);

    (void)state;
    assert_next(outer, "yields 10");
    assert_next(outer, "raises ZeroDivisionError('division by zero')");
    assert_string_equal(chain_of(outer), "ZeroDivisionError('division by zero')");
    gen_free(outer);
    gen_free(inner);
}

/* Check that each generator has locals and arguments of its own. */
static void test_pep255_generators_are_independent(void **state)
{
    gen_t *a = counter(2), *b = counter(3);

    (void)state;
    assert_next(a, "yields 0");
    assert_next(b, "yields 0");
    assert_next(b, "yields 1");
    assert_next(a, "yields 1");
    assert_next(b, "yields 2");
    assert_next(a, "returns None");
    recorded();
    gen_free(a);
    gen_free(b);
}

static gen_status_t yield_none(gen_t *self, void *args)
{
    (void)args;
    return gen_yield(self, GEN_NONE, NULL) ? gen_return(self, gen_int(0)) : GEN_RAISED;
}

/* Check that a yielded None is a value: not the end. */
static void test_pep255_yielding_none_is_not_the_end(void **state)
{
    gen_t *g = gen_new(yield_none, NULL, 0);

    (void)state;
    assert_next(g, "yields None");
    assert_next(g, "returns 0");
    gen_free(g);
}

/* Check that GEN_FOREACH visits each value, and that leaving it neither closes nor advances the generator. */
static void test_foreach(void **state)
{
    gen_t *g = counter(5);
    int64_t sum = 0;

    (void)state;
    GEN_FOREACH (v, g) {
        if (gen_as_int(v) == 1)
            continue;
        if (gen_as_int(v) == 3)
            break;
        sum = 10 * sum + gen_as_int(v) + 1;
    }
    assert_int_equal(sum, 13);
    assert_state(g, GEN_SUSPENDED);
    assert_next(g, "yields 4");
    recorded();
    gen_free(g);
}

/* Check that GEN_FOREACH ends at an exception, which gen_error() then shows. */
static void test_foreach_ends_at_an_exception(void **state)
{
    gen_t *g = gen_new(divide_by_zero, NULL, 0);
    int rounds = 0;

    (void)state;
    GEN_FOREACH (v, g)
        rounds += (int)gen_as_int(v);
    assert_int_equal(rounds, 1);
    assert_string_equal(error_text(gen_error(g)), "ZeroDivisionError('division by zero')");
    gen_free(g);
}

/* Check that gen_next_or() gives the fallback at the end only, and leaves an exception one. */
static void test_next_or(void **state)
{
    gen_t *g = counter(1), *raiser = gen_new(divide_by_zero, NULL, 0);
    gen_value_t v;

    (void)state;
    assert_true(gen_next_or(g, gen_int(-1), &v));
    assert_string_equal(value_text(v), "0");
    assert_true(gen_next_or(g, gen_int(-1), &v));
    assert_string_equal(value_text(v), "-1");
    assert_true(gen_next_or(raiser, gen_int(-1), &v));
    assert_string_equal(value_text(v), "1");
    assert_false(gen_next_or(raiser, gen_int(-1), &v));
    assert_string_equal(error_text(gen_error(raiser)), "ZeroDivisionError('division by zero')");
    recorded();
    gen_free(g);
    gen_free(raiser);
}

/* Check that the place for the value may be NULL in every step. */
static void test_out_may_be_null(void **state)
{
    gen_t *g = counter(9), *once = counter(0);

    (void)state;
    assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    assert_int_equal(gen_send(g, gen_int(3), NULL), GEN_YIELDED);
    assert_int_equal(gen_throw(g, GEN_KEY_ERROR, GEN_NONE, NULL), GEN_RAISED);
    assert_int_equal(gen_close(g, NULL), GEN_RETURNED);
    assert_int_equal(gen_next(g, NULL), GEN_RETURNED);
    assert_int_equal(gen_next(once, NULL), GEN_RETURNED);
    recorded();
    gen_free(g);
    gen_free(once);
}

/* Check that gen_error() is good until the next step, and that gen_take_error() hands the reference over. */
static void test_error_and_take_error(void **state)
{
    gen_t *g = gen_new(divide_by_zero, NULL, 0);
    gen_error_t *e;

    (void)state;
    assert_null(gen_error(g));
    assert_next(g, "yields 1");
    assert_null(gen_error(g));
    assert_int_equal(gen_next(g, NULL), GEN_RAISED);
    assert_non_null(gen_error(g));
    e = gen_take_error(g);
    assert_null(gen_error(g));
    assert_null(gen_take_error(g));
    gen_free(g);
    assert_string_equal(error_text(e), "ZeroDivisionError('division by zero')");
    gen_error_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pep255_calling_runs_none_of_the_body),
        TEST(test_pep255_next_runs_to_the_next_yield),
        TEST(test_pep255_the_end_is_final),
        TEST(test_pep255_no_yield_at_all),
        TEST(test_pep255_an_exception_reaches_the_caller_once),
        TEST(test_raise_value),
        TEST(test_pep255_a_running_generator_cannot_be_resumed),
        TEST(test_pep255_a_yield_goes_to_whoever_resumed_last),
        TEST(test_propagate_lets_an_exception_through),
        TEST(test_pep255_generators_are_independent),
        TEST(test_pep255_yielding_none_is_not_the_end),
        TEST(test_foreach),
        TEST(test_foreach_ends_at_an_exception),
        TEST(test_next_or),
        TEST(test_out_may_be_null),
        TEST(test_error_and_take_error),
    };

    return cmocka_run_group_tests_name("next", tests, NULL, NULL);
}
