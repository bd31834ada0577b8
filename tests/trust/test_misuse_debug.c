/* What only builds with GEN_DEBUG notice. */
#include "victim.h"
#include <pthread.h>

enum { TINY = 2560 }; /* what 512 bytes come to, with the room for the checks */

static gen_status_t yields_for(gen_t *self, void *args)
{
    gen_t *other = *(gen_t **)args;

    if (!gen_yield(other, GEN_NONE, NULL))
        return GEN_RAISED;
    return gen_return(self, GEN_NONE);
}

static gen_status_t steps_one_that_yields_for_it(gen_t *self, void *args)
{
    gen_t *g = gen_new(yields_for, &self, sizeof self);

    (void)args;
    gen_set_name(g, "inner");
    gen_next(g, NULL);
    gen_free(g);
    return GEN_RETURNED;
}

static void yield_for_another(void *arg)
{
    gen_next(gen_new(steps_one_that_yields_for_it, NULL, 0), arg);
}

/* Check that a body cannot yield for the one that steps it. */
static void test_yield_for_another(void **state)
{
    (void)state;
    assert_death(yield_for_another, NULL,
                 "gen: gen_yield() was given another generator than 'inner', whose body it was called in\n");
}

static void step_while_new_ones_come_and_go(void *arg)
{
    gen_t *g = new_freed();

    for (int i = 0; i < 100; i++)
        gen_free(new_one(0));
    gen_next(g, arg);
}

/* Check that a freed generator is known to be freed although others have been made since. */
static void test_quarantine(void **state)
{
    (void)state;
    assert_noticed(step_while_new_ones_come_and_go, "was given a generator that was freed, or something else\n");
}

static gen_status_t counts(gen_t *self, void *args)
{
    (void)args;
    for (int64_t i = 0;; i++)
        if (!gen_yield(self, gen_int(i), NULL))
            return GEN_RAISED;
}

static void *step_for_ever(void *g)
{
    for (;;)
        gen_next(g, NULL);
    return NULL;
}

static void step_in_two_threads(void *arg)
{
    gen_t *g = gen_new(counts, arg, 0);
    pthread_t thread;

    pthread_create(&thread, NULL, step_for_ever, g);
    step_for_ever(g);
}

/* Check that two threads that step the same generator do not get far, whoever is where. */
static void test_race(void **state)
{
    (void)state;
    assert_death(step_in_two_threads, NULL, "another thread");
}

/* Writes where a call too deep would: over the canary below the stack. */
static gen_status_t overwrites(gen_t *self, void *args)
{
    volatile char *p = (volatile char *)self - TINY;

    (void)args;
    gen_set_name(self, "tiny");
    for (int i = 0; i < 16; i++)
        *--p = 'x';
    if (!gen_yield(self, GEN_NONE, NULL))
        return GEN_RAISED;
    return GEN_RETURNED;
}

static void overflow_and_yield(void *arg)
{
    gen_attr_t attr = gen_attr();

    attr.stack_size = 512;
    gen_next(gen_new_with(&attr, overwrites, NULL, 0), arg);
}

/* Check that the canary of a small stack is looked at on each switch. */
static void test_canary(void **state)
{
    (void)state;
    assert_death(overflow_and_yield, NULL, "gen: stack overflow in generator 'tiny': its stack of 2560 bytes");
}

static void switch_to_nothing(void *arg)
{
    gen_switch_(NULL, arg);
}

/* Check that a switch that would lead nowhere does not happen. */
static void test_nothing(void **state)
{
    (void)state;
    assert_death(switch_to_nothing, NULL, "gen: a switch would lead into nothing: there is nobody to return to\n");
}

static gen_status_t returns_for_another(gen_t *self, void *args)
{
    (void)self;
    return gen_return(*(gen_t **)args, GEN_NONE);
}

static void return_for_another(void *arg)
{
    gen_t *other = new_one(0);

    gen_next(gen_new(returns_for_another, &other, sizeof other), arg);
}

/* Check that a body cannot return for another. */
static void test_return_for_another(void **state)
{
    (void)state;
    assert_death(return_for_another, NULL,
                 "gen: gen_return() was given generator 'victim', which is not the one that runs\n");
}

static gen_status_t raises_for(gen_t *self, void *args)
{
    (void)self;
    return gen_raise(*(gen_t **)args, GEN_VALUE_ERROR, "not mine");
}

static gen_status_t steps_one_that_raises_for_it(gen_t *self, void *args)
{
    gen_t *g = gen_new(raises_for, &self, sizeof self);

    (void)args;
    gen_set_name(g, "inner");
    gen_next(g, NULL);
    gen_free(g);
    return GEN_RETURNED;
}

static void raise_for_another(void *arg)
{
    gen_next(gen_new(steps_one_that_raises_for_it, NULL, 0), arg);
}

/* Check that a body cannot raise for the one that steps it. */
static void test_raise_for_another(void **state)
{
    (void)state;
    assert_death(raise_for_another, NULL,
                 "gen: gen_raise() was given another generator than 'inner', whose body it was called in\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_yield_for_another),
        cmocka_unit_test(test_quarantine),
        cmocka_unit_test(test_race),
        cmocka_unit_test(test_canary),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_return_for_another),
        cmocka_unit_test(test_raise_for_another),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
