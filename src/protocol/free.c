/* free.c - references to generators, and what happens when the last is gone. */
#include "error/error.h"
#include "protocol/misuse.h"
#include <limits.h>
#include <stdlib.h>

gen_t *gen_ref(gen_t *g)
{
    gen_check_(g, "gen_ref");
    g->refs++;
    return g;
}

static GEN_COLD GEN_NORETURN void freed_too_often(const gen_t *g)
{
    gen_fatal_("gen_free() was given generator '%s' more often than there were references to it", g->name);
}

/* While functions of the program's run whose generator nobody else refers to, we do, twice: for then the one reference can
 * be dropped only by mistake, and is missed. */
enum { HELD = 2 };

/* Returns whether nobody has taken a reference meanwhile. */
static bool let_go(gen_t *g)
{
    if (GEN_UNLIKELY(g->refs < HELD))
        freed_too_often(g);
    g->refs -= HELD;
    return g->refs == 0;
}

static bool is_in_a_step(const gen_t *g)
{
    return g->life == LIFE_STARTED && gen_state(g) == GEN_RUNNING;
}

static void print_unraisable(gen_t *g, gen_error_t *e, void *context)
{
    (void)context;
    fputs("Exception ignored while closing generator ", stderr);
    gen_print(g, stderr);
    fputs(":\n", stderr);
    gen_error_print(e, stderr);
}

static struct {
    gen_unraisable_t *hook;
    void *context;
} unraisable = {print_unraisable, NULL};

void gen_set_unraisable_hook(gen_unraisable_t *hook, void *context)
{
    unraisable.hook = hook != NULL ? hook : print_unraisable;
    unraisable.context = context;
}

/* Ends a body that ignored GeneratorExit where it stands: no line of it runs any more (CPython's gen_dealloc). */
static void destroy_body(gen_t *g)
{
    gen_t *sub = g->sub;

    g->life = LIFE_CLOSED;
    if (g->leaf != g)
        gen_detach_(sub);
    g->sub = NULL;
    gen_free(sub);
    while (g->cleanups != NULL) {
        gen_cleanup_t *cleanup = g->cleanups;

        void (*function)(void *arg) = cleanup->function;

        if (function == NULL)
            gen_fatal_("a cleanup of generator '%s' was registered twice", g->name);
        g->cleanups = cleanup->outer;
        cleanup->function = NULL; /* so that a ring of them is noticed */
        function(cleanup->arg);
    }
    gen_drop_handlers_(g);
}

void gen_drop_belongings_(gen_t *g)
{
    g->magic = DEAD; /* so that destroy() can make no use of it */
    gen_error_drop_(g->error);
    gen_error_drop_(g->kept);
    g->error = NULL;
    g->kept = NULL;
    if (gen_is_stackless_(g)) {
        if (g->stackless->destroy != NULL)
            g->stackless->destroy(g->hot.frame);
        return;
    }
    if (g->destroy != NULL)
        g->destroy(g->args);
    if (g->args != g->inline_args)
        free(g->args);
    g->destroy = NULL;
    g->args = g->inline_args;
}

static GEN_COLD void finalise_iterator(gen_t *g)
{
    if (g->type->destroy != NULL) {
        g->refs = HELD; /* destroy() may look at it */
        g->type->destroy(g->args);
        let_go(g);
    }
    gen_error_drop_(g->error);
    gen_error_drop_(g->hot.pending);
    if (g->reserved)
        g->magic = DEAD;
    else
        gen_iter_give_(g);
}

/* It waits at a yield. */
static GEN_COLD void finalise_suspended(gen_t *g)
{
    bool parked = true;

    g->refs = HELD; /* alive once more while it is closed */
    if (gen_close(g, NULL) == GEN_RAISED)
        unraisable.hook(g, g->error, unraisable.context);
    if (g->life == LIFE_STARTED) {
        destroy_body(g);
        parked = false;
    }
    if (let_go(g))
        gen_free_memory_(g, parked);
}

/* It never ran, or has ended. */
static void finalise_idle(gen_t *g)
{
    if (GEN_UNLIKELY(g->life == LIFE_CREATED) && g->flavour == COROUTINE)
        gen_never_awaited_("coroutine '%s' was never awaited", gen_name(g));
    gen_free_memory_(g, true);
}

void gen_finalise_(gen_t *g)
{
    if (g->type != NULL)
        finalise_iterator(g);
    else if (g->life == LIFE_STARTED)
        finalise_suspended(g);
    else
        finalise_idle(g);
}

/* What it raised can be asked for by nobody. */
gen_status_t gen_drop_freed_(gen_t *g, gen_status_t status)
{
    if (is_in_a_step(g)) {
        g->hot.attention = true; /* this one was refused; that one will finalise it */
        return status;
    }
    g->refs = HELD; /* alive for the hook, which may keep it */
    if (status == GEN_RAISED)
        unraisable.hook(g, g->error, unraisable.context);
    if (let_go(g))
        gen_finalise_(g);
    return status;
}

static GEN_COLD void free_undone(gen_t *g)
{
    if (g->delegator != NULL)
        gen_fatal_("gen_free() was given generator '%s', whose last reference is owned by '%s', which delegates to it",
                   g->name, g->delegator->name);
    if (g->type == NULL && is_in_a_step(g)) {
        gen_check_runs_here_(g);
        g->hot.attention = true; /* that step will finalise it */
    } else {
        gen_finalise_(g);
    }
}

void gen_free(gen_t *g)
{
    if (g == NULL)
        return;
    gen_check_(g, "gen_free");
    if (--g->refs > 0) {
        if (GEN_UNLIKELY(g->refs == UINT_MAX))
            freed_too_often(g);
        return;
    }
    if (GEN_UNLIKELY(g->life != LIFE_CLOSED))
        free_undone(g);
    else
        gen_free_memory_(g, true);
}
