/**
 * @file gen/async/datagram.h
 * Datagrams: UDP.
 *
 * @code
 * gen_datagram_t *endpoint;
 * gen_address_t from;
 * char data[2048];
 * size_t size;
 *
 * if (!gen_create_datagram_endpoint(self, "127.0.0.1", 9999, NULL, 0, &endpoint))
 *     return GEN_RAISED;
 * while (gen_datagram_recvfrom(self, endpoint, data, sizeof data, &size, &from) &&
 *        gen_datagram_sendto(self, endpoint, data, size, &from))
 *     continue;
 * gen_datagram_free(endpoint);
 * @endcode
 */
#ifndef GEN_ASYNC_DATAGRAM_H
#define GEN_ASYNC_DATAGRAM_H

#include <gen/async/address.h>
#include <gen/async/os_error.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An endpoint for datagrams. */
typedef struct gen_datagram gen_datagram_t;

/**
 * `await loop.create_datagram_endpoint(local_addr=..., remote_addr=...)`.
 * @param self         the coroutine that runs
 * @param local_host   where to receive; NULL for any address
 * @param local_port   0 for one that is free
 * @param remote_host  whom to send to, and the only one to receive from; NULL to name an address with each datagram
 * @param remote_port  its port
 * @param endpoint     set to the endpoint; to NULL if an exception is pending
 * @return true; false if an exception is pending: gaierror, OSError
 */
GEN_API bool gen_create_datagram_endpoint(gen_t *self, const char *local_host, unsigned local_port,
                                          const char *remote_host, unsigned remote_port, gen_datagram_t **endpoint)
    GEN_CHECKED;

/**
 * Sends a datagram; waits while the system's buffer is full.
 * @param self      the coroutine that runs
 * @param endpoint  the endpoint
 * @param data      what
 * @param size      how much
 * @param to        to whom; NULL for the remote address that the endpoint was made with
 * @return true; false if an exception is pending: OSError; ConnectionRefusedError if nobody received an earlier one
 */
GEN_API bool gen_datagram_sendto(gen_t *self, gen_datagram_t *endpoint, const void *data, size_t size,
                                 const gen_address_t *to) GEN_CHECKED;

/**
 * Waits for a datagram. Several coroutines may: each datagram goes to one of them.
 * @param self      the coroutine that runs
 * @param endpoint  the endpoint
 * @param data      where to put it; what is beyond @p size of it is lost
 * @param size      how much room there is
 * @param got       set to how much it was
 * @param from      set to who sent it; may be NULL
 * @return true; false if an exception is pending: ConnectionRefusedError if nobody received what was sent;
 *     ConnectionResetError "Connection lost" once the endpoint is closed
 */
GEN_API bool gen_datagram_recvfrom(gen_t *self, gen_datagram_t *endpoint, void *data, size_t size, size_t *got,
                                   gen_address_t *from) GEN_CHECKED;

/** Its own address. @return false if it is closed */
GEN_API bool gen_datagram_sockname(const gen_datagram_t *endpoint, gen_address_t *address);

/** transport.close(): whoever waits for a datagram gets a ConnectionResetError. */
GEN_API void gen_datagram_close(gen_datagram_t *endpoint);

/** Closes it and frees it. A task that waits for it is told by a ConnectionResetError "Connection lost". NULL is fine. */
GEN_API void gen_datagram_free(gen_datagram_t *endpoint);

#ifdef __cplusplus
}
#endif

#endif
