/* frames.h - the part of a stack that is for frames: what lies below struct gen. */
#ifndef FRAMES_H
#define FRAMES_H

#include "stack/object.h"

static inline size_t gen_frames_size_(const gen_t *g)
{
    return (size_t)((const char *)g - g->stack.low);
}

/* What the last body left there no longer counts: AddressSanitizer has marked its frames. */
static inline void gen_frames_unmark_(const gen_t *g)
{
    gen_context_allow_(g->stack.low, gen_frames_size_(g));
}

/* Tells who watches that it is a stack from now on; and that it is none any more. */
static inline void gen_frames_born_(gen_t *g)
{
    gen_context_born_(g->stack.low, g->stack.size, &g->stack.fiber, &g->stack.valgrind_id);
}

static inline void gen_frames_dead_(gen_t *g)
{
    gen_context_dead_(g->stack.low, g->stack.size, g->stack.fiber, g->stack.valgrind_id);
    gen_context_forget_(g->stack.low, gen_frames_size_(g));
    gen_frames_unmark_(g);
}

#endif
