/* Every call that can fail fails, in every public path of the library. */
#include "record.h"
#include "scenarios.h"
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
SCENARIO(overflow_reports)
SCENARIO(freed_elsewhere)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_closing),
        cmocka_unit_test(test_ignored_exit),
        cmocka_unit_test(test_delegation),
        cmocka_unit_test(test_closing_a_chain),
        cmocka_unit_test(test_delegation_to_a_new_one),
        cmocka_unit_test(test_exceptions),
        cmocka_unit_test(test_raising),
        cmocka_unit_test(test_misuse),
        cmocka_unit_test(test_large_arguments),
        cmocka_unit_test(test_stack_sizes),
        cmocka_unit_test(test_many_stacks),
        cmocka_unit_test(test_custom_stacks),
        cmocka_unit_test(test_iterators),
        cmocka_unit_test(test_expressions),
        cmocka_unit_test(test_coroutines),
        cmocka_unit_test(test_overflow_reports),
        cmocka_unit_test(test_freed_elsewhere),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    printf("%zu failures injected\n", all_injected);
    return failed;
}
