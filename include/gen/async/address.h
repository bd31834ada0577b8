/**
 * @file gen/async/address.h
 * Addresses of sockets, and getaddrinfo().
 */
#ifndef GEN_ASYNC_ADDRESS_H
#define GEN_ASYNC_ADDRESS_H

#include <gen.h>

#ifdef __cplusplus
extern "C" {
#endif

struct addrinfo;

/** The bytes of a struct sockaddr of any family: this header does without <sys/socket.h> and its short names. */
union gen_sockaddr {
    uint64_t aligned;         /**< as the system wants it */
    unsigned char bytes[128]; /**< cast a pointer to it to struct sockaddr * */
};

/** The address of a socket of any family. */
typedef struct gen_address {
    union gen_sockaddr storage; /**< the address */
    unsigned size;              /**< how many bytes of it count */
} gen_address_t;

/** The room that the text of any address needs, its NUL included. */
enum { GEN_ADDRESS_TEXT_SIZE = 160 };

/**
 * Writes an address as Python shows it: "('127.0.0.1', 8888)", "('::1', 8888, 0, 0)", a Unix socket's path.
 * @param address  the address
 * @param text     filled in; GEN_ADDRESS_TEXT_SIZE bytes are always enough
 * @param size     its size
 * @return @p text
 */
GEN_API const char *gen_address_text(const gen_address_t *address, char *text, size_t size);

/** @return its port; 0 if its family has none */
GEN_API unsigned gen_address_port(const gen_address_t *address);

/**
 * Makes the address of a number: "127.0.0.1" or "::1", never a name, and so without waiting.
 * @return false if @p host is no number, or @p port above 65535
 */
GEN_API bool gen_address_parse(gen_address_t *address, const char *host, unsigned port) GEN_CHECKED;

/**
 * `await loop.getaddrinfo(host, service, ...)`: resolves a name in libuv's pool of threads; numbers at once.
 * @param self     the coroutine that runs
 * @param host     a name or a number; NULL for this machine
 * @param service  a port's number or name; NULL for none
 * @param hints    as for getaddrinfo(3); NULL for none
 * @param result   set to a list, which the caller owns: freeaddrinfo()
 * @return true; false if an exception is pending: gaierror "[Errno -2] Name or service not known"
 */
GEN_API bool gen_getaddrinfo(gen_t *self, const char *host, const char *service, const struct addrinfo *hints,
                             struct addrinfo **result) GEN_CHECKED;

#ifdef __cplusplus
}
#endif

#endif
