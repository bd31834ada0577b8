/* deep.c - generators that need a lot of stack. */
#include "deep.h"

extern __attribute__((weak)) void __sanitizer_print_stack_trace(void);

static volatile int sink;

static int (*volatile again)(int) = recurse; /* so that no compiler makes a loop of it */

/* Every level uses its frame after the call: none of them can go. */
int recurse(int depth)
{
    volatile char frame[1024];

    frame[depth % 1024] = (char)depth; /* at a place that is not known: all of it is needed */
    if (depth > 0)
        sink += again(depth - 1);
    return frame[depth % 1024];
}

static gen_status_t deep(gen_t *self, void *args)
{
    sink = recurse(*(int *)args);
    return gen_return(self, gen_int(sink));
}

gen_t *new_deep(const char *name, size_t stack_size, int depth)
{
    gen_attr_t attr = gen_attr();

    attr.name = name;
    attr.stack_size = stack_size;
    return gen_new_with(&attr, deep, &depth, sizeof depth);
}

void overflow(void *name)
{
    gen_t *g = new_deep(name, 0, 1000);

    gen_next(g, NULL);
    gen_free(g);
}

bool named_by_sanitizer(void)
{
    return __sanitizer_print_stack_trace != NULL;
}
