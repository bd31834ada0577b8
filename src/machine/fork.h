/*
 * fork.h - what a child of fork() finds of other threads, of which it has none.
 *
 * A lock that one of them held would be held for ever. So whoever forks holds all locks meanwhile: none is held while
 * another is waited for, nor while a function of the user's runs. Without memory for that a child may wait.
 */
#ifndef FORK_H
#define FORK_H

#include <pthread.h>

static inline void gen_at_fork_(void (*before)(void), void (*in_parent)(void), void (*in_child)(void))
{
#ifdef _WIN32 /* there is no fork() */
    (void)before;
    (void)in_parent;
    (void)in_child;
#else
    pthread_atfork(before, in_parent, in_child);
#endif
}

/* So early that what the program does around a fork() itself is done while no lock is held. */
#define GEN_BEFORE_OTHERS __attribute__((constructor(101)))

/* Defines what holds a lock, which has a name of its own, during a fork(). */
#define GEN_HOLD_DURING_FORK(lock)                                                                                     \
    static void hold_##lock(void)                                                                                      \
    {                                                                                                                  \
        pthread_mutex_lock(&lock);                                                                                     \
    }                                                                                                                  \
                                                                                                                       \
    static void let_go_##lock(void)                                                                                    \
    {                                                                                                                  \
        pthread_mutex_unlock(&lock);                                                                                   \
    }                                                                                                                  \
                                                                                                                       \
    GEN_BEFORE_OTHERS static void expect_forks_##lock(void)                                                            \
    {                                                                                                                  \
        gen_at_fork_(hold_##lock, let_go_##lock, let_go_##lock);                                                       \
    }

#endif
