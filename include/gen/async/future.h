/**
 * @file gen/async/future.h
 * Futures: a result that is not there yet.
 *
 * A future is a gen_t: `gen_await(self, gen_ref(future), &result)` waits until somebody sets its result, and returns
 * it or raises its exception, for any number of waiters, any number of times. A task is a future whose result its
 * coroutine sets: all functions here work on tasks as well, except those that set.
 *
 * A result is a value and owns nothing: what it points to must live as long as somebody may ask for it.
 */
#ifndef GEN_ASYNC_FUTURE_H
#define GEN_ASYNC_FUTURE_H

#include <gen/async/loop.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Asked a future for what it does not have yet: asyncio's InvalidStateError, an Exception. */
extern GEN_DATA const gen_exc_t GEN_INVALID_STATE_ERROR[1];

/** loop.create_future(). @return one reference; NULL if out of memory */
GEN_API gen_t *gen_create_future(gen_loop_t *loop) GEN_CHECKED;

/** @return whether @p g is a future, which a task is too */
GEN_API bool gen_is_future(const gen_t *g);

/** @return whether it has a result or an exception or was cancelled */
GEN_API bool gen_future_done(const gen_t *future);

/** @return whether it was cancelled */
GEN_API bool gen_future_cancelled(const gen_t *future);

/**
 * Sets the result, and wakes those who wait in the next iteration.
 * @return false, and nothing changes, if it is done already or is a task: Python's InvalidStateError "invalid state" and
 *     RuntimeError "Task does not support set_result operation"
 */
GEN_API bool gen_future_set_result(gen_t *future, gen_value_t result);

/**
 * Sets the exception, of which the caller keeps its reference. A StopIteration is replaced by a RuntimeError whose
 * cause it is (CPython 3.13).
 * @return as gen_future_set_result()
 */
GEN_API bool gen_future_set_exception(gen_t *future, gen_error_t *error);

/**
 * Cancels it: whoever waits gets a CancelledError. For a task, this is gen_task_cancel().
 * @param future   the future
 * @param message  the CancelledError's message, copied; NULL for none
 * @return false if it was done already
 */
GEN_API bool gen_future_cancel(gen_t *future, const char *message);

/**
 * result(): what it was set to.
 * @param future  the future
 * @param result  the result; may be NULL
 * @param error   with GEN_RAISED the exception, which the caller then owns; may be NULL
 * @return GEN_RETURNED; GEN_RAISED with its exception, a CancelledError, or InvalidStateError "Result is not set."
 */
GEN_API gen_status_t gen_future_result(gen_t *future, gen_value_t *result, gen_error_t **error);

/**
 * exception(): what was set, as a value.
 * @param future  the future
 * @param error   with GEN_RETURNED its exception, owned by the caller, or NULL if it has none; with GEN_RAISED what
 *                asking for it raised: a CancelledError, or InvalidStateError "Exception is not set."
 */
GEN_API gen_status_t gen_future_exception(gen_t *future, gen_error_t **error);

/** Is told that @p future, which is borrowed until it returns, is done. */
typedef void gen_done_callback_t(gen_t *future, void *arg);

/**
 * Has `callback(future, arg)` called by the loop once the future is done; at the next iteration if it is already.
 * @param future    the future, which is not kept: a callback of one that is freed before it is done is never called
 * @param callback  what to call
 * @param arg       with what; borrowed until it has been called, or removed, or the future or the loop freed
 * @return false if out of memory
 */
GEN_API bool gen_future_add_done_callback(gen_t *future, gen_done_callback_t *callback, void *arg) GEN_CHECKED;

/** Takes back all such callbacks that are equal and were not scheduled yet: one that is to be called in the next iteration
 * will be. @return how many */
GEN_API size_t gen_future_remove_done_callback(gen_t *future, gen_done_callback_t *callback, void *arg);

#ifdef __cplusplus
}
#endif

#endif
