/* Exception groups in print, and chains that lead back into them: what Python's traceback module makes of them. */
#include "outcome.h"
#include "record.h"
#include <stdlib.h>
#include <string.h>

#define DURING_HANDLING "During handling of the above exception, another exception occurred:\n"

/* A group that alone keeps its members. */
static gen_error_t *group_of(const char *message, gen_error_t **members, size_t count)
{
    gen_error_t *group = gen_error_new_group(message, members, count);

    for (size_t i = 0; i < count; i++)
        gen_error_free(members[i]);
    return group;
}

/* Makes e's context something else, so that a cycle comes apart. */
static void cut(gen_error_t *e)
{
    gen_error_t *other = gen_error_new(GEN_EXCEPTION, NULL);

    gen_error_set_context(e, other);
    gen_error_free(other);
}

/* Check that a group that is the context of its own member is printed once, whichever of the two is asked for. */
static void test_a_group_as_context_of_its_member(void **state)
{
    gen_error_t *member = gen_error_new(GEN_VALUE_ERROR, "a"), *group = group_of("g", &member, 1);
    static const char alone[] = "  | ExceptionGroup: g (1 sub-exception)\n"
                                "  +-+---------------- 1 ----------------\n"
                                "    | ValueError: a\n"
                                "    +------------------------------------\n";
    char both[500];

    (void)state;
    gen_error_set_context(member, group);
    snprintf(both, sizeof both, "%s\n" DURING_HANDLING "\nValueError: a\n", alone);
    assert_string_equal(printed(group), alone);
    assert_string_equal(printed(member), both);
    cut(member);
    gen_error_free(group);
}

/* Check that what two members have as context is printed once: before the last of them. */
static void test_a_shared_context(void **state)
{
    gen_error_t *members[2] = {gen_error_new(GEN_VALUE_ERROR, "a"), gen_error_new(GEN_VALUE_ERROR, "b")};
    gen_error_t *context = gen_error_new(GEN_KEY_ERROR, "c"), *group;

    (void)state;
    gen_error_set_context(members[0], context);
    gen_error_set_context(members[1], context);
    group = group_of("g", members, 2);
    assert_string_equal(printed(group), "  | ExceptionGroup: g (2 sub-exceptions)\n"
                                        "  +-+---------------- 1 ----------------\n"
                                        "    | ValueError: a\n"
                                        "    +---------------- 2 ----------------\n"
                                        "    | KeyError: 'c'\n"
                                        "    | \n"
                                        "    | " DURING_HANDLING "    | \n"
                                        "    | ValueError: b\n"
                                        "    +------------------------------------\n");
    gen_error_free(context);
    gen_error_free(group);
}

/* Check that a member that is another one's context is printed as a member only. */
static void test_a_member_as_context(void **state)
{
    gen_error_t *members[2] = {gen_error_new(GEN_VALUE_ERROR, "a"), gen_error_new(GEN_VALUE_ERROR, "b")}, *group;

    (void)state;
    gen_error_set_context(members[0], members[1]);
    group = group_of("g", members, 2);
    assert_string_equal(printed(group), "  | ExceptionGroup: g (2 sub-exceptions)\n"
                                        "  +-+---------------- 1 ----------------\n"
                                        "    | ValueError: a\n"
                                        "    +---------------- 2 ----------------\n"
                                        "    | ValueError: b\n"
                                        "    +------------------------------------\n");
    gen_error_free(group);
}

/* Check that after a group in a member's chain there is no second rule, as with Python. */
static void test_a_group_as_context_of_another_member(void **state)
{
    gen_error_t *a = gen_error_new(GEN_VALUE_ERROR, "a"), *b = gen_error_new(GEN_VALUE_ERROR, "b");
    gen_error_t *inner = group_of("i", &b, 1), *group;

    (void)state;
    gen_error_set_context(a, inner);
    group = group_of("g", &a, 1);
    assert_string_equal(printed(group), "  | ExceptionGroup: g (1 sub-exception)\n"
                                        "  +-+---------------- 1 ----------------\n"
                                        "    | ExceptionGroup: i (1 sub-exception)\n"
                                        "    +-+---------------- 1 ----------------\n"
                                        "      | ValueError: b\n"
                                        "      +------------------------------------\n"
                                        "    | \n"
                                        "    | " DURING_HANDLING "    | \n"
                                        "    | ValueError: a\n");
    gen_error_free(inner);
    gen_error_free(group);
}

/* Check that no more than fifteen members are printed, and that the others are counted. */
static void test_many_members(void **state)
{
    static const char end[] = "    +---------------- 15 ----------------\n"
                              "    | ValueError: 15\n"
                              "    +---------------- ... ----------------\n"
                              "    | and 2 more exceptions\n"
                              "    +------------------------------------\n";
    gen_error_t *members[17], *group;
    const char *text;

    (void)state;
    for (int i = 0; i < 17; i++)
        members[i] = gen_error_new_value(GEN_VALUE_ERROR, gen_int(i + 1));
    group = group_of("g", members, 17);
    text = printed(group);
    assert_string_equal(text + strlen(text) - strlen(end), end);
    gen_error_free(group);
}

/* Check that no more than ten groups in each other are printed. */
static void test_deep_groups(void **state)
{
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "deep");
    const char *text;
    char message[8];

    (void)state;
    for (int i = 5000; i > 0; i--) {
        snprintf(message, sizeof message, "%d", i);
        e = group_of(message, &e, 1);
    }
    text = printed(e);
    assert_non_null(strstr(text, "\n                    | ExceptionGroup: 10 (1 sub-exception)\n"
                                 "                    +-+---------------- 1 ----------------\n"
                                 "                      | ... (max_group_depth is 10)\n"
                                 "                      +------------------------------------\n"));
    assert_null(strstr(text, "11 (1"));
    gen_error_free(e);
}

/* Check that in a group every line of a message stands in its place. */
static void test_a_message_of_lines(void **state)
{
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "1\n\n2"), *group = group_of("first\nsecond", &e, 1);

    (void)state;
    assert_string_equal(printed(group), "  | ExceptionGroup: first\n"
                                        "  | second (1 sub-exception)\n"
                                        "  +-+---------------- 1 ----------------\n"
                                        "    | ValueError: 1\n"
                                        "    | \n"
                                        "    | 2\n"
                                        "    +------------------------------------\n");
    gen_error_free(group);
}

static gen_status_t raise_group(gen_t *self, void *args)
{
    return gen_raise_error(self, *(gen_error_t **)args);
}

/* Check that a group's traceback has its own heading. */
static void test_the_traceback_of_a_group(void **state)
{
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "a"), *group = group_of("g", &e, 1);
    gen_t *g = gen_new(raise_group, &group, sizeof(gen_error_t *));

    (void)state;
    gen_set_name(g, "work");
    assert_next(g, "raises ExceptionGroup('g (1 sub-exception)')");
    assert_string_equal(printed(group), "  + Exception Group Traceback (most recent call last):\n"
                                        "  |   in generator 'work'\n"
                                        "  | ExceptionGroup: g (1 sub-exception)\n"
                                        "  +-+---------------- 1 ----------------\n"
                                        "    | ValueError: a\n"
                                        "    +------------------------------------\n");
    gen_free(g);
    gen_error_free(group);
}

static size_t lines_in(const char *text)
{
    size_t lines = 0;

    while ((text = strchr(text, '\n')) != NULL) {
        lines++;
        text++;
    }
    return lines;
}

/* Check that a chain of any length is printed, whole. */
static void test_a_long_chain(void **state)
{
    gen_error_t *e = NULL;
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    (void)state;
    for (int i = 0; i < 20000; i++) {
        gen_error_t *next = gen_error_new_value(GEN_VALUE_ERROR, gen_int(i));

        gen_error_set_context(next, e);
        gen_error_free(e);
        e = next;
    }
    gen_error_print(e, out);
    fclose(out);
    assert_int_equal(lines_in(text), 20000 + 19999 * 3);
    assert_memory_equal(text, "ValueError: 0\n", strlen("ValueError: 0\n"));
    free(text);
    gen_error_free(e);
}

/* Check that an exception that is the value of an exception, and so on, is printed as the innermost. */
static void test_values_in_values(void **state)
{
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "innermost");

    (void)state;
    for (int i = 0; i < 100000; i++) {
        gen_error_t *next = gen_error_new_value(GEN_RUNTIME_ERROR, gen_err(e));

        gen_error_free(e);
        e = next;
    }
    assert_string_equal(printed(e), "RuntimeError: innermost\n");
    gen_error_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_group_as_context_of_its_member),
        TEST(test_a_shared_context),
        TEST(test_a_member_as_context),
        TEST(test_a_group_as_context_of_another_member),
        TEST(test_many_members),
        TEST(test_deep_groups),
        TEST(test_a_message_of_lines),
        TEST(test_the_traceback_of_a_group),
        TEST(test_a_long_chain),
        TEST(test_values_in_values),
    };

    return cmocka_run_group_tests_name("group_print", tests, NULL, NULL);
}
