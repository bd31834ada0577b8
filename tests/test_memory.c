/*
 * Out of memory: every allocation of every scenario fails once. The linker hands the library's calls of malloc() and its
 * kin, and of mmap(), to the functions below.
 */
#include "outcome.h"
#include "record.h"
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* How many allocations succeed before one fails; negative: all do. */
static int countdown = -1;
static bool failed;

static bool fails(void)
{
    if (countdown < 0 || countdown-- > 0)
        return false;
    failed = true;
    return true;
}

void *__real_malloc(size_t size);
void *__real_realloc(void *p, size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_mmap(void *address, size_t length, int protection, int flags, int file, off_t offset);
void *__wrap_malloc(size_t size);
void *__wrap_realloc(void *p, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_mmap(void *address, size_t length, int protection, int flags, int file, off_t offset);

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_realloc(void *p, size_t size)
{
    return fails() ? NULL : __real_realloc(p, size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

int __real_pthread_key_create(pthread_key_t *key, void (*destroy)(void *));
int __wrap_pthread_key_create(pthread_key_t *key, void (*destroy)(void *));

int __wrap_pthread_key_create(pthread_key_t *key, void (*destroy)(void *))
{
    return fails() ? EAGAIN : __real_pthread_key_create(key, destroy);
}

void *__wrap_mmap(void *address, size_t length, int protection, int flags, int file, off_t offset)
{
    enum { TRIED = 3 * 65536 }; /* what the size of pages is tried on: without that, what the system says is taken */

    return length != TRIED && fails() ? MAP_FAILED : __real_mmap(address, length, protection, flags, file, offset);
}

/*
 * Runs a scenario with its 1st allocation failing, then its 2nd, and so on until none fails. A scenario returns NULL if all
 * was well or a MemoryError took the place of what was meant; otherwise what went wrong. Returns how many failed.
 */
static int fail_each_allocation(const char *(*scenario)(void))
{
    int n = 0;

    do {
        const char *complaint;

        failed = false;
        countdown = n++;
        complaint = scenario();
        countdown = -1;
        if (complaint != NULL)
            fail_msg("allocation %d: %s", n, complaint);
    } while (failed);
    return n - 1;
}

/* Whether e is what was meant or, when memory ran out, a MemoryError. */
static bool is_or_no_memory(const gen_error_t *e, const gen_exc_t *type)
{
    return gen_error_is(e, type) || (failed && gen_error_is(e, GEN_MEMORY_ERROR));
}

static gen_status_t ends(gen_t *self, void *args)
{
    (void)self;
    (void)args;
    return GEN_RETURNED;
}

static const char *first_of_all(void)
{
    gen_t *g = gen_new(ends, NULL, 0);
    const char *complaint =
        g == NULL && gen_new_error()[0] == '\0' ? "no sentence" : NULL; /* less memory may do as well */

    gen_free(g);
    return complaint;
}

/* Check that the first generator of a program fails with a sentence if the ends of threads can't be noticed. */
static void test_the_first_generator(void **state)
{
    (void)state;
    assert_in_range(fail_each_allocation(first_of_all), 3, 20);
}

static const char *make_errors(void)
{
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "%0200d", 7), *f = gen_error_new_value(GEN_KEY_ERROR, gen_int(1));
    bool right = is_or_no_memory(e, GEN_VALUE_ERROR) && is_or_no_memory(f, GEN_KEY_ERROR);

    gen_error_set_cause(e, f);
    gen_error_set_context(e, f);
    gen_error_free(f);
    gen_error_free(e);
    return right ? NULL : "neither the exception nor a MemoryError";
}

/* Check that an exception that can't be made is a MemoryError. */
static void test_making_exceptions(void **state)
{
    (void)state;
    assert_in_range(fail_each_allocation(make_errors), 1, 10);
}

/* Check that the MemoryError that needs no memory takes references, causes and contexts like another, any number. */
static void test_the_error_that_needs_no_memory(void **state)
{
    gen_error_t *e, *again, *cause = gen_error_new(GEN_KEY_ERROR, "cause");

    (void)state;
    countdown = 0;
    e = gen_error_new(GEN_VALUE_ERROR, "%0200d", 7);
    countdown = 0;
    again = gen_error_new(GEN_VALUE_ERROR, "%0200d", 7);
    countdown = -1;
    assert_true(gen_error_is(e, GEN_MEMORY_ERROR));
    assert_true(gen_error_is(again, GEN_MEMORY_ERROR));
    gen_error_set_cause(e, cause);
    gen_error_set_context(e, cause);
    gen_error_free(gen_error_ref(e));
    assert_string_equal(gen_error_message(again), gen_error_message(e));
    gen_error_free(e);
    gen_error_free(again);
    assert_string_equal(error_text(cause), "KeyError('cause')");
    gen_error_free(cause);
    countdown = 0;
    e = gen_error_new(GEN_VALUE_ERROR, "%0200d", 7);
    countdown = -1;
    assert_null(gen_error_cause(e));
    assert_null(gen_error_context(e));
    gen_error_free(e);
}

static gen_status_t raise_and_yield(gen_t *self, void *args)
{
    const char *text = args;

    gen_raise(self, GEN_VALUE_ERROR, "%s", text);
    if (!gen_catch(self, GEN_VALUE_ERROR) && !gen_catch(self, GEN_MEMORY_ERROR))
        return GEN_RAISED;
    if (!gen_yield(self, gen_int(1), NULL) && !gen_catch(self, GEN_KEY_ERROR) && !gen_catch(self, GEN_MEMORY_ERROR))
        return GEN_RAISED;
    return gen_yield(self, gen_int(2), NULL) ? GEN_RETURNED : gen_raise(self, GEN_STOP_ITERATION, "%s", text);
}

/* Larger than what fits into a generator itself. */
static gen_t *with_large_args(void)
{
    char text[500];

    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    return gen_new(raise_and_yield, text, sizeof text);
}

static const char *live_a_life(void)
{
    gen_t *g = with_large_args();
    const char *complaint = NULL;
    gen_status_t status;

    if (g == NULL)
        return failed && gen_new_error()[0] != '\0' ? NULL : "no generator, and no reason";
    if (gen_next(g, NULL) != GEN_YIELDED || gen_throw(g, GEN_KEY_ERROR, gen_str("thrown"), NULL) != GEN_YIELDED)
        complaint = "it did not yield";
    status = gen_close(g, NULL);
    if (status != GEN_RAISED || !is_or_no_memory(gen_error(g), GEN_RUNTIME_ERROR))
        complaint = "close() raised neither RuntimeError nor MemoryError";
    gen_free(g);
    return complaint;
}

/* Check a generator's whole life: its making, raise, throw, close and PEP 479's conversion. */
static void test_the_life_of_a_generator(void **state)
{
    (void)state;
    assert_in_range(fail_each_allocation(live_a_life), 2, 50);
}

static gen_value_t same(gen_t *self, gen_value_t value, void *arg)
{
    (void)self;
    (void)arg;
    return value;
}

static const char *make_a_pipeline(void)
{
    gen_t *g = gen_take(gen_chain(gen_map(gen_range(0, 3, 1), same, NULL), gen_range(3, 9, 1)), 5);
    gen_t *pairs = gen_zip(gen_enumerate(gen_range(0, 3, 1)), with_large_args());
    int64_t sum = 0;

    if ((g == NULL || pairs == NULL) && !failed)
        return "NULL, though there was memory";
    if (g != NULL)
        GEN_FOREACH (v, g)
            sum += gen_as_int(v);
    if (g != NULL && sum != 10)
        return "the wrong sum";
    gen_free(g);
    gen_free(pairs);
    return NULL;
}

/* Check that a generator expression that can't be made gives NULL, and frees the sources that it was given. */
static void test_generator_expressions(void **state)
{
    (void)state;
    assert_in_range(fail_each_allocation(make_a_pipeline), 5, 50);
}

static gen_status_t delegate(gen_t *self, void *args)
{
    (void)args;
    return gen_yield_from(self, with_large_args(), NULL) ? GEN_RETURNED : GEN_RAISED;
}

static const char *delegate_and_throw(void)
{
    gen_t *g = gen_new(delegate, NULL, 0);
    const char *complaint = NULL;

    if (g == NULL)
        return failed ? NULL : "no generator";
    if (gen_next(g, NULL) == GEN_RAISED && !(failed && gen_error_is(gen_error(g), GEN_MEMORY_ERROR)))
        complaint = "no MemoryError at the yield from";
    if (gen_throw(g, GEN_OS_ERROR, GEN_NONE, NULL) != GEN_RAISED || !is_or_no_memory(gen_error(g), GEN_OS_ERROR))
        if (gen_state(g) != GEN_SUSPENDED)
            complaint = "neither OSError nor MemoryError";
    countdown = -1; /* what its cleanup raises would go to the hook */
    gen_close(g, NULL);
    gen_free(g);
    return complaint;
}

/* Check delegation: a sub that can't be made is a MemoryError at the yield from. */
static void test_delegation(void **state)
{
    (void)state;
    assert_in_range(fail_each_allocation(delegate_and_throw), 1, 50);
}

static gen_status_t delegate_to_null(gen_t *self, void *args)
{
    (void)args;
    return gen_yield_from(self, NULL, NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that delegating to NULL, which gen_new() returns when out of memory, is a MemoryError. */
static void test_delegating_to_null_is_a_memory_error(void **state)
{
    gen_t *g = gen_new(delegate_to_null, NULL, 0);

    (void)state;
    assert_int_equal(gen_next(g, NULL), GEN_RAISED);
    assert_true(gen_error_is(gen_error(g), GEN_MEMORY_ERROR));
    gen_free(g);
}

static const char *stack_of_a_new_size(void)
{
    static size_t size = 65536;
    gen_attr_t attr = gen_attr();
    gen_t *g;

    attr.stack_size = size *= 2; /* none of that size was mapped yet */
    g = gen_new_with(&attr, raise_and_yield, "x", 2);
    if (g == NULL)
        return failed && gen_new_error()[0] != '\0' ? NULL : "no generator, and no reason";
    gen_free(g);
    return NULL;
}

/* Check that a stack that can't be mapped gives NULL and a sentence. */
static void test_mapping_stacks(void **state)
{
    (void)state;
    assert_in_range(fail_each_allocation(stack_of_a_new_size), 1, 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_first_generator), /* first */
        TEST(test_making_exceptions),
        TEST(test_the_error_that_needs_no_memory),
        TEST(test_the_life_of_a_generator),
        TEST(test_generator_expressions),
        TEST(test_delegation),
        TEST(test_delegating_to_null_is_a_memory_error),
        TEST(test_mapping_stacks),
    };

    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
