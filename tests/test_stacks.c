/* Stacks: sizes, reuse, statistics, measuring, the user's own. */
#include "outcome.h"
#include "record.h"
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static gen_status_t yield_once(gen_t *self, void *args)
{
    (void)args;
    return gen_yield(self, gen_int(1), NULL) ? gen_return(self, gen_int(2)) : GEN_RAISED;
}

static gen_t *of_size(gen_body_t *body, size_t size)
{
    gen_attr_t attr = gen_attr();

    attr.stack_size = size;
    return gen_new_with(&attr, body, NULL, 0);
}

static gen_stack_stats_t stats(void)
{
    gen_stack_stats_t now;

    gen_stack_stats(&now);
    return now;
}

/* Check that a stack is counted as live while its generator is, and as cached afterwards. */
static void test_stats_count_live_and_cached_stacks(void **state)
{
    gen_stack_stats_t before = stats(), during, after;
    gen_t *g = gen_new(yield_once, NULL, 0);

    (void)state;
    during = stats();
    assert_int_equal(during.live, before.live + 1);
    assert_true(during.mapped >= 65536);
    gen_next(g, NULL);
    gen_free(g);
    after = stats();
    assert_int_equal(after.live, before.live);
}

/* Check that iterators, generator expressions among them, have no stack. */
static void test_iterators_have_no_stack(void **state)
{
    size_t before = stats().live;
    gen_t *g = gen_take(gen_range(0, 5, 1), 3);

    (void)state;
    assert_int_equal(stats().live, before);
    assert_int_equal(gen_stack_used(g), 0);
    gen_free(g);
}

/* Check that generators of all sizes run, from the smallest on. */
static void test_every_size(void **state)
{
    static const size_t sizes[] = {0,    1,    512,  513,   1000,  2048,  3840,    3841,
                                   4095, 4096, 4097, 16384, 65536, 65537, 1 << 20, 64 << 20};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        for (int again = 0; again < 3; again++) {
            gen_t *g = of_size(yield_once, sizes[i]);

            assert_non_null(g);
            assert_next(g, "yields 1");
            assert_next(g, "returns 2");
            gen_free(g);
        }
}

/* What frames and a signal handler's red zone may take besides what a body uses itself. */
enum { ELSEWHERE = 1024 };

static size_t wanted;

/* Touches as much stack as was wanted, less what is needed elsewhere. */
static gen_status_t use_stack(gen_t *self, void *args)
{
    volatile char bytes[(size_t)1 << 15];
    size_t size = wanted - ELSEWHERE < sizeof bytes ? wanted - ELSEWHERE : sizeof bytes;

    (void)args;
    for (size_t i = 0; i < size; i++)
        bytes[sizeof bytes - 1 - i] = 1;
    return gen_yield(self, gen_int(bytes[sizeof bytes - 1]), NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that gen_stack_used() tells what was used: at least what a body touched, and less than there is. */
static void test_measuring(void **state)
{
    gen_attr_t attr = gen_attr();

    (void)state;
    attr.measure_stack = true;
    attr.stack_size = 262144;
    for (wanted = 8192; wanted <= 32768; wanted *= 2) {
        gen_t *g = gen_new_with(&attr, use_stack, NULL, 0);
        size_t fresh = gen_stack_used(g);

        assert_true(fresh < 4096);
        assert_next(g, "yields 1");
        assert_true(gen_stack_used(g) >= wanted - ELSEWHERE);
        assert_true(gen_stack_used(g) < 262144);
        gen_free(g);
    }
}

/* Check that without measure_stack nothing is measured. */
static void test_not_measuring(void **state)
{
    gen_t *g = gen_new(yield_once, NULL, 0);

    (void)state;
    assert_next(g, "yields 1");
    assert_int_equal(gen_stack_used(g), 0);
    gen_free(g);
}

static void make_and_free(size_t count)
{
    gen_t *g[8];

    for (size_t i = 0; i < count; i++) {
        g[i] = of_size(yield_once, 16384);
        gen_next(g[i], NULL);
    }
    for (size_t i = 0; i < count; i++)
        gen_free(g[i]);
}

/* Check that trimming empties the cache, and that what was trimmed can be used again. */
static void test_trim(void **state)
{
    (void)state;
    make_and_free(5);
    gen_stack_trim();
    assert_int_equal(stats().cached, 0);
    assert_int_equal(gen_stack_trim(), 0);
    make_and_free(8);
}

/* Check that the cache keeps no more stacks of a size than it was told to. */
static void test_the_cache_is_bounded(void **state)
{
    (void)state;
    gen_stack_trim();
    gen_stack_set_cache(2);
    make_and_free(8);
    assert_true(stats().cached <= 2);
    gen_stack_set_cache(0);
    make_and_free(8);
    assert_true(stats().cached <= 2);
    gen_stack_trim();
    make_and_free(8);
    assert_int_equal(stats().cached, 0);
    gen_stack_set_cache(1024);
}

/* Check that a stack that can't be had gives NULL and a sentence. */
static void test_a_stack_that_is_too_large(void **state)
{
    (void)state;
    assert_null(of_size(yield_once, SIZE_MAX));
    assert_string_equal(gen_new_error(), "a stack can have 1 GiB at most");
    assert_null(of_size(yield_once, ((size_t)1 << 30) + 1));
}

static void *allocate(size_t size, void *context)
{
    void *stack = size == 0 ? NULL : malloc(size);

    record("allocate for %s", (const char *)context);
    if (stack != NULL)
        memset(stack, 0xee, size);
    return stack;
}

static void release(void *stack, size_t size, void *context)
{
    record("release for %s", (const char *)context);
    memset(stack, 0xdd, size);
    free(stack);
}

static char me[] = "me";
static const gen_stack_allocator_t mine = {allocate, release, me};

static gen_t *on_my_stack(gen_body_t *body, size_t size)
{
    gen_attr_t attr = gen_attr();

    attr.allocator = &mine;
    attr.stack_size = size;
    return gen_new_with(&attr, body, NULL, 0);
}

/* Check that stacks come from the user's allocator, and go back to it with the last reference. */
static void test_the_users_allocator(void **state)
{
    gen_t *g = on_my_stack(yield_once, 20000), *h = on_my_stack(yield_once, 0);

    (void)state;
    assert_recorded("allocate for me; allocate for me");
    assert_next(g, "yields 1");
    assert_next(h, "yields 1");
    assert_next(g, "returns 2");
    gen_free(g);
    assert_recorded("release for me");
    gen_free(h);
    assert_recorded("release for me");
}

/* Memory that can't be touched any more once it is released. */
static void *map(size_t size, void *context)
{
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    (void)context;
    return p != MAP_FAILED ? p : NULL;
}

static void unmap(void *stack, size_t size, void *context)
{
    (void)context;
    mprotect(stack, size, PROT_NONE);
}

static const gen_stack_allocator_t mapping = {map, unmap, NULL};

/* Check that stacks of the user's are freed in any order: nothing looks for one that is gone where it was. */
static void test_the_users_stacks_in_any_order(void **state)
{
    enum { STACKS = 3 };
    static const int orders[][STACKS] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    gen_attr_t attr = gen_attr();
    gen_t *g[STACKS];

    (void)state;
    attr.allocator = &mapping;
    for (size_t k = 0; k < sizeof orders / sizeof *orders; k++) {
        for (int i = 0; i < STACKS; i++) {
            g[i] = gen_new_with(&attr, yield_once, NULL, 0);
            assert_next(g[i], "yields 1");
        }
        for (int i = 0; i < STACKS; i++)
            gen_free(g[orders[k][i]]);
    }
}

static gen_status_t handle_and_delegate(gen_t *self, void *args)
{
    gen_error_t *e = gen_error_new(GEN_KEY_ERROR, "handled");
    gen_handler_t handler;

    (void)args;
    gen_except_begin(&handler, e);
    gen_error_free(e);
    if (!gen_yield_from(self, on_my_stack(yield_once, 0), NULL))
        record("raised %s, handling %s", error_text(gen_pending(self)), error_text(gen_handled()));
    gen_except_end(&handler);
    return gen_pending(self) != NULL ? GEN_RAISED : GEN_RETURNED;
}

/* Check that a generator on a stack of the user's delegates, handles and is destroyed as any other. */
static void test_everything_works_on_the_users_stacks(void **state)
{
    gen_t *g = on_my_stack(handle_and_delegate, 0);

    (void)state;
    assert_next(g, "yields 1");
    gen_free(g);
    assert_recorded("allocate for me; allocate for me; release for me; "
                    "raised GeneratorExit(), handling KeyError('handled'); release for me");
}

static void *refuse(size_t size, void *context)
{
    (void)size;
    (void)context;
    return NULL;
}

static const gen_stack_allocator_t refusing = {refuse, release, NULL};

static gen_t *impossible(void)
{
    gen_attr_t attr = gen_attr();

    attr.allocator = &refusing;
    return gen_new_with(&attr, yield_once, NULL, 0);
}

static gen_status_t delegate_to_the_impossible(gen_t *self, void *args)
{
    (void)args;
    return gen_yield_from(self, impossible(), NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that no stack gives NULL and a sentence, which is the message of the MemoryError at a yield from. */
static void test_the_users_allocator_refuses(void **state)
{
    gen_t *g = gen_new(delegate_to_the_impossible, NULL, 0);

    (void)state;
    assert_null(impossible());
    assert_string_equal(gen_new_error(), "the stack allocator returned NULL");
    assert_next(g, "raises MemoryError('the stack allocator returned NULL')");
    gen_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_stats_count_live_and_cached_stacks),
        TEST(test_iterators_have_no_stack),
        TEST(test_every_size),
        TEST(test_measuring),
        TEST(test_not_measuring),
        TEST(test_trim),
        TEST(test_the_cache_is_bounded),
        TEST(test_a_stack_that_is_too_large),
        TEST(test_the_users_allocator),
        TEST(test_the_users_stacks_in_any_order),
        TEST(test_everything_works_on_the_users_stacks),
        TEST(test_the_users_allocator_refuses),
    };

    return cmocka_run_group_tests_name("stacks", tests, NULL, NULL);
}
