/* Unwinding at every instruction of a switch of stacks, as a profiler or a signal handler does it. */
#define _GNU_SOURCE
#include "outcome.h"
#include "record.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#if defined(GEN_SWITCH_NATIVE_) && defined(__x86_64__) && __has_include(<execinfo.h>) /* musl has none */
#include <execinfo.h>

enum { MOST = 64, STEPS = 3 };

/* The function that has a generator stepped lies between these. */
extern const char __start_asks[], __stop_asks[];

static volatile sig_atomic_t counts, stops, lost;

static uintptr_t bodys_caller; /* where the body returns to */

static bool is_caller(uintptr_t pc)
{
    return (pc > (uintptr_t)__start_asks && pc < (uintptr_t)__stop_asks) || pc == bodys_caller;
}

/* After an instruction: the caller of whoever steps, or of the body, is among those who wait. */
static void stop(int signal_number)
{
    void *pcs[MOST];
    bool found = false;
    int n;

    (void)signal_number;
    if (!counts) /* the compiler does not tell of the stack where flags are pushed */
        return;
    n = backtrace(pcs, MOST);
    for (int i = 0; i < n; i++)
        found = found || is_caller((uintptr_t)pcs[i]);
    stops++;
    if (!found)
        lost++;
}

static __attribute__((noinline)) void trap(bool on)
{
    enum { TRAP_FLAG = 0x100 };
    unsigned long flags = __builtin_ia32_readeflags_u64();

    __builtin_ia32_writeeflags_u64(on ? flags | TRAP_FLAG : flags & ~(unsigned long)TRAP_FLAG);
}

static gen_status_t body(gen_t *self, void *args)
{
    (void)args;
    bodys_caller = (uintptr_t)__builtin_return_address(0);
    while (gen_yield(self, gen_int(1), NULL))
        continue;
    return GEN_RAISED;
}

static __attribute__((noinline)) long sum_of_steps(gen_t *g)
{
    long sum = 0;
    gen_value_t v;

    trap(true);
    counts = true;
    for (int i = 0; i < STEPS; i++)
        if (gen_next(g, &v) == GEN_YIELDED)
            sum += gen_as_int(v);
    counts = false;
    trap(false);
    return sum;
}

/* Check that whichever instruction of a step is the last one that ran, the stack can be unwound to who called. */
__attribute__((section("asks"))) static void test_every_instruction(void **state)
{
    struct sigaction action = {.sa_handler = stop}, before;
    void *first[1];
    gen_t *g = gen_new(body, NULL, 0);
    long sum;

    (void)state;
    backtrace(first, 1); /* what it loads, it loads now */
    assert_next(g, "yields 1");
    sigaction(SIGTRAP, &action, &before);
    sum = sum_of_steps(g);
    sigaction(SIGTRAP, &before, NULL);
    gen_free(g);
    assert_int_equal(sum, STEPS);
    assert_true(stops > STEPS * 40);
    assert_int_equal(lost, 0);
}

/* Where a sanitizer or Valgrind watches, the library switches, which has no such functions. */
extern __attribute__((weak)) void __sanitizer_start_switch_fiber(void **fake, const void *low, size_t size);

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_instruction)};

    if (__sanitizer_start_switch_fiber != NULL || gen_switch_looks_ != 0)
        return 77;
    return cmocka_run_group_tests_name("unwinding", tests, NULL, NULL);
}
#else
int main(void)
{
    return 77;
}
#endif
