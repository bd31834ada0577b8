/*
 * throw.c - throw and close.
 *
 * An exception goes straight to the leaf of the chain, as a step does. GeneratorExit closes the chain instead, from the
 * leaf upwards (PEP 380): each generator is resumed on its own from here, while all above it count as running.
 */
#include "error/error.h"
#include "protocol/internal.h"

/* Puts e, taken over, before g: to be raised in it where it waits, or, if it delegates and here is false, to be passed
 * on by it. What g is handling becomes the context of what is raised in it. */
void gen_arm_(gen_t *g, gen_error_t *e, bool here)
{
    if (g->handlers != NULL && (here || g->sub == NULL))
        gen_error_set_context(e, gen_innermost_(g->handlers));
    g->here = here;
    g->hot.pending = e;
}

/* It waits at a yield, and its last step left no error. */
static inline bool can_go_on(const gen_t *g)
{
    return g->hot.resume != NULL && g->life == LIFE_STARTED;
}

static void begin_step(struct gen_step_ *step)
{
    step->value = GEN_NONE;
}

/* The first generator from g upwards that handles something; NULL if none does. */
const gen_t *gen_nearest_handling_(const gen_t *g)
{
    while (g != NULL && g->handlers == NULL)
        g = g->delegator;
    return g;
}

/* close()'s exception. Who closes is handling what g is; if g is NULL, what the caller of all this is. */
gen_error_t *gen_new_exit_for_(const gen_t *g)
{
    gen_error_t *e = gen_error_new_exit_();

    gen_error_set_context(e, gen_handled_from_(g));
    return e;
}

GEN_COLD gen_error_t *gen_new_ignored_(const gen_t *g, const gen_t *closer)
{
    gen_error_t *e = gen_error_new(GEN_RUNTIME_ERROR, "%s ignored GeneratorExit", gen_noun_(g));

    gen_error_set_context(e, gen_handled_from_(closer));
    return e;
}

/* What a close lets out of the exception that ended g: GeneratorExit is the expected answer. */
gen_error_t *gen_without_exit_(gen_error_t *e)
{
    if (e == NULL || !gen_error_is_exit_(e))
        return e;
    gen_error_drop_(e);
    return NULL;
}

/* Resumes g, the leaf of a running chain, with e. It answers to us alone, but knows who is above it. */
static gen_error_t *close_one(gen_t *g, gen_context_t_ context, gen_error_t *e, bool here, const gen_t *handling)
{
    struct gen_step_ step;
    gen_context_t_ from;

    g->root = g;
    g->leaf = g;
    begin_step(&step);
    gen_arm_(g, e, here);
    from = gen_switch_(context, &step).from;
    g->delegator = NULL;
    if (g->life != LIFE_CLOSED) {
        g->hot.resume = from;
        return gen_new_ignored_(g, handling);
    }
    g->idle = from;
    g->hot.attention = false;
    g->hot.resume = NULL;
    return gen_without_exit_(gen_take_error(g));
}

/* Closes all that g delegates to by links. Sets where g goes on; returns what the closing raised. */
static GEN_COLD gen_error_t *close_below(gen_t *g, gen_context_t_ *context)
{
    const gen_t *handling = gen_nearest_handling_(g->leaf->delegator);
    gen_error_t *e = NULL;
    bool here = false; /* a leaf passes it on to a delegate without a link, the others have seen theirs closed */

    for (gen_t *leaf = g->leaf; leaf != g; here = true) {
        gen_t *above = leaf->delegator;

        if (leaf == handling)
            handling = gen_nearest_handling_(above); /* not each time: the chain may be long */
        if (e == NULL)
            e = gen_new_exit_for_(handling);
        e = close_one(leaf, *context, e, here, handling);
        *context = leaf->return_to;
        leaf = above;
    }
    g->leaf = g;
    g->root = g;
    return e;
}

/* No switch is needed: the answer is status. */
static gen_context_t_ answer(struct gen_step_ *step, gen_status_t status)
{
    step->status = status;
    return NULL;
}

/* throw_exit() where g delegates by links: they are closed first. */
static GEN_COLD gen_context_t_ leave_chain(gen_t *g, gen_error_t *e, gen_context_t_ context)
{
    gen_error_t *raised = close_below(g, &context);

    if (raised == NULL)
        raised = e != NULL ? e : gen_new_exit_for_(NULL);
    else
        gen_error_drop_(e);
    gen_arm_(g, raised, true);
    return context;
}

/* An exception without a context need not be made before the body looks at it. */
gen_error_t *gen_exit_into_(const gen_t *g)
{
    return g->handlers == NULL && gen_handled() == NULL ? &gen_error_exit_ : gen_new_exit_for_(NULL);
}

/* Throws GeneratorExit, taken over, or closes if e is NULL: g is suspended, and will be resumed at the context
 * returned. */
static gen_context_t_ throw_exit(gen_t *g, gen_error_t *e)
{
    gen_context_t_ context = g->hot.resume;

    g->hot.resume = NULL; /* running from here on */
    if (GEN_UNLIKELY(g->leaf != g))
        return leave_chain(g, e, context);
    gen_arm_(g, e != NULL ? e : gen_exit_into_(g), false);
    return context;
}

static inline gen_context_t_ go_to_leaf(gen_t *g)
{
    gen_context_t_ context = g->hot.resume;

    g->hot.resume = NULL;
    g->thrown = g->leaf;
    return context;
}

static gen_context_t_ throw_into_leaf(gen_t *g, gen_error_t *e)
{
    gen_arm_(g->leaf, e, false);
    return go_to_leaf(g);
}

static GEN_COLD gen_status_t throw_into_closed(gen_t *g, gen_error_t *e)
{
    if (g->flavour != COROUTINE)
        return gen_fail_(g, e);
    gen_error_drop_(e);
    return gen_refuse_(g, GEN_RUNTIME_ERROR, "cannot reuse already awaited %s", gen_noun_(g));
}

static GEN_COLD gen_status_t throw_into_iterator(gen_t *g, gen_error_t *e, gen_value_t *out)
{
    gen_status_t status = gen_iter_throw_(g, e, out);

    gen_error_drop_(e);
    return status;
}

/* Whatever state g is in, and whatever e is. */
static GEN_COLD gen_context_t_ begin_throw_slowly(gen_t *g, gen_error_t *e, struct gen_step_ *step)
{
    if (g->type != NULL)
        return answer(step, throw_into_iterator(g, e, &step->value));
    switch (gen_enter_(g)) {
    case GEN_RUNNING:
        gen_error_drop_(e);
        return answer(step, gen_refuse_(g, GEN_VALUE_ERROR, "%s already executing", gen_noun_(g)));
    case GEN_CLOSED:
        return answer(step, throw_into_closed(g, e));
    case GEN_CREATED:
        gen_close_unstarted_(g);
        return answer(step, gen_fail_(g, gen_convert_stop_iteration_(g, e)));
    case GEN_SUSPENDED:
        break;
    }
    if (gen_is_stackless_(g))
        return answer(step, gen_error_is_exit_(e) ? gen_stackless_exit_(g, e, &step->value)
                                                  : gen_stackless_throw_(g, e, &step->value));
    return gen_error_is_exit_(e) ? throw_exit(g, e) : throw_into_leaf(g, e);
}

/* Throws e, which is taken over. */
static inline gen_context_t_ begin_throw(gen_t *g, gen_error_t *e, struct gen_step_ *step)
{
    g->refs++;
    begin_step(step);
    if (GEN_UNLIKELY(!can_go_on(g) || g->leaf->handlers != NULL || e->type->base != GEN_EXCEPTION))
        return begin_throw_slowly(g, e, step);
    g->leaf->here = false;
    g->leaf->hot.pending = e;
    return go_to_leaf(g);
}

static GEN_COLD gen_context_t_ refuse_null(gen_t *g, struct gen_step_ *step)
{
    g->refs++;
    return answer(step, gen_refuse_(g, GEN_TYPE_ERROR,
                                    "exceptions must be classes or instances deriving from BaseException, not NULL"));
}

gen_context_t_ gen_begin_throw_(gen_t *g, gen_error_t *e, struct gen_step_ *step)
{
    gen_check_(g, "gen_throw");
    if (e == NULL)
        return refuse_null(g, step);
    return begin_throw(g, gen_error_ref(e), step);
}

static GEN_COLD gen_context_t_ begin_throw_fresh(gen_t *g, const gen_exc_t *type, gen_value_t value,
                                                 struct gen_step_ *step)
{
    if (type == NULL)
        return refuse_null(g, step);
    return begin_throw(g, gen_error_new_value(type, value), step);
}

gen_context_t_ gen_begin_throw_new_(gen_t *g, const gen_exc_t *type, gen_value_t value, struct gen_step_ *step)
{
    gen_error_t *e = type != NULL && value.kind != GEN_KIND_ERROR ? gen_error_take_spare_(type) : NULL;

    gen_check_(g, "gen_throw");
    if (GEN_UNLIKELY(e == NULL))
        return begin_throw_fresh(g, type, value, step);
    gen_copy_(&e->value, &value);
    return begin_throw(g, e, step);
}

/* Ends an operation: it held a reference. It may have been refused by one that runs and was freed meanwhile. */
static inline gen_status_t throw_end(gen_t *g, gen_status_t status)
{
    if (GEN_UNLIKELY(--g->refs == 0))
        return gen_drop_freed_(g, status);
    return status;
}

/* It did not yield, or was refused; perhaps from inside another throw. */
static GEN_COLD gen_status_t end_throw_slowly(gen_t *g, gen_context_t_ from, struct gen_step_ *step, gen_value_t *out)
{
    if (from != NULL)
        return throw_end(g, gen_settle_(g, from, step, out));
    if (out != NULL && step->status != GEN_RAISED)
        gen_copy_(out, &step->value);
    return throw_end(g, step->status);
}

gen_status_t gen_end_throw_(gen_t *g, gen_context_t_ from, struct gen_step_ *step, gen_value_t *out)
{
    if (from != NULL)
        g->thrown = NULL;
    if (GEN_UNLIKELY(from == NULL || g->hot.attention))
        return end_throw_slowly(g, from, step, out);
    g->hot.resume = from;
    if (out != NULL)
        gen_copy_(out, &step->value);
    return throw_end(g, GEN_YIELDED);
}

/* How a body answered GeneratorExit. */
static gen_status_t judge_close(gen_t *g, gen_status_t status)
{
    if (status == GEN_YIELDED)
        return gen_fail_(g, gen_new_ignored_(g, NULL));
    if (status != GEN_RAISED)
        return status;
    g->error = gen_without_exit_(g->error);
    return g->error == NULL ? GEN_RETURNED : GEN_RAISED;
}

static GEN_COLD gen_context_t_ begin_close_slowly(gen_t *g, struct gen_step_ *step)
{
    if (g->type != NULL)
        return answer(step, gen_iter_close_(g, &step->value));
    switch (gen_enter_(g)) {
    case GEN_RUNNING:
        return answer(step, gen_refuse_(g, GEN_VALUE_ERROR, "%s already executing", gen_noun_(g)));
    case GEN_CREATED:
        gen_close_unstarted_(g);
        return answer(step, GEN_RETURNED);
    case GEN_CLOSED:
        return answer(step, GEN_RETURNED);
    case GEN_SUSPENDED:
        break;
    }
    if (gen_is_stackless_(g))
        return answer(step, judge_close(g, gen_stackless_exit_(g, NULL, &step->value)));
    return throw_exit(g, NULL);
}

gen_context_t_ gen_begin_close_(gen_t *g, struct gen_step_ *step)
{
    gen_check_(g, "gen_close");
    g->refs++;
    begin_step(step);
    return GEN_UNLIKELY(!can_go_on(g)) ? begin_close_slowly(g, step) : throw_exit(g, NULL);
}

gen_status_t gen_end_close_(gen_t *g, gen_context_t_ from, struct gen_step_ *step, gen_value_t *out)
{
    gen_status_t status = step->status;

    if (from != NULL) {
        status = gen_settle_(g, from, step, NULL);
        if (status == GEN_RAISED)
            step->value = GEN_NONE;
        status = judge_close(g, status);
    }
    if (out != NULL && status == GEN_RETURNED)
        gen_copy_(out, &step->value);
    return throw_end(g, status);
}
