/*
 * stack.h - the stacks that generators run on, each with a parked trampoline and struct gen at its top.
 *
 * Five layers, one file each: mapping.c has memory from the system; slab.c carves it; reserve.c keeps what is free for all
 * threads; stack.c keeps it for each, last in, first out; custom.c does all but the first for stacks that come from the
 * user.
 */
#ifndef STACK_H
#define STACK_H

#include "machine/thread.h"
#include "stack/custom.h"
#include "stack/frames.h"
#include "stack/shelf.h"
#include "stack/slab.h"

/* All that a thread has freed. What is not of the default size lies apart: for the variables of threads there is little room
 * where several copies of the library are loaded by dlopen(). */
struct stack_cache {
    struct shelf usual;
    size_t limit;            /* how many of a size it may keep: none before it is registered */
    struct cabinet *cabinet; /* NULL before it is registered */
};
GEN_OF_THREAD(struct stack_cache, gen_stack_cache_)

gen_t *gen_stack_take_sized_(size_t size);
gen_t *gen_stack_take_shared_(int size_class);
void gen_stack_give_more_(gen_t *g); /* there are as many as may be kept */
void gen_stack_give_used_(gen_t *g, bool parked);

/* One of the default size, if this thread has any. */
static inline gen_t *gen_stack_pop_(void)
{
    return gen_shelf_pop_(&gen_stack_cache_()->usual);
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
    struct stack_cache *cache = gen_stack_cache_();

    g->magic = DEAD;
    if (GEN_UNLIKELY(g->stack.size_class != DEFAULT_CLASS || !parked))
        gen_stack_give_used_(g, parked);
    else if (GEN_UNLIKELY(cache->usual.count >= cache->limit))
        gen_stack_give_more_(g);
    else
        gen_shelf_push_(&cache->usual, g);
}

/* Lets this thread's end be noticed, if it is not yet. False: gen_new_error() says why not. */
bool gen_stack_register_thread_(void);

/* The generator on whose stack an address lies; NULL if on none. */
gen_t *gen_stack_owner_(const void *address);

/* How many bytes of stack g was given to use. */
size_t gen_stack_usable_(const gen_t *g);

/* Makes the stack below g ready for its first body: handed down by who knows what runs there, before all is used. */
extern void (*gen_stack_prime_)(gen_t *g);

/* measure.c: paints what a body may use of it, for gen_stack_used(). */
void gen_stack_paint_(gen_t *g);

#endif
