#include "trace.h"
#include <inttypes.h>
#include <string.h>

#define DEEPEST_CHAIN 8

static void add_exception(gp_text_t *text, const gen_error_t *e);

static void add_value(gp_text_t *text, gen_value_t value)
{
    switch (value.kind) {
    case GEN_KIND_INT:
        gp_text_format(text, "%" PRId64, gen_as_int(value));
        break;
    case GEN_KIND_STR:
        gp_text_format(text, "\"%s\"", gen_as_str(value));
        break;
    case GEN_KIND_ERROR:
        gp_text_add(text, "!");
        add_exception(text, gen_as_err(value));
        break;
    default:
        gp_text_add(text, "None");
    }
}

/* A missing method is printed as its name alone; the message is "'X' object has no attribute 'send'". */
static bool add_missing_method(gp_text_t *text, const gen_error_t *e)
{
    static const char phrase[] = "' object has no attribute '";
    const char *found = strstr(gen_error_message(e), phrase), *method;

    if (gen_error_type(e) != GEN_ATTRIBUTE_ERROR || found == NULL)
        return false;
    method = found + strlen(phrase);
    gp_text_format(text, "(\"%.*s\")", (int)strcspn(method, "'"), method);
    return true;
}

/* TYPE or TYPE(VALUE), without its chain. */
static void add_exception(gp_text_t *text, const gen_error_t *e)
{
    gen_value_t value = gen_error_value(e);

    gp_text_add(text, gen_error_type(e)->name);
    if (gen_is_none(value) || add_missing_method(text, e))
        return;
    gp_text_add(text, "(");
    add_value(text, value);
    gp_text_add(text, ")");
}

static void add_chained(gp_text_t *text, const gen_error_t *e, int depth);

static void add_link(gp_text_t *text, const char *word, const gen_error_t *e, int depth)
{
    if (e == NULL)
        return;
    gp_text_format(text, "<%s ", word);
    add_chained(text, e, depth + 1);
    gp_text_add(text, ">");
}

/* The exception and, as <...> behind it, its cause and context. */
static void add_chained(gp_text_t *text, const gen_error_t *e, int depth)
{
    const gen_error_t *cause = gen_error_cause(e), *context = gen_error_context(e);

    add_exception(text, e);
    if (depth >= DEEPEST_CHAIN) {
        if (cause != NULL || context != NULL)
            gp_text_add(text, "<...>");
        return;
    }
    if (cause != NULL && cause == context) {
        add_link(text, "cause+ctx", cause, depth);
        return;
    }
    add_link(text, "cause", cause, depth);
    add_link(text, "ctx", context, depth);
    if (cause == NULL && gen_error_suppress_context(e))
        gp_text_add(text, "<nocause>");
}

/* The chain of a StopIteration that reaches a caller is not compared, so it is not printed. */
static void add_top(gp_text_t *text, const gen_error_t *e)
{
    if (gen_error_type(e) == GEN_STOP_ITERATION)
        add_exception(text, e);
    else
        add_chained(text, e, 0);
}

void gp_trace_log(gp_frame_t *frame, const gp_statement_t *s)
{
    gp_text_t *text = &frame->instance->world->trace;

    gp_text_format(text, "log %s %s", frame->instance->name, s->text);
    for (long i = 0; i < s->count; i++) {
        gen_value_t value = gp_evaluate(frame, &s->values[i]);

        gp_text_add(text, " ");
        if (value.kind == GEN_KIND_ERROR) {
            gp_text_add(text, "!");
            add_top(text, gen_as_err(value));
        } else {
            add_value(text, value);
        }
    }
    gp_text_add(text, "\n");
}

void gp_trace_handled(const gp_instance_t *instance)
{
    gp_text_t *text = &instance->world->trace;
    const gen_error_t *e = gen_handled();

    gp_text_format(text, "exc %s = ", instance->name);
    if (e == NULL)
        gp_text_add(text, "None");
    else
        add_top(text, e);
    gp_text_add(text, "\n");
}

void gp_trace_state(const gp_instance_t *instance, const gp_statement_t *s)
{
    static const char *const STATES[] = {"CREATED", "RUNNING", "SUSPENDED", "CLOSED"};
    gp_world_t *world = instance->world;
    const gp_handle_t *handle = &world->handles[s->handle];
    const gen_t *target;

    gp_text_format(&world->trace, "state %s %s = ", instance->name, s->text);
    if (handle->object == NULL) {
        gp_text_add(&world->trace, "NONE\n");
    } else if (gp_is_iterator(handle->instance)) {
        gp_text_add(&world->trace, "ITER\n");
    } else {
        target = gen_delegating_to(handle->object);
        gp_text_format(&world->trace, "%s yf=%s\n", STATES[gen_state(handle->object)],
                       target == NULL ? "-" : gen_name(target));
    }
}

void gp_trace_operation(const gp_instance_t *instance, const char *words, gen_value_t value, const gen_error_t *e)
{
    gp_text_t *text = &instance->world->trace;

    gp_text_format(text, "op %s %s ", instance->name, words);
    if (e != NULL) {
        gp_text_add(text, "!! ");
        add_top(text, e);
    } else {
        gp_text_add(text, "-> ");
        add_value(text, value);
    }
    gp_text_add(text, "\n");
}

void gp_trace_exception(gp_world_t *world, const char *line, const gen_error_t *e)
{
    gp_text_format(&world->trace, "%s ", line);
    add_top(&world->trace, e);
    gp_text_add(&world->trace, "\n");
}
