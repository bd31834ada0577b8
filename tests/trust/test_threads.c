/* Generators and threads: a suspended one may move, threads need no lock among them, and leave nothing behind. */
#define _GNU_SOURCE
#include <gen.h>
#include <gen/stack.h>
#include <pthread.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { THREADS = 4, GENERATORS = 64, TURNS = 200, SHORT_LIVES = 1000 };

static gen_status_t counts(gen_t *self, void *args)
{
    int64_t n = *(int64_t *)args;

    for (int64_t i = 0; i < n; i++)
        if (!gen_yield(self, gen_int(i), NULL))
            return GEN_RAISED;
    return gen_return(self, gen_int(n));
}

static gen_t *new_count(int64_t n)
{
    return gen_new(counts, &n, sizeof n);
}

static gen_status_t delegates(gen_t *self, void *args)
{
    gen_value_t result;

    return gen_yield_from(self, new_count(*(int64_t *)args), &result) ? gen_return(self, result) : GEN_RAISED;
}

/* A queue of generators that wait for whichever thread takes them next. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct place {
        gen_t *g;
        int64_t expected;
    } waiting[GENERATORS];
    int count, left;
} queue = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, {{NULL, 0}}, 0, 0};

static bool take(struct place *place)
{
    bool taken;

    pthread_mutex_lock(&queue.lock);
    while (queue.count == 0 && queue.left > 0)
        pthread_cond_wait(&queue.changed, &queue.lock);
    taken = queue.count > 0;
    if (taken)
        *place = queue.waiting[--queue.count];
    pthread_mutex_unlock(&queue.lock);
    return taken;
}

static void put(struct place place)
{
    pthread_mutex_lock(&queue.lock);
    if (place.g != NULL)
        queue.waiting[queue.count++] = place;
    else
        queue.left--;
    pthread_cond_broadcast(&queue.changed);
    pthread_mutex_unlock(&queue.lock);
}

/* Counts the steps that came out wrong. */
static void *work(void *arg)
{
    long wrong = 0;
    struct place place;

    (void)arg;
    while (take(&place)) {
        gen_value_t v;
        gen_status_t status = gen_next(place.g, &v);

        if (gen_as_int(v) != place.expected++)
            wrong++;
        if (status == GEN_RETURNED) {
            gen_free(place.g);
            place.g = NULL;
        }
        put(place);
    }
    return (void *)(intptr_t)wrong;
}

/* Check that suspended generators, delegating ones too, go on in whatever thread takes them, and may be freed there. */
static void test_move(void **state)
{
    pthread_t threads[THREADS];
    int64_t turns = TURNS;

    (void)state;
    for (int i = 0; i < GENERATORS; i++) {
        queue.waiting[i].g = i % 2 == 0 ? new_count(turns) : gen_new(delegates, &turns, sizeof turns);
        queue.waiting[i].expected = 0;
    }
    queue.count = queue.left = GENERATORS;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, work, NULL), 0);
    for (int i = 0; i < THREADS; i++) {
        void *wrong;

        pthread_join(threads[i], &wrong);
        assert_null(wrong);
    }
    assert_int_equal(queue.left, 0);
    print_message("%d generators in %d threads, %d steps, none wrong\n", GENERATORS, THREADS, GENERATORS * (TURNS + 1));
}

static void *throw_and_free(void *g)
{
    long wrong = gen_throw(g, GEN_VALUE_ERROR, gen_str("elsewhere"), NULL) != GEN_RAISED;

    wrong += !gen_error_is(gen_error(g), GEN_VALUE_ERROR);
    gen_free(g);
    return (void *)(intptr_t)wrong;
}

/* Check that an exception that was made in one thread may be freed in another, together with the generator. */
static void test_throw_elsewhere(void **state)
{
    (void)state;
    for (int i = 0; i < TURNS; i++) {
        gen_t *g = new_count(TURNS);
        pthread_t thread;
        void *wrong;

        assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
        assert_int_equal(pthread_create(&thread, NULL, throw_and_free, g), 0);
        pthread_join(thread, &wrong);
        assert_null(wrong);
    }
}

static void *live_shortly(void *arg)
{
    gen_t *some[8];

    (void)arg;
    for (int i = 0; i < 8; i++) {
        some[i] = new_count(3);
        gen_next(some[i], NULL);
    }
    for (int i = 0; i < 8; i++)
        gen_free(some[i]);
    return NULL;
}

static void live_in_thread(void)
{
    pthread_t thread;

    assert_int_equal(pthread_create(&thread, NULL, live_shortly, NULL), 0);
    pthread_join(thread, NULL);
}

/* Check that a thread's end gives back its stacks: a thousand threads one after another need no more than one. */
static void test_threads_end(void **state)
{
    gen_stack_stats_t before, after;

    (void)state;
    live_in_thread();
    gen_stack_stats(&before);
    for (int i = 0; i < SHORT_LIVES; i++)
        live_in_thread();
    gen_stack_stats(&after);
    assert_int_equal(after.live, before.live);
    assert_int_equal(after.cached, before.cached);
    assert_int_equal(after.mapped, before.mapped);
    print_message("%d threads, %zu bytes mapped before and after\n", SHORT_LIVES, after.mapped);
}

static void *make_and_leave(void *arg)
{
    gen_t **g = arg;

    *g = new_count(3);
    gen_next(*g, NULL);
    return NULL;
}

/* Check that a generator outlives the thread that made it. */
static void test_outlives_thread(void **state)
{
    gen_t *g = NULL;
    pthread_t thread;
    gen_value_t v;

    (void)state;
    assert_int_equal(pthread_create(&thread, NULL, make_and_leave, &g), 0);
    pthread_join(thread, NULL);
    assert_int_equal(gen_next(g, &v), GEN_YIELDED);
    assert_int_equal(gen_as_int(v), 1);
    gen_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_move),
        cmocka_unit_test(test_throw_elsewhere),
        cmocka_unit_test(test_threads_end),
        cmocka_unit_test(test_outlives_thread),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
