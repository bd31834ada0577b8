/* process.h - a subprocess: a uv_process_t, which waits for its end, and the streams that are its pipes. */
#ifndef ASYNC_PROCESS_H
#define ASYNC_PROCESS_H

#include "outside.h"
#include "stream.h"
#include <gen/async/process.h>

enum { STDIO_COUNT = 3 };

/* It lives until the program has dropped it, libuv has let go of the handle, and nobody waits for it. */
struct gen_process {
    uv_process_t handle;
    gen_loop_t *loop;
    struct gen_link_ link;    /* in the loop's list while the handle is open */
    struct gen_link_ waiters; /* waits for the end */
    gen_stream_t *streams[STDIO_COUNT];
    int pid, returncode;
    bool ended; /* and was waited for: the number may be another process's by now */
    bool referenced, released;
    unsigned waiting;
};

/* The child's ends of the standard streams. */
struct stdio {
    int ours[STDIO_COUNT]; /* -1: there is no pipe */
    int theirs[STDIO_COUNT];
    bool opened[STDIO_COUNT]; /* theirs are to be closed */
};

/* Returns an errno. What it has opened is closed by gen_stdio_close_(). */
int gen_stdio_open_(struct stdio *io, const gen_process_attr_t *attr);
void gen_stdio_close_(struct stdio *io); /* theirs, and those of ours that are not -1 */

#endif
