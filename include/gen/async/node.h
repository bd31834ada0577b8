/**
 * @file gen/async/node.h
 * What locks, queues, scopes and groups are made of.
 *
 * Nothing here is for users. It stands in a header because such objects are plain variables of their users, allocate
 * nothing, and because the fast paths of waiting are inline, as those of yielding are. Names end in an underscore;
 * later versions may change all of it together with the library's major version.
 */
#ifndef GEN_ASYNC_NODE_H
#define GEN_ASYNC_NODE_H

#include <gen/async/loop.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A place in a circular list, or its head. All zeros is an empty list that was not used yet. */
struct gen_link_ {
    struct gen_link_ *next; /**< the first, of a head */
    struct gen_link_ *prev; /**< the last, of a head */
};

/** Something that the loop is to run: a step of a task, or a function. */
struct gen_ready_ {
    struct gen_link_ link;                                   /**< in the ready queue */
    void (*run)(gen_loop_t *loop, struct gen_ready_ *ready); /**< NULL: it is part of a task */
};

/** Something that is to be run at a time. */
struct gen_timer_ {
    struct gen_ready_ ready; /**< made ready when it is due; first */
    double when;             /**< on the loop's clock */
    size_t place;            /**< in the heap, from 1; 0 if it is not there */
};

/** What is common to all waits of a kind. */
struct gen_wait_kind_;

/** A task's wait for something: a local variable of whoever waits. */
struct gen_wait_ {
    struct gen_link_ link; /**< in the queue of what is waited for */
    void *task;            /**< who waits; NULL until its yield has reached the loop */
    gen_loop_t *loop;      /**< where */
    const struct gen_wait_kind_ *kind;
    const void *on;        /**< which one */
    gen_cleanup_t cleanup; /**< unlinks it if its stack is destroyed */
    int state;             /**< pending, woken or cancelled */
};

/** Ends a wait after its yield. @return false if an exception is pending, though it may have been woken too */
GEN_API bool gen_wait_end_(gen_t *self, struct gen_wait_ *w, bool resumed) GEN_CHECKED;

/** The wait itself, after what began it. @return as gen_wait_end_() */
static inline bool gen_wait_yield_(gen_t *self, struct gen_wait_ *w) GEN_CHECKED;

static inline bool gen_wait_yield_(gen_t *self, struct gen_wait_ *w)
{
    return gen_wait_end_(self, w, gen_yield(self, gen_ptr(w), NULL));
}

#ifdef __cplusplus
}
#endif

#endif
