/**
 * @file gen/async/task.h
 * Tasks: coroutines that the loop runs side by side.
 *
 * gen_create_task() hands a coroutine to the loop, which starts it in its next iteration. The task is a gen_t to wait
 * for with gen_await(), to cancel, or to drop: the loop itself holds it until it is done. An exception that nobody
 * has asked for when the last reference is dropped goes to the loop's exception handler.
 *
 * @code
 * gen_t *task = gen_create_task(gen_coroutine(NULL, fetch, &url, sizeof url), "fetch");   // task = create_task(fetch(url))
 * ...
 * if (!gen_await(self, task, &result))                                                    // result = await task
 *     return GEN_RAISED;
 * @endcode
 */
#ifndef GEN_ASYNC_TASK_H
#define GEN_ASYNC_TASK_H

#include <gen/async/future.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @name Tasks
 * @{
 */

/**
 * asyncio.create_task(): on the loop that runs; stops the program if none does.
 * @param coroutine  what to run; **the reference is taken over**, and NULL (out of memory) gives NULL
 * @param name       copied; NULL for "Task-1", "Task-2" and so on
 * @return one reference; NULL if out of memory, which gen_await() turns into a MemoryError, or if the loop is closed
 */
GEN_API gen_t *gen_create_task(gen_t *coroutine, const char *name) GEN_CHECKED;

/** loop.create_task(): the same on any loop. */
GEN_API gen_t *gen_loop_create_task(gen_loop_t *loop, gen_t *coroutine, const char *name) GEN_CHECKED;

/** @return whether @p g is a task */
GEN_API bool gen_is_task(const gen_t *g);

/** asyncio.current_task(). @return the task that runs, borrowed; NULL in a callback and outside a loop */
GEN_API gen_t *gen_current_task(void);

/**
 * asyncio.all_tasks(): those of @p loop that are not done, in the order of their creation.
 * @param loop   the loop
 * @param tasks  filled with up to @p size of them, borrowed; may be NULL if @p size is 0
 * @param size   how many there is room for
 * @return how many there are
 */
GEN_API size_t gen_all_tasks(gen_loop_t *loop, gen_t **tasks, size_t size);

/** @return its name, good as long as the task or until it is given another */
GEN_API const char *gen_task_name(gen_t *task);

/** Gives it another name, which is copied. NULL is "Task-1", "Task-2" and so on again, and so is no memory for it. */
GEN_API void gen_task_set_name(gen_t *task, const char *name);

/** @} */

/**
 * @name Sleeping
 * @{
 */

/** The part of gen_sleep() that takes time. Not for users. */
GEN_API bool gen_sleep_(gen_t *self, double seconds) GEN_CHECKED;

/**
 * `await asyncio.sleep(seconds)`. Zero or less lets every other task that is ready run once; INFINITY waits until the
 * task is cancelled.
 * @return true; false if an exception is pending. ValueError "Invalid delay: NaN (not a number)"
 */
static inline bool gen_sleep(gen_t *self, double seconds) GEN_CHECKED;

static inline bool gen_sleep(gen_t *self, double seconds)
{
    return seconds <= 0 ? gen_yield(self, GEN_NONE, NULL) : gen_sleep_(self, seconds);
}

/** @} */

/**
 * @name Cancelling
 * A task is asked to end by raising CancelledError in it where it waits, or where it next waits. It may clean up, wait
 * meanwhile, and even refuse. What was asked is counted: blocks such as gen_timeout_enter()'s tell by the count
 * whether a CancelledError is their own.
 * @{
 */

/**
 * cancel(): asks the task to end. If it waits for a future or a task, that one is cancelled first. A task that has not
 * started never runs.
 * @param task     the task
 * @param message  the CancelledError's message, copied; NULL for none
 * @return false if it is done already
 */
GEN_API bool gen_task_cancel(gen_t *task, const char *message);

/** uncancel(): takes one cancel() back. At zero, one that was not delivered yet is forgotten. @return how many are left */
GEN_API unsigned gen_task_uncancel(gen_t *task);

/** cancelling(): how many times it was asked to end, less what was taken back. */
GEN_API unsigned gen_task_cancelling(const gen_t *task);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
