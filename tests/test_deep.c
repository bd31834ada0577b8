/* Chains of 10 000 delegators: every step, and freeing, at any depth and without recursion. */
#include "outcome.h"
#include "record.h"
#include <stdlib.h>

enum { DEPTH = 10000 };

static size_t unwound;

static gen_status_t leaf(gen_t *self, void *args)
{
    gen_value_t in = GEN_NONE;

    (void)args;
    for (;;) {
        if (gen_yield(self, in, &in)) {
            if (gen_value_equal(in, gen_str("return")))
                return gen_return(self, gen_int(0));
            if (gen_value_equal(in, gen_str("raise")))
                return gen_raise(self, GEN_VALUE_ERROR, "from the leaf");
            continue;
        }
        if (gen_catch(self, GEN_KEY_ERROR))
            in = gen_str("handled");
        else
            break;
    }
    unwound++;
    return GEN_RAISED;
}

/* Returns one more than its delegate. */
static gen_status_t link_of_chain(gen_t *self, void *args)
{
    gen_value_t result;

    if (gen_yield_from(self, *(gen_t **)args, &result))
        return gen_return(self, gen_int(gen_as_int(result) + 1));
    unwound++;
    return GEN_RAISED;
}

static gen_t *link_above(gen_t *sub)
{
    gen_attr_t attr = gen_attr();

    attr.stack_size = 4096;
    return gen_new_with(&attr, link_of_chain, &sub, sizeof sub);
}

/* A suspended chain of DEPTH delegators; *middle, if asked for, is a counted reference to one half-way down. */
static gen_t *chain(gen_t **middle)
{
    gen_t *g = gen_new(leaf, NULL, 0);

    for (int i = 0; i < DEPTH; i++) {
        g = link_above(g);
        if (middle != NULL && i == DEPTH / 2)
            *middle = gen_ref(g);
    }
    unwound = 0;
    if (gen_next(g, NULL) != GEN_YIELDED)
        abort();
    return g;
}

/* Check that send and next reach the leaf, as often as they are called. */
static void test_send_through_a_deep_chain(void **state)
{
    gen_t *g = chain(NULL);

    (void)state;
    for (int64_t i = 0; i < 1000; i++) {
        gen_value_t out;

        assert_int_equal(gen_send(g, gen_int(i), &out), GEN_YIELDED);
        assert_int_equal(gen_as_int(out), i);
    }
    assert_next(g, "yields None");
    gen_free(g);
}

/* Check that return values travel all the way up. */
static void test_return_through_a_deep_chain(void **state)
{
    gen_t *g = chain(NULL);

    (void)state;
    assert_send(g, gen_str("return"), "returns 10000");
    assert_int_equal(unwound, 0);
    gen_free(g);
}

/* Check that an exception of the leaf travels all the way up. */
static void test_an_exception_through_a_deep_chain(void **state)
{
    gen_t *g = chain(NULL);

    (void)state;
    assert_send(g, gen_str("raise"), "raises ValueError('from the leaf')");
    assert_int_equal(unwound, DEPTH);
    gen_free(g);
}

/* Check that throw reaches the leaf, whether it is handled there or passes everyone. */
static void test_throw_through_a_deep_chain(void **state)
{
    gen_t *g = chain(NULL);

    (void)state;
    assert_throw(g, GEN_KEY_ERROR, GEN_NONE, "yields 'handled'");
    assert_throw(g, GEN_KEY_ERROR, GEN_NONE, "yields 'handled'");
    assert_throw(g, GEN_OS_ERROR, gen_int(1), "raises OSError(1)");
    assert_int_equal(unwound, DEPTH + 1);
    assert_state(g, GEN_CLOSED);
    gen_free(g);
}

/* Check that close closes every generator of the chain. */
static void test_close_of_a_deep_chain(void **state)
{
    gen_t *g = chain(NULL);

    (void)state;
    assert_close(g, "returns None");
    assert_int_equal(unwound, DEPTH + 1);
    gen_free(g);
}

/* Check that freeing the outermost generator closes and frees every one. */
static void test_free_of_a_deep_chain(void **state)
{
    (void)state;
    gen_free(chain(NULL));
    assert_int_equal(unwound, DEPTH + 1);
}

static void free_sub(void *args)
{
    gen_free(*(gen_t **)args);
}

/* Check that generators that own each other by their arguments are freed, and never run, if none was started. */
static void test_free_of_a_deep_chain_before_the_start(void **state)
{
    gen_attr_t attr = gen_attr();
    gen_t *g = gen_new(leaf, NULL, 0);

    (void)state;
    attr.stack_size = 4096;
    attr.destroy = free_sub;
    for (int i = 0; i < DEPTH; i++)
        g = gen_new_with(&attr, link_of_chain, &g, sizeof g);
    unwound = 0;
    gen_free(g);
    assert_int_equal(unwound, 0);
}

/* Check that the lower half may be stepped and closed directly: the upper half then gets None. */
static void test_the_lower_half_is_driven_directly(void **state)
{
    gen_t *middle = NULL, *g = chain(&middle);

    (void)state;
    assert_send(middle, gen_int(5), "yields 5");
    assert_send(g, gen_int(6), "yields 6");
    assert_throw(middle, GEN_KEY_ERROR, GEN_NONE, "yields 'handled'");
    assert_send(g, gen_int(7), "yields 7");
    assert_close(middle, "returns None");
    assert_int_equal(unwound, DEPTH / 2 + 2);
    assert_state(g, GEN_SUSPENDED);
    gen_free(middle);
    gen_free(g);
    assert_int_equal(unwound, DEPTH + 1);
}

static gen_status_t return_a_number(gen_t *self, void *args)
{
    return gen_return(self, gen_int(*(int64_t *)args));
}

static gen_status_t many_in_a_row(gen_t *self, void *args)
{
    int64_t sum = 0;

    (void)args;
    for (int64_t i = 0; i < 100000; i++) {
        gen_value_t result;

        if (!gen_yield_from(self, gen_new(return_a_number, &i, sizeof i), &result))
            return GEN_RAISED;
        sum += gen_as_int(result);
    }
    return gen_return(self, gen_int(sum));
}

/* Check that 100 000 delegations in a row, each to a generator that ends at once, need no more stack than one. */
static void test_many_delegations_in_a_row(void **state)
{
    gen_t *g = gen_new(many_in_a_row, NULL, 0);

    (void)state;
    assert_next(g, "returns 4999950000");
    gen_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_send_through_a_deep_chain),
        TEST(test_return_through_a_deep_chain),
        TEST(test_an_exception_through_a_deep_chain),
        TEST(test_throw_through_a_deep_chain),
        TEST(test_close_of_a_deep_chain),
        TEST(test_free_of_a_deep_chain),
        TEST(test_free_of_a_deep_chain_before_the_start),
        TEST(test_the_lower_half_is_driven_directly),
        TEST(test_many_delegations_in_a_row),
    };

    return cmocka_run_group_tests_name("deep", tests, NULL, NULL);
}
