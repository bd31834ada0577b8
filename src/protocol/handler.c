/* handler.c - what is being handled: the context of whatever is raised next. */
#include "protocol/internal.h"
#include <stdatomic.h>

/* What a thread handles outside its generators. */
static _Thread_local struct gen_handler *thread_handlers;

/* Not inlined, so that the address is the current thread's whatever switched before. */
static __attribute__((noinline)) struct gen_handler **handlers_of_thread(void)
{
    return &thread_handlers;
}

/* How many handlers are open anywhere: as a rule none, and then nobody need be looked for. */
static atomic_size_t open_handlers;

static gen_error_t *handled_in_chain(const gen_t *g)
{
    for (; g != NULL; g = g->delegator)
        if (g->handlers != NULL)
            return g->handlers->error;
    return NULL;
}

/*
 * The generator that runs is found from the stack pointer, and whoever resumed it from the context it was resumed
 * from, which is a stack pointer too: so nothing of this costs a step anything.
 */
static gen_error_t *handled_at(const void *address)
{
    const gen_t *g;

    while ((g = gen_stack_owner_(address)) != NULL) {
        gen_error_t *e = handled_in_chain(g);

        if (e != NULL)
            return e;
        address = g->hot.resumer;
    }
    return *handlers_of_thread() != NULL ? (*handlers_of_thread())->error : NULL;
}

gen_error_t *gen_handled(void)
{
    if (atomic_load_explicit(&open_handlers, memory_order_relaxed) == 0)
        return NULL;
    return handled_at(__builtin_frame_address(0));
}

gen_error_t *gen_handled_from_(const gen_t *g)
{
    return g != NULL && g->handlers != NULL ? g->handlers->error : gen_handled();
}

/* In the same frame, or one not far out: whoever nests more deeply than this pays nothing for it. */
static void check_is_new(const struct gen_handler *handler, const struct gen_handler *innermost)
{
    enum { NEAR = 16 };

    for (int i = 0; i < NEAR && innermost != NULL; i++, innermost = innermost->outer)
        if (innermost == handler)
            gen_fatal_("gen_except_begin() was given a handler that has begun already");
}

void gen_except_begin(gen_handler_t *handler, gen_error_t *e)
{
    gen_t *g = gen_stack_owner_(__builtin_frame_address(0));
    struct gen_handler **stack = g != NULL ? &g->handlers : handlers_of_thread();

    gen_need_(handler, "gen_except_begin", "a gen_handler_t");
    check_is_new(handler, *stack);
    handler->error = gen_error_ref(e);
    handler->stack = stack;
    handler->outer = *handler->stack;
    *handler->stack = handler;
    atomic_fetch_add_explicit(&open_handlers, 1, memory_order_relaxed);
}

static void close_innermost(struct gen_handler **stack)
{
    struct gen_handler *handler = *stack;

    *stack = handler->outer;
    gen_error_free(handler->error);
    atomic_fetch_sub_explicit(&open_handlers, 1, memory_order_relaxed);
}

void gen_except_end(gen_handler_t *handler)
{
    gen_need_(handler, "gen_except_end", "a gen_handler_t");
    if (handler->stack == NULL || *handler->stack != handler)
        gen_fatal_("gen_except_end() was given another handler than the innermost");
    close_innermost(handler->stack);
}

void gen_drop_handlers_(gen_t *g)
{
    while (g->handlers != NULL)
        close_innermost(&g->handlers);
}
