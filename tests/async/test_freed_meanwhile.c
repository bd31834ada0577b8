/* Streams, endpoints, servers and processes that one task frees while another waits for them. */
#include "echo.h"
#include "tasks.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The loop looks outside at least once in so many turns, and lets go of what was closed then. */
enum { TURNS = 70 };

static gen_status_t reads(gen_t *self, void *args)
{
    read_some(self, *(gen_stream_t **)args, 10);
    return finish_caught(self);
}

static gen_status_t reads_line(gen_t *self, void *args)
{
    const char *line;
    size_t size;
    bool ok = gen_stream_readline(self, *(gen_stream_t **)args, &line, &size);

    record_read(self, ok, line, size);
    return finish_caught(self);
}

static gen_status_t reads_many(gen_t *self, void *args)
{
    gen_stream_t *s = *(gen_stream_t **)args;
    char c;
    size_t got = 1;

    while (got > 0 && gen_stream_read(self, s, &c, 1, &got)) {
    }
    record_pending(self);
    gen_catch(self, GEN_EXCEPTION);
    return finish_caught(self);
}

static gen_status_t drains(gen_t *self, void *args)
{
    record_read(self, gen_stream_drain(self, *(gen_stream_t **)args), "drained", 7);
    return finish_caught(self);
}

static gen_status_t waits_closed(gen_t *self, void *args)
{
    record_read(self, gen_stream_wait_closed(self, *(gen_stream_t **)args), "closed", 6);
    return finish_caught(self);
}

struct plan {
    gen_body_t *body;
    const char *text; /* comes in before */
    size_t size;      /* is written before, and not taken */
    int turns;
};

static gen_status_t frees_stream(gen_t *self, void *args)
{
    static char data[1 << 20];
    struct plan *plan = args;
    int peer;
    gen_stream_t *s = stream_pair(&peer);
    gen_t *t;
    bool ok;

    gen_stream_write(s, data, plan->size);
    put_text(peer, plan->text);
    t = spawn_args(plan->body, &s, sizeof s, NULL);
    ok = turns(self, plan->turns);
    gen_stream_free(s);
    close(peer);
    return finish(self, join(self, &t, 1) && ok);
}

static void check_freed(struct plan plan, const char *expected)
{
    for (plan.turns = 1; plan.turns < TURNS; plan.turns++) {
        assert_int_equal(run_with_args(frees_stream, &plan, sizeof plan), GEN_RETURNED);
        assert_string_equal(recorded(), expected);
    }
}

/* Check that who reads or writes a stream that is freed meanwhile is told that it is lost, and does not touch it. */
static void test_stream(void **state)
{
    static const char lost[] = "ConnectionResetError(Connection lost)";
    struct plan many = {reads_many, "0123456789012345678901234567890123456789", 0, 1};

    (void)state;
    check_freed((struct plan){reads, "", 0, 0}, lost);
    check_freed((struct plan){reads_line, "li", 0, 0}, lost);
    check_freed((struct plan){drains, "", 1 << 20, 0}, lost);
    check_freed((struct plan){waits_closed, "", 0, 0}, "'closed'");
    assert_int_equal(run_with_args(frees_stream, &many, sizeof many), GEN_RETURNED);
    assert_string_equal(recorded(), lost);
}

static gen_status_t receives(gen_t *self, void *args)
{
    char data[8];
    size_t got;
    bool ok = gen_datagram_recvfrom(self, *(gen_datagram_t **)args, data, sizeof data, &got, NULL);

    record_read(self, ok, data, got);
    return finish_caught(self);
}

static gen_status_t frees_endpoint(gen_t *self, void *args)
{
    gen_datagram_t *endpoint;
    gen_t *t;
    bool ok = gen_create_datagram_endpoint(self, "127.0.0.1", 0, NULL, 0, &endpoint);

    if (!ok)
        return GEN_RAISED;
    t = spawn_args(receives, &endpoint, sizeof endpoint, NULL);
    ok = turns(self, *(int *)args);
    gen_datagram_free(endpoint);
    return finish(self, join(self, &t, 1) && ok);
}

/* Check the same of an endpoint for datagrams. */
static void test_datagram(void **state)
{
    (void)state;
    for (int k = 1; k < TURNS; k++) {
        assert_int_equal(run_with_args(frees_endpoint, &k, sizeof k), GEN_RETURNED);
        assert_string_equal(recorded(), "ConnectionResetError(Connection lost)");
    }
}

/* --- Processes --- */

static gen_process_t *start_process(gen_t *self, const char *command)
{
    gen_process_attr_t attr = gen_process_attr();
    gen_process_t *process;

    attr.std_in = GEN_PIPE;
    attr.std_out = GEN_PIPE;
    attr.std_err = GEN_PIPE;
    return gen_create_subprocess_shell(self, &attr, command, &process) ? process : NULL;
}

static gen_status_t waits(gen_t *self, void *args)
{
    int code = 99;
    bool ok = gen_process_wait(self, *(gen_process_t **)args, &code);

    record("%d %d", ok, code == -SIGKILL);
    return finish(self, ok);
}

static gen_status_t communicates(gen_t *self, void *args)
{
    gen_output_t output;
    bool ok = gen_process_communicate(self, *(gen_process_t **)args, "text", 4, &output);

    record_read(self, ok, output.out, ok ? output.out_size : 0);
    return finish_caught(self);
}

static gen_status_t frees_process(gen_t *self, void *args)
{
    gen_process_t *process = start_process(self, "exec sleep 1000");
    gen_t *t[2];
    bool ok;

    (void)args;
    if (process == NULL)
        return GEN_RAISED;
    t[0] = spawn_args(waits, &process, sizeof process, NULL);
    t[1] = spawn_args(communicates, &process, sizeof process, NULL);
    ok = turns(self, 3);
    gen_process_free(process);
    gen_loop_hold(gen_running_loop());
    ok = join(self, t, 2) && ok;
    gen_loop_release(gen_running_loop());
    return finish(self, ok);
}

/* Check that who waits for a process that is freed learns how it ended, and who talks to it that it is lost. */
static void test_process(void **state)
{
    (void)state;
    assert_int_equal(run_io(frees_process), GEN_RETURNED);
    assert_string_equal(recorded(), "ConnectionResetError(Connection lost) 1 1");
}

static gen_status_t communicates_twice(gen_t *self, void *args)
{
    gen_process_t *process = start_process(self, "exec cat");
    gen_output_t first, second;
    gen_t *t[2];
    bool ok;

    (void)args;
    if (process == NULL)
        return GEN_RAISED;
    for (int i = 0; i < 2; i++)
        t[i] = spawn_args(communicates, &process, sizeof process, NULL);
    gen_loop_hold(gen_running_loop());
    ok = join(self, t, 2);
    gen_loop_release(gen_running_loop());
    ok = ok && gen_process_communicate(self, process, NULL, 0, &first) &&
         gen_process_communicate(self, process, NULL, 0, &second);
    record("%d '%s' '%s'", ok, first.out, second.out);
    gen_process_free(process);
    return finish(self, ok);
}

/* Check that what a process has written is there until it is freed, however often one asks for it. */
static void test_communicate_twice(void **state)
{
    (void)state;
    assert_int_equal(run_io(communicates_twice), GEN_RETURNED);
    assert_string_equal(recorded(), "'text' 'text' 1 'text' 'text'");
}

/* --- Servers --- */

static gen_status_t serves_forever(gen_t *self, void *args)
{
    bool ok = gen_server_serve_forever(self, *(gen_server_t **)args);

    caught(self);
    return finish(self, !ok);
}

static gen_status_t waits_for_server(gen_t *self, void *args)
{
    record_read(self, gen_server_wait_closed(self, *(gen_server_t **)args), "closed", 6);
    return finish_caught(self);
}

static gen_status_t frees_server(gen_t *self, void *args)
{
    gen_server_t *server;
    gen_t *t[2];
    bool ok = gen_start_server(self, NULL, echo, echo_name, "127.0.0.1", 0, &server);

    if (!ok)
        return GEN_RAISED;
    t[0] = spawn_args(serves_forever, &server, sizeof server, NULL);
    t[1] = spawn_args(waits_for_server, &server, sizeof server, NULL);
    ok = turns(self, *(int *)args);
    gen_server_free(server);
    return finish(self, join(self, t, 2) && ok);
}

/* Check that who waits for a server that is freed goes on. */
static void test_server(void **state)
{
    (void)state;
    for (int k = 1; k < TURNS; k++) {
        assert_int_equal(run_with_args(frees_server, &k, sizeof k), GEN_RETURNED);
        assert_string_equal(recorded(), "CancelledError 'closed'");
    }
}

/* --- Another loop --- */

/* Check that the end of a stream of another loop, of which nobody would be told, is not waited for. */
static void test_other_loop(void **state)
{
    gen_loop_t *other = gen_loop_new(NULL);
    gen_stream_t *s;
    int fds[2];

    (void)state;
    assert_int_equal(pipe(fds), 0);
    assert_int_equal(gen_stream_from_fd(other, fds[0], &s), 0);
    assert_int_equal(run_with_args(waits_closed, &s, sizeof s), GEN_RETURNED);
    assert_string_equal(recorded(), "RuntimeError(stream is bound to a different event loop)");
    gen_stream_free(s);
    gen_loop_free(other);
    close(fds[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stream),  cmocka_unit_test(test_datagram),
        cmocka_unit_test(test_process), cmocka_unit_test(test_communicate_twice),
        cmocka_unit_test(test_server),  cmocka_unit_test(test_other_loop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
