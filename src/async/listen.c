/* listen.c - sockets that listen. */
#define _GNU_SOURCE
#include "server.h"
#include <ctype.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static int bind_and_listen(int fd, const gen_address_t *address)
{
    int family = gen_address_family_(address), on = 1;

    if (family != AF_UNIX)
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (bind(fd, (const struct sockaddr *)&address->storage, address->size) != 0 || listen(fd, SOMAXCONN) != 0)
        return errno;
    return 0;
}

static int listen_at(gen_server_t *s, const gen_address_t *address)
{
    int fd, failed = gen_socket_open_(gen_address_family_(address), SOCK_STREAM, &fd);

    if (failed != 0)
        return failed;
    failed = bind_and_listen(fd, address);
    if (failed == 0)
        failed = gen_server_add_(s, fd);
    if (failed != 0)
        close(fd);
    return failed;
}

/* What the system says, as asyncio quotes it. */
static void raise_bind(gen_t *self, int failed, const gen_address_t *address)
{
    gen_error_t *plain = gen_os_error(failed, NULL);
    char text[GEN_ADDRESS_TEXT_SIZE], reason[128];

    snprintf(reason, sizeof reason, "%s", gen_error_message(plain));
    for (char *c = reason; *c != '\0'; c++)
        *c = (char)tolower((unsigned char)*c);
    gen_raise(self, gen_error_type(plain), "[Errno %d] error while attempting to bind on address %s: %s", failed,
              gen_address_text(address, text, sizeof text), reason);
    gen_error_free(plain);
}

/* Whether the machine merely lacks the family, as it may lack IPv6. */
static bool is_absent(int failed)
{
    return failed == EAFNOSUPPORT || failed == EADDRNOTAVAIL;
}

bool gen_server_listen_(gen_t *self, gen_server_t *s, gen_address_t *list, size_t count)
{
    int failed = 0;
    size_t last = 0;

    for (size_t i = 0; i < count && (failed == 0 || is_absent(failed)); i++) {
        last = i;
        failed = listen_at(s, &list[i]);
    }
    if (failed == 0 || (is_absent(failed) && s->count > 0))
        return true;
    raise_bind(self, failed, &list[last]);
    return false;
}

/* --- Unix sockets leave a file --- */

static void remember_path(gen_server_t *s, const char *path)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return;
    s->path = strdup(path);
    s->device = status.st_dev;
    s->inode = status.st_ino;
}

void gen_server_remove_path_(gen_server_t *s)
{
    struct stat status;

    if (s->path == NULL)
        return;
    if (stat(s->path, &status) == 0 && status.st_dev == s->device && status.st_ino == s->inode)
        unlink(s->path);
    free(s->path);
    s->path = NULL;
}

bool gen_server_listen_unix_(gen_t *self, gen_server_t *s, const char *path)
{
    gen_address_t address;
    struct stat status;
    int failed = gen_unix_address_(&address, path);

    if (failed == 0 && stat(path, &status) == 0 && S_ISSOCK(status.st_mode))
        unlink(path);
    if (failed == 0)
        failed = listen_at(s, &address);
    if (failed == 0) {
        remember_path(s, path);
        return true;
    }
    if (failed == EADDRINUSE)
        gen_raise(self, GEN_OS_ERROR, "[Errno %d] Address '%s' is already in use", failed, path);
    else
        gen_raise_os_error(self, failed, path);
    return false;
}
