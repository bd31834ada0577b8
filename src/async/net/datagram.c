/* datagram.c - UDP endpoints. */
#include "async/pin.h"
#include "async/net/socket.h"
#include <errno.h>
#include <gen/async/datagram.h>
#include <stdlib.h>
#include <unistd.h>

struct gen_datagram {
    struct descriptor descriptor;
    bool referenced, released;
    unsigned waiting;
};

static gen_datagram_t *endpoint_of(struct descriptor *d)
{
    return CONTAINER_OF(d, struct gen_datagram, descriptor);
}

static void let_go(void *arg)
{
    gen_datagram_t *endpoint = arg;

    if (endpoint->released && !endpoint->referenced && endpoint->waiting == 0)
        free(endpoint);
}

static void released(struct descriptor *d)
{
    gen_datagram_t *endpoint = endpoint_of(d);

    endpoint->released = true;
    let_go(endpoint);
}

static const struct descriptor_class datagram_class = {NULL, gen_descriptor_close_, released};

/* --- Making --- */

static int use_socket(gen_loop_t *loop, int fd, gen_datagram_t **endpoint)
{
    gen_datagram_t *made = calloc(1, sizeof *made);
    int failed = made != NULL ? gen_descriptor_open_(&made->descriptor, &datagram_class, loop, fd) : ENOMEM;

    if (failed != 0) {
        free(made);
        return failed;
    }
    made->referenced = true;
    *endpoint = made;
    return 0;
}

/* Either address may be NULL, but not both. */
static int datagram_new(gen_loop_t *loop, const gen_address_t *local, const gen_address_t *remote,
                        gen_datagram_t **endpoint)
{
    int fd, failed = gen_socket_open_(gen_address_family_(local != NULL ? local : remote), SOCK_DGRAM, &fd);

    if (failed != 0)
        return failed;
    if (local != NULL && bind(fd, (const struct sockaddr *)&local->storage, local->size) != 0)
        failed = errno;
    if (failed == 0 && remote != NULL && connect(fd, (const struct sockaddr *)&remote->storage, remote->size) != 0)
        failed = errno;
    if (failed == 0)
        failed = use_socket(loop, fd, endpoint);
    if (failed != 0)
        close(fd);
    return failed;
}

/* The first pair of addresses of one family that works. */
static int make_any(gen_loop_t *loop, const gen_address_t *locals, size_t local_count, const gen_address_t *remotes,
                    size_t remote_count, gen_datagram_t **endpoint)
{
    int failed = EAFNOSUPPORT;

    for (size_t i = 0; *endpoint == NULL && i < local_count; i++) {
        for (size_t j = 0; *endpoint == NULL && j < (remotes != NULL ? remote_count : 1); j++) {
            const gen_address_t *remote = remotes != NULL ? &remotes[j] : NULL;

            if (remote == NULL || gen_address_family_(remote) == gen_address_family_(&locals[i]))
                failed = datagram_new(loop, &locals[i], remote, endpoint);
        }
    }
    return failed;
}

/* Without an address of its own, it has one of the remote one's family; without either, IPv4's. */
static int make_unbound(gen_loop_t *loop, const gen_address_t *remotes, size_t count, gen_datagram_t **endpoint)
{
    gen_address_t any;
    int failed = EAFNOSUPPORT;

    if (remotes == NULL)
        return gen_address_parse(&any, "0.0.0.0", 0) ? datagram_new(loop, &any, NULL, endpoint) : failed;
    for (size_t i = 0; *endpoint == NULL && i < count; i++)
        failed = datagram_new(loop, NULL, &remotes[i], endpoint);
    return failed;
}

bool gen_create_datagram_endpoint(gen_t *self, const char *local_host, unsigned local_port, const char *remote_host,
                                  unsigned remote_port, gen_datagram_t **endpoint)
{
    gen_address_t *locals = NULL, *remotes = NULL;
    size_t local_count = 0, remote_count = 0;
    bool bound = local_host != NULL || local_port != 0;
    struct purpose local = {AF_UNSPEC, SOCK_DGRAM, true}, remote = {AF_UNSPEC, SOCK_DGRAM, false};
    gen_cleanup_t cleanup;
    int failed = 0;
    bool ok;

    *endpoint = NULL;
    ok = !bound || gen_resolve_(self, local_host, local_port, local, &locals, &local_count);
    gen_cleanup_push(self, &cleanup, free, locals);
    ok = ok && (remote_host == NULL || gen_resolve_(self, remote_host, remote_port, remote, &remotes, &remote_count));
    gen_cleanup_pop(self, &cleanup);
    if (ok && gen_need_loop_(self) != NULL)
        failed = bound ? make_any(gen_running_loop(), locals, local_count, remotes, remote_count, endpoint)
                       : make_unbound(gen_running_loop(), remotes, remote_count, endpoint);
    if (ok && *endpoint == NULL && gen_pending(self) == NULL)
        gen_raise_os_error(self, failed, NULL);
    free(locals);
    free(remotes);
    return *endpoint != NULL;
}

/* --- Using --- */

static void raise_lost(gen_t *self)
{
    gen_raise(self, GEN_CONNECTION_RESET_ERROR, "Connection lost");
}

/* The end of a wait. Another task may have freed it meanwhile. */
static bool unpin(gen_t *self, gen_datagram_t *endpoint, struct pin *pin, bool ok)
{
    bool freed = !endpoint->referenced;

    pin_end(self, pin);
    if (ok && freed)
        raise_lost(self);
    return ok && !freed;
}

static bool wait_pinned(gen_t *self, gen_datagram_t *endpoint, int event, const struct gen_wait_kind_ *kind)
{
    struct pin pin;

    pin_begin(self, &pin, &endpoint->waiting, let_go, endpoint);
    return unpin(self, endpoint, &pin, gen_descriptor_wait_(self, &endpoint->descriptor, event, kind));
}

static bool spend(gen_t *self, gen_datagram_t *endpoint)
{
    struct pin pin;

    if (!gen_is_spent_(self, GEN_SYSTEM_CALL_))
        return true;
    pin_begin(self, &pin, &endpoint->waiting, let_go, endpoint);
    return unpin(self, endpoint, &pin, gen_sleep(self, 0));
}

/* After a system call that failed: waits if that was because it would block. true: try again; false: it may be gone. */
static bool wait_or_raise(gen_t *self, gen_datagram_t *endpoint, int event, const struct gen_wait_kind_ *kind)
{
    if (errno == EINTR)
        return true;
    if (errno == EAGAIN || errno == EWOULDBLOCK)
        return wait_pinned(self, endpoint, event, kind);
    gen_raise_os_error(self, errno, NULL);
    return false;
}

static bool is_open(gen_t *self, const gen_datagram_t *endpoint)
{
    if (endpoint->descriptor.fd >= 0)
        return true;
    raise_lost(self);
    return false;
}

static const struct gen_wait_kind_ sending = {"room for a datagram", "gen_datagram_sendto()", NULL, NULL};

bool gen_datagram_sendto(gen_t *self, gen_datagram_t *endpoint, const void *data, size_t size, const gen_address_t *to)
{
    GIVEN(endpoint);
    if (!spend(self, endpoint))
        return false;
    while (is_open(self, endpoint)) {
        if (sendto(endpoint->descriptor.fd, data, size, MSG_NOSIGNAL,
                   to != NULL ? (const struct sockaddr *)&to->storage : NULL, to != NULL ? to->size : 0) >= 0)
            return true;
        if (!wait_or_raise(self, endpoint, UV_WRITABLE, &sending))
            return false;
    }
    return false;
}

static const struct gen_wait_kind_ receiving = {"datagram", "gen_datagram_recvfrom()", NULL, NULL};

bool gen_datagram_recvfrom(gen_t *self, gen_datagram_t *endpoint, void *data, size_t size, size_t *got,
                           gen_address_t *from)
{
    gen_address_t unused, *sender = from != NULL ? from : &unused;

    GIVEN(endpoint);
    *got = 0;
    if (!spend(self, endpoint))
        return false;
    while (is_open(self, endpoint)) {
        ssize_t n;

        sender->size = sizeof sender->storage;
        n = recvfrom(endpoint->descriptor.fd, data, size, 0, (struct sockaddr *)&sender->storage, &sender->size);
        if (n >= 0) {
            *got = (size_t)n;
            return true;
        }
        if (!wait_or_raise(self, endpoint, UV_READABLE, &receiving))
            return false;
    }
    return false;
}

bool gen_datagram_sockname(const gen_datagram_t *endpoint, gen_address_t *address)
{
    GIVEN(endpoint);
    address->size = sizeof address->storage;
    return getsockname(endpoint->descriptor.fd, (struct sockaddr *)&address->storage, &address->size) == 0;
}

void gen_datagram_close(gen_datagram_t *endpoint)
{
    GIVEN(endpoint);
    gen_descriptor_close_(&endpoint->descriptor);
}

void gen_datagram_free(gen_datagram_t *endpoint)
{
    if (endpoint == NULL)
        return;
    gen_datagram_close(endpoint);
    endpoint->referenced = false;
    let_go(endpoint);
}
