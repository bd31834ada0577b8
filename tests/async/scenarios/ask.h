/* ask.h - those who ask for something that several want: a lock, a permit, an item. */
#ifndef ASK_H
#define ASK_H

#include "scenario.h"

enum kind { LOCK, SEMAPHORE, PERMIT /* is kept */, BARRIER, GET, PUT, JOIN };

/* A task that goes in, stays for a turn, and leaves; it tells what stops it. */
gen_t *spawn(const char *name, enum kind kind, void *of, int item);

/* One for each letter; those who put bring 0, 1, 2 and so on. */
void spawn_all(gen_t **tasks, const char *letters, enum kind kind, void *of);

bool turns(gen_t *self, int count);

/* Waits for the tasks, tells how they ended, and drops them. */
bool end(gen_t *self, gen_t *const *tasks, size_t count);

#endif
