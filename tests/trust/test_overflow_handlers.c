/* Who else handles the signal of an overflow: whatever was there before is called, and what comes later comes first. */
#define _GNU_SOURCE
#include "deep.h"
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* No generator is made in this process: see test_overflow.c. */

static void handler(int signal)
{
    static const char words[] = "handled by the program\n";

    (void)signal;
    if (write(STDERR_FILENO, words, sizeof words - 1) > 0)
        abort();
}

static void handler_with_info(int signal, siginfo_t *info, void *context)
{
    if (info->si_addr != NULL && context != NULL)
        handler(signal);
}

static void handle(bool with_info)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    if (with_info)
        action.sa_sigaction = handler_with_info;
    else
        action.sa_handler = handler;
    action.sa_flags = with_info ? (int)SA_ONSTACK | SA_SIGINFO : (int)SA_ONSTACK;
    sigaction(SIGSEGV, &action, NULL);
}

static void overflow_before_handler(void *arg)
{
    handle(true);
    gen_stack_report_overflow(true);
    overflow(arg);
}

static void overflow_before_plain_handler(void *arg)
{
    handle(false);
    gen_stack_report_overflow(true);
    overflow(arg);
}

/* Check that a handler that was there before is called, after the line. */
static void test_chained(void **state)
{
    (void)state;
    assert_death(overflow_before_handler, "walk", NAMED("walk", "65536") "handled by the program\n");
    assert_death(overflow_before_plain_handler, "walk", NAMED("walk", "65536") "handled by the program\n");
}

/* Reports overflows and no more, twice, and takes a fault of its own. */
static void report_no_more(void *arg)
{
    (void)arg;
    handle(false);
    for (int i = 0; i < 2; i++) {
        struct sigaction now;

        gen_stack_report_overflow(true);
        gen_stack_report_overflow(false);
        sigaction(SIGSEGV, NULL, &now);
        if (now.sa_handler != handler)
            return;
    }
    raise(SIGSEGV);
}

/* Check that who reports no more has the signal again, each time. */
static void test_given_back(void **state)
{
    (void)state;
    assert_death(report_no_more, NULL, "handled by the program\n");
}

static void look_who_handles(void *arg)
{
    struct sigaction action;

    handle(true);
    gen_free(new_deep(arg, 0, 1));
    sigaction(SIGSEGV, NULL, &action);
    if (action.sa_sigaction == handler_with_info)
        raise(SIGABRT);
}

/* Check that a program that handles the signal itself is left alone unless it asks. */
static void test_left_alone(void **state)
{
    (void)state;
    assert_death(look_who_handles, NULL, "");
}

static void called_once(int signal)
{
    static const char words[] = "called once\n";

    (void)signal;
    if (write(STDERR_FILENO, words, sizeof words - 1) < 0)
        abort();
}

static void overflow_before_one_shot(void *arg)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = called_once;
    action.sa_flags = (int)SA_RESETHAND;
    sigaction(SIGSEGV, &action, NULL);
    gen_stack_report_overflow(true);
    overflow(arg);
}

/* Check that a handler for one time alone is called once: the second time the program dies. */
static void test_one_shot(void **state)
{
    (void)state;
    assert_death_by(SIGSEGV, overflow_before_one_shot, "walk",
                    NAMED("walk", "65536") "called once\n" NAMED("walk", "65536"));
}

static void abort_if_blocked(int signal)
{
    sigset_t blocked;

    (void)signal;
    pthread_sigmask(SIG_BLOCK, NULL, &blocked);
    if (sigismember(&blocked, SIGUSR1) == 1 && sigismember(&blocked, SIGUSR2) == 0)
        abort();
    _Exit(1); /* or it would be called again and again */
}

static void overflow_before_blocking_handler(void *arg)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = abort_if_blocked;
    sigaddset(&action.sa_mask, SIGUSR1);
    sigaction(SIGSEGV, &action, NULL);
    gen_stack_report_overflow(true);
    overflow(arg);
}

/* Check that what a handler asked to be blocked is blocked while it runs. */
static void test_blocked(void **state)
{
    (void)state;
    assert_death(overflow_before_blocking_handler, "walk", NAMED("walk", "65536"));
}

static void overflow_while_ignored(void *arg)
{
    signal(SIGSEGV, SIG_IGN);
    gen_stack_report_overflow(true);
    raise(SIGSEGV);
    dprintf(STDERR_FILENO, "ignored, then ");
    overflow(arg);
}

/* Check that where the signal is ignored, one that was sent is, and that an overflow ends the program as the kernel would. */
static void test_ignored(void **state)
{
    (void)state;
    assert_death_by(SIGSEGV, overflow_while_ignored, "walk", "ignored, then " NAMED("walk", "65536"));
}

static struct sigaction ours;

static void handler_that_chains(int signal, siginfo_t *info, void *context)
{
    static const char words[] = "first the program\n";

    if (write(STDERR_FILENO, words, sizeof words - 1) < 0)
        abort();
    ours.sa_sigaction(signal, info, context);
}

static void handle_later(bool chains)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_sigaction = chains ? handler_that_chains : handler_with_info;
    action.sa_flags = (int)SA_ONSTACK | SA_SIGINFO;
    sigaction(SIGSEGV, &action, &ours);
}

static void overflow_after_chaining(void *arg)
{
    gen_free(new_deep(arg, 0, 1));
    handle_later(true);
    overflow(arg);
}

static void overflow_after_taking(void *arg)
{
    gen_free(new_deep(arg, 0, 1));
    handle_later(false);
    overflow(arg);
}

static void stay_out_of_the_way(void *arg)
{
    gen_free(new_deep(arg, 0, 1));
    handle_later(false);
    gen_stack_report_overflow(false);
    overflow(arg);
}

/* Check that a handler that was installed later has the signal, may pass it on, and is never taken out. */
static void test_later(void **state)
{
    (void)state;
    assert_death_by(SIGSEGV, overflow_after_chaining, "walk", "first the program\n" NAMED("walk", "65536"));
    assert_death(overflow_after_taking, "walk", "handled by the program\n");
    assert_null(strstr(last_words(SIGABRT, overflow_after_taking, "walk", "gen:"), "gen:"));
    assert_death(stay_out_of_the_way, "walk", "handled by the program\n");
}

static void overflow_without_default(void *arg)
{
    gen_free(new_deep(arg, 0, 1));
    sigaction_fails = true;
    overflow(arg);
}

/* Check that the program dies also if the default action cannot be had. */
static void test_no_default(void **state)
{
    (void)state;
    assert_death(overflow_without_default, "walk", NAMED("walk", "65536"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chained),  cmocka_unit_test(test_given_back), cmocka_unit_test(test_left_alone),
        cmocka_unit_test(test_one_shot), cmocka_unit_test(test_blocked),    cmocka_unit_test(test_ignored),
        cmocka_unit_test(test_later),    cmocka_unit_test(test_no_default),
    };

    if (named_by_sanitizer())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
