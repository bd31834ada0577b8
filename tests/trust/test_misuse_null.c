/* NULL where there must be something, and a handler that has begun: a sentence, where there was silence or a crash. */
#include "victim.h"
#include <gen/stack.h>
#include <stdint.h>
#include <stdio.h>

/* Runs a body to its end. */
static void run(gen_body_t *body)
{
    gen_t *g = gen_new(body, NULL, 0);

    gen_next(g, NULL);
    gen_free(g);
}

static void print_nowhere(void *arg)
{
    gen_print(new_one(0), arg);
}

static void print_stack_nowhere(void *arg)
{
    gen_print_stack(new_one(0), arg);
}

static void print_value_nowhere(void *arg)
{
    gen_value_print(gen_int(1), arg);
}

static void print_error_nowhere(void *arg)
{
    gen_error_print(gen_error_new(GEN_KEY_ERROR, NULL), arg);
}

/* Check that NULL for a file is named, with the call. */
static void test_files(void **state)
{
    (void)state;
    assert_death(print_nowhere, NULL, "gen: gen_print() was given NULL instead of a file");
    assert_death(print_stack_nowhere, NULL, "gen: gen_print_stack() was given NULL instead of a file");
    assert_death(print_value_nowhere, NULL, "gen: gen_value_print() was given NULL instead of a file");
    assert_death(print_error_nowhere, NULL, "gen: gen_error_print() was given NULL instead of a file");
}

static void ask_stats(void *arg)
{
    gen_stack_stats(arg);
}

static void next_into_nothing(void *arg)
{
    ignore(gen_next_or(new_one(0), gen_int(1), arg));
}

static void name_nothing(void *arg)
{
    gen_set_name(new_one(0), arg);
}

/* Check that NULL is named where the answer or the name of a generator is to go. */
static void test_answers(void **state)
{
    (void)state;
    assert_death(ask_stats, NULL, "gen: gen_stack_stats() was given NULL instead of a gen_stack_stats_t");
    assert_death(next_into_nothing, NULL, "gen: gen_next_or() was given NULL instead of a variable");
    assert_death(name_nothing, NULL, "gen: gen_set_name() was given NULL instead of a string");
}

static gen_status_t catch_no_type(gen_t *self, void *args)
{
    (void)args;
    gen_raise(self, GEN_VALUE_ERROR, NULL);
    gen_catch(self, NULL);
    return GEN_RAISED;
}

static gen_status_t catch_no_type_as(gen_t *self, void *args)
{
    gen_error_t *e;

    (void)args;
    gen_raise(self, GEN_VALUE_ERROR, NULL);
    ignore(gen_catch_as(self, NULL, &e));
    return GEN_RAISED;
}

static void catch_null(void *arg)
{
    (void)arg;
    run(catch_no_type);
}

static void catch_null_as(void *arg)
{
    (void)arg;
    run(catch_no_type_as);
}

/* Check that who catches no type is told so, where nothing was caught in silence. */
static void test_types(void **state)
{
    (void)state;
    assert_death(catch_null, NULL, "gen: gen_catch() was given NULL instead of an exception type");
    assert_death(catch_null_as, NULL, "gen: gen_catch_as() was given NULL instead of an exception type");
}

static void group_a_hole(void *arg)
{
    gen_error_t *members[] = {gen_error_new(GEN_KEY_ERROR, NULL), arg};

    gen_error_free(gen_error_new_group("two", members, 2));
}

static void group_without_array(void *arg)
{
    gen_error_free(gen_error_new_group("two", arg, 2));
}

static void group_without_message(void *arg)
{
    gen_error_free(gen_error_new_group(arg, NULL, 0));
}

/* Check that each member of a group must be an exception, and its message a string. */
static void test_groups(void **state)
{
    (void)state;
    assert_death(group_a_hole, NULL, "gen: gen_error_new_group() was given NULL instead of an exception");
    assert_death(group_without_array, NULL,
                 "gen: gen_error_new_group() was given NULL instead of an array of exceptions");
    assert_death(group_without_message, NULL, "gen: gen_error_new_group() was given NULL instead of a string");
}

static void begin_nothing(void *arg)
{
    gen_except_begin(arg, gen_error_new(GEN_KEY_ERROR, NULL));
}

static void end_nothing(void *arg)
{
    gen_except_end(arg);
}

/* The second time it would be its own outer one. */
static void begin_twice(void *arg)
{
    gen_error_t *e = gen_error_new(GEN_KEY_ERROR, NULL);
    gen_handler_t outer, inner;

    (void)arg;
    gen_except_begin(&outer, e);
    gen_except_begin(&inner, e);
    gen_except_begin(&outer, e);
}

/* Check that a handler is needed, and that it begins once. */
static void test_handlers(void **state)
{
    (void)state;
    assert_death(begin_nothing, NULL, "gen: gen_except_begin() was given NULL instead of a gen_handler_t");
    assert_death(end_nothing, NULL, "gen: gen_except_end() was given NULL instead of a gen_handler_t");
    assert_death(begin_twice, NULL, "gen: gen_except_begin() was given a handler that has begun already");
}

static gen_status_t stop(gen_t *self, void *state, gen_value_t *out)
{
    (void)self;
    (void)state;
    (void)out;
    return GEN_RETURNED;
}

/* Check that a state which no memory can hold is refused, and does not wrap around to a small one. */
static void test_sizes(void **state)
{
    static const gen_iterator_t type = {"huge", stop, NULL, NULL, NULL, NULL};
    const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 64, SIZE_MAX - 512, (size_t)PTRDIFF_MAX};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_null(gen_iter_new(&type, NULL, sizes[i]));
        assert_string_equal(gen_new_error(), "out of memory");
    }
}

/* AddressSanitizer asks this: sizes that no allocator has are answered as malloc() answers them. */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),  cmocka_unit_test(test_answers),  cmocka_unit_test(test_types),
        cmocka_unit_test(test_groups), cmocka_unit_test(test_handlers), cmocka_unit_test(test_sizes),
    };

    return cmocka_run_group_tests_name("misuse_null", tests, NULL, NULL);
}
