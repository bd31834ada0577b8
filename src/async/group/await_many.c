/* await_many.c - wait(), as_completed() and shield(): waits for futures that leave them alone. */
#include "async/internal.h"
#include <math.h>
#include <stdlib.h>

/* A wait that a timer may end. */
struct timed_wait {
    struct gen_wait_ wait;
    struct gen_timer_ timer;
    gen_cleanup_t cleanup;
    gen_loop_t *loop;
    bool timed_out;
};

static void time_is_up(gen_loop_t *loop, struct gen_ready_ *ready)
{
    struct gen_timer_ *timer = CONTAINER_OF(ready, struct gen_timer_, ready);
    struct timed_wait *w = CONTAINER_OF(timer, struct timed_wait, timer);

    (void)loop;
    w->timed_out = gen_wait_wake_(&w->wait);
}

static void stop_timer(void *arg)
{
    struct timed_wait *w = arg;

    gen_timer_stop_(w->loop, &w->timer);
}

static bool start_timer(gen_t *self, struct timed_wait *w, gen_loop_t *loop, double deadline)
{
    w->loop = loop;
    w->timed_out = false;
    w->timer.ready.run = time_is_up;
    w->timer.place = 0;
    link_init(&w->timer.ready.link);
    gen_cleanup_push(self, &w->cleanup, stop_timer, w);
    if (deadline == (double)INFINITY || gen_timer_start_(loop, &w->timer, deadline))
        return true;
    gen_cleanup_pop(self, &w->cleanup);
    gen_raise(self, GEN_MEMORY_ERROR, NULL);
    return false;
}

static bool timed_wait(gen_t *self, struct timed_wait *w, const struct gen_wait_kind_ *kind, const void *on)
{
    bool ok = wait_on(self, &w->wait, NULL, kind, on);

    gen_cleanup_pop(self, &w->cleanup);
    stop_timer(w);
    return ok;
}

/* --- wait() --- */

struct waiting {
    struct timed_wait timed;
    gen_cleanup_t cleanup;
    gen_return_when_t when;
    struct watched *watched;
    size_t count, left;
};

struct watched {
    struct waiter waiter;
    struct waiting *waiting;
};

/* To ask is to retrieve the exception: it is not asked for where the answer makes no difference. */
static bool has_failed(struct future *f)
{
    gen_error_t *e = NULL;

    if (f->state != FUTURE_CANCELLED)
        gen_future_exception(f->self, &e);
    gen_error_free(e);
    return e != NULL;
}

/* One more is done. Returns whether that is what is waited for. */
static bool suffices(struct waiting *w, struct future *f)
{
    return --w->left == 0 || w->when == GEN_FIRST_COMPLETED || (w->when == GEN_FIRST_EXCEPTION && has_failed(f));
}

static void one_done(struct waiter *waiter)
{
    struct waiting *w = CONTAINER_OF(waiter, struct watched, waiter)->waiting;
    struct future *f = waiter->future;

    waiter->future = NULL;
    if (f != NULL && suffices(w, f))
        gen_wait_wake_(&w->timed.wait);
}

static const struct waiter_class on_one_done = {one_done, NULL};

/* asyncio cannot take back a call that is on its way already: it looks at the exception though nobody waits any more. */
static void forget_all(void *arg)
{
    struct waiting *w = arg;

    for (size_t i = 0; i < w->count; i++) {
        struct waiter *waiter = &w->watched[i].waiter;

        if (waiter->future == NULL)
            continue;
        if (!link_alone(&waiter->ready.link))
            (void)suffices(w, waiter->future);
        gen_waiter_forget_(waiter);
    }
    free(w->watched);
}

static bool watch_all(gen_t *self, struct waiting *w, gen_t *const *futures, size_t count)
{
    w->watched = calloc(count, sizeof *w->watched);
    if (w->watched == NULL) {
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
        return false;
    }
    w->count = count;
    w->left = count;
    for (size_t i = 0; i < count; i++) {
        gen_waiter_init_(&w->watched[i].waiter, &on_one_done);
        w->watched[i].waiting = w;
        gen_future_watch_(gen_future_of_(futures[i]), &w->watched[i].waiter);
    }
    gen_cleanup_push(self, &w->cleanup, forget_all, w);
    return true;
}

static bool check_futures(gen_t *self, const gen_loop_t *loop, gen_t *const *futures, size_t count)
{
    if (count == 0) {
        gen_raise(self, GEN_VALUE_ERROR, "Set of Tasks/Futures is empty.");
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (futures[i] == NULL) {
            gen_raise(self, GEN_MEMORY_ERROR, NULL);
            return false;
        }
        if (gen_future_of_(futures[i]) == NULL) {
            gen_raise(self, GEN_TYPE_ERROR, "Passing coroutines is forbidden, use tasks explicitly.");
            return false;
        }
    }
    return gen_need_futures_of_(self, loop, futures, count);
}

static const struct gen_wait_kind_ waiting_kind = {"wait", "gen_wait()", NULL, NULL};

bool gen_wait(gen_t *self, gen_t *const *futures, size_t count, double seconds, gen_return_when_t when, size_t *done)
{
    gen_loop_t *loop = gen_need_loop_(self);
    struct waiting w;
    bool ok = false;

    if (loop == NULL || !check_futures(self, loop, futures, count) || !gen_need_number_(self, seconds) ||
        !watch_all(self, &w, futures, count))
        return false;
    w.when = when;
    if (start_timer(self, &w.timed, loop, gen_loop_time(loop) + seconds))
        ok = timed_wait(self, &w.timed, &waiting_kind, NULL);
    gen_cleanup_pop(self, &w.cleanup);
    forget_all(&w);
    if (done != NULL) {
        *done = 0;
        for (size_t i = 0; i < count; i++)
            *done += gen_future_done(futures[i]);
    }
    return ok;
}

/* --- as_completed() --- */

struct completing {
    struct waiter waiter;
    struct gen_as_completed_iterator *it;
    gen_t *future;
    struct completing *next; /* of those that are done */
};

struct gen_as_completed_iterator {
    gen_loop_t *loop;
    struct completing *items;
    size_t count, left; /* not given yet */
    size_t pending;     /* not done yet */
    struct completing *first, **last;
    struct gen_link_ waits; /* of who wants the next one */
    struct gen_timer_ timer;
    bool timed_out; /* nothing is awaited any more */
};

static void completed(struct waiter *waiter)
{
    struct completing *c = CONTAINER_OF(waiter, struct completing, waiter);
    struct gen_as_completed_iterator *it = c->it;

    if (waiter->future == NULL)
        return;
    waiter->future = NULL;
    *it->last = c;
    it->last = &c->next;
    if (--it->pending == 0)
        gen_timer_stop_(it->loop, &it->timer);
    gen_wake_all_(&it->waits);
}

static const struct waiter_class on_completed = {completed, NULL};

static void forget_pending(gen_as_completed_t *it)
{
    for (size_t i = 0; i < it->count; i++)
        if (it->items[i].waiter.future != NULL)
            gen_waiter_forget_(&it->items[i].waiter);
}

/* What is done after this comes too late, also if nobody has asked for it yet. */
static void end_completing(gen_loop_t *loop, struct gen_ready_ *ready)
{
    struct gen_timer_ *timer = CONTAINER_OF(ready, struct gen_timer_, ready);
    gen_as_completed_t *it = CONTAINER_OF(timer, gen_as_completed_t, timer);

    (void)loop;
    it->timed_out = true;
    forget_pending(it);
    gen_wake_all_(&it->waits);
}

static gen_as_completed_t *as_completed_new(gen_loop_t *loop, size_t count, double seconds)
{
    gen_as_completed_t *it = calloc(1, sizeof *it);
    double deadline = gen_loop_time(loop) + seconds;

    if (it == NULL)
        return NULL;
    it->loop = loop;
    it->last = &it->first;
    link_init(&it->waits);
    it->timer.ready.run = end_completing;
    link_init(&it->timer.ready.link);
    it->items = calloc(count > 0 ? count : 1, sizeof *it->items);
    if (it->items == NULL ||
        (count > 0 && deadline != (double)INFINITY && !gen_timer_start_(loop, &it->timer, deadline))) {
        free(it->items);
        free(it);
        return NULL;
    }
    return it;
}

static bool adopt(gen_as_completed_t *it, gen_loop_t *loop, gen_t *awaitable)
{
    gen_t *future = gen_ensure_future_(loop, awaitable);
    struct completing *c = &it->items[it->count];

    if (future == NULL)
        return false;
    c->it = it;
    c->future = future;
    gen_waiter_init_(&c->waiter, &on_completed);
    gen_future_watch_(gen_future_of_(future), &c->waiter);
    it->left = ++it->count;
    it->pending++;
    return true;
}

gen_as_completed_t *gen_as_completed(gen_t *self, gen_t *const *awaitables, size_t count, double seconds)
{
    gen_loop_t *loop = gen_need_loop_(self);
    gen_as_completed_t *it =
        loop != NULL && gen_need_futures_of_(self, loop, awaitables, count) && gen_need_number_(self, seconds)
            ? as_completed_new(loop, count, seconds)
            : NULL;
    bool whole = it != NULL;

    for (size_t i = 0; i < count; i++) {
        if (!whole)
            gen_free(awaitables[i]);
        else
            whole = adopt(it, loop, awaitables[i]);
    }
    if (whole)
        return it;
    gen_as_completed_free(it);
    if (gen_pending(self) == NULL)
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
    return NULL;
}

static const struct gen_wait_kind_ completing = {"as_completed", "gen_as_completed_next()", NULL, NULL};

bool gen_as_completed_next(gen_t *self, gen_as_completed_t *it, gen_t **future)
{
    struct gen_wait_ w;

    GIVEN(it);
    *future = NULL;
    while (it->left > 0 && it->first == NULL && !it->timed_out)
        if (!wait_on(self, &w, &it->waits, &completing, NULL))
            return false;
    if (it->left == 0)
        return true;
    it->left--;
    if (it->first == NULL) {
        gen_raise(self, GEN_TIMEOUT_ERROR, NULL);
        return false;
    }
    *future = it->first->future;
    it->first = it->first->next;
    if (it->first == NULL)
        it->last = &it->first;
    return true;
}

void gen_as_completed_free(gen_as_completed_t *it)
{
    if (it == NULL)
        return;
    gen_timer_stop_(it->loop, &it->timer);
    forget_pending(it);
    for (size_t i = 0; i < it->count; i++)
        gen_free(it->items[i].future);
    free(it->items);
    free(it);
}

/* --- shield() --- */

struct shielded {
    struct waiter waiter;
    struct gen_wait_ wait;
    gen_cleanup_t cleanup, cleanup_inner;
};

/* Its exception is for who waits, if that was not cancelled before (CPython 3.14). */
static void inner_done(struct waiter *waiter)
{
    struct gen_wait_ *wait = &CONTAINER_OF(waiter, struct shielded, waiter)->wait;
    struct future *inner = waiter->future;
    struct task *t = wait->task;

    waiter->future = NULL;
    if (!gen_wait_wake_(wait) || inner == NULL)
        return;
    inner->log_traceback = false;
    if (t != NULL && inner->state == FUTURE_FINISHED && inner->error != NULL)
        gen_task_set_thrown_(t, inner->error);
}

static const struct waiter_class on_inner_done = {inner_done, NULL};

static void forget(void *arg)
{
    struct waiter *waiter = arg;

    if (waiter->future != NULL)
        gen_waiter_forget_(waiter);
}

/* Nobody awaits it any more: its exception is told to the loop. */
static void report_late(gen_t *inner, void *arg)
{
    struct future *f = gen_future_of_(inner);
    char message[96];

    (void)arg;
    if (f->state != FUTURE_FINISHED || f->error == NULL)
        return;
    f->log_traceback = false;
    snprintf(message, sizeof message, "%s exception in shielded future", gen_error_type(f->error)->name);
    gen_report_(f->loop, message, f->error, inner);
}

static const struct gen_wait_kind_ shielding = {"shield", "gen_shield()", NULL, NULL};

bool gen_shield(gen_t *self, gen_t *awaitable, gen_value_t *result)
{
    gen_loop_t *loop = gen_need_loop_(self);
    gen_t *inner = loop != NULL ? gen_ensure_future_(loop, awaitable) : NULL;
    struct shielded s;
    bool ok;

    if (inner == NULL || gen_future_done(inner) || gen_future_of_(inner)->loop != loop) {
        if (loop == NULL)
            gen_free(awaitable);
        return loop != NULL && gen_await(self, inner, result);
    }
    gen_waiter_init_(&s.waiter, &on_inner_done);
    gen_future_watch_(gen_future_of_(inner), &s.waiter);
    gen_cleanup_push(self, &s.cleanup_inner, drop_reference, inner);
    gen_cleanup_push(self, &s.cleanup, forget, &s.waiter);
    ok = wait_on(self, &s.wait, NULL, &shielding, inner);
    gen_cleanup_pop(self, &s.cleanup);
    gen_cleanup_pop(self, &s.cleanup_inner);
    forget(&s.waiter);
    if (ok && !gen_future_cancelled(inner))
        return gen_await(self, inner, result);
    if (ok) /* the inner's own CancelledError is for who awaits that */
        gen_raise(self, GEN_CANCELLED_ERROR, NULL);
    gen_future_remove_done_callback(inner, report_late, NULL); /* one report is enough for several shields */
    if (!gen_future_done(inner) && !gen_future_add_done_callback(inner, report_late, NULL))
        gen_report_(loop, "out of memory: a shielded future is not watched", NULL, inner);
    gen_free(inner);
    return false;
}
