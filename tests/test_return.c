/* PEP 380's return values, and PEP 479: StopIteration inside bodies. */
#include "outcome.h"
#include "record.h"

struct plan {
    const gen_exc_t *type; /* raised after one yield; NULL: return value instead */
    gen_value_t value;
};

static gen_status_t follow(gen_t *self, void *args)
{
    struct plan *plan = args;

    if (!gen_yield(self, gen_str("ready"), NULL) && !gen_catch(self, GEN_KEY_ERROR))
        return GEN_RAISED;
    if (plan->type != NULL)
        return gen_raise_value(self, plan->type, plan->value);
    return gen_return(self, plan->value);
}

static gen_t *ready(const gen_exc_t *type, gen_value_t value)
{
    struct plan plan = {type, value};
    gen_t *g = gen_new(follow, &plan, sizeof plan);

    assert_next(g, "yields 'ready'");
    return g;
}

/* Check that a return value is the answer of next, send and throw alike. */
static void test_pep380_return_value_of_every_step(void **state)
{
    gen_t *next = ready(NULL, gen_int(3)), *send = ready(NULL, gen_int(4)), *throw_ = ready(NULL, gen_int(5));

    (void)state;
    assert_next(next, "returns 3");
    assert_send(send, gen_int(0), "returns 4");
    assert_throw(throw_, GEN_KEY_ERROR, GEN_NONE, "returns 5");
    gen_free(next);
    gen_free(send);
    gen_free(throw_);
}

/* Check that a return value is delivered once: later steps return None. */
static void test_pep380_a_return_value_is_delivered_once(void **state)
{
    gen_t *g = ready(NULL, gen_int(3));

    (void)state;
    assert_next(g, "returns 3");
    assert_next(g, "returns None");
    assert_send(g, gen_int(1), "returns None");
    assert_close(g, "returns None");
    gen_free(g);
}

static gen_status_t bare_return(gen_t *self, void *args)
{
    (void)self;
    (void)args;
    return GEN_RETURNED;
}

/* Check that a return without a value, and a return of None, are the same. */
static void test_pep380_a_bare_return_is_return_none(void **state)
{
    gen_t *bare = gen_new(bare_return, NULL, 0), *none = ready(NULL, GEN_NONE);

    (void)state;
    assert_next(bare, "returns None");
    assert_next(none, "returns None");
    gen_free(bare);
    gen_free(none);
}

/* Check that a fresh generator on a used stack does not inherit the old return value. */
static void test_a_bare_return_after_another_bodys_value(void **state)
{
    gen_t *first = ready(NULL, gen_str("old")), *second;

    (void)state;
    assert_next(first, "returns 'old'");
    gen_free(first);
    second = gen_new(bare_return, NULL, 0);
    assert_next(second, "returns None");
    gen_free(second);
}

/* Check that a returned StopIteration is a value like any other: it is neither raised nor merged. */
static void test_pep380_a_returned_stop_iteration_is_a_value(void **state)
{
    gen_error_t *stop = gen_error_new_value(GEN_STOP_ITERATION, gen_int(3));
    gen_t *g = ready(NULL, gen_err(stop));
    gen_value_t out;

    (void)state;
    assert_int_equal(gen_next(g, &out), GEN_RETURNED);
    assert_ptr_equal(gen_as_err(out), stop);
    gen_free(g);
    gen_error_free(stop);
}

/* Check that a StopIteration that leaves a body becomes a RuntimeError, with it as cause and context. */
static void test_pep479_stop_iteration_becomes_runtime_error(void **state)
{
    gen_t *g = ready(GEN_STOP_ITERATION, gen_int(7));

    (void)state;
    assert_next(g, "raises RuntimeError('generator raised StopIteration')");
    assert_string_equal(chain_of(g),
                        "RuntimeError('generator raised StopIteration')<cause and context StopIteration(7)>");
    assert_true(gen_error_suppress_context(gen_error(g)));
    assert_string_equal(printed(gen_error(g)),
                        "StopIteration: 7\n\n"
                        "The above exception was the direct cause of the following exception:\n\n"
                        "RuntimeError: generator raised StopIteration\n");
    assert_next(g, "returns None");
    gen_free(g);
}

/* Check that the same happens to one that send or throw brought about. */
static void test_pep479_in_answer_to_send_and_throw(void **state)
{
    gen_t *g = ready(GEN_STOP_ITERATION, GEN_NONE), *h = ready(GEN_STOP_ITERATION, GEN_NONE);

    (void)state;
    assert_send(g, gen_int(1), "raises RuntimeError('generator raised StopIteration')");
    assert_throw(h, GEN_KEY_ERROR, GEN_NONE, "raises RuntimeError('generator raised StopIteration')");
    gen_free(g);
    gen_free(h);
}

/* Check that a StopIteration thrown into a suspended body that lets it pass is converted. */
static void test_pep479_a_thrown_stop_iteration_is_converted(void **state)
{
    gen_t *g = ready(NULL, GEN_NONE);
    gen_error_t *stop = gen_error_new_value(GEN_STOP_ITERATION, gen_int(1));

    (void)state;
    assert_throw_error(g, stop, "raises RuntimeError('generator raised StopIteration')");
    assert_ptr_equal(gen_error_cause(gen_error(g)), stop);
    assert_ptr_equal(gen_error_context(gen_error(g)), stop);
    gen_free(g);
    gen_error_free(stop);
}

/* Check that one thrown into a fresh generator is converted too, as PEP 479 has it. */
static void test_pep479_a_stop_iteration_thrown_before_the_start(void **state)
{
    struct plan plan = {NULL, GEN_NONE};
    gen_t *g = gen_new(follow, &plan, sizeof plan);

    (void)state;
    assert_throw(g, GEN_STOP_ITERATION, gen_int(1), "raises RuntimeError('generator raised StopIteration')");
    assert_string_equal(chain_of(g),
                        "RuntimeError('generator raised StopIteration')<cause and context StopIteration(1)>");
    assert_state(g, GEN_CLOSED);
    gen_free(g);
}

static const gen_exc_t MY_STOP[1] = {{"MyStop", GEN_STOP_ITERATION}};

/* Check that a type derived from StopIteration is converted too. */
static void test_pep479_derived_types_are_converted(void **state)
{
    gen_t *g = ready(MY_STOP, GEN_NONE);

    (void)state;
    assert_next(g, "raises RuntimeError('generator raised StopIteration')");
    assert_string_equal(chain_of(g), "RuntimeError('generator raised StopIteration')<cause and context MyStop()>");
    gen_free(g);
}

/* Check that StopAsyncIteration leaves a plain generator as it is. */
static void test_pep479_stop_async_iteration_is_not_converted(void **state)
{
    gen_t *g = ready(GEN_STOP_ASYNC_ITERATION, GEN_NONE);

    (void)state;
    assert_next(g, "raises StopAsyncIteration()");
    gen_free(g);
}

static gen_status_t catch_stop_iteration(gen_t *self, void *args)
{
    (void)args;
    gen_raise(self, GEN_STOP_ITERATION, NULL);
    return gen_catch(self, GEN_STOP_ITERATION) ? gen_return(self, gen_str("caught")) : GEN_RAISED;
}

/* Check that inside the body a StopIteration is an ordinary exception. */
static void test_pep479_inside_a_body_it_can_be_caught(void **state)
{
    gen_t *g = gen_new(catch_stop_iteration, NULL, 0);

    (void)state;
    assert_next(g, "returns 'caught'");
    gen_free(g);
}

static gen_status_t return_through_finally(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield(self, gen_str("in finally"), NULL))
        return GEN_RAISED;
    record("finally is over");
    return gen_return(self, gen_str("value"));
}

/* Check that a body may yield on its way out, and the value still comes at the end. */
static void test_a_yield_between_return_and_the_end(void **state)
{
    gen_t *g = gen_new(return_through_finally, NULL, 0);

    (void)state;
    assert_next(g, "yields 'in finally'");
    assert_next(g, "returns 'value'");
    assert_recorded("finally is over");
    gen_free(g);
}

static gen_status_t return_twice(gen_t *self, void *args)
{
    gen_status_t first = gen_return(self, gen_str("first"));

    (void)args;
    return first == GEN_RETURNED ? gen_return(self, gen_str("second")) : GEN_RAISED;
}

/* Check that a return in a finally replaces the value of the return before it. */
static void test_the_last_return_counts(void **state)
{
    gen_t *g = gen_new(return_twice, NULL, 0);

    (void)state;
    assert_next(g, "returns 'second'");
    gen_free(g);
}

static gen_status_t raise_after_return(gen_t *self, void *args)
{
    gen_status_t status = gen_return(self, gen_str("lost"));

    (void)args;
    return status == GEN_RETURNED ? gen_raise(self, GEN_VALUE_ERROR, "in finally") : status;
}

/* Check that an exception in a finally replaces the return value. */
static void test_an_exception_replaces_the_return(void **state)
{
    gen_t *g = gen_new(raise_after_return, NULL, 0);

    (void)state;
    assert_next(g, "raises ValueError('in finally')");
    gen_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pep380_return_value_of_every_step),
        TEST(test_pep380_a_return_value_is_delivered_once),
        TEST(test_pep380_a_bare_return_is_return_none),
        TEST(test_a_bare_return_after_another_bodys_value),
        TEST(test_pep380_a_returned_stop_iteration_is_a_value),
        TEST(test_pep479_stop_iteration_becomes_runtime_error),
        TEST(test_pep479_in_answer_to_send_and_throw),
        TEST(test_pep479_a_thrown_stop_iteration_is_converted),
        TEST(test_pep479_a_stop_iteration_thrown_before_the_start),
        TEST(test_pep479_derived_types_are_converted),
        TEST(test_pep479_stop_async_iteration_is_not_converted),
        TEST(test_pep479_inside_a_body_it_can_be_caught),
        TEST(test_a_yield_between_return_and_the_end),
        TEST(test_the_last_return_counts),
        TEST(test_an_exception_replaces_the_return),
    };

    return cmocka_run_group_tests_name("return", tests, NULL, NULL);
}
