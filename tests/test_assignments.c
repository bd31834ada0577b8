/* What a yield or a step that raises leaves alone: Python assigns nothing then. */
#include "outcome.h"
#include "record.h"

/* x = 42, in a variable of the body's own. */
static gen_status_t yield_into(gen_t *self, void *args)
{
    gen_value_t x = gen_int(42);
    bool resumed;

    (void)args;
    resumed = gen_yield(self, gen_int(1), &x);
    record("%s %s", resumed ? "sent" : "kept", value_text(x));
    if (!resumed && !gen_catch(self, GEN_VALUE_ERROR))
        return GEN_RAISED;
    return gen_return(self, x);
}

static gen_status_t yield_from_into(gen_t *self, void *args)
{
    gen_value_t x = gen_int(42);
    bool done = gen_yield_from(self, *(gen_t **)args, &x);

    record("%s %s", done ? "got" : "kept", value_text(x));
    return done ? gen_return(self, x) : GEN_RAISED;
}

static gen_t *delegate(gen_t *sub)
{
    return gen_new(yield_from_into, &sub, sizeof sub);
}

/* Check that x is 42 after `x = yield 1` where an exception was thrown in. */
static void test_pep342_a_yield_that_raises_assigns_nothing(void **state)
{
    gen_t *g = gen_new(yield_into, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    assert_throw(g, GEN_VALUE_ERROR, GEN_NONE, "returns 42");
    assert_recorded("kept 42");
    gen_free(g);
}

/* Check the same where the generator is closed, and where it is freed. */
static void test_pep342_a_yield_that_is_closed_assigns_nothing(void **state)
{
    gen_t *g = gen_new(yield_into, NULL, 0), *h = gen_new(yield_into, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    assert_close(g, "returns None");
    assert_next(h, "yields 1");
    gen_free(h);
    assert_recorded("kept 42; kept 42");
    gen_free(g);
}

/* Check the same at the end of a delegation, for both ends of it. */
static void test_pep380_a_delegation_that_raises_assigns_nothing(void **state)
{
    gen_t *sub = gen_new(yield_into, NULL, 0), *g = delegate(gen_ref(sub));

    (void)state;
    assert_next(g, "yields 1");
    assert_throw(g, GEN_KEY_ERROR, GEN_NONE, "raises KeyError()");
    assert_recorded("kept 42; kept 42");
    gen_free(g);
    gen_free(sub);
}

/* Check the same for one that was taken out of its delegation, and stepped directly: the values sent arrive nevertheless. */
static void test_pep380_one_that_was_taken_away(void **state)
{
    gen_t *sub = gen_new(yield_into, NULL, 0), *g = delegate(gen_ref(sub));

    (void)state;
    assert_next(g, "yields 1");
    assert_throw(sub, GEN_KEY_ERROR, GEN_NONE, "raises KeyError()");
    assert_send(g, gen_int(7), "returns None");
    assert_recorded("kept 42; got None");
    gen_free(g);
    gen_free(sub);
}

static gen_status_t raise_next(gen_t *self, void *state, gen_value_t *out)
{
    (void)state;
    (void)out;
    return gen_raise(self, GEN_KEY_ERROR, NULL);
}

/* An iterator that yields 1 and then raises. */
static gen_t *one_and_raise(void)
{
    static const gen_iterator_t type = {.name = "raising", .next = raise_next};

    return gen_chain(gen_range(1, 2, 1), gen_iter_new(&type, NULL, 0));
}

static gen_value_t raise_for_two(gen_t *self, gen_value_t value, void *arg)
{
    (void)arg;
    if (gen_as_int(value) == 2)
        gen_raise(self, GEN_KEY_ERROR, NULL);
    return gen_int(100);
}

static bool predicate_for_two(gen_t *self, gen_value_t value, void *arg)
{
    raise_for_two(self, value, arg);
    return true;
}

/* Check that x is 42 after `x = next(g)`, where that raises, for every kind of generator expression. */
static void test_pep289_a_next_that_raises_assigns_nothing(void **state)
{
    gen_t *all[] = {
        gen_map(gen_range(1, 3, 1), raise_for_two, NULL),
        gen_map(one_and_raise(), raise_for_two, NULL),
        gen_filter(gen_range(1, 3, 1), predicate_for_two, NULL),
        gen_filter(one_and_raise(), predicate_for_two, NULL),
        gen_take(one_and_raise(), 2),
        gen_zip(gen_range(0, 9, 1), one_and_raise()),
        gen_enumerate(one_and_raise()),
        one_and_raise(),
    };

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        gen_value_t x = gen_int(42);

        assert_int_equal(gen_next(all[i], NULL), GEN_YIELDED);
        assert_int_equal(gen_next(all[i], &x), GEN_RAISED);
        assert_string_equal(value_text(x), "42");
        assert_int_equal(gen_next(all[i], &x), GEN_RETURNED);
        assert_string_equal(value_text(x), "None");
        gen_free(all[i]);
    }
}

static gen_t *running;

/* Every step of what runs is refused. */
static gen_value_t step_running(gen_t *self, gen_value_t value, void *arg)
{
    gen_value_t x = gen_int(42);
    bool raised = gen_next(running, &x) == GEN_RAISED && gen_send(running, gen_int(1), &x) == GEN_RAISED &&
                  gen_throw(running, GEN_KEY_ERROR, GEN_NONE, &x) == GEN_RAISED &&
                  gen_close(running, &x) == GEN_RAISED && !gen_next_or(running, GEN_NONE, &x);

    (void)self;
    (void)arg;
    record("%s, kept %s", raised ? "raised" : "not raised", value_text(x));
    return value;
}

static gen_status_t step_itself(gen_t *self, void *args)
{
    step_running(self, GEN_NONE, args);
    return GEN_RETURNED;
}

/* Check that a step that is refused assigns nothing either. */
static void test_a_refused_step_assigns_nothing(void **state)
{
    (void)state;
    running = gen_new(step_itself, NULL, 0);
    assert_next(running, "returns None");
    gen_free(running);
    running = gen_map(gen_range(1, 2, 1), step_running, NULL);
    assert_next(running, "yields 1");
    gen_free(running);
    assert_recorded("raised, kept 42; raised, kept 42");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pep342_a_yield_that_raises_assigns_nothing),
        TEST(test_pep342_a_yield_that_is_closed_assigns_nothing),
        TEST(test_pep380_a_delegation_that_raises_assigns_nothing),
        TEST(test_pep380_one_that_was_taken_away),
        TEST(test_pep289_a_next_that_raises_assigns_nothing),
        TEST(test_a_refused_step_assigns_nothing),
    };

    return cmocka_run_group_tests_name("assignments", tests, NULL, NULL);
}
