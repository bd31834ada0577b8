/* Ownership: references, freeing in every state, what comes out of it. */
#include "outcome.h"
#include "record.h"
#include <stdio.h>
#include <unistd.h>

static gen_status_t work(gen_t *self, void *args)
{
    (void)args;
    record("start");
    if (gen_yield(self, gen_int(1), NULL))
        return gen_return(self, gen_int(2));
    record("cleanup after %s", error_text(gen_pending(self)));
    return GEN_RAISED;
}

static gen_t *tracked(gen_body_t *body)
{
    const char *text = "destroyed";
    gen_attr_t attr = gen_attr();

    attr.destroy = record_destroyed;
    return gen_new_with(&attr, body, &text, sizeof text);
}

/* Check that freeing a fresh generator runs none of its body, but frees its arguments. */
static void test_free_before_the_start(void **state)
{
    (void)state;
    gen_free(tracked(work));
    assert_recorded("destroyed");
}

/* Check that freeing a suspended generator closes it: its cleanup runs, then its arguments are freed. */
static void test_pep342_free_closes(void **state)
{
    gen_t *g = tracked(work);

    (void)state;
    assert_next(g, "yields 1");
    gen_free(g);
    assert_recorded("start; cleanup after GeneratorExit(); destroyed");
}

/* Check that freeing a closed generator runs nothing more. */
static void test_free_after_the_end(void **state)
{
    gen_t *g = tracked(work);

    (void)state;
    assert_next(g, "yields 1");
    assert_next(g, "returns 2");
    assert_recorded("start");
    gen_free(g);
    assert_recorded("destroyed");
}

/* Check that only the last reference closes, and that freeing NULL is fine. */
static void test_only_the_last_reference_closes(void **state)
{
    gen_t *g = tracked(work);

    (void)state;
    gen_free(NULL);
    assert_next(g, "yields 1");
    assert_ptr_equal(gen_ref(g), g);
    gen_free(g);
    assert_recorded("start");
    assert_state(g, GEN_SUSPENDED);
    gen_free(g);
    assert_recorded("cleanup after GeneratorExit(); destroyed");
}

static gen_status_t free_another(gen_t *self, void *args)
{
    gen_free(*(gen_t **)args);
    record("freed");
    return gen_yield(self, gen_int(9), NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that one generator may free another, suspended one. */
static void test_free_another_generator(void **state)
{
    gen_t *victim = tracked(work), *g;

    (void)state;
    assert_next(victim, "yields 1");
    g = gen_new(free_another, &victim, sizeof victim);
    assert_next(g, "yields 9");
    assert_recorded("start; cleanup after GeneratorExit(); destroyed; freed");
    gen_free(g);
}

static gen_status_t raise_in_cleanup(gen_t *self, void *args)
{
    (void)args;
    return gen_yield(self, gen_int(1), NULL) ? GEN_RETURNED : gen_raise(self, GEN_OS_ERROR, "disk full");
}

/* Check that an exception out of that close goes to the hook, and the memory goes all the same. */
static void test_unraisable_hook_is_told(void **state)
{
    gen_t *g = tracked(raise_in_cleanup);

    (void)state;
    assert_next(g, "yields 1");
    gen_free(g);
    assert_recorded("unraisable in generator: OSError('disk full'); destroyed");
}

static void hook_with_context(gen_t *g, gen_error_t *e, void *context)
{
    record("%s: %s, %s", (const char *)context, error_text(e), gen_state(g) == GEN_CLOSED ? "closed" : "not closed");
}

/* Check that the hook is given its context, and a generator that can still be looked at. */
static void test_unraisable_hook_has_a_context(void **state)
{
    gen_t *g = gen_new(raise_in_cleanup, NULL, 0);
    char context[] = "context";

    (void)state;
    gen_set_unraisable_hook(hook_with_context, context);
    assert_next(g, "yields 1");
    gen_free(g);
    assert_recorded("context: OSError('disk full'), closed");
}

static void revive(gen_t *g, gen_error_t *e, void *context)
{
    record("%s", error_text(e));
    *(gen_t **)context = gen_ref(g);
}

/* Check that the hook may take a reference, and so keep the generator, which is closed by then. */
static void test_unraisable_hook_revives_the_generator(void **state)
{
    gen_t *g = tracked(raise_in_cleanup), *revived = NULL;

    (void)state;
    gen_set_unraisable_hook(revive, &revived);
    assert_next(g, "yields 1");
    gen_free(g);
    assert_recorded("OSError('disk full')");
    assert_ptr_equal(revived, g);
    assert_next(g, "returns None");
    gen_free(g);
    assert_recorded("destroyed");
}

/* Redirects stderr into a file while g is freed; returns what was written. */
static const char *stderr_of_free(gen_t *g)
{
    static char text[1000];
    FILE *file = tmpfile();
    int saved = dup(STDERR_FILENO);
    size_t length;

    fflush(stderr);
    dup2(fileno(file), STDERR_FILENO);
    gen_free(g);
    fflush(stderr);
    dup2(saved, STDERR_FILENO);
    close(saved);
    rewind(file);
    length = fread(text, 1, sizeof text - 1, file);
    text[length] = '\0';
    fclose(file);
    return text;
}

/* Check that the default hook prints the exception to stderr, and that NULL restores it. */
static void test_default_unraisable_hook(void **state)
{
    gen_t *g = gen_new(raise_in_cleanup, NULL, 0);
    char expected[200];

    (void)state;
    gen_set_unraisable_hook(NULL, NULL);
    gen_set_name(g, "lines");
    assert_next(g, "yields 1");
    snprintf(expected, sizeof expected,
             "Exception ignored while closing generator <generator object lines at %p>:\n"
             "Traceback (most recent call last):\n  in generator 'lines'\nOSError: disk full\n",
             (void *)g);
    assert_string_equal(stderr_of_free(g), expected);
}

static void free_inner(void *args)
{
    record("destroy");
    gen_free(*(gen_t **)args);
}

static gen_status_t own_inner(gen_t *self, void *args)
{
    (void)args;
    return gen_yield(self, gen_int(1), NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that a destroy function may free a generator that the arguments own. */
static void test_free_in_a_destroy_function(void **state)
{
    gen_t *inner = tracked(work), *outer;
    gen_attr_t attr = gen_attr();

    (void)state;
    attr.destroy = free_inner;
    outer = gen_new_with(&attr, own_inner, &inner, sizeof inner);
    assert_next(inner, "yields 1");
    assert_next(outer, "yields 1");
    gen_free(outer);
    assert_recorded("start; destroy; cleanup after GeneratorExit(); destroyed");
}

static gen_status_t drop_while_raising(gen_t *self, void *args)
{
    gen_raise(self, GEN_KEY_ERROR, "propagating");
    gen_free(*(gen_t **)args);
    record("pending: %s", error_text(gen_pending(self)));
    return GEN_RAISED;
}

/* Check that a free does not disturb the exception that its caller is about to propagate. */
static void test_free_leaves_a_propagating_exception_alone(void **state)
{
    gen_t *victim = tracked(raise_in_cleanup), *g = gen_new(drop_while_raising, &victim, sizeof victim);

    (void)state;
    assert_next(victim, "yields 1");
    assert_next(g, "raises KeyError('propagating')");
    assert_string_equal(chain_of(g), "KeyError('propagating')");
    assert_recorded("unraisable in generator: OSError('disk full'); destroyed; pending: KeyError('propagating')");
    gen_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_free_before_the_start),
        TEST(test_pep342_free_closes),
        TEST(test_free_after_the_end),
        TEST(test_only_the_last_reference_closes),
        TEST(test_free_another_generator),
        TEST(test_unraisable_hook_is_told),
        TEST(test_unraisable_hook_has_a_context),
        TEST(test_unraisable_hook_revives_the_generator),
        TEST(test_default_unraisable_hook),
        TEST(test_free_in_a_destroy_function),
        TEST(test_free_leaves_a_propagating_exception_alone),
    };

    return cmocka_run_group_tests_name("free", tests, NULL, NULL);
}
