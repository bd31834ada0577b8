/*
 * gather.c - gather(): a future that is done when all its children are.
 *
 * It outlives who awaits it, until the last child is done: an exception of a child that nobody will see is retrieved
 * here, as in asyncio. Each child that is not done holds a reference to it; it holds the children until it is done.
 */
#include "async/internal.h"
#include <stdlib.h>
#include <string.h>

struct child {
    struct waiter waiter;
    struct gathering *outer;
    gen_t *future; /* a reference; NULL once nobody will ask for its result */
    bool done;     /* it was from the beginning */
};

struct gathering {
    struct future future; /* first */
    struct child *children;
    size_t count, finished;
    bool return_exceptions, cancel_requested;
    bool cancelling;         /* its children are being cancelled, */
    size_t to_cancel;        /* from this one on, */
    struct gathering *outer; /* then those of the one through which it was reached */
};

static struct future *child_at(const struct gathering *g, size_t index)
{
    return g->children[index].future != NULL ? gen_future_of_(g->children[index].future) : NULL;
}

static bool cancel_children_of(struct future *f, struct cancelling *c);

static bool gathering_cancel(struct future *f, const char *message)
{
    struct cancelling c = {NULL, NULL};
    bool any = cancel_children_of(f, &c);

    gen_cancel_children_(&c, message);
    return any;
}

static void drop_children(struct gathering *g)
{
    for (size_t i = 0; i < g->count; i++) {
        gen_t *child = g->children[i].future;

        g->children[i].future = NULL;
        gen_free(child);
    }
}

static void gathering_destroy(struct future *f)
{
    struct gathering *g = (struct gathering *)f;

    drop_children(g);
    free(g->children);
}

static const struct gatherer gatherer;
static const struct future_class gathering_class = {"gather", gathering_cancel, gathering_destroy, false, &gatherer};

/* --- Cancelling it: its children one after the other, those of what a child awaits before the next child --- */

static bool is_cancelling(const struct future *f)
{
    return ((const struct gathering *)f)->cancelling;
}

static struct future *next_child(struct cancelling *c)
{
    while (c->innermost != NULL) {
        struct gathering *g = c->innermost;

        while (g->to_cancel < g->count) {
            struct future *child = child_at(g, g->to_cancel++);

            if (child != NULL)
                return child;
        }
        g->cancelling = false;
        c->innermost = g->outer;
    }
    return NULL;
}

static bool cancel_children_of(struct future *f, struct cancelling *c)
{
    struct gathering *g = (struct gathering *)f;
    bool any = false;

    if (f->state != FUTURE_PENDING || g->cancelling)
        return false;
    for (size_t i = 0; i < g->count && !any; i++)
        any = child_at(g, i) != NULL && child_at(g, i)->state == FUTURE_PENDING;
    if (!any)
        return false;
    g->cancel_requested = true;
    g->cancelling = true;
    g->to_cancel = 0;
    g->outer = c->innermost;
    c->innermost = g;
    c->next = next_child;
    return true;
}

/* --- A child is done --- */

/* The exception of a child that is done, as an object of its own; NULL if it has none. */
static gen_error_t *exception_of(struct future *f)
{
    gen_error_t *e = NULL;

    if (gen_future_result(f->self, NULL, &e) == GEN_RETURNED)
        return NULL;
    return e;
}

static void fail(struct gathering *g, gen_error_t *e)
{
    bool expected = g->cancel_requested && gen_error_is(e, GEN_CANCELLED_ERROR);

    gen_future_finish_(&g->future, &GEN_NONE, e);
    if (expected) /* also where nobody waits any more, because it was cancelled by way of itself */
        g->future.log_traceback = false;
    drop_children(g);
}

/* All are done: they are asked for what they have even if nobody will be given it. */
static void complete(struct gathering *g)
{
    for (size_t i = 0; i < g->count; i++)
        child_at(g, i)->log_traceback = false;
    if (g->cancel_requested)
        fail(g, gen_future_make_cancelled_(child_at(g, g->count - 1))); /* as in CPython */
    else
        gen_future_finish_(&g->future, &GEN_NONE, NULL);
}

/* All are done, or the first that failed without return_exceptions is. */
static void settle(struct gathering *g, struct future *child)
{
    gen_error_t *e;

    if (!g->return_exceptions && (e = exception_of(child)) != NULL)
        fail(g, e);
    else if (g->finished == g->count)
        complete(g);
}

static void child_done(struct waiter *waiter)
{
    struct child *c = CONTAINER_OF(waiter, struct child, waiter);
    struct gathering *g = c->outer;
    struct future *child = waiter->future;

    g->finished++;
    if (child != NULL && g->future.state == FUTURE_PENDING)
        settle(g, child);
    else if (child != NULL)
        child->log_traceback = false;
    gen_free(g->future.self);
}

static bool is_awaited(const struct waiter *waiter)
{
    (void)waiter;
    return true;
}

static const struct waiter_class waits_for_child = {child_done, is_awaited};

static struct task *task_among_children(const struct future *f, size_t index)
{
    const struct gathering *g = (const struct gathering *)f;

    for (size_t i = 0; i < g->count; i++) {
        struct future *child = child_at(g, i);

        if (child != NULL && is_task(child) && child->state == FUTURE_PENDING && index-- == 0)
            return task_of(child);
    }
    return NULL;
}

static const struct gatherer gatherer = {is_cancelling, cancel_children_of, task_among_children};

/* --- Making one --- */

gen_t *gen_ensure_future_(gen_loop_t *loop, gen_t *awaitable)
{
    if (awaitable == NULL || !gen_is_coroutine(awaitable)) {
        if (awaitable != NULL && gen_future_of_(awaitable) == NULL)
            gen_panic_("gen_gather", "a coroutine, future or task was expected");
        return awaitable;
    }
    return gen_loop_create_task(loop, awaitable, NULL);
}

/* Whether none is a future of another loop: a ValueError. */
bool gen_need_futures_of_(gen_t *self, const gen_loop_t *loop, gen_t *const *awaitables, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct future *f = awaitables[i] != NULL ? gen_future_of_(awaitables[i]) : NULL;

        if (f == NULL || f->loop == loop)
            continue;
        gen_raise(self, GEN_VALUE_ERROR, OTHER_LOOP);
        return false;
    }
    return true;
}

static struct gathering *gathering_new(gen_loop_t *loop, size_t count, bool return_exceptions)
{
    struct gathering *g = (struct gathering *)gen_future_make_(loop, &gathering_class, sizeof *g);

    if (g == NULL)
        return NULL;
    g->children = calloc(count, sizeof *g->children);
    if (g->children == NULL) {
        gen_free(g->future.self);
        return NULL;
    }
    g->count = count;
    g->return_exceptions = return_exceptions;
    return g;
}

static void watch_child(struct child *c)
{
    struct future *f = gen_future_of_(c->future);

    gen_waiter_init_(&c->waiter, &waits_for_child);
    c->done = f->state != FUTURE_PENDING;
    if (!c->done) {
        gen_future_watch_(f, &c->waiter);
        return;
    }
    c->waiter.future = f;
    gen_ref(f->self); /* until it has been looked at */
}

/* Those that are done already are looked at now (CPython 3.12): if all are, nobody waits. */
static void watch_children(struct gathering *g)
{
    for (size_t i = 0; i < g->count; i++) {
        g->children[i].outer = g;
        gen_ref(g->future.self);
        watch_child(&g->children[i]);
    }
    for (size_t i = 0; i < g->count; i++) {
        struct child *c = &g->children[i];
        struct future *f = c->waiter.future;

        if (!c->done)
            continue;
        child_done(&c->waiter);
        gen_free(f->self);
    }
}

/* Takes the awaitables over in any case; false if one is missing for lack of memory. */
static bool adopt(struct gathering *g, gen_loop_t *loop, gen_t *const *awaitables, size_t count)
{
    bool whole = g != NULL;

    for (size_t i = 0; i < count; i++) {
        gen_t *future = whole ? gen_ensure_future_(loop, awaitables[i]) : awaitables[i];

        if (future == NULL)
            whole = false;
        if (g != NULL)
            g->children[i].future = future;
        else
            gen_free(future);
    }
    return whole;
}

/* asyncio makes this one with a message in any case. */
static gen_error_t *cancelled_result(const struct future *f)
{
    return gen_cancelled_error_(f->cancel_message != NULL ? f->cancel_message : "");
}

static void copy_outcomes(struct gathering *g, gen_value_t *results, gen_error_t **errors)
{
    for (size_t i = 0; i < g->count; i++) {
        gen_value_t value = GEN_NONE;
        gen_error_t *e = NULL;

        if (gen_future_cancelled(g->children[i].future))
            e = cancelled_result(gen_future_of_(g->children[i].future));
        else
            gen_future_result(g->children[i].future, &value, &e);
        if (results != NULL)
            results[i] = value;
        if (errors != NULL)
            errors[i] = e;
    }
}

static bool gather(gen_t *self, struct gathering *g, gen_value_t *results, gen_error_t **errors)
{
    gen_t *outer = gen_ref(g->future.self);
    gen_cleanup_t cleanup;
    bool ok;

    watch_children(g);
    gen_cleanup_push(self, &cleanup, drop_reference, outer);
    ok = gen_await(self, g->future.self, NULL);
    gen_cleanup_pop(self, &cleanup);
    if (ok)
        copy_outcomes(g, results, errors);
    gen_free(outer);
    return ok;
}

bool gen_gather(gen_t *self, gen_t *const *awaitables, size_t count, gen_value_t *results, gen_error_t **errors)
{
    gen_loop_t *loop = gen_need_loop_(self);
    struct gathering *g;

    if (errors != NULL && count > 0)
        memset(errors, 0, count * sizeof(gen_error_t *));
    if (count == 0 && loop != NULL)
        return true;
    g = loop != NULL && gen_need_futures_of_(self, loop, awaitables, count) ? gathering_new(loop, count, errors != NULL)
                                                                            : NULL;
    if (adopt(g, loop, awaitables, count))
        return gather(self, g, results, errors);
    if (g != NULL)
        gen_free(g->future.self);
    if (gen_pending(self) == NULL)
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
    return false;
}
