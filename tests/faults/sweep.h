/*
 * sweep.h - runs a scenario with its first call failing, then its second, and so on until none is left to fail.
 *
 * Each time is a process and a thread of its own, so that nothing is warm. The scenario checks its steps with the
 * functions below: a step comes to what is expected, or, while calls fail, to a MemoryError. Then it is run again, all
 * calls succeeding, to prove that nothing was broken; and nothing may be left over.
 */
#ifndef SWEEP_H
#define SWEEP_H

#include <gen.h>

typedef void scenario_t(void);

/* Returns NULL if all was well, else what was not; and counts the failures injected. */
const char *sweep(scenario_t *scenario, size_t *injected);

/* A new generator or iterator is there. Else the scenario must go without. */
bool made(const gen_t *g);

/* A step's outcome is as expected. Else a MemoryError took its place, and the scenario must leave this generator alone. */
bool is(const char *outcome, const char *expected);

/* A step was refused as expected, or with a MemoryError, and changed nothing either way. */
void refused(const char *outcome, const char *expected);

/* What must hold whatever fails. */
void holds(bool condition, const char *sentence);

/* A body has begun, and one has come to its end: both must have happened equally often. */
void entered(void);
void left(void);

#endif
