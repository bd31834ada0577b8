/* Every way to make a generator takes every attribute. */
#include "death.h"
#include "outcome.h"
#include "record.h"
#include <gen/coroutine.h>
#include <gen/stack.h>
#include <stdlib.h>
#include <string.h>

typedef gen_t *maker_t(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size);

static gen_t *make_plainly(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size)
{
    (void)attr;
    return gen_new(body, args, size);
}

static maker_t *const makers[] = {gen_new_with, gen_coroutine, make_plainly};

enum { WITH_ATTRIBUTES = 2, MAKERS = 3 };

/* Yields the sum of its arguments. */
static gen_status_t add_up(gen_t *self, void *args)
{
    const unsigned char *bytes = args;
    int64_t sum = 0;

    for (int i = 1; i <= bytes[0]; i++)
        sum += bytes[i];
    return gen_yield(self, gen_int(sum), NULL) ? GEN_RETURNED : GEN_RAISED;
}

static const unsigned char small[] = {2, 3, 4}, large[201] = {200, 1, 1, [200] = 1};

static void *allocate(size_t size, void *context)
{
    ++*(int *)context;
    return malloc(size);
}

static void release(void *stack, size_t size, void *context)
{
    (void)size;
    --*(int *)context;
    free(stack);
}

static void *refuse(size_t size, void *context)
{
    (void)size, (void)context;
    return NULL;
}

/* Check that the defaults are what NULL and a fresh gen_attr() mean. */
static void test_defaults(void **state)
{
    gen_attr_t attr = gen_attr();

    (void)state;
    for (int i = 0; i < MAKERS; i++) {
        gen_t *g = makers[i](NULL, add_up, small, sizeof small), *h = makers[i](&attr, add_up, small, sizeof small);

        assert_next(g, "yields 7");
        assert_next(h, "yields 7");
        assert_string_equal(gen_name(g), gen_name(h));
        assert_int_equal(gen_stack_used(g), 0);
        gen_free(g);
        gen_free(h);
    }
}

/* Check that arguments of any size are copied. */
static void test_arguments(void **state)
{
    (void)state;
    for (int i = 0; i < MAKERS; i++) {
        gen_t *g = makers[i](NULL, add_up, large, sizeof large);

        assert_next(g, "yields 3");
        gen_free(g);
    }
}

/* Check that all attributes hold together: a name, an own allocator, a measured stack, a destroy function. */
static void test_attributes(void **state)
{
    int stacks = 0;
    const gen_stack_allocator_t allocator = {allocate, release, &stacks};
    const char *word = "destroyed";
    gen_attr_t attr = gen_attr();

    (void)state;
    attr.name = "named";
    attr.allocator = &allocator;
    attr.measure_stack = true;
    attr.stack_size = 32768;
    attr.destroy = record_destroyed;
    for (int i = 0; i < WITH_ATTRIBUTES; i++) {
        gen_t *g = makers[i](&attr, add_up, &word, sizeof word);

        assert_int_equal(stacks, 1);
        assert_string_equal(gen_name(g), "named");
        assert_int_equal(gen_close(g, NULL), GEN_RETURNED);
        gen_free(g);
        assert_recorded("destroyed");
        assert_int_equal(stacks, 0);
    }
}

/* Check that a measured stack tells how much of it was used. */
static void test_measured(void **state)
{
    gen_attr_t attr = gen_attr();

    (void)state;
    attr.measure_stack = true;
    for (int i = 0; i < WITH_ATTRIBUTES; i++) {
        gen_t *g = makers[i](&attr, add_up, small, sizeof small);

        assert_next(g, "yields 7");
        assert_in_range(gen_stack_used(g), 64, 65536);
        gen_free(g);
    }
}

/* Check that a stack that cannot be had is told, whoever should have given it. */
static void test_no_stack(void **state)
{
    const gen_stack_allocator_t allocator = {refuse, release, NULL};
    gen_attr_t own = gen_attr(), huge = gen_attr();

    (void)state;
    own.allocator = &allocator;
    huge.stack_size = SIZE_MAX / 2;
    for (int i = 0; i < WITH_ATTRIBUTES; i++) {
        assert_null(makers[i](&own, add_up, small, sizeof small));
        assert_string_equal(gen_new_error(), "the stack allocator returned NULL");
        assert_null(makers[i](&huge, add_up, small, sizeof small));
        assert_true(strlen(gen_new_error()) > 0);
    }
}

static void without_body(void *maker)
{
    gen_free((*(maker_t *const *)maker)(NULL, NULL, NULL, 0));
}

static void without_arguments(void *maker)
{
    gen_free((*(maker_t *const *)maker)(NULL, add_up, NULL, 8));
}

/* Check that a body is needed, and arguments if they have a size. */
static void test_nothing_to_run(void **state)
{
    (void)state;
    for (int i = 0; i < MAKERS; i++) {
        maker_t *maker = makers[i];

        assert_death(without_body, &maker, "gen: a generator needs a body, and arguments if their size is not 0\n");
        assert_death(without_arguments, &maker,
                     "gen: a generator needs a body, and arguments if their size is not 0\n");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_defaults), TEST(test_arguments), TEST(test_attributes),
        TEST(test_measured), TEST(test_no_stack),  TEST(test_nothing_to_run),
    };

    return cmocka_run_group_tests_name("makers", tests, NULL, NULL);
}
