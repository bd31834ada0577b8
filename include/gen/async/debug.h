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
 *     Task-1 awaits
 *       fetch awaits
 *         connection: waiting for lock at 0x55d0c0de
 *     ticker: sleeping until 12.500
 *
 * A task that several await is written below each of them. The same is written when a deadlock is reported.
 */
GEN_API void gen_print_tasks(gen_loop_t *loop, FILE *out);

#ifdef __cplusplus
}
#endif

#endif
