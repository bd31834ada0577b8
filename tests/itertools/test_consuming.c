/* The toolbox: lists and sums, and where values come from. What CPython does the same: results.c. */
#include "outcome.h"
#include "record.h"
#include <gen/itertools.h>
#include <math.h>
#include <string.h>

/* Check that values of a list outlive what they came from, and that a list grows, is emptied and filled again. */
static void test_lists_own_their_strings(void **state)
{
    char text[16];
    gen_list_t list = {NULL, 0, 0};

    (void)state;
    for (int i = 0; i < 20; i++) {
        snprintf(text, sizeof text, "%d", i);
        assert_true(gen_list_append(&list, gen_str(text)));
    }
    assert_int_equal(list.count, 20);
    assert_string_equal(gen_as_str(list.items[7]), "7");
    gen_list_free(&list);
    assert_int_equal(list.count, 0);
    assert_true(gen_list_append(&list, gen_int(1)));
    gen_list_free(&list);
    gen_list_free(&list);
}

static gen_value_t disorder(gen_t *self, gen_value_t value, void *arg)
{
    (void)self, (void)arg;
    return gen_int(gen_as_int(value) * 7919 % 1000);
}

/* Check that many values are sorted, and none is lost. */
static void test_many_are_sorted(void **state)
{
    gen_list_t list;

    (void)state;
    assert_int_equal(gen_sorted(gen_map(gen_range(0, 1000, 1), disorder, NULL), &list, NULL), GEN_RETURNED);
    assert_int_equal(list.count, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(gen_as_int(list.items[i]), i);
    gen_list_free(&list);
}

/* Check that a sum of reals is as good as that of CPython from 3.12 on. */
static void test_sums_of_reals(void **state)
{
    const gen_value_t far[] = {gen_real(1e100), gen_real(1.0), gen_real(-1e100)};
    gen_value_t sum;

    (void)state;
    assert_int_equal(gen_sum(gen_repeat(gen_real(0.1), 10), gen_int(0), &sum, NULL), GEN_RETURNED);
    assert_true(gen_as_real(sum) == 1.0);
    assert_int_equal(gen_sum(gen_values(far, 3), gen_int(0), &sum, NULL), GEN_RETURNED);
    assert_true(gen_as_real(sum) == 1.0);
    assert_int_equal(gen_sum(gen_repeat(gen_real(INFINITY), 2), gen_int(0), &sum, NULL), GEN_RETURNED);
    assert_true(isinf(gen_as_real(sum)));
}

/* What e says; drops it. */
static const char *told(gen_error_t *e)
{
    const char *text = error_text(e);

    gen_error_free(e);
    return text;
}

/* Check that no source is a MemoryError, and that a result is left alone then. */
static void test_no_source_to_consume(void **state)
{
    gen_value_t sum = gen_int(5);
    gen_list_t list;
    gen_error_t *e;
    bool found = true;

    (void)state;
    assert_int_equal(gen_sum(NULL, gen_int(0), &sum, &e), GEN_RAISED);
    assert_string_equal(told(e), "MemoryError()");
    assert_int_equal(gen_as_int(sum), 5);
    assert_int_equal(gen_any(NULL, &found, &e), GEN_RAISED);
    assert_string_equal(told(e), "MemoryError()");
    assert_true(found);
    assert_int_equal(gen_list(NULL, &list, &e), GEN_RAISED);
    assert_string_equal(told(e), "MemoryError()");
    assert_int_equal(list.count, 0);
    assert_int_equal(gen_sorted(NULL, &list, &e), GEN_RAISED);
    assert_string_equal(told(e), "MemoryError()");
}

/* Check that what is split is a copy. */
static void test_split_copies(void **state)
{
    char text[] = "a,b", separator[] = ",";
    gen_t *g = gen_split(text, separator);

    (void)state;
    text[0] = separator[0] = '?';
    assert_next(g, "yields 'a'");
    assert_next(g, "yields 'b'");
    gen_free(g);
}

/* Check that a file that cannot be read is an OSError, and that it is not the iterator's to close. */
static void test_lines_of_no_text(void **state)
{
    FILE *folder = fopen("/", "r");
    gen_t *g = gen_lines(folder);

    (void)state;
#ifdef _WIN32 /* where no folder is opened */
    gen_free(g);
    skip();
#endif
    assert_non_null(folder);
    assert_next(g, "raises OSError('[Errno 21] Is a directory')");
    gen_free(g);
    assert_int_equal(fclose(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_lists_own_their_strings), TEST(test_many_are_sorted), TEST(test_sums_of_reals),
        TEST(test_no_source_to_consume),    TEST(test_split_copies),    TEST(test_lines_of_no_text),
    };

    return cmocka_run_group_tests_name("consuming", tests, NULL, NULL);
}
