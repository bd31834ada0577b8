/* What is no exception is refused as Python refuses it, or ends the program with a sentence. */
#include "../outcome.h"
#include "victim.h"
#include <stdio.h>

static void free_error_twice(void *arg)
{
    gen_error_t *e = gen_error_new(arg, "gone");

    gen_error_free(e);
    gen_error_free(e);
}

static void keep_freed_error(void *arg)
{
    gen_error_t *e = gen_error_new(arg, "gone");

    gen_error_free(e);
    gen_error_ref(e);
}

/* Check that an exception that was freed is known to be. */
static void test_freed(void **state)
{
    const char *freed = "was given an exception that was freed, or something else\n";

    (void)state;
    assert_string_equal(last_words(SIGABRT, free_error_twice, (void *)GEN_KEY_ERROR, noticed(freed)), noticed(freed));
    assert_string_equal(last_words(SIGABRT, keep_freed_error, (void *)GEN_KEY_ERROR, noticed(freed)), noticed(freed));
}

static void ask_type(void *e)
{
    printf("%p", (const void *)gen_error_type(e));
}

static void ask_message(void *e)
{
    puts(gen_error_message(e));
}

static void ask_value(void *e)
{
    printf("%d", (int)gen_error_value(e).kind);
}

static void ask_cause(void *e)
{
    printf("%p", (void *)gen_error_cause(e));
}

static void ask_context(void *e)
{
    printf("%p", (void *)gen_error_context(e));
}

static void print(void *e)
{
    gen_error_print(e, stdout);
}

static void give_cause(void *e)
{
    gen_error_set_cause(e, NULL);
}

static void give_context(void *e)
{
    gen_error_set_context(e, NULL);
}

/* Check that NULL is named, as it is what gen_error() answers after a step that raised nothing. */
static void test_null(void **state)
{
    static void (*const uses[])(void *) = {ask_type,    ask_message, ask_value,  ask_cause,
                                           ask_context, print,       give_cause, give_context};

    (void)state;
    for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++)
        assert_death(uses[i], NULL, "() was given NULL instead of an exception\n");
}

static gen_status_t raises_type(gen_t *self, void *args)
{
    (void)args;
    return gen_raise(self, NULL, "%d", 1);
}

static gen_status_t raises_value(gen_t *self, void *args)
{
    (void)args;
    return gen_raise_value(self, NULL, gen_int(1));
}

static gen_status_t raises_error(gen_t *self, void *args)
{
    (void)args;
    return gen_raise_error(self, NULL);
}

static gen_status_t raises_from(gen_t *self, void *args)
{
    (void)args;
    return gen_raise_from(self, NULL, NULL);
}

static gen_status_t raises_again(gen_t *self, void *args)
{
    (void)args;
    return gen_reraise(self, NULL);
}

static void assert_raises(gen_body_t *body, const char *expected)
{
    gen_t *g = gen_new(body, NULL, 0);

    assert_next(g, expected);
    gen_free(g);
}

/* Check that raising nothing raises what Python's `raise None` and a bare `raise` out of place do. */
static void test_raise(void **state)
{
    (void)state;
    assert_raises(raises_type, "raises TypeError('exceptions must derive from BaseException')");
    assert_raises(raises_value, "raises TypeError('exceptions must derive from BaseException')");
    assert_raises(raises_error, "raises TypeError('exceptions must derive from BaseException')");
    assert_raises(raises_from, "raises TypeError('exceptions must derive from BaseException')");
    assert_raises(raises_again, "raises RuntimeError('No active exception to reraise')");
}

/* Check that throwing nothing is refused, and leaves the generator as it was. */
static void test_throw(void **state)
{
    gen_t *g = new_one(0);

    (void)state;
    assert_next(g, "yields 1");
    assert_int_equal(gen_throw(g, NULL, GEN_NONE, NULL), GEN_RAISED);
    assert_true(gen_error_is(gen_error(g), GEN_TYPE_ERROR));
    assert_next(g, "yields 2");
    gen_free(g);
}

static void end_nothing(void *arg)
{
    gen_handler_t handler = {NULL, NULL, NULL};

    (void)arg;
    gen_except_end(&handler);
}

/* Check that handling cannot end that has not begun. */
static void test_handle_end(void **state)
{
    (void)state;
    assert_death(end_nothing, NULL, "gen: gen_except_end() was given another handler than the innermost\n");
}

static void map_nothing(void *arg)
{
    gen_free(gen_map(gen_range(0, 1, 1), NULL, arg));
}

static void filter_nothing(void *arg)
{
    gen_free(gen_filter(gen_range(0, 1, 1), NULL, arg));
}

/* Check that generator expressions need their functions. */
static void test_expressions(void **state)
{
    (void)state;
    assert_death(map_nothing, NULL, "gen: gen_map() needs a function\n");
    assert_death(filter_nothing, NULL, "gen: gen_filter() needs a predicate\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_freed), cmocka_unit_test(test_null),       cmocka_unit_test(test_raise),
        cmocka_unit_test(test_throw), cmocka_unit_test(test_handle_end), cmocka_unit_test(test_expressions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
