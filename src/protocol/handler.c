/* handler.c - what is being handled: the context of whatever is raised next. */
#include "protocol/internal.h"
#include <stddef.h>

/* What a thread handles outside its generators. */
static _Thread_local struct gen_handler *thread_handlers;

/* Not inlined, so that the address is the current thread's whatever switched before. */
static __attribute__((noinline)) struct gen_handler **handlers_of_thread(void)
{
    return &thread_handlers;
}

/* How many handlers are open anywhere: as a rule none, and then nobody need be looked for. Not _Atomic: C++ sees it, too. */
size_t gen_open_handlers_;

static bool nothing_is_handled(void)
{
    return __atomic_load_n(&gen_open_handlers_, __ATOMIC_RELAXED) == 0;
}

/*
 * A chain without a stack runs on somebody else's. What it is handling is then found by way of a mark, which has no
 * exception, among the handlers of who lent the stack: in the order in which all of them began.
 */
static const gen_t *run_of(const struct gen_handler *mark)
{
    return (const gen_t *)(const void *)((const char *)mark - offsetof(gen_t, run));
}

static gen_error_t *handled_in_chain(const gen_t *g)
{
    gen_error_t *e = NULL;

    for (; g != NULL && e == NULL; g = g->delegator)
        e = gen_innermost_(g->handlers);
    return e;
}

gen_error_t *gen_innermost_(const struct gen_handler *handlers)
{
    for (; handlers != NULL; handlers = handlers->outer) {
        gen_error_t *e = handlers->error != NULL ? handlers->error : handled_in_chain(run_of(handlers)->leaf);

        if (e != NULL)
            return e;
    }
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
    return gen_innermost_(*handlers_of_thread());
}

gen_error_t *gen_handled(void)
{
    if (nothing_is_handled())
        return NULL;
    return handled_at(__builtin_frame_address(0));
}

gen_error_t *gen_handled_from_(const gen_t *g)
{
    gen_error_t *e = g != NULL ? gen_innermost_(g->handlers) : NULL;

    return e != NULL ? e : gen_handled();
}

/* In the same frame, or one not far out: whoever nests more deeply than this pays nothing for it. */
static void check_is_new(const struct gen_handler *handler, const struct gen_handler *innermost)
{
    enum { NEARBY = 16 };

    for (int i = 0; i < NEARBY && innermost != NULL; i++, innermost = innermost->outer)
        if (innermost == handler)
            gen_fatal_("gen_except_begin() was given a handler that has begun already");
}

/* Those of whoever the stack belongs to that this runs on. */
static struct gen_handler **handlers_here(void)
{
    gen_t *g = gen_stack_owner_(__builtin_frame_address(0));

    return g != NULL ? &g->handlers : handlers_of_thread();
}

void gen_run_begins_(gen_t *root)
{
    struct gen_handler **here = handlers_here();

    root->hosted = true;
    root->run.error = NULL;
    root->run.outer = *here;
    *here = &root->run;
}

void gen_run_ends_(gen_t *root)
{
    struct gen_handler **here;

    if (!root->hosted)
        return;
    here = handlers_here();
    root->hosted = false;
    if (*here != &root->run)
        gen_fatal_(
            "the body of generator '%s' ended or yielded without gen_except_end() of what gen_except_begin() began: "
            "gen_except_begin_in() may be open across a yield",
            root->name);
    *here = root->run.outer;
    root->args = root->hot.frame; /* as it was: never what such a one does not have */
}

/* g, whose body has no stack, begins to handle something in the middle of a step. */
static void tell_host(gen_t *g)
{
    while (!g->hosted && g->delegator != NULL)
        g = g->delegator;
    if (g->hosted)
        return;
    g->hot.attention = true;
    gen_run_begins_(g);
}

static void begin(gen_handler_t *handler, gen_error_t *e, struct gen_handler **stack)
{
    gen_need_(handler, "gen_except_begin", "a gen_handler_t");
    check_is_new(handler, *stack);
    handler->error = gen_error_ref(e);
    handler->stack = stack;
    handler->outer = *handler->stack;
    *handler->stack = handler;
    __atomic_fetch_add(&gen_open_handlers_, 1, __ATOMIC_RELAXED);
}

void gen_except_begin(gen_handler_t *handler, gen_error_t *e)
{
    begin(handler, e, handlers_here());
}

void gen_except_begin_in(gen_t *self, gen_handler_t *handler, gen_error_t *e)
{
    gen_check_(self, "gen_except_begin_in");
    begin(handler, e, self->type != NULL ? handlers_here() : &self->handlers);
    if (gen_is_stackless_(self))
        tell_host(self);
}

static void close_innermost(struct gen_handler **stack)
{
    struct gen_handler *handler = *stack;

    *stack = handler->outer;
    gen_error_free(handler->error);
    __atomic_fetch_sub(&gen_open_handlers_, 1, __ATOMIC_RELAXED);
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
