/* Every call that can fail fails, in every public path of the library. */
#include "record.h"
#include "scenarios.h"
#include "tally.h"
#include <stdio.h>

static size_t all_injected;

static void check(scenario_t *scenario)
{
    size_t injected;
    const char *wrong = sweep(scenario, &injected);

    all_injected += injected;
    if (wrong != NULL)
        fail_msg("%s", wrong);
    assert_true(injected > 0);
}

/* Check that each of these survives the failure of every call in it, once and for good. */
#define SCENARIO(name)                                                                                                 \
    static void test_##name(void **state)                                                                              \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        check(name);                                                                                                   \
    }

SCENARIO(steps)
SCENARIO(closing)
SCENARIO(ignored_exit)
SCENARIO(delegation)
SCENARIO(closing_a_chain)
SCENARIO(delegation_to_a_new_one)
SCENARIO(exceptions)
SCENARIO(raising)
SCENARIO(misuse)
SCENARIO(large_arguments)
SCENARIO(stack_sizes)
SCENARIO(many_stacks)
SCENARIO(custom_stacks)
SCENARIO(iterators)
SCENARIO(expressions)
SCENARIO(coroutines)
SCENARIO(stackless)
SCENARIO(overflow_reports)
SCENARIO(freed_elsewhere)
SCENARIO(old_kernel)
SCENARIO(cleanups)
SCENARIO(looking_at_errors)
SCENARIO(keeping_values)
SCENARIO(raising_again)
SCENARIO(taking)
SCENARIO(long_chain)
SCENARIO(printing)
SCENARIO(places)
SCENARIO(never_awaited)

/* Check that each of the calls that the core makes has failed somewhere: none was spared by chance. */
static void test_all_calls(void **state)
{
    static const char *const names[] = {"malloc",
                                        "calloc",
                                        "realloc",
                                        "mmap",
                                        "munmap",
                                        "madvise",
                                        "mprotect",
                                        "tsearch",
                                        "pthread_setspecific",
                                        "sigaltstack",
                                        "sigaction",
                                        "pipe2",
                                        "posix_spawn_file_actions_init",
                                        "posix_spawn_file_actions_adddup2",
                                        "posix_spawn_file_actions_addopen",
                                        "posix_spawnp",
                                        "fdopen",
                                        "readlink",
                                        NULL};
    const char *missing = tally_end(names);

    (void)state;
    if (missing != NULL)
        fail_msg("%s never failed", missing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),           cmocka_unit_test(test_closing),
        cmocka_unit_test(test_ignored_exit),    cmocka_unit_test(test_delegation),
        cmocka_unit_test(test_closing_a_chain), cmocka_unit_test(test_delegation_to_a_new_one),
        cmocka_unit_test(test_exceptions),      cmocka_unit_test(test_raising),
        cmocka_unit_test(test_misuse),          cmocka_unit_test(test_large_arguments),
        cmocka_unit_test(test_stack_sizes),     cmocka_unit_test(test_many_stacks),
        cmocka_unit_test(test_custom_stacks),   cmocka_unit_test(test_iterators),
        cmocka_unit_test(test_expressions),     cmocka_unit_test(test_coroutines),
        cmocka_unit_test(test_stackless),       cmocka_unit_test(test_overflow_reports),
        cmocka_unit_test(test_freed_elsewhere), cmocka_unit_test(test_old_kernel),
        cmocka_unit_test(test_cleanups),        cmocka_unit_test(test_looking_at_errors),
        cmocka_unit_test(test_keeping_values),  cmocka_unit_test(test_raising_again),
        cmocka_unit_test(test_taking),          cmocka_unit_test(test_long_chain),
        cmocka_unit_test(test_printing),        cmocka_unit_test(test_places),
        cmocka_unit_test(test_never_awaited),   cmocka_unit_test(test_all_calls),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    printf("%zu failures injected\n", all_injected);
    return failed;
}
