/* measure.c - how much of its stack a body has used at most: as much as is no longer painted. */
#include "stack/stack.h"
#include <gen/stack.h>
#include <string.h>

enum { PAINT = 0xa5 };

void gen_stack_paint_(gen_t *g)
{
    size_t size = (size_t)(gen_context_low_(g->hot.resume) - g->stack.low);

    gen_context_expose_(g->stack.low, size);
    memset(g->stack.low, PAINT, size);
    g->painted = true;
}

size_t gen_stack_used(const gen_t *g)
{
    const char *p;

    gen_check_(g, "gen_stack_used");
    if (!g->painted)
        return 0;
    p = g->stack.low;
    gen_context_expose_(g->stack.low, (size_t)((const char *)g - p));
    while (p < (const char *)g && *(const unsigned char *)p == PAINT)
        p++;
    return (size_t)((const char *)g - p);
}
