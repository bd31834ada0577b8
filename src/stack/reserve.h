/*
 * reserve.h - stacks that no thread has: what threads share of them. The caller holds the lock of stack.c.
 */
#ifndef RESERVE_H
#define RESERVE_H

#include "stack/shelf.h"

/* How many stacks go from a thread to the others, or back, at once. */
enum { MAGAZINE = 64 };

/* A stack of a class, whose memory was given back or that was never used: to be born, and primed. NULL: gen_new_error() says
 * why. */
gen_t *gen_reserve_take_(int size_class);

/* A thread's newest stacks, as they are, for whichever thread needs some next: as long as the shelf has more than limit, and
 * others have room for them. */
void gen_reserve_lend_(struct shelf *shelf, int size_class, size_t limit);

/* Stacks that another thread had too many of, into an empty shelf; false if there are none. */
bool gen_reserve_borrow_(struct shelf *shelf, int size_class);

/* A thread's newest stacks give their memory back. @return how many bytes */
size_t gen_reserve_retire_(struct shelf *shelf, int size_class, size_t count);

/* The same for all that wait to be borrowed. */
size_t gen_reserve_trim_(void);

/* How many wait to be borrowed; and how many are with a generator, in a thread's cache, or wait to be borrowed. */
size_t gen_reserve_lent_(void);
size_t gen_reserve_in_use_or_cached_(void);

/* What caches had that are lost. */
void gen_reserve_forget_(size_t count);

#endif
