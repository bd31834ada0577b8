/*
 * throw.c - throw and close.
 *
 * An exception goes straight to the leaf of the chain, as a step does. GeneratorExit closes the chain instead, from the
 * leaf upwards (PEP 380): each generator is resumed on its own from here, while all above it count as running.
 */
#include "internal.h"

/* Puts e, taken over, before g: to be raised in it where it waits, or, if it delegates and here is false, to be passed
 * on by it. What g is handling becomes the context of what is raised in it. */
static void arm(gen_t *g, gen_error_t *e, bool here)
{
    if (g->handlers != NULL && (here || g->sub == NULL))
        gen_error_set_context(e, g->handlers->error);
    g->here = here;
    g->hot.pending = e;
}

static void begin_step(struct gen_step_ *step)
{
    step->value = GEN_NONE;
}

/* close()'s exception, for what g delegates to; for a caller outside all generators g is NULL. */
static gen_error_t *new_exit(const gen_t *g)
{
    gen_error_t *e = gen_error_new(GEN_GENERATOR_EXIT, NULL);

    gen_error_set_context(e, gen_handled_from_(g));
    return e;
}

static gen_error_t *new_ignored(const gen_t *g, const gen_t *above)
{
    gen_error_t *e = gen_error_new(GEN_RUNTIME_ERROR, "%s ignored GeneratorExit", g->flavour->noun);

    gen_error_set_context(e, gen_handled_from_(above));
    return e;
}

/* What a close lets out of the exception that ended g: GeneratorExit is the expected answer. */
static gen_error_t *without_exit(gen_error_t *e)
{
    if (!gen_error_is(e, GEN_GENERATOR_EXIT))
        return e;
    gen_error_free(e);
    return NULL;
}

/* Resumes g, the leaf of a running chain, with e. It answers to us alone, but knows who is above it. */
static gen_error_t *close_one(gen_t *g, gen_context_t_ context, gen_error_t *e, bool here)
{
    gen_t *above = g->delegator;
    struct gen_step_ step;
    gen_context_t_ from;

    g->root = g;
    g->leaf = g;
    begin_step(&step);
    arm(g, e, here);
    from = gen_switch_(context, &step).from;
    g->delegator = NULL;
    if (g->life != LIFE_CLOSED) {
        g->hot.resume = from;
        return new_ignored(g, above);
    }
    g->idle = from;
    g->hot.attention = false;
    g->hot.resume = NULL;
    return without_exit(gen_take_error(g));
}

/* Closes all that g delegates to by links. Sets where g goes on; returns what the closing raised. */
static gen_error_t *close_below(gen_t *g, gen_context_t_ *context)
{
    gen_error_t *e = NULL;
    bool here = false; /* a leaf passes it on to a delegate without a link, the others have seen theirs closed */

    for (gen_t *leaf = g->leaf; leaf != g; here = true) {
        gen_t *above = leaf->delegator;

        if (e == NULL)
            e = new_exit(above);
        e = close_one(leaf, *context, e, here);
        *context = above->frame;
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

/* Throws GeneratorExit, or closes if e is NULL: g is suspended, and will be resumed at the context returned. */
static gen_context_t_ leave(gen_t *g, gen_error_t *e, struct gen_step_ *step)
{
    gen_context_t_ context = g->hot.resume;
    bool delegates = g->leaf != g;
    gen_error_t *raised = NULL;

    g->hot.resume = NULL; /* running from here on */
    if (delegates)
        raised = close_below(g, &context);
    if (raised == NULL)
        raised = e != NULL ? gen_error_ref(e) : new_exit(NULL);
    begin_step(step);
    arm(g, raised, delegates);
    return context;
}

static gen_context_t_ throw_into_leaf(gen_t *g, gen_error_t *e, struct gen_step_ *step)
{
    gen_context_t_ context = g->hot.resume;

    g->hot.resume = NULL;
    g->thrown = g->leaf;
    begin_step(step);
    arm(g->leaf, gen_error_ref(e), false);
    return context;
}

gen_context_t_ gen_begin_throw_(gen_t *g, gen_error_t *e, struct gen_step_ *step)
{
    gen_check_(g, "gen_throw");
    g->refs++;
    step->value = GEN_NONE;
    if (e == NULL)
        return answer(step, gen_refuse_(g, GEN_TYPE_ERROR,
                                        "exceptions must be classes or instances deriving from BaseException, not "
                                        "NULL"));
    if (g->type != NULL)
        return answer(step, gen_iter_throw_(g, e, &step->value));
    switch (gen_enter_(g)) {
    case GEN_RUNNING:
        return answer(step, gen_refuse_(g, GEN_VALUE_ERROR, "%s already executing", g->flavour->noun));
    case GEN_CLOSED:
        if (g->flavour->awaited_once)
            return answer(step, gen_refuse_(g, GEN_RUNTIME_ERROR, "cannot reuse already awaited %s", g->flavour->noun));
        return answer(step, gen_fail_(g, gen_error_ref(e)));
    case GEN_CREATED:
        gen_close_unstarted_(g);
        return answer(step, gen_fail_(g, gen_convert_stop_iteration_(g, gen_error_ref(e))));
    case GEN_SUSPENDED:
        break;
    }
    return gen_error_is(e, GEN_GENERATOR_EXIT) ? leave(g, e, step) : throw_into_leaf(g, e, step);
}

gen_context_t_ gen_begin_throw_new_(gen_t *g, const gen_exc_t *type, gen_value_t value, struct gen_step_ *step)
{
    gen_error_t *e = gen_error_new_value(type, value);
    gen_context_t_ to = gen_begin_throw_(g, e, step);

    gen_error_free(e);
    return to;
}

gen_status_t gen_end_throw_(gen_t *g, gen_context_t_ from, struct gen_step_ *step, gen_value_t *out)
{
    gen_status_t status = step->status;

    g->thrown = NULL;
    if (from != NULL)
        status = gen_settle_(g, from, step, out);
    else if (out != NULL && status != GEN_RAISED)
        *out = step->value;
    gen_free(g);
    return status;
}

gen_context_t_ gen_begin_close_(gen_t *g, struct gen_step_ *step)
{
    gen_check_(g, "gen_close");
    g->refs++;
    step->value = GEN_NONE;
    if (g->type != NULL)
        return answer(step, gen_iter_close_(g, &step->value));
    switch (gen_enter_(g)) {
    case GEN_RUNNING:
        return answer(step, gen_refuse_(g, GEN_VALUE_ERROR, "%s already executing", g->flavour->noun));
    case GEN_CREATED:
        gen_close_unstarted_(g);
        return answer(step, GEN_RETURNED);
    case GEN_CLOSED:
        return answer(step, GEN_RETURNED);
    case GEN_SUSPENDED:
        break;
    }
    return leave(g, NULL, step);
}

/* How a body answered GeneratorExit. */
static gen_status_t judge_close(gen_t *g, gen_status_t status)
{
    if (status == GEN_YIELDED)
        return gen_fail_(g, new_ignored(g, NULL));
    if (status == GEN_RAISED && gen_error_is(g->error, GEN_GENERATOR_EXIT)) {
        gen_error_free(gen_take_error(g));
        return GEN_RETURNED;
    }
    return status;
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
        *out = step->value;
    gen_free(g);
    return status;
}
