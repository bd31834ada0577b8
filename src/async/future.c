/* future.c - futures: state, result, who waits. */
#include "async/internal.h"
#include <stdlib.h>
#include <string.h>

const gen_exc_t GEN_INVALID_STATE_ERROR[1] = {{"InvalidStateError", GEN_EXCEPTION}};

/* A CancelledError of a future: the first to ask gets the very object that ended it, later ones get another. */
gen_error_t *gen_future_make_cancelled_(struct future *f)
{
    gen_error_t *e = f->error;

    if (f->state == FUTURE_CANCELLED && e != NULL) {
        f->error = NULL;
        return e;
    }
    return gen_cancelled_error_(f->cancel_message);
}

gen_error_t *gen_cancelled_error_(const char *message)
{
    if (message == NULL)
        return gen_error_new(GEN_CANCELLED_ERROR, NULL);
    return gen_error_new(GEN_CANCELLED_ERROR, "%s", message);
}

/* What awaiting it, or asking for its result, answers when it is done. */
static gen_status_t outcome(struct future *f, gen_value_t *out, gen_error_t **e)
{
    *e = NULL;
    if (f->state == FUTURE_CANCELLED) {
        *e = gen_future_make_cancelled_(f);
        return GEN_RAISED;
    }
    f->log_traceback = false;
    if (f->error != NULL) {
        *e = gen_error_ref(f->error);
        return GEN_RAISED;
    }
    if (out != NULL)
        gen_copy_(out, &f->result);
    return GEN_RETURNED;
}

/* Future.__await__: yields itself to the task that drives, and when resumed has a result. */
static gen_status_t future_next(gen_t *self, void *state, gen_value_t *out)
{
    struct future *f = state;
    gen_error_t *e;

    if (f->state == FUTURE_PENDING) {
        gen_loop_t *loop = gen_running_loop_;

        if (loop == NULL)
            return gen_raise(self, GEN_RUNTIME_ERROR, "no running event loop");
        loop->parked_future = f;
        *out = gen_ptr(f);
        return GEN_YIELDED;
    }
    if (outcome(f, out, &e) == GEN_RETURNED)
        return GEN_RETURNED;
    gen_raise_error(self, e);
    gen_error_free(e);
    return GEN_RAISED;
}

/* Whoever is still in the list waits in vain: a task keeps waiting, and is named when a deadlock is reported. */
void gen_future_forget_waiters_(struct future *f)
{
    while (!link_alone(&f->waiters)) {
        struct waiter *waiter = CONTAINER_OF(f->waiters.next, struct waiter, link);

        link_remove(&waiter->link);
        waiter->future = NULL;
        if (waiter->task == NULL)
            waiter->class->call(waiter);
    }
}

static void report_unretrieved(struct future *f)
{
    char message[64];

    snprintf(message, sizeof message, "%s exception was never retrieved", f->class->name);
    gen_report_(f->loop, message, f->error, f->self);
}

static void future_destroy(void *state)
{
    struct future *f = state;

    if (f->log_traceback && f->error != NULL)
        report_unretrieved(f);
    if (!link_alone(&f->waiters))
        gen_future_forget_waiters_(f);
    if (f->class->destroy != NULL)
        f->class->destroy(f);
    if (f->error != NULL)
        gen_error_free(f->error);
    if (f->cancel_message != NULL)
        free(f->cancel_message);
    gen_loop_unref_(f->loop);
}

static const gen_iterator_t future_type = {"Future", future_next, NULL, NULL, NULL, future_destroy};

const struct future_class gen_future_class_ = {"Future", gen_future_cancel_plain_, NULL, true, NULL};

struct future *gen_future_make_(gen_loop_t *loop, const struct future_class *class, size_t size)
{
    gen_t *self = gen_iter_new(&future_type, NULL, size);

    return self != NULL ? gen_future_begin_(self, loop, class) : NULL;
}

struct future *gen_future_begin_(gen_t *self, gen_loop_t *loop, const struct future_class *class)
{
    struct future *f = gen_iter_state(self, &future_type);

    gen_set_name(self, class->name);
    f->self = self;
    f->loop = loop;
    f->class = class;
    link_init(&f->waiters);
    f->error = NULL;
    f->cancel_message = NULL;
    f->state = FUTURE_PENDING;
    f->log_traceback = false;
    gen_loop_ref_(loop);
    return f;
}

struct future *gen_future_of_(const gen_t *g)
{
    return g != NULL ? gen_iter_state((gen_t *)(uintptr_t)g, &future_type) : NULL;
}

struct future *gen_need_future_(const gen_t *g, const char *function)
{
    struct future *f = gen_future_of_(g);

    if (f == NULL)
        gen_panic_(function, "this is neither a future nor a task");
    return f;
}

/* --- Who waits --- */

static void run_waiter(gen_loop_t *loop, struct gen_ready_ *ready)
{
    struct waiter *waiter = CONTAINER_OF(ready, struct waiter, ready);
    gen_t *future = waiter->future->self;

    (void)loop;
    waiter->class->call(waiter);
    gen_free(future);
}

/* Tells a waiter, which is on no list. On a loop that is closed nothing will run any more. */
static void tell(struct future *f, struct waiter *waiter)
{
    struct task *t = waiter->task;

    if (GEN_UNLIKELY(f->loop->closed)) {
        waiter->future = NULL;
        if (t == NULL)
            waiter->class->call(waiter);
        return;
    }
    if (t == NULL) {
        gen_ref(f->self); /* until it has run */
        waiter->ready.run = run_waiter;
        make_ready(f->loop, &waiter->ready);
        return;
    }
    waiter->future = NULL;
    f->log_traceback = false; /* who waits has asked: a cancellation meanwhile takes its place, and nothing is lost */
    if (f->state == FUTURE_CANCELLED || (f->error != NULL && gen_error_is(f->error, GEN_CANCELLED_ERROR)))
        t->special |= SPECIAL_FUTURE_CANCELLED;
    else if (f->error != NULL && f->class->gatherer == NULL)
        gen_task_set_thrown_(t, f->error);
    gen_task_wake_(t);
}

static void schedule_waiters(struct future *f)
{
    while (!link_alone(&f->waiters)) {
        struct waiter *waiter = CONTAINER_OF(f->waiters.next, struct waiter, link);

        link_remove(&waiter->link);
        tell(f, waiter);
    }
}

void gen_future_watch_(struct future *f, struct waiter *waiter)
{
    waiter->future = f;
    if (f->state == FUTURE_PENDING)
        link_append(&f->waiters, &waiter->link);
    else
        tell(f, waiter);
}

void gen_waiter_forget_(struct waiter *waiter)
{
    struct future *f = waiter->future;
    bool told = !link_alone(&waiter->ready.link);

    link_remove(&waiter->link);
    link_remove(&waiter->ready.link);
    waiter->future = NULL;
    if (told)
        gen_free(f->self);
}

/* --- Ending --- */

void gen_set_message_(char **place, const char *message)
{
    char *old = *place;

    *place = message != NULL ? strdup(message) : NULL;
    free(old);
}

bool gen_future_cancel_plain_(struct future *f, const char *message)
{
    f->log_traceback = false;
    if (f->state != FUTURE_PENDING)
        return false;
    f->state = FUTURE_CANCELLED;
    gen_set_message_(&f->cancel_message, message);
    schedule_waiters(f);
    return true;
}

/* StopIteration would end whatever awaits it (PEP 479). */
static gen_error_t *without_stop_iteration(gen_error_t *e)
{
    gen_error_t *runtime;

    if (!gen_error_is(e, GEN_STOP_ITERATION))
        return e;
    runtime =
        gen_error_new(GEN_RUNTIME_ERROR, "StopIteration interacts badly with generators and cannot be raised into a "
                                         "Future");
    gen_error_set_cause(runtime, e);
    gen_error_set_context(runtime, e);
    gen_error_free(e);
    return runtime;
}

void gen_future_finish_(struct future *f, const gen_value_t *result, gen_error_t *error)
{
    f->state = FUTURE_FINISHED;
    gen_copy_(&f->result, result);
    f->error = error != NULL ? without_stop_iteration(error) : NULL;
    f->log_traceback = error != NULL;
    schedule_waiters(f);
}

/* --- For users --- */

gen_t *gen_create_future(gen_loop_t *loop)
{
    struct future *f;

    gen_check_loop_(loop, "gen_create_future");
    f = gen_future_make_(loop, &gen_future_class_, sizeof *f);
    return f != NULL ? f->self : NULL;
}

bool gen_is_future(const gen_t *g)
{
    return gen_future_of_(g) != NULL;
}

bool gen_future_done(const gen_t *future)
{
    return gen_need_future_(future, "gen_future_done")->state != FUTURE_PENDING;
}

bool gen_future_cancelled(const gen_t *future)
{
    return gen_need_future_(future, "gen_future_cancelled")->state == FUTURE_CANCELLED;
}

bool gen_future_set_result(gen_t *future, gen_value_t result)
{
    struct future *f = gen_need_future_(future, "gen_future_set_result");

    if (!f->class->settable || f->state != FUTURE_PENDING)
        return false;
    gen_future_finish_(f, &result, NULL);
    return true;
}

bool gen_future_set_exception(gen_t *future, gen_error_t *error)
{
    struct future *f = gen_need_future_(future, "gen_future_set_exception");

    if (error == NULL)
        gen_panic_("gen_future_set_exception", "the exception is NULL");
    if (!f->class->settable || f->state != FUTURE_PENDING)
        return false;
    gen_future_finish_(f, &GEN_NONE, gen_error_ref(error));
    return true;
}

bool gen_future_cancel(gen_t *future, const char *message)
{
    struct future *f = gen_need_future_(future, "gen_future_cancel");

    return f->class->cancel(f, message);
}

/* Hands e over, or drops it if nobody wants it. */
static gen_status_t hand_over(gen_error_t *e, gen_error_t **error)
{
    if (error != NULL)
        *error = e;
    else
        gen_error_free(e);
    return GEN_RAISED;
}

gen_status_t gen_future_result(gen_t *future, gen_value_t *result, gen_error_t **error)
{
    struct future *f = gen_need_future_(future, "gen_future_result");
    gen_error_t *e;

    if (f->state == FUTURE_PENDING)
        return hand_over(gen_error_new(GEN_INVALID_STATE_ERROR, "Result is not set."), error);
    if (outcome(f, result, &e) == GEN_RAISED)
        return hand_over(e, error);
    if (error != NULL)
        *error = NULL;
    return GEN_RETURNED;
}

gen_status_t gen_future_exception(gen_t *future, gen_error_t **error)
{
    struct future *f = gen_need_future_(future, "gen_future_exception");

    if (f->state == FUTURE_PENDING)
        return hand_over(gen_error_new(GEN_INVALID_STATE_ERROR, "Exception is not set."), error);
    if (f->state == FUTURE_CANCELLED)
        return hand_over(gen_future_make_cancelled_(f), error);
    f->log_traceback = false;
    hand_over(gen_error_ref(f->error), error);
    return GEN_RETURNED;
}
