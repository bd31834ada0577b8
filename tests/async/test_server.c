/* Servers and connections: TCP and Unix sockets. */
#include "echo.h"
#include <ctype.h>
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static gen_status_t tcp(gen_t *self, void *args)
{
    gen_server_t *server;
    gen_stream_t *s;
    gen_address_t address, peer;
    char text[GEN_ADDRESS_TEXT_SIZE];

    if (!gen_start_server(self, NULL, echo, echo_name, *(const char **)args, 0, &server))
        return GEN_RAISED;
    if (!gen_open_connection(self, *(const char **)args, gen_server_port(server), &s))
        return GEN_RAISED;
    record("%d", gen_stream_peername(s, &address) && gen_address_port(&address) == gen_server_port(server));
    record("%d", gen_stream_sockname(s, &peer) && gen_address_port(&peer) > 0);
    gen_address_text(&address, text, sizeof text);
    record("%d", strncmp(text, "('127.0.0.1'", 12) == 0 || strncmp(text, "('::1'", 6) == 0);
    converse(self, server, s, "hello\n");
    return finish_caught(self);
}

/* A bare system has no /etc/hosts. */
static bool localhost_has_an_address(void)
{
    struct addrinfo *addresses;

    if (getaddrinfo("localhost", NULL, NULL, &addresses) != 0)
        return false;
    freeaddrinfo(addresses);
    return true;
}

/* Check that a server echoes over TCP, by number and by name, and waits for its connections when it is closed. */
static void test_tcp(void **state)
{
    const char *hosts[] = {"127.0.0.1", "localhost"};
    size_t count = localhost_has_an_address() ? 2 : 1;

    (void)state;
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(run_with_args(tcp, &hosts[i], sizeof hosts[i]), GEN_RETURNED);
        assert_string_equal(recorded(), "1 1 1 'hello' echo- connections=0 serving=0");
    }
}

static gen_status_t unix_socket(gen_t *self, void *args)
{
    char folder[] = "/tmp/gen-test-XXXXXX", path[64];
    gen_server_t *server;
    gen_stream_t *s;

    (void)args;
    if (mkdtemp(folder) == NULL)
        return gen_raise_os_error(self, 1, folder);
    snprintf(path, sizeof path, "%s/socket", folder);
    record_read(self, gen_open_unix_connection(self, path, &s), "", 0);
    if (!gen_start_unix_server(self, NULL, echo, echo_name, path, &server))
        return GEN_RAISED;
    gen_server_free(server);
    record("removed=%d", access(path, F_OK) != 0);
    if (!gen_start_unix_server(self, NULL, echo, echo_name, path, &server) || !gen_open_unix_connection(self, path, &s))
        return GEN_RAISED;
    converse(self, server, s, "hello\n");
    rmdir(folder);
    return finish_caught(self);
}

/* Check that a server echoes over a Unix socket, whose file it removes. */
static void test_unix(void **state)
{
    (void)state;
    assert_int_equal(run_io(unix_socket), GEN_RETURNED);
    assert_string_equal(recorded(), "FileNotFoundError([Errno 2] No such file or directory) removed=1 'hello' echo- "
                                    "connections=0 serving=0");
}

/* A port on which nobody listens. */
static unsigned free_port(gen_t *self)
{
    gen_server_t *server;
    unsigned port;

    if (!gen_start_server(self, NULL, echo, echo_name, "127.0.0.1", 0, &server))
        return 0;
    port = gen_server_port(server);
    gen_server_free(server);
    return port;
}

static gen_status_t refused(gen_t *self, void *args)
{
    unsigned port = free_port(self);
    char expected[128];
    gen_stream_t *s;

    (void)args;
    if (gen_open_connection(self, "127.0.0.1", port, &s))
        return gen_raise(self, GEN_ASSERTION_ERROR, "connected");
    snprintf(expected, sizeof expected, "[Errno 111] Connect call failed ('127.0.0.1', %u)", port);
    record("%s %d %d %d", gen_error_type(gen_pending(self))->name, gen_error_errno(gen_pending(self)),
           strcmp(gen_error_message(gen_pending(self)), expected) == 0, s == NULL);
    gen_catch(self, GEN_CONNECTION_REFUSED_ERROR);
    record_read(self, gen_open_connection(self, "127.0.0.1", 65536, &s), "", 0);
    record_read(self, gen_open_connection(self, "no-such-host.invalid", 1, &s), "", 0);
    return finish_caught(self);
}

/* Check that a connection that is refused says so with its address, and a name that does not exist does. */
static void test_refused(void **state)
{
    const char *record;

    (void)state;
    assert_int_equal(run_io(refused), GEN_RETURNED);
    record = recorded();
    assert_non_null(
        strstr(record, "ConnectionRefusedError 111 1 1 OverflowError(port must be 0-65535.) gaierror([Errno -"));
}

static gen_status_t in_use(gen_t *self, void *args)
{
    gen_server_t *first, *second;
    char expected[160], words[64];

    (void)args;
    if (!gen_start_server(self, NULL, echo, echo_name, "127.0.0.1", 0, &first))
        return GEN_RAISED;
    if (gen_start_server(self, NULL, echo, echo_name, "127.0.0.1", gen_server_port(first), &second))
        return gen_raise(self, GEN_ASSERTION_ERROR, "bound");
    snprintf(words, sizeof words, "%s", strerror(EADDRINUSE));
    words[0] = (char)tolower(words[0]);
    snprintf(expected, sizeof expected,
             "[Errno 98] error while attempting to bind on address ('127.0.0.1', %u): [errno 98] %s",
             gen_server_port(first), words);
    record("%d %d", strcmp(gen_error_message(gen_pending(self)), expected) == 0, second == NULL);
    gen_catch(self, GEN_OS_ERROR);
    gen_server_free(first);
    return finish_caught(self);
}

/* Check that a port that is taken is an OSError with the address. */
static void test_in_use(void **state)
{
    (void)state;
    assert_int_equal(run_io(in_use), GEN_RETURNED);
    assert_string_equal(recorded(), "1 1");
}

static gen_status_t fails(gen_t *self, void *args)
{
    (void)args;
    return gen_raise(self, GEN_KEY_ERROR, "handler");
}

static gen_status_t failing_handler(gen_t *self, void *args)
{
    gen_server_t *server;
    gen_stream_t *s;
    char data[1];
    size_t got;
    bool ok;

    (void)args;
    if (!gen_start_server(self, NULL, fails, NULL, "127.0.0.1", 0, &server) ||
        !gen_open_connection(self, "127.0.0.1", gen_server_port(server), &s))
        return GEN_RAISED;
    ok = gen_stream_read(self, s, data, 1, &got);
    record_read(self, ok, data, got);
    gen_stream_free(s);
    gen_server_free(server);
    return finish_caught(self);
}

/* Check that what a handler raises is reported, and its connection is closed. */
static void test_failing_handler(void **state)
{
    (void)state;
    assert_int_equal(run_io(failing_handler), GEN_RETURNED);
    assert_string_equal(recorded(), "[Task exception was never retrieved: KeyError(handler)] ''");
}

static gen_status_t serve(gen_t *self, void *args)
{
    bool ok = gen_server_serve_forever(self, *(gen_server_t **)args);

    record_pending(self);
    return ok ? GEN_RETURNED : GEN_RAISED;
}

static gen_status_t forever(gen_t *self, void *args)
{
    gen_server_t *server;
    gen_stream_t *s;
    gen_t *task;

    (void)args;
    if (!gen_start_server(self, NULL, echo, echo_name, "127.0.0.1", 0, &server) ||
        !gen_open_connection(self, "127.0.0.1", gen_server_port(server), &s))
        return GEN_RAISED;
    task = spawn_args(serve, &server, sizeof server, "server");
    ask(self, s, "hello\n");
    gen_task_cancel(task, NULL);
    if (!gen_sleep(self, 0))
        return GEN_RAISED;
    record("serving=%d:%zu ended=%d", gen_server_is_serving(server), gen_server_connections(server),
           gen_future_done(task));
    if (!gen_await(self, task, NULL))
        gen_catch(self, GEN_CANCELLED_ERROR);
    record("connections=%zu", gen_server_connections(server));
    gen_stream_free(s);
    gen_server_free(server);
    return finish_caught(self);
}

/* Check that serve_forever() ends by being cancelled, but not before its connections have, whose streams it closes. */
static void test_serve_forever(void **state)
{
    (void)state;
    assert_int_equal(run_io(forever), GEN_RETURNED);
    assert_string_equal(recorded(), "'hello' serving=0:1 ended=0 echo- CancelledError connections=0");
}

static void record_refusal(gen_t *self)
{
    const char *message = gen_error_message(gen_pending(self));

    record("%s '%.7s..%s' cancelling=%u", gen_error_type(gen_pending(self))->name, message, strstr(message, " is "),
           gen_task_cancelling(gen_current_task()));
    gen_catch(self, GEN_RUNTIME_ERROR);
}

static gen_status_t forever_twice(gen_t *self, void *args)
{
    gen_server_t *server;
    gen_t *task;

    (void)args;
    if (!gen_start_server(self, NULL, echo, echo_name, "127.0.0.1", 0, &server))
        return GEN_RAISED;
    task = spawn_args(serve, &server, sizeof server, "server");
    if (!gen_sleep(self, 0))
        return GEN_RAISED;
    if (!gen_server_serve_forever(self, server))
        record_refusal(self);
    record("serving=%d", gen_server_is_serving(server));
    gen_server_close(server);
    if (!gen_await(self, task, NULL))
        gen_catch(self, GEN_CANCELLED_ERROR);
    if (!gen_server_serve_forever(self, server))
        record_refusal(self);
    gen_server_free(server);
    return finish_caught(self);
}

/* Check that serve_forever() is refused on a server on which it waits already, which goes on, and on one that is closed. */
static void test_serve_forever_refused(void **state)
{
    (void)state;
    assert_int_equal(run_io(forever_twice), GEN_RETURNED);
    assert_string_equal(recorded(), "RuntimeError 'server .. is already being awaited on serve_forever()' cancelling=0 "
                                    "serving=1 CancelledError RuntimeError 'server .. is closed' cancelling=0");
}

static gen_status_t leave_forever(gen_t *self, void *args)
{
    gen_server_t *server;
    gen_t *co;

    (void)args;
    if (!gen_start_server(self, NULL, echo, echo_name, "127.0.0.1", 0, &server))
        return GEN_RAISED;
    co = gen_coroutine(NULL, serve, &server, sizeof server);
    record("%d", gen_next(co, NULL));
    gen_free(co);
    record("serving=%d", gen_server_is_serving(server));
    gen_server_free(server);
    return finish_caught(self);
}

/* Check that a coroutine that is closed in serve_forever() leaves the server alone, as GeneratorExit does in asyncio. */
static void test_serve_forever_left(void **state)
{
    (void)state;
    assert_int_equal(run_io(leave_forever), GEN_RETURNED);
    assert_string_equal(recorded(), "1 GeneratorExit serving=1");
}

static gen_status_t leave_all(gen_t *self, void *args)
{
    gen_server_t *server;

    (void)args;
    if (!gen_start_server(self, NULL, echo, echo_name, "127.0.0.1", 0, &server) ||
        !gen_open_connection(self, "127.0.0.1", gen_server_port(server), *(gen_stream_t ***)args))
        return GEN_RAISED;
    ask(self, **(gen_stream_t ***)args, "hello\n");
    gen_server_free(server);
    return finish_caught(self);
}

/* Check that shutdown ends connections that are being served, and those of clients. */
static void test_shutdown(void **state)
{
    gen_stream_t *s, **out = &s;
    int before = open_descriptors();

    (void)state;
    assert_int_equal(run_with_args(leave_all, &out, sizeof out), GEN_RETURNED);
    assert_string_equal(recorded(), "'hello' CancelledError echo-");
    gen_stream_free(s);
    assert_int_equal(open_descriptors(), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tcp),
        cmocka_unit_test(test_unix),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_in_use),
        cmocka_unit_test(test_failing_handler),
        cmocka_unit_test(test_serve_forever),
        cmocka_unit_test(test_serve_forever_refused),
        cmocka_unit_test(test_serve_forever_left),
        cmocka_unit_test(test_shutdown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
