/* process.c - subprocesses: spawned, waited for, signalled, freed. */
#include "process.h"
#include "pin.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static void free_streams(gen_process_t *p)
{
    for (int i = 0; i < STDIO_COUNT; i++) {
        gen_stream_free(p->streams[i]);
        p->streams[i] = NULL;
    }
}

static void let_go(void *process)
{
    gen_process_t *p = process;

    if (p->released && !p->referenced && p->waiting == 0)
        free(p);
}

static void on_close(uv_handle_t *handle)
{
    gen_process_t *p = CONTAINER_OF((uv_process_t *)handle, struct gen_process, handle);

    p->loop->outside->closing--;
    p->released = true;
    let_go(p);
}

static void close_handle(gen_process_t *p)
{
    link_remove(&p->link);
    p->loop->outside->closing++;
    uv_close((uv_handle_t *)&p->handle, on_close);
}

static void end(gen_process_t *p, int returncode)
{
    p->ended = true;
    p->returncode = returncode;
    close_handle(p);
    gen_wake_all_(&p->waiters);
}

static void on_exit_status(uv_process_t *handle, int64_t status, int signum)
{
    end(CONTAINER_OF(handle, struct gen_process, handle), signum != 0 ? -signum : (int)status);
}

/* The loop is being freed, and nobody would learn of the end. */
void gen_processes_abandon_(gen_loop_t *loop)
{
    while (!link_alone(&loop->outside->processes)) {
        gen_process_t *p = CONTAINER_OF(loop->outside->processes.next, struct gen_process, link);

        kill(p->pid, SIGKILL);
        while (waitpid(p->pid, NULL, 0) < 0 && errno == EINTR) {
        }
        end(p, -SIGKILL);
    }
}

/* --- Making --- */

static gen_process_attr_t complete(const gen_process_attr_t *attr)
{
    gen_process_attr_t whole = gen_process_attr();

    if (attr != NULL)
        memcpy(&whole, attr, attr->struct_size < sizeof whole ? attr->struct_size : sizeof whole);
    return whole;
}

static int spawn(gen_process_t *p, const gen_process_attr_t *attr, const char *const argv[], const struct stdio *io)
{
    uv_process_options_t options;
    uv_stdio_container_t containers[STDIO_COUNT];

    memset(&options, 0, sizeof options);
    for (int i = 0; i < STDIO_COUNT; i++) {
        containers[i].flags = UV_INHERIT_FD;
        containers[i].data.fd = io->theirs[i];
    }
    options.exit_cb = on_exit_status;
    options.file = argv[0];
    options.args = (char **)(uintptr_t)argv;
    options.env = (char **)(uintptr_t)attr->env;
    options.cwd = attr->cwd;
    options.stdio = containers;
    options.stdio_count = STDIO_COUNT;
    return -uv_spawn(p->loop->outside->uv, &p->handle, &options);
}

/* Streams of our ends of the pipes. */
static int make_streams(gen_process_t *p, struct stdio *io)
{
    int failed = 0;

    for (int i = 0; failed == 0 && i < STDIO_COUNT; i++) {
        if (io->ours[i] < 0)
            continue;
        failed = gen_stream_from_fd(p->loop, io->ours[i], &p->streams[i]);
        if (failed == 0)
            io->ours[i] = -1;
    }
    return failed;
}

/* Returns an errno. libuv has the handle, whether it has started or not. */
static int start(gen_process_t *p, const gen_process_attr_t *attr, const char *const argv[])
{
    struct stdio io;
    int failed = gen_stdio_open_(&io, attr);

    if (failed == 0)
        failed = make_streams(p, &io);
    if (failed == 0) {
        link_append(&p->loop->outside->processes, &p->link);
        failed = spawn(p, attr, argv, &io);
        p->pid = failed == 0 ? p->handle.pid : 0;
        if (failed != 0)
            close_handle(p);
    } else {
        p->released = true;
    }
    p->ended = failed != 0;
    gen_stdio_close_(&io);
    return failed;
}

bool gen_create_subprocess_exec(gen_t *self, const gen_process_attr_t *attr, const char *const argv[],
                                gen_process_t **process)
{
    gen_loop_t *loop = gen_need_loop_(self);
    gen_process_attr_t whole = complete(attr);
    gen_process_t *p;
    int failed;

    *process = NULL;
    if (loop == NULL)
        return false;
    p = calloc(1, sizeof *p);
    if (p == NULL) {
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
        return false;
    }
    p->loop = loop;
    p->referenced = true;
    link_init(&p->link);
    link_init(&p->waiters);
    failed = start(p, &whole, argv);
    if (failed != 0) {
        gen_raise_os_error(self, failed, argv[0]);
        gen_process_free(p);
        return false;
    }
    *process = p;
    return true;
}

bool gen_create_subprocess_shell(gen_t *self, const gen_process_attr_t *attr, const char *command,
                                 gen_process_t **process)
{
    const char *argv[] = {"/bin/sh", "-c", command, NULL};

    return gen_create_subprocess_exec(self, attr, argv, process);
}

void gen_process_free(gen_process_t *process)
{
    if (process == NULL)
        return;
    gen_process_kill(process);
    free_streams(process);
    process->referenced = false;
    let_go(process);
}

/* --- Using --- */

gen_stream_t *gen_process_stdin(const gen_process_t *process)
{
    return process->streams[0];
}

gen_stream_t *gen_process_stdout(const gen_process_t *process)
{
    return process->streams[1];
}

gen_stream_t *gen_process_stderr(const gen_process_t *process)
{
    return process->streams[2];
}

int gen_process_pid(const gen_process_t *process)
{
    return process->pid;
}

bool gen_process_returncode(const gen_process_t *process, int *returncode)
{
    if (process->ended && returncode != NULL)
        *returncode = process->returncode;
    return process->ended;
}

bool gen_process_wait(gen_t *self, gen_process_t *process, int *returncode)
{
    struct gen_wait_ w;
    struct pin pin;
    bool ok = process->ended || gen_need_own_loop_(self, process->loop, "process");

    pin_begin(self, &pin, &process->waiting, let_go, process);
    while (ok && !gen_process_returncode(process, returncode))
        ok = wait_on(self, &w, &process->waiters, "process", process);
    pin_end(self, &pin);
    return ok;
}

bool gen_process_send_signal(gen_process_t *process, int signum)
{
    return !process->ended && kill(process->pid, signum) == 0;
}

bool gen_process_terminate(gen_process_t *process)
{
    return gen_process_send_signal(process, SIGTERM);
}

bool gen_process_kill(gen_process_t *process)
{
    return gen_process_send_signal(process, SIGKILL);
}

/* --- communicate() --- */

static void feed(gen_stream_t *s, const void *input, size_t size)
{
    if (s == NULL)
        return;
    if (input != NULL)
        gen_stream_write(s, input, size);
    gen_stream_close(s);
}

/* Everything that a pumped stream has read, or nothing. The same again if it is asked for once more. */
static bool collect(gen_t *self, gen_stream_t *s, const char **data, size_t *size)
{
    *data = "";
    *size = 0;
    if (s == NULL)
        return true;
    if (!gen_stream_pumped_(self, s))
        return false;
    return gen_stream_lent_(s, data, size) || gen_stream_readall(self, s, data, size);
}

bool gen_process_communicate(gen_t *self, gen_process_t *process, const void *input, size_t size, gen_output_t *output)
{
    feed(process->streams[0], input, size);
    for (int i = 1; i < STDIO_COUNT; i++)
        if (process->streams[i] != NULL)
            gen_stream_pump_(process->streams[i]);
    return collect(self, process->streams[1], &output->out, &output->out_size) &&
           collect(self, process->streams[2], &output->err, &output->err_size) && gen_process_wait(self, process, NULL);
}
