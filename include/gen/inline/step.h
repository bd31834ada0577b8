/**
 * @file gen/inline/step.h
 * The definitions behind gen/generator.h: one switch where that is enough, the library for everything else.
 */
#ifndef GEN_INLINE_STEP_H
#define GEN_INLINE_STEP_H

/** A step that needs more than one switch: the first refusals, iterators without a stack, shared delegates. */
GEN_API gen_status_t gen_step_slow_(gen_t *g, gen_value_t in, gen_value_t *out);

/** After a switch that did not end in a plain yield: the generator ended, or was freed while it ran. */
GEN_API gen_status_t gen_settle_(gen_t *g, gen_context_t_ from, struct gen_step_ *step, gen_value_t *out);

/**
 * Prepares to throw, or to close with @p e NULL: does all of it but the last switch.
 * @return where to switch to; NULL if there is nothing to resume, and then the answer is gen_refused_()'s
 */
GEN_API gen_context_t_ gen_begin_throw_(gen_t *g, gen_error_t *e, struct gen_step_ *step);
GEN_API gen_context_t_ gen_begin_close_(gen_t *g, struct gen_step_ *step);

/** Ends what those began. @p from is NULL if there was no switch. */
GEN_API gen_status_t gen_end_throw_(gen_t *g, gen_context_t_ from, struct gen_step_ *step, gen_value_t *out);
GEN_API gen_status_t gen_end_close_(gen_t *g, gen_context_t_ from, struct gen_step_ *step, gen_value_t *out);

/** Makes an exception and throws it: the part of gen_throw() before the switch. */
GEN_API gen_context_t_ gen_begin_throw_new_(gen_t *g, const gen_exc_t *type, gen_value_t value, struct gen_step_ *step);

/** After a call of a body without a stack that did not end in a plain yield. @p out is not NULL. */
GEN_API gen_status_t gen_settle_stackless_(gen_t *g, gen_status_t status, gen_value_t *out);

/** How many handlers are open anywhere: as a rule none, and then no step need say where it runs. */
extern GEN_DATA size_t gen_open_handlers_;

/** A step that one switch is not enough for, or that needs none: the body is called. Apart, as it would cost the way that is
 * one switch a twentieth. */
static __attribute__((noinline, unused)) gen_status_t gen_step_otherwise_(gen_t *g, gen_value_t in, gen_value_t *out)
{
    struct gen_hot_part_ *hot = gen_hot_(g);
    gen_stackless_body_t *call;
    gen_value_t ignored;
    gen_status_t status;

    if (g == NULL || hot->call == NULL || GEN_UNLIKELY(__atomic_load_n(&gen_open_handlers_, __ATOMIC_RELAXED) != 0))
        return gen_step_slow_(g, in, out);
    if (out == NULL)
        out = &ignored;
    call = hot->call;
    hot->call = NULL;
    status = call((gen_t *)hot->resumer, gen_hot_((gen_t *)hot->resumer)->frame, in, out);
    if (GEN_UNLIKELY(status != GEN_YIELDED || hot->attention))
        return gen_settle_stackless_(g, status, out);
    hot->call = call;
    return GEN_YIELDED;
}

/** The fast path of every step: @p g can be resumed by one switch. */
static inline gen_status_t gen_resume_(gen_t *g, gen_value_t in, gen_value_t *out)
{
    struct gen_hot_part_ *hot = gen_hot_(g);
    struct gen_step_ step;
    gen_context_t_ from;

    gen_copy_(&step.value, &in);
    from = hot->resume;
    hot->resume = NULL;
    from = gen_switch_(from, &step).from;
    if (GEN_UNLIKELY(hot->attention))
        return gen_settle_(g, from, &step, out);
    hot->resume = from;
    if (out != NULL)
        gen_copy_(out, &step.value);
    return GEN_YIELDED;
}

static inline gen_status_t gen_next(gen_t *g, gen_value_t *out)
{
    if (GEN_UNLIKELY(g == NULL || gen_hot_(g)->resume == NULL))
        return gen_step_otherwise_(g, GEN_NONE, out);
    return gen_resume_(g, GEN_NONE, out);
}

static inline gen_status_t gen_send(gen_t *g, gen_value_t in, gen_value_t *out)
{
    if (GEN_UNLIKELY(g == NULL || gen_hot_(g)->resume == NULL))
        return gen_step_otherwise_(g, in, out);
    return gen_resume_(g, in, out);
}

static inline gen_status_t gen_throw_error(gen_t *g, gen_error_t *e, gen_value_t *out)
{
    struct gen_step_ step;
    gen_context_t_ to = gen_begin_throw_(g, e, &step);

    if (to != NULL)
        to = gen_switch_(to, &step).from;
    return gen_end_throw_(g, to, &step, out);
}

static inline gen_status_t gen_throw(gen_t *g, const gen_exc_t *type, gen_value_t value, gen_value_t *out)
{
    struct gen_step_ step;
    gen_context_t_ to = gen_begin_throw_new_(g, type, value, &step);

    if (to != NULL)
        to = gen_switch_(to, &step).from;
    return gen_end_throw_(g, to, &step, out);
}

static inline gen_status_t gen_close(gen_t *g, gen_value_t *out)
{
    struct gen_step_ step;
    gen_context_t_ to = gen_begin_close_(g, &step);

    if (to != NULL)
        to = gen_switch_(to, &step).from;
    return gen_end_close_(g, to, &step, out);
}

#endif
