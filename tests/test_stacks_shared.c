/* Stacks that one thread has too many of: for all threads, with their memory, up to a bound. */
#include "outcome.h"
#include "record.h"
#include <pthread.h>
#include <stdlib.h>

enum { CACHE = 64, SHARED = 32 * CACHE, MANY = 3000 };

static gen_status_t yield_once(gen_t *self, void *args)
{
    (void)args;
    return gen_yield(self, gen_int(1), NULL) ? GEN_RETURNED : GEN_RAISED;
}

static size_t cached(void)
{
    gen_stack_stats_t now;

    gen_stack_stats(&now);
    return now.cached;
}

static void make(gen_t **g, size_t count, size_t stack_size)
{
    gen_attr_t attr = gen_attr();

    attr.stack_size = stack_size;
    for (size_t i = 0; i < count; i++) {
        g[i] = gen_new_with(&attr, yield_once, NULL, 0);
        gen_next(g[i], NULL);
    }
}

static void free_all(gen_t **g, size_t count)
{
    for (size_t i = 0; i < count; i++)
        gen_free(g[i]);
}

/* @return how many stacks keep their memory when so many that lived at once are freed */
static size_t kept_of(size_t count, size_t stack_size)
{
    static gen_t *g[MANY];

    gen_stack_trim();
    make(g, count, stack_size);
    free_all(g, count);
    return cached();
}

/* Where a sanitizer watches, nothing is kept: nothing of all this can be seen. */
static void need_a_cache(void)
{
    if (kept_of(1, 0) == 0)
        skip();
}

static int set_cache(void **state)
{
    (void)state;
    gen_stack_set_cache(CACHE);
    return 0;
}

static int reset_cache(void **state)
{
    (void)state;
    gen_stack_set_cache(4096);
    gen_stack_trim();
    return 0;
}

/* Check that what a thread frees beyond its cache keeps its memory, for all sizes. */
static void test_kept(void **state)
{
    (void)state;
    need_a_cache();
    assert_int_equal(kept_of(1000, 0), 1000);
    assert_int_equal(kept_of(1000, 4096), 1000);
    assert_int_equal(kept_of(1000, 1024), 1000);
}

/* Check that it is used again, by the thread that freed it, before anything that has no memory. */
static void test_used_again(void **state)
{
    static gen_t *g[1000];

    (void)state;
    need_a_cache();
    assert_int_equal(kept_of(1000, 0), 1000);
    make(g, 1000, 0);
    assert_int_equal(cached(), 0);
    free_all(g, 1000);
    assert_int_equal(cached(), 1000);
}

/* Check that there is a bound, which is lower for larger stacks. */
static void test_bounded(void **state)
{
    (void)state;
    need_a_cache();
    assert_in_range(kept_of(MANY, 0), SHARED, SHARED + CACHE);
    assert_in_range(kept_of(1000, 256 * 1024), SHARED / 4, SHARED / 4 + CACHE);
}

static void *make_here(void *g)
{
    make(g, 500, 0);
    return NULL;
}

static void *free_here(void *g)
{
    free_all(g, 500);
    return NULL;
}

static void in_thread(void *(*function)(void *), gen_t **g)
{
    pthread_t thread;

    assert_int_equal(pthread_create(&thread, NULL, function, g), 0);
    pthread_join(thread, NULL);
}

/* Check that one thread uses what another freed. */
static void test_other_thread(void **state)
{
    static gen_t *g[500];
    size_t before;

    (void)state;
    need_a_cache();
    before = kept_of(1000, 0);
    in_thread(make_here, g);
    assert_in_range(before - cached(), 500, 500 + CACHE); /* the rest of the last it took went with the thread */
    in_thread(free_here, g);
    assert_in_range(cached(), before - 2 * CACHE, before);
}

/* Check that trimming gives back what is shared, by whichever thread, and that it can all be used again. */
static void test_trim(void **state)
{
    (void)state;
    need_a_cache();
    assert_int_equal(kept_of(1000, 0), 1000);
    assert_true(gen_stack_trim() >= (size_t)1000 * 4096);
    assert_int_equal(cached(), 0);
    assert_int_equal(gen_stack_trim(), 0);
    assert_int_equal(kept_of(1000, 0), 1000);
}

static void *trim_here(void *bytes)
{
    *(size_t *)bytes = gen_stack_trim();
    return NULL;
}

/* Check that a thread that has never made a generator can trim. */
static void test_trim_elsewhere(void **state)
{
    pthread_t thread;
    size_t bytes = 0;

    (void)state;
    need_a_cache();
    assert_int_equal(kept_of(1000, 0), 1000);
    assert_int_equal(pthread_create(&thread, NULL, trim_here, &bytes), 0);
    pthread_join(thread, NULL);
    assert_true(bytes >= (size_t)(1000 - CACHE) * 4096);
    assert_true(cached() <= CACHE);
}

/* Check that a new bound gives back what is shared, and that 0 lets nothing be kept. */
static void test_set_cache(void **state)
{
    (void)state;
    need_a_cache();
    assert_int_equal(kept_of(1000, 0), 1000);
    gen_stack_set_cache(CACHE);
    assert_true(cached() <= CACHE);
    gen_stack_set_cache(0);
    assert_int_equal(kept_of(1000, 0), 0);
}

#define WITH_CACHE(f) cmocka_unit_test_setup_teardown(f, set_cache, reset_cache)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_CACHE(test_kept),         WITH_CACHE(test_used_again), WITH_CACHE(test_bounded),
        WITH_CACHE(test_other_thread), WITH_CACHE(test_trim),       WITH_CACHE(test_trim_elsewhere),
        WITH_CACHE(test_set_cache),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
