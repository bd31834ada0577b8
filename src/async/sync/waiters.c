/* waiters.c - the queues of those who wait. */
#include "async/sync/waiters.h"

struct gen_link_ *gen_waiters_open_(gen_t *self, struct gen_waiters_ *waiters, const char *what)
{
    gen_loop_t *loop = gen_need_loop_(self);

    if (loop == NULL)
        return NULL;
    if (waiters->queue.next == NULL)
        link_init(&waiters->queue);
    if (waiters->loop == 0)
        waiters->loop = loop->number;
    if (waiters->loop != loop->number) {
        gen_raise(self, GEN_RUNTIME_ERROR, "%s at %p is bound to a different event loop", what, (void *)waiters);
        return NULL;
    }
    return &waiters->queue;
}

/* The first whose state is among those of the mask. */
static struct gen_wait_ *first(const struct gen_waiters_ *waiters, unsigned mask)
{
    const struct gen_link_ *head = &waiters->queue;

    for (struct gen_link_ *l = head->next; l != NULL && l != head; l = l->next) {
        struct gen_wait_ *w = CONTAINER_OF(l, struct gen_wait_, link);

        if ((1u << w->state & mask) != 0)
            return w;
    }
    return NULL;
}

struct gen_wait_ *gen_waiters_first_(const struct gen_waiters_ *waiters)
{
    return first(waiters, ~0u);
}

struct gen_wait_ *gen_waiters_first_not_cancelled_(const struct gen_waiters_ *waiters)
{
    return first(waiters, 1u << WAIT_PENDING | 1u << WAIT_WOKEN);
}

struct gen_wait_ *gen_waiters_first_pending_(const struct gen_waiters_ *waiters)
{
    return first(waiters, 1u << WAIT_PENDING);
}
