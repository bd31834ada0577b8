/* tasks.h - what tests do with tasks. */
#ifndef TASKS_H
#define TASKS_H

#include "record.h"

/* Records what is pending and catches it. */
void caught(gen_t *self);

/* Lets so many turns pass. */
bool turns(gen_t *self, int count);

/* Waits for tasks, whatever becomes of them, and drops them. */
bool join(gen_t *self, gen_t **tasks, size_t count);

/* Runs body as a task that is cancelled after so many turns, and some time later records how many tasks are left: only
 * the one that looks. */
gen_status_t run_cancelled(gen_body_t *body, int step);

#endif
