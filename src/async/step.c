/* step.c - one step of a task: what it is resumed with, and what becomes of what it yields or ends with. */
#include "async/internal.h"

void gen_task_wake_(struct task *t)
{
    if (t->wait != NULL) {
        t->wait->task = NULL;
        t->wait = NULL;
    }
    make_ready(t->future.loop, &t->ready);
}

void gen_task_throw_(struct task *t, gen_error_t *e)
{
    t->thrown = e;
    t->special |= SPECIAL_THROW;
    make_ready(t->future.loop, &t->ready);
}

/* --- The end of a task --- */

void gen_task_abandon_(struct task *t)
{
    gen_task_leave_loop_(t);
    link_remove(&t->ready.link);
    gen_free(t->future.self);
}

/* The loop's reference goes last: nobody else may hold one. */
static void task_finish(struct task *t, const gen_value_t *result, gen_error_t *error)
{
    gen_task_leave_loop_(t);
    gen_free(t->coroutine); /* its stack serves the next one */
    t->coroutine = NULL;
    if (GEN_UNLIKELY(t->scope != NULL))
        gen_scopes_forget_(t);
    if (error != NULL && gen_error_is(error, GEN_CANCELLED_ERROR)) {
        gen_future_cancel_plain_(&t->future, NULL);
        t->future.error = error;
    } else {
        gen_future_finish_(&t->future, result, error);
    }
    gen_free(t->future.self);
}

/* It was cancelled by itself, and then did not wait any more: all who ask are given the message. */
static void finish_cancelled(struct task *t)
{
    gen_error_t *e = gen_future_make_cancelled_(&t->future);
    char *message = t->future.cancel_message;

    t->special &= ~(unsigned)SPECIAL_MUST_CANCEL;
    t->future.cancel_message = NULL;
    gen_ref(t->future.self);
    task_finish(t, &GEN_NONE, e);
    t->future.cancel_message = message;
    gen_free(t->future.self);
}

static void finish_returned(struct task *t, const gen_value_t *result)
{
    if ((t->special & SPECIAL_MUST_CANCEL) == 0)
        task_finish(t, result, NULL);
    else
        finish_cancelled(t);
}

static void finish_raised(struct task *t)
{
    gen_loop_t *loop = t->future.loop;
    gen_error_t *e = gen_take_error(t->coroutine);

    if (!loop->ending && (gen_error_is(e, GEN_SYSTEM_EXIT) || gen_error_is(e, GEN_KEYBOARD_INTERRUPT))) {
        gen_error_free(loop->escaped);
        loop->escaped = gen_error_ref(e);
    }
    task_finish(t, &GEN_NONE, e);
}

/* --- What a task waits for --- */

static void bad_yield(struct task *t, const gen_value_t *yielded)
{
    switch (yielded->kind) {
    case GEN_KIND_INT:
        gen_task_throw_(t, gen_error_new(GEN_RUNTIME_ERROR, "Task got bad yield: %lld", (long long)yielded->as.i));
        return;
    case GEN_KIND_REAL:
        gen_task_throw_(t, gen_error_new(GEN_RUNTIME_ERROR, "Task got bad yield: %.17g", yielded->as.r));
        return;
    case GEN_KIND_STR:
        gen_task_throw_(t, gen_error_new(GEN_RUNTIME_ERROR, "Task got bad yield: '%s'", yielded->as.s));
        return;
    case GEN_KIND_NONE:
    case GEN_KIND_PTR:
    case GEN_KIND_ERROR:
        break;
    }
    gen_task_throw_(t, gen_error_new(GEN_RUNTIME_ERROR, "Task got bad yield: %s at %p", gen_kind_name(yielded->kind),
                                     yielded->as.p));
}

/* Whether a cancellation is waiting for the task to wait. */
static bool wants_cancel(const struct task *t)
{
    return (t->special & (SPECIAL_MUST_CANCEL | SPECIAL_SCOPE)) != 0;
}

static void park_on_wait(struct task *t, struct gen_wait_ *w)
{
    w->task = t;
    t->wait = w;
    if (w->state != WAIT_PENDING) {
        gen_task_wake_(t);
        return;
    }
    if (wants_cancel(t) && gen_wait_cancel_(w)) {
        gen_set_message_(&t->wait_message, t->future.cancel_message);
        t->special &= ~(unsigned)SPECIAL_MUST_CANCEL;
    }
}

static void park_on_future(struct task *t, struct future *f)
{
    if (f->loop != t->future.loop) {
        gen_task_throw_(t, gen_error_new(GEN_RUNTIME_ERROR, "Task '%s' got %s %p attached to a different loop",
                                         gen_task_known_as_(t), f->class->name, (void *)f->self));
        return;
    }
    if (f == &t->future) {
        gen_task_throw_(t,
                        gen_error_new(GEN_RUNTIME_ERROR, "Task cannot await on itself: '%s'", gen_task_known_as_(t)));
        return;
    }
    gen_future_watch_(f, &t->awaiting);
    if (wants_cancel(t) && t->awaiting.future == f && f->class->cancel(f, t->future.cancel_message) &&
        t->awaiting.future == f) /* not so if it led back here: then t is woken, to be cancelled */
        t->special &= ~(unsigned)SPECIAL_MUST_CANCEL;
}

static void settle_yield(struct task *t, const gen_value_t *yielded)
{
    gen_loop_t *loop = t->future.loop;
    struct gen_wait_ *w = loop->parked_wait;
    struct future *f = loop->parked_future;

    loop->parked_wait = NULL;
    loop->parked_future = NULL;
    if (gen_is_none(*yielded)) {
        if ((t->special & SPECIAL_SCOPE) != 0)
            t->special |= SPECIAL_WAIT_CANCELLED;
        make_ready(loop, &t->ready);
    } else if (yielded->kind == GEN_KIND_PTR && yielded->as.p != NULL && yielded->as.p == w) {
        park_on_wait(t, w);
    } else if (yielded->kind == GEN_KIND_PTR && yielded->as.p != NULL && yielded->as.p == f) {
        park_on_future(t, f);
    } else {
        bad_yield(t, yielded);
    }
}

void gen_task_settle_(struct task *t, gen_status_t status, const gen_value_t *yielded)
{
    switch (status) {
    case GEN_YIELDED:
        settle_yield(t, yielded);
        return;
    case GEN_RETURNED:
        finish_returned(t, yielded);
        return;
    case GEN_RAISED:
        finish_raised(t);
        return;
    }
}

/* --- The step --- */

/* The exception that the next step begins with; NULL for none. Clears what asked for it. */
static gen_error_t *exception_to_throw(struct task *t)
{
    unsigned asked = t->special;
    gen_error_t *e = t->thrown;

    t->thrown = NULL;
    t->special &= (unsigned)(SPECIAL_SCOPE | SPECIAL_WATCHED);
    if ((asked & SPECIAL_FUTURE_CANCELLED) != 0)
        return e; /* what it awaits raises a CancelledError of its own */
    if ((asked & (SPECIAL_MUST_CANCEL | SPECIAL_WAIT_CANCELLED)) != 0 && !gen_error_is(e, GEN_CANCELLED_ERROR)) {
        gen_error_free(e);
        e = (asked & SPECIAL_WAIT_CANCELLED) != 0 ? gen_cancelled_error_(t->wait_message)
                                                  : gen_future_make_cancelled_(&t->future);
        gen_set_message_(&t->wait_message, NULL);
    }
    return e;
}

void gen_task_step_(struct task *t)
{
    gen_loop_t *loop = t->future.loop;
    gen_error_t *e = exception_to_throw(t);
    gen_value_t yielded = GEN_NONE;
    bool watched = (t->special & SPECIAL_WATCHED) != 0;
    struct watch watch;
    gen_status_t status;

    if (watched)
        gen_watch_begin_(t, &watch);
    loop->current = t;
    if (e != NULL)
        status = gen_throw_error(t->coroutine, e, &yielded);
    else
        status = gen_next(t->coroutine, &yielded);
    loop->current = NULL;
    gen_error_free(e);
    if (watched)
        gen_watch_end_(t, &watch);
    gen_task_settle_(t, status, &yielded); /* a task that has ended may be gone after this */
    if (watched && status == GEN_YIELDED)
        gen_watch_idle_(t);
}
