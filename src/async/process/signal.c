/* signal.c - signal handlers: a uv_signal_t each, whose callback makes a node ready. */
#include "async/poller.h"
#include <gen/async/signal.h>
#include <errno.h>
#include <stdlib.h>

struct signal_handler {
    uv_signal_t handle;
    gen_loop_t *loop;
    struct gen_link_ link; /* in the loop's list */
    struct gen_ready_ ready;
    gen_callback_t *callback; /* NULL once it is removed */
    void *arg;
    struct local_node *locals; /* of who asked */
};

static void run_handler(gen_loop_t *loop, struct gen_ready_ *ready)
{
    struct signal_handler *h = CONTAINER_OF(ready, struct signal_handler, ready);

    if (!loop->closed)
        gen_locals_call_(loop, h->locals, h->callback, h->arg);
}

/* Signals that come before the callback has run are one, as the system counts them. */
static void on_signal(uv_signal_t *handle, int signum)
{
    struct signal_handler *h = CONTAINER_OF(handle, struct signal_handler, handle);

    (void)signum;
    if (link_alone(&h->ready.link))
        make_ready(h->loop, &h->ready);
}

static void on_close(uv_handle_t *handle)
{
    struct signal_handler *h = CONTAINER_OF((uv_signal_t *)handle, struct signal_handler, handle);

    h->loop->poller->closing--;
    gen_locals_free_(h->locals);
    free(h);
}

static void remove_handler(struct signal_handler *h)
{
    link_remove(&h->link);
    link_remove(&h->ready.link);
    h->loop->poller->closing++;
    uv_close((uv_handle_t *)&h->handle, on_close);
}

static struct signal_handler *find(gen_loop_t *loop, int signum)
{
    struct gen_link_ *all = &loop->poller->signals;

    for (struct gen_link_ *l = all->next; l != all; l = l->next) {
        struct signal_handler *h = CONTAINER_OF(l, struct signal_handler, link);

        if (h->handle.signum == signum)
            return h;
    }
    return NULL;
}

static void abandon_signals(gen_loop_t *loop)
{
    while (!link_alone(&loop->poller->signals))
        remove_handler(CONTAINER_OF(loop->poller->signals.next, struct signal_handler, link));
}

/* A handler that catches nothing yet. */
static struct signal_handler *signal_handler_new(gen_loop_t *loop)
{
    struct signal_handler *h = calloc(1, sizeof *h);

    if (h == NULL || !gen_standard_open_() || uv_signal_init(loop->poller->uv, &h->handle) != 0) {
        free(h);
        return NULL;
    }
    h->loop = loop;
    h->ready.run = run_handler;
    link_init(&h->ready.link);
    link_append(&loop->poller->signals, &h->link);
    loop->poller->abandon_signals = abandon_signals;
    return h;
}

int gen_add_signal_handler(gen_loop_t *loop, int signum, gen_callback_t *callback, void *arg)
{
    GIVEN(loop);

    struct signal_handler *h = loop->poller != NULL ? find(loop, signum) : NULL;
    int failed;

    if (signum <= 0)
        return EINVAL;
    if (loop->poller == NULL)
        return EBADF;
    if (h == NULL) {
        h = signal_handler_new(loop);
        if (h == NULL)
            return ENOMEM;
        failed = uv_signal_start(&h->handle, on_signal, signum);
        if (failed != 0) {
            remove_handler(h);
            return -failed;
        }
    }
    uv_ref((uv_handle_t *)&h->handle);
    gen_locals_free_(h->locals);
    h->locals = gen_locals_share_(loop);
    h->callback = callback;
    h->arg = arg;
    return 0;
}

static void print_tasks(void *loop)
{
    gen_print_tasks(loop, stderr);
    fflush(stderr);
}

int gen_print_tasks_on_signal(gen_loop_t *loop, int signum)
{
    GIVEN(loop);

    int failed = gen_add_signal_handler(loop, signum, print_tasks, loop);

    if (failed == 0)
        uv_unref((uv_handle_t *)&find(loop, signum)->handle);
    return failed;
}

bool gen_remove_signal_handler(gen_loop_t *loop, int signum)
{
    GIVEN(loop);

    struct signal_handler *h = signum > 0 && loop->poller != NULL ? find(loop, signum) : NULL;

    if (h != NULL)
        remove_handler(h);
    return h != NULL;
}
