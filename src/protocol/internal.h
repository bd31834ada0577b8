/*
 * internal.h - struct gen and its invariants: the design in one page.
 *
 * A generator has a stack of its own, and struct gen lies at the top of it. At the bottom of its calls is a trampoline
 * that runs one body after another: between two bodies it is parked, and making a generator is taking a parked stack.
 *
 * Delegation makes chains: root -> ... -> leaf, each linked to the one above by `delegator`. Only the leaf runs, and a
 * step of the root is one switch into the leaf, whose yield is one switch back to the root's resumer. So:
 *
 *   - hot.resume of the root is the leaf's context; below the root it is NULL.
 *   - `leaf` is valid in the root, `root` in the leaf. In between, both are stale.
 *   - `return_to` is valid in every generator of the chain but the root: where its delegator waits for it to end.
 *   - hot.step is set in the running leaf alone.
 *
 * When a leaf ends, its trampoline switches to its return_to, with no data. Any other arrival there carries a
 * step: somebody took the delegate away (detach), and the delegator is now the leaf itself.
 *
 * A generator is running if the root above it is, and that is running if it has no context anywhere.
 */
#ifndef INTERNAL_H
#define INTERNAL_H

#include "machine/context.h"
#include <gen.h>
#include <stdatomic.h>

/* Room in struct gen for the arguments of a body; larger ones are allocated. */
enum { INLINE_ARGS = sizeof(void *) == 8 ? 48 : 32 };

/* What seldom runs is kept out of what often does, whose registers it would have to save. */
#define GEN_COLD __attribute__((noinline))

enum life { LIFE_CREATED, LIFE_STARTED, LIFE_CLOSED };

/* A step: next, or send if the value is not None. out may be NULL. */
typedef gen_status_t step_t(gen_t *g, gen_value_t in, gen_value_t *out);

/* What a generator is called in messages. A coroutine is a generator by another name. */
struct flavour {
    const char *noun;
    bool awaited_once; /* a step of a finished one is an error */
};

/* The memory of a generator, which outlives it. */
struct stack {
    char *low; /* first, the last that an iterator has of all this; lowest usable address; NULL for an iterator */
    size_t size;
    int size_class;                         /* CUSTOM_CLASS: from the user's allocator */
    unsigned valgrind_id;                   /* Valgrind's name for it */
    void *fiber;                            /* ThreadSanitizer's name for it */
    atomic_uintptr_t runner;                /* the thread that runs on it, where GEN_DEBUG checks */
    const gen_stack_allocator_t *allocator; /* of a custom one */
    gen_t *next;                            /* in the cache */
};

struct gen {
    struct gen_hot_part_ hot; /* shared with the header's inline functions; must come first */

    enum life life;
    unsigned refs;
    unsigned magic;
    bool here; /* the pending exception is for this generator, not for what it delegates to */
    bool painted;
    bool reserved;          /* an iterator's memory stays when it is freed, for another of its kind */
    unsigned char refusals; /* of yields, one after the other, that did not look at what the last one answered */

    gen_context_t_ idle; /* its context while hot.resume is not the place: parked, with an error or without */
    gen_error_t *error;  /* what the last step raised */
    gen_value_t result;  /* what the body returned */
    gen_error_t *kept;   /* the StopIteration that ended its last delegation: the result may be its text */

    gen_t *delegator; /* who delegates to it by a link of the chain */
    gen_t *sub;       /* what it delegates to, linked or not; owned */
    gen_t *root;
    gen_t *leaf;
    gen_context_t_ return_to;
    gen_t *thrown; /* in a root that is thrown into: every link above this one was there when the throw began */

    struct gen_handler *handlers; /* what it is handling, innermost first */
    struct gen_cleanup *cleanups; /* innermost first */

    const struct flavour *flavour;
    const gen_iterator_t *type; /* of an iterator without a stack; else NULL */
    step_t *step;               /* what a step is when one switch is not all of it */
    gen_body_t *body;
    void *args;
    void (*destroy)(void *args);
    const char *name;

    struct stack stack;
    _Alignas(16) unsigned char inline_args[INLINE_ARGS];
};

/* It lies at the end of its stack: what is hot in it would otherwise straddle two lines of the processor's cache. */
_Static_assert(sizeof(struct gen) % 64 == 0, "struct gen must fill whole cache lines: adapt INLINE_ARGS");

extern const struct flavour gen_generator_flavour_;
extern const struct flavour gen_coroutine_flavour_;
extern const struct flavour gen_async_generator_flavour_;

/* fatal.c: a broken contract ends the program with one sentence. */
GEN_NORETURN void gen_fatal_(const char *fmt, ...) GEN_FORMAT(1, 2);
GEN_NORETURN void gen_not_alive_(const gen_t *g, const char *function);
void gen_need_(const void *pointer, const char *function, const char *what); /* not NULL */

enum { ALIVE = 0x67656e21, DEAD = 0x64656164 };

/* What every public function is given must be a generator that is not freed yet. */
static inline void gen_check_(const gen_t *g, const char *function)
{
    if (GEN_UNLIKELY(g == NULL || g->magic != ALIVE))
        gen_not_alive_(g, function);
}

/* generator.c */
void gen_blank_(gen_t *g); /* at rest: as every one is before its body has begun */
void gen_begin_life_(gen_t *g, const char *name);
gen_state_t gen_enter_slowly_(gen_t *g);
gen_status_t gen_fail_(gen_t *g, gen_error_t *e); /* ends a step with an exception, whose reference is taken over */
gen_status_t gen_refuse_(gen_t *g, const gen_exc_t *type, const char *fmt, ...) GEN_FORMAT(3, 4);
void gen_close_unstarted_(gen_t *g);
void gen_set_new_error_(const char *sentence);

/* Begins a step: drops the old error, makes a suspended one the root of its chain. */
static inline gen_state_t gen_enter_(gen_t *g)
{
    if (GEN_UNLIKELY(g->hot.resume == NULL))
        return gen_enter_slowly_(g);
    return g->life == LIFE_STARTED ? GEN_SUSPENDED : GEN_CREATED;
}

/* free.c */
void gen_drop_belongings_(gen_t *g);
void gen_finalise_(gen_t *g);                                /* the last reference is gone */
gen_status_t gen_drop_freed_(gen_t *g, gen_status_t status); /* it went while a step ran, which has come to this */

/* body.c: the bottom of every stack. */
void gen_trampoline_(struct gen_arrival_ arrival);
gen_error_t *gen_convert_stop_iteration_(const gen_t *g, gen_error_t *e);

/* resume.c */
step_t gen_step_stack_;

/* delegate.c */
void gen_detach_(gen_t *g);
/* The leaf takes a delegator for its resumer, because that switched to it: here it learns who really is. */
static inline void gen_take_over_(gen_t *leaf, gen_t *delegator)
{
    delegator->sub->return_to = leaf->hot.resumer;
    leaf->hot.resumer = delegator->hot.resumer;
}

gen_context_t_ gen_enter_delegate_(gen_t *self, gen_t *sub); /* takes over sub; NULL: it is stepped instead */

/* iterator.c */
step_t gen_iter_step_;
gen_status_t gen_iter_next_(gen_t *g, gen_value_t *out);     /* its step with None; out is not NULL */
gen_status_t gen_iter_leave_(gen_t *g, gen_status_t status); /* ends a step that held a reference */
gen_status_t gen_iter_throw_(gen_t *g, gen_error_t *e, gen_value_t *out);
gen_status_t gen_iter_close_(gen_t *g, gen_value_t *out);

/* handler.c */
gen_error_t *gen_handled_from_(const gen_t *g); /* what g, or else the caller of the library, is handling */
void gen_drop_handlers_(gen_t *g);              /* those of a body that is destroyed */

#endif
