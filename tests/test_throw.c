/* PEP 342: throw. */
#include "outcome.h"
#include "record.h"

/* Yields 1; answers each type of exception in another way: a yield, a return, a raise, or not at all. */
static gen_status_t answer(gen_t *self, void *args)
{
    (void)args;
    record("start");
    if (gen_yield(self, gen_int(1), NULL))
        return gen_return(self, gen_str("nothing was thrown"));
    record("thrown %s", error_text(gen_pending(self)));
    if (gen_catch(self, GEN_KEY_ERROR) && !gen_yield(self, gen_str("handled"), NULL))
        return GEN_RAISED;
    if (gen_catch(self, GEN_TYPE_ERROR))
        return gen_return(self, gen_str("the end"));
    if (gen_catch(self, GEN_ASSERTION_ERROR))
        return gen_raise(self, GEN_RUNTIME_ERROR, "instead");
    record("cleanup");
    return gen_pending(self) != NULL ? GEN_RAISED : GEN_RETURNED;
}

static gen_t *started(void)
{
    gen_t *g = gen_new(answer, NULL, 0);

    assert_next(g, "yields 1");
    assert_recorded("start");
    return g;
}

/* Check that throw raises at the yield, and returns the next value if the body handles it. */
static void test_pep342_throw_raises_at_the_yield(void **state)
{
    gen_t *g = started();

    (void)state;
    assert_throw(g, GEN_KEY_ERROR, gen_int(3), "yields 'handled'");
    assert_recorded("thrown KeyError(3)");
    assert_null(gen_error(g));
    assert_next(g, "returns None");
    assert_recorded("cleanup");
    gen_free(g);
}

/* Check that an exception that the body lets pass is the very one thrown, unchanged, and closes the generator. */
static void test_pep342_an_unhandled_exception_comes_back(void **state)
{
    gen_t *g = started();
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "mine");

    (void)state;
    assert_int_equal(gen_throw_error(g, e, NULL), GEN_RAISED);
    assert_ptr_equal(gen_error(g), e);
    assert_string_equal(chain_text(e), "ValueError('mine')");
    assert_state(g, GEN_CLOSED);
    assert_recorded("thrown ValueError('mine'); cleanup");
    gen_free(g);
    gen_error_free(e);
}

/* Check that a body may answer by returning. */
static void test_pep342_a_body_may_return_in_answer(void **state)
{
    gen_t *g = started();

    (void)state;
    assert_throw(g, GEN_TYPE_ERROR, GEN_NONE, "returns 'the end'");
    assert_recorded("thrown TypeError()");
    assert_state(g, GEN_CLOSED);
    gen_free(g);
}

/* Check that a body may raise another exception instead. */
static void test_pep342_a_body_may_raise_another(void **state)
{
    gen_t *g = started();

    (void)state;
    assert_throw(g, GEN_ASSERTION_ERROR, GEN_NONE, "raises RuntimeError('instead')");
    assert_string_equal(chain_of(g), "RuntimeError('instead')");
    assert_recorded("thrown AssertionError()");
    gen_free(g);
}

/* Check that throw on a fresh generator raises without entering the body, and closes it. */
static void test_pep342_throw_on_a_fresh_generator_never_enters_it(void **state)
{
    gen_t *g = gen_new(answer, NULL, 0);

    (void)state;
    assert_throw(g, GEN_KEY_ERROR, gen_int(1), "raises KeyError(1)");
    assert_state(g, GEN_CLOSED);
    assert_next(g, "returns None");
    assert_recorded("");
    gen_free(g);
}

/* Check that throw on a closed generator raises what is thrown as it is, StopIteration and GeneratorExit too. */
static void test_pep342_throw_on_a_closed_generator_raises_as_is(void **state)
{
    gen_t *g = gen_new(answer, NULL, 0);
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "the same");

    (void)state;
    assert_close(g, "returns None");
    assert_throw_error(g, e, "raises ValueError('the same')");
    assert_ptr_equal(gen_error(g), e);
    assert_throw(g, GEN_STOP_ITERATION, gen_int(4), "raises StopIteration(4)");
    assert_string_equal(chain_of(g), "StopIteration(4)");
    assert_throw(g, GEN_GENERATOR_EXIT, GEN_NONE, "raises GeneratorExit()");
    assert_next(g, "returns None");
    gen_free(g);
    gen_error_free(e);
}

static gen_status_t throw_at_itself(gen_t *self, void *args)
{
    gen_error_t *e = gen_error_new(GEN_KEY_ERROR, "dropped");

    (void)args;
    record("%s", throw_error_at(self, e));
    record("%s", chain_of(self));
    gen_error_free(e);
    return GEN_RETURNED;
}

/* Check that throw on a running generator drops what is thrown: it isn't even the ValueError's context. */
static void test_pep342_throw_on_a_running_generator_is_dropped(void **state)
{
    gen_t *g = gen_new(throw_at_itself, NULL, 0);

    (void)state;
    assert_next(g, "returns None");
    assert_recorded("raises ValueError('generator already executing'); ValueError('generator already executing')");
    gen_free(g);
}

static gen_status_t yield_whatever_comes(gen_t *self, void *args)
{
    int64_t n = 0;

    (void)args;
    while (n < 10)
        if (!gen_yield(self, gen_int(n++), NULL)) {
            record("caught %s", error_text(gen_pending(self)));
            if (!gen_catch(self, GEN_BASE_EXCEPTION))
                break;
        }
    return gen_return(self, gen_int(n));
}

/* Check that throw(GeneratorExit) is not close(): the body may yield in answer. */
static void test_pep342_throw_generator_exit_is_not_close(void **state)
{
    gen_t *g = gen_new(yield_whatever_comes, NULL, 0), *plain = started();

    (void)state;
    assert_next(g, "yields 0");
    assert_throw(g, GEN_GENERATOR_EXIT, GEN_NONE, "yields 1");
    assert_recorded("caught GeneratorExit()");
    assert_throw(plain, GEN_GENERATOR_EXIT, GEN_NONE, "raises GeneratorExit()");
    recorded();
    assert_throw(g, GEN_KEYBOARD_INTERRUPT, GEN_NONE, "yields 2");
    while (gen_next(g, NULL) == GEN_YIELDED)
        ;
    assert_recorded("caught KeyboardInterrupt()");
    gen_free(g);
    gen_free(plain);
}

static gen_status_t catch_exception_only(gen_t *self, void *args)
{
    (void)args;
    if (gen_yield(self, gen_int(1), NULL))
        return GEN_RETURNED;
    if (!gen_catch(self, GEN_EXCEPTION)) {
        record("passes");
        return GEN_RAISED;
    }
    return gen_return(self, gen_str("caught"));
}

/* Check which exceptions `except Exception` lets pass. */
static void test_except_exception_lets_the_others_pass(void **state)
{
    static const struct {
        const gen_exc_t *type;
        const char *outcome, *events;
    } cases[] = {
        {GEN_VALUE_ERROR, "returns 'caught'", ""},
        {GEN_STOP_ITERATION, "returns 'caught'", ""},
        {GEN_CANCELLED_ERROR, "raises CancelledError()", "passes"},
        {GEN_GENERATOR_EXIT, "raises GeneratorExit()", "passes"},
        {GEN_KEYBOARD_INTERRUPT, "raises KeyboardInterrupt()", "passes"},
        {GEN_SYSTEM_EXIT, "raises SystemExit()", "passes"},
        {GEN_BASE_EXCEPTION, "raises BaseException()", "passes"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        gen_t *g = gen_new(catch_exception_only, NULL, 0);

        assert_next(g, "yields 1");
        assert_throw(g, cases[i].type, GEN_NONE, cases[i].outcome);
        assert_recorded(cases[i].events);
        gen_free(g);
    }
}

static gen_status_t yield_while_cleaning_up(gen_t *self, void *args)
{
    gen_error_t *e;

    (void)args;
    if (gen_yield(self, gen_str("work"), NULL) || !gen_catch_as(self, GEN_BASE_EXCEPTION, &e))
        return GEN_RETURNED;
    if (gen_yield(self, gen_str("cleanup"), NULL))
        gen_reraise(self, e);
    gen_error_free(e);
    return GEN_RAISED;
}

/* Check that a body may yield in a finally: the exception survives the suspension and goes on afterwards. */
static void test_pep342_a_yield_in_finally_keeps_the_exception(void **state)
{
    gen_t *g = gen_new(yield_while_cleaning_up, NULL, 0);
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "in flight");

    (void)state;
    assert_next(g, "yields 'work'");
    assert_throw_error(g, e, "yields 'cleanup'");
    assert_next(g, "raises ValueError('in flight')");
    assert_ptr_equal(gen_error(g), e);
    gen_error_free(e);
    gen_free(g);
}

/* Check that one exception object may be thrown many times, at several generators. */
static void test_one_exception_may_be_thrown_many_times(void **state)
{
    gen_error_t *e = gen_error_new(GEN_KEY_ERROR, "again");

    (void)state;
    for (int i = 0; i < 100; i++) {
        gen_t *g = gen_new(answer, NULL, 0);

        gen_next(g, NULL);
        assert_throw_error(g, e, "yields 'handled'");
        assert_throw_error(g, e, "raises KeyError('again')");
        gen_free(g);
    }
    recorded();
    assert_string_equal(chain_text(e), "KeyError('again')");
    gen_error_free(e);
}

/* Check that throwing NULL is a TypeError that leaves the generator as it was. */
static void test_throwing_nothing_is_a_type_error(void **state)
{
    gen_t *g = started();

    (void)state;
    assert_throw_error(g, NULL,
                       "raises TypeError('exceptions must be classes or instances deriving from "
                       "BaseException, not NULL')");
    assert_state(g, GEN_SUSPENDED);
    assert_next(g, "returns 'nothing was thrown'");
    gen_free(g);
}

/* Check that gen_throw() makes an exception of the type with the value. */
static void test_throw_makes_the_exception(void **state)
{
    gen_t *g = gen_new(answer, NULL, 0);

    (void)state;
    assert_int_equal(gen_throw(g, GEN_OS_ERROR, gen_str("disk full"), NULL), GEN_RAISED);
    assert_ptr_equal(gen_error_type(gen_error(g)), GEN_OS_ERROR);
    assert_string_equal(gen_error_message(gen_error(g)), "disk full");
    gen_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pep342_throw_raises_at_the_yield),
        TEST(test_pep342_an_unhandled_exception_comes_back),
        TEST(test_pep342_a_body_may_return_in_answer),
        TEST(test_pep342_a_body_may_raise_another),
        TEST(test_pep342_throw_on_a_fresh_generator_never_enters_it),
        TEST(test_pep342_throw_on_a_closed_generator_raises_as_is),
        TEST(test_pep342_throw_on_a_running_generator_is_dropped),
        TEST(test_pep342_throw_generator_exit_is_not_close),
        TEST(test_except_exception_lets_the_others_pass),
        TEST(test_pep342_a_yield_in_finally_keeps_the_exception),
        TEST(test_one_exception_may_be_thrown_many_times),
        TEST(test_throwing_nothing_is_a_type_error),
        TEST(test_throw_makes_the_exception),
    };

    return cmocka_run_group_tests_name("throw", tests, NULL, NULL);
}
