/* Broken rules: SystemError where a body breaks one, the end of the program where a contract is broken. */
#include "death.h"
#include "outcome.h"
#include "record.h"

static gen_status_t return_with_one_pending(gen_t *self, void *args)
{
    (void)args;
    gen_raise(self, GEN_KEY_ERROR, "forgotten");
    return gen_return(self, gen_int(1));
}

/* Check that a body can't return a value while an exception is pending: it isn't lost. */
static void test_returning_with_an_exception_pending(void **state)
{
    gen_t *g = gen_new(return_with_one_pending, NULL, 0);

    (void)state;
    assert_next(g, "raises SystemError('generator returned a value with an exception pending')");
    assert_string_equal(chain_of(g), "SystemError('generator returned a value with an exception pending')"
                                     "<context KeyError('forgotten')>");
    assert_state(g, GEN_CLOSED);
    gen_free(g);
}

static gen_status_t raise_nothing(gen_t *self, void *args)
{
    (void)self;
    (void)args;
    return GEN_RAISED;
}

/* Check that a body can't answer GEN_RAISED without having raised. */
static void test_raised_without_an_exception(void **state)
{
    gen_t *g = gen_new(raise_nothing, NULL, 0);

    (void)state;
    assert_next(g, "raises SystemError('generator returned GEN_RAISED without an exception pending')");
    gen_free(g);
}

static gen_status_t return_yielded(gen_t *self, void *args)
{
    (void)self;
    (void)args;
    return GEN_YIELDED;
}

static gen_status_t return_nonsense(gen_t *self, void *args)
{
    int nonsense = 77;

    (void)self;
    (void)args;
    return (gen_status_t)nonsense;
}

/* Check that a body can't return anything else. */
static void test_returning_neither(void **state)
{
    gen_t *g = gen_new(return_yielded, NULL, 0), *h = gen_new(return_nonsense, NULL, 0);

    (void)state;
    assert_next(g, "raises SystemError('generator returned neither GEN_RETURNED nor GEN_RAISED')");
    assert_next(h, "raises SystemError('generator returned neither GEN_RETURNED nor GEN_RAISED')");
    gen_free(g);
    gen_free(h);
}

static gen_status_t yield_with_one_pending(gen_t *self, void *args)
{
    (void)args;
    gen_raise(self, GEN_KEY_ERROR, "forgotten");
    if (gen_yield(self, gen_int(1), NULL))
        return GEN_RETURNED;
    record("%s", chain_text(gen_pending(self)));
    return GEN_RAISED;
}

static gen_status_t go_on_yielding(gen_t *self, void *args)
{
    int refused = 0;

    (void)args;
    for (int i = 0; i < 10; i++)
        if (!gen_yield(self, gen_int(i), NULL))
            refused++;
    record("%d refused", refused);
    return GEN_RAISED;
}

/* Check that a body can't yield while an exception is pending: no value gets out. */
static void test_yielding_with_an_exception_pending(void **state)
{
    gen_t *g = gen_new(yield_with_one_pending, NULL, 0);

    (void)state;
    assert_next(g, "raises SystemError('gen_yield() was called with an exception pending')");
    assert_recorded("SystemError('gen_yield() was called with an exception pending')<context KeyError('forgotten')>");
    gen_free(g);
}

/* Check that a loop that doesn't check its yields ends, when it is closed, like one that does. */
static void test_unchecked_yields_during_close(void **state)
{
    gen_t *g = gen_new(go_on_yielding, NULL, 0);

    (void)state;
    assert_next(g, "yields 0");
    assert_close(g, "raises SystemError('gen_yield() was called with an exception pending')");
    assert_recorded("10 refused");
    gen_free(g);
}

static gen_status_t delegate_with_one_pending(gen_t *self, void *args)
{
    gen_raise(self, GEN_KEY_ERROR, "forgotten");
    return gen_yield_from(self, gen_ref(*(gen_t **)args), NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that a body can't delegate while an exception is pending, and that the reference is dropped all the same. */
static void test_delegating_with_an_exception_pending(void **state)
{
    gen_t *sub = gen_new(raise_nothing, NULL, 0), *g = gen_new(delegate_with_one_pending, &sub, sizeof sub);

    (void)state;
    assert_int_equal(gen_next(g, NULL), GEN_RAISED);
    assert_true(gen_error_is(gen_error(g), GEN_SYSTEM_ERROR));
    assert_string_equal(error_text(gen_error_context(gen_error(g))), "KeyError('forgotten')");
    assert_state(sub, GEN_CREATED);
    gen_free(g);
    gen_free(sub);
}

static gen_status_t propagate_nothing(gen_t *self, void *args)
{
    return gen_propagate(self, *(gen_t **)args);
}

/* Check that gen_propagate() from a generator that raised nothing says so. */
static void test_propagating_nothing(void **state)
{
    gen_t *quiet = gen_new(raise_nothing, NULL, 0), *g = gen_new(propagate_nothing, &quiet, sizeof quiet);

    (void)state;
    assert_next(g, "raises SystemError('gen_propagate() from a generator that raised nothing')");
    gen_free(g);
    gen_free(quiet);
}

static gen_status_t lie_next(gen_t *self, void *state, gen_value_t *out)
{
    (void)self;
    (void)state;
    *out = GEN_NONE;
    return GEN_RAISED;
}

static gen_status_t lie_send(gen_t *self, void *state, gen_value_t in, gen_value_t *out)
{
    (void)state;
    *out = in;
    gen_raise(self, GEN_KEY_ERROR, "forgotten");
    return GEN_YIELDED;
}

/* Check that an iterator's methods are held to the same rules. */
static void test_methods_that_break_the_rules(void **state)
{
    static const gen_iterator_t type[1] = {{"Liar", lie_next, lie_send, NULL, NULL, NULL}};
    gen_t *g = gen_iter_new(type, NULL, 0);

    (void)state;
    assert_next(g, "raises SystemError('iterator returned GEN_RAISED without an exception pending')");
    assert_int_equal(gen_send(g, gen_int(1), NULL), GEN_RAISED);
    assert_true(gen_error_is(gen_error(g), GEN_SYSTEM_ERROR));
    gen_free(g);
}

static gen_t *freed(void)
{
    gen_t *g = gen_new(raise_nothing, NULL, 0);

    gen_free(g);
    return g;
}

static void next_null(void *arg)
{
    gen_next(arg, NULL);
}

static void send_null(void *arg)
{
    gen_send(arg, GEN_NONE, NULL);
}

static void throw_null(void *arg)
{
    gen_throw(arg, GEN_KEY_ERROR, GEN_NONE, NULL);
}

static void throw_error_null(void *arg)
{
    gen_throw_error(arg, NULL, NULL);
}

static void close_null(void *arg)
{
    gen_close(arg, NULL);
}

static void ref_null(void *arg)
{
    gen_ref(arg);
}

static void state_null(void *arg)
{
    printf("%d", (int)gen_state(arg));
}

static void error_null(void *arg)
{
    gen_error_print(gen_error(arg), stdout);
}

static void name_null(void *arg)
{
    puts(gen_name(arg));
}

/* Check that NULL for a generator ends the program with a sentence, whatever is asked of it. */
static void test_null_for_a_generator_ends_the_program(void **state)
{
    static void (*const uses[])(void *) = {next_null, send_null,  throw_null, throw_error_null, close_null,
                                           ref_null,  state_null, error_null, name_null};

    (void)state;
    for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++)
        assert_death(uses[i], NULL, "was given NULL instead of a generator");
}

static void next_freed(void *arg)
{
    (void)arg;
    gen_next(freed(), NULL);
}

static void free_twice(void *arg)
{
    (void)arg;
    gen_free(freed());
}

static void close_freed(void *arg)
{
    (void)arg;
    gen_close(freed(), NULL);
}

/* Set under AddressSanitizer, which sees a use after free first and reports it itself. */
extern void __asan_init(void) __attribute__((weak));

/* Check that a freed generator ends the program, as long as its stack has not been used again. */
static void test_a_freed_generator_ends_the_program(void **state)
{
    (void)state;
    if (__asan_init != NULL)
        skip();
    assert_death(next_freed, NULL, "was given a generator that was freed");
    assert_death(free_twice, NULL, "was given a generator that was freed");
    assert_death(close_freed, NULL, "was given a generator that was freed");
}

static gen_status_t yield_for_another(gen_t *self, void *args)
{
    (void)self;
    return gen_yield(*(gen_t **)args, gen_int(1), NULL) ? GEN_RETURNED : GEN_RAISED;
}

static void run_yield_for_another(void *arg)
{
    gen_t *other = gen_new(raise_nothing, NULL, 0);

    (void)arg;
    gen_next(gen_new(yield_for_another, &other, sizeof other), NULL);
}

static void yield_outside(void *arg)
{
    gen_t *g = gen_new(raise_nothing, NULL, 0);

    (void)arg;
    if (gen_yield(g, gen_int(1), NULL))
        puts("yielded");
}

/* Check that only the generator that runs can yield. */
static void test_yielding_for_another_generator_ends_the_program(void **state)
{
    (void)state;
    assert_death(run_yield_for_another, NULL, "which is not the one that runs");
    assert_death(yield_outside, NULL, "which is not the one that runs");
}

static void make_without_body(void *arg)
{
    gen_free(gen_new(NULL, arg, 0));
}

static void make_without_args(void *arg)
{
    gen_free(gen_new(raise_nothing, arg, 8));
}

/* Check that a generator needs a body, and arguments if it is told that it has some. */
static void test_making_one_of_nothing_ends_the_program(void **state)
{
    (void)state;
    assert_death(make_without_body, NULL, "a generator needs a body");
    assert_death(make_without_args, NULL, "a generator needs a body");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_returning_with_an_exception_pending),
        TEST(test_raised_without_an_exception),
        TEST(test_returning_neither),
        TEST(test_yielding_with_an_exception_pending),
        TEST(test_unchecked_yields_during_close),
        TEST(test_delegating_with_an_exception_pending),
        TEST(test_propagating_nothing),
        TEST(test_methods_that_break_the_rules),
        TEST(test_null_for_a_generator_ends_the_program),
        TEST(test_a_freed_generator_ends_the_program),
        TEST(test_yielding_for_another_generator_ends_the_program),
        TEST(test_making_one_of_nothing_ends_the_program),
    };

    return cmocka_run_group_tests_name("misuse", tests, NULL, NULL);
}
