/*
 * object.h - struct gen and its invariants: the design in one page.
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
#ifndef OBJECT_H
#define OBJECT_H

#include "error/fatal.h"
#include "machine/context.h"
#include <gen.h>
#include <stdatomic.h>
#include <stddef.h>

/* Room in struct gen for the arguments of a body; larger ones are allocated. */
enum { INLINE_ARGS = sizeof(void *) == 8 ? 48 : 32 };

enum life { LIFE_CREATED, LIFE_STARTED, LIFE_CLOSED };

/* A step: next, or send if the value is not None. out may be NULL. */
typedef gen_status_t step_t(gen_t *g, gen_value_t in, gen_value_t *out);

/* What a generator is, and is called in messages. A coroutine is a generator by another name. */
enum flavour { GENERATOR, COROUTINE, ASYNC_GENERATOR, ITERATOR };

/* The memory of a generator, which outlives it. */
struct stack {
    char *low; /* lowest usable address */
    size_t size;
    int size_class;                         /* CUSTOM_CLASS: from the user's allocator */
    unsigned valgrind_id;                   /* Valgrind's name for it */
    void *fiber;                            /* ThreadSanitizer's name for it */
    const gen_stack_allocator_t *allocator; /* of a custom one */
    union {
        gen_t *next;             /* in the cache */
        atomic_uintptr_t runner; /* the thread that runs on it, where GEN_DEBUG checks */
    };
};

struct gen {
    struct gen_hot_part_ hot; /* shared with the header's inline functions; must come first */

    enum life life;
    unsigned refs;
    unsigned magic;
    bool here; /* the pending exception is for this generator, not for what it delegates to */
    bool painted : 1;
    bool hosted : 1;        /* it runs without a stack, and who asks what is being handled is told by `run` */
    bool reserved : 1;      /* an iterator's memory stays when it is freed, for another of its kind */
    unsigned char refusals; /* of yields, one after the other, that did not look at what the last one answered */
    unsigned char flavour;

    gen_context_t_ idle; /* its context while hot.resume is not the place: parked, with an error or without */
    gen_error_t *error;  /* what the last step raised */
    gen_value_t result;  /* what the body returned */
    gen_error_t *kept;   /* the StopIteration that ended its last delegation: the result may be its text */

    gen_t *delegator; /* who delegates to it by a link of the chain */
    gen_t *sub;       /* what it delegates to, linked or not; owned */
    gen_t *leaf;

    struct gen_handler *handlers; /* what it is handling, innermost first */
    struct gen_cleanup *cleanups; /* innermost first */

    const char *name;
    union {
        struct {
            const gen_iterator_t *type; /* of an iterator without a stack; else NULL */
            void *args;
            union {
                step_t *step; /* of an iterator: the last that it has of all this */
                gen_body_t *body;
                const gen_stackless_t *stackless; /* of a body without a stack: the last that such a generator has */
            };
        };
        struct gen_handler run; /* of a body without a stack, while it runs: without an exception, as without a type */
    };

    gen_t *root;
    gen_context_t_ return_to;
    gen_t *thrown; /* in a root that is thrown into: every link above it was there when the throw began */
    void (*destroy)(void *args);
    struct stack stack;
    _Alignas(16) unsigned char inline_args[INLINE_ARGS];
};

/* So much of it has a generator without a stack, an iterator or a body. */
enum { GEN_OWN_SIZE = offsetof(struct gen, root) };

/* It lies at the end of its stack: what is hot in it would otherwise straddle two lines of the processor's cache. */
_Static_assert(sizeof(struct gen) % 64 == 0, "struct gen must fill whole cache lines: adapt INLINE_ARGS");

enum { ALIVE = 0x67656e21, DEAD = 0x64656164 };

/* What every public function is given must be a generator that is not freed yet. */
static inline void gen_check_(const gen_t *g, const char *function)
{
    if (GEN_UNLIKELY(g == NULL || g->magic != ALIVE))
        gen_not_alive_(g, function);
}

/* Whether its body has no stack. */
static inline bool gen_is_stackless_(const gen_t *g)
{
    return g->hot.frame != NULL;
}

/* Whether it waits, if it is a root: otherwise it runs, or has ended. */
static inline bool gen_is_at_rest_(const gen_t *g)
{
    return g->hot.resume != NULL || g->hot.call != NULL || g->idle != NULL;
}

#endif
