/* PEP 289: generator expressions, and the iterators that go with them. */
#include "outcome.h"
#include "record.h"

static gen_status_t count_forever(gen_t *self, void *args)
{
    (void)args;
    for (int64_t i = 0; gen_yield(self, gen_int(i), NULL); i++)
        ;
    record("source closed");
    return GEN_RAISED;
}

static gen_t *numbers(void)
{
    return gen_new(count_forever, NULL, 0);
}

static gen_value_t square(gen_t *self, gen_value_t value, void *arg)
{
    (void)self;
    (void)arg;
    return gen_int(gen_as_int(value) * gen_as_int(value));
}

static gen_value_t divide(gen_t *self, gen_value_t value, void *arg)
{
    int64_t dividend = *(int64_t *)arg;

    if (gen_as_int(value) == 0)
        gen_raise(self, GEN_ZERO_DIVISION_ERROR, "division by zero");
    return gen_as_int(value) == 0 ? GEN_NONE : gen_int(dividend / gen_as_int(value));
}

static bool is_odd(gen_t *self, gen_value_t value, void *arg)
{
    (void)self;
    (void)arg;
    return gen_as_int(value) % 2 != 0;
}

static bool refuse_three(gen_t *self, gen_value_t value, void *arg)
{
    (void)arg;
    if (gen_as_int(value) == 3)
        gen_raise(self, GEN_VALUE_ERROR, "three");
    return true;
}

/* All values of g as text, and how it ended; frees it. */
static const char *all(gen_t *g)
{
    static char text[1000];
    size_t length = 0;

    GEN_FOREACH (v, g)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s ", value_text(v));
    snprintf(text + length, sizeof text - length, "| %s", error_text(gen_error(g)));
    gen_free(g);
    return text;
}

/* The same for pairs. */
static const char *all_pairs(gen_t *g)
{
    static char text[1000];
    size_t length = 0;

    GEN_FOREACH (v, g) {
        const gen_pair_t *pair = gen_as_ptr(v);

        length += (size_t)snprintf(text + length, sizeof text - length, "(%s, %s) ", value_text(pair->first),
                                   value_text(pair->second));
    }
    snprintf(text + length, sizeof text - length, "| %s", error_text(gen_error(g)));
    gen_free(g);
    return text;
}

/* Check map, filter, and one around the other. */
static void test_pep289_map_and_filter(void **state)
{
    (void)state;
    assert_string_equal(all(gen_map(gen_range(0, 5, 1), square, NULL)), "0 1 4 9 16 | nothing");
    assert_string_equal(all(gen_filter(gen_range(0, 6, 1), is_odd, NULL)), "1 3 5 | nothing");
    assert_string_equal(all(gen_map(gen_filter(gen_range(0, 6, 1), is_odd, NULL), square, NULL)), "1 9 25 | nothing");
}

/* Check that making one takes no value from its source. */
static void test_pep289_nothing_runs_before_the_first_step(void **state)
{
    gen_t *source = numbers(), *g = gen_map(gen_ref(source), square, NULL);

    (void)state;
    assert_state(source, GEN_CREATED);
    gen_free(g);
    assert_state(source, GEN_CREATED);
    gen_free(source);
}

/* Check that a function that raises ends the expression, and the source with it. */
static void test_pep289_a_function_that_raises(void **state)
{
    int64_t dividend = 12;
    gen_t *g = gen_map(gen_range(2, -2, -1), divide, &dividend);

    (void)state;
    assert_next(g, "yields 6");
    assert_next(g, "yields 12");
    assert_next(g, "raises ZeroDivisionError('division by zero')");
    assert_next(g, "returns None");
    gen_free(g);
    g = gen_filter(numbers(), refuse_three, NULL);
    assert_string_equal(all(g), "0 1 2 | ValueError('three')");
    assert_recorded("source closed");
}

static gen_value_t raise_stop(gen_t *self, gen_value_t value, void *arg)
{
    (void)arg;
    gen_raise(self, GEN_STOP_ITERATION, NULL);
    return value;
}

/* Check that a StopIteration that a function raises is converted, as in any generator. */
static void test_pep479_in_a_generator_expression(void **state)
{
    gen_t *g = gen_map(gen_range(0, 5, 1), raise_stop, NULL);

    (void)state;
    assert_next(g, "raises RuntimeError('generator raised StopIteration')");
    assert_string_equal(chain_of(g),
                        "RuntimeError('generator raised StopIteration')<cause and context StopIteration()>");
    gen_free(g);
}

/* Check that send is next, but that a fresh one takes None only. */
static void test_pep289_send_is_next(void **state)
{
    gen_t *g = gen_map(gen_range(1, 4, 1), square, NULL);

    (void)state;
    assert_send(g, gen_int(9), "raises TypeError(\"can't send non-None value to a just-started generator\")");
    assert_next(g, "yields 1");
    assert_send(g, gen_int(9), "yields 4");
    assert_send(g, GEN_NONE, "yields 9");
    assert_send(g, gen_int(9), "returns None");
    gen_free(g);
}

/* Check that close ends it and releases the source, which is closed if nobody else has it. */
static void test_pep289_close_releases_the_source(void **state)
{
    gen_t *g = gen_map(numbers(), square, NULL), *source = numbers(), *h = gen_map(gen_ref(source), square, NULL);

    (void)state;
    assert_next(g, "yields 0");
    assert_close(g, "returns None");
    assert_recorded("source closed");
    assert_next(g, "returns None");
    assert_close(g, "returns None");
    gen_free(g);
    assert_next(h, "yields 0");
    assert_close(h, "returns None");
    assert_next(source, "yields 1");
    gen_free(h);
    gen_free(source);
    assert_recorded("source closed");
}

/* Check that throw raises what is thrown and ends it. */
static void test_pep289_throw_ends_it(void **state)
{
    gen_t *g = gen_filter(numbers(), is_odd, NULL);

    (void)state;
    assert_next(g, "yields 1");
    assert_throw(g, GEN_KEY_ERROR, gen_int(1), "raises KeyError(1)");
    assert_recorded("source closed");
    assert_next(g, "returns None");
    assert_throw(g, GEN_STOP_ITERATION, gen_int(1), "raises StopIteration(1)");
    gen_free(g);
}

static gen_value_t step_it(gen_t *self, gen_value_t value, void *arg)
{
    (void)arg;
    record("%s, %s, %s", next_of(self), throw_at(self, GEN_KEY_ERROR, GEN_NONE), close_of(self));
    return value;
}

/* Check that one that is running refuses to be stepped. */
static void test_pep289_a_running_one_cannot_be_resumed(void **state)
{
    gen_t *g = gen_map(gen_range(7, 8, 1), step_it, NULL);

    (void)state;
    assert_next(g, "yields 7");
    assert_recorded(
        "raises ValueError('generator already executing'), raises ValueError('generator already executing'), "
        "raises ValueError('generator already executing')");
    assert_next(g, "returns None");
    gen_free(g);
}

/* Check range() in both directions, empty, and at the ends of the integers. */
static void test_range(void **state)
{
    (void)state;
    assert_string_equal(all(gen_range(0, 3, 1)), "0 1 2 | nothing");
    assert_string_equal(all(gen_range(0, 10, 4)), "0 4 8 | nothing");
    assert_string_equal(all(gen_range(3, 0, -1)), "3 2 1 | nothing");
    assert_string_equal(all(gen_range(3, 0, 1)), "| nothing");
    assert_string_equal(all(gen_range(0, 3, -1)), "| nothing");
    assert_string_equal(all(gen_range(INT64_MAX - 1, INT64_MAX, 5)), "9223372036854775806 | nothing");
    assert_string_equal(all(gen_range(INT64_MIN + 1, INT64_MIN, -5)), "-9223372036854775807 | nothing");
    assert_string_equal(all(gen_range(0, 3, 0)), "| ValueError('range() arg 3 must not be zero')");
}

/* Check that take() takes no more than it yields, and gives back fewer if there are no more. */
static void test_take(void **state)
{
    gen_t *source = numbers();

    (void)state;
    assert_string_equal(all(gen_take(gen_ref(source), 3)), "0 1 2 | nothing");
    assert_next(source, "yields 3");
    assert_string_equal(all(gen_take(gen_ref(source), 0)), "| nothing");
    assert_next(source, "yields 4");
    assert_string_equal(all(gen_take(gen_range(0, 2, 1), 5)), "0 1 | nothing");
    gen_free(source);
    assert_recorded("source closed");
}

/* Check chain(), enumerate() and zip(), which ends with the shorter source. */
static void test_chain_zip_enumerate(void **state)
{
    (void)state;
    assert_string_equal(all(gen_chain(gen_range(0, 2, 1), gen_range(5, 7, 1))), "0 1 5 6 | nothing");
    assert_string_equal(all(gen_chain(gen_range(0, 0, 1), gen_range(0, 0, 1))), "| nothing");
    assert_string_equal(all_pairs(gen_zip(gen_range(0, 9, 1), gen_range(5, 7, 1))), "(0, 5) (1, 6) | nothing");
    assert_string_equal(all_pairs(gen_zip(gen_range(5, 7, 1), gen_range(0, 9, 1))), "(5, 0) (6, 1) | nothing");
    assert_string_equal(all_pairs(gen_enumerate(gen_range(5, 7, 1))), "(0, 5) (1, 6) | nothing");
}

static gen_status_t two_then_raise(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield(self, gen_int(1), NULL) || !gen_yield(self, gen_int(2), NULL))
        return GEN_RAISED;
    return gen_raise(self, GEN_OS_ERROR, "source");
}

static gen_t *failing(void)
{
    return gen_new(two_then_raise, NULL, 0);
}

/* Check that an exception of a source comes out of each of them. */
static void test_an_exception_of_the_source(void **state)
{
    (void)state;
    assert_string_equal(all(gen_map(failing(), square, NULL)), "1 4 | OSError('source')");
    assert_string_equal(all(gen_filter(failing(), is_odd, NULL)), "1 | OSError('source')");
    assert_string_equal(all(gen_take(failing(), 5)), "1 2 | OSError('source')");
    assert_string_equal(all(gen_chain(failing(), gen_range(0, 9, 1))), "1 2 | OSError('source')");
    assert_string_equal(all_pairs(gen_zip(gen_range(0, 9, 1), failing())), "(0, 1) (1, 2) | OSError('source')");
    assert_string_equal(all_pairs(gen_enumerate(failing())), "(0, 1) (1, 2) | OSError('source')");
}

static gen_status_t stop_by_exception(gen_t *self, void *state, gen_value_t *out)
{
    int64_t *n = state;

    *out = gen_int(*n);
    return (*n)-- > 0 ? GEN_YIELDED : gen_raise(self, GEN_STOP_ITERATION, NULL);
}

/* Check that a foreign source that ends by raising StopIteration just ends, and gen_next_or() gives its fallback. */
static void test_a_source_that_raises_stop_iteration(void **state)
{
    static const gen_iterator_t type[1] = {{"Countdown", stop_by_exception, NULL, NULL, NULL, NULL}};
    int64_t two = 2;
    gen_t *foreign = gen_iter_new(type, &two, sizeof two);
    gen_value_t out;

    (void)state;
    assert_string_equal(all(gen_map(gen_iter_new(type, &two, sizeof two), square, NULL)), "4 1 | nothing");
    assert_string_equal(all(gen_chain(gen_iter_new(type, &two, sizeof two), gen_range(7, 8, 1))), "2 1 7 | nothing");
    assert_true(gen_next_or(foreign, gen_int(-1), &out));
    assert_true(gen_next_or(foreign, gen_int(-1), &out));
    assert_true(gen_next_or(foreign, gen_int(-1), &out));
    assert_string_equal(value_text(out), "-1");
    gen_free(foreign);
}

/* Check that a missing source, for want of memory, gives NULL, and that the other source is released. */
static void test_a_missing_source(void **state)
{
    gen_t *source = numbers();

    (void)state;
    assert_null(gen_map(NULL, square, NULL));
    assert_null(gen_filter(NULL, is_odd, NULL));
    assert_null(gen_take(NULL, 1));
    assert_null(gen_enumerate(NULL));
    assert_next(source, "yields 0");
    assert_null(gen_zip(source, NULL));
    assert_recorded("source closed");
    assert_null(gen_chain(NULL, numbers()));
}

static gen_status_t delegate(gen_t *self, void *args)
{
    return gen_yield_from(self, gen_map(gen_range(1, 4, 1), square, NULL), NULL) ? gen_return(self, gen_str(args))
                                                                                 : GEN_RAISED;
}

/* Check that a generator may delegate to one. */
static void test_pep380_delegating_to_a_generator_expression(void **state)
{
    gen_t *g = gen_new(delegate, "end", sizeof "end");

    (void)state;
    assert_next(g, "yields 1");
    assert_send(g, gen_int(5), "yields 4");
    assert_next(g, "yields 9");
    assert_next(g, "returns 'end'");
    gen_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pep289_map_and_filter),
        TEST(test_pep289_nothing_runs_before_the_first_step),
        TEST(test_pep289_a_function_that_raises),
        TEST(test_pep479_in_a_generator_expression),
        TEST(test_pep289_send_is_next),
        TEST(test_pep289_close_releases_the_source),
        TEST(test_pep289_throw_ends_it),
        TEST(test_pep289_a_running_one_cannot_be_resumed),
        TEST(test_range),
        TEST(test_take),
        TEST(test_chain_zip_enumerate),
        TEST(test_an_exception_of_the_source),
        TEST(test_a_source_that_raises_stop_iteration),
        TEST(test_a_missing_source),
        TEST(test_pep380_delegating_to_a_generator_expression),
    };

    return cmocka_run_group_tests_name("expressions", tests, NULL, NULL);
}
