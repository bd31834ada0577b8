/**
 * @file gen/async/watch.h
 * File descriptors of other libraries: waiting until they can be read or written.
 *
 * For sockets of one's own, gen/async/stream.h does all of this.
 */
#ifndef GEN_ASYNC_WATCH_H
#define GEN_ASYNC_WATCH_H

#include <gen/async/loop.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * loop.add_reader(): has `callback(arg)` called by the loop in every iteration in which @p fd can be read, instead of
 * the callback that was set before.
 * @param loop      the loop
 * @param fd        a socket, pipe or terminal, which is set to not blocking. It must stay open until it is removed;
 *                  one that is closed before the loop has begun to watch it is called once, and finds out
 * @param callback  what to call
 * @param arg       with what; borrowed until the callback is removed or replaced, or the loop freed
 * @return 0; or an errno: EPERM for what is always ready, a regular file; EEXIST for the descriptor of a stream
 */
GEN_API int gen_add_reader(gen_loop_t *loop, int fd, gen_callback_t *callback, void *arg) GEN_CHECKED;

/** loop.add_writer(): the same, when @p fd can be written. */
GEN_API int gen_add_writer(gen_loop_t *loop, int fd, gen_callback_t *callback, void *arg) GEN_CHECKED;

/** loop.remove_reader(): it is not called any more. @return whether there was one */
GEN_API bool gen_remove_reader(gen_loop_t *loop, int fd);

/** loop.remove_writer(). @return whether there was one */
GEN_API bool gen_remove_writer(gen_loop_t *loop, int fd);

#ifdef __cplusplus
}
#endif

#endif
