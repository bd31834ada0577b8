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
 * if (!gen_await(self, gen_run_in_executor(loop, digest, &job), NULL))
 * @endcode
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
 * @param arg    what gen_run_in_executor() was given
 * @param error  set to an exception, which is handed over, to raise it: gen_error_new()
 * @return the result, if @p error was not set
 */
typedef gen_value_t gen_work_t(void *arg, gen_error_t **error);

/**
 * `loop.run_in_executor(None, work, arg)`. The loop waits for work that has begun, also when its future was cancelled:
 * @p arg must be good until it has ended.
 * @return a future, one reference; NULL if out of memory. It fails with RuntimeError "Executor shutdown has been called"
 *     after gen_shutdown_default_executor().
 */
GEN_API gen_t *gen_run_in_executor(gen_loop_t *loop, gen_work_t *work, void *arg) GEN_CHECKED;

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
