/* gen_error_print(): the last lines of a Python traceback, word for word. */
#include "outcome.h"
#include "record.h"

#define DIRECT_CAUSE "\nThe above exception was the direct cause of the following exception:\n\n"
#define DURING_HANDLING "\nDuring handling of the above exception, another exception occurred:\n\n"

static void check_print(const gen_exc_t *type, gen_value_t value, const char *expected)
{
    gen_error_t *e = gen_error_new_value(type, value);

    assert_string_equal(printed(e), expected);
    gen_error_free(e);
}

/* Check that an exception prints as its type and str() of its value. */
static void test_one_line(void **state)
{
    (void)state;
    check_print(GEN_VALUE_ERROR, gen_str("bad"), "ValueError: bad\n");
    check_print(GEN_VALUE_ERROR, gen_int(3), "ValueError: 3\n");
    check_print(GEN_VALUE_ERROR, gen_real(0.5), "ValueError: 0.5\n");
}

/* Check that no value, and an empty message, print as the type alone. */
static void test_no_message(void **state)
{
    (void)state;
    check_print(GEN_VALUE_ERROR, GEN_NONE, "ValueError\n");
    check_print(GEN_VALUE_ERROR, gen_str(""), "ValueError\n");
}

/* Check that a KeyError shows its key as repr(), as Python's does, the empty key too. */
static void test_key_error_prints_repr(void **state)
{
    (void)state;
    check_print(GEN_KEY_ERROR, gen_str("name"), "KeyError: 'name'\n");
    check_print(GEN_KEY_ERROR, gen_str(""), "KeyError: ''\n");
    check_print(GEN_KEY_ERROR, gen_int(7), "KeyError: 7\n");
}

/* Check that an exception that is another one's value prints as str() of it: its message. */
static void test_an_exception_as_value(void **state)
{
    gen_error_t *inner = gen_error_new(GEN_VALUE_ERROR, "inner");

    (void)state;
    check_print(GEN_RUNTIME_ERROR, gen_err(inner), "RuntimeError: inner\n");
    gen_error_free(inner);
}

/* Check that a cause comes first, followed by Python's sentence. */
static void test_cause(void **state)
{
    gen_error_t *e = gen_error_new(GEN_RUNTIME_ERROR, "no user"), *cause = gen_error_new(GEN_KEY_ERROR, "bob");

    (void)state;
    gen_error_set_cause(e, cause);
    assert_string_equal(printed(e), "KeyError: 'bob'\n" DIRECT_CAUSE "RuntimeError: no user\n");
    gen_error_free(e);
    gen_error_free(cause);
}

/* Check that a context comes first, followed by Python's other sentence. */
static void test_context(void **state)
{
    gen_error_t *e = gen_error_new(GEN_RUNTIME_ERROR, "no user"), *context = gen_error_new(GEN_KEY_ERROR, "bob");

    (void)state;
    gen_error_set_context(e, context);
    assert_string_equal(printed(e), "KeyError: 'bob'\n" DURING_HANDLING "RuntimeError: no user\n");
    gen_error_free(e);
    gen_error_free(context);
}

/* Check that a cause hides the context, and that `from None` hides it without showing anything instead. */
static void test_suppressed_context(void **state)
{
    gen_error_t *e = gen_error_new(GEN_RUNTIME_ERROR, "e"), *context = gen_error_new(GEN_KEY_ERROR, "context");
    gen_error_t *cause = gen_error_new(GEN_TYPE_ERROR, "cause");

    (void)state;
    gen_error_set_context(e, context);
    gen_error_set_cause(e, cause);
    assert_string_equal(printed(e), "TypeError: cause\n" DIRECT_CAUSE "RuntimeError: e\n");
    gen_error_set_cause(e, NULL);
    assert_string_equal(printed(e), "RuntimeError: e\n");
    gen_error_free(e);
    gen_error_free(context);
    gen_error_free(cause);
}

/* Check that a chain of several links prints from its far end on. */
static void test_a_longer_chain(void **state)
{
    gen_error_t *e = gen_error_new(GEN_RUNTIME_ERROR, "3"), *middle = gen_error_new(GEN_TYPE_ERROR, "2");
    gen_error_t *first = gen_error_new(GEN_VALUE_ERROR, "1");

    (void)state;
    gen_error_set_context(middle, first);
    gen_error_set_cause(e, middle);
    assert_string_equal(printed(e),
                        "ValueError: 1\n" DURING_HANDLING "TypeError: 2\n" DIRECT_CAUSE "RuntimeError: 3\n");
    gen_error_free(e);
    gen_error_free(middle);
    gen_error_free(first);
}

/* Check that a cycle of causes, which Python allows, ends: each exception is printed once. */
static void test_a_cycle_of_causes_ends(void **state)
{
    gen_error_t *e = gen_error_new(GEN_RUNTIME_ERROR, "e"), *cause = gen_error_new(GEN_TYPE_ERROR, "cause");

    (void)state;
    gen_error_set_cause(e, cause);
    gen_error_set_cause(cause, e);
    assert_string_equal(printed(e), "TypeError: cause\n" DIRECT_CAUSE "RuntimeError: e\n");
    gen_error_set_cause(cause, NULL);
    gen_error_free(e);
    gen_error_free(cause);
}

/* Check that an exception that is its own cause is printed once. */
static void test_its_own_cause(void **state)
{
    gen_error_t *e = gen_error_new(GEN_RUNTIME_ERROR, "e");

    (void)state;
    gen_error_set_cause(e, e);
    assert_string_equal(printed(e), "RuntimeError: e\n");
    gen_error_set_cause(e, NULL);
    gen_error_free(e);
}

/* Check that the members of a group, groups among them, are printed below numbered rules, with their chains. */
static void test_group(void **state)
{
    gen_error_t *key = gen_error_new(GEN_KEY_ERROR, "y"), *context = gen_error_new(GEN_TYPE_ERROR, "ctx");
    gen_error_t *inner = gen_error_new_group("in", &key, 1);
    gen_error_t *members[2] = {gen_error_new(GEN_VALUE_ERROR, "x"), inner};
    gen_error_t *group = gen_error_new_group("msg", members, 2), *top = gen_error_new(GEN_RUNTIME_ERROR, "top");

    (void)state;
    gen_error_set_context(members[0], context);
    gen_error_set_cause(top, group);
    assert_string_equal(printed(top),
                        "  | ExceptionGroup: msg (2 sub-exceptions)\n"
                        "  +-+---------------- 1 ----------------\n"
                        "    | TypeError: ctx\n"
                        "    | \n"
                        "    | During handling of the above exception, another exception occurred:\n"
                        "    | \n"
                        "    | ValueError: x\n"
                        "    +---------------- 2 ----------------\n"
                        "    | ExceptionGroup: in (1 sub-exception)\n"
                        "    +-+---------------- 1 ----------------\n"
                        "      | KeyError: 'y'\n"
                        "      +------------------------------------\n" DIRECT_CAUSE "RuntimeError: top\n");
    for (int i = 0; i < 2; i++)
        gen_error_free(members[i]);
    gen_error_free(key);
    gen_error_free(context);
    gen_error_free(group);
    gen_error_free(top);
}

/* Check that a group is a BaseExceptionGroup exactly if one of its members is no Exception, and keeps its members. */
static void test_group_type(void **state)
{
    gen_error_t *members[2] = {gen_error_new(GEN_VALUE_ERROR, "x"), gen_error_new(GEN_SYSTEM_EXIT, NULL)};
    gen_error_t *narrow = gen_error_new_group("n", members, 1), *wide = gen_error_new_group("w", members, 2);

    (void)state;
    for (int i = 0; i < 2; i++)
        gen_error_free(members[i]);
    assert_true(gen_error_is(narrow, GEN_EXCEPTION));
    assert_ptr_equal(gen_error_type(narrow), GEN_EXCEPTION_GROUP);
    assert_ptr_equal(gen_error_type(wide), GEN_BASE_EXCEPTION_GROUP);
    assert_int_equal(gen_error_group_size(wide), 2);
    assert_string_equal(gen_error_message(gen_error_group_at(wide, 0)), "x");
    assert_null(gen_error_group_at(wide, 2));
    assert_int_equal(gen_error_group_size(gen_error_group_at(wide, 0)), 0);
    gen_error_free(narrow);
    gen_error_free(wide);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_one_line),
        TEST(test_no_message),
        TEST(test_key_error_prints_repr),
        TEST(test_an_exception_as_value),
        TEST(test_cause),
        TEST(test_context),
        TEST(test_suppressed_context),
        TEST(test_a_longer_chain),
        TEST(test_a_cycle_of_causes_ends),
        TEST(test_its_own_cause),
        TEST(test_group),
        TEST(test_group_type),
    };

    return cmocka_run_group_tests_name("error_print", tests, NULL, NULL);
}
