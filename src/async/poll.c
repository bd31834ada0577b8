/*
 * poll.c - the outside world, by libuv: waiting for it, and calls from other threads.
 *
 * How long a wait may take is decided at the last moment before libuv polls, in a uv_prepare_t, and on the clock that
 * libuv counts the poll's timeout from. Until then uv_run() may have called anything (libuv 1.44 runs what is due before
 * it polls): what was armed earlier could be spent by then, and what it called may have made something ready.
 *
 * Our handles are not referenced, so that uv_loop_alive() tells whether there is anything to wait for; the prepare
 * handle is while we wait, for uv_run() returns at once from a loop that is not alive.
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

/* In libuv's whole milliseconds, never less than asked for. */
static uint64_t milliseconds(double seconds)
{
    return seconds < 1e9 ? (uint64_t)ceil(seconds * 1e3) : UINT64_C(1000000000000);
}

static void on_prepare(uv_prepare_t *prepare)
{
    struct outside *o = prepare->data;
    double seconds;

    gen_descriptors_check_(o);
    if (!o->waiting)
        return;
    seconds = gen_loop_patience_(o->loop);
    uv_update_time(o->uv);
    if (seconds >= 0)
        uv_timer_start(&o->timer, on_timer, milliseconds(seconds), 0);
}

/* A new one, before it has done anything. */
static void adopt(struct outside *o, uv_handle_t *handle)
{
    handle->data = o;
    uv_unref(handle);
    o->handles[o->open++] = handle;
}

/* The prepare handle is active from now on: the last to be started is the first to be called, and those that the program
 * starts on a libuv loop of its own are to be called before it. */
static bool open_handles(struct outside *o)
{
    uv_timer_init(o->uv, &o->timer);
    adopt(o, (uv_handle_t *)&o->timer);
    uv_prepare_init(o->uv, &o->prepare);
    adopt(o, (uv_handle_t *)&o->prepare);
    uv_prepare_start(&o->prepare, on_prepare);
    if (uv_async_init(o->uv, &o->async, on_async) != 0)
        return false;
    adopt(o, (uv_handle_t *)&o->async);
    return true;
}

static void on_close(uv_handle_t *handle)
{
    struct outside *o = handle->data;

    o->open--;
}

static void close_handles(struct outside *o)
{
    for (unsigned i = o->open; i > 0; i--)
        uv_close(o->handles[i - 1], on_close);
    while (o->open > 0 || o->closing > 0 || (o->requests > 0 && !is_inherited(o->loop)))
        uv_run(o->uv, UV_RUN_ONCE);
}

static void close_loop(struct outside *o)
{
    close_handles(o);
    if (o->uv == &o->own && uv_loop_close(&o->own) != 0 && !is_inherited(o->loop))
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
    o->loop = loop;
    o->uv = uv != NULL ? uv : &o->own;
    o->last = &o->first;
    o->forks = gen_forks_;
    link_init(&o->descriptors);
    link_init(&o->fresh);
    link_init(&o->signals);
    link_init(&o->watches);
    link_init(&o->executor_closers);
    if (!gen_standard_open_() || (uv == NULL && uv_loop_init(&o->own) != 0) || uv_mutex_init(&o->mutex) != 0) {
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

    leave_parent_alone(o);
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

    if (atomic_load(&loop->outside_closed) || is_inherited(loop))
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

/* Waits for as long as the loop has patience. */
static void wait(struct outside *o)
{
    o->waiting = true;
    uv_ref((uv_handle_t *)&o->prepare);
    uv_run(o->uv, UV_RUN_ONCE);
    uv_unref((uv_handle_t *)&o->prepare);
    uv_timer_stop(&o->timer);
    o->waiting = false;
}

void gen_outside_poll_(gen_loop_t *loop, bool patient)
{
    struct outside *o = loop->outside;

    if (patient && !has_calls(o))
        wait(o);
    else if (uv_loop_alive(o->uv))
        uv_run(o->uv, UV_RUN_NOWAIT);
    make_calls_ready(loop);
}

struct uv_loop_s *gen_loop_uv(gen_loop_t *loop)
{
    GIVEN(loop);
    return loop->outside != NULL ? loop->outside->uv : NULL;
}
