/* timeout.c - asyncio.timeout() and wait_for(), on a scope that cancels once. */
#include "async/internal.h"
#include <math.h>

bool gen_timeout_enter(gen_t *self, gen_timeout_t *timeout, double seconds)
{
    GIVEN(timeout);
    timeout->over_ = NULL;
    return gen_scope_begin_(self, &timeout->scope_, seconds, true);
}

/* raise TimeoutError from the CancelledError that is pending */
static void convert(gen_t *self)
{
    gen_error_t *cancelled, *e;

    if (!gen_catch_as(self, GEN_CANCELLED_ERROR, &cancelled))
        return;
    e = gen_error_new(GEN_TIMEOUT_ERROR, NULL);
    gen_raise_from(self, e, cancelled);
    gen_error_set_context(e, cancelled);
    gen_error_free(e);
    gen_error_free(cancelled);
}

/* An exception raised while the CancelledError was handled: in its chain of contexts a TimeoutError takes that place. */
static void insert_timeout_error(gen_error_t *e)
{
    for (; gen_error_context(e) != NULL; e = gen_error_context(e)) {
        gen_error_t *cancelled = gen_error_context(e), *t;

        if (!gen_error_is(cancelled, GEN_CANCELLED_ERROR))
            continue;
        t = gen_error_new(GEN_TIMEOUT_ERROR, NULL);
        gen_error_set_cause(t, cancelled);
        gen_error_set_context(t, cancelled);
        gen_error_set_context(e, t);
        gen_error_free(t);
        return;
    }
}

static void expired(gen_t *self, struct task *t, unsigned cancelling)
{
    gen_error_t *e = gen_pending(self);

    if (gen_task_uncancel(t->future.self) > cancelling || e == NULL || gen_task_in_cancelled_scope_(t))
        return;
    if (gen_error_is(e, GEN_CANCELLED_ERROR)) {
        convert(self);
        return;
    }
    insert_timeout_error(e);
    for (size_t i = 0; i < gen_error_group_size(e); i++)
        insert_timeout_error(gen_error_group_at(e, i));
}

bool gen_timeout_exit(gen_t *self, gen_timeout_t *timeout)
{
    GIVEN(timeout);

    struct task *t = timeout->scope_.task_;

    if (!gen_scope_end_(self, &timeout->scope_))
        return false;
    timeout->over_ = timeout->scope_.cancelled ? "expired" : "finished";
    if (timeout->scope_.cancelled)
        expired(self, t, timeout->scope_.cancelling_);
    return gen_pending(self) == NULL;
}

bool gen_timeout_expired(const gen_timeout_t *timeout)
{
    GIVEN(timeout);
    return timeout->scope_.cancelled;
}

double gen_timeout_when(const gen_timeout_t *timeout)
{
    GIVEN(timeout);
    return timeout->scope_.deadline;
}

bool gen_timeout_reschedule(gen_t *self, gen_timeout_t *timeout, double when)
{
    GIVEN(timeout);

    const char *state = timeout->over_ == NULL && timeout->scope_.cancelled ? "expiring" : timeout->over_;

    if (state != NULL)
        gen_raise(self, GEN_RUNTIME_ERROR, "Cannot change state of %s Timeout", state);
    else if (timeout->scope_.task_ == NULL)
        gen_raise(self, GEN_RUNTIME_ERROR, "Timeout has not been entered");
    else if (!gen_need_number_(self, when))
        return false;
    else if (!gen_scope_reschedule(&timeout->scope_, when))
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
    else
        return true;
    return false;
}

/* --- wait_for() --- */

/* With no time to wait: a future that is done gives its result, anything else is cancelled and waited for. A coroutine
 * becomes a task, which never starts. */
static bool poll_once(gen_t *self, gen_t *awaitable, gen_value_t *result)
{
    gen_t *future = gen_ensure_future_(gen_running_loop(), awaitable);
    struct future *f = future != NULL ? gen_future_of_(future) : NULL;
    gen_cleanup_t cleanup;
    bool ok;

    if (f == NULL || f->state != FUTURE_PENDING)
        return gen_await(self, future, result);
    f->class->cancel(f, NULL);
    gen_cleanup_push(self, &cleanup, drop_reference, future);
    ok = gen_wait(self, &future, 1, (double)INFINITY, GEN_ALL_COMPLETED, NULL);
    gen_cleanup_pop(self, &cleanup);
    if (!ok) {
        gen_free(future);
        return false;
    }
    if (gen_await(self, future, result))
        return true;
    convert(self);
    return false;
}

bool gen_wait_for(gen_t *self, gen_t *awaitable, double seconds, gen_value_t *result)
{
    gen_timeout_t timeout;
    bool ok;

    if (awaitable == NULL || (isinf(seconds) && seconds > 0))
        return gen_await(self, awaitable, result);
    if (seconds <= 0 && gen_current_task() != NULL)
        return poll_once(self, awaitable, result);
    if (!gen_timeout_enter(self, &timeout, seconds)) {
        gen_free(awaitable);
        return false;
    }
    ok = gen_await(self, awaitable, result);
    return gen_timeout_exit(self, &timeout) && ok;
}
