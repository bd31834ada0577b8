/**
 * @file gen/async/gather.h
 * Waiting for several things: gather, wait, as_completed, shield.
 */
#ifndef GEN_ASYNC_GATHER_H
#define GEN_ASYNC_GATHER_H

#include <gen/async/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * asyncio.gather(): runs all of @p awaitables side by side and waits for them.
 *
 * @code
 * gen_t *pages[] = {gen_coroutine(NULL, fetch, &a, sizeof a), gen_coroutine(NULL, fetch, &b, sizeof b)};
 * gen_value_t sizes[2];
 *
 * if (!gen_gather(self, pages, 2, sizes, NULL))
 *     return GEN_RAISED;
 * @endcode
 *
 * @param self        the coroutine that runs
 * @param awaitables  coroutines, futures and tasks; **the references are taken over**, and a NULL among them raises a
 *                    MemoryError, a future of another loop a ValueError. A future may stand there twice.
 * @param count       how many
 * @param results     filled with their results in the same order; may be NULL
 * @param errors      NULL: the first exception is raised at once, and the others go on. Otherwise
 *                    return_exceptions=True: filled with their exceptions, owned by the caller, NULL where there is none.
 * @return true; false if an exception is pending. Cancelling the wait cancels all of them.
 */
GEN_API bool gen_gather(gen_t *self, gen_t *const *awaitables, size_t count, gen_value_t *results, gen_error_t **errors)
    GEN_CHECKED;

/** What gen_wait() waits for. */
typedef enum gen_return_when {
    GEN_ALL_COMPLETED,   /**< all are done */
    GEN_FIRST_COMPLETED, /**< one is done */
    GEN_FIRST_EXCEPTION  /**< one has raised an exception, or all are done */
} gen_return_when_t;

/**
 * asyncio.wait(): waits for futures and tasks without asking for their results. Afterwards gen_future_done() tells which
 * are done. Neither the end of the time nor a cancellation of the wait touches them.
 * @param self     the coroutine that runs
 * @param futures  the caller keeps its references. One that stands there twice counts twice.
 * @param count    how many
 * @param seconds  how long to wait at most; INFINITY for ever
 * @param when     what for
 * @param done     set to how many are done; may be NULL
 * @return true; false if an exception is pending: ValueError "Set of Tasks/Futures is empty." or for a future of another
 *     loop, TypeError "Passing coroutines is forbidden, use tasks explicitly.", MemoryError for NULL,
 *     ValueError "Invalid delay: NaN (not a number)"
 */
GEN_API bool gen_wait(gen_t *self, gen_t *const *futures, size_t count, double seconds, gen_return_when_t when,
                      size_t *done) GEN_CHECKED;

/** asyncio.as_completed(): futures in the order in which they are done. */
typedef struct gen_as_completed_iterator gen_as_completed_t;

/**
 * Begins.
 * @param self       the coroutine that runs
 * @param awaitables as for gen_gather(): **the references are taken over**
 * @param count      how many
 * @param seconds    how long to wait at most for all of them; INFINITY for ever
 * @return to be freed with gen_as_completed_free(); NULL if an exception is pending
 */
GEN_API gen_as_completed_t *gen_as_completed(gen_t *self, gen_t *const *awaitables, size_t count, double seconds)
    GEN_CHECKED;

/**
 * Waits for the next one. Several tasks may; each is given another one.
 * @param self    the coroutine that runs
 * @param it      what gen_as_completed() gave
 * @param future  set to one that is done, borrowed until gen_as_completed_free(): gen_future_result(); to NULL when there
 *                are no more
 * @return true; false if an exception is pending: TimeoutError, once for each that was not done when the time was over
 */
GEN_API bool gen_as_completed_next(gen_t *self, gen_as_completed_t *it, gen_t **future) GEN_CHECKED;

/** Ends. What is not done yet goes on. NULL is fine. */
GEN_API void gen_as_completed_free(gen_as_completed_t *it);

/**
 * asyncio.shield(): awaits, and a cancellation of the wait leaves @p awaitable running. An exception that it raises after
 * that goes to the loop's exception handler.
 * @param self       the coroutine that runs
 * @param awaitable  a coroutine, which becomes a task, or a future; **the reference is taken over**
 * @param result     as for gen_await()
 * @return as gen_await()
 */
GEN_API bool gen_shield(gen_t *self, gen_t *awaitable, gen_value_t *result) GEN_CHECKED;

#ifdef __cplusplus
}
#endif

#endif
