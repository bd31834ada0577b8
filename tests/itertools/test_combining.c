/* Tuples out of many values: who owns what, and how many there are. What CPython does the same: results.c. */
#include "outcome.h"
#include "record.h"
#include <gen/itertools.h>
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

/* Check that those which do not need all values close their sources with themselves, when they are closed and when freed. */
static void test_close_sources(void **state)
{
    gen_t *batched = gen_batched(source(), 3), *freed = gen_batched(source(), 2);
    gen_t *longest = gen_zip_longest(source(), source(), GEN_NONE);

    (void)state;
    assert_int_equal(gen_next(batched, NULL), GEN_YIELDED);
    assert_int_equal(gen_next(freed, NULL), GEN_YIELDED);
    assert_int_equal(gen_next(longest, NULL), GEN_YIELDED);
    assert_close(batched, "returns None");
    assert_recorded("source closed");
    gen_free(freed);
    assert_recorded("source closed");
    assert_close(longest, "returns None");
    assert_recorded("source closed; source closed");
    assert_next(longest, "returns None");
    gen_free(batched);
    gen_free(longest);
}

/* Check that a source which is done is closed while the other one of a zip goes on. */
static void test_the_longest_goes_on(void **state)
{
    gen_t *g = gen_zip_longest(gen_take(source(), 1), gen_range(0, 3, 1), GEN_NONE);

    (void)state;
    assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    assert_recorded("");
    assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    assert_recorded("source closed");
    gen_free(g);
}

/* Check that a source that could not be made gives nothing, and that the other one is freed. */
static void test_a_missing_source(void **state)
{
    gen_t *missing = NULL;

    (void)state;
    assert_null(gen_batched(missing, 1));
    assert_null(gen_combinations(missing, 1));
    assert_null(gen_permutations(missing, 1));
    assert_null(gen_product(source(), missing));
    assert_null(gen_product(missing, source()));
    assert_null(gen_zip_longest(source(), missing, gen_str("fill")));
    assert_null(gen_zip_longest(missing, source(), gen_str("fill")));
}

/* Check that what stands for missing values is copied. */
static void test_the_fill_is_copied(void **state)
{
    char text[] = "before";
    gen_t *g = gen_zip_longest(gen_range(0, 0, 1), gen_range(0, 1, 1), gen_str(text));
    gen_value_t v = GEN_NONE;

    (void)state;
    strcpy(text, "after");
    assert_int_equal(gen_next(g, &v), GEN_YIELDED);
    assert_string_equal(gen_as_str(((gen_pair_t *)gen_as_ptr(v))->first), "before");
    gen_free(g);
}

/* How many tuples there are; 0 if one does not come after the one before it. */
static size_t count_in_order(gen_t *g)
{
    int64_t last = -1;
    size_t count = 0;

    GEN_FOREACH (v, g) {
        const gen_tuple_t *tuple = gen_as_ptr(v);
        int64_t number = 0;

        for (size_t i = 0; i < tuple->count; i++)
            number = 32 * number + gen_as_int(tuple->items[i]);
        if (number <= last)
            return 0;
        last = number;
        count++;
    }
    gen_free(g);
    return count;
}

/* Check that there are as many as there must be, all different and in order. */
static void test_how_many(void **state)
{
    (void)state;
    assert_int_equal(count_in_order(gen_combinations(gen_range(0, 20, 1), 5)), 15504);
    assert_int_equal(count_in_order(gen_combinations(gen_range(0, 12, 1), 11)), 12);
    assert_int_equal(count_in_order(gen_permutations(gen_range(0, 7, 1), GEN_ENDLESS)), 5040);
    assert_int_equal(count_in_order(gen_permutations(gen_range(0, 9, 1), 4)), 3024);
}

/* Check that one which is left in the middle frees what it keeps, and is done when it is closed. */
static void test_left_in_the_middle(void **state)
{
    gen_t *all[] = {gen_combinations(gen_repeat(gen_str("x"), 3), 2), gen_permutations(gen_repeat(gen_str("y"), 3), 2),
                    gen_product(gen_repeat(gen_str("z"), 2), gen_repeat(gen_str("z"), 2)),
                    gen_batched(gen_repeat(gen_str("b"), 4), 2)};

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        assert_int_equal(gen_next(all[i], NULL), GEN_YIELDED);
        assert_int_equal(gen_next(all[i], NULL), GEN_YIELDED);
        if (i % 2 == 0) {
            assert_close(all[i], "returns None");
            assert_next(all[i], "returns None");
        }
        gen_free(all[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_close_sources),    TEST(test_the_longest_goes_on),
        TEST(test_a_missing_source), TEST(test_the_fill_is_copied),
        TEST(test_how_many),         TEST(test_left_in_the_middle),
    };

    return cmocka_run_group_tests_name("combining", tests, NULL, NULL);
}
