/* fork() inside a body, and signals at any moment. */
#define _GNU_SOURCE
#include <gen.h>
#include <gen/stack.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#ifdef GEN_DEBUG
enum { SWITCHES = 200000 };
#else
enum { SWITCHES = 2000000 };
#endif

static gen_status_t counts(gen_t *self, void *args)
{
    (void)args;
    for (int64_t i = 0;; i++)
        if (!gen_yield(self, gen_int(i), NULL))
            return GEN_RAISED;
}

/* Yields twice what fork() returns, and then how often it has been resumed. */
static gen_status_t forks(gen_t *self, void *args)
{
    pid_t child = fork();

    (void)args;
    if (!gen_yield(self, gen_int(child), NULL))
        return GEN_RAISED;
    for (int64_t i = 0; i < 1000; i++)
        if (!gen_yield(self, gen_int(i), NULL))
            return GEN_RAISED;
    return gen_return(self, gen_int(getpid()));
}

static gen_status_t delegates(gen_t *self, void *args)
{
    gen_value_t result;

    (void)args;
    return gen_yield_from(self, gen_new(forks, NULL, 0), &result) ? gen_return(self, result) : GEN_RAISED;
}

/* Runs what is left of g, and other generators, in this process. @return whether all is right */
static bool goes_on(gen_t *g)
{
    gen_value_t v;
    gen_t *other = gen_new(counts, NULL, 0);
    bool right = true;

    for (int64_t i = 0; i < 1000; i++)
        right = right && gen_next(g, &v) == GEN_YIELDED && gen_as_int(v) == i && gen_next(other, &v) == GEN_YIELDED;
    right = right && gen_next(g, &v) == GEN_RETURNED && gen_as_int(v) == getpid();
    right = right && gen_close(other, NULL) == GEN_RETURNED;
    gen_free(other);
    gen_free(g);
    return right;
}

/* Check that both sides of a fork() inside a delegated body go on with it, and with others. */
static void test_fork(void **state)
{
    gen_t *g = gen_new(delegates, NULL, 0);
    gen_value_t v;
    int status;

    (void)state;
    fflush(NULL);
    assert_int_equal(gen_next(g, &v), GEN_YIELDED);
    if (gen_as_int(v) == 0)
        _Exit(goes_on(g) ? 0 : 1);
    assert_true(gen_as_int(v) > 0);
    assert_true(goes_on(g));
    assert_int_equal(waitpid((pid_t)gen_as_int(v), &status, 0), gen_as_int(v));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static volatile sig_atomic_t ticks;
static volatile uintptr_t handler_ran_at;

static void tick(int signal)
{
    handler_ran_at = (uintptr_t)__builtin_frame_address(0);
    ticks += signal == SIGALRM;
}

/* A signal every 200 us of processor time, handled on the stack it meets, or on the alternate one. */
static void start_ticking(int flags)
{
    const struct itimerval interval = {{0, 200}, {0, 200}};
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = tick;
    action.sa_flags = SA_RESTART | flags;
    sigaction(SIGALRM, &action, NULL);
    ticks = 0;
    setitimer(ITIMER_REAL, &interval, NULL);
}

static void stop_ticking(void)
{
    const struct itimerval never = {{0, 0}, {0, 0}};

    setitimer(ITIMER_REAL, &never, NULL);
    signal(SIGALRM, SIG_DFL);
}

static void check_count(gen_t *g, int64_t switches)
{
    gen_value_t v;
    int64_t wrong = 0;

    for (int64_t i = 0; i < switches || ticks < 10; i++)
        wrong += gen_next(g, &v) != GEN_YIELDED || gen_as_int(v) != i;
    assert_int_equal(wrong, 0);
}

/* Check that millions of switches under a timer lose no value. */
static void test_timer(void **state)
{
    gen_t *g = gen_new(counts, NULL, 0);

    (void)state;
    start_ticking(0);
    check_count(g, SWITCHES);
    stop_ticking();
    assert_true(ticks >= 10);
    print_message("%d switches, %d signals, no value lost\n", (int)SWITCHES, (int)ticks);
    gen_free(g);
}

/* Check that a handler on the alternate stack lets generators have stacks of 512 bytes, and that there is such a stack. */
static void test_alternate_stack(void **state)
{
    gen_attr_t attr = gen_attr();
    gen_t *g;
    stack_t alternate;

    (void)state;
    assert_true(gen_stack_report_overflow(true));
    assert_int_equal(sigaltstack(NULL, &alternate), 0);
    assert_int_equal(alternate.ss_flags & SS_DISABLE, 0);
    attr.stack_size = 512;
    g = gen_new_with(&attr, counts, NULL, 0);
    start_ticking((int)SA_ONSTACK);
    check_count(g, SWITCHES / 10);
    stop_ticking();
    assert_in_range(handler_ran_at, (uintptr_t)alternate.ss_sp, (uintptr_t)alternate.ss_sp + alternate.ss_size);
    gen_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fork),
        cmocka_unit_test(test_timer),
        cmocka_unit_test(test_alternate_stack),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
