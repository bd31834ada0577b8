/**
 * @file gen/async/server.h
 * Servers: a task for every connection that comes in.
 *
 * @code
 * static gen_status_t echo(gen_t *self, void *args)
 * {
 *     gen_stream_t *stream = ((gen_connection_t *)args)->stream;
 *     char data[4096];
 *     size_t size;
 *
 *     while (gen_stream_read(self, stream, data, sizeof data, &size) && size > 0) {
 *         gen_stream_write(stream, data, size);
 *         if (!gen_stream_drain(self, stream))
 *             break;
 *     }
 *     return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, GEN_NONE);
 * }
 *
 * static gen_status_t serve(gen_t *self, void *args)
 * {
 *     gen_server_t *server;
 *     bool ok;
 *
 *     (void)args;
 *     if (!gen_start_server(self, NULL, echo, NULL, "127.0.0.1", 8888, &server))
 *         return GEN_RAISED;
 *     ok = gen_server_serve_forever(self, server);       // until the task is cancelled
 *     gen_server_free(server);
 *     return ok ? GEN_RETURNED : GEN_RAISED;
 * }
 * @endcode
 *
 * A server that runs out of file descriptors tells the loop's exception handler, "socket.accept() out of system
 * resource", and goes on a second later; the connections it has are not touched.
 */
#ifndef GEN_ASYNC_SERVER_H
#define GEN_ASYNC_SERVER_H

#include <gen/async/stream.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A server. */
typedef struct gen_server gen_server_t;

/** The arguments of the body that serves a connection. */
typedef struct gen_connection {
    gen_stream_t *stream; /**< the connection: the task has a reference, which is dropped when the body has ended.
                               Whoever shall use it longer takes one of their own: gen_stream_ref(). */
    void *arg;            /**< what gen_start_server() was given */
} gen_connection_t;

/**
 * What may be asked for: the keyword arguments of asyncio.start_server(). Start from gen_server_attr(); later versions add
 * members at the end.
 */
typedef struct {
    size_t struct_size;        /**< sizeof(gen_server_attr_t) as the caller knows it */
    const gen_attr_t *handler; /**< how the coroutine of each connection is made, copied: its stack_size, its allocator,
                                    its name, all of which are borrowed for the life of the server and of what it serves.
                                    destroy() is given the gen_connection_t. NULL for the defaults, and "connection". */
    int fd;          /**< a socket that is bound, as systemd hands it over: asyncio's `sock=`. It is set to not blocking
                             and **taken over** if the call succeeds; host is NULL then, and port 0. -1 for none. */
    int family;      /**< AF_INET or AF_INET6: only such addresses of the host; AF_UNSPEC (0) for any */
    int backlog;     /**< how many connections may wait to be accepted; 4096 unless set, and the system has a bound of
                             its own (asyncio: 100) */
    bool reuse_port; /**< SO_REUSEPORT: other servers, in other processes too, may share the port */
    size_t limit;    /**< gen_stream_set_limit() of each connection: 65536 */
    size_t write_high; /**< gen_stream_set_write_buffer_limits() of each connection: 65536 */
    size_t write_low;  /**< likewise: 16384 */
} gen_server_attr_t;

/** @return the default attributes */
static inline gen_server_attr_t gen_server_attr(void)
{
    gen_server_attr_t attr = {sizeof(gen_server_attr_t), NULL, -1, 0, 4096, false, 65536, 65536, 16384};

    return attr;
}

/**
 * `await asyncio.start_server(body, host, port, ...)`: listens, and runs @p body in a new task for each connection. What it
 * raises goes to the loop's exception handler.
 * @param self    the coroutine that runs
 * @param attr    NULL for the defaults
 * @param body    is given a gen_connection_t as its args
 * @param arg     passed on in it; borrowed until no task uses it any more that serves a connection: these go on when the
 *                server is closed and freed, until gen_server_wait_closed() or the end of the loop
 * @param host    a name or a number; NULL or "" for all interfaces
 * @param port    the port; 0 for one that is free, and the same at every address of @p host, where asyncio takes another
 *                for each: gen_server_port()
 * @param server  set to the server, one reference; to NULL if an exception is pending
 * @return true; false if an exception is pending: gaierror, or OSError "[Errno 98] error while attempting to bind on
 *     address ('127.0.0.1', 8888): [errno 98] address already in use"; ValueError for a socket and an address, or for a
 *     socket of another kind
 */
GEN_API bool gen_start_server(gen_t *self, const gen_server_attr_t *attr, gen_body_t *body, void *arg, const char *host,
                              unsigned port, gen_server_t **server) GEN_CHECKED;

/**
 * `await asyncio.start_unix_server(body, path)`: a socket that a server has left at @p path is replaced, and removed
 * when this one is closed (CPython 3.13).
 * @param self    the coroutine that runs
 * @param attr    as for gen_start_server(), whose family does not count; the file of a socket of one's own is not removed
 * @param body    as for gen_start_server()
 * @param arg     as for gen_start_server()
 * @param path    where, 1 to 107 bytes; NULL if there is a socket in @p attr
 * @param server  as for gen_start_server()
 * @return true; false if an exception is pending: OSError
 */
GEN_API bool gen_start_unix_server(gen_t *self, const gen_server_attr_t *attr, gen_body_t *body, void *arg,
                                   const char *path, gen_server_t **server) GEN_CHECKED;

/** @return the port it listens on, the one that was found free if 0 was asked for; 0 if it is closed or has none */
GEN_API unsigned gen_server_port(const gen_server_t *server);

/** The address it listens on, the first if there are several. @return false if it is closed */
GEN_API bool gen_server_sockname(const gen_server_t *server, gen_address_t *address);

/** @return whether it accepts connections */
GEN_API bool gen_server_is_serving(const gen_server_t *server);

/** @return how many connections are being served */
GEN_API size_t gen_server_connections(const gen_server_t *server);

/**
 * `await server.serve_forever()`: waits until the task is cancelled or the server closed; then closes it and its clients
 * (CPython 3.14), waits until each connection has been served, and raises the CancelledError. A second cancellation ends
 * that wait, too.
 * @param self    the coroutine that runs
 * @param server  the server
 * @return false: RuntimeError "server 0x... is closed", or "server 0x... is already being awaited on serve_forever()", of
 *     which only the address is gen's own
 */
GEN_API bool gen_server_serve_forever(gen_t *self, gen_server_t *server) GEN_CHECKED;

/** server.close(): stops listening. The connections that there are go on. */
GEN_API void gen_server_close(gen_server_t *server);

/** server.close_clients() (CPython 3.13): closes the stream of every connection. */
GEN_API void gen_server_close_clients(gen_server_t *server);

/** server.abort_clients() (CPython 3.13): the same at once; what waits to be sent is dropped. */
GEN_API void gen_server_abort_clients(gen_server_t *server);

/** `await server.wait_closed()`: until it is closed and every connection has been served (CPython 3.12). */
GEN_API bool gen_server_wait_closed(gen_t *self, gen_server_t *server) GEN_CHECKED;

/** Drops the reference: closes the server. What it is serving goes on. NULL is fine. */
GEN_API void gen_server_free(gen_server_t *server);

#ifdef __cplusplus
}
#endif

#endif
