/* Programs that were started with descriptors 0, 1 or 2 closed, or close them: daemons. */
#include "peer.h"
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STANDARD = 3, WORKED = SIGTERM };

static void close_some(int which)
{
    for (int fd = 0; fd < STANDARD; fd++)
        if ((which >> fd & 1) != 0)
            close(fd);
}

static void on_signal(void *arg)
{
    gen_event_set(arg);
}

/* Whether a signal is seen, and a stream has none of their numbers. */
static bool sees_signal(gen_t *self)
{
    gen_event_t event = {0};
    int peer;
    gen_stream_t *s = stream_pair(&peer);
    bool ok = gen_stream_fd(s) >= STANDARD && peer >= STANDARD &&
              gen_add_signal_handler(gen_running_loop(), SIGUSR1, on_signal, &event) == 0 && raise(SIGUSR1) == 0 &&
              gen_event_wait(self, &event);

    gen_remove_signal_handler(gen_running_loop(), SIGUSR1);
    gen_stream_free(s);
    close(peer);
    return ok;
}

/* Whether a process gets its input, and its output comes. */
static bool talks_to_process(gen_t *self)
{
    const char *const argv[] = {"/bin/sh", "-c", "cat; echo out; echo err >&2", NULL};
    gen_process_attr_t attr = gen_process_attr();
    gen_process_t *process;
    gen_output_t output;
    bool ok;

    attr.std_in = GEN_PIPE;
    attr.std_out = GEN_PIPE;
    attr.std_err = GEN_PIPE;
    if (!gen_create_subprocess_exec(self, &attr, argv, &process))
        return false;
    ok = gen_process_communicate(self, process, "in ", 3, &output) && strcmp(output.out, "in out\n") == 0 &&
         strcmp(output.err, "err\n") == 0;
    gen_process_free(process);
    return ok;
}

/* With descriptors that are closed from the beginning, and with some that are closed on the way. */
static gen_status_t body(gen_t *self, void *args)
{
    bool ok = sees_signal(self) && talks_to_process(self);

    close_some(*(int *)args);
    return finish(self, ok && talks_to_process(self));
}

static void run_without(int which)
{
    gen_loop_t *loop;
    bool ok;

    close_some(which);
    loop = gen_loop_new(NULL);
    ok =
        loop != NULL && gen_loop_run(loop, gen_coroutine(NULL, body, &which, sizeof which), NULL, NULL) == GEN_RETURNED;
    gen_loop_free(loop);
    raise(ok ? WORKED : SIGKILL); /* no test calls _exit(): death.c */
}

/* Check that a loop, its signals, streams and processes work whichever of the three are closed, and it is freed in order. */
static void test_closed(void **state)
{
    (void)state;
    for (int which = 0; which < 1 << STANDARD; which++) {
        int status = -1;
        pid_t child = fork();

        if (child == 0)
            run_without(which);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, WORKED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_closed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
