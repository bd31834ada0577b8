/* Subprocesses. */
#include "peer.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static gen_process_attr_t piped(void)
{
    gen_process_attr_t attr = gen_process_attr();

    attr.std_in = GEN_PIPE;
    attr.std_out = GEN_PIPE;
    attr.std_err = GEN_PIPE;
    return attr;
}

/* Runs a command of the shell with pipes, and records how it ended. */
static bool talk(gen_t *self, const gen_process_attr_t *attr, const char *command, const char *input)
{
    gen_process_t *process;
    gen_output_t output;
    int code = 1000;
    bool ok;

    if (!gen_create_subprocess_shell(self, attr, command, &process))
        return false;
    ok =
        gen_process_communicate(self, process, input, strlen(input), &output) && gen_process_wait(self, process, &code);
    if (ok)
        record("%d out='%s' err='%s'", code, output.out, output.err);
    gen_process_free(process);
    return ok;
}

static gen_status_t communicate(gen_t *self, void *args)
{
    gen_process_attr_t attr = piped();

    (void)args;
    if (!talk(self, &attr, "cat; echo oops >&2; exit 3", "hello") || !talk(self, &attr, "exit 0", "unread"))
        return GEN_RAISED;
    attr.std_err = GEN_STDOUT;
    attr.cwd = "/";
    if (!talk(self, &attr, "pwd; pwd >&2", ""))
        return GEN_RAISED;
    attr.std_err = GEN_DEVNULL;
    attr.env = (const char *const[]){"NAME=value", NULL};
    return talk(self, &attr, "echo $NAME; echo gone >&2", "") ? finish_caught(self) : GEN_RAISED;
}

/* Check that communicate() writes, reads both outputs, and waits for the exit code. */
static void test_communicate(void **state)
{
    (void)state;
    assert_int_equal(run_io(communicate), GEN_RETURNED);
    assert_string_equal(recorded(), "3 out='hello' err='oops\n' 0 out='' err='' 0 out='/\n/\n' err='' "
                                    "0 out='value\n' err=''");
}

enum { MUCH = 1 << 20 };

static gen_status_t much(gen_t *self, void *args)
{
    char *input = malloc(MUCH);
    gen_process_attr_t attr = piped();
    gen_process_t *process;
    gen_output_t output;
    bool ok;

    (void)args;
    memset(input, 'x', MUCH);
    ok = gen_create_subprocess_shell(self, &attr, "tee /dev/stderr", &process);
    if (ok) {
        ok = gen_process_communicate(self, process, input, MUCH, &output);
        if (ok)
            record("%d %d", output.out_size == MUCH, output.err_size == MUCH);
        gen_process_free(process);
    }
    free(input);
    return ok ? finish_caught(self) : GEN_RAISED;
}

/* Check that communicate() does not block on a process that fills both pipes. */
static void test_much(void **state)
{
    (void)state;
    assert_int_equal(run_io(much), GEN_RETURNED);
    assert_string_equal(recorded(), "1 1");
}

static gen_status_t lines(gen_t *self, void *args)
{
    const char *argv[] = {"cat", NULL}, *line;
    gen_process_attr_t attr = piped();
    gen_process_t *process;
    int code;

    (void)args;
    if (!gen_create_subprocess_exec(self, &attr, argv, &process))
        return GEN_RAISED;
    gen_stream_write(gen_process_stdin(process), "one\n", 4);
    if (!gen_stream_readline(self, gen_process_stdout(process), &line, NULL))
        return GEN_RAISED;
    record("%s", line);
    record("%d", gen_process_returncode(process, &code));
    record("%d", gen_process_terminate(process));
    if (!gen_process_wait(self, process, &code))
        return GEN_RAISED;
    record("%d %d", code == -SIGTERM, gen_process_kill(process));
    gen_process_free(process);
    return finish_caught(self);
}

/* Check that a process is talked to line by line, and terminated. */
static void test_lines(void **state)
{
    (void)state;
    assert_int_equal(run_io(lines), GEN_RETURNED);
    assert_string_equal(recorded(), "one\n 0 1 1 0");
}

static gen_status_t missing(gen_t *self, void *args)
{
    const char *argv[] = {"/no/such/program", NULL};
    gen_process_attr_t attr = piped();
    gen_process_t *process;

    (void)args;
    record_read(self, gen_create_subprocess_exec(self, &attr, argv, &process), "", 0);
    record("%d", process == NULL);
    return finish_caught(self);
}

/* Check that a program that does not exist is a FileNotFoundError. */
static void test_missing(void **state)
{
    (void)state;
    assert_int_equal(run_io(missing), GEN_RETURNED);
    assert_string_equal(recorded(), "FileNotFoundError([Errno 2] No such file or directory: '/no/such/program') 1");
}

static gen_status_t dropped(gen_t *self, void *args)
{
    gen_process_attr_t attr = piped();
    gen_process_t *process;

    (void)args;
    if (!gen_create_subprocess_shell(self, &attr, "cat", &process))
        return GEN_RAISED;
    gen_process_free(process);
    return finish_caught(self);
}

/* Check that a process that is dropped while it runs is killed and waited for. */
static void test_dropped(void **state)
{
    (void)state;
    assert_int_equal(run_io(dropped), GEN_RETURNED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_communicate), cmocka_unit_test(test_much),    cmocka_unit_test(test_lines),
        cmocka_unit_test(test_missing),     cmocka_unit_test(test_dropped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
