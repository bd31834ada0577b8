/* waiting.h - what begins the waits of coroutines without a stack. */
#ifndef ASYNC_WAITING_H
#define ASYNC_WAITING_H

#include "async/internal.h"
#include <gen/async/waiting.h>

/* A kind of wait, and what ends it. GEN_YIELDED: what was waited for has to be tried again. */
typedef gen_status_t gen_waiting_end_t(gen_t *self, gen_waiting_t *waiting, bool resumed);
struct waiting_kind {
    struct gen_wait_kind_ kind; /* first */
    gen_waiting_end_t *end;
};

/* Counts a call that may not have to wait. True: it has to give way first, and then to be tried again. */
bool gen_waiting_gives_way_(gen_t *self, gen_waiting_t *waiting);

/* Begins a wait in a queue, unless that is NULL because an exception is pending. */
gen_status_t gen_waiting_begin_(gen_t *self, gen_waiting_t *waiting, struct gen_link_ *queue,
                                const struct waiting_kind *kind, const void *on);

#endif
