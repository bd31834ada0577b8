/* Every call that can fail fails: subprocesses, signals, the executor, watched descriptors. */
#include "async_sweep.h"
#include "tally.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static gen_status_t subprocess(gen_t *self, void *args)
{
    const char *const argv[] = {"cat", NULL};
    gen_process_attr_t attr = gen_process_attr();
    gen_process_t *process = NULL;
    gen_output_t output;
    int returncode = -1;

    (void)args;
    attr.std_in = GEN_PIPE;
    attr.std_out = GEN_PIPE;
    if (gen_create_subprocess_exec(self, &attr, argv, &process) &&
        gen_process_communicate(self, process, "hello", 5, &output) &&
        expect(self, disturbed() || (output.out_size == 5 && memcmp(output.out, "hello", 5) == 0), "cat answers") &&
        gen_process_wait(self, process, &returncode))
        expect(self, returncode == 0, "it ends well");
    gen_process_free(process);
    return end_of(self);
}

/* Talks to its streams, one of which goes nowhere; asks about it, and ends it in three ways. */
static gen_status_t signalled(gen_t *self, void *args)
{
    const char *const argv[] = {"cat", NULL};
    gen_process_attr_t attr = gen_process_attr();
    gen_process_t *process = NULL;
    int returncode = 0;

    (void)args;
    attr.std_in = GEN_PIPE;
    attr.std_out = GEN_DEVNULL;
    attr.std_err = GEN_PIPE;
    if (!gen_create_subprocess_exec(self, &attr, argv, &process))
        return GEN_RAISED;
    expect(self, gen_process_pid(process) > 0 && gen_process_stdout(process) == NULL, "its output goes nowhere");
    expect(self, gen_process_stderr(process) != NULL, "it has a stream for errors");
    if (gen_process_stdin(process) != NULL)
        gen_stream_write(gen_process_stdin(process), "x", 1);
    if (!gen_process_send_signal(process, 0) || !gen_process_terminate(process) || !gen_process_kill(process))
        expect(self, disturbed() || gen_process_returncode(process, &returncode), "it can be sent a signal");
    if (gen_pending(self) == NULL && gen_process_wait(self, process, &returncode))
        expect(self, returncode < 0, "it ended by one");
    gen_process_free(process);
    return end_of(self);
}

static gen_status_t shell(gen_t *self, void *args)
{
    gen_process_t *process = NULL;
    int returncode = -1;

    (void)args;
    if (gen_create_subprocess_shell(self, NULL, "exit 3", &process) && gen_process_wait(self, process, &returncode))
        expect(self, returncode == 3, "the shell ends as told");
    gen_process_free(process);
    return end_of(self);
}

static void set(void *event)
{
    gen_event_set(event);
}

/* Adds what it returned as an exception, if it is an error. */
static bool succeeded(gen_t *self, int error)
{
    if (error != 0)
        gen_raise_os_error(self, error, NULL);
    return error == 0;
}

static gen_status_t signals(gen_t *self, void *args)
{
    static gen_event_t event;
    gen_loop_t *loop = gen_running_loop();

    (void)args;
    event = (gen_event_t){0};
    if (succeeded(self, gen_add_signal_handler(loop, SIGUSR1, set, &event))) {
        raise(SIGUSR1); /* to this thread: another might take it only when the handler is gone */
        if (gen_event_wait(self, &event))
            expect(self, gen_event_is_set(&event), "the signal came");
        gen_remove_signal_handler(loop, SIGUSR1);
    }
    if (gen_pending(self) == NULL && succeeded(self, gen_print_tasks_on_signal(loop, SIGUSR2)))
        gen_remove_signal_handler(loop, SIGUSR2);
    return end_of(self);
}

static gen_value_t compute(void *arg, gen_error_t **error)
{
    (void)error;
    return gen_int(*(int *)arg + 1);
}

static gen_status_t executor(gen_t *self, void *args)
{
    static int number = 41;
    gen_value_t v = GEN_NONE;
    gen_t *future = gen_run_in_executor(gen_running_loop(), compute, &number, sizeof number, NULL);

    (void)args;
    if (gen_await(self, future, &v) && expect(self, gen_as_int(v) == 42, "the work is done") &&
        gen_to_thread(self, compute, &number, &v) && expect(self, gen_as_int(v) == 42, "and once more") &&
        gen_shutdown_default_executor(self))
        return gen_return(self, v);
    return end_of(self);
}

static gen_status_t watches(gen_t *self, void *args)
{
    static gen_event_t event;
    gen_loop_t *loop = gen_running_loop();
    int fds[2];

    (void)args;
    event = (gen_event_t){0};
    if (pipe(fds) != 0)
        return gen_raise(self, GEN_OS_ERROR, "no pipe");
    if (succeeded(self, gen_add_writer(loop, fds[1], set, &event))) {
        if (gen_event_wait(self, &event))
            gen_event_clear(&event);
        gen_remove_writer(loop, fds[1]);
    }
    if (gen_pending(self) == NULL && succeeded(self, gen_add_reader(loop, fds[0], set, &event))) {
        if (write(fds[1], "x", 1) == 1 && gen_event_wait(self, &event))
            expect(self, gen_event_is_set(&event), "the reader is told");
        gen_remove_reader(loop, fds[0]);
    }
    close(fds[0]);
    close(fds[1]);
    return end_of(self);
}

/* Check that a subprocess with pipes survives every failure. */
static void test_subprocess(void **state)
{
    (void)state;
    async_check("a subprocess with pipes", subprocess);
}

/* Check that a subprocess that is sent signals survives every failure. */
static void test_signalled(void **state)
{
    (void)state;
    async_check("a subprocess that is ended", signalled);
}

/* Check that a subprocess of the shell survives every failure. */
static void test_shell(void **state)
{
    (void)state;
    async_check("a shell", shell);
}

/* Check that signal handlers survive every failure. */
static void test_signals(void **state)
{
    (void)state;
    async_check("signal handlers", signals);
}

/* Check that the executor survives every failure. */
static void test_executor(void **state)
{
    (void)state;
    async_check("the executor", executor);
}

/* Check that watched descriptors survive every failure. */
static void test_watches(void **state)
{
    (void)state;
    async_check("watched descriptors", watches);
}

/* Check that each of these calls has failed somewhere: none was spared by chance. */
static void test_all_calls(void **state)
{
    static const char *const names[] = {"malloc", "pipe2", "open", "epoll_ctl", "read", "write", NULL};
    const char *missing = tally_end(names);

    (void)state;
    if (missing != NULL)
        fail_msg("%s never failed", missing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_subprocess), cmocka_unit_test(test_shell),   cmocka_unit_test(test_signals),
        cmocka_unit_test(test_executor),   cmocka_unit_test(test_watches), cmocka_unit_test(test_signalled),
        cmocka_unit_test(test_all_calls),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
