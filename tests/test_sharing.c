/* Delegations that share a sub, or whose sub is stepped or closed behind the delegator's back. */
#include "outcome.h"
#include "record.h"

static gen_status_t count_to(gen_t *self, void *args)
{
    int64_t n = *(int64_t *)args;

    for (int64_t i = 1; i <= n; i++)
        if (!gen_yield(self, gen_int(i), NULL)) {
            record("sub thrown %s", error_text(gen_pending(self)));
            if (!gen_catch(self, GEN_KEY_ERROR))
                return GEN_RAISED;
        }
    return gen_return(self, gen_str("result"));
}

static gen_t *counter(int64_t n)
{
    return gen_new(count_to, &n, sizeof n);
}

/* Delegates to the generator that it is given the reference of. */
static gen_status_t delegate(gen_t *self, void *args)
{
    gen_value_t result;

    if (gen_yield_from(self, *(gen_t **)args, &result)) {
        record("%s got %s", gen_name(self), value_text(result));
        return gen_return(self, result);
    }
    record("%s raised %s", gen_name(self), error_text(gen_pending(self)));
    return GEN_RAISED;
}

/* Takes over the reference to sub. */
static gen_t *delegator(const char *name, gen_t *sub)
{
    gen_attr_t attr = gen_attr();

    attr.name = name;
    return gen_new_with(&attr, delegate, &sub, sizeof sub);
}

/* Check that two delegators may share a sub: each step continues it where it is, one gets the value, the other None. */
static void test_two_delegators_share_a_sub(void **state)
{
    gen_t *sub = counter(4), *a = delegator("a", gen_ref(sub)), *b = delegator("b", sub);

    (void)state;
    assert_next(a, "yields 1");
    assert_next(b, "yields 2");
    assert_next(a, "yields 3");
    assert_ptr_equal(gen_delegating_to(a), sub);
    assert_ptr_equal(gen_delegating_to(b), sub);
    assert_next(b, "yields 4");
    assert_next(a, "returns 'result'");
    assert_recorded("a got 'result'");
    assert_next(b, "returns None");
    assert_recorded("b got None");
    gen_free(a);
    gen_free(b);
}

/* Check that throws and closes of two delegators that share a sub reach it where it is. */
static void test_throw_and_close_with_a_shared_sub(void **state)
{
    gen_t *sub = counter(9), *a = delegator("a", gen_ref(sub)), *b = delegator("b", sub);

    (void)state;
    assert_next(a, "yields 1");
    assert_next(b, "yields 2");
    assert_throw(a, GEN_KEY_ERROR, gen_int(1), "yields 3");
    assert_throw(b, GEN_KEY_ERROR, gen_int(2), "yields 4");
    assert_recorded("sub thrown KeyError(1); sub thrown KeyError(2)");
    assert_close(a, "returns None");
    assert_recorded("sub thrown GeneratorExit(); a raised GeneratorExit()");
    assert_next(b, "returns None");
    assert_recorded("b got None");
    gen_free(a);
    gen_free(b);
}

/* Check that the first of two sharing delegators that is freed closes the sub under the other. */
static void test_freeing_one_of_two_sharing_delegators(void **state)
{
    gen_t *sub = counter(9), *a = delegator("a", gen_ref(sub)), *b = delegator("b", sub);

    (void)state;
    assert_next(a, "yields 1");
    assert_next(b, "yields 2");
    gen_free(a);
    assert_recorded("sub thrown GeneratorExit(); a raised GeneratorExit()");
    assert_throw(b, GEN_VALUE_ERROR, gen_int(3), "raises ValueError(3)");
    assert_recorded("b raised ValueError(3)");
    gen_free(b);
}

/* Check that a sub may be stepped directly while somebody delegates to it: the delegator goes on from there. */
static void test_the_sub_is_stepped_directly(void **state)
{
    gen_t *sub = counter(5), *a = delegator("a", gen_ref(sub));

    (void)state;
    assert_next(a, "yields 1");
    assert_next(sub, "yields 2");
    assert_send(sub, gen_int(0), "yields 3");
    assert_throw(sub, GEN_KEY_ERROR, GEN_NONE, "yields 4");
    assert_next(a, "yields 5");
    assert_next(a, "returns 'result'");
    assert_recorded("sub thrown KeyError(); a got 'result'");
    gen_free(a);
    gen_free(sub);
}

/* Check that a delegator whose sub was run to its end, or closed, directly gets None and goes on. */
static void test_the_sub_ends_behind_the_delegators_back(void **state)
{
    gen_t *sub = counter(2), *a = delegator("a", gen_ref(sub));
    gen_t *closed = counter(2), *b = delegator("b", gen_ref(closed));

    (void)state;
    assert_next(a, "yields 1");
    assert_next(sub, "yields 2");
    assert_next(sub, "returns 'result'");
    assert_send(a, gen_int(7), "returns None");
    assert_recorded("a got None");
    assert_next(b, "yields 1");
    assert_close(closed, "returns None");
    assert_next(b, "returns None");
    assert_recorded("sub thrown GeneratorExit(); b got None");
    gen_free(a);
    gen_free(sub);
    gen_free(b);
    gen_free(closed);
}

/* Check the same for throw and close of the delegator. */
static void test_throw_and_close_after_the_sub_ended(void **state)
{
    (void)state;
    for (int step = 0; step < 2; step++) {
        gen_t *sub = counter(2), *a = delegator("a", gen_ref(sub));

        assert_next(a, "yields 1");
        assert_close(sub, "returns None");
        recorded();
        if (step == 0) {
            assert_throw(a, GEN_OS_ERROR, gen_int(1), "raises OSError(1)");
            assert_recorded("a raised OSError(1)");
        } else {
            assert_close(a, "returns None");
            assert_recorded("a raised GeneratorExit()");
        }
        gen_free(a);
        gen_free(sub);
    }
}

/* Check a chain of three whose middle and whose end are stepped directly in turns. */
static void test_every_member_of_a_chain_is_stepped(void **state)
{
    gen_t *sub = counter(8), *middle = delegator("middle", gen_ref(sub)), *outer = delegator("outer", gen_ref(middle));

    (void)state;
    assert_next(outer, "yields 1");
    assert_next(middle, "yields 2");
    assert_next(sub, "yields 3");
    assert_next(outer, "yields 4");
    assert_next(sub, "yields 5");
    assert_next(middle, "yields 6");
    assert_throw(outer, GEN_KEY_ERROR, GEN_NONE, "yields 7");
    assert_close(middle, "returns None");
    assert_recorded("sub thrown KeyError(); sub thrown GeneratorExit(); middle raised GeneratorExit()");
    assert_next(outer, "returns None");
    assert_recorded("outer got None");
    gen_free(outer);
    gen_free(middle);
    gen_free(sub);
}

/* Check that delegating to a closed generator gives None at once, and to a started one continues it. */
static void test_delegating_to_a_closed_and_to_a_started_one(void **state)
{
    gen_t *closed = counter(1), *begun = counter(3), *a, *b;

    (void)state;
    assert_close(closed, "returns None");
    a = delegator("a", closed);
    assert_next(a, "returns None");
    assert_next(begun, "yields 1");
    b = delegator("b", begun);
    assert_next(b, "yields 2");
    assert_next(b, "yields 3");
    assert_next(b, "returns 'result'");
    assert_recorded("a got None; b got 'result'");
    gen_free(a);
    gen_free(b);
}

/* Check that a delegator keeps its sub alive when everybody else has dropped it. */
static void test_a_delegator_owns_its_sub(void **state)
{
    gen_t *sub = counter(3), *a = delegator("a", gen_ref(sub));

    (void)state;
    assert_next(a, "yields 1");
    gen_free(sub);
    assert_next(a, "yields 2");
    gen_free(a);
    assert_recorded("sub thrown GeneratorExit(); a raised GeneratorExit()");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_two_delegators_share_a_sub),
        TEST(test_throw_and_close_with_a_shared_sub),
        TEST(test_freeing_one_of_two_sharing_delegators),
        TEST(test_the_sub_is_stepped_directly),
        TEST(test_the_sub_ends_behind_the_delegators_back),
        TEST(test_throw_and_close_after_the_sub_ended),
        TEST(test_every_member_of_a_chain_is_stepped),
        TEST(test_delegating_to_a_closed_and_to_a_started_one),
        TEST(test_a_delegator_owns_its_sub),
    };

    return cmocka_run_group_tests_name("sharing", tests, NULL, NULL);
}
