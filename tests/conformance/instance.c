#include "instance.h"
#include "execute.h"
#include "stackless.h"
#include <stdlib.h>
#include <string.h>

/* Enough for statements nested as deep as the parser lets them be, and for DEEPEST_CALL methods on top. */
#define STACK_SIZE ((size_t)512 * 1024)
#define DEEPEST_CALL 150

gp_instance_t *gp_instance_new(gp_world_t *world, const gp_definition_t *definition, const char *name)
{
    int count = definition->variables.count;
    gp_instance_t *instance = gp_allocate(sizeof *instance);

    instance->world = world;
    instance->definition = definition;
    instance->name = gp_allocate(strlen(name) + 1);
    strcpy(instance->name, name);
    instance->variables = gp_allocate((size_t)(count + 1) * sizeof *instance->variables);
    for (int i = 0; i < count; i++)
        instance->variables[i] = GEN_NONE;
    return instance;
}

void gp_instance_free(gp_instance_t *instance)
{
    free(instance->variables);
    free(instance->name);
    free(instance);
}

/* Both a generator's arguments and an iterator's state are the address of the record. */
static gp_instance_t *instance_at(void *state)
{
    return *(gp_instance_t **)state;
}

static void destroy_instance(void *state)
{
    gp_instance_free(instance_at(state));
}

static gen_status_t run_body(gen_t *self, void *args)
{
    gp_instance_t *instance = instance_at(args);
    gp_frame_t frame = {.instance = instance, .self = self, .body = self};

    switch (gp_execute(&frame, instance->definition->block)) {
    case GP_FLOW_RAISE:
        return GEN_RAISED;
    case GP_FLOW_RETURN:
        return gen_return(self, frame.result);
    default:
        return GEN_RETURNED;
    }
}

/* Runs a method on the stack of whoever called it; what it returns is the result of the call, not the end. */
static gen_status_t run_method(gen_t *self, gp_instance_t *instance, gp_method_t method, gen_value_t *out)
{
    gp_frame_t frame = {.instance = instance, .self = self, .body = NULL, .result = GEN_NONE};
    gp_flow_t flow;

    if (instance->world->methods >= DEEPEST_CALL)
        return gen_raise(self, GEN_RECURSION_ERROR, "maximum recursion depth exceeded");
    instance->world->methods++;
    flow = gp_execute(&frame, instance->definition->methods[method]);
    instance->world->methods--;
    if (flow == GP_FLOW_RAISE)
        return gen_reraise(self, frame.raised);
    *out = frame.result;
    return GEN_YIELDED;
}

static gen_status_t method_next(gen_t *self, void *state, gen_value_t *out)
{
    return run_method(self, instance_at(state), GP_METHOD_NEXT, out);
}

gen_value_t gp_sent_none(void)
{
    static char mark;

    return gen_ptr(&mark);
}

static gen_status_t method_send(gen_t *self, void *state, gen_value_t in, gen_value_t *out)
{
    gp_instance_t *instance = instance_at(state);

    instance->variables[instance->definition->arg] = gen_value_equal(in, gp_sent_none()) ? GEN_NONE : in;
    return run_method(self, instance, GP_METHOD_SEND, out);
}

static gen_status_t method_throw(gen_t *self, void *state, gen_error_t *e, gen_value_t *out)
{
    gp_instance_t *instance = instance_at(state);

    gp_keep(instance->world, gen_error_ref(e));
    instance->variables[instance->definition->exc] = gen_error_is(e, GP_NO_EXCEPTION) ? gen_error_value(e) : gen_err(e);
    return run_method(self, instance, GP_METHOD_THROW, out);
}

static gen_status_t method_close(gen_t *self, void *state, gen_value_t *out)
{
    gen_status_t status = run_method(self, instance_at(state), GP_METHOD_CLOSE, out);

    return status == GEN_YIELDED ? GEN_RETURNED : status;
}

void gp_fill_vtable(gp_definition_t *iterator)
{
    iterator->vtable = (gen_iterator_t){
        .name = iterator->name,
        .next = method_next,
        .send = iterator->declared[GP_METHOD_SEND] ? method_send : NULL,
        .throw_ = iterator->declared[GP_METHOD_THROW] ? method_throw : NULL,
        .close = iterator->declared[GP_METHOD_CLOSE] ? method_close : NULL,
        .destroy = destroy_instance,
    };
}

bool gp_is_iterator(const gp_instance_t *instance)
{
    return instance->definition->is_iterator;
}

static gen_t *make_object(gp_instance_t *instance)
{
    gen_attr_t attr = gen_attr();
    gen_t *object;

    if (gp_is_iterator(instance)) {
        object = gen_iter_new(&instance->definition->vtable, &instance, sizeof(gp_instance_t *));
    } else if (gp_world_tosses(instance->world)) {
        object = gp_stackless_new(instance);
    } else {
        attr.stack_size = STACK_SIZE;
        attr.destroy = destroy_instance;
        object = gen_new_with(&attr, run_body, &instance, sizeof(gp_instance_t *));
    }
    if (object == NULL) {
        fprintf(stderr, "gen-gp: %s\n", gen_new_error());
        exit(1);
    }
    gen_set_name(object, instance->name);
    return object;
}

gen_t *gp_object_new(gp_world_t *world, gp_definition_t *definition, const gp_instance_t **made)
{
    gp_text_t name = {NULL, 0, 0};
    gp_instance_t *instance;

    gp_text_format(&name, "%s.%d", definition->name, ++definition->instances);
    instance = gp_instance_new(world, definition, name.text);
    free(name.text);
    *made = instance;
    return make_object(instance);
}
