/* scenarios.h - every public path of the core, for sweep(). */
#ifndef SCENARIOS_H
#define SCENARIOS_H

#include "sweep.h"

/* In scenarios_steps.c. */
scenario_t steps, closing, ignored_exit, delegation, closing_a_chain, delegation_to_a_new_one, exceptions, raising,
    misuse;

/* In scenarios_stacks.c. */
scenario_t large_arguments, stack_sizes, many_stacks, custom_stacks, overflow_reports, freed_elsewhere, old_kernel;

/* In scenarios_objects.c. */
scenario_t iterators, expressions, coroutines, stackless;

/* In scenarios_errors.c. */
scenario_t cleanups, looking_at_errors, keeping_values, raising_again, taking, long_chain;

/* In scenarios_print.c. */
scenario_t printing, places, never_awaited;

#endif
