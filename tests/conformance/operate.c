#include "operate.h"
#include "trace.h"

#define NO_EXCEPTION "exceptions must be classes or instances deriving from BaseException, not "

/* How an operation ended: with a value, or with an exception that is not yet raised in the frame. */
typedef struct {
    gen_value_t value;
    gen_error_t *e;
} outcome_t;

static outcome_t failure(gp_world_t *world, const gen_exc_t *type, const char *message)
{
    gen_error_t *e = gp_error(world, type, gen_str(message));

    gen_error_set_context(e, gen_handled());
    return (outcome_t){GEN_NONE, e};
}

static outcome_t unset(gp_frame_t *frame, int handle)
{
    gp_world_t *world = frame->instance->world;

    return failure(world, GEN_NAME_ERROR, world->program->handles.names[handle]);
}

/*
 * "Done with a value" is an answer, and becomes an exception only because Python's next() raises one: with the context
 * of a run-time error if it has no value, and none if it has.
 */
static outcome_t stop_iteration(gp_world_t *world, gen_value_t value)
{
    gen_error_t *e = gp_error(world, GEN_STOP_ITERATION, value);

    if (gen_is_none(value))
        gen_error_set_context(e, gen_handled());
    return (outcome_t){GEN_NONE, e};
}

/* What to throw: a value that is no exception is wrapped. */
static gen_error_t *thrown(gp_frame_t *frame, const gp_statement_t *s)
{
    gen_value_t value = gp_evaluate(frame, &s->exc.what);
    gen_error_t *e = gp_value_error(value);

    return e != NULL ? e : gp_error(frame->instance->world, GP_NO_EXCEPTION, value);
}

/* A generator is thrown exceptions only, and C's types see to that. Python says it when the program runs. */
static outcome_t no_exception(gp_frame_t *frame, const gen_error_t *e)
{
    gen_kind_t kind = gen_error_value(e).kind;

    return failure(frame->instance->world, GEN_TYPE_ERROR,
                   kind == GEN_KIND_NONE  ? NO_EXCEPTION "NoneType"
                   : kind == GEN_KIND_INT ? NO_EXCEPTION "int"
                                          : NO_EXCEPTION "str");
}

static gen_value_t sent(gp_frame_t *frame, const gp_statement_t *s, bool iterator)
{
    gen_value_t value = gp_evaluate(frame, &s->value);

    return iterator && gen_is_none(value) ? gp_sent_none() : value;
}

static gen_status_t step(gp_frame_t *frame, const gp_statement_t *s, gen_t *object, bool iterator, gen_value_t *out)
{
    switch (s->kind) {
    case GP_SEND:
        return gen_send(object, sent(frame, s, iterator), out);
    case GP_CLOSE:
        return gen_close(object, out);
    default:
        return gen_next(object, out);
    }
}

/* What the answer to a step is in Python. */
static outcome_t outcome_of(gp_world_t *world, gen_t *object, bool ends, gen_status_t status, gen_value_t value)
{
    if (status == GEN_RAISED)
        return (outcome_t){GEN_NONE, gp_keep(world, gen_take_error(object))};
    if (status == GEN_RETURNED && ends)
        return stop_iteration(world, value);
    return (outcome_t){value, NULL};
}

/* `throw TYPE(VALUE)`, as a user writes it. */
static bool throw_by_type(gp_frame_t *frame, const gp_statement_t *s, gen_t *object, gen_status_t *status,
                          gen_value_t *out)
{
    const gp_operand_t *what = &s->exc.what;

    if (!frame->instance->world->idioms || what->kind != GP_EXCEPTION)
        return false;
    *status = gen_throw(object, what->type, what->value == NULL ? GEN_NONE : gp_evaluate(frame, what->value), out);
    return true;
}

static outcome_t throw_step(gp_frame_t *frame, const gp_statement_t *s, gen_t *object, bool iterator)
{
    gen_error_t *e;
    gen_value_t value = GEN_NONE;
    gen_status_t status;

    if (throw_by_type(frame, s, object, &status, &value))
        return outcome_of(frame->instance->world, object, !iterator, status, value);
    e = thrown(frame, s);
    if (!iterator && gen_error_is(e, GP_NO_EXCEPTION))
        return no_exception(frame, e);
    status = gen_throw_error(object, e, &value);
    return outcome_of(frame->instance->world, object, !iterator, status, value);
}

static outcome_t other_step(gp_frame_t *frame, const gp_statement_t *s, gen_t *object, bool iterator)
{
    gen_value_t value = GEN_NONE;
    gen_status_t status = step(frame, s, object, iterator, &value);

    return outcome_of(frame->instance->world, object, !iterator && s->kind != GP_CLOSE, status, value);
}

/* An operation holds a reference, as the object may be freed meanwhile, and drops it before anything is traced. */
static outcome_t run_step(gp_frame_t *frame, const gp_statement_t *s)
{
    const gp_handle_t *handle = &frame->instance->world->handles[s->handle];
    gen_t *object = handle->object;
    outcome_t outcome;
    bool iterator;

    if (object == NULL)
        return unset(frame, s->handle);
    gen_ref(object);
    iterator = gp_is_iterator(handle->instance);
    outcome = s->kind == GP_THROW ? throw_step(frame, s, object, iterator) : other_step(frame, s, object, iterator);
    gen_free(object);
    return outcome;
}

static outcome_t run_new(gp_frame_t *frame, const gp_statement_t *s)
{
    gp_world_t *world = frame->instance->world;
    const gp_instance_t *instance;
    gen_t *object = gp_object_new(world, s->source.definition, &instance);

    gen_free(gp_handle_set(world, s->handle, object, instance));
    return (outcome_t){GEN_NONE, NULL};
}

static outcome_t run_free(gp_frame_t *frame, const gp_statement_t *s)
{
    if (frame->instance->world->handles[s->handle].object == NULL)
        return unset(frame, s->handle);
    gen_free(gp_handle_take(frame->instance->world, s->handle));
    return (outcome_t){GEN_NONE, NULL};
}

static outcome_t run_operation(gp_frame_t *frame, const gp_statement_t *s)
{
    switch (s->kind) {
    case GP_NEW:
        return run_new(frame, s);
    case GP_FREE:
        return run_free(frame, s);
    default:
        return run_step(frame, s);
    }
}

gp_flow_t gp_operate(gp_frame_t *frame, const gp_statement_t *s)
{
    gp_world_t *world = frame->instance->world;
    outcome_t outcome = run_operation(frame, s);

    if (world->exhausted)
        return gp_pass_on(frame, gp_error(world, GP_BUDGET, GEN_NONE));
    if (s->reported)
        gp_trace_operation(frame->instance, s->text, outcome.value, outcome.e);
    else if (outcome.e != NULL)
        return gp_pass_on(frame, outcome.e);
    if (outcome.e == NULL)
        gp_assign(frame, s->variable, outcome.value);
    return GP_FLOW_NEXT;
}

gen_t *gp_source_open(gp_frame_t *frame, const gp_source_t *source)
{
    gp_world_t *world = frame->instance->world;
    const gp_instance_t *instance;

    if (source->definition != NULL)
        return gp_object_new(world, source->definition, &instance);
    if (world->handles[source->handle].object != NULL)
        return gen_ref(world->handles[source->handle].object);
    gp_pass_on(frame, unset(frame, source->handle).e);
    return NULL;
}

bool gp_iterate(gp_frame_t *frame, gen_t *source, gen_value_t *value, gen_error_t **raised)
{
    gen_status_t status = gen_next(source, value);

    *raised = NULL;
    if (status == GEN_RAISED && !gen_error_is(gen_error(source), GEN_STOP_ITERATION))
        *raised = gp_keep(frame->instance->world, gen_take_error(source));
    return status == GEN_YIELDED;
}
