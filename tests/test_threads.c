/* Threads: one at a time may use a generator, and each has a cache, handlers and a reason of its own. */
#include "outcome.h"
#include "record.h"
#include <pthread.h>

enum { THREADS = 4, ROUNDS = 500 };

/* Runs function(arg) in a thread of its own and waits for it. */
static void in_thread(void *(*function)(void *arg), void *arg)
{
    pthread_t thread;

    assert_int_equal(pthread_create(&thread, NULL, function, arg), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
}

static gen_status_t handle_for_long(gen_t *self, void *args)
{
    gen_error_t *e = gen_error_new(GEN_KEY_ERROR, "own");
    gen_handler_t handler;

    (void)args;
    gen_except_begin(&handler, e);
    gen_error_free(e);
    for (int i = 0; i < 3; i++) {
        record("handling %s", error_text(gen_handled()));
        if (!gen_yield(self, gen_int(i), NULL))
            break;
    }
    gen_except_end(&handler);
    record("left");
    return gen_pending(self) != NULL ? GEN_RAISED : GEN_RETURNED;
}

static void *step(void *arg)
{
    record("%s", next_of(arg));
    return NULL;
}

static void *drop(void *arg)
{
    gen_free(arg);
    return NULL;
}

/* Check that a generator may be stepped in one thread after another, and freed in yet another. */
static void test_a_generator_moves_between_threads(void **state)
{
    gen_t *g = gen_new(handle_for_long, NULL, 0);

    (void)state;
    assert_next(g, "yields 0");
    in_thread(step, g);
    assert_recorded("handling KeyError('own'); handling KeyError('own'); yields 1");
    assert_next(g, "yields 2");
    in_thread(drop, g);
    assert_recorded("handling KeyError('own'); left");
}

static void *make(void *arg)
{
    *(gen_t **)arg = gen_new(handle_for_long, NULL, 0);
    return NULL;
}

/* Check that a generator outlives the thread that made it. */
static void test_a_generator_outlives_its_thread(void **state)
{
    gen_t *g = NULL;

    (void)state;
    in_thread(make, &g);
    assert_next(g, "yields 0");
    gen_free(g);
    assert_recorded("handling KeyError('own'); left");
}

static void *record_handled(void *arg)
{
    (void)arg;
    record("handling %s", error_text(gen_handled()));
    return NULL;
}

/* Check that what a thread handles outside of generators is its own. */
static void test_each_thread_handles_its_own(void **state)
{
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "the first thread's");
    gen_handler_t handler;

    (void)state;
    gen_except_begin(&handler, e);
    in_thread(record_handled, NULL);
    record_handled(NULL);
    gen_except_end(&handler);
    assert_recorded("handling nothing; handling ValueError(\"the first thread's\")");
    gen_error_free(e);
}

static void *record_reason(void *arg)
{
    (void)arg;
    record("reason '%s'", gen_new_error());
    return NULL;
}

/* Check that the reason why there is no generator is each thread's own. */
static void test_each_thread_has_its_own_reason(void **state)
{
    gen_attr_t attr = gen_attr();

    (void)state;
    attr.stack_size = SIZE_MAX;
    assert_null(gen_new_with(&attr, handle_for_long, NULL, 0));
    in_thread(record_reason, NULL);
    record_reason(NULL);
    assert_recorded("reason ''; reason 'a stack can have 1 GiB at most'");
}

static gen_status_t count(gen_t *self, void *args)
{
    (void)args;
    for (int64_t i = 0; i < 10; i++)
        if (!gen_yield(self, gen_int(i), NULL))
            return GEN_RAISED;
    return GEN_RETURNED;
}

static gen_status_t delegate(gen_t *self, void *args)
{
    (void)args;
    return gen_yield_from(self, gen_new(count, NULL, 0), NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Some generators end, some are closed by a throw, some are freed half-way. */
static void *many_lives(void *arg)
{
    int64_t *sum = arg;

    for (int round = 0; round < ROUNDS; round++) {
        gen_t *g = gen_new(delegate, NULL, 0);
        int left = round % 3 == 0 ? 100 : 5;

        GEN_FOREACH (v, g) {
            *sum += gen_as_int(v);
            if (--left == 0)
                break;
        }
        if (round % 3 == 1)
            (void)gen_throw(g, GEN_KEY_ERROR, GEN_NONE, NULL);
        gen_free(g);
    }
    return NULL;
}

/* Check that threads that use generators of their own do so independently, and leave no stack behind. */
static void test_many_threads_at_once(void **state)
{
    pthread_t threads[THREADS];
    int64_t sums[THREADS] = {0}, alone = 0;
    gen_stack_stats_t before, after;

    (void)state;
    many_lives(&alone);
    gen_stack_stats(&before);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, many_lives, &sums[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_int_equal(sums[i], alone);
    }
    gen_stack_stats(&after);
    assert_int_equal(after.live, before.live);
    assert_int_equal(after.cached, before.cached);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_generator_moves_between_threads),
        TEST(test_a_generator_outlives_its_thread),
        TEST(test_each_thread_handles_its_own),
        TEST(test_each_thread_has_its_own_reason),
        TEST(test_many_threads_at_once),
    };

    return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
