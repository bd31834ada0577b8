/*
 * process.h - a subprocess, and the streams that are its pipes. spawn.c begins it, child.c tells of its end.
 *
 * Its status is taken by waitpid() of its own number alone, and SIGCHLD is left to the program: a descriptor becomes
 * readable when it ends. The number is its own until its status was taken, which somebody else may do at any time: a signal
 * is sent through the descriptor, where the system has such, and only to what is a child of ours.
 */
#ifndef ASYNC_PROCESS_H
#define ASYNC_PROCESS_H

#include "async/poller.h"
#include "async/net/stream.h"
#include <gen/async/process.h>

enum { STDIO_COUNT = 3 };

/* It lives until the program has dropped it, libuv has let go of the descriptor, and nobody waits for it. */
struct gen_process {
    struct descriptor descriptor; /* readable once it has ended */
    gen_loop_t *loop;
    struct gen_link_ waiters; /* waits for the end */
    gen_stream_t *streams[STDIO_COUNT];
    int pid, returncode;
    bool by_pidfd; /* the descriptor takes signals */
    bool ended;    /* and was waited for: the number may be another process's by now */
    bool referenced, released;
    unsigned waiting;
};

/* The child's ends of the standard streams. */
struct stdio {
    int ours[STDIO_COUNT];    /* -1: there is no pipe */
    int theirs[STDIO_COUNT];  /* -1: what the program has there */
    bool opened[STDIO_COUNT]; /* theirs are to be closed */
};

/* Returns an errno. What it has opened is closed by gen_stdio_close_(). */
int gen_stdio_open_(struct stdio *io, const gen_process_attr_t *attr);
void gen_stdio_close_(struct stdio *io); /* theirs, and those of ours that are not -1 */

/* How far a child came. */
enum spawn_step { SPAWN_SETUP, SPAWN_CHDIR, SPAWN_EXEC };

/* Begins a child with these ends. Returns an errno once its program runs or does not, and then *step is where it failed. */
int gen_spawn_(const gen_process_attr_t *attr, const char *const argv[], const int theirs[], int *pid,
               enum spawn_step *step);
void gen_spawn_undo_(int pid); /* kills it, and waits for it */

/* Whether it is a child of ours, running or not, whose status nobody has taken. */
bool gen_child_is_ours_(int pid);

/* A descriptor that becomes readable when a child ends: -1 and errno if there can be none. */
int gen_child_open_(int pid, bool *by_pidfd);

/* Sends a signal by such a descriptor. */
bool gen_child_signal_(int pidfd, int signum);

#endif
