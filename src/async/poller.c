/*
 * poller.c - the outside world, by libuv: waiting for it, and calls from other threads.
 *
 * How long a wait may take is decided at the last moment before libuv polls, in a uv_prepare_t, and on the clock that
 * libuv counts the poll's timeout from. Until then uv_run() may have called anything (libuv 1.44 runs what is due before
 * it polls): what was armed earlier could be spent by then, and what it called may have made something ready.
 *
 * Our handles are not referenced, so that uv_loop_alive() tells whether there is anything to wait for; the prepare
 * handle is while we wait, for uv_run() returns at once from a loop that is not alive.
 */
#include "async/internal.h"
#include "async/poller.h"
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
    struct poller *p = prepare->data;
    double seconds;

    if (p->check != NULL)
        p->check(p);
    if (!p->waiting)
        return;
    seconds = p->loop->patience(p->loop);
    uv_update_time(p->uv);
    if (seconds >= 0)
        uv_timer_start(&p->timer, on_timer, milliseconds(seconds), 0);
}

/* A new one, before it has done anything. */
static void adopt(struct poller *p, uv_handle_t *handle)
{
    handle->data = p;
    uv_unref(handle);
    p->handles[p->open++] = handle;
}

/* The prepare handle is active from now on: the last to be started is the first to be called, and those that the program
 * starts on a libuv loop of its own are to be called before it. */
static bool open_handles(struct poller *p)
{
    uv_timer_init(p->uv, &p->timer);
    adopt(p, (uv_handle_t *)&p->timer);
    uv_prepare_init(p->uv, &p->prepare);
    adopt(p, (uv_handle_t *)&p->prepare);
    uv_prepare_start(&p->prepare, on_prepare);
    if (uv_async_init(p->uv, &p->async, on_async) != 0)
        return false;
    adopt(p, (uv_handle_t *)&p->async);
    return true;
}

static void on_close(uv_handle_t *handle)
{
    struct poller *p = handle->data;

    p->open--;
}

static void close_handles(struct poller *p)
{
    for (unsigned i = p->open; i > 0; i--)
        uv_close(p->handles[i - 1], on_close);
    while (p->open > 0 || p->closing > 0 || (p->requests > 0 && !is_inherited(p->loop)))
        uv_run(p->uv, UV_RUN_ONCE);
}

static void close_loop(struct poller *p)
{
    close_handles(p);
    if (p->uv == &p->own && uv_loop_close(&p->own) != 0 && !is_inherited(p->loop))
        gen_panic_("gen_loop_free", "a libuv handle was left open on the loop");
    uv_mutex_destroy(&p->mutex);
    free(p->scratch);
    free(p);
}

bool gen_poller_open_(gen_loop_t *loop, struct uv_loop_s *uv)
{
    struct poller *p = calloc(1, sizeof *p);

    if (p == NULL)
        return false;
    p->loop = loop;
    p->uv = uv != NULL ? uv : &p->own;
    p->last = &p->first;
    p->forks = gen_forks_;
    link_init(&p->descriptors);
    link_init(&p->fresh);
    link_init(&p->signals);
    link_init(&p->watches);
    link_init(&p->executor_closers);
    if (!gen_standard_open_() || (uv == NULL && uv_loop_init(&p->own) != 0) || uv_mutex_init(&p->mutex) != 0) {
        free(p);
        return false;
    }
    if (!open_handles(p)) {
        close_loop(p);
        return false;
    }
    loop->poller = p;
    return true;
}

/* Takes the calls of other threads, each of which has then let go of the loop. */
static struct gen_handle *take_calls(struct poller *p)
{
    struct gen_handle *h;

    uv_mutex_lock(&p->mutex);
    h = p->first;
    p->first = NULL;
    p->last = &p->first;
    uv_mutex_unlock(&p->mutex);
    return h;
}

static void make_calls_ready(gen_loop_t *loop)
{
    for (struct gen_handle *h = take_calls(loop->poller); h != NULL; h = h->next)
        make_ready(loop, &h->timer.ready);
}

void gen_poller_close_(gen_loop_t *loop)
{
    struct poller *p = loop->poller;

    leave_parent_alone(p);
    for (struct gen_handle *h = take_calls(p), *next; h != NULL; h = next) {
        next = h->next;
        gen_handle_free(h);
    }
    if (p->abandon_descriptors != NULL)
        p->abandon_descriptors(loop);
    if (p->abandon_signals != NULL)
        p->abandon_signals(loop);
    close_loop(p);
    loop->poller = NULL;
    atomic_store(&loop->poller_closed, true);
}

bool gen_poller_call_(gen_loop_t *loop, struct gen_handle *handle)
{
    struct poller *p = loop->poller;

    if (atomic_load(&loop->poller_closed) || is_inherited(loop))
        return false;
    uv_mutex_lock(&p->mutex);
    *p->last = handle;
    p->last = &handle->next;
    uv_async_send(&p->async);
    uv_mutex_unlock(&p->mutex);
    return true;
}

static bool has_calls(struct poller *p)
{
    bool any;

    uv_mutex_lock(&p->mutex);
    any = p->first != NULL;
    uv_mutex_unlock(&p->mutex);
    return any;
}

bool gen_poller_alive_(const gen_loop_t *loop)
{
    return uv_loop_alive(loop->poller->uv) || has_calls(loop->poller);
}

bool gen_poller_works_(const gen_loop_t *loop)
{
    return loop->poller->requests > 0 || has_calls(loop->poller);
}

/* Waits for as long as the loop has patience. */
static void wait(struct poller *p)
{
    p->waiting = true;
    uv_ref((uv_handle_t *)&p->prepare);
    uv_run(p->uv, UV_RUN_ONCE);
    uv_unref((uv_handle_t *)&p->prepare);
    uv_timer_stop(&p->timer);
    p->waiting = false;
}

void gen_poller_poll_(gen_loop_t *loop, bool patient)
{
    struct poller *p = loop->poller;

    if (patient && !has_calls(p))
        wait(p);
    else if (uv_loop_alive(p->uv))
        uv_run(p->uv, UV_RUN_NOWAIT);
    make_calls_ready(loop);
}

struct uv_loop_s *gen_loop_uv(gen_loop_t *loop)
{
    GIVEN(loop);
    return loop->poller != NULL ? loop->poller->uv : NULL;
}
