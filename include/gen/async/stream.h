/**
 * @file gen/async/stream.h
 * Streams of bytes: TCP and Unix connections, pipes to processes.
 *
 * What asyncio splits into a reader and a writer is one object here, which is closed when its last reference goes.
 *
 * @code
 * gen_stream_t *stream;
 * const char *line;
 *
 * if (!gen_open_connection(self, "localhost", 8888, &stream))
 *     return GEN_RAISED;
 * gen_stream_write(stream, "hello\n", 6);
 * if (gen_stream_drain(self, stream) && gen_stream_readline(self, stream, &line, NULL))
 *     printf("%s", line);
 * gen_stream_free(stream);
 * return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, GEN_NONE);
 * @endcode
 *
 * Reading takes from the socket when it is asked to, not before: what a peer sends ahead waits in the kernel, which slows
 * the peer down. An idle stream has no buffer. A read that is cancelled loses nothing: what had come is there for the
 * next one. One coroutine may read while another writes; a second one that reads gets a RuntimeError.
 *
 * A caller of any function here keeps a reference to the stream until it returns.
 */
#ifndef GEN_ASYNC_STREAM_H
#define GEN_ASYNC_STREAM_H

#include <gen/async/address.h>
#include <gen/async/loop.h>
#include <gen/async/os_error.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A stream. */
typedef struct gen_stream gen_stream_t;

/** The end came before what was asked for: asyncio's IncompleteReadError, an EOFError. */
extern GEN_DATA const gen_exc_t GEN_INCOMPLETE_READ_ERROR[1];

/** A separator did not come within the limit: asyncio's LimitOverrunError, an Exception. */
extern GEN_DATA const gen_exc_t GEN_LIMIT_OVERRUN_ERROR[1];

/**
 * @name Opening
 * @{
 */

/**
 * `await asyncio.open_connection(host, port)`: tries the addresses of @p host one after the other.
 * @param self    the coroutine that runs
 * @param host    a name or a number, "localhost", "127.0.0.1", "::1"
 * @param port    its port
 * @param stream  set to the stream, one reference; to NULL if an exception is pending
 * @return true; false if an exception is pending: gaierror; an OSError "[Errno 111] Connect call failed ('127.0.0.1',
 *     8888)" of its subtype, "Multiple exceptions: ..." if the addresses failed for different reasons
 */
GEN_API bool gen_open_connection(gen_t *self, const char *host, unsigned port, gen_stream_t **stream) GEN_CHECKED;

/** `await asyncio.open_unix_connection(path)`. @return as gen_open_connection(); FileNotFoundError and the like */
GEN_API bool gen_open_unix_connection(gen_t *self, const char *path, gen_stream_t **stream) GEN_CHECKED;

/**
 * Makes a stream of a socket or pipe that the program has: asyncio's `sock=` argument, connect_read_pipe() and
 * connect_write_pipe(). Writing raises no SIGPIPE, whatever the program does with that. To read a writing end, or write to a
 * reading one, is an OSError "[Errno 9] Bad file descriptor"; gen_stream_write_eof() closes a writing end.
 * @param loop    the loop
 * @param fd      a connected socket, or an end of a pipe. It is set to not blocking, and **taken over**.
 * @param stream  set to the stream, one reference; to NULL if it cannot be made
 * @return 0; or an errno, and then @p fd is still the caller's: EPERM if it cannot be waited for, as a regular file
 */
GEN_API int gen_stream_from_fd(gen_loop_t *loop, int fd, gen_stream_t **stream) GEN_CHECKED;

/** @} */

/**
 * @name Reading
 * Each of these raises what the connection was lost by, if it was: ConnectionResetError "[Errno 104] Connection reset
 * by peer"; RuntimeError "read() called while another coroutine is already waiting for incoming data".
 * @{
 */

/**
 * `data = await reader.read(size)`: whatever is there, at least one byte, unless the stream is at its end.
 * @param self    the coroutine that runs
 * @param stream  the stream
 * @param data    where to put it
 * @param size    how much at most
 * @param got     set to how much it was: 0 at the end
 * @return true; false if an exception is pending
 */
GEN_API bool gen_stream_read(gen_t *self, gen_stream_t *stream, void *data, size_t size, size_t *got) GEN_CHECKED;

/**
 * The same without a buffer of the caller's, who needs none while nothing comes: whatever is there, at least one byte, unless
 * the stream is at its end. Trio's receive_some(), Asio's async_read_some().
 * @param self    the coroutine that runs
 * @param stream  the stream
 * @param data    set to the bytes with a NUL behind them, which are the stream's, good until it is read from again
 * @param size    set to how many they are: 0 at the end; may be NULL
 * @return true; false if an exception is pending
 */
GEN_API bool gen_stream_read_some(gen_t *self, gen_stream_t *stream, const char **data, size_t *size) GEN_CHECKED;

/**
 * `data = await reader.readexactly(size)`.
 * @param self    the coroutine that runs
 * @param stream  the stream
 * @param data    where to put it
 * @param size    how much
 * @param got     set to how much there was, which is @p size unless the end came first; may be NULL
 * @return true; false if an exception is pending: IncompleteReadError "2 bytes read on a total of 5 expected bytes",
 *     and those 2 are in @p data
 */
GEN_API bool gen_stream_readexactly(gen_t *self, gen_stream_t *stream, void *data, size_t size, size_t *got)
    GEN_CHECKED;

/**
 * `line = await reader.readline()`: up to and with the next newline; what is left at the end; nothing after that.
 * @param self    the coroutine that runs
 * @param stream  the stream
 * @param line    set to the line with a NUL behind it, which is the stream's, good until it is read from again
 * @param size    set to its size without the NUL: 0 at the end; may be NULL
 * @return true; false if an exception is pending: ValueError for a line beyond the limit, which is dropped
 */
GEN_API bool gen_stream_readline(gen_t *self, gen_stream_t *stream, const char **line, size_t *size) GEN_CHECKED;

/**
 * `data = await reader.readuntil(separator)`: up to and with the next separator.
 * @param self            the coroutine that runs
 * @param stream          the stream
 * @param separator       at least one byte; ValueError "Separator should be at least one-byte string"
 * @param separator_size  how many
 * @param data            as for gen_stream_readline()
 * @param size            as for gen_stream_readline()
 * @return true; false if an exception is pending: IncompleteReadError "2 bytes read on a total of undefined expected
 *     bytes", and those 2 are @p data; LimitOverrunError "Separator is found, but chunk is longer than limit" or
 *     "Separator is not found, and chunk exceed the limit", and nothing was taken
 */
GEN_API bool gen_stream_readuntil(gen_t *self, gen_stream_t *stream, const void *separator, size_t separator_size,
                                  const char **data, size_t *size) GEN_CHECKED;

/**
 * `data = await reader.read()`: everything up to the end, with no limit.
 * @param self    the coroutine that runs
 * @param stream  the stream
 * @param data    as for gen_stream_readline()
 * @param size    as for gen_stream_readline()
 */
GEN_API bool gen_stream_readall(gen_t *self, gen_stream_t *stream, const char **data, size_t *size) GEN_CHECKED;

/** @return whether a read has met the end and everything was taken */
GEN_API bool gen_stream_at_eof(const gen_stream_t *stream);

/** Sets how many bytes a line, or what gen_stream_readuntil() waits for, may have; 65536 unless set. */
GEN_API void gen_stream_set_limit(gen_stream_t *stream, size_t limit);

/** @} */

/**
 * @name Writing
 * @{
 */

/**
 * `writer.write(data)`: sends what can be sent at once, and copies the rest, which follows as the peer takes it. It does
 * not wait: gen_stream_drain() does, and keeps what is copied small.
 * @return false if the data was dropped, because the stream is closed, was lost, or had write_eof() called, or there is
 *     no memory: the next gen_stream_drain() raises the reason. After write_eof() that is a RuntimeError "Cannot call write()
 *     after write_eof()", which does the stream no harm: reading goes on.
 */
GEN_API bool gen_stream_write(gen_stream_t *stream, const void *data, size_t size);

/**
 * `await writer.drain()`: waits while more than the high-water mark waits to be sent, until it has fallen to the low one.
 * @return true; false if an exception is pending: what the connection was lost by; ConnectionResetError "Connection
 *     lost" once it is closed
 */
GEN_API bool gen_stream_drain(gen_t *self, gen_stream_t *stream) GEN_CHECKED;

/** writer.write_eof(): lets the peer read its end once all is sent, and reads on. */
GEN_API void gen_stream_write_eof(gen_stream_t *stream);

/** transport.set_write_buffer_limits(): in bytes; 65536 and 16384 unless set. */
GEN_API void gen_stream_set_write_buffer_limits(gen_stream_t *stream, size_t high, size_t low);

/** transport.get_write_buffer_size(): @return how many bytes wait to be sent */
GEN_API size_t gen_stream_write_buffer_size(const gen_stream_t *stream);

/** @} */

/**
 * @name Closing
 * @{
 */

/** writer.close(): reads nothing any more, sends what waits to be sent, then closes. Whoever reads meets the end. */
GEN_API void gen_stream_close(gen_stream_t *stream);

/** transport.abort(): closes at once; what waits to be sent is dropped. */
GEN_API void gen_stream_abort(gen_stream_t *stream);

/** `await writer.wait_closed()`. @return true; false if an exception is pending: what the connection was lost by */
GEN_API bool gen_stream_wait_closed(gen_t *self, gen_stream_t *stream) GEN_CHECKED;

/** @return writer.is_closing(): whether it was closed, or is about to be */
GEN_API bool gen_stream_is_closing(const gen_stream_t *stream);

/** Takes a reference. @return @p stream */
GEN_API gen_stream_t *gen_stream_ref(gen_stream_t *stream);

/**
 * Drops a reference; the last one closes the stream, which frees itself when all is sent. A task that waits for it is told
 * by a ConnectionResetError "Connection lost". NULL is fine.
 */
GEN_API void gen_stream_free(gen_stream_t *stream);

/** @} */

/**
 * @name Looking at a stream
 * @{
 */

/** @return its file descriptor; -1 once it is closed */
GEN_API int gen_stream_fd(const gen_stream_t *stream);

/** Its own address: get_extra_info("sockname"). @return false if it is closed or no socket */
GEN_API bool gen_stream_sockname(const gen_stream_t *stream, gen_address_t *address);

/** Its peer's: get_extra_info("peername"). @return false if it is closed, no socket, or not connected any more */
GEN_API bool gen_stream_peername(const gen_stream_t *stream, gen_address_t *address);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
