/*
 * stack.h - the stacks that generators run on, each with a parked trampoline and struct gen at its top.
 *
 * Four layers, one file each: mapping.c has memory from the system; slab.c carves it; stack.c keeps what is free, per
 * thread, last in, first out; custom.c does the last two for stacks that come from the user.
 */
#ifndef STACK_H
#define STACK_H

#include "stack/object.h"

/* Packed sizes below a page, in steps of 256 bytes from 512; then powers of two from 4 KiB to 1 GiB, guarded. */
enum {
    PACKED_STEP = 256,
    PACKED_CLASSES = 14,
    GUARDED_CLASSES = 19,
    SIZE_CLASSES = PACKED_CLASSES + GUARDED_CLASSES,
    DEFAULT_CLASS = PACKED_CLASSES + 4, /* 64 KiB */
    CUSTOM_CLASS = -1
};

/* The bytes that a body is promised on a stack of a class. */
static inline size_t gen_slab_size_(int size_class)
{
    if (size_class < PACKED_CLASSES)
        return (size_t)PACKED_STEP * (size_t)(size_class + 2);
    return (size_t)4096 << (size_class - PACKED_CLASSES);
}

/* slab.c: a mapping, carved into strides. */
struct slab {
    char *base;
    size_t length;
    bool open; /* all can be touched, but for the guards; otherwise what is carved, but for the guards */
    size_t stride;
    size_t count;
    size_t carved;
    size_t colours;
    int size_class;
};

/* How many slabs there may be, and how far apart the colours of neighbouring stacks are. */
enum { SLAB_TABLE = 1 << 15, COLOUR_STEP = 64 };
extern _Atomic(struct slab *) gen_slabs_[SLAB_TABLE];

/* custom.c: lies in the stack itself, above struct gen. */
struct custom_node {
    struct range {
        const char *low, *high;
    } range; /* must come first */
    gen_t *g;
    struct custom_node *older, *newer;
};
extern struct custom_node *gen_customs_; /* the newest, for a debugger */

/* stack.c: what a thread has freed of a size, newest first. */
struct shelf {
    gen_t *top;
    size_t count;
};

/* All that a thread has freed. What is not of the default size lies apart: for the variables of threads there is little room
 * where several copies of the library are loaded by dlopen(). */
struct stack_cache {
    struct shelf usual;
    size_t limit;            /* how many of a size it may keep: none before it is registered */
    struct cabinet *cabinet; /* NULL before it is registered */
};
extern _Thread_local struct stack_cache gen_stack_cache_ __attribute__((tls_model("initial-exec")));

gen_t *gen_stack_take_sized_(size_t size);
gen_t *gen_stack_take_shared_(int size_class);
void gen_stack_give_more_(gen_t *g); /* there are as many as may be kept */
void gen_stack_give_used_(gen_t *g, bool parked);

static inline gen_t *gen_shelf_pop_(struct shelf *shelf)
{
    gen_t *g = shelf->top;

    if (g != NULL) {
        shelf->top = g->stack.next;
#ifdef GEN_DEBUG
        g->stack.runner = 0;
#endif
        shelf->count--;
    }
    return g;
}

static inline void gen_shelf_push_(struct shelf *shelf, gen_t *g)
{
    g->stack.next = shelf->top;
    shelf->top = g;
    shelf->count++;
}

/* One of the default size, if this thread has any. */
static inline gen_t *gen_stack_pop_(void)
{
    return gen_shelf_pop_(&gen_stack_cache_.usual);
}

/* Takes a stack for size usable bytes, 0 for the default. NULL: gen_new_error() says why. */
static inline gen_t *gen_stack_take_(size_t size)
{
    gen_t *g;

    if (size > 0)
        return gen_stack_take_sized_(size);
    g = gen_stack_pop_();
    return GEN_UNLIKELY(g == NULL) ? gen_stack_take_shared_(DEFAULT_CLASS) : g;
}

/* Gives it back. If parked is false, the body's frames are still on it. */
static inline void gen_stack_give_(gen_t *g, bool parked)
{
    struct stack_cache *cache = &gen_stack_cache_;

    g->magic = DEAD;
    if (GEN_UNLIKELY(g->stack.size_class != DEFAULT_CLASS || !parked))
        gen_stack_give_used_(g, parked);
    else if (GEN_UNLIKELY(cache->usual.count >= cache->limit))
        gen_stack_give_more_(g);
    else
        gen_shelf_push_(&cache->usual, g);
}

/* The same for stacks of the user's. */
gen_t *gen_custom_take_(const gen_stack_allocator_t *allocator, size_t size);
void gen_custom_give_(gen_t *g);

/* Lets this thread's end be noticed, if it is not yet. False: gen_new_error() says why not. */
bool gen_stack_register_thread_(void);

/* The generator on whose stack an address lies; NULL if on none. */
gen_t *gen_stack_owner_(const void *address);
gen_t *gen_custom_owner_(const void *address);
gen_t *gen_slab_owner_(const void *address);

/* The generator into the guard below whose stack an access at address went, with the stack pointer still on that stack or
 * in that guard; NULL if that is not what happened. Both are async-signal-safe. */
const gen_t *gen_slab_overflown_(const void *address, const void *sp);
const gen_t *gen_custom_overflown_(const void *address, const void *sp);

/* How many bytes of stack g was given to use. */
size_t gen_stack_usable_(const gen_t *g);

/* How much of a stack is for frames: what lies below struct gen. */
static inline size_t gen_stack_frames_size_(const gen_t *g)
{
    return (size_t)((const char *)g - g->stack.low);
}

/* Makes the stack below g ready for its first body: handed down by who knows what runs there, before all is used. */
extern void (*gen_stack_prime_)(gen_t *g);

/* gen_context_born_() and the like, of the stack below g. */
void gen_stack_born_(gen_t *g);
void gen_stack_dead_(gen_t *g);

/* measure.c: paints what a body may use of it, for gen_stack_used(). */
void gen_stack_paint_(gen_t *g);

/* slab.c: fresh stacks, and those whose memory was given back. The caller holds the pool's lock. */
gen_t *gen_slab_carve_(int size_class);
size_t gen_slab_usable_(int size_class); /* what there is, be it for larger pages more than the size of the class */
void gen_slab_describe_(gen_t *g);       /* sets what dropped memory has forgotten */

/* Of one class. @return how many bytes of stack were given back; what is locked is not */
size_t gen_slab_drop_memory_(gen_t *const *places, size_t count);
void gen_slab_check_canary_(const gen_t *g);
size_t gen_slab_mapped_(void);

#endif
