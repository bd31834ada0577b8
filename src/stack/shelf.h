/* shelf.h - free stacks of a size, newest first. */
#ifndef SHELF_H
#define SHELF_H

#include "stack/object.h"

struct shelf {
    gen_t *top;
    size_t count;
};

static inline gen_t *gen_shelf_pop_(struct shelf *shelf)
{
    gen_t *g = shelf->top;

    if (g != NULL) {
        shelf->top = g->stack.next;
#ifdef GEN_DEBUG
        g->stack.runner = 0;
#endif
        shelf->count--;
    }
    return g;
}

static inline void gen_shelf_push_(struct shelf *shelf, gen_t *g)
{
    g->stack.next = shelf->top;
    shelf->top = g;
    shelf->count++;
}

#endif
