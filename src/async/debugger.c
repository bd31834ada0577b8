/*
 * debugger.c - where a debugger finds every task, in a live process or a core file.
 *
 * gen-gdb.py reads this as so many words, and names them in this order, as it does the core's debugger.c.
 */
#include "machine/fork.h"
#include "async/internal.h"
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static gen_loop_t *loops; /* the newest first */

GEN_HOLD_DURING_FORK(lock)

void gen_loop_is_made_(gen_loop_t *loop)
{
    pthread_mutex_lock(&lock);
    loop->older = loops;
    if (loops != NULL)
        loops->newer = loop;
    loops = loop;
    pthread_mutex_unlock(&lock);
}

void gen_loop_is_freed_(gen_loop_t *loop)
{
    pthread_mutex_lock(&lock);
    if (loop->newer != NULL)
        loop->newer->older = loop->older;
    else
        loops = loop->older;
    if (loop->older != NULL)
        loop->older->newer = loop->newer;
    pthread_mutex_unlock(&lock);
}

struct gen_debugger_async {
    size_t version;
    gen_loop_t **loops;
    struct {
        size_t older, tasks;
    } offset_in_loop;
    struct {
        size_t link, coroutine, name, id;
    } offset_in_task;
};

extern GEN_DATA const struct gen_debugger_async gen_debugger_async_;

const struct gen_debugger_async gen_debugger_async_ = {
    1,
    &loops,
    {offsetof(gen_loop_t, older), offsetof(gen_loop_t, tasks)},
    {offsetof(struct task, link), offsetof(struct task, coroutine), offsetof(struct task, name),
     offsetof(struct task, id)},
};
