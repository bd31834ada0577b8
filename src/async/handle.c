/* handle.c - calls that the loop makes: soon, later, from another thread. */
#include "async/internal.h"
#include <math.h>
#include <stdlib.h>

/* Makes the call, unless the loop is being closed, with the locals of whoever asked for it. */
static void run_handle(gen_loop_t *loop, struct gen_ready_ *ready)
{
    struct gen_handle *h = CONTAINER_OF(ready, struct gen_handle, timer.ready);

    if (!loop->closed) {
        h->dropped = NULL;
        gen_locals_call_(loop, h->locals, h->callback, h->arg);
    }
    gen_handle_free(h);
}

struct gen_handle *gen_handle_make_(gen_loop_t *loop, gen_callback_t *callback, void *arg)
{
    struct gen_handle *h;

    gen_check_loop_(loop, "gen_call_soon");
    h = malloc(sizeof *h);
    if (h == NULL)
        return NULL;
    link_init(&h->timer.ready.link);
    h->timer.ready.run = run_handle;
    h->timer.when = 0;
    h->timer.place = 0;
    h->loop = loop;
    h->callback = callback;
    h->arg = arg;
    h->locals = NULL;
    h->next = NULL;
    h->dropped = NULL;
    h->refs = 1; /* the loop's */
    h->cancelled = false;
    return h;
}

/* By the loop's own thread. NULL, too, if it is closed. */
static struct gen_handle *handle_new(gen_loop_t *loop, gen_callback_t *callback, void *arg)
{
    return loop != NULL && loop->closed ? NULL : gen_handle_make_(loop, callback, arg);
}

gen_handle_t *gen_call_soon(gen_loop_t *loop, gen_callback_t *callback, void *arg)
{
    GIVEN(loop);

    struct gen_handle *h = handle_new(loop, callback, arg);

    if (h == NULL)
        return NULL;
    h->locals = gen_locals_share_(loop);
    h->refs++;
    make_ready(loop, &h->timer.ready);
    return h;
}

gen_handle_t *gen_call_at(gen_loop_t *loop, double when, gen_callback_t *callback, void *arg)
{
    GIVEN(loop);
    if (isnan(when))
        gen_panic_("gen_call_at", "the time is not a number");

    struct gen_handle *h = handle_new(loop, callback, arg);

    if (h == NULL)
        return NULL;
    if (!gen_timer_start_(loop, &h->timer, when)) {
        free(h);
        return NULL;
    }
    h->locals = gen_locals_share_(loop);
    h->refs++;
    return h;
}

gen_handle_t *gen_call_later(gen_loop_t *loop, double delay, gen_callback_t *callback, void *arg)
{
    GIVEN(loop);
    if (isnan(delay))
        gen_panic_("gen_call_later", "the delay is not a number");
    return gen_call_at(loop, gen_loop_time(loop) + delay, callback, arg);
}

bool gen_call_soon_threadsafe(gen_loop_t *loop, gen_callback_t *callback, void *arg)
{
    GIVEN(loop);

    struct gen_handle *h = gen_handle_make_(loop, callback, arg);

    if (h == NULL)
        return false;
    if (gen_poller_call_(loop, h))
        return true;
    gen_handle_free(h);
    return false;
}

static bool is_waiting(const struct gen_handle *h)
{
    return h->timer.place != 0 || !link_alone(&h->timer.ready.link);
}

/* A handle is cancelled while its loop lives, or after the call was made or dropped: then it is on no list. */
void gen_handle_cancel(gen_handle_t *handle)
{
    GIVEN(handle);

    bool waits = is_waiting(handle);

    if (handle->cancelled)
        return;
    handle->cancelled = true;
    if (waits) {
        gen_timer_stop_(handle->loop, &handle->timer);
        gen_handle_free(handle);
    }
}

bool gen_handle_cancelled(const gen_handle_t *handle)
{
    GIVEN(handle);
    return handle->cancelled;
}

double gen_handle_when(const gen_handle_t *handle)
{
    GIVEN(handle);
    return handle->timer.when;
}

void gen_handle_free(gen_handle_t *handle)
{
    if (handle == NULL || --handle->refs > 0)
        return;
    if (is_waiting(handle))
        gen_panic_("gen_handle_free", "this handle was freed already");
    gen_locals_free_(handle->locals);
    if (handle->dropped != NULL)
        handle->dropped(handle->arg);
    free(handle);
}
