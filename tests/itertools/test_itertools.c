/* The toolbox: who owns what, how long values live, and what C makes different. What CPython does the same: results.c. */
#include "outcome.h"
#include "record.h"
#include <gen/itertools.h>
#include <math.h>
#include <string.h>

/* for i in count(): yield i; finally: record */
static gen_status_t guarded(gen_t *self, void *args)
{
    (void)args;
    for (int64_t i = 1; gen_yield(self, gen_int(i), NULL); i++)
        ;
    record("source closed");
    return GEN_RAISED;
}

static gen_t *source(void)
{
    return gen_new(guarded, NULL, 0);
}

static bool yes(gen_t *self, gen_value_t value, void *arg)
{
    (void)self, (void)value, (void)arg;
    return true;
}

static bool no(gen_t *self, gen_value_t value, void *arg)
{
    (void)self, (void)value, (void)arg;
    return false;
}

/* One of each kind that has sources, suspended. */
static gen_t *started(int kind)
{
    gen_t *g = kind == 0   ? gen_accumulate(source(), NULL, NULL, GEN_NONE)
               : kind == 1 ? gen_compress(source(), source())
               : kind == 2 ? gen_cycle(source())
               : kind == 3 ? gen_dropwhile(source(), no, NULL)
               : kind == 4 ? gen_filterfalse(source(), no, NULL)
               : kind == 5 ? gen_islice(source(), 0, 5, 1)
               : kind == 6 ? gen_pairwise(source())
                           : gen_takewhile(source(), yes, NULL);

    assert_non_null(g);
    assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    return g;
}

enum { KINDS = 8, COMPRESS = 1 };

/* Check that each closes its sources when it is closed, at once, and is done then. */
static void test_close_closes_sources(void **state)
{
    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        gen_t *g = started(kind);

        assert_close(g, "returns None");
        assert_recorded(kind == COMPRESS ? "source closed; source closed" : "source closed");
        assert_next(g, "returns None");
        assert_close(g, "returns None");
        gen_free(g);
    }
}

/* Check that each closes its sources when it is freed. */
static void test_free_closes_sources(void **state)
{
    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        gen_free(started(kind));
        assert_recorded(kind == COMPRESS ? "source closed; source closed" : "source closed");
    }
}

/* Check that sources are closed as soon as there is nothing left to ask them for. */
static void test_the_end_closes_sources(void **state)
{
    gen_t *taken = gen_takewhile(source(), no, NULL), *slice = gen_islice(source(), 0, 1, 1);

    (void)state;
    assert_next(taken, "returns None");
    assert_recorded("source closed");
    assert_next(slice, "yields 1");
    assert_recorded("");
    assert_next(slice, "returns None");
    assert_recorded("source closed");
    gen_free(taken);
    gen_free(slice);
}

/* Check that a source that could not be made gives nothing, and that the other one is freed. */
static void test_a_missing_source(void **state)
{
    gen_t *missing = NULL;

    (void)state;
    assert_null(gen_cycle(gen_pairwise(gen_islice(missing, 0, 1, 1))));
    assert_null(gen_accumulate(missing, NULL, NULL, gen_str("initial")));
    assert_null(gen_takewhile(gen_dropwhile(gen_filterfalse(missing, no, NULL), no, NULL), no, NULL));
    assert_null(gen_compress(source(), missing));
    assert_null(gen_compress(missing, source()));
}

/* What the one that runs is asked from within. */
static bool ask_again(gen_t *self, gen_value_t value, void *arg)
{
    (void)value, (void)arg;
    record("%s", next_of(self));
    record("%s", close_of(self));
    return true;
}

/* Check that a step from within a step is refused, and so is close(), and that both change nothing. */
static void test_reentry_is_refused(void **state)
{
    gen_t *g = gen_takewhile(source(), ask_again, NULL);

    (void)state;
    assert_next(g, "yields 1");
    assert_recorded("raises ValueError('generator already executing'); "
                    "raises ValueError('generator already executing')");
    gen_free(g);
    assert_recorded("source closed");
}

static bool free_it(gen_t *self, gen_value_t value, void *arg)
{
    (void)value, (void)arg;
    gen_free(self);
    return true;
}

/* Check that one may be freed from within its step, which still delivers its value. */
static void test_freed_from_within(void **state)
{
    gen_t *g = gen_takewhile(source(), free_it, NULL);
    gen_value_t value;

    (void)state;
    assert_int_equal(gen_next(g, &value), GEN_YIELDED);
    assert_int_equal(gen_as_int(value), 1);
    assert_recorded("source closed");
}

/* Check that they have neither send nor throw, in CPython's words, and go on. */
static void test_no_send_and_no_throw(void **state)
{
    gen_t *g = gen_count(1, 1);

    (void)state;
    assert_string_equal(gen_name(g), "itertools.count");
    assert_send(g, gen_int(1), "raises AttributeError(\"'itertools.count' object has no attribute 'send'\")");
    assert_throw(g, GEN_KEY_ERROR, GEN_NONE,
                 "raises AttributeError(\"'itertools.count' object has no attribute 'throw'\")");
    assert_next(g, "yields 1");
    gen_free(g);
}

/* Check that integers that do not fit are an OverflowError, at both ends, for good in a count. */
static void test_integers_that_do_not_fit(void **state)
{
    const char *refusal = "raises OverflowError('int too large to convert')";
    gen_t *up = gen_count(INT64_MAX, 1), *down = gen_count(INT64_MIN + 1, -2);
    gen_t *sums = gen_accumulate(gen_repeat(gen_int(INT64_MIN), GEN_ENDLESS), NULL, NULL, GEN_NONE);

    (void)state;
    assert_next(up, "yields 9223372036854775807");
    assert_next(up, refusal);
    assert_next(up, refusal);
    assert_next(down, "yields -9223372036854775807");
    assert_next(down, refusal);
    assert_next(sums, "yields -9223372036854775808");
    assert_next(sums, refusal);
    gen_free(up);
    gen_free(down);
    gen_free(sums);
}

/* Check that strings that are given are copied. */
static void test_given_strings_are_copied(void **state)
{
    char text[] = "before";
    gen_t *repeated = gen_repeat(gen_str(text), 2);
    gen_t *total = gen_accumulate(gen_repeat(gen_str("!"), 1), NULL, NULL, gen_str(text));

    (void)state;
    strcpy(text, "after");
    assert_next(repeated, "yields 'before'");
    assert_next(total, "yields 'before'");
    assert_next(total, "yields 'before!'");
    gen_free(repeated);
    gen_free(total);
}

/* Yields exceptions as values, each of which it frees behind its step. */
static gen_status_t errors(gen_t *self, void *args)
{
    bool ok = true;

    (void)args;
    for (int i = 1; ok && i <= 3; i++) {
        gen_error_t *e = gen_error_new(GEN_KEY_ERROR, "%d", i);

        ok = gen_yield(self, gen_err(e), NULL);
        gen_error_free(e);
    }
    return ok ? GEN_RETURNED : GEN_RAISED;
}

/* Check that exceptions, as values, live for as long as they are kept. */
static void test_exceptions_are_kept(void **state)
{
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "kept");
    gen_t *repeated = gen_repeat(gen_err(e), 1), *pairs = gen_pairwise(gen_new(errors, NULL, 0));
    gen_t *again = gen_cycle(gen_new(errors, NULL, 0)),
          *total = gen_accumulate(gen_range(0, 0, 1), NULL, NULL, gen_err(e));
    gen_value_t value;

    (void)state;
    gen_error_free(e);
    assert_next(repeated, "yields ValueError('kept')");
    assert_next(total, "yields ValueError('kept')");
    assert_int_equal(gen_next(pairs, &value), GEN_YIELDED);
    assert_int_equal(gen_next(pairs, &value), GEN_YIELDED);
    assert_string_equal(gen_error_message(gen_as_err(((gen_pair_t *)gen_as_ptr(value))->first)), "2");
    for (int i = 0; i < 4; i++)
        assert_int_equal(gen_next(again, &value), GEN_YIELDED);
    assert_string_equal(gen_error_message(gen_as_err(value)), "1");
    gen_free(repeated);
    gen_free(total);
    gen_free(pairs);
    gen_free(again);
}

/* Check that a cycle keeps more values than it has room for at first. */
static void test_a_long_cycle(void **state)
{
    gen_t *g = gen_islice(gen_cycle(gen_range(0, 100, 1)), 250, 251, 1);

    (void)state;
    assert_next(g, "yields 50");
    assert_next(g, "returns None");
    gen_free(g);
}

/* Check that a slice's places do not wrap around. */
static void test_a_slice_of_large_steps(void **state)
{
    gen_t *g = gen_islice(gen_range(0, 5, 1), 1, GEN_ENDLESS, SIZE_MAX);

    (void)state;
    assert_next(g, "yields 1");
    assert_next(g, "returns None");
    gen_free(g);
}

/* Check that wrong arguments are told of at the first step, as NULL says that memory is short, and that this is the end. */
static void test_arguments_are_looked_at_late(void **state)
{
    gen_t *g = gen_islice(gen_range(0, 5, 1), 0, 5, 0);

    (void)state;
    assert_non_null(g);
    assert_next(g, "raises ValueError('Step for islice() must be a positive integer or None.')");
    assert_next(g, "returns None");
    gen_free(g);
}

/* Check what is true of what Python has no literal for. */
static void test_truth(void **state)
{
    int object = 0;
    gen_error_t *e = gen_error_new(GEN_KEY_ERROR, NULL);

    (void)state;
    assert_true(gen_truth(gen_real(NAN)));
    assert_false(gen_truth(gen_real(-0.0)));
    assert_true(gen_truth(gen_ptr(&object)));
    assert_false(gen_truth(gen_ptr(NULL)));
    assert_true(gen_truth(gen_err(e)));
    gen_error_free(e);
}

/* Check that any() and all() ask no further than they must, close the source, and say where there is no error. */
static void test_asked_no_further(void **state)
{
    gen_error_t *e = NULL;
    bool result;

    (void)state;
    assert_int_equal(gen_any(source(), &result, &e), GEN_RETURNED);
    assert_true(result);
    assert_null(e);
    assert_recorded("source closed");
    assert_int_equal(gen_all(gen_chain(gen_range(0, 1, 1), source()), &result, NULL), GEN_RETURNED);
    assert_false(result);
    assert_recorded("");
    assert_int_equal(gen_all(gen_range(0, 1, 1), NULL, NULL), GEN_RETURNED);
}

/* Check that each source of a chain is closed before the next one is asked for, and the last with the chain. */
static void test_chains_close_sources(void **state)
{
    gen_value_t sources[] = {gen_ptr(gen_takewhile(source(), no, NULL)), gen_ptr(source()), gen_ptr(NULL)};
    gen_t *g = gen_chain_from(gen_values(sources, 2)), *missing = gen_chain_from(gen_values(&sources[2], 1));

    (void)state;
    assert_next(g, "yields 1");
    assert_recorded("source closed");
    gen_free(g);
    assert_recorded("source closed");
    assert_next(missing, "raises MemoryError()");
    assert_next(missing, "returns None");
    gen_free(missing);
    assert_null(gen_chain_from(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_close_closes_sources),
        TEST(test_free_closes_sources),
        TEST(test_the_end_closes_sources),
        TEST(test_a_missing_source),
        TEST(test_reentry_is_refused),
        TEST(test_freed_from_within),
        TEST(test_no_send_and_no_throw),
        TEST(test_integers_that_do_not_fit),
        TEST(test_given_strings_are_copied),
        TEST(test_exceptions_are_kept),
        TEST(test_a_long_cycle),
        TEST(test_a_slice_of_large_steps),
        TEST(test_arguments_are_looked_at_late),
        TEST(test_truth),
        TEST(test_asked_no_further),
        TEST(test_chains_close_sources),
    };

    return cmocka_run_group_tests_name("itertools", tests, NULL, NULL);
}
