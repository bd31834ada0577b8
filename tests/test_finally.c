/* A `finally` that waits, what is suppressed, and the parts of a group. */
#include "outcome.h"
#include "record.h"

/* try: yield 1; finally: yield 2 */
static gen_status_t waits_in_finally(gen_t *self, void *args)
{
    gen_status_t status = GEN_RAISED;
    gen_finally_t finally;

    (void)args;
    if (gen_yield(self, gen_int(1), NULL))
        status = gen_return(self, gen_int(7));
    gen_finally_begin(self, &finally);
    record("handling %s", error_text(gen_handled()));
    if (gen_yield(self, gen_int(2), NULL))
        record("clean");
    return gen_finally_end(self, &finally) ? status : GEN_RAISED;
}

/* Check that a finally that yields keeps the return value, or the exception, which is being handled meanwhile. */
static void test_finally_goes_on(void **state)
{
    gen_t *g = gen_new(waits_in_finally, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    assert_next(g, "yields 2");
    assert_next(g, "returns 7");
    gen_free(g);
    assert_recorded("handling nothing; clean");
    g = gen_new(waits_in_finally, NULL, 0);
    assert_next(g, "yields 1");
    assert_throw(g, GEN_KEY_ERROR, gen_str("first"), "yields 2");
    assert_next(g, "raises KeyError('first')");
    assert_string_equal(chain_of(g), "KeyError('first')");
    gen_free(g);
    assert_recorded("handling KeyError('first'); clean");
}

/* Check that what is raised in a finally takes the place of what was set aside, which is its context. */
static void test_finally_raises(void **state)
{
    gen_t *g = gen_new(waits_in_finally, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    assert_throw(g, GEN_KEY_ERROR, gen_str("first"), "yields 2");
    assert_throw(g, GEN_VALUE_ERROR, gen_str("second"), "raises ValueError('second')");
    assert_string_equal(chain_of(g), "ValueError('second')<context KeyError('first')>");
    gen_free(g);
    assert_recorded("handling KeyError('first')");
}

/* Yields in a finally for ever: it is destroyed there. */
static gen_status_t stays_in_finally(gen_t *self, void *args)
{
    gen_finally_t finally;

    (void)args;
    gen_raise(self, GEN_KEY_ERROR, "%s", "set aside");
    gen_finally_begin(self, &finally);
    while (gen_yield(self, GEN_NONE, NULL) || gen_suppress(self, GEN_BASE_EXCEPTION, false)) {
    }
    return gen_finally_end(self, &finally) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

static void ignore_unraisable(gen_t *g, gen_error_t *e, void *context)
{
    (void)g;
    (void)e;
    (void)context;
}

/* Check that a body that is destroyed in a finally gives what was set aside back: what is left would be a leak. */
static void test_finally_destroyed(void **state)
{
    gen_t *g = gen_new(stays_in_finally, NULL, 0);

    (void)state;
    gen_set_unraisable_hook(ignore_unraisable, NULL);
    assert_next(g, "yields None");
    gen_free(g);
    gen_set_unraisable_hook(NULL, NULL);
    assert_null(gen_handled());
}

static gen_status_t suppresses(gen_t *self, void *args)
{
    (void)args;
    record("%d", gen_suppress(self, GEN_KEY_ERROR, true));
    gen_raise(self, GEN_KEY_ERROR, NULL);
    record("%d", gen_suppress(self, GEN_KEY_ERROR, false));
    gen_raise(self, GEN_VALUE_ERROR, "%s", "other");
    record("%d", gen_suppress(self, GEN_KEY_ERROR, false));
    return GEN_RAISED;
}

/* Check that suppress drops what is of its type, and says what is left. */
static void test_suppress(void **state)
{
    gen_t *g = gen_new(suppresses, NULL, 0);

    (void)state;
    assert_next(g, "raises ValueError('other')");
    gen_free(g);
    assert_recorded("1; 1; 0");
}

/* Check that a group's message comes without the count too, and that nothing is no group. */
static void test_group_parts(void **state)
{
    gen_error_t *one = gen_error_new(GEN_KEY_ERROR, NULL), *group = gen_error_new_group("two (2)", &one, 1);

    (void)state;
    assert_string_equal(gen_error_message(group), "two (2) (1 sub-exception)");
    assert_string_equal(gen_error_group_message(group), "two (2)");
    assert_string_equal(gen_error_group_message(one), "");
    assert_string_equal(gen_error_group_message(NULL), "");
    assert_int_equal(gen_error_group_size(NULL), 0);
    assert_null(gen_error_group_at(NULL, 0));
    gen_error_free(group);
    gen_error_free(one);
}

static const gen_exc_t MY_GROUP[1] = {{"MyGroup", GEN_EXCEPTION_GROUP}};

/* Check that an ExceptionGroup, and what derives from it, is an Exception and a BaseExceptionGroup; and nothing else is. */
static void test_group_bases(void **state)
{
    (void)state;
    assert_true(gen_exc_is(GEN_EXCEPTION_GROUP, GEN_BASE_EXCEPTION_GROUP));
    assert_true(gen_exc_is(MY_GROUP, GEN_BASE_EXCEPTION_GROUP));
    assert_true(gen_exc_is(MY_GROUP, GEN_EXCEPTION));
    assert_false(gen_exc_is(GEN_BASE_EXCEPTION_GROUP, GEN_EXCEPTION_GROUP));
    assert_false(gen_exc_is(GEN_EXCEPTION, GEN_BASE_EXCEPTION_GROUP));
    assert_false(gen_exc_is(GEN_VALUE_ERROR, GEN_BASE_EXCEPTION_GROUP));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_finally_goes_on), TEST(test_finally_raises), TEST(test_finally_destroyed),
        TEST(test_suppress),        TEST(test_group_parts),    TEST(test_group_bases),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
