/* PEP 342 and CPython 3.13: close. */
#include "outcome.h"
#include "record.h"

static gen_status_t work(gen_t *self, void *args)
{
    (void)args;
    record("start");
    while (gen_yield(self, gen_int(1), NULL))
        ;
    record("cleanup after %s", error_text(gen_pending(self)));
    return GEN_RAISED;
}

/* Check that close on a fresh generator runs none of its body; it is done afterwards. */
static void test_pep342_close_before_the_start(void **state)
{
    gen_t *g = gen_new(work, NULL, 0);

    (void)state;
    assert_close(g, "returns None");
    assert_state(g, GEN_CLOSED);
    assert_next(g, "returns None");
    assert_recorded("");
    gen_free(g);
}

/* Check that close raises GeneratorExit at the yield, that cleanup runs, and that close swallows the exception. */
static void test_pep342_close_raises_generator_exit_at_the_yield(void **state)
{
    gen_t *g = gen_new(work, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    assert_close(g, "returns None");
    assert_recorded("start; cleanup after GeneratorExit()");
    assert_state(g, GEN_CLOSED);
    assert_null(gen_error(g));
    gen_free(g);
}

/* Check that close on a closed generator does nothing, any number of times, however it was closed. */
static void test_pep342_close_twice(void **state)
{
    gen_t *g = gen_new(work, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    for (int i = 0; i < 3; i++)
        assert_close(g, "returns None");
    assert_recorded("start; cleanup after GeneratorExit()");
    assert_throw(g, GEN_KEY_ERROR, GEN_NONE, "raises KeyError()");
    assert_close(g, "returns None");
    assert_null(gen_error(g));
    gen_free(g);
}

static gen_status_t return_in_answer(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield(self, gen_int(1), NULL) && gen_catch(self, GEN_GENERATOR_EXIT))
        return gen_return(self, gen_str("total"));
    return gen_return(self, gen_str("ran on"));
}

/* Check that close returns what the body returns in answer, once, as CPython does since 3.13. */
static void test_close_returns_the_bodys_value(void **state)
{
    gen_t *g = gen_new(return_in_answer, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    assert_close(g, "returns 'total'");
    assert_close(g, "returns None");
    assert_next(g, "returns None");
    gen_free(g);
}

/* Check that close on a generator that has returned a value does not return it again. */
static void test_close_after_the_end_returns_none(void **state)
{
    gen_t *g = gen_new(return_in_answer, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    assert_next(g, "returns 'ran on'");
    assert_close(g, "returns None");
    gen_free(g);
}

static gen_status_t raise_generator_exit(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield(self, gen_int(1), NULL) && gen_catch(self, GEN_GENERATOR_EXIT))
        return gen_raise(self, GEN_GENERATOR_EXIT, "another one");
    return GEN_RETURNED;
}

/* Check that close swallows any GeneratorExit, not only its own. */
static void test_pep342_close_swallows_any_generator_exit(void **state)
{
    gen_t *g = gen_new(raise_generator_exit, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    assert_close(g, "returns None");
    assert_state(g, GEN_CLOSED);
    assert_null(gen_error(g));
    gen_free(g);
}

static const gen_exc_t SPECIAL_EXIT[1] = {{"SpecialExit", GEN_GENERATOR_EXIT}};

static gen_status_t raise_special_exit(gen_t *self, void *args)
{
    (void)args;
    return gen_yield(self, gen_int(1), NULL) ? GEN_RETURNED : gen_raise(self, SPECIAL_EXIT, NULL);
}

/* Check that close swallows a type derived from GeneratorExit too. */
static void test_pep342_close_swallows_derived_exits(void **state)
{
    gen_t *g = gen_new(raise_special_exit, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    assert_close(g, "returns None");
    gen_free(g);
}

static gen_status_t ignore_exit(gen_t *self, void *args)
{
    int64_t n = *(int64_t *)args;

    for (int64_t i = 0; i <= n; i++)
        if (!gen_yield(self, gen_int(i), NULL)) {
            record("%s at %d", error_text(gen_pending(self)), (int)i);
            if (!gen_catch(self, GEN_BASE_EXCEPTION))
                return GEN_RAISED;
        }
    return gen_return(self, gen_str("at last"));
}

/* Check that a body that yields in answer is reported, and stays suspended at that yield, usable, to be closed again. */
static void test_pep342_ignoring_generator_exit_is_a_runtime_error(void **state)
{
    int64_t n = 3;
    gen_t *g = gen_new(ignore_exit, &n, sizeof n);

    (void)state;
    assert_next(g, "yields 0");
    assert_close(g, "raises RuntimeError('generator ignored GeneratorExit')");
    assert_string_equal(chain_of(g), "RuntimeError('generator ignored GeneratorExit')");
    assert_state(g, GEN_SUSPENDED);
    assert_recorded("GeneratorExit() at 0");
    assert_close(g, "raises RuntimeError('generator ignored GeneratorExit')");
    assert_recorded("GeneratorExit() at 1");
    assert_next(g, "yields 3");
    assert_null(gen_error(g));
    assert_close(g, "returns 'at last'");
    assert_recorded("GeneratorExit() at 3");
    gen_free(g);
}

/* Check that send and throw work after an ignored exit, each the first thing that is done. */
static void test_pep342_every_step_works_after_an_ignored_exit(void **state)
{
    int64_t n = 9;

    (void)state;
    for (int step = 0; step < 2; step++) {
        gen_t *g = gen_new(ignore_exit, &n, sizeof n);

        assert_next(g, "yields 0");
        assert_close(g, "raises RuntimeError('generator ignored GeneratorExit')");
        if (step == 0)
            assert_send(g, gen_int(7), "yields 2");
        else
            assert_throw(g, GEN_KEY_ERROR, GEN_NONE, "yields 2");
        while (gen_next(g, NULL) == GEN_YIELDED)
            ;
        gen_free(g);
    }
    assert_recorded("GeneratorExit() at 0; GeneratorExit() at 0; KeyError() at 1");
}

static gen_status_t raise_in_answer(gen_t *self, void *args)
{
    const gen_exc_t *type = *(const gen_exc_t **)args;

    return gen_yield(self, gen_int(1), NULL) ? GEN_RETURNED : gen_raise(self, type, "in answer");
}

/* Check that another exception comes out of close, and that the generator is closed. */
static void test_pep342_another_exception_comes_out_of_close(void **state)
{
    const gen_exc_t *type = GEN_KEY_ERROR;
    gen_t *g = gen_new(raise_in_answer, &type, sizeof type);

    (void)state;
    assert_next(g, "yields 1");
    assert_close(g, "raises KeyError('in answer')");
    assert_state(g, GEN_CLOSED);
    assert_close(g, "returns None");
    gen_free(g);
}

/* Check that a StopIteration raised in answer is converted, not swallowed. */
static void test_pep479_stop_iteration_during_close_is_converted(void **state)
{
    const gen_exc_t *type = GEN_STOP_ITERATION;
    gen_t *g = gen_new(raise_in_answer, &type, sizeof type);

    (void)state;
    assert_next(g, "yields 1");
    assert_close(g, "raises RuntimeError('generator raised StopIteration')");
    assert_string_equal(chain_of(g), "RuntimeError('generator raised StopIteration')"
                                     "<cause and context StopIteration('in answer')>");
    gen_free(g);
}

static gen_status_t handler_context(gen_t *self, void *args)
{
    gen_error_t *e;

    (void)args;
    if (!gen_yield(self, gen_int(1), NULL) && gen_catch_as(self, GEN_GENERATOR_EXIT, &e)) {
        gen_handler_t handler;

        gen_except_begin(&handler, e);
        gen_raise(self, GEN_KEY_ERROR, "while closing");
        gen_except_end(&handler);
        gen_error_free(e);
    }
    return GEN_RAISED;
}

/* Check that what is raised while GeneratorExit is being handled has it as its context. */
static void test_generator_exit_becomes_the_context(void **state)
{
    gen_t *g = gen_new(handler_context, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    assert_close(g, "raises KeyError('while closing')");
    assert_string_equal(chain_of(g), "KeyError('while closing')<context GeneratorExit()>");
    gen_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pep342_close_before_the_start),
        TEST(test_pep342_close_raises_generator_exit_at_the_yield),
        TEST(test_pep342_close_twice),
        TEST(test_close_returns_the_bodys_value),
        TEST(test_close_after_the_end_returns_none),
        TEST(test_pep342_close_swallows_any_generator_exit),
        TEST(test_pep342_close_swallows_derived_exits),
        TEST(test_pep342_ignoring_generator_exit_is_a_runtime_error),
        TEST(test_pep342_every_step_works_after_an_ignored_exit),
        TEST(test_pep342_another_exception_comes_out_of_close),
        TEST(test_pep479_stop_iteration_during_close_is_converted),
        TEST(test_generator_exit_becomes_the_context),
    };

    return cmocka_run_group_tests_name("close", tests, NULL, NULL);
}
