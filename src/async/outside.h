/* outside.h - what the loop keeps of libuv. Included only by what talks to libuv itself. */
#ifndef ASYNC_OUTSIDE_H
#define ASYNC_OUTSIDE_H

#include <uv.h>

struct gen_handle;

struct outside {
    uv_loop_t *uv;
    uv_loop_t own; /* where uv points if the loop has one of its own */
    uv_timer_t timer;
    uv_async_t async; /* wakes a wait up */
    unsigned open;    /* how many of the two */
    uv_mutex_t mutex; /* guards the list */
    struct gen_handle *first, **last; /* calls from other threads */
};

#endif
