/* Arguments that cannot be, and a body that looks at no answer: a sentence, where there was a crash or a hang. */
#include "victim.h"
#include <stdlib.h>

/* Makes a generator with that body and steps it. */
static void step(gen_body_t *body)
{
    gen_t *g = gen_new(body, NULL, 0);

    gen_next(g, NULL);
    gen_close(g, NULL);
    gen_free(g);
}

static gen_status_t yield_on_and_on(gen_t *self, void *args)
{
    (void)args;
    for (;;)
        ignore(gen_yield(self, GEN_NONE, NULL));
    return GEN_RETURNED;
}

static void close_endless(void *arg)
{
    (void)arg;
    step(yield_on_and_on);
}

/* Check that a body which never looks at what gen_yield() answers does not hang who closes it. */
static void test_endless(void **state)
{
    (void)state;
    assert_death(close_endless, NULL,
                 "gen: the body of generator 'generator' goes on and on though gen_yield() answers false");
}

static gen_status_t yield_a_few_times_more(gen_t *self, void *args)
{
    (void)args;
    for (int i = 0; i < 100; i++)
        ignore(gen_yield(self, gen_int(i), NULL));
    return GEN_RETURNED;
}

/* Check that one which ends all the same raises a SystemError, each time, however often its stack is used. */
static void test_a_few_more(void **state)
{
    int raised = 0;

    (void)state;
    for (int i = 0; i < 10; i++) {
        gen_t *g = gen_new(yield_a_few_times_more, NULL, 0);

        gen_next(g, NULL);
        if (gen_throw(g, GEN_SYSTEM_ERROR, GEN_NONE, NULL) == GEN_RAISED)
            raised += gen_error_is(gen_error(g), GEN_SYSTEM_ERROR);
        gen_free(g);
    }
    assert_int_equal(raised, 10);
}

static void null_string(void *arg)
{
    gen_str(arg);
}

static gen_status_t catch_nowhere(gen_t *self, void *args)
{
    (void)args;
    gen_raise(self, GEN_VALUE_ERROR, NULL);
    return gen_catch_as(self, GEN_VALUE_ERROR, NULL) ? GEN_RETURNED : GEN_RAISED;
}

static void catch_as_null(void *arg)
{
    (void)arg;
    step(catch_nowhere);
}

static gen_status_t push_no_function(gen_t *self, void *args)
{
    gen_cleanup_t cleanup;

    gen_cleanup_push(self, &cleanup, NULL, args);
    return GEN_RETURNED;
}

static void push_null(void *arg)
{
    (void)arg;
    step(push_no_function);
}

static gen_status_t pop_nothing(gen_t *self, void *args)
{
    (void)args;
    gen_cleanup_pop(self, NULL);
    return GEN_RETURNED;
}

static void pop_null(void *arg)
{
    (void)arg;
    step(pop_nothing);
}

static gen_t *no_memory_for(gen_stack_allocator_t *allocator, size_t size)
{
    gen_attr_t attr = gen_attr();

    attr.allocator = allocator;
    attr.stack_size = size;
    return gen_new_with(&attr, yield_on_and_on, NULL, 0);
}

static void allocate_by_null(void *arg)
{
    gen_stack_allocator_t allocator = {NULL, NULL, arg};

    no_memory_for(&allocator, 65536);
}

/* Check that NULL is named where a string, a variable, a cleanup or a function is needed. */
static void test_null(void **state)
{
    (void)state;
    assert_death(null_string, NULL, "gen: gen_str() was given NULL instead of a string");
    assert_death(catch_as_null, NULL, "gen: gen_catch_as() needs a variable for the exception");
    assert_death(push_null, NULL, "gen: gen_cleanup_push() needs a gen_cleanup_t and a function");
    assert_death(pop_null, NULL, "gen: gen_cleanup_pop() was given another cleanup than the innermost");
    assert_death(allocate_by_null, NULL, "gen: a stack allocator needs both of its functions");
}

static gen_status_t push_twice(gen_t *self, void *args)
{
    gen_cleanup_t cleanup;

    gen_cleanup_push(self, &cleanup, free, args);
    gen_cleanup_push(self, &cleanup, free, args);
    return GEN_RETURNED;
}

static void register_twice(void *arg)
{
    (void)arg;
    step(push_twice);
}

static void do_nothing(void *arg)
{
    (void)arg;
}

static gen_status_t push_in_a_ring(gen_t *self, void *args)
{
    gen_cleanup_t one, two;

    gen_cleanup_push(self, &one, do_nothing, args);
    gen_cleanup_push(self, &two, do_nothing, args);
    gen_cleanup_push(self, &one, do_nothing, args);
    ignore(gen_yield(self, GEN_NONE, NULL));
    gen_catch(self, GEN_BASE_EXCEPTION);
    ignore(gen_yield(self, GEN_NONE, NULL)); /* in answer to GeneratorExit: it is destroyed here */
    return GEN_RETURNED;
}

static void say_nothing(gen_t *g, gen_error_t *e, void *context)
{
    (void)g;
    (void)e;
    (void)context;
}

static void destroy_with_a_ring(void *arg)
{
    gen_t *g = gen_new(push_in_a_ring, NULL, 0);

    gen_set_unraisable_hook(say_nothing, arg);
    gen_next(g, NULL);
    gen_free(g);
}

/* Check that a cleanup which is registered twice is named, at once or when the body is destroyed. */
static void test_registered_twice(void **state)
{
    (void)state;
    assert_death(register_twice, NULL, "gen: gen_cleanup_push() was given a cleanup that is registered already");
    assert_death(destroy_with_a_ring, NULL, "gen: a cleanup of generator 'generator' was registered twice");
}

static gen_exc_t ring[2] = {{"Hen", &ring[1]}, {"Egg", &ring[0]}};

static void compare_ring(void *arg)
{
    (void)arg;
    ignore(gen_exc_is(&ring[0], GEN_VALUE_ERROR));
}

/* Check that a ring of bases is named, and that GEN_BASE_EXCEPTION is the base of a type without one, too. */
static void test_bases(void **state)
{
    static const gen_exc_t orphan[1] = {{"Orphan", NULL}};

    (void)state;
    assert_death(compare_ring, NULL, "gen: the bases of exception type Hen form a ring");
    assert_true(gen_exc_is(orphan, GEN_BASE_EXCEPTION));
    assert_false(gen_exc_is(orphan, GEN_EXCEPTION));
    assert_false(gen_exc_is(NULL, GEN_BASE_EXCEPTION));
}

static size_t asked_for;

static void *allocate(size_t size, void *context)
{
    (void)context;
    asked_for = size;
    return NULL;
}

static void release(void *memory, size_t size, void *context)
{
    (void)memory;
    (void)size;
    (void)context;
}

/* Check that a size which no stack can have is refused before the user's allocator is asked. */
static void test_sizes(void **state)
{
    gen_stack_allocator_t allocator = {allocate, release, NULL};
    const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 63, SIZE_MAX - 512, (size_t)PTRDIFF_MAX};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_null(no_memory_for(&allocator, sizes[i]));
        assert_string_equal(gen_new_error(), "no stack can be as large as that");
    }
    assert_int_equal(asked_for, 0);
    assert_null(no_memory_for(&allocator, 65536));
    assert_true(asked_for >= 65536);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_endless),          cmocka_unit_test(test_a_few_more), cmocka_unit_test(test_null),
        cmocka_unit_test(test_registered_twice), cmocka_unit_test(test_bases),      cmocka_unit_test(test_sizes),
    };

    return cmocka_run_group_tests_name("misuse_arguments", tests, NULL, NULL);
}
