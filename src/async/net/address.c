/* address.c - the addresses of sockets, as text and from it. */
#include "async/net/socket.h"
#include <arpa/inet.h>
#include <gen/async/address.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/un.h>

/* Which a Unix socket without a name leaves empty, and one of the abstract kind begins with a NUL. */
static void write_path(const gen_address_t *address, char *text, size_t size)
{
    const struct sockaddr_un *un = (const struct sockaddr_un *)&address->storage;
    size_t length = address->size > offsetof(struct sockaddr_un, sun_path)
                        ? address->size - offsetof(struct sockaddr_un, sun_path)
                        : 0;

    if (length > 0 && un->sun_path[0] == '\0')
        snprintf(text, size, "@%.*s", (int)(length - 1), un->sun_path + 1);
    else
        snprintf(text, size, "%.*s", (int)length, un->sun_path);
}

const char *gen_address_text(const gen_address_t *address, char *text, size_t size)
{
    const struct sockaddr_in *in = (const struct sockaddr_in *)&address->storage;
    const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)&address->storage;
    char host[INET6_ADDRSTRLEN] = "";

    switch (gen_address_family_(address)) {
    case AF_INET:
        inet_ntop(AF_INET, &in->sin_addr, host, sizeof host);
        snprintf(text, size, "('%s', %u)", host, (unsigned)ntohs(in->sin_port));
        break;
    case AF_INET6:
        inet_ntop(AF_INET6, &in6->sin6_addr, host, sizeof host);
        snprintf(text, size, "('%s', %u, %u, %u)", host, (unsigned)ntohs(in6->sin6_port),
                 (unsigned)ntohl(in6->sin6_flowinfo), (unsigned)in6->sin6_scope_id);
        break;
    case AF_UNIX:
        write_path(address, text, size);
        break;
    default:
        snprintf(text, size, "(address family %d)", gen_address_family_(address));
    }
    return text;
}

unsigned gen_address_port(const gen_address_t *address)
{
    if (gen_address_family_(address) == AF_INET)
        return ntohs(((const struct sockaddr_in *)&address->storage)->sin_port);
    if (gen_address_family_(address) == AF_INET6)
        return ntohs(((const struct sockaddr_in6 *)&address->storage)->sin6_port);
    return 0;
}

bool gen_address_parse(gen_address_t *address, const char *host, unsigned port)
{
    struct sockaddr_in *in = (struct sockaddr_in *)&address->storage;
    struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&address->storage;

    memset(address, 0, sizeof *address);
    if (port > 65535)
        return false;
    if (inet_pton(AF_INET, host, &in->sin_addr) == 1) {
        in->sin_family = AF_INET;
        in->sin_port = htons((uint16_t)port);
        address->size = sizeof *in;
        return true;
    }
    if (inet_pton(AF_INET6, host, &in6->sin6_addr) == 1) {
        in6->sin6_family = AF_INET6;
        in6->sin6_port = htons((uint16_t)port);
        address->size = sizeof *in6;
        return true;
    }
    return false;
}
