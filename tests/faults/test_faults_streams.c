/* Every call that can fail fails: streams, servers, datagrams, resolving. */
#include "async_sweep.h"
#include "tally.h"
#include <setjmp.h>
#include <stdarg.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

/* --- Servers and clients --- */

static gen_status_t echo(gen_t *self, void *args)
{
    gen_stream_t *stream = ((gen_connection_t *)args)->stream;
    const char *line;
    size_t size;

    while (gen_stream_readline(self, stream, &line, &size) && size > 0)
        if (!gen_stream_write(stream, line, size) || !gen_stream_drain(self, stream))
            break;
    return end_of(self);
}

/* Whatever comes, up to the end of a line. */
static bool take_line(gen_t *self, gen_stream_t *stream, char *line, size_t size)
{
    const char *data;
    size_t got, held = 0;

    do {
        if (!gen_stream_read_some(self, stream, &data, &got))
            return false;
        if (got == 0) {
            gen_raise(self, GEN_EOF_ERROR, NULL);
            return false;
        }
        if (!expect(self, held + got < size, "no more than a line comes"))
            return false;
        memcpy(line + held, data, got);
        held += got;
    } while (line[held - 1] != '\n');
    line[held] = '\0';
    return true;
}

static bool exchange(gen_t *self, gen_stream_t *stream)
{
    static char big[100000]; /* more than is sent at once */
    const char *line;
    char answer[16];
    size_t size;

    memset(big, 'x', sizeof big);
    big[sizeof big - 1] = '\n';
    gen_stream_set_limit(stream, sizeof big);
    gen_stream_write(stream, "hello\n", 6);
    if (!gen_stream_drain(self, stream) || !gen_stream_readexactly(self, stream, answer, 6, NULL) ||
        !expect(self, memcmp(answer, "hello\n", 6) == 0, "what was sent comes back"))
        return false;
    gen_stream_write(stream, "again\n", 6);
    if (!gen_stream_drain(self, stream) || !take_line(self, stream, answer, sizeof answer) ||
        !expect(self, strcmp(answer, "again\n") == 0, "it comes back again"))
        return false;
    gen_stream_write(stream, "a\nb;", 4);
    gen_stream_write_eof(stream);
    if (!gen_stream_drain(self, stream) || !gen_stream_readuntil(self, stream, ";", 1, &line, &size))
        return false;
    return expect(self, size == 4 && memcmp(line, "a\nb;", 4) == 0, "all of it comes back") &&
           gen_stream_readall(self, stream, &line, &size) && expect(self, size == 0, "then comes the end");
}

/* Talks to the server, closes both. */
static gen_status_t visit(gen_t *self, gen_server_t *server, bool connected, gen_stream_t *stream)
{
    gen_error_t *e = NULL;

    if (connected && exchange(self, stream)) {
        gen_stream_close(stream);
        if (!gen_stream_wait_closed(self, stream))
            (void)0; /* it is pending */
    }
    if (gen_pending(self) != NULL && !gen_catch_as(self, GEN_BASE_EXCEPTION, &e))
        return GEN_RAISED;
    gen_stream_free(stream);
    gen_server_close(server);
    gen_server_abort_clients(server);
    if (!gen_server_wait_closed(self, server)) {
        gen_error_free(e);
        e = NULL;
    }
    gen_server_free(server);
    if (e != NULL)
        gen_reraise(self, e);
    gen_error_free(e);
    return end_of(self);
}

static gen_status_t tcp(gen_t *self, void *args)
{
    gen_server_t *server;
    gen_stream_t *stream = NULL;
    bool connected;

    (void)args;
    if (!gen_start_server(self, NULL, echo, NULL, "127.0.0.1", 0, &server))
        return GEN_RAISED;
    connected = gen_open_connection(self, "127.0.0.1", gen_server_port(server), &stream);
    return visit(self, server, connected, stream);
}

static gen_status_t tcp_by_name(gen_t *self, void *args)
{
    gen_server_t *server;
    gen_stream_t *stream = NULL;
    bool connected;

    (void)args;
    if (!gen_start_server(self, NULL, echo, NULL, "localhost", 0, &server))
        return GEN_RAISED;
    connected = gen_open_connection(self, "localhost", gen_server_port(server), &stream);
    return visit(self, server, connected, stream);
}

static gen_status_t unix_sockets(gen_t *self, void *args)
{
    char path[64];
    gen_server_t *server;
    gen_stream_t *stream = NULL;
    bool connected;

    (void)args;
    snprintf(path, sizeof path, "/tmp/gen-faults-%d", (int)getpid());
    if (!gen_start_unix_server(self, NULL, echo, NULL, path, &server)) {
        unlink(path);
        return GEN_RAISED;
    }
    connected = gen_open_unix_connection(self, path, &stream);
    return visit(self, server, connected, stream);
}

/* --- One stream: much to write, none to read it for a while --- */

static gen_status_t writer(gen_t *self, void *args)
{
    static char data[300000];
    gen_stream_t *stream = *(gen_stream_t **)args;

    if (gen_stream_write(stream, data, sizeof data) && gen_stream_drain(self, stream))
        gen_stream_write_eof(stream);
    return end_of(self);
}

static gen_status_t reader(gen_t *self, void *args)
{
    gen_stream_t *stream = *(gen_stream_t **)args;
    const char *all;
    size_t size;

    if (!gen_stream_readall(self, stream, &all, &size))
        return GEN_RAISED;
    return expect(self, size == 300000, "all arrives") ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

static gen_status_t pair(gen_t *self, void *args)
{
    gen_stream_t *streams[2] = {NULL, NULL};
    gen_t *tasks[2] = {NULL, NULL};
    int fds[2], failed = 0;

    (void)args;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds) != 0)
        return gen_raise(self, GEN_OS_ERROR, "no pair");
    for (int i = 0; i < 2; i++) {
        failed = gen_stream_from_fd(gen_running_loop(), fds[i], &streams[i]);
        if (failed != 0) {
            close(fds[i]);
            gen_raise(self, GEN_OS_ERROR, "no stream");
        }
    }
    if (gen_pending(self) == NULL) {
        tasks[0] = start(self, writer, streams[0]);
        tasks[1] = tasks[0] != NULL ? start(self, reader, streams[1]) : NULL;
        if (tasks[1] != NULL && join(self, tasks[1]) && join(self, gen_ref(tasks[0])))
            expect(self, gen_stream_at_eof(streams[1]), "it is at its end");
        if (tasks[0] != NULL) {
            gen_task_cancel(tasks[0], NULL);
            gen_future_exception(tasks[0], NULL);
        }
        gen_free(tasks[0]);
    }
    if (streams[0] != NULL)
        gen_stream_abort(streams[0]);
    gen_stream_free(streams[0]);
    gen_stream_free(streams[1]);
    return end_of(self);
}

/* --- What is asked of streams and servers --- */

static gen_status_t serves(gen_t *self, void *args)
{
    return gen_server_serve_forever(self, *(gen_server_t **)args) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

static bool ask_server(gen_t *self, gen_server_t *server)
{
    gen_address_t address, parsed;
    char text[GEN_ADDRESS_TEXT_SIZE];

    if (!gen_server_sockname(server, &address))
        return expect(self, disturbed(), "a server has a name");
    gen_address_text(&address, text, sizeof text);
    return expect(self, gen_address_parse(&parsed, "127.0.0.1", gen_address_port(&address)), "it can be read again") &&
           expect(self, gen_server_is_serving(server) && gen_server_connections(server) < 2, "it serves");
}

/* Reads what there is, of a stream that somebody else keeps, too. */
static bool ask_stream(gen_t *self, gen_stream_t *stream)
{
    gen_stream_t *again = gen_stream_ref(stream);
    gen_address_t address;
    char data[8];
    size_t got = 0;

    gen_stream_set_write_buffer_limits(stream, 10, 5);
    if (!gen_stream_sockname(stream, &address) || !gen_stream_peername(stream, &address))
        expect(self, disturbed(), "both ends have names");
    gen_stream_write(stream, "hello\n", 6);
    if (gen_pending(self) == NULL && gen_stream_drain(self, stream) &&
        gen_stream_read(self, stream, data, sizeof data, &got))
        expect(self, disturbed() || (got > 0 && gen_stream_fd(stream) >= 0), "something comes back");
    gen_stream_close(stream);
    expect(self, gen_stream_is_closing(stream) && gen_stream_write_buffer_size(stream) <= 6, "it is closing");
    gen_stream_free(again);
    return gen_pending(self) == NULL;
}

/* As visit(), but the server is told to serve, and to close its clients rather than to abort them. */
static gen_status_t asked(gen_t *self, void *args)
{
    gen_server_t *server;
    gen_stream_t *stream = NULL;
    gen_t *task;
    gen_error_t *e = NULL;

    (void)args;
    if (!gen_start_server(self, NULL, echo, NULL, "127.0.0.1", 0, &server))
        return GEN_RAISED;
    task = start(self, serves, server);
    if (task != NULL && gen_open_connection(self, "127.0.0.1", gen_server_port(server), &stream) &&
        ask_server(self, server))
        ask_stream(self, stream);
    if (gen_pending(self) != NULL && !gen_catch_as(self, GEN_BASE_EXCEPTION, &e))
        return GEN_RAISED;
    gen_stream_free(stream);
    gen_server_close_clients(server);
    if (task != NULL)
        gen_task_cancel(task, NULL);
    while (task != NULL && !gen_future_done(task))
        if (!gen_sleep(self, 0) && !gen_catch(self, GEN_BASE_EXCEPTION))
            break;
    gen_free(task);
    gen_server_free(server);
    if (e != NULL)
        gen_reraise(self, e);
    gen_error_free(e);
    return end_of(self);
}

/* --- Datagrams and names --- */

static gen_status_t datagrams(gen_t *self, void *args)
{
    gen_datagram_t *a = NULL, *b = NULL;
    gen_address_t address;
    char data[8];
    size_t got;

    (void)args;
    if (gen_create_datagram_endpoint(self, "127.0.0.1", 0, NULL, 0, &a) && gen_datagram_sockname(a, &address) &&
        gen_create_datagram_endpoint(self, NULL, 0, "127.0.0.1", gen_address_port(&address), &b) &&
        gen_datagram_sendto(self, b, "ping", 4, NULL) &&
        gen_datagram_recvfrom(self, a, data, sizeof data, &got, &address))
        expect(self, got == 4, "the datagram arrives");
    if (b != NULL)
        gen_datagram_close(b);
    gen_datagram_free(a);
    gen_datagram_free(b);
    return end_of(self);
}

static gen_status_t names(gen_t *self, void *args)
{
    struct addrinfo *list = NULL;

    (void)args;
    if (gen_getaddrinfo(self, "localhost", NULL, NULL, &list))
        expect(self, list != NULL, "localhost has an address");
    if (list != NULL)
        freeaddrinfo(list);
    return end_of(self);
}

/* Check that a server and its client over TCP survive every failure. */
static void test_tcp(void **state)
{
    (void)state;
    async_check("TCP streams", tcp);
}

/* Check that a server and its client that find each other by a name survive every failure. */
static void test_tcp_by_name(void **state)
{
    (void)state;
    async_check("TCP streams by name", tcp_by_name);
}

/* Check that a server and its client over a Unix socket survive every failure. */
static void test_unix(void **state)
{
    (void)state;
    async_check("Unix streams", unix_sockets);
}

/* Check that writing more than the peer takes at once survives every failure. */
static void test_pair(void **state)
{
    (void)state;
    async_check("a full stream", pair);
}

/* Check that what is asked of streams and servers survives every failure. */
static void test_asked(void **state)
{
    (void)state;
    async_check("streams and servers", asked);
}

/* Check that datagrams survive every failure. */
static void test_datagrams(void **state)
{
    (void)state;
    async_check("datagrams", datagrams);
}

/* Check that resolving a name survives every failure. */
static void test_names(void **state)
{
    (void)state;
    async_check("getaddrinfo()", names);
}

/* Check that each of these calls has failed somewhere: none was spared by chance. */
static void test_all_calls(void **state)
{
    static const char *const names[] = {
        "malloc",     "socket",   "bind",   "listen",      "accept4",     "connect",     "epoll_ctl",
        "read",       "send",     "sendto", "recvfrom",    "getsockname", "getpeername", "getsockopt",
        "setsockopt", "shutdown", "ioctl",  "getaddrinfo", "socketpair",  "realloc",     NULL};
    const char *missing = tally_end(names);

    (void)state;
    if (missing != NULL)
        fail_msg("%s never failed", missing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tcp),         cmocka_unit_test(test_unix),      cmocka_unit_test(test_pair),
        cmocka_unit_test(test_datagrams),   cmocka_unit_test(test_names),     cmocka_unit_test(test_asked),
        cmocka_unit_test(test_tcp_by_name), cmocka_unit_test(test_all_calls),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
