/* What a subprocess has of the program, and what the program keeps: descriptors, signals, the status. With the argument "old"
 * the system refuses what Linux has only had since 5.3. */
#define _GNU_SOURCE
#include "peer.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Runs a command of the shell, and records how it ended. */
static void talk(gen_t *self, gen_process_attr_t attr, const char *command)
{
    gen_process_t *process;
    gen_output_t output;
    int code = 1000;

    attr.std_in = attr.std_out = GEN_PIPE;
    if (gen_create_subprocess_shell(self, &attr, command, &process)) {
        if (gen_process_communicate(self, process, "hello", 5, &output) && gen_process_wait(self, process, &code))
            record("%d '%s'", code, output.out);
        gen_process_free(process);
    }
    if (gen_pending(self) != NULL)
        record_read(self, false, "", 0);
}

static gen_status_t stdin_by_name(gen_t *self, void *args)
{
    (void)args;
    talk(self, gen_process_attr(), "cat /dev/stdin; echo end >/dev/stdout");
    return finish_caught(self);
}

/* Check that a child can open its standard streams by name. */
static void test_dev_stdin(void **state)
{
    (void)state;
    assert_int_equal(run_io(stdin_by_name), GEN_RETURNED);
    assert_string_equal(recorded(), "0 'helloend\n'");
}

enum { FIRST = 50, SECOND = 51 };

static gen_status_t descriptors(gen_t *self, void *args)
{
    static const char command[] = "for n in 50 51; do test -e /proc/$$/fd/$n && echo $n; done; true";
    gen_process_attr_t attr = gen_process_attr();
    const int passed[] = {SECOND}, closed[] = {SECOND + 1};

    (void)args;
    dup2(1, FIRST);
    dup2(1, SECOND);
    talk(self, attr, command);
    attr.pass_fds = passed;
    attr.pass_fds_count = 1;
    talk(self, attr, command);
    attr.pass_fds = closed;
    talk(self, attr, command);
    attr.pass_fds_count = 0;
    attr.close_fds = false;
    talk(self, attr, command);
    close(FIRST);
    close(SECOND);
    return finish_caught(self);
}

/* Check that a child has no descriptors of the program's but those that are passed, or all if it is asked to. */
static void test_close_fds(void **state)
{
    (void)state;
    assert_int_equal(run_io(descriptors), GEN_RETURNED);
    assert_string_equal(recorded(), "0 '' 0 '51\n' OSError([Errno 9] Bad file descriptor) 0 '50\n51\n'");
}

static gen_status_t swapped(gen_t *self, void *args)
{
    const char *argv[] = {"sh", "-c", "echo out; echo err >&2", NULL};
    gen_process_attr_t attr = gen_process_attr();
    int out[2], err[2], saved[2] = {dup(1), dup(2)};
    gen_process_t *process = NULL;
    char text[16];

    (void)args;
    if (pipe(out) != 0 || pipe(err) != 0)
        return gen_raise_os_error(self, errno, NULL);
    fflush(NULL);
    dup2(out[1], 1);
    dup2(err[1], 2);
    attr.std_out = 2;
    attr.std_err = 1;
    if (gen_create_subprocess_exec(self, &attr, argv, &process) && gen_process_wait(self, process, NULL))
        record("ended");
    gen_process_free(process);
    dup2(saved[0], 1);
    dup2(saved[1], 2);
    record("%.*s", (int)read(out[0], text, sizeof text), text);
    record("%.*s", (int)read(err[0], text, sizeof text), text);
    for (int i = 0; i < 2; i++) {
        close(saved[i]);
        close(out[i]);
        close(err[i]);
    }
    return finish_caught(self);
}

/* Check that a child's output and error output may be each other's. */
static void test_swapped(void **state)
{
    (void)state;
    assert_int_equal(run_io(swapped), GEN_RETURNED);
    assert_string_equal(recorded(), "ended err\n out\n");
}

static gen_status_t culprits(gen_t *self, void *args)
{
    const char *argv[] = {"true", NULL}, *folder[] = {"/", NULL};
    const char *nowhere[] = {"PATH=/no/such/folder:/dev/null", NULL};
    gen_process_attr_t attr = gen_process_attr();
    gen_process_t *process;

    (void)args;
    attr.cwd = "/no/such/folder";
    record_read(self, gen_create_subprocess_exec(self, &attr, argv, &process), "", 0);
    attr.cwd = NULL;
    record_read(self, gen_create_subprocess_exec(self, &attr, folder, &process), "", 0);
    attr.env = nowhere;
    record_read(self, gen_create_subprocess_exec(self, &attr, argv, &process), "", 0);
    return finish_caught(self);
}

/* Check that the exception names what could not be used: the folder to start in, or the program. */
static void test_culprits(void **state)
{
    (void)state;
    assert_int_equal(run_io(culprits), GEN_RETURNED);
    assert_string_equal(recorded(), "FileNotFoundError([Errno 2] No such file or directory: '/no/such/folder') "
                                    "PermissionError([Errno 13] Permission denied: '/') "
                                    "NotADirectoryError([Errno 20] Not a directory: 'true')");
}

static gen_status_t groups(gen_t *self, void *args)
{
    static const char command[] = "read pid name state parent group session rest </proc/$$/stat;"
                                  "echo $((group == pid)) $((session == pid))";
    gen_process_attr_t attr = gen_process_attr();

    (void)args;
    talk(self, attr, command);
    attr.process_group = 0;
    talk(self, attr, command);
    attr.process_group = -1;
    attr.start_new_session = true;
    talk(self, attr, command);
    return finish_caught(self);
}

/* Check that a child may begin a process group or a session. */
static void test_groups(void **state)
{
    (void)state;
    assert_int_equal(run_io(groups), GEN_RETURNED);
    assert_string_equal(recorded(), "0 '0 0\n' 0 '1 0\n' 0 '1 1\n'");
}

static gen_status_t signals(gen_t *self, void *args)
{
    static const char command[] = "while read name mask; do case $name in SigIgn:) echo $((0x$mask & 0x1001));;"
                                  "SigBlk:) echo $((0x$mask & 0x200));; esac; done </proc/$$/status";
    sigset_t usr1, before;

    (void)args;
    sigemptyset(&usr1);
    sigaddset(&usr1, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &usr1, &before);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    talk(self, gen_process_attr(), command);
    signal(SIGHUP, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return finish_caught(self);
}

/* Check that a child has the mask of who starts it, and the signals that the program ignores, but not SIGPIPE. */
static void test_signals(void **state)
{
    (void)state;
    assert_int_equal(run_io(signals), GEN_RETURNED);
    assert_string_equal(recorded(), "0 '512\n1\n'");
}

/* --- The status --- */

static void note(gen_loop_t *loop, const gen_exception_context_t *context, void *arg)
{
    (void)loop;
    (void)arg;
    record("%s", strstr(context->message, " exit status already read: will report returncode 255"));
}

/* Waits for a child without taking its status. */
static void wait_until_ended(int pid)
{
    siginfo_t info;

    waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT);
}

/* Whose status is taken by waitpid() or by nobody, by then. */
static gen_status_t taken(gen_t *self, void *args)
{
    const char *argv[] = {"cat", NULL};
    gen_process_attr_t attr = gen_process_attr();
    gen_process_t *process;
    bool by_waitpid = *(bool *)args;
    int code = 1000;

    gen_loop_set_exception_handler(gen_running_loop(), note, NULL);
    if (!by_waitpid)
        signal(SIGCHLD, SIG_IGN);
    attr.std_in = GEN_PIPE;
    if (!gen_create_subprocess_exec(self, &attr, argv, &process))
        return GEN_RAISED;
    gen_stream_close(gen_process_stdin(process)); /* not before does it end */
    if (by_waitpid)
        waitpid(-1, NULL, 0);
    else
        wait_until_ended(gen_process_pid(process));
    record("%d", gen_process_kill(process)); /* the number may be anybody's */
    if (gen_process_wait(self, process, &code))
        record("%d %d", code, gen_process_kill(process));
    gen_process_free(process);
    signal(SIGCHLD, SIG_DFL);
    return finish_caught(self);
}

/* Check that a child whose status somebody else has taken ends with 255, is reported, and is sent no signal. */
static void test_status_taken(void **state)
{
    (void)state;
    for (int by_waitpid = 0; by_waitpid < 2; by_waitpid++) {
        bool taker = by_waitpid != 0;

        assert_int_equal(run_with_args(taken, &taker, sizeof taker), GEN_RETURNED);
        assert_string_equal(recorded(), "0  exit status already read: will report returncode 255 255 0");
    }
}

static volatile sig_atomic_t children;

static void on_child(int signum)
{
    (void)signum;
    children++;
}

static gen_status_t handles_sigchld(gen_t *self, void *args)
{
    struct sigaction mine, now_there;

    (void)args;
    memset(&mine, 0, sizeof mine);
    mine.sa_handler = on_child;
    sigaction(SIGCHLD, &mine, NULL);
    children = 0;
    talk(self, gen_process_attr(), "exit 3");
    sigaction(SIGCHLD, NULL, &now_there);
    record("%d %d", now_there.sa_handler == on_child, children > 0);
    signal(SIGCHLD, SIG_DFL);
    return finish_caught(self);
}

/* Check that the program's own handler of SIGCHLD stays, and is called. */
static void test_sigchld(void **state)
{
    (void)state;
    assert_int_equal(run_io(handles_sigchld), GEN_RETURNED);
    assert_string_equal(recorded(), "3 '' 1 1");
}

static gen_status_t left_running(gen_t *self, void *args)
{
    const char *argv[] = {"sleep", "1000", NULL};
    gen_process_t *process;

    if (!gen_create_subprocess_exec(self, NULL, argv, &process))
        return GEN_RAISED;
    *(int *)*(void **)args = gen_process_pid(process);
    gen_process_free(process);
    return finish_caught(self);
}

/* Check that a child that runs when its loop ends is killed, and its status taken. */
static void test_left_running(void **state)
{
    int pid = 0, *place = &pid;

    (void)state;
    assert_int_equal(run_with_args(left_running, &place, sizeof place), GEN_RETURNED);
    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, NULL, 0), -1);
    assert_int_equal(errno, ECHILD);
}

#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

/* false: it cannot be had here. */
static bool refuse_what_is_new(void)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_pidfd_open, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_close_range, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};

    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 &&
           syscall(SYS_pidfd_open, getpid(), 0) < 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dev_stdin),    cmocka_unit_test(test_close_fds), cmocka_unit_test(test_swapped),
        cmocka_unit_test(test_culprits),     cmocka_unit_test(test_groups),    cmocka_unit_test(test_signals),
        cmocka_unit_test(test_status_taken), cmocka_unit_test(test_sigchld),   cmocka_unit_test(test_left_running),
    };

    if (argc > 1 && strcmp(argv[1], "old") == 0 && !refuse_what_is_new()) {
        print_message("System calls cannot be refused here: nothing is checked.\n");
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
