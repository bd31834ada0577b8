/* done_callback.c - functions of the program's, called when a future is done, with the locals of who asked. */
#include "async/internal.h"
#include <stdlib.h>

struct done_callback {
    struct waiter waiter;
    gen_done_callback_t *callback;
    void *arg;
    struct local_node *locals; /* of who added it */
};

static void free_done_callback(struct done_callback *c)
{
    gen_locals_free_(c->locals);
    free(c);
}

static void call_done_callback(struct waiter *waiter)
{
    struct done_callback *c = CONTAINER_OF(waiter, struct done_callback, waiter);
    gen_loop_t *loop = waiter->future != NULL ? waiter->future->loop : NULL;
    struct local_node *locals;

    if (loop != NULL && !loop->closed) {
        locals = gen_locals_enter_(loop, c->locals);
        c->callback(waiter->future->self, c->arg);
        gen_locals_leave_(loop, locals);
    }
    free_done_callback(c);
}

static const struct waiter_class on_call_done_callback = {call_done_callback, NULL};

bool gen_future_add_done_callback(gen_t *future, gen_done_callback_t *callback, void *arg)
{
    struct future *f = gen_need_future_(future, "gen_future_add_done_callback");
    struct done_callback *c = malloc(sizeof *c);

    if (c == NULL)
        return false;
    gen_waiter_init_(&c->waiter, &on_call_done_callback);
    c->callback = callback;
    c->arg = arg;
    c->locals = gen_locals_share_(f->loop);
    gen_future_watch_(f, &c->waiter);
    return true;
}

size_t gen_future_remove_done_callback(gen_t *future, gen_done_callback_t *callback, void *arg)
{
    struct future *f = gen_need_future_(future, "gen_future_remove_done_callback");
    size_t count = 0;

    for (struct gen_link_ *l = f->waiters.next, *next; l != &f->waiters; l = next) {
        struct waiter *waiter = CONTAINER_OF(l, struct waiter, link);
        struct done_callback *c = CONTAINER_OF(waiter, struct done_callback, waiter);

        next = l->next;
        if (waiter->task != NULL || waiter->class != &on_call_done_callback || c->callback != callback || c->arg != arg)
            continue;
        link_remove(l);
        free_done_callback(c);
        count++;
    }
    return count;
}
