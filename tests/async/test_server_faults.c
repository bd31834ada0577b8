/* Servers, and what goes wrong: resets, kills, clients that never read, no descriptors left. */
#include "echo.h"
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static gen_status_t reset(gen_t *self, void *args)
{
    gen_server_t *server;
    gen_stream_t *s;
    int fd;

    (void)args;
    if (!gen_start_server(self, NULL, echo, echo_name, "127.0.0.1", 0, &server))
        return GEN_RAISED;
    fd = connect_to(gen_server_port(server));
    while (gen_server_connections(server) == 0)
        if (!gen_sleep(self, 0))
            return GEN_RAISED;
    close_by_reset(fd);
    while (gen_server_connections(server) > 0)
        if (!gen_sleep(self, 0))
            return GEN_RAISED;
    if (!gen_open_connection(self, "127.0.0.1", gen_server_port(server), &s))
        return GEN_RAISED;
    converse(self, server, s, "still there\n");
    return finish_caught(self);
}

/* Check that a reset in the middle of a read is a ConnectionResetError there, and the server serves the next one. */
static void test_reset(void **state)
{
    (void)state;
    assert_int_equal(run_io(reset), GEN_RETURNED);
    assert_string_equal(recorded(), "ConnectionResetError([Errno 104] Connection reset by peer) echo- "
                                    "'still there' echo- connections=0 serving=0");
}

/* Sends half an answer, and is killed: its sockets are reset. */
static gen_status_t half_an_answer(gen_t *self, void *args)
{
    gen_stream_t *s = ((gen_connection_t *)args)->stream;
    struct linger linger = {1, 0};
    const char *line;

    if (!gen_stream_readline(self, s, &line, NULL))
        return GEN_RAISED;
    gen_stream_write(s, "hal", 3);
    if (!gen_stream_readline(self, s, &line, NULL))
        return GEN_RAISED;
    setsockopt(gen_stream_fd(s), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    gen_stream_abort(s);
    return gen_return(self, GEN_NONE);
}

static gen_status_t killed(gen_t *self, void *args)
{
    gen_server_t *server;
    gen_stream_t *s;
    char data[8];
    size_t got;
    bool ok;

    (void)args;
    if (!gen_start_server(self, NULL, half_an_answer, NULL, "127.0.0.1", 0, &server) ||
        !gen_open_connection(self, "127.0.0.1", gen_server_port(server), &s))
        return GEN_RAISED;
    gen_stream_write(s, "ask\n", 4);
    ok = gen_stream_readexactly(self, s, data, 3, &got);
    record_read(self, ok, data, got);
    gen_stream_write(s, "more\n", 5);
    ok = gen_stream_readexactly(self, s, data, 5, &got);
    record_read(self, ok, data, got);
    record_read(self, gen_stream_drain(self, s), "", 0);
    gen_stream_free(s);
    gen_server_free(server);
    return finish_caught(self);
}

/* Check that a server that is killed in mid-stream is a ConnectionResetError for its client. */
static void test_killed(void **state)
{
    (void)state;
    assert_int_equal(run_io(killed), GEN_RETURNED);
    assert_string_equal(recorded(), "'hal' ConnectionResetError([Errno 104] Connection reset by peer) "
                                    "ConnectionResetError([Errno 104] Connection reset by peer)");
}

static size_t most_held;

/* Writes for ever, to a client that does not read. */
static gen_status_t flood(gen_t *self, void *args)
{
    static char data[4096];
    gen_stream_t *s = ((gen_connection_t *)args)->stream;
    size_t held = 0;

    do {
        gen_stream_write(s, data, sizeof data);
        held = gen_stream_write_buffer_size(s);
        most_held = held > most_held ? held : most_held;
    } while (gen_stream_drain(self, s));
    record("%d", gen_error_is(gen_pending(self), GEN_CONNECTION_ERROR));
    gen_catch(self, GEN_CONNECTION_ERROR);
    return finish_caught(self);
}

static gen_status_t never_reads(gen_t *self, void *args)
{
    gen_server_t *server;
    int fd;

    (void)args;
    most_held = 0;
    if (!gen_start_server(self, NULL, flood, NULL, "127.0.0.1", 0, &server))
        return GEN_RAISED;
    fd = connect_to(gen_server_port(server));
    for (size_t last = 0; last == 0 || last != most_held;) {
        last = most_held;
        for (int i = 0; i < 1000; i++)
            if (!gen_sleep(self, 0))
                return GEN_RAISED;
    }
    record("bounded=%d connections=%zu", most_held <= 65536 + 4096, gen_server_connections(server));
    close_by_reset(fd);
    gen_server_close(server);
    if (!gen_server_wait_closed(self, server))
        return GEN_RAISED;
    gen_server_free(server);
    return finish_caught(self);
}

/* Check that who writes to a client that never reads waits with little memory, until the client goes away. */
static void test_never_reads(void **state)
{
    (void)state;
    assert_int_equal(run_io(never_reads), GEN_RETURNED);
    assert_string_equal(recorded(), "bounded=1 connections=1 1");
}

static void limit_descriptors(rlim_t *old, rlim_t limit)
{
    struct rlimit r;

    getrlimit(RLIMIT_NOFILE, &r);
    *old = r.rlim_cur;
    r.rlim_cur = limit;
    setrlimit(RLIMIT_NOFILE, &r);
}

static int reports;

static void count_report(gen_loop_t *loop, const gen_exception_context_t *context, void *arg)
{
    (void)loop;
    (void)arg;
    reports++;
    record("[%s: %d]", context->message, gen_error_errno(context->error));
}

static gen_status_t out_of_descriptors(gen_t *self, void *args)
{
    gen_server_t *server;
    gen_stream_t *s;
    rlim_t old, unused;
    int fd, lowest;

    (void)args;
    reports = 0;
    gen_loop_set_exception_handler(gen_running_loop(), count_report, NULL);
    if (!gen_start_server(self, NULL, echo, echo_name, "127.0.0.1", 0, &server) ||
        !gen_open_connection(self, "127.0.0.1", gen_server_port(server), &s))
        return GEN_RAISED;
    ask(self, s, "before\n");
    fd = connect_to(gen_server_port(server));
    lowest = dup(0);
    close(lowest);
    limit_descriptors(&old, (rlim_t)lowest);
    while (reports == 0)
        if (!gen_sleep(self, 0))
            return GEN_RAISED;
    ask(self, s, "meanwhile\n");
    limit_descriptors(&unused, old);
    while (gen_server_connections(server) < 2)
        if (!gen_sleep(self, 0.5))
            return GEN_RAISED;
    close(fd);
    converse(self, server, s, "after\n");
    return finish_caught(self);
}

/* Check that a server without file descriptors says so, serves those it has, and goes on later. */
static void test_out_of_descriptors(void **state)
{
    (void)state;
    assert_int_equal(run_io(out_of_descriptors), GEN_RETURNED);
    assert_non_null(strstr(recorded(), "'before' [socket.accept() out of system resource: 24] 'meanwhile'"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reset),
        cmocka_unit_test(test_killed),
        cmocka_unit_test(test_never_reads),
        cmocka_unit_test(test_out_of_descriptors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
