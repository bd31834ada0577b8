/* tool.c */
#include "itertools/tool.h"
#include "itertools/number.h"

void gen_tool_drop_(struct tool *tool, int i)
{
    gen_t *source = tool->source[i];

    tool->source[i] = NULL;
    gen_free(source);
}

static void release(struct tool *tool)
{
    for (int i = 0; i < TOOL_SOURCES; i++)
        gen_tool_drop_(tool, i);
}

/* The end: what it owns is freed, and may do what it wants, come back here for example. */
static void finish(struct tool *tool)
{
    tool->done = true;
    release(tool);
    if (tool->kind->drop != NULL)
        tool->kind->drop(tool);
}

static gen_status_t executing(gen_t *self)
{
    return gen_raise(self, GEN_VALUE_ERROR, "generator already executing");
}

gen_status_t gen_tool_next_(gen_t *self, void *state, gen_value_t *out)
{
    struct tool *tool = state;
    gen_status_t status = GEN_RETURNED;

    if (tool->running)
        return executing(self);
    if (!tool->done) {
        tool->running = true;
        status = tool->kind->find(self, state, out);
        tool->running = false;
        if (status == GEN_RETURNED || tool->done)
            finish(tool);
    }
    if (status == GEN_RETURNED)
        *out = GEN_NONE;
    return status;
}

gen_status_t gen_tool_close_(gen_t *self, void *state, gen_value_t *out)
{
    struct tool *tool = state;

    if (tool->running)
        return executing(self);
    finish(tool);
    *out = GEN_NONE;
    return GEN_RETURNED;
}

void gen_tool_destroy_(void *state)
{
    finish(state);
}

gen_t *gen_tool_new_(struct tool *tool, size_t size, int sources)
{
    gen_t *g = NULL;
    bool complete = true;

    for (int i = 0; i < sources; i++)
        complete = complete && tool->source[i] != NULL;
    if (complete)
        g = gen_iter_new(&tool->kind->type, tool, size);
    if (g == NULL)
        release(tool);
    return g;
}

gen_status_t gen_tool_pull_(gen_t *self, struct tool *tool, int i, gen_value_t *out)
{
    gen_t *source = tool->source[i];
    gen_status_t status = gen_next(source, out);

    if (status != GEN_RAISED)
        return status;
    return gen_error_is(gen_error(source), GEN_STOP_ITERATION) ? GEN_RETURNED : gen_propagate(self, source);
}

gen_status_t gen_tool_not_iterable_(gen_t *self, struct tool *tool, gen_value_t value)
{
    tool->done = true;
    return gen_raise(self, GEN_TYPE_ERROR, "'%s' object is not iterable", gen_type_name_(value));
}
