/* server.c - accepting connections and running a task for each. */
#define _GNU_SOURCE
#include "async/net/server.h"
#include "async/pin.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ACCEPTS_PER_EVENT = 64 };

/* asyncio's pause, in seconds, when there are no file descriptors left. */
static const double RETRY_DELAY = 1;

/* --- A connection: its task's coroutine owns this, so that it ends with it whatever happens --- */

struct client {
    gen_connection_t connection; /* first: what the body sees */
    gen_server_t *server;
    struct gen_link_ link;
};

static void destroy_if_unused(gen_server_t *s)
{
    if (s->referenced || s->unreleased > 0 || s->active > 0 || s->waiting > 0)
        return;
    free(s->listeners);
    free(s);
}

static void end_client(void *args)
{
    struct client *c = *(struct client **)args;
    gen_server_t *s = c->server;

    if (s->handler.destroy != NULL)
        s->handler.destroy(&c->connection);
    gen_stream_free(c->connection.stream);
    link_remove(&c->link);
    free(c);
    if (--s->active == 0)
        gen_wake_all_(&s->closers);
    destroy_if_unused(s);
}

static gen_status_t serve_client(gen_t *self, void *args)
{
    struct client *c = *(struct client **)args;

    return c->server->body(self, &c->connection);
}

static gen_t *client_coroutine(struct client *c)
{
    gen_attr_t attr = c->server->handler;

    attr.destroy = end_client;
    return gen_coroutine(&attr, serve_client, &c, sizeof c);
}

/* Makes the task of a connection; false: there is no memory for it, or its stack cannot be had, as gen_new_error() tells. */
static bool start_client(gen_server_t *s, gen_stream_t *stream)
{
    struct client *c = malloc(sizeof *c);
    gen_t *coroutine;

    if (c == NULL)
        return false;
    *c = (struct client){{stream, s->arg}, s, {NULL, NULL}};
    coroutine = client_coroutine(c);
    if (coroutine == NULL) {
        free(c);
        return false;
    }
    link_append(&s->clients, &c->link);
    s->active++;
    gen_free(gen_loop_create_task(s->loop, coroutine, NULL));
    return true;
}

static void report(gen_server_t *s, const char *message, gen_error_t *e)
{
    gen_report_(s->loop, message, e, NULL);
    gen_error_free(e);
}

static void begin_client(gen_server_t *s, int fd, int family)
{
    gen_stream_t *stream;
    int failed = gen_stream_from_fd(s->loop, fd, &stream);

    if (failed != 0) {
        close(fd);
        report(s, "a connection was dropped", gen_os_error(failed, NULL));
        return;
    }
    gen_socket_no_delay_(fd, family);
    gen_stream_set_limit(stream, s->limit);
    gen_stream_set_write_buffer_limits(stream, s->write_high, s->write_low);
    if (!start_client(s, stream)) {
        gen_stream_abort(stream);
        gen_stream_free(stream);
        report(s, "a connection was dropped", gen_error_new(GEN_MEMORY_ERROR, "no memory for its task"));
    }
}

/* --- Accepting --- */

static void listen_on(gen_server_t *s, bool on)
{
    for (size_t i = 0; i < s->count; i++) {
        if (on)
            gen_descriptor_watch_(&s->listeners[i].descriptor, UV_READABLE);
        else
            gen_descriptor_unwatch_(&s->listeners[i].descriptor, UV_READABLE);
    }
}

static void forget_retry(gen_server_t *s)
{
    if (s->retry != NULL)
        gen_handle_cancel(s->retry);
    gen_handle_free(s->retry);
    s->retry = NULL;
}

static void retry(void *arg)
{
    gen_server_t *s = arg;

    forget_retry(s);
    listen_on(s, true);
}

static void back_off(gen_server_t *s, int failed)
{
    listen_on(s, false);
    s->retry = gen_call_later(s->loop, RETRY_DELAY, retry, s);
    report(s, "socket.accept() out of system resource", gen_os_error(failed, NULL));
}

static bool is_passing(int failed)
{
    return failed == EINTR || failed == ECONNABORTED || failed == EPROTO || failed == EPERM;
}

static void accept_ready(struct descriptor *d, int events)
{
    gen_server_t *s = CONTAINER_OF(d, struct listener, descriptor)->server;

    (void)events;
    for (int i = 0; i < ACCEPTS_PER_EVENT && d->fd >= 0; i++) {
        struct sockaddr_storage peer;
        socklen_t size = sizeof peer;
        int fd = accept4(d->fd, (struct sockaddr *)&peer, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);

        if (fd >= 0) {
            begin_client(s, fd, peer.ss_family);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            return;
        } else if (!is_passing(errno)) {
            back_off(s, errno);
            return;
        }
    }
}

/* --- Listening, and closed --- */

static void abandon(struct descriptor *d)
{
    gen_server_close(CONTAINER_OF(d, struct listener, descriptor)->server);
}

static void released(struct descriptor *d)
{
    gen_server_t *s = CONTAINER_OF(d, struct listener, descriptor)->server;

    s->unreleased--;
    destroy_if_unused(s);
}

static const struct descriptor_class listener_class = {accept_ready, abandon, released};

int gen_server_add_(gen_server_t *s, int fd)
{
    struct listener *l = &s->listeners[s->count];
    int failed = gen_descriptor_open_(&l->descriptor, &listener_class, s->loop, fd);

    if (failed != 0)
        return failed;
    l->server = s;
    s->count++;
    s->unreleased++;
    gen_descriptor_watch_(&l->descriptor, UV_READABLE);
    gen_descriptor_keep_(&l->descriptor, true);
    return 0;
}

void gen_server_close(gen_server_t *server)
{
    GIVEN(server);
    if (server->closed)
        return;
    server->closed = true;
    forget_retry(server);
    for (size_t i = 0; i < server->count; i++)
        gen_descriptor_close_(&server->listeners[i].descriptor);
    gen_server_remove_path_(server);
    gen_wake_all_(&server->forever);
    if (server->active == 0)
        gen_wake_all_(&server->closers);
}

void gen_server_free(gen_server_t *server)
{
    if (server == NULL)
        return;
    gen_server_close(server);
    server->referenced = false;
    destroy_if_unused(server);
}

/* --- Waiting, looking, ending the connections --- */

static void let_go(void *server)
{
    destroy_if_unused(server);
}

static const struct gen_wait_kind_ closing = {"close of server", "gen_server_wait_closed()", NULL, NULL};

bool gen_server_wait_closed(gen_t *self, gen_server_t *server)
{
    GIVEN(server);

    struct gen_wait_ w;
    struct pin pin;
    bool ok = (server->closed && server->active == 0) || gen_need_own_loop_(self, server->loop, "server");

    pin_begin(self, &pin, &server->waiting, let_go, server);
    while (ok && (!server->closed || server->active > 0))
        ok = wait_on(self, &w, &server->closers, &closing, server);
    pin_end(self, &pin);
    return ok;
}

static bool may_serve_forever(gen_t *self, const gen_server_t *server)
{
    if (!gen_need_own_loop_(self, server->loop, "server"))
        return false;
    if (!server->closed && link_alone(&server->forever))
        return true;
    if (server->closed)
        gen_raise(self, GEN_RUNTIME_ERROR, "server %p is closed", (const void *)server);
    else
        gen_raise(self, GEN_RUNTIME_ERROR, "server %p is already being awaited on serve_forever()",
                  (const void *)server);
    return false;
}

/* It was cancelled, or closed, which is the same: it is closed, its clients too, and what serves them is waited for. */
static bool end_forever(gen_t *self, gen_server_t *server)
{
    gen_finally_t finally;
    bool ok;

    gen_finally_begin(self, &finally);
    gen_server_close(server);
    gen_server_close_clients(server);
    ok = gen_server_wait_closed(self, server);
    return gen_finally_end(self, &finally) && ok;
}

static const struct gen_wait_kind_ serving = {"connections of server", "gen_server_serve_forever()", NULL, NULL};

bool gen_server_serve_forever(gen_t *self, gen_server_t *server)
{
    struct gen_wait_ w;
    struct pin pin;
    bool ok = false;

    GIVEN(server);
    if (!may_serve_forever(self, server))
        return false;
    pin_begin(self, &pin, &server->waiting, let_go, server);
    if (wait_on(self, &w, &server->forever, &serving, server))
        gen_raise(self, GEN_CANCELLED_ERROR, NULL);
    if (gen_error_is(gen_pending(self), GEN_CANCELLED_ERROR))
        ok = end_forever(self, server);
    pin_end(self, &pin);
    return ok;
}

bool gen_server_sockname(const gen_server_t *server, gen_address_t *address)
{
    GIVEN(server);
    if (server->closed || server->count == 0)
        return false;
    address->size = sizeof address->storage;
    return getsockname(server->listeners[0].descriptor.fd, (struct sockaddr *)&address->storage, &address->size) == 0;
}

unsigned gen_server_port(const gen_server_t *server)
{
    gen_address_t address;

    GIVEN(server);
    return gen_server_sockname(server, &address) ? gen_address_port(&address) : 0;
}

bool gen_server_is_serving(const gen_server_t *server)
{
    GIVEN(server);
    return !server->closed;
}

size_t gen_server_connections(const gen_server_t *server)
{
    GIVEN(server);
    return server->active;
}

void gen_server_close_clients(gen_server_t *server)
{
    GIVEN(server);
    for (struct gen_link_ *l = server->clients.next; l != &server->clients; l = l->next)
        gen_stream_close(CONTAINER_OF(l, struct client, link)->connection.stream);
}

void gen_server_abort_clients(gen_server_t *server)
{
    GIVEN(server);
    for (struct gen_link_ *l = server->clients.next; l != &server->clients; l = l->next)
        gen_stream_abort(CONTAINER_OF(l, struct client, link)->connection.stream);
}
