/* A stack overflow is named, and the program then dies of it as ever. */
#define _GNU_SOURCE
#include "../death.h"
#include <gen.h>
#include <gen/stack.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* No generator is made in this process, only in its children: cmocka handles SIGSEGV here, so it would be left alone. */

#define NAMED(name, size)                                                                                              \
    "gen: stack overflow in generator '" name "': its stack of " size                                                  \
    " bytes was not enough; ask for a larger stack_size in its attributes\n"

/* A sanitizer names an overflow in its own way. */
extern __attribute__((weak)) void __sanitizer_print_stack_trace(void);

/* Set where what the tests cover is counted: what the handler did must be written before the signal kills the child. */
extern __attribute__((weak)) void __gcov_dump(void);

int __real_sigaction(int number, const struct sigaction *action, struct sigaction *old);
int __wrap_sigaction(int number, const struct sigaction *action, struct sigaction *old);

static void count_and_die(int number)
{
    struct sigaction plain;

    __gcov_dump();
    memset(&plain, 0, sizeof plain);
    plain.sa_handler = SIG_DFL;
    __real_sigaction(number, &plain, NULL);
    raise(number);
}

/* The linker leads the library here. The default action is taken by a function that counts first. */
int __wrap_sigaction(int number, const struct sigaction *action, struct sigaction *old)
{
    struct sigaction counting;

    if (__gcov_dump == NULL || action == NULL || action->sa_handler != SIG_DFL)
        return __real_sigaction(number, action, old);
    counting = *action;
    counting.sa_handler = count_and_die;
    counting.sa_flags |= (int)SA_ONSTACK;
    return __real_sigaction(number, &counting, old);
}

static volatile int sink;

static int recurse(int depth);
static int (*volatile again)(int) = recurse; /* so that no compiler makes a loop of it */

/* Every level has a frame of a KiB, and uses it after the call: none of them can go. */
static int recurse(int depth)
{
    volatile char frame[1024];

    frame[depth % 1024] = (char)depth; /* at a place that is not known: all of it is needed */
    if (depth > 0)
        sink += again(depth - 1);
    return frame[depth % 1024];
}

static gen_status_t deep(gen_t *self, void *args)
{
    sink = recurse(*(int *)args);
    return gen_return(self, gen_int(sink));
}

static gen_t *new_deep(const char *name, size_t stack_size, int depth)
{
    gen_attr_t attr = gen_attr();

    attr.name = name;
    attr.stack_size = stack_size;
    return gen_new_with(&attr, deep, &depth, sizeof depth);
}

/* What every child does: step a generator that needs a MiB of stack. */
static void overflow(void *arg)
{
    gen_t *g = new_deep(arg, 0, 1000);

    gen_next(g, NULL);
    gen_free(g);
}

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

static gen_status_t delegates(gen_t *self, void *args)
{
    gen_value_t result;

    (void)args;
    return gen_yield_from(self, new_deep("inner", 0, 1000), &result) ? gen_return(self, result) : GEN_RAISED;
}

static void overflow_inside(void *arg)
{
    gen_t *g = gen_new(delegates, NULL, 0);

    (void)arg;
    gen_next(g, NULL);
    gen_free(g);
}

/* Check that the generator named is the one whose stack it was, not the one that was stepped. */
static void test_delegate(void **state)
{
    (void)state;
    assert_death_by(SIGSEGV, overflow_inside, NULL, NAMED("inner", "65536"));
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

static void *map_guarded(size_t size, void *context)
{
    char *p = mmap(NULL, size + 65536, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    (void)context;
    mprotect(p + 65536, size, PROT_READ | PROT_WRITE);
    return p + 65536;
}

static void unmap_guarded(void *stack, size_t size, void *context)
{
    (void)context;
    munmap((char *)stack - 65536, size + 65536);
}

static const gen_stack_allocator_t guarded = {map_guarded, unmap_guarded, NULL};

static void overflow_custom(void *arg)
{
    gen_attr_t attr = gen_attr();
    int depth = 1000;
    gen_t *g;

    attr.name = arg;
    attr.stack_size = 32768 - sizeof(void *); /* not a multiple of anything */
    attr.allocator = &guarded;
    g = gen_new_with(&attr, deep, &depth, sizeof depth);
    gen_next(g, NULL);
    gen_free(g);
}

/* Check that a stack of the program's own is named, if it has a guard. */
static void test_custom(void **state)
{
    (void)state;
    assert_death_by(SIGSEGV, overflow_custom, "own", "gen: stack overflow in generator 'own': its stack of 327");
}

/* What 512 bytes of stack come to: the checks of a debug build need room. */
#ifdef GEN_DEBUG
#define TINY 2560
#define TINY_TEXT "2560"
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

static void send_signal(void *arg)
{
    gen_free(new_deep(arg, 0, 1));
    dprintf(STDERR_FILENO, "nothing");
    raise(SIGSEGV);
}

/* Check that a program can do without, and that other faults are not named, but end the program by the same signal. */
static void test_unnamed(void **state)
{
    void (*const functions[])(void *) = {overflow_unnamed, fault_elsewhere, send_signal};

    (void)state;
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        assert_death_by(SIGSEGV, functions[i], "walk", "nothing");
        assert_null(strstr(last_words(SIGSEGV, functions[i], "walk", "gen:"), "gen:"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_named),   cmocka_unit_test(test_cure),    cmocka_unit_test(test_delegate),
        cmocka_unit_test(test_thread),  cmocka_unit_test(test_alien),   cmocka_unit_test(test_custom),
        cmocka_unit_test(test_packed),  cmocka_unit_test(test_chained), cmocka_unit_test(test_left_alone),
        cmocka_unit_test(test_unnamed),
    };

    if (__sanitizer_print_stack_trace != NULL)
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
