/* process.c - subprocesses: spawned, waited for, signalled, freed. */
#include "async/process/process.h"
#include "async/pin.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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

static void process_end(gen_process_t *p, int returncode)
{
    p->ended = true;
    p->returncode = returncode;
    gen_wake_all_(&p->waiters);
}

/* What Python answers, and says, for a child whose status somebody else has taken. */
static void end_unknown(gen_process_t *p)
{
    char message[128];

    snprintf(message, sizeof message, "child process pid %d exit status already read: will report returncode 255",
             p->pid);
    process_end(p, 255);
    gen_report_(p->loop, message, NULL, NULL);
}

/* Takes its status; waits for it unless WNOHANG is among the flags. */
static void take_status(gen_process_t *p, int flags)
{
    int status;
    pid_t pid;

    do {
        pid = waitpid(p->pid, &status, flags);
    } while (pid < 0 && errno == EINTR);
    if (pid > 0)
        process_end(p, WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status));
    else if (pid < 0)
        end_unknown(p);
}

/* --- The descriptor that tells --- */

static gen_process_t *process_of(struct descriptor *d)
{
    return CONTAINER_OF(d, struct gen_process, descriptor);
}

static void ready(struct descriptor *d, int events)
{
    gen_process_t *p = process_of(d);

    (void)events;
    take_status(p, WNOHANG);
    if (p->ended)
        gen_descriptor_close_(d);
}

/* The loop is being freed, and nobody would learn of the end. */
static void abandon(struct descriptor *d)
{
    gen_process_t *p = process_of(d);

    if (gen_process_kill(p))
        take_status(p, 0);
    else
        process_end(p, 255);
    gen_descriptor_close_(d);
}

static void released(struct descriptor *d)
{
    gen_process_t *p = process_of(d);

    p->released = true;
    let_go(p);
}

static const struct descriptor_class process_class = {ready, abandon, released};

/* --- Making --- */

static gen_process_attr_t complete(const gen_process_attr_t *attr)
{
    gen_process_attr_t whole = gen_process_attr();

    if (attr != NULL)
        copy_attr(&whole, sizeof whole, attr, "gen_process_attr");
    return whole;
}

/* Returns an errno. One whose number may be a stranger's by now is not watched, and has ended. */
static int watch(gen_process_t *p)
{
    int failed, fd = gen_child_open_(p->pid, &p->by_pidfd);

    if (fd < 0)
        return errno;
    p->released = !gen_child_is_ours_(p->pid);
    failed = p->released ? 0 : gen_descriptor_open_(&p->descriptor, &process_class, p->loop, fd);
    if (p->released || failed != 0)
        close(fd);
    if (p->released) {
        end_unknown(p);
    } else if (failed == 0) {
        gen_descriptor_watch_(&p->descriptor, UV_READABLE);
        gen_descriptor_keep_(&p->descriptor, true);
    }
    return failed;
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

/* Returns an errno, and then *step is where it failed. */
static int process_start(gen_process_t *p, const gen_process_attr_t *attr, const char *const argv[],
                         enum spawn_step *step)
{
    struct stdio io;
    int failed = gen_stdio_open_(&io, attr);

    *step = SPAWN_SETUP;
    if (failed == 0)
        failed = make_streams(p, &io);
    if (failed == 0)
        failed = gen_spawn_(attr, argv, io.theirs, &p->pid, step);
    if (failed == 0) {
        failed = watch(p);
        *step = SPAWN_SETUP;
        if (failed != 0)
            gen_spawn_undo_(p->pid);
    }
    gen_stdio_close_(&io);
    p->ended = p->ended || failed != 0;
    p->released = p->released || failed != 0;
    return failed;
}

/* What could not be found or used, as Python names it. */
static const char *culprit(enum spawn_step step, const gen_process_attr_t *attr, const char *program)
{
    return step == SPAWN_EXEC ? program : step == SPAWN_CHDIR ? attr->cwd : NULL;
}

bool gen_create_subprocess_exec(gen_t *self, const gen_process_attr_t *attr, const char *const argv[],
                                gen_process_t **process)
{
    gen_process_attr_t whole = complete(attr);
    gen_loop_t *loop;
    enum spawn_step step;
    gen_process_t *p;
    int failed;

    GIVEN(argv);
    GIVEN(argv[0]);
    *process = NULL;
    loop = gen_need_loop_(self);
    if (loop == NULL || !gen_spend_(self, GEN_SYSTEM_CALL_))
        return false;
    p = calloc(1, sizeof *p);
    if (p == NULL) {
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
        return false;
    }
    p->loop = loop;
    p->referenced = true;
    link_init(&p->waiters);
    failed = process_start(p, &whole, argv, &step);
    if (failed != 0) {
        gen_raise_os_error(self, failed, culprit(step, &whole, argv[0]));
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

    GIVEN(command);
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
    GIVEN(process);
    return process->streams[0];
}

gen_stream_t *gen_process_stdout(const gen_process_t *process)
{
    GIVEN(process);
    return process->streams[1];
}

gen_stream_t *gen_process_stderr(const gen_process_t *process)
{
    GIVEN(process);
    return process->streams[2];
}

int gen_process_pid(const gen_process_t *process)
{
    GIVEN(process);
    return process->pid;
}

bool gen_process_returncode(const gen_process_t *process, int *returncode)
{
    GIVEN(process);
    if (process->ended && returncode != NULL)
        *returncode = process->returncode;
    return process->ended;
}

static const struct gen_wait_kind_ ending = {"process", "gen_process_wait()", NULL, NULL};

bool gen_process_wait(gen_t *self, gen_process_t *process, int *returncode)
{
    GIVEN(process);

    struct gen_wait_ w;
    struct pin pin;
    bool ok = process->ended || gen_need_own_loop_(self, process->loop, "process");

    pin_begin(self, &pin, &process->waiting, let_go, process);
    while (ok && !gen_process_returncode(process, returncode))
        ok = wait_on(self, &w, &process->waiters, &ending, process);
    pin_end(self, &pin);
    return ok;
}

bool gen_process_send_signal(gen_process_t *process, int signum)
{
    GIVEN(process);
    if (process->ended || !gen_child_is_ours_(process->pid))
        return false;
    return process->by_pidfd ? gen_child_signal_(process->descriptor.fd, signum) : kill(process->pid, signum) == 0;
}

bool gen_process_terminate(gen_process_t *process)
{
    GIVEN(process);
    return gen_process_send_signal(process, SIGTERM);
}

bool gen_process_kill(gen_process_t *process)
{
    GIVEN(process);
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
    GIVEN(process);
    feed(process->streams[0], input, size);
    for (int i = 1; i < STDIO_COUNT; i++)
        if (process->streams[i] != NULL)
            gen_stream_pump_(process->streams[i]);
    return collect(self, process->streams[1], &output->out, &output->out_size) &&
           collect(self, process->streams[2], &output->err, &output->err_size) && gen_process_wait(self, process, NULL);
}
