/* gen_print_stack(), and the generators that an exception passed through. */
#define _GNU_SOURCE
#include <gen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int leaf_line, middle_line, root_line;

static gen_status_t leaf(gen_t *self, void *args)
{
    (void)args;
    leaf_line = __LINE__ + 1;
    bool resumed = gen_yield(self, gen_int(1), NULL);
    return resumed ? gen_raise(self, GEN_VALUE_ERROR, "no") : GEN_RAISED;
}

static gen_t *make(const char *name, gen_body_t *body)
{
    gen_attr_t attr = gen_attr();

    attr.name = name;
    return gen_new_with(&attr, body, NULL, 0);
}

static gen_status_t middle(gen_t *self, void *args)
{
    (void)args;
    middle_line = __LINE__ + 1;
    bool done = gen_yield_from(self, make("leaf", leaf), NULL);
    return done ? GEN_RETURNED : GEN_RAISED;
}

static gen_status_t root(gen_t *self, void *args)
{
    (void)args;
    root_line = __LINE__ + 1;
    bool done = gen_yield_from(self, make("middle", middle), NULL);
    return done ? GEN_RETURNED : GEN_RAISED;
}

/* What is written by one of the two functions. */
static char *printed(const gen_t *g, const gen_error_t *e)
{
    static char *text; /* not a local one: gcc takes what it points at for local too */
    static size_t size;
    FILE *out = open_memstream(&text, &size);

    if (g != NULL)
        gen_print_stack(g, out);
    if (e != NULL)
        gen_error_print(e, out);
    fclose(out);
    return text;
}

static char *line_for(char *text, const char *name, int line, const char *function)
{
    char place[200];

    snprintf(place, sizeof place, "  generator '%s', suspended, at test_print.c:%d in %s\n", name, line, function);
    return strstr(text, place);
}

/* Where a step ends in a jump to the switch, so that the place that is kept is the body's and not the library's. */
#if defined(__x86_64__) || defined(__aarch64__)
#define PLACE ", at /"
#else
#define PLACE "\n"
#endif

/* Check that each generator of the chain has its line, the outermost first, with file and line where they can be known. */
static void test_chain(void **state)
{
    gen_t *g = make("root", root);
    char *text, *first, *second, *third;

    (void)state;
    assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    text = printed(g, NULL);
    if (PLACE[0] == ',' && system("command -v addr2line >/dev/null") == 0) {
        first = line_for(text, "root", root_line, "root");
        second = line_for(text, "middle", middle_line, "middle");
        third = line_for(text, "leaf", leaf_line, "leaf");
    } else {
        first = strstr(text, "  generator 'root', suspended" PLACE);
        second = strstr(text, "  generator 'middle', suspended" PLACE);
        third = strstr(text, "  generator 'leaf', suspended" PLACE);
    }
    if (first == NULL || second == NULL || third == NULL)
        print_error("%s", text);
    assert_ptr_equal(first, text);
    assert_true(first < second && second < third);
    free(text);
    gen_free(g);
}

/* What is written of a suspended generator with another PATH to find addr2line by. */
static char *printed_with_path(const gen_t *g, const char *path)
{
    const char *old = getenv("PATH");
    char *before = strdup(old != NULL ? old : "/usr/bin:/bin"), *text;

    setenv("PATH", path, 1);
    text = printed(g, NULL);
    setenv("PATH", before, 1);
    free(before);
    return text;
}

/* Check that without addr2line, and without a file descriptor to ask it through, the address is given. */
static void test_without_addr2line(void **state)
{
    gen_t *g = make("leaf", leaf);
    char *text;
    struct rlimit files, none = {0, 0};

    (void)state;
    assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    text = printed_with_path(g, "/nowhere");
    assert_non_null(strstr(text, "  generator 'leaf', suspended, at /"));
    assert_non_null(strstr(text, "trust_print+0x"));
    free(text);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &files), 0);
    none.rlim_max = files.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    text = printed(g, NULL);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &files), 0);
    assert_non_null(strstr(text, "trust_print+0x"));
    free(text);
    gen_free(g);
}

/* Check that of a path with blanks in it the file is written, and not what addr2line says behind the line. */
static void test_path_with_blanks(void **state)
{
    char folder[] = "/tmp/gen-print-XXXXXX", tool[sizeof folder + 16], *text;
    gen_t *g = make("leaf", leaf);
    FILE *script;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(tool, sizeof tool, "%s/addr2line", folder);
    script = fopen(tool, "w");
    assert_non_null(script);
    fputs("#!/bin/sh\necho leaf\necho '/a path/with blanks/leaf.c:7 (discriminator 3)'\n", script);
    fclose(script);
    assert_int_equal(chmod(tool, 0700), 0);
    assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    text = printed_with_path(g, folder);
    assert_string_equal(text, "  generator 'leaf', suspended, at leaf.c:7 in leaf\n");
    free(text);
    gen_free(g);
    unlink(tool);
    rmdir(folder);
}

/* Without a stack: delegates to one of the other kind, and that to one of its own. */
static int flat_root_line, flat_leaf_line;

static gen_status_t flat_leaf(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    (void)frame;
    GEN_BEGIN(self, sent, out);
    flat_leaf_line = __LINE__ + 1;
    GEN_YIELD_OR (gen_int(1), NULL)
        return GEN_RAISED;
    GEN_END;
}

static gen_status_t between(gen_t *self, void *args)
{
    static const gen_stackless_t leaf_type = {"flat leaf", flat_leaf, 0, NULL};

    (void)args;
    return gen_yield_from(self, gen_stackless_new(&leaf_type, NULL, 0), NULL) ? GEN_RETURNED : GEN_RAISED;
}

static gen_status_t flat_root(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    (void)frame;
    GEN_BEGIN(self, sent, out);
    flat_root_line = __LINE__ + 1;
    GEN_YIELD_FROM_OR (make("between", between), NULL)
        return GEN_RAISED;
    GEN_END;
}

static gen_t *new_flat_root(void)
{
    static const gen_stackless_t type = {"flat root", flat_root, 0, NULL};

    return gen_stackless_new(&type, NULL, 0);
}

/* Check that one without a stack has the line of its yield, with the file and the function where they can be known. */
static void test_without_stack(void **state)
{
    gen_t *g = new_flat_root();
    char *text, *first, *second;

    (void)state;
    text = printed(g, NULL);
    assert_string_equal(text, "  generator 'flat root', not started\n");
    free(text);
    assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    text = printed(g, NULL);
    if (system("command -v addr2line >/dev/null") == 0) {
        first = line_for(text, "flat root", flat_root_line, "flat_root");
        second = line_for(text, "flat leaf", flat_leaf_line, "flat_leaf");
    } else {
        first = strstr(text, "  generator 'flat root', suspended, at line ");
        second = strstr(text, "  generator 'flat leaf', suspended, at line ");
    }
    if (first != text || second == NULL)
        print_error("%s", text);
    assert_ptr_equal(first, text);
    assert_non_null(second);
    assert_non_null(strstr(text, "\n  generator 'between', suspended"));
    free(text);
    assert_int_equal(gen_close(g, NULL), GEN_RETURNED);
    text = printed(g, NULL);
    assert_string_equal(text, "  generator 'flat root', closed\n");
    free(text);
    gen_free(g);
}

/* Check that without addr2line the line is given all the same, and where the body begins. */
static void test_without_stack_and_addr2line(void **state)
{
    gen_t *g = new_flat_root();
    char *text, expected[100];

    (void)state;
    assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    text = printed_with_path(g, "/nowhere");
    snprintf(expected, sizeof expected, "  generator 'flat root', suspended, at line %d of /", flat_root_line);
    assert_ptr_equal(strstr(text, expected), text);
    assert_non_null(strstr(text, "trust_print+0x"));
    free(text);
    gen_free(g);
}

/* What is printed of a body without a stack by itself, while it runs. */
static char *text_inside;

static gen_status_t prints_itself(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    (void)frame;
    GEN_BEGIN(self, sent, out);
    GEN_YIELD_OR (GEN_NONE, NULL)
        return GEN_RAISED;
    text_inside = printed(self, NULL);
    GEN_END;
}

/* Check that one that runs has no line: where it was last is not where it is. */
static void test_without_stack_while_it_runs(void **state)
{
    static const gen_stackless_t type = {"g", prints_itself, 0, NULL};
    gen_t *g = gen_stackless_new(&type, NULL, 0);

    (void)state;
    assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    assert_int_equal(gen_next(g, NULL), GEN_RETURNED);
    assert_string_equal(text_inside, "  generator 'g', running\n");
    free(text_inside);
    gen_free(g);
}

static gen_status_t over_range(gen_t *self, void *args)
{
    (void)args;
    return gen_yield_from(self, gen_range(0, 3, 1), NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that one that does not wait has no place, and that an iterator ends the chain. */
static void test_states(void **state)
{
    gen_t *g = make("g", leaf), *r = make("r", over_range);
    char *text = printed(g, NULL);

    (void)state;
    assert_string_equal(text, "  generator 'g', not started\n");
    free(text);
    assert_int_equal(gen_close(g, NULL), GEN_RETURNED);
    text = printed(g, NULL);
    assert_string_equal(text, "  generator 'g', closed\n");
    free(text);
    assert_int_equal(gen_next(r, NULL), GEN_YIELDED);
    text = printed(r, NULL);
    assert_non_null(strstr(text, "  generator 'r', suspended"));
    assert_non_null(strstr(text, "\n  iterator 'range'\n"));
    free(text);
    gen_free(r);
    gen_free(g);
}

/* Check that an exception tells the named generators that it left, as a traceback does. */
static void test_passed(void **state)
{
    gen_t *g = make("root", root);
    char *text;

    (void)state;
    assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    assert_int_equal(gen_next(g, NULL), GEN_RAISED);
    text = printed(NULL, gen_error(g));
    assert_string_equal(text, "Traceback (most recent call last):\n"
                              "  in generator 'root'\n"
                              "  in generator 'middle'\n"
                              "  in generator 'leaf'\n"
                              "ValueError: no\n");
    free(text);
    gen_free(g);
}

static gen_status_t recurses(gen_t *self, void *args)
{
    int depth = *(int *)args - 1;
    gen_attr_t attr = gen_attr();

    attr.name = "twelve bytes";
    if (depth == 0)
        return gen_raise(self, GEN_VALUE_ERROR, "deep");
    return gen_yield_from(self, gen_new_with(&attr, recurses, &depth, sizeof depth), NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that there is an end to what an exception keeps: the innermost names, and how many more there were. */
static void test_deep(void **state)
{
    int depth = 51; /* the outermost has no name */
    gen_t *g = gen_new(recurses, &depth, sizeof depth);
    char *text;

    (void)state;
    assert_int_equal(gen_next(g, NULL), GEN_RAISED);
    text = printed(NULL, gen_error(g));
    assert_string_equal(text, "Traceback (most recent call last):\n"
                              "  ... 43 more\n"
                              "  in generator 'twelve bytes'\n"
                              "  in generator 'twelve bytes'\n"
                              "  in generator 'twelve bytes'\n"
                              "  in generator 'twelve bytes'\n"
                              "  in generator 'twelve bytes'\n"
                              "  in generator 'twelve bytes'\n"
                              "  in generator 'twelve bytes'\n"
                              "ValueError: deep\n");
    free(text);
    gen_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chain),
        cmocka_unit_test(test_without_addr2line),
        cmocka_unit_test(test_path_with_blanks),
        cmocka_unit_test(test_without_stack),
        cmocka_unit_test(test_without_stack_and_addr2line),
        cmocka_unit_test(test_without_stack_while_it_runs),
        cmocka_unit_test(test_states),
        cmocka_unit_test(test_passed),
        cmocka_unit_test(test_deep),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
