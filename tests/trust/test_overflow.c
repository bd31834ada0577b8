/* A stack overflow is named, and the program then dies of it as ever. */
#define _GNU_SOURCE
#include "deep.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* No generator is made in this process, only in its children: cmocka handles SIGSEGV here, so it would be left alone. */

static void overflow_small(void *arg)
{
    gen_t *g = new_deep(arg, 16384, 1000);

    gen_next(g, NULL);
    gen_free(g);
}

/* Check that the line gives the name and the size, and that the signal is the one of every overflow. */
static void test_named(void **state)
{
    (void)state;
    assert_death_by(SIGSEGV, overflow, "walk", NAMED("walk", "65536"));
    assert_death_by(SIGSEGV, overflow_small, "small", NAMED("small", "16384"));
}

static void have_enough(void *arg)
{
    gen_t *g = new_deep(arg, 2 * 1024 * 1024, 1000);

    if (gen_next(g, NULL) != GEN_RETURNED)
        abort();
    gen_free(g);
}

/* Check that what the line asks for is the cure. */
static void test_cure(void **state)
{
    (void)state;
    assert_string_equal(last_words(SIGSEGV, have_enough, "walk", "gen:"), "the program went on");
}

static void *in_thread(void *arg)
{
    overflow(arg);
    return NULL;
}

static void overflow_in_thread(void *arg)
{
    pthread_t thread;

    pthread_create(&thread, NULL, in_thread, arg);
    pthread_join(thread, NULL);
}

/* Check that it holds in any thread that makes generators. */
static void test_thread(void **state)
{
    (void)state;
    assert_death_by(SIGSEGV, overflow_in_thread, "worker", NAMED("worker", "65536"));
}

static void *step_alien(void *g)
{
    gen_stack_report_overflow(true);
    gen_next(g, NULL);
    return NULL;
}

static void overflow_of_alien(void *arg)
{
    gen_t *g = new_deep(arg, 0, 1000);
    pthread_t thread;

    pthread_create(&thread, NULL, step_alien, g);
    pthread_join(thread, NULL);
    gen_free(g);
}

/* Check that a thread that makes no generators is given an alternate stack when it asks. */
static void test_alien(void **state)
{
    (void)state;
    assert_death_by(SIGSEGV, overflow_of_alien, "alien", NAMED("alien", "65536"));
}

/* What 512 bytes of stack come to: checks, frames that are not optimised, and those of some processors need room. */
#if defined(GEN_DEBUG) || !defined(__OPTIMIZE__)
#define TINY 2560
#define TINY_TEXT "2560"
#elif defined(__aarch64__) || defined(__s390x__) || defined(__powerpc64__) || defined(_WIN32)
#define TINY 1536
#define TINY_TEXT "1536"
#else
#define TINY 512
#define TINY_TEXT "512"
#endif

/* Writes where a call too deep would: over the canary below the stack. */
static gen_status_t overwrites(gen_t *self, void *args)
{
    volatile char *p = (volatile char *)self - TINY;

    (void)args;
    for (int i = 0; i < 16; i++)
        *--p = 'x';
    return GEN_RETURNED;
}

static void overflow_packed(void *arg)
{
    gen_attr_t attr = gen_attr();
    gen_t *g;

    attr.name = arg;
    attr.stack_size = 512;
    g = gen_new_with(&attr, overwrites, NULL, 0);
    gen_next(g, NULL);
    gen_free(g);
}

/* Check that an overflow of a stack without a guard is found by its canary, at the latest when it is freed. */
static void test_packed(void **state)
{
    (void)state;
    assert_death_by(SIGABRT, overflow_packed, "tiny", NAMED("tiny", TINY_TEXT));
}

static void overflow_unnamed(void *arg)
{
    gen_free(new_deep(arg, 0, 1));
    gen_stack_report_overflow(false);
    dprintf(STDERR_FILENO, "nothing");
    overflow(arg);
}

static char *volatile nowhere = (char *)16;

static void fault_elsewhere(void *arg)
{
    gen_free(new_deep(arg, 0, 1));
    dprintf(STDERR_FILENO, "nothing");
    *nowhere = 0;
}

#ifndef _WIN32
static void send_signal(void *arg)
{
    gen_free(new_deep(arg, 0, 1));
    dprintf(STDERR_FILENO, "nothing");
    raise(SIGSEGV);
}
#endif

/* Check that a program can do without, and that other faults are not named, but end the program by the same signal. */
static void test_unnamed(void **state)
{
#ifdef _WIN32 /* where a signal is no fault */
    void (*const functions[])(void *) = {overflow_unnamed, fault_elsewhere};
#else
    void (*const functions[])(void *) = {overflow_unnamed, fault_elsewhere, send_signal};
#endif

    (void)state;
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        assert_death_by(SIGSEGV, functions[i], "walk", "nothing");
        assert_null(strstr(last_words(SIGSEGV, functions[i], "walk", "gen:"), "gen:"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_named), cmocka_unit_test(test_cure),   cmocka_unit_test(test_thread),
        cmocka_unit_test(test_alien), cmocka_unit_test(test_packed), cmocka_unit_test(test_unnamed),
    };

    if (named_by_sanitizer())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
