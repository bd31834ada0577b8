/* resume.c - next and send, where the one switch of the inline functions is not enough. */
#include "error/error.h"
#include "protocol/internal.h"

/* It came back without having begun. */
static GEN_COLD gen_status_t refuse_first_value(gen_t *g, gen_context_t_ from)
{
    g->idle = from;
    g->hot.resume = NULL;
    return gen_refuse_(g, GEN_TYPE_ERROR, "can't send non-None value to a just-started %s", gen_noun_(g));
}

/* It yielded, but was refused something while it ran. */
static GEN_COLD void settle_suspended(gen_t *g, gen_context_t_ from)
{
    g->hot.resume = from;
    gen_error_drop_(g->error);
    g->error = NULL;
}

gen_status_t gen_settle_(gen_t *g, gen_context_t_ from, struct gen_step_ *step, gen_value_t *out)
{
    gen_status_t status = GEN_YIELDED;

    g->hot.attention = false;
    if (GEN_UNLIKELY(g->life == LIFE_CREATED))
        return refuse_first_value(g, from);
    if (GEN_UNLIKELY(g->life == LIFE_STARTED)) {
        settle_suspended(g, from);
    } else {
        g->idle = from;
        g->hot.resume = NULL;
        status = g->error != NULL ? GEN_RAISED : GEN_RETURNED;
    }
    if (out != NULL && status != GEN_RAISED)
        gen_copy_(out, &step->value);
    return GEN_UNLIKELY(g->refs == 0) ? gen_drop_freed_(g, status) : status;
}

static gen_status_t step_closed(gen_t *g, gen_value_t *out)
{
    if (g->flavour == COROUTINE)
        return gen_refuse_(g, GEN_RUNTIME_ERROR, "cannot reuse already awaited %s", gen_noun_(g));
    if (out != NULL)
        *out = GEN_NONE;
    return GEN_RETURNED;
}

gen_status_t gen_step_slow_(gen_t *g, gen_value_t in, gen_value_t *out)
{
    gen_check_(g, "gen_next");
    return g->type != NULL ? g->step(g, in, out) : gen_step_stack_(g, in, out);
}

gen_status_t gen_step_stack_(gen_t *g, gen_value_t in, gen_value_t *out)
{
    switch (gen_enter_(g)) {
    case GEN_RUNNING:
        return gen_refuse_(g, GEN_VALUE_ERROR, "%s already executing", gen_noun_(g));
    case GEN_CLOSED:
        return step_closed(g, out);
    case GEN_CREATED:
    case GEN_SUSPENDED:
        break;
    }
    return gen_is_stackless_(g) ? gen_stackless_resume_(g, in, out) : gen_resume_(g, in, out);
}

bool gen_next_or(gen_t *g, gen_value_t fallback, gen_value_t *out)
{
    gen_status_t status;

    gen_need_(out, "gen_next_or", "a variable");
    status = gen_next(g, out);
    if (status == GEN_RAISED && !gen_error_is(g->error, GEN_STOP_ITERATION))
        return false;
    if (status != GEN_YIELDED)
        *out = fallback;
    return true;
}
