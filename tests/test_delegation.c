/* PEP 380: yield from a generator. */
#include "outcome.h"
#include "record.h"

/* What the innermost generator of a test does; its delegators record what they get. */
static gen_status_t sub(gen_t *self, void *args)
{
    gen_value_t in;

    (void)args;
    for (int64_t i = 1;; i++) {
        if (gen_yield(self, gen_int(i), &in)) {
            record("sub got %s", value_text(in));
            if (gen_value_equal(in, gen_str("return")))
                return gen_return(self, gen_str("result"));
            if (gen_value_equal(in, gen_str("raise")))
                return gen_raise(self, GEN_VALUE_ERROR, "from sub");
            continue;
        }
        record("sub thrown %s", error_text(gen_pending(self)));
        if (gen_catch(self, GEN_KEY_ERROR))
            continue;
        if (gen_catch(self, GEN_TYPE_ERROR))
            return gen_return(self, gen_str("in answer"));
        if (gen_catch(self, GEN_ASSERTION_ERROR))
            return gen_raise(self, GEN_RUNTIME_ERROR, "instead");
        return GEN_RAISED;
    }
}

/* Delegates to a new generator with the body it is given, and yields 'went on' after whatever came of it. */
static gen_status_t delegator(gen_t *self, void *args)
{
    gen_value_t result = GEN_NONE;

    record("delegator starts");
    if (gen_yield_from(self, gen_new(*(gen_body_t **)args, NULL, 0), &result)) {
        record("result %s", value_text(result));
        if (!gen_yield(self, gen_str("went on"), NULL))
            return GEN_RAISED;
        return gen_return(self, result);
    }
    record("raised here: %s", error_text(gen_pending(self)));
    if (gen_catch(self, GEN_EXCEPTION))
        return gen_yield(self, gen_str("caught"), NULL) ? gen_return(self, gen_str("after all")) : GEN_RAISED;
    return GEN_RAISED;
}

static gen_t *delegate_to(gen_body_t *body)
{
    return gen_new(delegator, &body, sizeof body);
}

static gen_t *started(gen_body_t *body)
{
    gen_t *g = delegate_to(body);

    gen_next(g, NULL);
    recorded();
    return g;
}

/* Check that every value of the sub goes straight to the caller; the delegator does not run meanwhile. */
static void test_pep380_values_go_straight_to_the_caller(void **state)
{
    gen_t *g = delegate_to(sub);

    (void)state;
    assert_next(g, "yields 1");
    assert_recorded("delegator starts");
    assert_next(g, "yields 2");
    assert_next(g, "yields 3");
    assert_recorded("sub got None; sub got None");
    gen_free(g);
    assert_recorded("sub thrown GeneratorExit(); raised here: GeneratorExit()");
}

/* Check that what is sent reaches the sub. */
static void test_pep380_send_reaches_the_sub(void **state)
{
    gen_t *g = started(sub);

    (void)state;
    assert_send(g, gen_int(5), "yields 2");
    assert_send(g, GEN_NONE, "yields 3");
    assert_send(g, gen_str("x"), "yields 4");
    assert_recorded("sub got 5; sub got None; sub got 'x'");
    gen_free(g);
    recorded();
}

/* Check that the value of the expression is what the sub returned. */
static void test_pep380_the_result_is_the_subs_return_value(void **state)
{
    gen_t *g = started(sub);

    (void)state;
    assert_send(g, gen_str("return"), "yields 'went on'");
    assert_recorded("sub got 'return'; result 'result'");
    assert_null(gen_delegating_to(g));
    assert_next(g, "returns 'result'");
    gen_free(g);
}

/* Check that an exception of the sub is raised at the yield from, where it can be caught. */
static void test_pep380_an_exception_of_the_sub_is_raised_here(void **state)
{
    gen_t *g = started(sub);

    (void)state;
    assert_send(g, gen_str("raise"), "yields 'caught'");
    assert_recorded("sub got 'raise'; raised here: ValueError('from sub')");
    assert_next(g, "returns 'after all'");
    gen_free(g);
}

/* Check that throw is passed to the sub, which may handle it and yield: the delegation goes on. */
static void test_pep380_throw_is_forwarded_to_the_subiterator(void **state)
{
    gen_t *g = started(sub);

    (void)state;
    assert_throw(g, GEN_KEY_ERROR, gen_int(1), "yields 2");
    assert_recorded("sub thrown KeyError(1)");
    assert_non_null(gen_delegating_to(g));
    assert_next(g, "yields 3");
    recorded();
    gen_free(g);
    recorded();
}

/* Check that a sub that returns in answer to a throw completes the delegation. */
static void test_pep380_a_sub_may_return_in_answer_to_throw(void **state)
{
    gen_t *g = started(sub);

    (void)state;
    assert_throw(g, GEN_TYPE_ERROR, GEN_NONE, "yields 'went on'");
    assert_recorded("sub thrown TypeError(); result 'in answer'");
    gen_free(g);
}

/* Check that what the sub raises in answer to a throw, or lets pass, is raised at the yield from. */
static void test_pep380_a_sub_may_raise_in_answer_to_throw(void **state)
{
    gen_t *g = started(sub), *h = started(sub);

    (void)state;
    assert_throw(g, GEN_ASSERTION_ERROR, GEN_NONE, "yields 'caught'");
    assert_recorded("sub thrown AssertionError(); raised here: RuntimeError('instead')");
    assert_throw(h, GEN_OS_ERROR, gen_int(2), "yields 'caught'");
    assert_recorded("sub thrown OSError(2); raised here: OSError(2)");
    gen_free(g);
    gen_free(h);
}

static gen_status_t empty(gen_t *self, void *args)
{
    (void)args;
    return gen_return(self, gen_str("empty"));
}

/* Check that a sub that yields nothing completes the delegation without suspending. */
static void test_pep380_an_empty_sub_does_not_suspend(void **state)
{
    gen_t *g = delegate_to(empty);

    (void)state;
    assert_next(g, "yields 'went on'");
    assert_recorded("delegator starts; result 'empty'");
    gen_free(g);
}

/* Check that throw(GeneratorExit) closes the sub, then raises the very same exception at the yield from. */
static void test_pep380_throw_generator_exit_closes_the_sub(void **state)
{
    gen_t *g = started(sub);
    gen_error_t *e = gen_error_new(GEN_GENERATOR_EXIT, "mine");

    (void)state;
    assert_throw_error(g, e, "raises GeneratorExit('mine')");
    assert_ptr_equal(gen_error(g), e);
    assert_recorded("sub thrown GeneratorExit(); raised here: GeneratorExit('mine')");
    gen_free(g);
    gen_error_free(e);
}

static gen_status_t raise_on_exit(gen_t *self, void *args)
{
    (void)args;
    return gen_yield(self, gen_int(1), NULL) ? GEN_RETURNED : gen_raise(self, GEN_VALUE_ERROR, "in close");
}

/* Check that what the sub's close raises is raised at the yield from in place of GeneratorExit. */
static void test_pep380_an_exception_of_the_subs_close_replaces_the_exit(void **state)
{
    gen_t *thrown = started(raise_on_exit), *closed = started(raise_on_exit);

    (void)state;
    assert_throw(thrown, GEN_GENERATOR_EXIT, GEN_NONE, "yields 'caught'");
    assert_recorded("raised here: ValueError('in close')");
    assert_close(closed, "raises RuntimeError('generator ignored GeneratorExit')");
    assert_recorded("raised here: ValueError('in close')");
    gen_free(thrown);
    gen_free(closed);
}

static gen_status_t ignore_exit(gen_t *self, void *args)
{
    (void)args;
    for (int i = 0; i < 2; i++)
        if (!gen_yield(self, gen_int(i), NULL) && !gen_catch(self, GEN_GENERATOR_EXIT))
            return GEN_RAISED;
    return GEN_RETURNED;
}

/* Check that a sub that ignores GeneratorExit raises RuntimeError at the yield from. */
static void test_pep380_a_sub_that_ignores_the_exit(void **state)
{
    gen_t *thrown = started(ignore_exit), *closed = started(ignore_exit);

    (void)state;
    assert_throw(thrown, GEN_GENERATOR_EXIT, GEN_NONE, "yields 'caught'");
    assert_recorded("raised here: RuntimeError('generator ignored GeneratorExit')");
    assert_close(closed, "raises RuntimeError('generator ignored GeneratorExit')");
    assert_recorded("raised here: RuntimeError('generator ignored GeneratorExit')");
    gen_free(thrown);
    gen_free(closed);
}

static gen_status_t another_exit(gen_t *self, void *args)
{
    (void)args;
    return gen_yield(self, gen_int(1), NULL) ? GEN_RETURNED : gen_raise(self, GEN_GENERATOR_EXIT, "the sub's");
}

/* Check that the sub's own GeneratorExit is swallowed by its close: the thrown one goes on. */
static void test_pep380_the_subs_own_exit_is_swallowed(void **state)
{
    gen_t *g = started(another_exit);

    (void)state;
    assert_throw(g, GEN_GENERATOR_EXIT, gen_str("thrown"), "raises GeneratorExit('thrown')");
    assert_recorded("raised here: GeneratorExit('thrown')");
    gen_free(g);
}

/* Check that close closes the sub first, then raises GeneratorExit at the yield from. */
static void test_pep380_close_closes_the_sub_first(void **state)
{
    gen_t *g = started(sub);

    (void)state;
    assert_close(g, "returns None");
    assert_recorded("sub thrown GeneratorExit(); raised here: GeneratorExit()");
    gen_free(g);
}

static gen_status_t return_on_exit(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield(self, gen_int(1), NULL) && !gen_catch(self, GEN_GENERATOR_EXIT))
        return GEN_RAISED;
    return gen_return(self, gen_str("the sub's"));
}

/* Check that what the sub returns in answer to a close is dropped. */
static void test_pep380_the_subs_value_in_answer_to_close_is_dropped(void **state)
{
    gen_t *g = started(return_on_exit), *h = started(return_on_exit);

    (void)state;
    assert_close(g, "returns None");
    assert_recorded("raised here: GeneratorExit()");
    assert_throw(h, GEN_GENERATOR_EXIT, GEN_NONE, "raises GeneratorExit()");
    assert_recorded("raised here: GeneratorExit()");
    gen_free(g);
    gen_free(h);
}

static gen_status_t catch_exit_and_return(gen_t *self, void *args)
{
    (void)args;
    if (gen_yield_from(self, gen_new(sub, NULL, 0), NULL) || !gen_catch(self, GEN_GENERATOR_EXIT))
        return GEN_RAISED;
    return gen_return(self, gen_str("the delegator's"));
}

/* Check that close returns what the delegator itself returns. */
static void test_pep380_close_returns_the_delegators_value(void **state)
{
    gen_t *g = gen_new(catch_exit_and_return, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    assert_close(g, "returns \"the delegator's\"");
    assert_recorded("sub thrown GeneratorExit()");
    gen_free(g);
}

static gen_status_t raise_exit_by_itself(gen_t *self, void *args)
{
    (void)args;
    return gen_yield(self, gen_int(1), NULL) ? gen_raise(self, GEN_GENERATOR_EXIT, "unasked") : GEN_RAISED;
}

/* Check that a GeneratorExit that a sub raises by itself is an exception like any other. */
static void test_pep380_an_exit_that_nobody_asked_for(void **state)
{
    gen_t *g = started(raise_exit_by_itself);

    (void)state;
    assert_next(g, "raises GeneratorExit('unasked')");
    assert_recorded("raised here: GeneratorExit('unasked')");
    gen_free(g);
}

static gen_status_t raise_stop(gen_t *self, void *args)
{
    (void)args;
    return gen_yield(self, gen_int(1), NULL) ? gen_raise(self, GEN_STOP_ITERATION, "leaked") : GEN_RAISED;
}

/* Check that a StopIteration that leaks out of a sub does not complete the delegation: it is converted in the sub. */
static void test_pep479_a_leaked_stop_iteration_does_not_complete(void **state)
{
    gen_t *g = started(raise_stop);

    (void)state;
    assert_next(g, "yields 'caught'");
    assert_recorded("raised here: RuntimeError('generator raised StopIteration')");
    gen_free(g);
}

static gen_status_t two_in_a_row(gen_t *self, void *args)
{
    gen_value_t first, second;

    (void)args;
    if (!gen_yield_from(self, gen_new(sub, NULL, 0), &first) || !gen_yield_from(self, gen_new(sub, NULL, 0), &second))
        return GEN_RAISED;
    record("results %s, %s", value_text(first), value_text(second));
    return gen_yield_from(self, gen_new(sub, NULL, 0), NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that a generator may delegate several times in a row. */
static void test_pep380_delegations_in_a_row(void **state)
{
    gen_t *g = gen_new(two_in_a_row, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    assert_send(g, gen_str("return"), "yields 1");
    assert_next(g, "yields 2");
    assert_send(g, gen_str("return"), "yields 1");
    assert_recorded("sub got 'return'; sub got None; sub got 'return'; results 'result', 'result'");
    assert_send(g, gen_str("return"), "returns None");
    recorded();
    gen_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pep380_values_go_straight_to_the_caller),
        TEST(test_pep380_send_reaches_the_sub),
        TEST(test_pep380_the_result_is_the_subs_return_value),
        TEST(test_pep380_an_exception_of_the_sub_is_raised_here),
        TEST(test_pep380_throw_is_forwarded_to_the_subiterator),
        TEST(test_pep380_a_sub_may_return_in_answer_to_throw),
        TEST(test_pep380_a_sub_may_raise_in_answer_to_throw),
        TEST(test_pep380_an_empty_sub_does_not_suspend),
        TEST(test_pep380_throw_generator_exit_closes_the_sub),
        TEST(test_pep380_an_exception_of_the_subs_close_replaces_the_exit),
        TEST(test_pep380_a_sub_that_ignores_the_exit),
        TEST(test_pep380_the_subs_own_exit_is_swallowed),
        TEST(test_pep380_close_closes_the_sub_first),
        TEST(test_pep380_the_subs_value_in_answer_to_close_is_dropped),
        TEST(test_pep380_close_returns_the_delegators_value),
        TEST(test_pep380_an_exit_that_nobody_asked_for),
        TEST(test_pep479_a_leaked_stop_iteration_does_not_complete),
        TEST(test_pep380_delegations_in_a_row),
    };

    return cmocka_run_group_tests_name("delegation", tests, NULL, NULL);
}
