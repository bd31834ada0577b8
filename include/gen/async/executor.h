/**
 * @file gen/async/executor.h
 * Work that blocks, in libuv's pool of threads.
 *
 * @code
 * static gen_value_t digest(void *arg, gen_error_t **error)       // in another thread
 * {
 *     struct job *job = arg;
 *
 *     if (!hash_file(job->path, job->sum))
 *         *error = gen_os_error(errno, job->path);
 *     return GEN_NONE;
 * }
 *
 * struct job job = {.path = path};
 *
 * if (!gen_to_thread(self, digest, &job, NULL))                   // await asyncio.to_thread(digest, job)
 *     return GEN_RAISED;
 * puts(job.sum);
 * @endcode
 *
 * A thread cannot be interrupted. gen_to_thread() therefore does not end before the thread has, however its task is
 * cancelled, and what it is given may be a local variable. gen_run_in_executor() leaves at once, and the thread behind: so
 * it works on memory of its own.
 *
 * The pool has four threads unless the environment variable UV_THREADPOOL_SIZE says otherwise.
 */
#ifndef GEN_ASYNC_EXECUTOR_H
#define GEN_ASYNC_EXECUTOR_H

#include <gen/async/future.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Work for another thread. It may use nothing of the loop but gen_call_soon_threadsafe().
 * @param arg    what gen_to_thread() was given, or the copy that gen_run_in_executor() made
 * @param error  set to an exception, which is handed over, to raise it: gen_error_new()
 * @return the result, if @p error was not set. What it points to is not freed by anybody: it belongs into @p arg.
 */
typedef gen_value_t gen_work_t(void *arg, gen_error_t **error);

/**
 * `await asyncio.to_thread(work, arg)`, which ends when the thread has, and not before. Cancelled meanwhile, it takes the
 * work back if no thread has begun it, or else waits for it, and then raises the CancelledError; a result, or an exception
 * of the work, is dropped for it. Trio's to_thread.run_sync() does the same unless it is told to abandon_on_cancel. A
 * coroutine that is closed or destroyed while it is here, or thrown something else, cannot wait any more: whoever does that
 * is blocked until the thread has ended.
 * @param self    the coroutine that runs
 * @param work    what the thread calls
 * @param arg     with what: borrowed until this function ends
 * @param result  set to what it returned; may be NULL
 * @return true; false if an exception is pending: the work's, CancelledError, MemoryError, RuntimeError "Executor shutdown
 *     has been called" after gen_shutdown_default_executor()
 */
GEN_API bool gen_to_thread(gen_t *self, gen_work_t *work, void *arg, gen_value_t *result) GEN_CHECKED;

/**
 * `loop.run_in_executor(None, work, args)`: a future for what a thread does. Cancelling the future takes back work that no
 * thread has begun. Work that has begun goes on, and the loop waits for it at its end.
 * @param loop     the loop
 * @param work     what the thread calls, with the address of the copy
 * @param args     copied, @p size bytes of it; may be NULL if @p size is 0
 * @param size     in bytes
 * @param destroy  called with the copy, by the loop's thread, once neither the work nor anybody who holds the future needs
 *                 it: frees what it owns, be it an argument or a result that the work has left there; also if the work
 *                 never ran. NULL for nothing.
 * @return a future, one reference, which keeps the copy: gen_ref() it across gen_await() to read a result from there. NULL
 *     if out of memory: then what @p args own is still the caller's. It fails with RuntimeError "Executor shutdown has been
 *     called" after gen_shutdown_default_executor().
 */
GEN_API gen_t *gen_run_in_executor(gen_loop_t *loop, gen_work_t *work, const void *args, size_t size,
                                   void (*destroy)(void *args)) GEN_CHECKED;

/**
 * `await loop.shutdown_default_executor()`: takes no more work, and waits until there is none. The end of the loop waits
 * for it as well.
 * @param self  the coroutine that runs
 * @return true; false if an exception is pending
 */
GEN_API bool gen_shutdown_default_executor(gen_t *self) GEN_CHECKED;

#ifdef __cplusplus
}
#endif

#endif
