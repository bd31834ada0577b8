/* fork() while a loop runs: it stays the parent's, whatever the child does with what it inherits. */
#include "peer.h"
#include "tasks.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { AS_IT_SHOULD = SIGTERM }; /* what a child ends by: no test calls _exit(), see death.c */

static const char path[] = "fork.socket";
static bool in_child, child_ok;
static gen_loop_t *inherited;
static gen_stream_t *stream;
static gen_process_t *process;

static gen_status_t sleeps(gen_t *self, void *args)
{
    (void)args;
    return finish(self, gen_sleep(self, 0.001));
}

/* In the child: there is no running loop, another one can run, and what is inherited can be freed. */
static bool use_in_child(gen_t *self)
{
    bool ok = gen_running_loop() == NULL && !gen_sleep(self, 0.001) && gen_catch(self, GEN_RUNTIME_ERROR) &&
              gen_run(gen_coroutine(NULL, sleeps, NULL, 0), NULL, NULL) == GEN_RETURNED &&
              !gen_call_soon_threadsafe(inherited, free, NULL);

    gen_process_free(process);
    gen_stream_free(stream);
    silence_begin(); /* the tasks that are pending will be named */
    return ok;
}

static gen_status_t serve(gen_t *self, void *args)
{
    (void)args;
    return finish(self, true);
}

static gen_status_t read_it(gen_t *self, void *args)
{
    char byte = ' ';
    size_t got;
    bool ok = gen_stream_read(self, stream, &byte, 1, &got);

    (void)args;
    record_read(self, ok, &byte, ok ? got : 0);
    return finish_caught(self);
}

/* Asks a process that was there before the fork. */
static bool process_answers(gen_t *self)
{
    const char *line;

    gen_stream_write(gen_process_stdin(process), "alive\n", 6);
    return gen_stream_readline(self, gen_process_stdout(process), &line, NULL) && strcmp(line, "alive\n") == 0;
}

static gen_status_t forks(gen_t *self, void *args)
{
    const char *const argv[] = {"/bin/cat", NULL};
    gen_process_attr_t attr = gen_process_attr();
    gen_server_t *server;
    gen_t *reader;
    int peer, status = -1;
    pid_t child;

    (void)args;
    attr.std_in = attr.std_out = GEN_PIPE;
    inherited = gen_running_loop();
    stream = stream_pair(&peer);
    if (!gen_create_subprocess_exec(self, &attr, argv, &process) ||
        !gen_start_unix_server(self, NULL, serve, NULL, path, &server) || !process_answers(self))
        return GEN_RAISED;
    reader = spawn(read_it, NULL);
    if (!turns(self, 100)) /* it waits, and libuv has it */
        return GEN_RAISED;
    fflush(stdout);
    child = fork();
    if (child == 0) {
        in_child = true;
        child_ok = use_in_child(self);
        return finish(self, gen_sleep(self, 0)); /* to the loop, which must not go on */
    }
    waitpid(child, &status, 0);
    record("%d", status);
    put_text(peer, "x");
    if (!gen_wait_for(self, reader, 10, NULL))
        caught(self);
    record("%d %d", process_answers(self), access(path, F_OK));
    gen_server_free(server);
    gen_process_free(process);
    gen_stream_free(stream);
    close(peer);
    return finish_caught(self);
}

/* Runs it. A child comes back, too, with a RuntimeError. */
static gen_status_t run_forking(void)
{
    gen_error_t *e;
    gen_status_t status = gen_run(gen_coroutine(NULL, forks, NULL, 0), NULL, &e);

    if (in_child) {
        bool ok = child_ok && status == GEN_RAISED && gen_error_is(e, GEN_RUNTIME_ERROR);

        raise(ok ? AS_IT_SHOULD : SIGKILL);
    }
    gen_error_free(e);
    return status;
}

/* Check that a child has no running loop, may run one and free what it inherits, and that its parent is not made deaf by it,
 * nor loses its processes and its socket's path. */
static void test_fork(void **state)
{
    (void)state;
    assert_int_equal(run_forking(), GEN_RETURNED);
    assert_string_equal(recorded(), "15 'x' 1 0");
}

/* Check that a loop which was made before a fork does not run in the child, and can be freed there. */
static void test_made_before(void **state)
{
    gen_loop_t *loop = gen_loop_new(NULL);
    gen_error_t *e;
    int status = -1;
    pid_t child;

    (void)state;
    fflush(stdout);
    child = fork();
    if (child == 0) {
        bool ok = gen_loop_run(loop, gen_coroutine(NULL, sleeps, NULL, 0), NULL, &e) == GEN_RAISED &&
                  gen_error_is(e, GEN_RUNTIME_ERROR);

        gen_error_free(e);
        gen_loop_free(loop);
        raise(ok ? AS_IT_SHOULD : SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, AS_IT_SHOULD);
    assert_int_equal(gen_loop_run(loop, gen_coroutine(NULL, sleeps, NULL, 0), NULL, NULL), GEN_RETURNED);
    gen_loop_free(loop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fork),
        cmocka_unit_test(test_made_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
