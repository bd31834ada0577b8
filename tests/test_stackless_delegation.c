/* Bodies without a stack that delegate, to either kind, and are delegated to. */
#include "outcome.h"
#include "record.h"

/* What it delegates to, and a name for what it records; without one it records nothing. */
struct link {
    gen_t *sub;
    const char *name;
};

/* The delegation raised. */
static gen_status_t raised(gen_t *self, const struct link *my)
{
    if (my->name == NULL)
        return GEN_RAISED;
    record("%s: %s", my->name, error_text(gen_pending(self)));
    if (!gen_catch(self, GEN_KEY_ERROR))
        return GEN_RAISED;
    return gen_return(self, gen_str(my->name));
}

/* The delegation had this result. */
static gen_status_t returned(gen_t *self, const struct link *my, gen_value_t result)
{
    if (my->name != NULL)
        record("%s: result %s", my->name, value_text(result));
    return gen_return(self, result);
}

static gen_status_t flat(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct link *my = frame;
    gen_value_t result;

    GEN_BEGIN(self, sent, out);
    GEN_YIELD_FROM_OR (my->sub, &result)
        return raised(self, my);
    return returned(self, my, result);
    GEN_END;
}

static gen_status_t full(gen_t *self, void *args)
{
    const struct link *my = args;
    gen_value_t result;

    return gen_yield_from(self, my->sub, &result) ? returned(self, my, result) : raised(self, my);
}

static gen_status_t flat_leaf(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    int64_t *n = frame;
    gen_value_t told;

    GEN_BEGIN(self, sent, out);
    for (*n = 1; *n <= 3; ++*n) {
        GEN_YIELD_OR (gen_int(*n), &told) {
            record("leaf: %s", error_text(gen_pending(self)));
            if (!gen_catch(self, GEN_VALUE_ERROR))
                return GEN_RAISED;
            continue;
        }
        if (!gen_is_none(told))
            record("leaf: told %s", value_text(told));
    }
    return gen_return(self, gen_str("leaf's"));
    GEN_END;
}

static gen_status_t full_leaf(gen_t *self, void *args)
{
    gen_value_t told;

    (void)args;
    for (int64_t n = 1; n <= 3; n++) {
        if (!gen_yield(self, gen_int(n), &told)) {
            record("leaf: %s", error_text(gen_pending(self)));
            if (!gen_catch(self, GEN_VALUE_ERROR))
                return GEN_RAISED;
        } else if (!gen_is_none(told)) {
            record("leaf: told %s", value_text(told));
        }
    }
    return gen_return(self, gen_str("leaf's"));
}

static const gen_stackless_t flat_type[1] = {{"flat", flat, sizeof(struct link), NULL}};
static const gen_stackless_t leaf_type[1] = {{"leaf", flat_leaf, sizeof(int64_t), NULL}};

static gen_t *leaf_of(bool stackless)
{
    return stackless ? gen_stackless_new(leaf_type, NULL, 0) : gen_new(full_leaf, NULL, 0);
}

static gen_t *link_to(bool stackless, gen_t *sub, const char *name)
{
    struct link args = {sub, name};

    return stackless ? gen_stackless_new(flat_type, &args, sizeof args) : gen_new(full, &args, sizeof args);
}

/* Three generators, each of the kind that a bit of kinds says: "outer" delegates to "inner", which delegates to "leaf". */
enum { KINDS = 8 };

static gen_t *chain(int kinds)
{
    return link_to(kinds & 1, link_to(kinds & 2, leaf_of(kinds & 4), "inner"), "outer");
}

/* Check that values go down to the leaf and up again, and results with them, whatever the kinds. */
static void test_values_pass(void **state)
{
    (void)state;
    for (int kinds = 0; kinds < KINDS; kinds++) {
        gen_t *g = chain(kinds);

        assert_next(g, "yields 1");
        assert_send(g, gen_str("x"), "yields 2");
        assert_next(g, "yields 3");
        assert_next(g, "returns \"leaf's\"");
        assert_recorded("leaf: told 'x'; inner: result \"leaf's\"; outer: result \"leaf's\"");
        gen_free(g);
    }
}

/* Check that an exception is thrown into the leaf, and comes up one by one until it is caught. */
static void test_an_exception_is_thrown_into_the_leaf(void **state)
{
    (void)state;
    for (int kinds = 0; kinds < KINDS; kinds++) {
        gen_t *g = chain(kinds);

        gen_next(g, NULL);
        assert_throw(g, GEN_VALUE_ERROR, gen_int(1), "yields 2");
        assert_throw(g, GEN_KEY_ERROR, gen_int(2), "returns 'inner'");
        assert_recorded("leaf: ValueError(1); leaf: KeyError(2); inner: KeyError(2); outer: result 'inner'");
        gen_free(g);
    }
}

/* Check that closing goes from the leaf upwards (PEP 380), by close() and by the last reference. */
static void test_closing_goes_upwards(void **state)
{
    (void)state;
    for (int kinds = 0; kinds < 2 * KINDS; kinds++) {
        gen_t *g = chain(kinds);

        gen_next(g, NULL);
        if (kinds < KINDS)
            assert_close(g, "returns None");
        gen_free(g);
        assert_recorded("leaf: GeneratorExit(); inner: GeneratorExit(); outer: GeneratorExit()");
    }
}

/* Check that an inner generator that is stepped directly goes on by itself, and that its delegator goes on with it. */
static void test_an_inner_one_is_stepped_directly(void **state)
{
    (void)state;
    for (int kinds = 0; kinds < KINDS; kinds++) {
        gen_t *leaf = leaf_of(kinds & 4), *inner = link_to(kinds & 2, gen_ref(leaf), "inner");
        gen_t *g = link_to(kinds & 1, gen_ref(inner), "outer");

        assert_next(g, "yields 1");
        assert_state(inner, GEN_SUSPENDED);
        assert_next(inner, "yields 2");
        assert_next(g, "yields 3");
        assert_next(leaf, "returns \"leaf's\"");
        assert_recorded("");
        assert_next(g, "returns None");
        assert_recorded("inner: result None; outer: result None");
        gen_free(g);
        gen_free(inner);
        gen_free(leaf);
    }
}

/* Check that of two that delegate to the same one each gets the next value, and one the result. */
static void test_two_delegators_share_one(void **state)
{
    (void)state;
    for (int kinds = 0; kinds < KINDS; kinds++) {
        gen_t *leaf = leaf_of(kinds & 4);
        gen_t *a = link_to(kinds & 1, gen_ref(leaf), "a"), *b = link_to(kinds & 2, leaf, "b");

        assert_next(a, "yields 1");
        assert_next(b, "yields 2");
        assert_next(a, "yields 3");
        assert_next(b, "returns \"leaf's\"");
        assert_next(a, "returns None");
        assert_recorded("b: result \"leaf's\"; a: result None");
        gen_free(a);
        gen_free(b);
    }
}

/* Check that a delegate that ended, or was never one, gives its answer at once. */
static void test_what_ends_at_once(void **state)
{
    gen_t *done = leaf_of(true), *g;

    (void)state;
    gen_close(done, NULL);
    g = link_to(true, done, "g");
    assert_next(g, "returns None");
    gen_free(g);
    g = link_to(true, NULL, "g");
    assert_string_equal(next_of(g), "raises MemoryError('')");
    gen_free(g);
    assert_recorded("g: result None; g: MemoryError('')");
}

/* Check that an iterator is delegated to by the rules for iterators: what it cannot be thrown is raised in the delegator. */
static void test_it_delegates_to_an_iterator(void **state)
{
    gen_t *g = link_to(true, gen_range(0, 2, 1), "g");

    (void)state;
    assert_next(g, "yields 0");
    assert_next(g, "yields 1");
    assert_next(g, "returns None");
    assert_recorded("g: result None");
    gen_free(g);
}

/* Check that a delegate that was handling something before it was delegated to goes on handling it. */
struct handles {
    gen_handler_t handler;
};

static gen_status_t handles(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct handles *my = frame;
    gen_error_t *e;

    GEN_BEGIN(self, sent, out);
    e = gen_error_new_value(GEN_KEY_ERROR, gen_int(1));
    gen_except_begin_in(self, &my->handler, e);
    gen_error_free(e);
    GEN_YIELD_OR (gen_int(1), NULL) {
    }
    record("handles %s", error_text(gen_handled()));
    gen_except_end(&my->handler);
    return gen_pending(self) == NULL ? GEN_RETURNED : GEN_RAISED;
    GEN_END;
}

static gen_status_t steps_first(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct link *my = frame;

    GEN_BEGIN(self, sent, out);
    gen_next(my->sub, NULL);
    GEN_YIELD_FROM_OR (my->sub, NULL)
        return GEN_RAISED;
    return GEN_RETURNED;
    GEN_END;
}

static void test_a_delegate_that_handles(void **state)
{
    static const gen_stackless_t handles_type = {"handles", handles, sizeof(struct handles), NULL};
    static const gen_stackless_t steps_type = {"steps_first", steps_first, sizeof(struct link), NULL};
    struct link args = {gen_stackless_new(&handles_type, NULL, 0), NULL};
    gen_t *g = gen_stackless_new(&steps_type, &args, sizeof args);

    (void)state;
    assert_next(g, "returns None");
    assert_recorded("handles KeyError(1)");
    gen_free(g);
}

/* Check that a chain may be far longer than a stack is deep, be it stepped, thrown into or closed; and mixed chains longer than
 * one stack would be. */
static void test_long_chains(void **state)
{
    (void)state;
    for (int way = 0; way < 3; way++) {
        gen_t *g = leaf_of(true);

        for (int i = 0; i < 10000; i++)
            g = link_to(true, g, NULL);
        assert_next(g, "yields 1");
        if (way == 0)
            assert_throw(g, GEN_OS_ERROR, GEN_NONE, "raises OSError()");
        else if (way == 1)
            assert_close(g, "returns None");
        gen_free(g);
        recorded();
    }
    for (int way = 0; way < 2; way++) {
        gen_t *g = leaf_of(true);

        for (int i = 0; i < 2000; i++)
            g = link_to(i % 2, g, NULL);
        assert_next(g, "yields 1");
        assert_next(g, "yields 2");
        if (way == 0)
            assert_throw(g, GEN_OS_ERROR, GEN_NONE, "raises OSError()");
        gen_free(g);
        recorded();
    }
}

static gen_status_t awaits(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct link *my = frame;
    gen_value_t result;

    GEN_BEGIN(self, sent, out);
    GEN_AWAIT_OR (my->sub, &result)
        return GEN_RAISED;
    return gen_return(self, result);
    GEN_END;
}

static gen_status_t full_awaits(gen_t *self, void *args)
{
    gen_value_t result;

    if (!gen_await(self, ((struct link *)args)->sub, &result))
        return GEN_RAISED;
    return gen_return(self, result);
}

static gen_t *coroutine(bool stackless, gen_t *sub)
{
    static const gen_stackless_t type = {"awaits", awaits, sizeof(struct link), NULL};
    struct link args = {sub, "c"};

    return stackless ? gen_stackless_coroutine(&type, &args, sizeof args)
                     : gen_coroutine(NULL, full_awaits, &args, sizeof args);
}

/* An awaitable that yields once. */
static gen_status_t once_next(gen_t *self, void *state, gen_value_t *out)
{
    int64_t *n = state;

    (void)self;
    *out = (*n)++ == 0 ? gen_int(0) : GEN_NONE;
    return *n == 1 ? GEN_YIELDED : GEN_RETURNED;
}

static gen_t *once(void)
{
    static const gen_iterator_t type = {"once", once_next, NULL, NULL, NULL, NULL};

    return gen_iter_new(&type, NULL, sizeof(int64_t));
}

/* Check that a coroutine without a stack awaits either kind, is awaited by either, and refuses what no coroutine awaits. */
static void test_coroutines(void **state)
{
    gen_t *c, *g;

    (void)state;
    for (int kinds = 0; kinds < 4; kinds++) {
        c = coroutine(kinds & 1, coroutine(kinds & 2, once()));
        assert_true(gen_is_coroutine(c));
        assert_next(c, "yields 0");
        assert_next(c, "returns None");
        assert_next(c, "raises RuntimeError('cannot reuse already awaited coroutine')");
        gen_free(c);
    }
    c = coroutine(true, leaf_of(true));
    assert_next(c, "raises TypeError(\"'generator' object can't be awaited\")");
    gen_free(c);
    g = link_to(true, coroutine(true, NULL), "g");
    assert_next(g, "raises TypeError(\"cannot 'yield from' a coroutine object in a non-coroutine generator\")");
    gen_free(g);
    recorded();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_values_pass),
        TEST(test_an_exception_is_thrown_into_the_leaf),
        TEST(test_closing_goes_upwards),
        TEST(test_an_inner_one_is_stepped_directly),
        TEST(test_two_delegators_share_one),
        TEST(test_what_ends_at_once),
        TEST(test_it_delegates_to_an_iterator),
        TEST(test_a_delegate_that_handles),
        TEST(test_long_chains),
        TEST(test_coroutines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
