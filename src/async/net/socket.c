/* socket.c - making sockets and connecting them. */
#define _GNU_SOURCE
#include "async/net/socket.h"
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

int gen_socket_open_(int family, int type, int *fd)
{
    *fd = socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    return *fd < 0 ? errno : 0;
}

int gen_unix_address_(gen_address_t *address, const char *path)
{
    struct sockaddr_un *un = (struct sockaddr_un *)&address->storage;
    size_t length = strlen(path);

    if (length == 0)
        return EINVAL; /* the system would take it for a name of its own choice */
    if (length >= sizeof un->sun_path)
        return ENAMETOOLONG;
    memset(address, 0, sizeof *address);
    un->sun_family = AF_UNIX;
    memcpy(un->sun_path, path, length + 1);
    address->size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + 1);
    return 0;
}

void gen_socket_no_delay_(int fd, int family)
{
    int on = 1;

    if (family == AF_INET || family == AF_INET6)
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

/* Why a connection that was under way did not come about. */
static int outcome(const gen_stream_t *s)
{
    int error = 0;
    socklen_t size = sizeof error;

    if (s->descriptor.fd < 0)
        return ECONNABORTED;
    return getsockopt(s->descriptor.fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

/* Makes the socket and begins. Returns an errno; EINPROGRESS if it is under way. */
static int connect_begin(gen_loop_t *loop, const gen_address_t *address, bool *called, gen_stream_t **stream)
{
    int fd, failed = gen_socket_open_(gen_address_family_(address), SOCK_STREAM, &fd);
    int connecting = 0;

    *called = failed == 0;
    if (failed != 0)
        return failed;
    gen_socket_no_delay_(fd, gen_address_family_(address));
    if (connect(fd, (const struct sockaddr *)&address->storage, address->size) != 0)
        connecting = errno == EINTR ? EINPROGRESS : errno;
    failed = connecting == 0 || connecting == EINPROGRESS ? gen_stream_from_fd(loop, fd, stream) : connecting;
    if (failed != 0)
        close(fd);
    return failed != 0 ? failed : connecting;
}

static void drop_stream(void *stream)
{
    gen_stream_free(stream);
}

static const struct gen_wait_kind_ connecting = {"connection", "a function that connects", NULL, NULL};

/* Waits until a connection that is under way has come about, or not. */
static bool wait_for_connection(gen_t *self, gen_stream_t *s, int *failed)
{
    gen_cleanup_t cleanup;
    bool ok;

    gen_cleanup_push(self, &cleanup, drop_stream, s);
    ok = gen_descriptor_wait_(self, &s->descriptor, UV_WRITABLE, &connecting);
    gen_cleanup_pop(self, &cleanup);
    *failed = ok ? outcome(s) : 0;
    return ok;
}

bool gen_connect_(gen_t *self, const gen_address_t *address, int *failed, bool *called, gen_stream_t **stream)
{
    gen_loop_t *loop = gen_need_loop_(self);
    bool ok = true;

    *stream = NULL;
    if (loop == NULL || !gen_spend_(self, GEN_SYSTEM_CALL_))
        return false;
    *failed = connect_begin(loop, address, called, stream);
    if (*failed == EINPROGRESS)
        ok = wait_for_connection(self, *stream, failed);
    if (!ok || *failed != 0) {
        gen_stream_free(*stream);
        *stream = NULL;
    }
    return ok;
}
