/* Delegations that loop back, and subs that step or free their delegators. */
#include "outcome.h"
#include "record.h"

/* Delegates to the generator that it is given the reference of. */
static gen_status_t delegate(gen_t *self, void *args)
{
    gen_value_t result;

    if (gen_yield_from(self, *(gen_t **)args, &result))
        return gen_return(self, result);
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

static gen_status_t delegate_to_itself(gen_t *self, void *args)
{
    (void)args;
    if (gen_yield_from(self, gen_ref(self), NULL))
        return GEN_RETURNED;
    record("%s", error_text(gen_pending(self)));
    if (!gen_catch(self, GEN_VALUE_ERROR))
        return GEN_RAISED;
    return gen_yield(self, gen_str("went on"), NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that delegating to itself is a ValueError at the yield from, which can be caught. */
static void test_pep380_delegating_to_itself(void **state)
{
    gen_t *g = gen_new(delegate_to_itself, NULL, 0);

    (void)state;
    assert_next(g, "yields 'went on'");
    assert_recorded("ValueError('generator already executing')");
    assert_next(g, "returns None");
    gen_free(g);
}

static gen_status_t delegate_to_slot(gen_t *self, void *args)
{
    gen_t **slot = *(gen_t ***)args;

    if (gen_yield_from(self, gen_ref(*slot), NULL))
        return GEN_RETURNED;
    record("%s: %s", gen_name(self), error_text(gen_pending(self)));
    return GEN_RAISED;
}

/* Check that a loop of delegations is a ValueError in the one that closes it, and all of them end. */
static void test_pep380_a_loop_of_delegations(void **state)
{
    gen_t *slots[3], **to_next[3];

    (void)state;
    for (int i = 0; i < 3; i++) {
        to_next[i] = &slots[(i + 1) % 3];
        slots[i] = gen_new(delegate_to_slot, &to_next[i], sizeof to_next[i]);
    }
    gen_set_name(slots[0], "a");
    gen_set_name(slots[1], "b");
    gen_set_name(slots[2], "c");
    assert_next(slots[0], "raises ValueError('generator already executing')");
    assert_recorded("c: ValueError('generator already executing'); b: ValueError('generator already executing'); "
                    "a: ValueError('generator already executing')");
    for (int i = 0; i < 3; i++)
        gen_free(slots[i]);
}

static gen_status_t step_the_outer_one(gen_t *self, void *args)
{
    gen_t *outer = **(gen_t ***)args;

    for (int i = 0; i < 3; i++) {
        record("%s, %s, %s, %s", next_of(outer), send_to(outer, gen_int(1)), throw_at(outer, GEN_KEY_ERROR, GEN_NONE),
               close_of(outer));
        if (!gen_yield(self, gen_int(i), NULL) && !gen_catch(self, GEN_OS_ERROR))
            record("leaving");
        if (gen_pending(self) != NULL) {
            record("%s", next_of(outer));
            return GEN_RAISED;
        }
    }
    return GEN_RETURNED;
}

#define EXECUTING "raises ValueError('generator already executing')"

/* Check that a sub can't resume its delegator, during next, throw or close; and that the attempt leaves no trace. */
static void test_pep380_a_sub_cannot_resume_its_delegator(void **state)
{
    gen_t *outer, **slot = &outer;
    gen_t *inner = gen_new(step_the_outer_one, &slot, sizeof slot), *middle = delegator("middle", inner);

    (void)state;
    outer = delegator("outer", middle);
    assert_next(outer, "yields 0");
    assert_recorded(EXECUTING ", " EXECUTING ", " EXECUTING ", " EXECUTING);
    assert_null(gen_error(outer));
    assert_throw(outer, GEN_OS_ERROR, GEN_NONE, "yields 1");
    assert_recorded(EXECUTING ", " EXECUTING ", " EXECUTING ", " EXECUTING);
    assert_null(gen_error(outer));
    assert_close(outer, "returns None");
    assert_recorded("leaving; " EXECUTING "; middle raised GeneratorExit(); outer raised GeneratorExit()");
    gen_free(outer);
}

static gen_status_t reenter(gen_t *outer)
{
    record("%s, %s", next_of(outer), close_of(outer));
    return GEN_YIELDED;
}

static gen_status_t reenter_next(gen_t *self, void *state, gen_value_t *out)
{
    (void)self;
    *out = gen_str("next");
    return reenter(**(gen_t ***)state);
}

static gen_status_t reenter_throw(gen_t *self, void *state, gen_error_t *e, gen_value_t *out)
{
    (void)self;
    (void)e;
    *out = gen_str("throw");
    return reenter(**(gen_t ***)state);
}

static gen_status_t reenter_close(gen_t *self, void *state, gen_value_t *out)
{
    (void)self;
    *out = GEN_NONE;
    reenter(**(gen_t ***)state);
    record("delegating to %s", gen_delegating_to(**(gen_t ***)state) == NULL ? "nothing" : "something");
    return GEN_RETURNED;
}

/* Check that the methods of a foreign iterator can't resume the delegator either, and see it delegate to nothing. */
static void test_pep380_foreign_methods_cannot_resume_the_delegator(void **state)
{
    static const gen_iterator_t type[1] = {{"Reenterer", reenter_next, NULL, reenter_throw, reenter_close, NULL}};
    gen_t *outer, **slot = &outer;

    (void)state;
    outer = delegator("outer", gen_iter_new(type, &slot, sizeof slot));
    assert_next(outer, "yields 'next'");
    assert_throw(outer, GEN_KEY_ERROR, GEN_NONE, "yields 'throw'");
    assert_recorded(EXECUTING ", " EXECUTING "; " EXECUTING ", " EXECUTING);
    assert_close(outer, "returns None");
    assert_recorded(EXECUTING ", " EXECUTING "; delegating to nothing; outer raised GeneratorExit()");
    gen_free(outer);
}

static gen_status_t free_the_outer_one(gen_t *self, void *args)
{
    gen_free(**(gen_t ***)args);
    record("freed");
    if (!gen_yield(self, gen_str("delivered"), NULL))
        record("inner thrown %s", error_text(gen_pending(self)));
    return GEN_RAISED;
}

/* Check that a sub may free its delegator: the value is delivered, and then the chain is closed from the inside. */
static void test_a_sub_frees_its_delegator(void **state)
{
    gen_t *outer, **slot = &outer;
    gen_value_t out;

    (void)state;
    outer = delegator("outer", gen_new(free_the_outer_one, &slot, sizeof slot));
    assert_int_equal(gen_next(outer, &out), GEN_YIELDED);
    assert_string_equal(gen_as_str(out), "delivered");
    assert_recorded("freed; inner thrown GeneratorExit(); outer raised GeneratorExit()");
}

static gen_status_t free_the_outer_one_when_thrown(gen_t *self, void *args)
{
    if (gen_yield(self, gen_int(1), NULL))
        return GEN_RETURNED;
    record("thrown %s", error_text(gen_pending(self)));
    gen_free(**(gen_t ***)args);
    if (gen_catch(self, GEN_KEY_ERROR) && !gen_yield(self, gen_str("delivered"), NULL))
        record("inner closed");
    return GEN_RAISED;
}

/* Check the same during a throw, which is answered, and during a close, which is not. */
static void test_a_sub_frees_its_delegator_during_throw_and_close(void **state)
{
    gen_t *outer, **slot = &outer;
    gen_value_t out;

    (void)state;
    outer = delegator("outer", gen_new(free_the_outer_one_when_thrown, &slot, sizeof slot));
    assert_next(outer, "yields 1");
    assert_int_equal(gen_throw(outer, GEN_KEY_ERROR, GEN_NONE, &out), GEN_YIELDED);
    assert_string_equal(gen_as_str(out), "delivered");
    assert_recorded("thrown KeyError(); inner closed; outer raised GeneratorExit()");
    outer = delegator("outer", gen_new(free_the_outer_one_when_thrown, &slot, sizeof slot));
    assert_next(outer, "yields 1");
    assert_int_equal(gen_close(outer, NULL), GEN_RETURNED);
    assert_recorded("thrown GeneratorExit(); outer raised GeneratorExit()");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pep380_delegating_to_itself),
        TEST(test_pep380_a_loop_of_delegations),
        TEST(test_pep380_a_sub_cannot_resume_its_delegator),
        TEST(test_pep380_foreign_methods_cannot_resume_the_delegator),
        TEST(test_a_sub_frees_its_delegator),
        TEST(test_a_sub_frees_its_delegator_during_throw_and_close),
    };

    return cmocka_run_group_tests_name("reentry", tests, NULL, NULL);
}
