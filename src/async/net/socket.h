/* socket.h - making sockets: what connections, servers and datagrams share. Each returns an errno, 0 for success. */
#ifndef ASYNC_SOCKET_H
#define ASYNC_SOCKET_H

#include "async/net/stream.h"
#include <sys/socket.h>

static inline int gen_address_family_(const gen_address_t *address)
{
    return ((const struct sockaddr *)&address->storage)->sa_family;
}

int gen_socket_open_(int family, int type, int *fd); /* not blocking, not inherited */
int gen_unix_address_(gen_address_t *address, const char *path);
void gen_socket_no_delay_(int fd, int family);

/* Connects a socket of the address's family. false: cancelled or the like, and an exception is pending. Otherwise *failed
 * is why it did not connect, 0 for success; *called tells whether it came as far as calling connect(). */
bool gen_connect_(gen_t *self, const gen_address_t *address, int *failed, bool *called, gen_stream_t **stream);

/* What addresses are for. */
struct purpose {
    int family; /* AF_UNSPEC for any */
    int type;   /* SOCK_STREAM or SOCK_DGRAM */
    bool passive;
};

/* The addresses of a host: one, if it is a number; those of all interfaces, if it is NULL or "" and the purpose passive.
 * *list is the caller's: free(). false: an exception is pending. */
bool gen_resolve_(gen_t *self, const char *host, unsigned port, struct purpose purpose, gen_address_t **list,
                  size_t *count);

#endif
