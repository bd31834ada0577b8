/* visit.h - tasks that go in by a lock or a semaphore, stay, and leave. */
#ifndef VISIT_H
#define VISIT_H

#include "scenario.h"

typedef struct {
    const char *name;
    gen_lock_t *lock; /* or */
    gen_semaphore_t *semaphore;
    double seconds;
} visit_t;

gen_t *visitor(visit_t v);

/* A task for each letter; each stays for a second. */
void visitors(gen_t *tasks[], const char *letters, gen_lock_t *lock, gen_semaphore_t *semaphore);

bool join_all(gen_t *self, gen_t *const *tasks, size_t count);

#endif
