/* Values: kinds, accessors, equality, printing. */
#include "death.h"
#include "outcome.h"
#include "record.h"
#include <math.h>
#include <string.h>

/* Check that a value is a payload of 8 bytes and as much again as that is aligned to: two registers of 64 bits. */
static void test_a_value_has_16_bytes(void **state)
{
    struct {
        char before;
        int64_t payload;
    } aligned;

    (void)state;
    assert_int_equal(sizeof(gen_value_t), sizeof aligned);
    assert_true(sizeof(void *) < 8 || sizeof(gen_value_t) == 16);
}

/* Check that what is made into a value comes back out of it, at the ends of its range too. */
static void test_values_come_back(void **state)
{
    int object = 0;
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, NULL);

    (void)state;
    assert_true(gen_as_int(gen_int(INT64_MIN)) == INT64_MIN);
    assert_true(gen_as_int(gen_int(INT64_MAX)) == INT64_MAX);
    assert_true(gen_as_real(gen_real(0.1)) == 0.1);
    assert_string_equal(gen_as_str(gen_str("text")), "text");
    assert_ptr_equal(gen_as_ptr(gen_ptr(&object)), &object);
    assert_ptr_equal(gen_as_err(gen_err(e)), e);
    gen_error_free(e);
}

/* Check that an integer may be read as a real, and None as a pointer: the two conversions there are. */
static void test_the_two_conversions(void **state)
{
    (void)state;
    assert_true(gen_as_real(gen_int(3)) == 3.0);
    assert_null(gen_as_ptr(GEN_NONE));
}

/* Check that None differs from every other empty value. */
static void test_none_is_not_zero(void **state)
{
    (void)state;
    assert_true(gen_is_none(GEN_NONE));
    assert_false(gen_is_none(gen_int(0)));
    assert_false(gen_is_none(gen_str("")));
    assert_false(gen_is_none(gen_ptr(NULL)));
    assert_false(gen_value_equal(GEN_NONE, gen_int(0)));
    assert_false(gen_value_equal(GEN_NONE, gen_ptr(NULL)));
}

/* Check that equality compares kinds first, strings by content, pointers and exceptions by identity. */
static void test_equality(void **state)
{
    char one[] = "same", two[] = "same";
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "x"), *f = gen_error_new(GEN_VALUE_ERROR, "x");

    (void)state;
    assert_true(gen_value_equal(GEN_NONE, GEN_NONE));
    assert_true(gen_value_equal(gen_int(1), gen_int(1)));
    assert_false(gen_value_equal(gen_int(1), gen_int(2)));
    assert_false(gen_value_equal(gen_int(1), gen_real(1)));
    assert_true(gen_value_equal(gen_real(0.5), gen_real(0.5)));
    assert_true(gen_value_equal(gen_str(one), gen_str(two)));
    assert_false(gen_value_equal(gen_str("a"), gen_str("b")));
    assert_true(gen_value_equal(gen_ptr(one), gen_ptr(one)));
    assert_false(gen_value_equal(gen_ptr(one), gen_ptr(two)));
    assert_true(gen_value_equal(gen_err(e), gen_err(e)));
    assert_false(gen_value_equal(gen_err(e), gen_err(f)));
    gen_error_free(e);
    gen_error_free(f);
}

/* Check the names of the kinds. */
static void test_kind_names(void **state)
{
    (void)state;
    assert_string_equal(gen_kind_name(GEN_KIND_NONE), "None");
    assert_string_equal(gen_kind_name(GEN_KIND_INT), "int");
    assert_string_equal(gen_kind_name(GEN_KIND_REAL), "float");
    assert_string_equal(gen_kind_name(GEN_KIND_STR), "str");
    assert_string_equal(gen_kind_name(GEN_KIND_PTR), "pointer");
    assert_string_equal(gen_kind_name(GEN_KIND_ERROR), "exception");
}

/* Check that None and integers print as Python's repr() writes them. */
static void test_print_none_and_integers(void **state)
{
    (void)state;
    assert_string_equal(value_text(GEN_NONE), "None");
    assert_string_equal(value_text(gen_int(42)), "42");
    assert_string_equal(value_text(gen_int(INT64_MIN)), "-9223372036854775808");
}

/* Check that a real prints as Python's repr(): the shortest digits that read back as the same number. */
static void test_print_reals(void **state)
{
    static const struct {
        double number;
        const char *text;
    } cases[] = {
        {0.5, "0.5"},
        {1.0, "1.0"},
        {-0.0, "-0.0"},
        {0.1, "0.1"},
        {1.0 / 3, "0.3333333333333333"},
        {100000.0, "100000.0"},
        {1e6, "1000000.0"},
        {123456789.0, "123456789.0"},
        {1e15, "1000000000000000.0"},
        {1e16, "1e+16"},
        {1.5e16, "1.5e+16"},
        {1e22, "1e+22"},
        {1e100, "1e+100"},
        {0.0001, "0.0001"},
        {0.00001, "1e-05"},
        {1.25e-7, "1.25e-07"},
        {5e-324, "5e-324"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {HUGE_VAL, "inf"},
        {-HUGE_VAL, "-inf"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(value_text(gen_real(cases[i].number)), cases[i].text);
    assert_string_equal(value_text(gen_real((double)NAN)), "nan");
    assert_string_equal(value_text(gen_real(-(double)NAN)), "nan");
}

/* Check that a string prints as Python's repr(): quoted, with escapes where they are needed. */
static void test_print_strings(void **state)
{
    (void)state;
    assert_string_equal(value_text(gen_str("text")), "'text'");
    assert_string_equal(value_text(gen_str("")), "''");
    assert_string_equal(value_text(gen_str("it's")), "\"it's\"");
    assert_string_equal(value_text(gen_str("say \"it's\"")), "'say \"it\\'s\"'");
    assert_string_equal(value_text(gen_str("a\\b\n\r\t\x01\x7f")), "'a\\\\b\\n\\r\\t\\x01\\x7f'");
    assert_string_equal(value_text(gen_str("f\xc3\xbcnf")), "'f\xc3\xbcnf'");
}

/* Check that an exception prints as Python's repr(). */
static void test_print_exceptions(void **state)
{
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "bad %d", 7), *f = gen_error_new_value(GEN_KEY_ERROR, gen_int(3));
    gen_error_t *none = gen_error_new(GEN_RUNTIME_ERROR, NULL);

    (void)state;
    assert_string_equal(value_text(gen_err(e)), "ValueError('bad 7')");
    assert_string_equal(value_text(gen_err(f)), "KeyError(3)");
    assert_string_equal(value_text(gen_err(none)), "RuntimeError()");
    gen_error_free(e);
    gen_error_free(f);
    gen_error_free(none);
}

/* Check that a pointer prints as printf() writes one. */
static void test_print_pointers(void **state)
{
    int object = 0;
    char expected[32];

    (void)state;
    snprintf(expected, sizeof expected, "%p", (void *)&object);
    assert_string_equal(value_text(gen_ptr(&object)), expected);
}

static void read_int(void *value)
{
    printf("%d", (int)gen_as_int(*(gen_value_t *)value));
}

static void read_real(void *value)
{
    printf("%f", gen_as_real(*(gen_value_t *)value));
}

static void read_str(void *value)
{
    printf("%s", gen_as_str(*(gen_value_t *)value));
}

static void read_ptr(void *value)
{
    printf("%p", gen_as_ptr(*(gen_value_t *)value));
}

static void read_err(void *value)
{
    printf("%p", (void *)gen_as_err(*(gen_value_t *)value));
}

/* Check that reading a value as what it is not ends the program with a sentence that names both kinds. */
static void test_reading_the_wrong_kind_ends_the_program(void **state)
{
    gen_value_t none = GEN_NONE, integer = gen_int(1), text = gen_str("x");

    (void)state;
    assert_death(read_int, &none, "a value of type int was read where it is of type None");
    assert_death(read_real, &text, "a value of type float was read where it is of type str");
    assert_death(read_str, &integer, "a value of type str was read where it is of type int");
    assert_death(read_ptr, &integer, "a value of type pointer was read where it is of type int");
    assert_death(read_err, &integer, "a value of type exception was read where it is of type int");
}

/* Check that a kept string outlives the buffer it came from, also where it is kept in place of another, or of itself. */
static void test_kept_strings(void **state)
{
    char buffer[] = "one";
    gen_value_t slot = GEN_NONE;

    (void)state;
    assert_true(gen_value_keep(&slot, gen_str(buffer)));
    strcpy(buffer, "two");
    assert_string_equal(gen_as_str(slot), "one");
    assert_true(gen_value_keep(&slot, gen_str(buffer)));
    assert_true(gen_value_keep(&slot, gen_str(gen_as_str(slot) + 1)));
    assert_string_equal(gen_as_str(slot), "wo");
    gen_value_drop(&slot);
    assert_true(gen_is_none(slot));
    gen_value_drop(&slot);
}

/* Check that a kept exception outlives its maker's reference, and that all else is kept as it is. */
static void test_kept_exceptions(void **state)
{
    gen_error_t *e = gen_error_new(GEN_KEY_ERROR, "kept");
    gen_value_t slot = GEN_NONE;
    int n = 0;

    (void)state;
    assert_true(gen_value_keep(&slot, gen_err(e)));
    assert_true(gen_value_keep(&slot, slot));
    gen_error_free(e);
    assert_string_equal(gen_error_message(gen_as_err(slot)), "kept");
    assert_true(gen_value_keep(&slot, gen_ptr(&n)));
    assert_ptr_equal(gen_as_ptr(slot), &n);
    assert_true(gen_value_keep(&slot, gen_real(0.5)));
    assert_true(gen_as_real(slot) == 0.5);
    assert_true(gen_value_keep(&slot, GEN_NONE));
    assert_true(gen_is_none(slot));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_value_has_16_bytes),
        TEST(test_values_come_back),
        TEST(test_the_two_conversions),
        TEST(test_none_is_not_zero),
        TEST(test_equality),
        TEST(test_kept_strings),
        TEST(test_kept_exceptions),
        TEST(test_kind_names),
        TEST(test_print_none_and_integers),
        TEST(test_print_reals),
        TEST(test_print_strings),
        TEST(test_print_exceptions),
        TEST(test_print_pointers),
        TEST(test_reading_the_wrong_kind_ends_the_program),
    };

    return cmocka_run_group_tests_name("values", tests, NULL, NULL);
}
