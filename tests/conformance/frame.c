#include "frame.h"

gp_flow_t gp_raise(gp_frame_t *frame, gen_error_t *e)
{
    if (frame->body != NULL) {
        gen_raise_error(frame->body, e);
    } else {
        gen_error_set_context(e, gen_handled());
        frame->raised = e;
    }
    return GP_FLOW_RAISE;
}

gp_flow_t gp_raise_from(gp_frame_t *frame, gen_error_t *e, gen_error_t *cause)
{
    if (frame->body != NULL) {
        gen_raise_from(frame->body, e, cause);
        return GP_FLOW_RAISE;
    }
    gen_error_set_cause(e, cause);
    return gp_raise(frame, e);
}

gp_flow_t gp_pass_on(gp_frame_t *frame, gen_error_t *e)
{
    if (frame->body != NULL)
        gen_reraise(frame->body, e);
    else
        frame->raised = e;
    return GP_FLOW_RAISE;
}

gen_error_t *gp_catch(gp_frame_t *frame, const gen_exc_t *type)
{
    gen_error_t *e = frame->raised;

    if (frame->instance->world->exhausted)
        return NULL;
    if (frame->body != NULL)
        return gen_catch_as(frame->body, type, &e) ? gp_keep(frame->instance->world, e) : NULL;
    if (!gen_error_is(e, type))
        return NULL;
    frame->raised = NULL;
    return e;
}

gen_error_t *gp_error(gp_world_t *world, const gen_exc_t *type, gen_value_t value)
{
    return gp_keep(world, gen_error_new_value(type, value));
}

gen_value_t gp_evaluate(gp_frame_t *frame, const gp_operand_t *operand)
{
    switch (operand->kind) {
    case GP_VARIABLE:
        return frame->instance->variables[operand->variable];
    case GP_EXCEPTION:
        return gen_err(gp_error(frame->instance->world, operand->type,
                                operand->value == NULL ? GEN_NONE : gp_evaluate(frame, operand->value)));
    default:
        return operand->literal;
    }
}

gen_error_t *gp_value_error(gen_value_t value)
{
    return value.kind == GEN_KIND_ERROR ? gen_as_err(value) : NULL;
}

bool gp_is_idiomatic(const gp_frame_t *frame)
{
    return frame->body != NULL && frame->instance->world->idioms && !frame->instance->world->exhausted;
}

gen_value_t *gp_place(gp_frame_t *frame, int variable)
{
    return variable >= 0 ? &frame->instance->variables[variable] : NULL;
}

void gp_assign(gp_frame_t *frame, int variable, gen_value_t value)
{
    if (variable >= 0)
        *gp_place(frame, variable) = value;
}
