/* selecting.c - some of the values of a source: compress, dropwhile, filterfalse, islice, takewhile. */
#include "itertools/tool.h"

bool gen_truth(gen_value_t value)
{
    switch (value.kind) {
    case GEN_KIND_NONE:
        return false;
    case GEN_KIND_INT:
        return value.as.i != 0;
    case GEN_KIND_REAL:
        return value.as.r != 0;
    case GEN_KIND_STR:
        return value.as.s[0] != '\0';
    case GEN_KIND_PTR:
        return value.as.p != NULL;
    default:
        return true;
    }
}

static gen_status_t find_compress(gen_t *self, void *state, gen_value_t *out)
{
    struct tool *tool = state;
    gen_value_t value, selector;
    gen_status_t status;

    do {
        status = gen_tool_pull_(self, tool, 0, &value);
        if (status == GEN_YIELDED)
            status = gen_tool_pull_(self, tool, 1, &selector);
        if (status != GEN_YIELDED)
            return status;
    } while (!gen_truth(selector));
    *out = value;
    return GEN_YIELDED;
}

TOOL_KIND(compress, find_compress, NULL);

gen_t *gen_compress(gen_t *data, gen_t *selectors)
{
    struct tool tool = {.kind = &compress, .source = {data, selectors}};

    return gen_tool_new_(&tool, sizeof tool, 2);
}

/* Those with a predicate. */
struct chosen {
    struct tool tool;
    gen_filter_t *predicate;
    void *arg;
    bool begun; /* dropwhile: to yield */
};

/* The next value, and what the predicate says of it. */
static gen_status_t judge(gen_t *self, struct chosen *x, gen_value_t *value, bool *holds)
{
    gen_status_t status = gen_tool_pull_(self, &x->tool, 0, value);

    if (status != GEN_YIELDED)
        return status;
    if (x->predicate == NULL)
        return gen_raise(self, GEN_TYPE_ERROR, "'NoneType' object is not callable");
    *holds = x->predicate(self, *value, x->arg);
    return gen_pending(self) != NULL ? GEN_RAISED : GEN_YIELDED;
}

static gen_t *chosen_new(const struct tool_kind *kind, gen_t *source, gen_filter_t *predicate, void *arg)
{
    struct chosen x = {.tool = {.kind = kind, .source = {source}}, .predicate = predicate, .arg = arg};

    return gen_tool_new_(&x.tool, sizeof x, 1);
}

static gen_status_t find_dropwhile(gen_t *self, void *state, gen_value_t *out)
{
    struct chosen *x = state;
    gen_value_t value;
    bool holds = true;

    if (x->begun)
        return gen_tool_pull_(self, &x->tool, 0, out);
    while (holds) {
        gen_status_t status = judge(self, x, &value, &holds);

        if (status != GEN_YIELDED)
            return status;
    }
    x->begun = true;
    *out = value;
    return GEN_YIELDED;
}

TOOL_KIND(dropwhile, find_dropwhile, NULL);

gen_t *gen_dropwhile(gen_t *source, gen_filter_t *predicate, void *arg)
{
    return chosen_new(&dropwhile, source, predicate, arg);
}

static gen_status_t find_filterfalse(gen_t *self, void *state, gen_value_t *out)
{
    struct chosen *x = state;
    gen_value_t value;
    bool holds = true;

    while (holds) {
        gen_status_t status = judge(self, x, &value, &holds);

        if (status != GEN_YIELDED)
            return status;
    }
    *out = value;
    return GEN_YIELDED;
}

TOOL_KIND(filterfalse, find_filterfalse, NULL);

static bool is_true(gen_t *self, gen_value_t value, void *arg)
{
    (void)self, (void)arg;
    return gen_truth(value);
}

gen_t *gen_filterfalse(gen_t *source, gen_filter_t *predicate, void *arg)
{
    return chosen_new(&filterfalse, source, predicate != NULL ? predicate : is_true, arg);
}

static gen_status_t find_takewhile(gen_t *self, void *state, gen_value_t *out)
{
    gen_value_t value;
    bool holds = true;
    gen_status_t status = judge(self, state, &value, &holds);

    if (status != GEN_YIELDED)
        return status;
    if (!holds)
        return GEN_RETURNED;
    *out = value;
    return GEN_YIELDED;
}

TOOL_KIND(takewhile, find_takewhile, NULL);

gen_t *gen_takewhile(gen_t *source, gen_filter_t *predicate, void *arg)
{
    return chosen_new(&takewhile, source, predicate, arg);
}

/* A stop of GEN_ENDLESS is a place that no source comes to. */
struct islice {
    struct tool tool;
    size_t place, next; /* where the source is, and which value is wanted */
    size_t stop, step;
};

/* Behind the stop, there is no place to go on to. */
static size_t place_after(const struct islice *x)
{
    return x->step < x->stop - x->next ? x->next + x->step : x->stop;
}

static gen_status_t find_islice(gen_t *self, void *state, gen_value_t *out)
{
    struct islice *x = state;
    gen_value_t value;

    if (x->step == 0) {
        x->tool.done = true;
        return gen_raise(self, GEN_VALUE_ERROR, "Step for islice() must be a positive integer or None.");
    }
    while (x->place < x->next || x->place < x->stop) {
        gen_status_t status = gen_tool_pull_(self, &x->tool, 0, &value);

        x->tool.done = status != GEN_YIELDED;
        if (x->tool.done)
            return status;
        if (x->place++ == x->next) {
            x->next = place_after(x);
            *out = value;
            return GEN_YIELDED;
        }
    }
    return GEN_RETURNED;
}

TOOL_KIND(islice, find_islice, NULL);

gen_t *gen_islice(gen_t *source, size_t start, size_t stop, size_t step)
{
    struct islice x = {.tool = {.kind = &islice, .source = {source}}, .next = start, .stop = stop, .step = step};

    return gen_tool_new_(&x.tool, sizeof x, 1);
}
