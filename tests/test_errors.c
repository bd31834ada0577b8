/* Exception types and objects: hierarchy, values, references, cause and context. */
#include "outcome.h"
#include "record.h"
#include <string.h>

/* Check that the types have Python's names and bases. */
static void test_the_hierarchy_is_pythons(void **state)
{
    static const struct {
        const gen_exc_t *type;
        const char *name;
        const gen_exc_t *base;
    } types[] = {
        {GEN_BASE_EXCEPTION, "BaseException", NULL},
        {GEN_GENERATOR_EXIT, "GeneratorExit", GEN_BASE_EXCEPTION},
        {GEN_KEYBOARD_INTERRUPT, "KeyboardInterrupt", GEN_BASE_EXCEPTION},
        {GEN_SYSTEM_EXIT, "SystemExit", GEN_BASE_EXCEPTION},
        {GEN_CANCELLED_ERROR, "CancelledError", GEN_BASE_EXCEPTION},
        {GEN_EXCEPTION, "Exception", GEN_BASE_EXCEPTION},
        {GEN_STOP_ITERATION, "StopIteration", GEN_EXCEPTION},
        {GEN_STOP_ASYNC_ITERATION, "StopAsyncIteration", GEN_EXCEPTION},
        {GEN_ARITHMETIC_ERROR, "ArithmeticError", GEN_EXCEPTION},
        {GEN_ZERO_DIVISION_ERROR, "ZeroDivisionError", GEN_ARITHMETIC_ERROR},
        {GEN_OVERFLOW_ERROR, "OverflowError", GEN_ARITHMETIC_ERROR},
        {GEN_ASSERTION_ERROR, "AssertionError", GEN_EXCEPTION},
        {GEN_ATTRIBUTE_ERROR, "AttributeError", GEN_EXCEPTION},
        {GEN_EOF_ERROR, "EOFError", GEN_EXCEPTION},
        {GEN_LOOKUP_ERROR, "LookupError", GEN_EXCEPTION},
        {GEN_INDEX_ERROR, "IndexError", GEN_LOOKUP_ERROR},
        {GEN_KEY_ERROR, "KeyError", GEN_LOOKUP_ERROR},
        {GEN_MEMORY_ERROR, "MemoryError", GEN_EXCEPTION},
        {GEN_NAME_ERROR, "NameError", GEN_EXCEPTION},
        {GEN_OS_ERROR, "OSError", GEN_EXCEPTION},
        {GEN_CONNECTION_ERROR, "ConnectionError", GEN_OS_ERROR},
        {GEN_TIMEOUT_ERROR, "TimeoutError", GEN_OS_ERROR},
        {GEN_RUNTIME_ERROR, "RuntimeError", GEN_EXCEPTION},
        {GEN_NOT_IMPLEMENTED_ERROR, "NotImplementedError", GEN_RUNTIME_ERROR},
        {GEN_RECURSION_ERROR, "RecursionError", GEN_RUNTIME_ERROR},
        {GEN_SYSTEM_ERROR, "SystemError", GEN_EXCEPTION},
        {GEN_TYPE_ERROR, "TypeError", GEN_EXCEPTION},
        {GEN_VALUE_ERROR, "ValueError", GEN_EXCEPTION},
    };

    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        assert_string_equal(types[i].type->name, types[i].name);
        assert_ptr_equal(types[i].type->base, types[i].base);
    }
}

/* Check that gen_exc_is() is issubclass(): the type itself and all its bases, and nothing else. */
static void test_exc_is_issubclass(void **state)
{
    (void)state;
    assert_true(gen_exc_is(GEN_KEY_ERROR, GEN_KEY_ERROR));
    assert_true(gen_exc_is(GEN_KEY_ERROR, GEN_LOOKUP_ERROR));
    assert_true(gen_exc_is(GEN_KEY_ERROR, GEN_EXCEPTION));
    assert_true(gen_exc_is(GEN_KEY_ERROR, GEN_BASE_EXCEPTION));
    assert_false(gen_exc_is(GEN_LOOKUP_ERROR, GEN_KEY_ERROR));
    assert_false(gen_exc_is(GEN_KEY_ERROR, GEN_INDEX_ERROR));
    assert_false(gen_exc_is(GEN_GENERATOR_EXIT, GEN_EXCEPTION));
}

static const gen_exc_t PARSE_ERROR[1] = {{"ParseError", GEN_VALUE_ERROR}};

/* Check that a program can declare types of its own, which are caught by their bases. */
static void test_types_of_ones_own(void **state)
{
    gen_error_t *e = gen_error_new(PARSE_ERROR, "line %d", 3);

    (void)state;
    assert_true(gen_error_is(e, PARSE_ERROR));
    assert_true(gen_error_is(e, GEN_VALUE_ERROR));
    assert_false(gen_error_is(e, GEN_TYPE_ERROR));
    assert_ptr_equal(gen_error_type(e), PARSE_ERROR);
    assert_string_equal(error_text(e), "ParseError('line 3')");
    gen_error_free(e);
}

/* Check that a message is formatted, of any length, and is the exception's value. */
static void test_a_message_is_the_value(void **state)
{
    char longest[3000];
    gen_error_t *e, *none;

    (void)state;
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    e = gen_error_new(GEN_VALUE_ERROR, "%s!", longest);
    assert_int_equal(strlen(gen_error_message(e)), sizeof longest);
    assert_int_equal(gen_error_message(e)[sizeof longest - 1], '!');
    assert_ptr_equal(gen_as_str(gen_error_value(e)), gen_error_message(e));
    gen_error_free(e);
    none = gen_error_new(GEN_VALUE_ERROR, NULL);
    assert_string_equal(gen_error_message(none), "");
    assert_true(gen_is_none(gen_error_value(none)));
    gen_error_free(none);
}

/* Check that an exception carries any value, and has no message then. */
static void test_a_value_of_any_kind(void **state)
{
    gen_error_t *e = gen_error_new_value(GEN_KEY_ERROR, gen_int(42));
    gen_error_t *text = gen_error_new_value(GEN_KEY_ERROR, gen_str("name"));

    (void)state;
    assert_int_equal(gen_as_int(gen_error_value(e)), 42);
    assert_string_equal(gen_error_message(e), "");
    assert_string_equal(gen_error_message(text), "name");
    gen_error_free(e);
    gen_error_free(text);
}

/* Check that an exception that is an exception's value is kept alive by it. */
static void test_an_exception_as_value_is_kept(void **state)
{
    gen_error_t *inner = gen_error_new(GEN_VALUE_ERROR, "inner");
    gen_error_t *outer = gen_error_new_value(GEN_STOP_ITERATION, gen_err(inner));

    (void)state;
    gen_error_free(inner);
    assert_string_equal(error_text(outer), "StopIteration(ValueError('inner'))");
    gen_error_free(outer);
}

/* Check that references are counted, and that NULL is fine where a reference may be missing. */
static void test_references(void **state)
{
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "kept");

    (void)state;
    assert_ptr_equal(gen_error_ref(e), e);
    gen_error_free(e);
    assert_string_equal(gen_error_message(e), "kept");
    gen_error_free(e);
    assert_null(gen_error_ref(NULL));
    gen_error_free(NULL);
    assert_false(gen_error_is(NULL, GEN_BASE_EXCEPTION));
}

/* Check that a fresh exception has neither cause nor context. */
static void test_a_fresh_exception_has_no_chain(void **state)
{
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, NULL);

    (void)state;
    assert_null(gen_error_cause(e));
    assert_null(gen_error_context(e));
    assert_false(gen_error_suppress_context(e));
    gen_error_free(e);
}

/* Check that `raise e from cause` sets the cause, keeps it alive and hides the context; and `from None`. */
static void test_set_cause(void **state)
{
    gen_error_t *e = gen_error_new(GEN_RUNTIME_ERROR, "e"), *cause = gen_error_new(GEN_KEY_ERROR, "cause");

    (void)state;
    gen_error_set_cause(e, cause);
    gen_error_free(cause);
    assert_string_equal(chain_text(e), "RuntimeError('e')<cause KeyError('cause')>");
    assert_true(gen_error_suppress_context(e));
    gen_error_set_cause(e, NULL);
    assert_string_equal(chain_text(e), "RuntimeError('e')<no cause>");
    gen_error_free(e);
}

/* Check that setting the cause it has already, whose only reference it holds, keeps it. */
static void test_set_the_same_cause_again(void **state)
{
    gen_error_t *e = gen_error_new(GEN_RUNTIME_ERROR, "e"), *cause = gen_error_new(GEN_KEY_ERROR, "cause");

    (void)state;
    gen_error_set_cause(e, cause);
    gen_error_free(cause);
    gen_error_set_cause(e, gen_error_cause(e));
    assert_string_equal(chain_text(e), "RuntimeError('e')<cause KeyError('cause')>");
    gen_error_free(e);
}

/* Check that a context is set, kept alive and replaced. */
static void test_set_context(void **state)
{
    gen_error_t *e = gen_error_new(GEN_RUNTIME_ERROR, "e");
    gen_error_t *first = gen_error_new(GEN_KEY_ERROR, "1"), *second = gen_error_new(GEN_KEY_ERROR, "2");

    (void)state;
    gen_error_set_context(e, first);
    gen_error_free(first);
    assert_string_equal(chain_text(e), "RuntimeError('e')<context KeyError('1')>");
    assert_false(gen_error_suppress_context(e));
    gen_error_set_context(e, second);
    gen_error_free(second);
    assert_string_equal(chain_text(e), "RuntimeError('e')<context KeyError('2')>");
    gen_error_free(e);
}

/* Check that nothing being handled, or the exception itself, leaves the context alone. */
static void test_set_context_to_itself_or_nothing(void **state)
{
    gen_error_t *e = gen_error_new(GEN_RUNTIME_ERROR, "e"), *context = gen_error_new(GEN_KEY_ERROR, "1");

    (void)state;
    gen_error_set_context(e, context);
    gen_error_set_context(e, NULL);
    gen_error_set_context(e, e);
    assert_string_equal(chain_text(e), "RuntimeError('e')<context KeyError('1')>");
    gen_error_free(e);
    gen_error_free(context);
}

/* Check that setting a context cuts an older link to the same exception, so that no cycle appears. */
static void test_a_context_makes_no_cycle(void **state)
{
    gen_error_t *a = gen_error_new(GEN_VALUE_ERROR, "a"), *b = gen_error_new(GEN_VALUE_ERROR, "b");
    gen_error_t *c = gen_error_new(GEN_VALUE_ERROR, "c");

    (void)state;
    gen_error_set_context(b, a);
    gen_error_set_context(c, b);
    gen_error_set_context(a, c);
    assert_string_equal(chain_text(a), "ValueError('a')<context ValueError('c')<context ValueError('b')>>");
    gen_error_free(a);
    gen_error_free(b);
    gen_error_free(c);
}

/* Check that a chain of a million causes is freed without recursion. */
static void test_a_long_chain_is_freed_without_recursion(void **state)
{
    gen_error_t *e = gen_error_new_value(GEN_VALUE_ERROR, gen_int(0));

    (void)state;
    for (int i = 1; i < 1000000; i++) {
        gen_error_t *next = gen_error_new_value(GEN_VALUE_ERROR, gen_int(i));

        gen_error_set_cause(next, e);
        gen_error_free(e);
        e = next;
    }
    assert_int_equal(gen_as_int(gen_error_value(e)), 999999);
    gen_error_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_hierarchy_is_pythons),
        TEST(test_exc_is_issubclass),
        TEST(test_types_of_ones_own),
        TEST(test_a_message_is_the_value),
        TEST(test_a_value_of_any_kind),
        TEST(test_an_exception_as_value_is_kept),
        TEST(test_references),
        TEST(test_a_fresh_exception_has_no_chain),
        TEST(test_set_cause),
        TEST(test_set_the_same_cause_again),
        TEST(test_set_context),
        TEST(test_set_context_to_itself_or_nothing),
        TEST(test_a_context_makes_no_cycle),
        TEST(test_a_long_chain_is_freed_without_recursion),
    };

    return cmocka_run_group_tests_name("errors", tests, NULL, NULL);
}
