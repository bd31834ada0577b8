/* States, names and what a generator delegates to: inspect.getgeneratorstate(), gi_yieldfrom, repr(). */
#include "outcome.h"
#include "record.h"

static const char *state_text(const gen_t *g)
{
    static const char *const names[] = {"created", "running", "suspended", "closed"};

    return names[gen_state(g)];
}

static const char *target_text(const gen_t *g)
{
    const gen_t *target = gen_delegating_to(g);

    return target != NULL ? gen_name(target) : "nothing";
}

/* What a body sees of a generator that is given to it. */
static void record_sight(const char *who, const gen_t *g)
{
    record("%s sees %s %s, delegating to %s", who, gen_name(g), state_text(g), target_text(g));
}

static gen_status_t look_at_itself(gen_t *self, void *args)
{
    (void)args;
    record_sight("body", self);
    if (!gen_yield(self, GEN_NONE, NULL)) {
        record_sight("cleanup", self);
        return GEN_RAISED;
    }
    record_sight("body", self);
    return GEN_RETURNED;
}

/* Check the states of a generator that lives a plain life, from outside and from inside. */
static void test_the_four_states(void **state)
{
    gen_t *g = gen_new(look_at_itself, NULL, 0);

    (void)state;
    assert_state(g, GEN_CREATED);
    assert_next(g, "yields None");
    assert_state(g, GEN_SUSPENDED);
    assert_next(g, "returns None");
    assert_state(g, GEN_CLOSED);
    assert_recorded("body sees generator running, delegating to nothing; "
                    "body sees generator running, delegating to nothing");
    gen_free(g);
}

/* Check that a generator runs while it is being closed. */
static void test_running_while_being_closed(void **state)
{
    gen_t *g = gen_new(look_at_itself, NULL, 0);

    (void)state;
    assert_next(g, "yields None");
    recorded();
    assert_close(g, "returns None");
    assert_recorded("cleanup sees generator running, delegating to nothing");
    gen_free(g);
}

static gen_status_t raise_at_once(gen_t *self, void *args)
{
    (void)args;
    return gen_raise(self, GEN_VALUE_ERROR, NULL);
}

/* Check every way to be closed: return, exception, close before the start, throw before the start. */
static void test_every_way_to_be_closed(void **state)
{
    gen_t *raised = gen_new(raise_at_once, NULL, 0);
    gen_t *closed = gen_new(raise_at_once, NULL, 0), *thrown = gen_new(raise_at_once, NULL, 0);

    (void)state;
    assert_next(raised, "raises ValueError()");
    assert_state(raised, GEN_CLOSED);
    assert_close(closed, "returns None");
    assert_state(closed, GEN_CLOSED);
    assert_throw(thrown, GEN_KEY_ERROR, GEN_NONE, "raises KeyError()");
    assert_state(thrown, GEN_CLOSED);
    gen_free(raised);
    gen_free(closed);
    gen_free(thrown);
}

struct family {
    gen_t *outer, *inner;
};

static gen_status_t delegate_to_inner(gen_t *self, void *args)
{
    struct family *family = *(struct family **)args;

    return gen_yield_from(self, gen_ref(family->inner), NULL) ? GEN_RETURNED : GEN_RAISED;
}

static gen_status_t look_at_the_family(gen_t *self, void *args)
{
    struct family *family = *(struct family **)args;

    for (int i = 0; i < 2; i++) {
        record_sight("inner", family->outer);
        record_sight("inner", family->inner);
        if (!gen_yield(self, gen_int(i), NULL)) {
            record("thrown %s", error_text(gen_pending(self)));
            record_sight("inner", family->outer);
            record_sight("inner", family->inner);
            return GEN_RAISED;
        }
    }
    return GEN_RETURNED;
}

static void make_family(struct family *address)
{
    gen_attr_t outer = gen_attr(), inner = gen_attr();

    outer.name = "outer";
    inner.name = "inner";
    address->outer = gen_new_with(&outer, delegate_to_inner, &address, sizeof address);
    address->inner = gen_new_with(&inner, look_at_the_family, &address, sizeof address);
}

static void free_family(struct family *family)
{
    gen_free(family->outer);
    gen_free(family->inner);
}

#define BOTH_RUNNING "inner sees outer running, delegating to nothing; inner sees inner running, delegating to nothing"

/* Check that a delegator runs while its delegate does, and that both are suspended together. */
static void test_pep380_a_delegator_runs_while_its_delegate_runs(void **state)
{
    struct family family;

    (void)state;
    make_family(&family);
    assert_null(gen_delegating_to(family.outer));
    assert_next(family.outer, "yields 0");
    assert_recorded(BOTH_RUNNING);
    assert_state(family.outer, GEN_SUSPENDED);
    assert_state(family.inner, GEN_SUSPENDED);
    assert_ptr_equal(gen_delegating_to(family.outer), family.inner);
    assert_null(gen_delegating_to(family.inner));
    assert_next(family.outer, "yields 1");
    assert_recorded(BOTH_RUNNING);
    assert_next(family.outer, "returns None");
    assert_null(gen_delegating_to(family.outer));
    free_family(&family);
}

/* Check that a delegator runs, too, while a throw or a close is passed down. */
static void test_pep380_a_delegator_runs_during_throw_and_close(void **state)
{
    struct family family;

    (void)state;
    make_family(&family);
    assert_next(family.outer, "yields 0");
    recorded();
    assert_throw(family.outer, GEN_KEY_ERROR, GEN_NONE, "raises KeyError()");
    assert_recorded("thrown KeyError(); " BOTH_RUNNING);
    free_family(&family);
    make_family(&family);
    assert_next(family.outer, "yields 0");
    recorded();
    assert_close(family.outer, "returns None");
    assert_recorded("thrown GeneratorExit(); " BOTH_RUNNING);
    free_family(&family);
}

/* Check that an inner generator that is stepped directly runs alone: its delegator stays suspended. */
static void test_the_delegator_of_one_that_is_stepped_directly(void **state)
{
    struct family family;

    (void)state;
    make_family(&family);
    assert_next(family.outer, "yields 0");
    recorded();
    assert_next(family.inner, "yields 1");
    assert_recorded("inner sees outer suspended, delegating to inner; inner sees inner running, delegating to nothing");
    assert_ptr_equal(gen_delegating_to(family.outer), family.inner);
    free_family(&family);
    assert_recorded("thrown GeneratorExit(); " BOTH_RUNNING);
}

/* Check the default name, the one given, and that it can be changed. */
static void test_names(void **state)
{
    gen_attr_t attr = gen_attr();
    gen_t *plain = gen_new(look_at_itself, NULL, 0), *named;

    (void)state;
    attr.name = "lines";
    named = gen_new_with(&attr, look_at_itself, NULL, 0);
    assert_string_equal(gen_name(plain), "generator");
    assert_string_equal(gen_name(named), "lines");
    gen_set_name(named, "words");
    assert_string_equal(gen_name(named), "words");
    gen_free(plain);
    gen_free(named);
}

/* Check that a generator, a coroutine and an iterator print as Python shows them. */
static void test_print(void **state)
{
    char expected[100];
    gen_attr_t attr = gen_attr();
    gen_t *g, *c;
    FILE *out;

    (void)state;
    attr.name = "lines";
    g = gen_new_with(&attr, look_at_itself, NULL, 0);
    c = gen_coroutine(&attr, look_at_itself, NULL, 0);
    snprintf(expected, sizeof expected, "<generator object lines at %p>", (void *)g);
    out = text_begin();
    gen_print(g, out);
    assert_string_equal(text_written(out), expected);
    snprintf(expected, sizeof expected, "<coroutine object lines at %p>", (void *)c);
    out = text_begin();
    gen_print(c, out);
    assert_string_equal(text_written(out), expected);
    gen_free(g);
    gen_free(c);
}

/* Check that attributes from an older header, which knew fewer of them, leave the newer ones at their defaults. */
static void test_attributes_of_an_older_header(void **state)
{
    gen_attr_t attr = gen_attr();
    gen_t *g;

    (void)state;
    attr.struct_size = offsetof(gen_attr_t, destroy);
    attr.name = "old";
    attr.destroy = record_text;
    attr.measure_stack = true;
    g = gen_new_with(&attr, look_at_itself, NULL, 0);
    assert_string_equal(gen_name(g), "old");
    assert_int_equal(gen_stack_used(g), 0);
    gen_free(g);
    assert_recorded("");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_four_states),
        TEST(test_running_while_being_closed),
        TEST(test_every_way_to_be_closed),
        TEST(test_pep380_a_delegator_runs_while_its_delegate_runs),
        TEST(test_pep380_a_delegator_runs_during_throw_and_close),
        TEST(test_the_delegator_of_one_that_is_stepped_directly),
        TEST(test_names),
        TEST(test_print),
        TEST(test_attributes_of_an_older_header),
    };

    return cmocka_run_group_tests_name("states", tests, NULL, NULL);
}
