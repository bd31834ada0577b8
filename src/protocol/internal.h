/* internal.h - what the files of the protocol know of one another. */
#ifndef INTERNAL_H
#define INTERNAL_H

#include "error/error.h"
#include "machine/failure.h"
#include "stack/stack.h"

/* generator.c */
const char *gen_noun_(const gen_t *g); /* of its flavour, in messages */
gen_state_t gen_enter_slowly_(gen_t *g);
gen_status_t gen_fail_(gen_t *g, gen_error_t *e); /* ends a step with an exception, whose reference is taken over */
gen_status_t gen_refuse_(gen_t *g, const gen_exc_t *type, const char *fmt, ...) GEN_FORMAT(3, 4);
void gen_close_unstarted_(gen_t *g);

/* The end of a body leaves all this as it was, so that a stack that is used again needs none of it. */
static inline void gen_blank_(gen_t *g)
{
    g->hot.step = NULL;
    g->hot.pending = NULL;
    g->hot.attention = false;
    g->hot.call = NULL;
    g->hot.frame = NULL;
    g->error = NULL;
    g->kept = NULL;
    g->delegator = NULL;
    g->sub = NULL;
    g->handlers = NULL;
    g->cleanups = NULL;
    g->type = NULL;
}

/* What is new in each, but for hot.resume, the body and its arguments. */
static inline void gen_begin_life_(gen_t *g, const char *name)
{
    g->life = LIFE_CREATED;
    g->refs = 1;
    g->magic = ALIVE;
    g->idle = NULL;
    g->result.kind = GEN_KIND_NONE;
    g->leaf = g;
    g->painted = false;
    g->name = name;
}

/* Begins a step: drops the old error, makes a suspended one the root of its chain. */
static inline gen_state_t gen_enter_(gen_t *g)
{
    if (GEN_UNLIKELY(g->hot.resume == NULL) && g->hot.call == NULL)
        return gen_enter_slowly_(g);
    return g->life == LIFE_STARTED ? GEN_SUSPENDED : GEN_CREATED;
}

/* stackless.c */
void gen_stackless_give_(gen_t *g);

/* free.c */
void gen_drop_belongings_(gen_t *g);
void gen_finalise_(gen_t *g);                                /* the last reference is gone */
gen_status_t gen_drop_freed_(gen_t *g, gen_status_t status); /* it went while a step ran, which has come to this */

/* Frees a generator that waits nowhere. */
static inline void gen_free_memory_(gen_t *g, bool parked)
{
    if (g->hot.resume != NULL) {
        g->idle = g->hot.resume;
        g->hot.resume = NULL; /* so that a step of a freed one is noticed */
    }
    /* Without a stack there is no destroy, and args are never those. */
    if (GEN_UNLIKELY(g->error != NULL || g->kept != NULL || g->args != g->inline_args || g->destroy != NULL)) {
        gen_drop_belongings_(g);
        if (gen_is_stackless_(g)) {
            gen_stackless_give_(g);
            return;
        }
    }
    gen_stack_give_(g, parked);
}

/* body.c: the bottom of every stack. */
void gen_trampoline_(struct gen_arrival_ arrival);
gen_error_t *gen_convert_stop_iteration_(const gen_t *g, gen_error_t *e);
void gen_conclude_(gen_t *self, gen_status_t status); /* makes error of what a body left */

/* As most bodies end: with a value, or closed. */
static inline bool gen_ends_in_order_(gen_t *self, gen_status_t status)
{
    if (self->error != NULL || self->handlers != NULL || self->cleanups != NULL)
        return false;
    if (status == GEN_RAISED && self->hot.pending == &gen_error_exit_) {
        self->error = self->hot.pending;
        self->hot.pending = NULL;
        return true;
    }
    return status == GEN_RETURNED && self->hot.pending == NULL;
}

/* resume.c */
step_t gen_step_stack_;

/* delegate.c: how a delegate's step, or the whole of its ride, ended; or that neither has begun. */
enum gen_outcome { DONE, RAISED, YIELDED, TAKEN_AWAY, NOT_BEGUN };
void gen_detach_(gen_t *g);
/* The leaf takes a delegator for its resumer, because that switched to it: here it learns who really is. */
static inline void gen_take_over_(gen_t *leaf, gen_t *delegator)
{
    delegator->sub->return_to = leaf->hot.resumer;
    leaf->hot.resumer = delegator->hot.resumer;
}

gen_context_t_ gen_enter_delegate_(gen_t *self, gen_t *sub); /* takes over sub; NULL: it is stepped instead */

enum gen_outcome gen_step_by_call_(gen_t *self, gen_t *sub, gen_value_t *value);
void gen_chain_thrown_(gen_t *self, gen_error_t *e);

/* throw.c */
void gen_arm_(gen_t *g, gen_error_t *e, bool here);
const gen_t *gen_nearest_handling_(const gen_t *g);
gen_error_t *gen_new_exit_for_(const gen_t *g);
gen_error_t *gen_exit_into_(const gen_t *g);
gen_error_t *gen_new_ignored_(const gen_t *g, const gen_t *closer);
gen_error_t *gen_without_exit_(gen_error_t *e);

/* coroutine.c */
bool gen_check_awaitable_(gen_t *self, gen_t *awaitable); /* false: why it can't be awaited is pending in self */

/* stackless.c */
void gen_stackless_wake_(gen_t *g); /* a step of g, at rest, is one call again */
void gen_stackless_detach_(gen_t *g);
gen_status_t gen_stackless_resume_(gen_t *g, gen_value_t in, gen_value_t *out);
gen_status_t gen_stackless_throw_(gen_t *g, gen_error_t *e, gen_value_t *out); /* takes over e */
gen_status_t gen_stackless_exit_(gen_t *g, gen_error_t *e,
                                 gen_value_t *out); /* the same of GeneratorExit; NULL: closes */

/* iterator.c */
step_t gen_iter_step_;
gen_status_t gen_iter_next_(gen_t *g, gen_value_t *out);     /* its step with None; out is not NULL */
gen_status_t gen_iter_leave_(gen_t *g, gen_status_t status); /* ends a step that held a reference */
gen_status_t gen_iter_throw_(gen_t *g, gen_error_t *e, gen_value_t *out);
gen_status_t gen_iter_close_(gen_t *g, gen_value_t *out);

/* handler.c */
gen_error_t *gen_handled_from_(const gen_t *g); /* what g, or else the caller of the library, is handling */
gen_error_t *gen_innermost_(const struct gen_handler *handlers);
void gen_run_begins_(gen_t *root); /* without a stack, on this one: what the chain is handling is found here */
void gen_run_ends_(gen_t *root);
void gen_drop_handlers_(gen_t *g); /* those of a body that is destroyed */

#endif
