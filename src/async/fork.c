/*
 * fork.c - a loop in a child of fork(), where it is the parent's still.
 *
 * As in asyncio the child has no running loop: what waits raises, and it may run a loop of its own. What it inherits can be
 * freed. What it shares with its parent, libuv's epoll instance and pipes, it must leave alone meanwhile: so it gets its own
 * before libuv touches them.
 */
#include "machine/fork.h"
#include "async/poller.h"

unsigned gen_forks_;

gen_error_t *gen_inherited_error_(void)
{
    return gen_error_new(GEN_RUNTIME_ERROR, "this event loop belongs to the process that has forked: make a new one");
}

void gen_poller_renew_(struct poller *o)
{
    o->forks = gen_forks_;
    o->first = NULL; /* a thread may have been about to add a call */
    o->last = &o->first;
    if (!gen_standard_open_() || uv_mutex_init(&o->mutex) != 0 || uv_loop_fork(o->uv) != 0)
        gen_panic_("fork", "no file descriptors for what the child must not share with its parent");
}

/* If this thread is running a loop, that ends with the step that has forked. */
static void begin_anew(void)
{
    gen_loop_t *loop = gen_running_loop_;

    gen_forks_++;
    gen_running_loop_ = NULL;
    if (loop == NULL)
        return;
    gen_poller_renew_(loop->poller);
    gen_error_free(loop->escaped);
    loop->escaped = gen_inherited_error_();
}

GEN_BEFORE_OTHERS static void expect_forks(void)
{
    pthread_atfork(NULL, NULL, begin_anew);
}
