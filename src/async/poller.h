/* poller.h - what the loop keeps of libuv. Included only by what talks to libuv itself. */
#ifndef ASYNC_OUTSIDE_H
#define ASYNC_OUTSIDE_H

#include "async/internal.h"
#include <uv.h>

struct gen_handle;

struct poller {
    gen_loop_t *loop;
    uv_loop_t *uv;
    uv_loop_t own; /* where uv points if the loop has one of its own */
    uv_timer_t timer;
    uv_prepare_t prepare;             /* is called just before libuv polls */
    uv_async_t async;                 /* wakes a wait up */
    uv_handle_t *handles[3];          /* these, */
    unsigned open;                    /* as far as they are open */
    unsigned forks;                   /* gen_forks_ in the process that has what libuv watches for itself */
    bool waiting;                     /* libuv may take its time, not just look */
    uv_mutex_t mutex;                 /* guards the list */
    struct gen_handle *first, **last; /* calls from other threads */

    void (*check)(struct poller *p);               /* before each poll: what libuv would abort for */
    void (*abandon_descriptors)(gen_loop_t *loop); /* these, when the loop is freed, if there was one */
    void (*abandon_signals)(gen_loop_t *loop);
    struct gen_link_ descriptors; /* that are open */
    struct gen_link_ fresh;       /* those of them that libuv will begin to watch when it polls */
    struct gen_link_ signals, watches;
    struct gen_link_ executor_closers; /* waits */
    unsigned jobs;                     /* of the executor, among the requests */
    bool executor_closed;
    unsigned closing;  /* handles that libuv has not let go of yet */
    unsigned requests; /* of the thread pool that libuv will still answer */
    char *scratch;     /* SCRATCH_SIZE bytes, where reading begins; NULL until it does */
};

enum { SCRATCH_SIZE = 65536 };

/* standard.c: gives what is closed of 0, 1 and 2 to /dev/null, for good: libuv closes no descriptor of its own that has such
 * a number, but aborts; and what is printed would go to whatever the program opens next. false: that cannot be had. */
bool gen_standard_open_(void);

/* fork.c: gives a child of fork() what it must not share with its parent. To be called before libuv changes what it
 * watches. */
void gen_poller_renew_(struct poller *p);

static inline void leave_parent_alone(struct poller *p)
{
    if (GEN_UNLIKELY(p->forks != gen_forks_))
        gen_poller_renew_(p);
}

#endif
