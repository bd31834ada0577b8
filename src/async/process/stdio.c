/* stdio.c - the standard streams of a subprocess. */
#define _GNU_SOURCE
#include "async/process/process.h"
#include "async/poller.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* Pipes, which a child may open again by the names of /dev/stdin and the like: a socket it could not. */
static int open_pipe(int number, int *ours, int *theirs)
{
    int fds[2];

    if (pipe2(fds, O_CLOEXEC) != 0)
        return errno;
    *ours = fds[number == 0 ? 1 : 0];
    *theirs = fds[number == 0 ? 0 : 1];
    return 0;
}

static int open_one(struct stdio *io, int number, int how)
{
    int failed = 0;

    switch (how) {
    case GEN_INHERIT:
        return 0;
    case GEN_STDOUT:
        io->theirs[number] = io->theirs[1] >= 0 ? io->theirs[1] : 1;
        return number == 2 ? 0 : EINVAL;
    case GEN_PIPE:
        failed = open_pipe(number, &io->ours[number], &io->theirs[number]);
        break;
    case GEN_DEVNULL:
        io->theirs[number] = open("/dev/null", O_RDWR | O_CLOEXEC);
        failed = io->theirs[number] < 0 ? errno : 0;
        break;
    default:
        io->theirs[number] = how;
        return how >= 0 ? 0 : EINVAL;
    }
    io->opened[number] = failed == 0;
    return failed;
}

int gen_stdio_open_(struct stdio *io, const gen_process_attr_t *attr)
{
    const int how[STDIO_COUNT] = {attr->std_in, attr->std_out, attr->std_err};
    int failed = gen_standard_open_() ? 0 : errno;

    for (int i = 0; i < STDIO_COUNT; i++) {
        io->ours[i] = -1;
        io->theirs[i] = -1;
        io->opened[i] = false;
    }
    for (int i = 0; failed == 0 && i < STDIO_COUNT; i++)
        failed = open_one(io, i, how[i]);
    return failed;
}

void gen_stdio_close_(struct stdio *io)
{
    for (int i = 0; i < STDIO_COUNT; i++) {
        if (io->opened[i])
            close(io->theirs[i]);
        if (io->ours[i] >= 0)
            close(io->ours[i]);
        io->opened[i] = false;
        io->ours[i] = -1;
    }
}
