/* Yields from frames in between: callbacks of other people's functions, helpers, recursion. */
#include "outcome.h"
#include "record.h"
#include <stdlib.h>

static gen_t *sorter; /* qsort() gives its comparator no argument of ours */

static int compare(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    gen_value_t in;

    if (gen_pending(sorter) != NULL)
        return 0;
    if (!gen_yield(sorter, gen_int(10 * x + y), &in))
        return 0;
    return gen_is_none(in) ? (x > y) - (x < y) : (int)gen_as_int(in);
}

/* Sorts, and asks its caller to compare. */
static gen_status_t sort(gen_t *self, void *args)
{
    int numbers[] = {3, 1, 2, 5, 4};

    (void)args;
    sorter = self;
    qsort(numbers, 5, sizeof numbers[0], compare);
    if (gen_pending(self) != NULL) {
        record("qsort() has returned, then %s", error_text(gen_pending(self)));
        return GEN_RAISED;
    }
    record("%d %d %d %d %d", numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    return gen_return(self, gen_str("sorted"));
}

/* Check that a comparator may yield in the middle of qsort(), every time. */
static void test_yield_from_inside_a_qsort_comparator(void **state)
{
    gen_t *g = gen_new(sort, NULL, 0);
    gen_value_t out;
    int comparisons = 0;

    (void)state;
    while (gen_next(g, &out) == GEN_YIELDED)
        comparisons++;
    assert_string_equal(gen_as_str(out), "sorted");
    assert_in_range(comparisons, 4, 10);
    assert_recorded("1 2 3 4 5");
    gen_free(g);
}

/* Check that the caller can be the one who compares: the other way round here. */
static void test_the_caller_compares(void **state)
{
    gen_t *g = gen_new(sort, NULL, 0);
    gen_value_t pair;
    gen_status_t status = gen_next(g, &pair);

    (void)state;
    while (status == GEN_YIELDED) {
        int64_t x = gen_as_int(pair) / 10, y = gen_as_int(pair) % 10;

        status = gen_send(g, gen_int((x < y) - (x > y)), &pair);
    }
    assert_recorded("5 4 3 2 1");
    gen_free(g);
}

/* Check that throw and close in the middle let qsort() return before the body ends. */
static void test_throw_and_close_inside_a_comparator(void **state)
{
    gen_t *g = gen_new(sort, NULL, 0);

    (void)state;
    assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    assert_throw(g, GEN_KEY_ERROR, GEN_NONE, "raises KeyError()");
    assert_recorded("qsort() has returned, then KeyError()");
    gen_free(g);
    g = gen_new(sort, NULL, 0);
    assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    gen_free(g);
    assert_recorded("qsort() has returned, then GeneratorExit()");
}

struct tree {
    const struct tree *left, *right;
    int64_t value;
};

/* A plain function that yields: the cheap form of `yield from`. */
static bool walk(gen_t *self, const struct tree *tree)
{
    return tree == NULL ||
           (walk(self, tree->left) && gen_yield(self, gen_int(tree->value), NULL) && walk(self, tree->right));
}

static gen_status_t in_order(gen_t *self, void *args)
{
    return walk(self, *(const struct tree **)args) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that helpers that call each other may yield at any depth. */
static void test_a_recursive_helper_yields(void **state)
{
    static const struct tree one = {NULL, NULL, 1}, three = {NULL, NULL, 3}, two = {&one, &three, 2};
    static const struct tree five = {NULL, NULL, 5}, root_node = {&two, &five, 4};
    const struct tree *root = &root_node;
    gen_t *g = gen_new(in_order, &root, sizeof root);
    int64_t expected = 1;

    (void)state;
    GEN_FOREACH (v, g)
        assert_int_equal(gen_as_int(v), expected++);
    assert_int_equal(expected, 6);
    gen_free(g);
}

static void restore(int *value)
{
    record("scope %d is left", *value);
}

/* A frame with a cleanup of its own. */
static bool with_scope(gen_t *self, int depth)
{
    __attribute__((cleanup(restore))) int scope = depth;

    return depth == 0 ? gen_yield(self, gen_int(scope), NULL) : with_scope(self, depth - 1);
}

static gen_status_t scopes(gen_t *self, void *args)
{
    (void)args;
    return with_scope(self, 2) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that frames in between return normally: cleanup attributes are honoured on close and throw. */
static void test_cleanup_attributes_in_frames_between(void **state)
{
    gen_t *g = gen_new(scopes, NULL, 0), *h = gen_new(scopes, NULL, 0);

    (void)state;
    assert_next(g, "yields 0");
    assert_next(h, "yields 0");
    assert_close(g, "returns None");
    assert_recorded("scope 0 is left; scope 1 is left; scope 2 is left");
    assert_throw(h, GEN_OS_ERROR, GEN_NONE, "raises OSError()");
    assert_recorded("scope 0 is left; scope 1 is left; scope 2 is left");
    gen_free(g);
    gen_free(h);
}

static bool delegate_in_helper(gen_t *self, int depth)
{
    if (depth > 0)
        return delegate_in_helper(self, depth - 1);
    return gen_yield_from(self, gen_range(0, 3, 1), NULL);
}

static gen_status_t delegate_deep_down(gen_t *self, void *args)
{
    (void)args;
    return delegate_in_helper(self, 5) && gen_yield(self, gen_int(3), NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that a helper may delegate. */
static void test_a_helper_delegates(void **state)
{
    gen_t *g = gen_new(delegate_deep_down, NULL, 0);

    (void)state;
    for (int i = 0; i < 4; i++)
        assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    assert_next(g, "returns None");
    gen_free(g);
}

static gen_status_t floating(gen_t *self, void *args)
{
    double sum = 0;

    (void)args;
    for (int i = 1; i <= 4; i++) {
        sum += 1.0 / i;
        if (!gen_yield(self, gen_real(sum), NULL))
            return GEN_RAISED;
    }
    return gen_return(self, gen_real(sum));
}

/* Check that floating point numbers survive a switch on both sides. */
static void test_floating_point_survives(void **state)
{
    gen_t *g = gen_new(floating, NULL, 0);
    double mine = 0;
    int i = 0;

    (void)state;
    GEN_FOREACH (v, g) {
        mine += 1.0 / ++i;
        assert_true(gen_as_real(v) == mine);
    }
    assert_int_equal(i, 4);
    gen_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_yield_from_inside_a_qsort_comparator),
        TEST(test_the_caller_compares),
        TEST(test_throw_and_close_inside_a_comparator),
        TEST(test_a_recursive_helper_yields),
        TEST(test_cleanup_attributes_in_frames_between),
        TEST(test_a_helper_delegates),
        TEST(test_floating_point_survives),
    };

    return cmocka_run_group_tests_name("callbacks", tests, NULL, NULL);
}
