/*
 * poll.c - the outside world, by libuv: waiting for it, and calls from other threads.
 *
 * Our two handles are not referenced, so that uv_loop_alive() tells whether there is anything to wait for; one of
 * them is while we wait, for uv_run() returns at once from a loop that is not alive.
 */
#include "internal.h"
#include "outside.h"
#include <math.h>
#include <stdlib.h>
#include <time.h>

static void on_timer(uv_timer_t *timer)
{
    (void)timer;
}

static void on_async(uv_async_t *async)
{
    (void)async;
}

static bool open_handles(struct outside *o)
{
    if (uv_timer_init(o->uv, &o->timer) != 0)
        return false;
    uv_unref((uv_handle_t *)&o->timer);
    o->open = 1;
    if (uv_async_init(o->uv, &o->async, on_async) != 0)
        return false;
    uv_unref((uv_handle_t *)&o->async);
    o->open = 2;
    return true;
}

static void on_close(uv_handle_t *handle)
{
    struct outside *o = handle->data;

    o->open--;
}

static void close_handles(struct outside *o)
{
    o->timer.data = o;
    o->async.data = o;
    if (o->open >= 1)
        uv_close((uv_handle_t *)&o->timer, on_close);
    if (o->open >= 2)
        uv_close((uv_handle_t *)&o->async, on_close);
    while (o->open > 0 || o->closing > 0 || o->requests > 0)
        uv_run(o->uv, UV_RUN_ONCE);
}

static void close_loop(struct outside *o)
{
    close_handles(o);
    if (o->uv == &o->own && uv_loop_close(&o->own) != 0)
        gen_panic_("gen_loop_free", "a libuv handle was left open on the loop");
    uv_mutex_destroy(&o->mutex);
    free(o->scratch);
    free(o);
}

bool gen_outside_open_(gen_loop_t *loop, struct uv_loop_s *uv)
{
    struct outside *o = calloc(1, sizeof *o);

    if (o == NULL)
        return false;
    o->uv = uv != NULL ? uv : &o->own;
    o->last = &o->first;
    link_init(&o->descriptors);
    link_init(&o->signals);
    link_init(&o->watches);
    link_init(&o->executor_closers);
    if ((uv == NULL && uv_loop_init(&o->own) != 0) || uv_mutex_init(&o->mutex) != 0) {
        free(o);
        return false;
    }
    if (!open_handles(o)) {
        close_loop(o);
        return false;
    }
    loop->outside = o;
    return true;
}

/* Takes the calls of other threads, each of which has then let go of the loop. */
static struct gen_handle *take_calls(struct outside *o)
{
    struct gen_handle *h;

    uv_mutex_lock(&o->mutex);
    h = o->first;
    o->first = NULL;
    o->last = &o->first;
    uv_mutex_unlock(&o->mutex);
    return h;
}

static void make_calls_ready(gen_loop_t *loop)
{
    for (struct gen_handle *h = take_calls(loop->outside); h != NULL; h = h->next)
        make_ready(loop, &h->timer.ready);
}

void gen_outside_close_(gen_loop_t *loop)
{
    struct outside *o = loop->outside;

    for (struct gen_handle *h = take_calls(o), *next; h != NULL; h = next) {
        next = h->next;
        gen_handle_free(h);
    }
    gen_descriptors_abandon_(loop);
    gen_signals_abandon_(loop);
    close_loop(o);
    loop->outside = NULL;
    atomic_store(&loop->outside_closed, true);
}

bool gen_outside_call_(gen_loop_t *loop, struct gen_handle *handle)
{
    struct outside *o = loop->outside;

    if (atomic_load(&loop->outside_closed))
        return false;
    uv_mutex_lock(&o->mutex);
    *o->last = handle;
    o->last = &handle->next;
    uv_async_send(&o->async);
    uv_mutex_unlock(&o->mutex);
    return true;
}

static bool has_calls(struct outside *o)
{
    bool any;

    uv_mutex_lock(&o->mutex);
    any = o->first != NULL;
    uv_mutex_unlock(&o->mutex);
    return any;
}

bool gen_outside_alive_(const gen_loop_t *loop)
{
    return uv_loop_alive(loop->outside->uv) || has_calls(loop->outside);
}

bool gen_outside_works_(const gen_loop_t *loop)
{
    return loop->outside->requests > 0 || has_calls(loop->outside);
}

double gen_outside_time_(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Waits, for libuv's whole milliseconds, never less than asked for. */
static void wait(struct outside *o, double timeout)
{
    uv_handle_t *keeper = timeout < 0 ? (uv_handle_t *)&o->async : (uv_handle_t *)&o->timer;

    if (timeout > 0) {
        uv_update_time(o->uv);
        uv_timer_start(&o->timer, on_timer, timeout < 1e9 ? (uint64_t)ceil(timeout * 1e3) : UINT64_C(1000000000000), 0);
    }
    uv_ref(keeper);
    uv_run(o->uv, UV_RUN_ONCE);
    uv_unref(keeper);
    if (timeout > 0)
        uv_timer_stop(&o->timer);
}

void gen_outside_poll_(gen_loop_t *loop, double timeout)
{
    struct outside *o = loop->outside;

    if (timeout != 0 && !has_calls(o))
        wait(o, timeout);
    else if (uv_loop_alive(o->uv))
        uv_run(o->uv, UV_RUN_NOWAIT);
    make_calls_ready(loop);
}

struct uv_loop_s *gen_loop_uv(gen_loop_t *loop)
{
    GIVEN(loop);
    return loop->outside != NULL ? loop->outside->uv : NULL;
}
