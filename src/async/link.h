/* link.h - lists: circular, doubly linked, with a head. A node that is on none points to itself. */
#ifndef ASYNC_LINK_H
#define ASYNC_LINK_H

#include <gen/async/node.h>
#include <stddef.h>

#define CONTAINER_OF(pointer, type, member) ((type *)(void *)((char *)(pointer)-offsetof(type, member)))

static inline void link_init(struct gen_link_ *l)
{
    l->next = l;
    l->prev = l;
}

static inline bool link_alone(const struct gen_link_ *l)
{
    return l->next == l;
}

static inline void link_append(struct gen_link_ *head, struct gen_link_ *l)
{
    l->next = head;
    l->prev = head->prev;
    head->prev->next = l;
    head->prev = l;
}

static inline void link_remove(struct gen_link_ *l)
{
    l->prev->next = l->next;
    l->next->prev = l->prev;
    link_init(l);
}

#endif
