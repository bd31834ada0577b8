/*
 * async_sweep.h - runs a coroutine in a loop with its first call failing, then its second, and so on until none is left.
 *
 * Each time is a process of its own, in which all has run once before, so that afterwards whatever is there must have
 * been there: every block, every descriptor. It ends as it would, or by a MemoryError or an OSError, or what follows from
 * one (the peer that it ended leaves the other a stream that ends early, ...). Then the loop must still be of use, and
 * closing it find every handle of libuv's closed.
 */
#ifndef ASYNC_SWEEP_H
#define ASYNC_SWEEP_H

#include <gen/async.h>

/* Returns NULL if all was well, else what was not; and counts the failures injected. */
const char *async_sweep(gen_body_t *body, size_t *injected);

/* Sweeps, and asserts that all was well and that something failed; prints the count. For cmocka. */
void async_check(const char *name, gen_body_t *body);

/* The end of a body: GEN_RAISED if something is pending. */
gen_status_t end_of(gen_t *self);

/* Inside a body: what must hold. Else it raises ValueError, which is never excused. */
bool expect(gen_t *self, bool condition, const char *sentence);

/* Inside a body: a loop of its own could not be made. */
void tell_no_loop(void);

/* Inside a body: whether a call has failed, so that less than usual may be expected. */
bool disturbed(void);

/* A task that runs body; an exception is pending if it returns NULL. */
gen_t *start(gen_t *self, gen_body_t *body, void *arg);

/* Waits for the end of a task and drops it; what it raised is raised. NULL is fine, if an exception is pending. */
bool join(gen_t *self, gen_t *task);

#endif
