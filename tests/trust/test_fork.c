/* fork() while other threads hold what they hold: a child finds none of it held. */
#define _GNU_SOURCE
#include "../death.h"
#include <gen.h>
#include <gen/stack.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* The linker leads the library here: a thread stays at the one that it was told, with the lock. */
int __real_pthread_mutex_unlock(pthread_mutex_t *lock);
int __wrap_pthread_mutex_unlock(pthread_mutex_t *lock);

static _Thread_local int stays_at; /* counted down; 0: nowhere */
static atomic_bool stayed, forked;

/* For as long as it takes to fork, or to find out that whoever forks waits for us. */
static void stay(void)
{
    enum { LONG = 30 };

    stayed = true;
    for (int i = 0; i < LONG && !forked; i++)
        usleep(1000);
}

int __wrap_pthread_mutex_unlock(pthread_mutex_t *lock)
{
    if (stays_at > 0 && --stays_at == 0)
        stay();
    return __real_pthread_mutex_unlock(lock);
}

static gen_status_t yield_once(gen_t *self, void *args)
{
    (void)args;
    return gen_yield(self, GEN_NONE, NULL) ? GEN_RETURNED : GEN_RAISED;
}

static void *allocate(size_t size, void *context)
{
    (void)context;
    return malloc(size);
}

static void release(void *stack, size_t size, void *context)
{
    (void)size, (void)context;
    free(stack);
}

static const gen_stack_allocator_t ours = {allocate, release, NULL};

/* @return whether one could be made and run */
static bool run_one(const gen_stack_allocator_t *allocator)
{
    gen_attr_t attr = gen_attr();
    gen_t *g;
    bool right;

    attr.allocator = allocator;
    g = gen_new_with(&attr, yield_once, NULL, 0);
    right = gen_next(g, NULL) == GEN_YIELDED && gen_next(g, NULL) == GEN_RETURNED;
    gen_free(g);
    return right;
}

static void use_stacks(void)
{
    run_one(NULL);
    gen_stack_trim();
    run_one(&ours);
}

static void report(void)
{
    gen_stack_report_overflow(true);
}

static void look(void)
{
    gen_stack_stats_t stats;

    run_one(&ours);
    gen_stack_stats(&stats);
}

struct job {
    void (*function)(void);
    int stays_at;
};

static void *run(void *arg)
{
    const struct job *job = arg;

    stays_at = job->stays_at;
    job->function();
    return NULL; /* its end takes locks, too */
}

static bool all_works(void)
{
    gen_stack_stats_t stats;

    gen_stack_trim();
    gen_stack_stats(&stats);
    return run_one(NULL) && run_one(&ours) && gen_stack_report_overflow(true);
}

/* Forks while a thread stays in the nth lock that it has taken. @return false if it takes no more than that */
static bool fork_meanwhile(void (*function)(void), int nth)
{
    struct job job = {function, nth};
    pthread_t thread;
    int status = 0;
    pid_t child;

    stayed = forked = false;
    assert_int_equal(pthread_create(&thread, NULL, run, &job), 0);
    while (!stayed)
        if (pthread_tryjoin_np(thread, NULL) == 0)
            return false;
    child = fork();
    if (child == 0) {
        alarm(20);
        _Exit(all_works() ? 0 : 1);
    }
    forked = true;
    pthread_join(thread, NULL);
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    return true;
}

/* Check that a child can do all that there is, whichever lock another thread of its parent held. */
static void test_locks(void **state)
{
    static void (*const functions[])(void) = {use_stacks, report, look};
    int locks = 0;

    (void)state;
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        for (int nth = 1; fork_meanwhile(functions[i], nth); nth++)
            locks++;
    print_message("forked while %d locks were held\n", locks);
    assert_true(locks > 10);
}

static sem_t cached, done;

static void *cache_some(void *arg)
{
    gen_t *all[10];

    for (int i = 0; i < 10; i++)
        all[i] = gen_new(yield_once, NULL, 0);
    for (int i = 0; i < 10; i++)
        gen_free(all[i]);
    sem_post(&cached);
    sem_wait(&done);
    return arg;
}

/* Check that a child counts neither stacks that other threads had cached nor those threads. */
static void test_caches(void **state)
{
    gen_stack_stats_t before, there, after;
    pthread_t thread;
    int status = 0;
    pid_t child;

    (void)state;
    sem_init(&cached, 0, 0);
    sem_init(&done, 0, 0);
    gen_stack_stats(&before);
    pthread_create(&thread, NULL, cache_some, NULL);
    sem_wait(&cached);
    child = fork();
    if (child == 0) {
        gen_stack_stats(&there);
        _Exit(there.live == before.live && there.cached == before.cached ? 0 : 1);
    }
    gen_stack_stats(&after);
    sem_post(&done);
    pthread_join(thread, NULL);
    waitpid(child, &status, 0);
    assert_int_equal(after.live, before.live);
    assert_true(after.cached >= before.cached);
    assert_int_equal(status, 0);
}

/* Set under AddressSanitizer, of whose own locks a child may find some held. */
extern __attribute__((weak)) void __asan_poison_memory_region(void const volatile *low, size_t size);

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_locks),
        cmocka_unit_test(test_caches),
    };

    if (__asan_poison_memory_region != NULL)
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
