/* What waits for the outside world, cancelled at every step: connections, datagrams, processes, names, threads. */
#include "echo.h"
#include "tasks.h"
#include <netdb.h>
#include <string.h>

static char quiet[] = "quiet";

/* As echo(), but records nothing. */
static gen_status_t echo_quietly(gen_t *self, void *args)
{
    gen_stream_t *s = ((gen_connection_t *)args)->stream;
    char data[64];
    size_t size;

    while (gen_stream_read(self, s, data, sizeof data, &size) && size > 0) {
        gen_stream_write(s, data, size);
        if (!gen_stream_drain(self, s))
            break;
    }
    gen_catch(self, GEN_CONNECTION_ERROR);
    return finish(self, gen_pending(self) == NULL);
}

static bool exchange(gen_t *self, gen_stream_t *s)
{
    const char *line;
    size_t size;

    for (int i = 0; i < 3; i++) {
        gen_stream_write(s, "line\n", 5);
        if (!gen_stream_drain(self, s) || !gen_stream_readline(self, s, &line, &size))
            return false;
    }
    gen_stream_close(s);
    return gen_stream_wait_closed(self, s);
}

static gen_status_t connects(gen_t *self, void *args)
{
    gen_server_t *server = NULL;
    gen_stream_t *s = NULL;
    bool ok = gen_start_server(self, NULL, echo_quietly, quiet, "127.0.0.1", 0, &server) &&
              gen_open_connection(self, "127.0.0.1", gen_server_port(server), &s) && exchange(self, s);

    (void)args;
    gen_stream_free(s);
    if (server != NULL)
        gen_server_close(server);
    ok = ok && gen_server_wait_closed(self, server);
    gen_server_free(server);
    return finish(self, ok);
}

static gen_status_t sends(gen_t *self, void *args)
{
    gen_datagram_t *one = NULL, *other = NULL;
    gen_address_t address;
    char data[8];
    size_t got;
    bool ok = gen_create_datagram_endpoint(self, "127.0.0.1", 0, NULL, 0, &one) &&
              gen_create_datagram_endpoint(self, "127.0.0.1", 0, NULL, 0, &other) &&
              gen_datagram_sockname(one, &address);

    (void)args;
    for (int i = 0; i < 3 && ok; i++)
        ok = gen_sleep(self, 0) && gen_datagram_sendto(self, other, "x", 1, &address) &&
             gen_datagram_recvfrom(self, one, data, sizeof data, &got, NULL);
    gen_datagram_free(one);
    gen_datagram_free(other);
    return finish(self, ok);
}

static gen_status_t talks(gen_t *self, void *args)
{
    gen_process_attr_t attr = gen_process_attr();
    gen_process_t *process = NULL;
    gen_output_t output;
    bool ok;

    (void)args;
    attr.std_in = GEN_PIPE;
    attr.std_out = GEN_PIPE;
    ok = gen_create_subprocess_shell(self, &attr, "cat; exit 3", &process) &&
         gen_process_communicate(self, process, "text", 4, &output) && gen_process_wait(self, process, NULL);
    gen_process_free(process);
    return finish(self, ok);
}

static gen_value_t add_one(void *arg, gen_error_t **error)
{
    (void)error;
    return gen_int(*(int *)arg + 1);
}

static gen_status_t asks_threads(gen_t *self, void *args)
{
    static int one = 1;
    struct addrinfo *list = NULL;
    bool ok = gen_await(self, gen_run_in_executor(gen_running_loop(), add_one, &one, sizeof one, NULL), NULL);

    (void)args;
    if (ok && gen_getaddrinfo(self, "127.0.0.1", "80", NULL, &list))
        freeaddrinfo(list);
    ok = ok && gen_pending(self) == NULL && gen_shutdown_default_executor(self);
    return finish(self, ok);
}

static bool done; /* before it was cancelled */

struct attack {
    gen_body_t *body;
    int step;
};

static gen_status_t attack(gen_t *self, void *args)
{
    struct attack *a = args;
    gen_t *t = spawn(a->body, NULL);
    bool ok = true;

    for (int i = 0; i < a->step && ok && !gen_future_done(t); i++)
        ok = gen_sleep(self, 0.001); /* looks outside, and waits for threads */
    done = !gen_task_cancel(t, NULL);
    gen_loop_hold(gen_running_loop()); /* so that processes are waited for */
    ok = join(self, &t, 1) && ok;
    gen_loop_release(gen_running_loop());
    return finish(self, ok);
}

/* At so many steps, and on until it comes to its end, unless that takes a process's time. */
static void check_every_step(gen_body_t *body, bool to_its_end)
{
    int before;

    gen_loop_free(gen_loop_new(NULL)); /* the first one makes libuv open what it keeps */
    before = open_descriptors();
    done = false;
    for (int step = 0; step < 20 || (to_its_end && !done); step++) {
        struct attack a = {body, step};

        assert_int_equal(run_with_args(attack, &a, sizeof a), GEN_RETURNED);
        assert_string_equal(recorded(), "");
        assert_int_equal(open_descriptors(), before);
    }
}

/* Check that a conversation over TCP that is cancelled at any step leaves no task and no descriptor behind. */
static void test_connection(void **state)
{
    (void)state;
    check_every_step(connects, true);
}

/* Check the same of datagrams. */
static void test_datagrams(void **state)
{
    (void)state;
    check_every_step(sends, true);
}

/* Check the same of a process, which is killed then. */
static void test_process(void **state)
{
    (void)state;
    check_every_step(talks, false);
}

/* Check the same of work in threads. */
static void test_threads(void **state)
{
    (void)state;
    check_every_step(asks_threads, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_connection),
        cmocka_unit_test(test_datagrams),
        cmocka_unit_test(test_process),
        cmocka_unit_test(test_threads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
