/**
 * @file gen/async/signal.h
 * Signals as callbacks of the loop: there, unlike in a signal handler, everything is allowed.
 *
 * @code
 * static void interrupted(void *task)
 * {
 *     gen_task_cancel(task, NULL);
 * }
 *
 * failed = gen_add_signal_handler(loop, SIGINT, interrupted, gen_current_task());
 * @endcode
 */
#ifndef GEN_ASYNC_SIGNAL_H
#define GEN_ASYNC_SIGNAL_H

#include <gen/async/loop.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * loop.add_signal_handler(): has `callback(arg)` called by the loop whenever the signal comes, instead of the callback
 * that was set before.
 * @param loop      the loop
 * @param signum    the signal
 * @param callback  what to call
 * @param arg       with what; borrowed until the callback is removed or replaced, or the loop freed
 * @return 0; or an errno: EINVAL for a signal that cannot be caught
 */
GEN_API int gen_add_signal_handler(gen_loop_t *loop, int signum, gen_callback_t *callback, void *arg) GEN_CHECKED;

/** loop.remove_signal_handler(): it is not called any more, not for a signal that has come already either. @return whether
 * there was one */
GEN_API bool gen_remove_signal_handler(gen_loop_t *loop, int signum);

#ifdef __cplusplus
}
#endif

#endif
