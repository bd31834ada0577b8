/* Generator expressions behave alike, whatever they compute: each rule is tried on every kind of them. */
#include "outcome.h"
#include "record.h"

static gen_value_t same(gen_t *self, gen_value_t value, void *arg)
{
    (void)self, (void)arg;
    return value;
}

static bool always(gen_t *self, gen_value_t value, void *arg)
{
    (void)self, (void)value, (void)arg;
    return true;
}

/* One expression of each kind over a source, which it takes over; zip's pair is looked at by its first half. */
static gen_t *mapped(gen_t *source)
{
    return gen_map(source, same, NULL);
}

static gen_t *filtered(gen_t *source)
{
    return gen_filter(source, always, NULL);
}

static gen_t *chained(gen_t *source)
{
    return gen_chain(source, gen_range(0, 0, 1));
}

static gen_t *taken(gen_t *source)
{
    return gen_take(source, SIZE_MAX);
}

static gen_t *zipped(gen_t *source)
{
    return gen_zip(source, gen_range(0, 100, 1));
}

static gen_t *enumerated(gen_t *source)
{
    return gen_enumerate(source);
}

static gen_t *(*const kinds[])(gen_t *source) = {mapped, filtered, chained, taken, zipped, enumerated};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* A fresh expression of the kind over 0, 1, 2; the last one is a range itself. */
static gen_t *over_range(int kind)
{
    gen_t *range = gen_range(0, 3, 1);

    return kind < KINDS ? kinds[kind](range) : range;
}

/* Check that a value sent to a fresh one is a TypeError, one sent later is dropped, and an error does not stick. */
static void test_send(void **state)
{
    (void)state;
    for (int kind = 0; kind <= KINDS; kind++) {
        gen_t *g = over_range(kind);
        gen_value_t value;

        assert_send(g, gen_int(1), "raises TypeError(\"can't send non-None value to a just-started generator\")");
        assert_int_equal(gen_next(g, &value), GEN_YIELDED);
        assert_null(gen_error(g));
        assert_int_equal(gen_send(g, gen_int(7), &value), GEN_YIELDED);
        gen_free(g);
    }
}

/* Check that nobody need look at what is yielded or returned. */
static void test_next_without_a_place(void **state)
{
    (void)state;
    for (int kind = 0; kind <= KINDS; kind++) {
        gen_t *g = over_range(kind);

        for (int i = 0; i < 3; i++)
            assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
        assert_int_equal(gen_next(g, NULL), GEN_RETURNED);
        assert_int_equal(gen_next(g, NULL), GEN_RETURNED);
        gen_free(g);
    }
}

/* Check that what is thrown comes out and ends it, a StopIteration as a RuntimeError, and that it can be closed twice. */
static void test_throw_and_close(void **state)
{
    (void)state;
    for (int kind = 0; kind <= KINDS; kind++) {
        gen_t *g = over_range(kind), *h = over_range(kind);

        assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
        assert_throw(g, GEN_KEY_ERROR, gen_int(1), "raises KeyError(1)");
        assert_throw(g, GEN_STOP_ITERATION, GEN_NONE, "raises StopIteration()");
        assert_next(g, "returns None");
        assert_null(gen_error(g));
        assert_throw(h, GEN_STOP_ITERATION, GEN_NONE, "raises RuntimeError('generator raised StopIteration')");
        assert_close(h, "returns None");
        assert_close(h, "returns None");
        gen_free(g);
        gen_free(h);
    }
}

static gen_value_t refuse(gen_t *self, gen_value_t value, void *arg)
{
    (void)arg;
    gen_raise(self, GEN_VALUE_ERROR, "refused");
    return value;
}

static gen_status_t raise_at_once(gen_t *self, void *args)
{
    (void)args;
    return gen_raise(self, GEN_VALUE_ERROR, "refused");
}

/* Check that an exception of its source ends it and is its own, whether the source is an expression or has a body. */
static void test_a_source_that_raises(void **state)
{
    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        gen_t *g = kinds[kind](gen_map(gen_range(0, 3, 1), refuse, NULL));
        gen_t *h = kinds[kind](gen_new(raise_at_once, NULL, 0));

        assert_next(g, "raises ValueError('refused')");
        assert_next(g, "returns None");
        assert_next(h, "raises ValueError('refused')");
        assert_next(h, "returns None");
        gen_free(g);
        gen_free(h);
    }
}

/* Steps whoever has it as a source, in all ways, then yields. */
static gen_status_t step_the_expression(gen_t *self, void *args)
{
    gen_t *g = **(gen_t ***)args;

    record("%s; %s; %s; %s", next_of(g), send_to(g, gen_int(1)), throw_at(g, GEN_KEY_ERROR, GEN_NONE), close_of(g));
    return gen_yield(self, gen_int(1), NULL) ? GEN_RETURNED : GEN_RAISED;
}

#define EXECUTING "raises ValueError('generator already executing')"

/* Check that one that is running is refused every step, and goes on unharmed. */
static void test_running(void **state)
{
    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        gen_t *g, **slot = &g;

        g = kinds[kind](gen_new(step_the_expression, &slot, sizeof slot));
        assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
        assert_recorded(EXECUTING "; " EXECUTING "; " EXECUTING "; " EXECUTING);
        assert_null(gen_error(g));
        gen_free(g);
    }
}

static gen_status_t free_the_expression(gen_t *self, void *args)
{
    gen_free(**(gen_t ***)args);
    if (!gen_yield(self, gen_int(1), NULL))
        record("closed");
    return GEN_RAISED;
}

/* Check that one that its source frees delivers its value, and is closed then. */
static void test_freed_while_running(void **state)
{
    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        gen_t *g, **slot = &g;
        gen_value_t value = GEN_NONE;

        g = kinds[kind](gen_new(free_the_expression, &slot, sizeof slot));
        assert_int_equal(gen_next(g, &value), GEN_YIELDED);
        assert_false(gen_is_none(value));
        assert_recorded("closed");
    }
}

/* Check that an end by StopIteration of a source without a body is an end like any other. */
static gen_status_t stop(gen_t *self, void *state, gen_value_t *out)
{
    (void)state, (void)out;
    return gen_raise_value(self, GEN_STOP_ITERATION, gen_int(1));
}

static void test_a_source_that_raises_stop_iteration(void **state)
{
    static const gen_iterator_t type = {"stopper", stop, NULL, NULL, NULL, NULL};

    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        gen_t *g = kinds[kind](gen_iter_new(&type, NULL, 0));

        assert_next(g, "returns None");
        gen_free(g);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_send),
        TEST(test_next_without_a_place),
        TEST(test_throw_and_close),
        TEST(test_a_source_that_raises),
        TEST(test_running),
        TEST(test_freed_while_running),
        TEST(test_a_source_that_raises_stop_iteration),
    };

    return cmocka_run_group_tests_name("expression_kinds", tests, NULL, NULL);
}
