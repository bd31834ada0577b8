/* counting.c - values out of nothing: count, repeat. */
#include "itertools/keep.h"
#include "itertools/tool.h"

struct count {
    struct tool tool;
    int64_t next, step;
    bool past; /* the last integer */
};

static gen_status_t find_count(gen_t *self, void *state, gen_value_t *out)
{
    struct count *x = state;

    if (x->past)
        return gen_raise(self, GEN_OVERFLOW_ERROR, "int too large to convert");
    *out = gen_int(x->next);
    x->past = __builtin_add_overflow(x->next, x->step, &x->next);
    return GEN_YIELDED;
}

TOOL_KIND(count, find_count, NULL);

gen_t *gen_count(int64_t start, int64_t step)
{
    struct count x = {.tool.kind = &count, .next = start, .step = step};

    return gen_tool_new_(&x.tool, sizeof x, 0);
}

struct repeat {
    struct tool tool;
    size_t left;
    gen_value_t value;
    char text[]; /* the copy, if it is a string */
};

static gen_status_t find_repeat(gen_t *self, void *state, gen_value_t *out)
{
    struct repeat *x = state;

    (void)self;
    if (x->left == 0)
        return GEN_RETURNED;
    if (x->left != GEN_ENDLESS)
        x->left--;
    *out = x->value;
    return GEN_YIELDED;
}

static void drop_repeat(void *state)
{
    struct repeat *x = state;

    gen_keep_forget_(&x->value);
}

TOOL_KIND(repeat, find_repeat, drop_repeat);

gen_t *gen_repeat(gen_value_t value, size_t times)
{
    gen_t *g = gen_iter_new(&repeat.type, NULL, sizeof(struct repeat) + gen_keep_size_(value));
    struct repeat *x = g != NULL ? gen_iter_state(g, &repeat.type) : NULL;

    if (x == NULL)
        return NULL;
    x->tool.kind = &repeat;
    x->left = times;
    x->value = gen_keep_at_(x->text, value);
    return g;
}
