/* chain.c - one source after the other: chain.from_iterable. */
#include "itertools/tool.h"

enum { SOURCES, CURRENT };

/* A NULL is a source for which there was no memory. */
static gen_status_t refuse(gen_t *self, struct tool *tool, gen_value_t value)
{
    if (value.kind != GEN_KIND_PTR)
        return gen_tool_not_iterable_(self, tool, value);
    tool->done = true;
    return gen_raise(self, GEN_MEMORY_ERROR, NULL);
}

static gen_status_t find_chain(gen_t *self, void *state, gen_value_t *out)
{
    struct tool *tool = state;
    gen_status_t status;

    do {
        gen_value_t value;

        if (tool->source[CURRENT] == NULL) {
            status = gen_tool_pull_(self, tool, SOURCES, &value);
            if (status != GEN_YIELDED)
                return status;
            if (value.kind != GEN_KIND_PTR || value.as.p == NULL)
                return refuse(self, tool, value);
            tool->source[CURRENT] = value.as.p;
        }
        status = gen_tool_pull_(self, tool, CURRENT, &value);
        if (status == GEN_YIELDED)
            *out = value;
        else if (status == GEN_RETURNED)
            gen_tool_drop_(tool, CURRENT);
    } while (status == GEN_RETURNED);
    return status;
}

TOOL_KIND(chain, find_chain, NULL);

gen_t *gen_chain_from(gen_t *sources)
{
    struct tool tool = {.kind = &chain, .source = {sources}};

    return gen_tool_new_(&tool, sizeof tool, 1);
}
