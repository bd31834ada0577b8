/**
 * @file gen/async/debug.h
 * Seeing what a loop does: who waits for whom, and where the time goes.
 */
#ifndef GEN_ASYNC_DEBUG_H
#define GEN_ASYNC_DEBUG_H

#include <gen/async/loop.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Writes the tasks of @p loop to @p out as a tree of who awaits whom, with what each waits for:
 *
 *     Task-1 awaits 2 tasks
 *       fetch a awaits
 *         connection: waiting for lock at 0x55d0c0de
 *       fetch b: sleeping until 12.500
 *     ticker: ready
 *
 * A task that several await is written below each of them. The same is written when a deadlock is reported.
 */
GEN_API void gen_print_tasks(gen_loop_t *loop, FILE *out);

/**
 * Has gen_print_tasks() write to stderr whenever a signal comes, SIGQUIT (Ctrl-\) as a rule, as soon as the loop gets to
 * it. Such a handler does not hide a deadlock. gen_remove_signal_handler() takes it back.
 * @param loop    the loop
 * @param signum  the signal
 * @return 0; or an errno, as gen_add_signal_handler()
 */
GEN_API int gen_print_tasks_on_signal(gen_loop_t *loop, int signum) GEN_CHECKED;

/**
 * Writes a timeline of the tasks to a file from now on: a row for each task, with its steps and what it waited for
 * between them. https://ui.perfetto.dev and chrome://tracing open it. Times are those of the loop's clock.
 * @param loop  the loop
 * @param path  the file, which is replaced; NULL ends the trace, as freeing the loop does
 * @return false if it can't be written: errno says why
 */
GEN_API bool gen_loop_trace(gen_loop_t *loop, const char *path) GEN_CHECKED;

#ifdef __cplusplus
}
#endif

#endif
