/*
 * misuse.c - broken contracts that take looking for.
 *
 * What can be seen without cost is checked where it happens. Here is what needs a look around: who is running whom, when
 * a step was refused anyway; and, in a build with GEN_DEBUG, what is checked at every switch.
 */
#include "protocol/misuse.h"
#include "machine/fork.h"
#include <pthread.h>

/* Whoever runs is found from the stack pointer, and its resumer from the context it was resumed from (handler.c). */
static bool runs_here(const gen_t *g)
{
    const void *address = __builtin_frame_address(0);
    const gen_t *o;

    while ((o = gen_stack_owner_(address)) != NULL) {
        if (o->hot.step == NULL || gen_top_(o) == gen_top_(g))
            return true;
        address = o->hot.resumer;
    }
    return false;
}

void gen_check_runs_here_(const gen_t *g)
{
    if (!gen_is_stackless_(g) && !runs_here(g)) /* what runs without a stack is nowhere to be found */
        gen_fatal_(
            "generator '%s' is running, but not inside a step of this caller's: another thread is running it, or "
            "a longjmp() has left it",
            g->name);
}

void gen_check_stackless_self_(const gen_t *self, const char *function)
{
    bool rests = gen_is_at_rest_(self); /* of one that is delegated to, it would be the root that tells: too far away */

#ifdef GEN_DEBUG
    rests = rests || gen_state(self) != GEN_RUNNING;
#endif
    if (!gen_is_stackless_(self) || self->life != LIFE_STARTED || rests || self->sub != NULL)
        gen_fatal_("%s() was given generator '%s', which is not the one that runs", function, self->name);
}

#ifdef GEN_DEBUG

static void check_stack(const gen_t *g)
{
    if (g->stack.size_class >= 0 && g->stack.size_class < PACKED_CLASSES)
        gen_slab_check_canary_(g);
}

void gen_check_body_(const gen_t *self, const char *function)
{
    const gen_t *here = gen_stack_owner_(__builtin_frame_address(0));

    if (here != NULL && here != self && self->type == NULL && !gen_is_stackless_(self))
        gen_fatal_("%s() was given another generator than '%s', whose body it was called in", function, here->name);
}

/* g suspends itself, or hands over to another on whose behalf it waits. */
static void misuse_leave(gen_t *g, const void *data)
{
    if (data == NULL && g->hot.step != NULL && g->life != LIFE_CLOSED)
        gen_fatal_("gen_yield() was given another generator than '%s', whose body it was called in", g->name);
    if (g->hot.step == NULL || g->life == LIFE_CLOSED)
        atomic_store(&g->stack.runner, 0);
}

static void enter_target(gen_t *g)
{
    uintptr_t nobody = 0, me = (uintptr_t)pthread_self();

    check_stack(g);
    if (!atomic_compare_exchange_strong(&g->stack.runner, &nobody, me) && nobody != me)
        gen_fatal_("generator '%s' is resumed by one thread while another thread runs it", g->name);
}

/* A stack on which no generator lives is being primed for its first. */
static bool is_in_use(const gen_t *g)
{
    return g != NULL && g->magic == ALIVE;
}

static void check_switch(gen_context_t_ to, const void *data)
{
    gen_t *from = gen_stack_owner_(__builtin_frame_address(0));
    gen_t *target = gen_stack_owner_(to);

    if (to == NULL)
        gen_fatal_("a switch would lead into nothing: there is nobody to return to");
    if (from == NULL && data == NULL)
        gen_fatal_("gen_yield() was called on a stack that is not its generator's");
    if (is_in_use(from))
        misuse_leave(from, data);
    if (is_in_use(target))
        enter_target(target);
}

/* From here, because there may be no room left there for saying so. */
static void check_arrival(gen_context_t_ from)
{
    gen_t *g = gen_stack_owner_(from);

    if (is_in_use(g))
        check_stack(g);
}

GEN_BEFORE_OTHERS static void watch_switches(void)
{
    gen_context_hooks_.leaving = check_switch;
    gen_context_hooks_.arrived = check_arrival;
}

#endif
