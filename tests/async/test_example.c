/* The echo server of the examples, as a user starts it: with a port. */
#include "peer.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static bool start(gen_t *self, const char *port, gen_process_t **process)
{
    const char *argv[] = {ECHO_SERVER, "--port", port, NULL};
    gen_process_attr_t attr = gen_process_attr();

    attr.std_out = GEN_PIPE;
    attr.std_err = GEN_PIPE;
    return gen_create_subprocess_exec(self, &attr, argv, process);
}

static bool talk(gen_t *self, unsigned port)
{
    gen_stream_t *s;
    const char *line;
    size_t size;
    bool ok = gen_open_connection(self, "127.0.0.1", port, &s);

    if (!ok)
        return false;
    gen_stream_write(s, "hello\n", 6);
    ok = gen_stream_drain(self, s) && gen_stream_readline(self, s, &line, &size);
    if (ok)
        record("%.*s", (int)size - 1, line);
    gen_stream_free(s);
    return ok;
}

static gen_status_t serve(gen_t *self, void *args)
{
    gen_process_t *process;
    const char *line;
    unsigned port = 0;
    int code = -1;
    bool ok = start(self, "0", &process);

    (void)args;
    if (!ok)
        return GEN_RAISED;
    ok = gen_stream_readline(self, gen_process_stdout(process), &line, NULL);
    if (ok)
        record("%d", sscanf(line, "listening on port %u", &port));
    ok = ok && talk(self, port) && talk(self, port);
    gen_process_send_signal(process, SIGINT);
    ok = gen_process_wait(self, process, &code) && ok;
    record("%d", code);
    gen_process_free(process);
    return finish(self, ok);
}

/* Check that `echo-server --port N` serves one client after another until it is interrupted. */
static void test_port(void **state)
{
    (void)state;
    assert_int_equal(run_io(serve), GEN_RETURNED);
    assert_string_equal(recorded(), "1 hello hello 0");
}

static gen_status_t refuse(gen_t *self, void *args)
{
    static const char *const ports[] = {"", "x", "-1", "65536", "80 "};
    bool ok = true;

    (void)args;
    for (size_t i = 0; ok && i < sizeof ports / sizeof *ports; i++) {
        gen_process_t *process;
        gen_output_t output;
        int code = 0;

        ok = start(self, ports[i], &process);
        if (!ok)
            break;
        ok = gen_process_communicate(self, process, NULL, 0, &output);
        gen_process_returncode(process, &code);
        if (ok)
            record("%d%d", code, strchr(output.err, '\n') == output.err + output.err_size - 1);
        gen_process_free(process);
    }
    return finish(self, ok);
}

/* Check that what is no port is refused in one line. */
static void test_no_port(void **state)
{
    (void)state;
    assert_int_equal(run_io(refuse), GEN_RETURNED);
    assert_string_equal(recorded(), "21 21 21 21 21");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_port), cmocka_unit_test(test_no_port)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
