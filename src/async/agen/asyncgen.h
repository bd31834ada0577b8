/* asyncgen.h - the async generator object. */
#ifndef ASYNC_ASYNCGEN_H
#define ASYNC_ASYNCGEN_H

#include "async/internal.h"
#include <gen/async/asyncgen.h>
#include <stdlib.h>

struct asyncgen {
    gen_t *core;  /* runs the body; owned */
    bool running; /* an operation has begun and not ended */
    bool closed;  /* no operation may throw into it any more */
    bool yielded; /* by the step that runs: what comes out is a value, not something awaited */
    bool hooked;  /* its first operation was made */
    gen_t *self;
    struct gen_link_ link; /* in the list of its loop */
    gen_loop_t *loop;      /* that closes it; counted; NULL if its first operation was made outside of one */
};

struct asyncgen *gen_asyncgen_of_(const gen_t *g); /* NULL if it is none */
gen_t *gen_asyncgen_wrap_(gen_t *core);            /* takes the core over, unless it fails */
void gen_asyncgen_first_(struct asyncgen *a);      /* an operation is made */
void gen_asyncgen_finalise_(struct asyncgen *a);   /* the last reference is gone */

#endif
