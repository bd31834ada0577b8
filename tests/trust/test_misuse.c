/* A broken contract ends the program with a sentence: what was freed, is NULL, or does not run. */
#include "victim.h"

static void free_twice(void *arg)
{
    (void)arg;
    gen_free(new_freed());
}

static void free_small_twice(void *arg)
{
    gen_t *g = new_one(1024);

    (void)arg;
    gen_free(g);
    gen_free(g);
}

/* Check that freeing twice is noticed, on any kind of stack. */
static void test_double_free(void **state)
{
    (void)state;
    assert_noticed(free_twice, "gen: gen_free() was given a generator that was freed, or something else\n");
    assert_noticed(free_small_twice, "gen: gen_free() was given a generator that was freed, or something else\n");
}

static void next_freed(void *arg)
{
    gen_next(new_freed(), arg);
}

static void send_freed(void *arg)
{
    gen_send(new_freed(), gen_int(1), arg);
}

static void throw_freed(void *arg)
{
    gen_throw(new_freed(), GEN_VALUE_ERROR, GEN_NONE, arg);
}

static void close_freed(void *arg)
{
    gen_close(new_freed(), arg);
}

static void ref_freed(void *arg)
{
    (void)arg;
    gen_ref(new_freed());
}

static void look_at_freed(void *arg)
{
    (void)arg;
    gen_state(new_freed());
}

/* Check that whatever is done with a freed generator is noticed. */
static void test_use_after_free(void **state)
{
    (void)state;
    assert_noticed(next_freed, "gen: gen_next() was given a generator that was freed, or something else\n");
    assert_noticed(send_freed, "was given a generator that was freed, or something else\n");
    assert_noticed(throw_freed, "gen: gen_throw() was given a generator that was freed, or something else\n");
    assert_noticed(close_freed, "gen: gen_close() was given a generator that was freed, or something else\n");
    assert_noticed(ref_freed, "gen: gen_ref() was given a generator that was freed, or something else\n");
    assert_noticed(look_at_freed, "gen: gen_state() was given a generator that was freed, or something else\n");
}

static void next_null(void *arg)
{
    gen_next(NULL, arg);
}

static void throw_null(void *arg)
{
    gen_throw(NULL, GEN_VALUE_ERROR, GEN_NONE, arg);
}

static void yield_null(void *arg)
{
    ignore(gen_yield(arg, GEN_NONE, NULL));
}

static void yield_from_null(void *arg)
{
    ignore(gen_yield_from(arg, new_one(0), NULL));
}

static void return_null(void *arg)
{
    ignore(gen_return(arg, GEN_NONE) == GEN_RETURNED);
}

static void catch_null(void *arg)
{
    gen_catch(arg, GEN_EXCEPTION);
}

/* Check that NULL is named, in the caller's half and in the body's. */
static void test_null(void **state)
{
    (void)state;
    assert_death(next_null, NULL, "gen: gen_next() was given NULL instead of a generator\n");
    assert_death(throw_null, NULL, "gen: gen_throw() was given NULL instead of a generator\n");
    assert_death(yield_null, NULL, "gen: gen_yield() was given NULL instead of a generator\n");
    assert_death(yield_from_null, NULL, "gen: gen_yield_from() was given NULL instead of a generator\n");
    assert_death(return_null, NULL, "gen: gen_return() was given NULL instead of a generator\n");
    assert_death(catch_null, NULL, "gen: gen_catch() was given NULL instead of a generator\n");
}

static void yield_created(void *arg)
{
    (void)arg;
    ignore(gen_yield(new_one(0), GEN_NONE, NULL));
}

static void yield_suspended(void *arg)
{
    gen_t *g = new_one(0);

    gen_next(g, arg);
    ignore(gen_yield(g, GEN_NONE, NULL));
}

static void yield_closed(void *arg)
{
    gen_t *g = new_one(0);

    gen_close(g, arg);
    ignore(gen_yield(g, GEN_NONE, NULL));
}

static void delegate_suspended(void *arg)
{
    gen_t *g = new_one(0);

    gen_next(g, arg);
    ignore(gen_yield_from(g, new_one(0), NULL));
}

static void yield_freed(void *arg)
{
    (void)arg;
    ignore(gen_yield(new_freed(), GEN_NONE, NULL));
}

/* Check that only the generator that runs can yield. */
static void test_yield_outside(void **state)
{
    static const char sentence[] = "gen: gen_yield() was given generator 'victim', which is not the one that runs\n";

    (void)state;
    assert_death(yield_created, NULL, sentence);
    assert_death(yield_suspended, NULL, sentence);
    assert_death(yield_closed, NULL, sentence);
    assert_death(delegate_suspended, NULL, "generator 'victim', which is not the one that runs\n");
    assert_noticed(yield_freed, "gen: gen_yield() was given a generator that was freed, or something else\n");
}

static void raise_outside(void *arg)
{
    gen_t *g = new_one(0);

    gen_next(g, arg);
    gen_raise(g, GEN_VALUE_ERROR, "from outside");
}

static void propagate_outside(void *arg)
{
    gen_t *g = new_one(0);

    gen_next(g, arg);
    gen_propagate(g, g);
}

/* Check that nothing can be raised in a body but by itself: that is what gen_throw() is for. */
static void test_raise_outside(void **state)
{
    (void)state;
    assert_death(raise_outside, NULL,
                 "gen: gen_raise() was given generator 'victim', which is not the one that runs\n");
    assert_death(propagate_outside, NULL,
                 "gen: gen_propagate() was given generator 'victim', which is not the one that runs\n");
}

static gen_status_t delegates_to_victim(gen_t *self, void *args)
{
    if (!gen_yield_from(self, *(gen_t **)args, NULL))
        return GEN_RAISED;
    return GEN_RETURNED;
}

static void yield_delegator(void *arg)
{
    gen_t *sub = new_one(0);
    gen_t *g = gen_new(delegates_to_victim, &sub, sizeof sub);

    gen_next(g, arg);
    ignore(gen_yield(sub, GEN_NONE, NULL));
}

/* Check that one that is delegated to cannot yield by itself either. */
static void test_yield_in_a_delegation(void **state)
{
    (void)state;
    assert_death(yield_delegator, NULL, "generator 'victim', which is not the one that runs\n");
}

static void make_without_size(void *arg)
{
    gen_attr_t attr = {.name = "big", .stack_size = 1 << 20};

    (void)arg;
    gen_free(gen_new_with(&attr, delegates_to_victim, NULL, 0));
}

static void await_without_size(void *arg)
{
    gen_attr_t attr = {.stack_size = 1 << 20};

    (void)arg;
    gen_free(gen_coroutine(&attr, delegates_to_victim, NULL, 0));
}

/* Check that attributes which did not begin with gen_attr() are not ignored. */
static void test_attributes_without_size(void **state)
{
    (void)state;
    assert_death(make_without_size, NULL, "gen: a gen_attr_t without its struct_size was given: begin with gen_attr()");
    assert_death(await_without_size, NULL,
                 "gen: a gen_attr_t without its struct_size was given: begin with gen_attr()");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_double_free),
        cmocka_unit_test(test_use_after_free),
        cmocka_unit_test(test_null),
        cmocka_unit_test(test_yield_outside),
        cmocka_unit_test(test_raise_outside),
        cmocka_unit_test(test_yield_in_a_delegation),
        cmocka_unit_test(test_attributes_without_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
