/* child.c - how a child's end becomes known without SIGCHLD, which is the program's: by a pidfd, or by a thread that waits. */
#define _GNU_SOURCE
#include "async/process/process.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#define SYS_pidfd_send_signal 424
#endif

/* Looks, or waits, without taking the status. */
static int look(int pid, int flags)
{
    siginfo_t info;
    int failed;

    do {
        failed = waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT | flags);
    } while (failed != 0 && errno == EINTR);
    return failed;
}

bool gen_child_is_ours_(int pid)
{
    return look(pid, WNOHANG) == 0;
}

bool gen_child_signal_(int pidfd, int signum)
{
    return syscall(SYS_pidfd_send_signal, pidfd, signum, NULL, 0) == 0;
}

/* --- Without pidfds: Linux before 5.3, or a policy that refuses them --- */

struct watched_child {
    int pid;
    int fd; /* is closed at its end */
};

static void *wait_for_end(void *arg)
{
    struct watched_child child = *(struct watched_child *)arg;

    free(arg);
    look(child.pid, 0);
    close(child.fd);
    return NULL;
}

/* The thread takes none of the program's signals. */
static int start_thread(struct watched_child *child)
{
    pthread_attr_t attr;
    pthread_t thread;
    sigset_t all, mask;
    int failed = pthread_attr_init(&attr);

    if (failed != 0)
        return failed;
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &mask);
    failed = pthread_create(&thread, &attr, wait_for_end, child);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    pthread_attr_destroy(&attr);
    return failed;
}

static int open_by_thread(int pid)
{
    struct watched_child *child;
    int ends[2], failed;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    child = malloc(sizeof *child);
    if (child != NULL)
        *child = (struct watched_child){pid, ends[1]};
    failed = child != NULL ? start_thread(child) : ENOMEM;
    if (failed == 0)
        return ends[0];
    free(child);
    close(ends[0]);
    close(ends[1]);
    errno = failed;
    return -1;
}

int gen_child_open_(int pid, bool *by_pidfd)
{
    int fd = (int)syscall(SYS_pidfd_open, pid, 0); /* it is close-on-exec */

    *by_pidfd = fd >= 0;
    return fd >= 0 ? fd : open_by_thread(pid);
}
