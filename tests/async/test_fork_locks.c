/* fork() while other threads make and free loops: a child finds no lock of theirs held. */
#define _GNU_SOURCE
#include "record.h"
#include <gen/async.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

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

static gen_status_t sleeps(gen_t *self, void *args)
{
    (void)args;
    return gen_sleep(self, 0) ? GEN_RETURNED : GEN_RAISED;
}

static bool run_a_loop(void)
{
    return gen_run(gen_coroutine(NULL, sleeps, NULL, 0), NULL, NULL) == GEN_RETURNED;
}

static void *run_and_stay(void *nth)
{
    stays_at = *(int *)nth;
    run_a_loop();
    return NULL;
}

/* Forks while a thread stays in the nth lock that it has taken. @return false if it takes no more than that */
static bool fork_meanwhile(int nth)
{
    pthread_t thread;
    int status = 0;
    pid_t child;

    stayed = forked = false;
    assert_int_equal(pthread_create(&thread, NULL, run_and_stay, &nth), 0);
    while (!stayed)
        if (pthread_tryjoin_np(thread, NULL) == 0)
            return stayed; /* by now, and we were too late */
    child = fork();
    if (child == 0) {
        alarm(20);
        _Exit(run_a_loop() ? 0 : 1);
    }
    forked = true;
    pthread_join(thread, NULL);
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    return true;
}

/* Check that a child can run a loop of its own, whichever lock of the libraries another thread of its parent held. */
static void test_locks(void **state)
{
    int locks = 0;

    (void)state;
    while (fork_meanwhile(locks + 1))
        locks++;
    print_message("forked while %d locks were held\n", locks);
    assert_true(locks >= 5);
}

/* Set under AddressSanitizer, of whose own locks a child may find some held. */
extern __attribute__((weak)) void __asan_poison_memory_region(void const volatile *low, size_t size);

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_locks)};

    if (__asan_poison_memory_region != NULL)
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
