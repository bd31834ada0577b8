/* waiters.h - the queues of those who wait for a lock, an event, an item. */
#ifndef ASYNC_WAITERS_H
#define ASYNC_WAITERS_H

#include "async/internal.h"
#include <gen/async/queue.h>
#include <gen/async/sync.h>

/* The queue, made ready for use; NULL, and an exception is pending, if it belongs to another loop. */
struct gen_link_ *gen_waiters_open_(gen_t *self, struct gen_waiters_ *waiters, const char *what);

/* The first that satisfies a condition; NULL if there is none. Those that have ended stay in the queue until they run. */
struct gen_wait_ *gen_waiters_first_(const struct gen_waiters_ *waiters);               /* of all */
struct gen_wait_ *gen_waiters_first_not_cancelled_(const struct gen_waiters_ *waiters); /* woken, or waiting */
struct gen_wait_ *gen_waiters_first_pending_(const struct gen_waiters_ *waiters);       /* waiting */

#endif
