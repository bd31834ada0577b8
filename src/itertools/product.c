/* product.c - each value of one source with each of another: product; and side by side to the end of both: zip_longest. */
#include "itertools/keep.h"
#include "itertools/tool.h"

struct product {
    struct tool tool;
    gen_list_t pool[TOOL_SOURCES];
    size_t at[TOOL_SOURCES];
    bool begun;
    gen_pair_t pair;
};

/* All of a source, which is done then. */
static gen_status_t keep_all(gen_t *self, struct product *x, int i)
{
    gen_value_t value;
    gen_status_t status;

    while ((status = gen_tool_pull_(self, &x->tool, i, &value)) == GEN_YIELDED)
        if (!gen_list_append(&x->pool[i], value))
            return gen_raise(self, GEN_MEMORY_ERROR, NULL);
    return status;
}

/* As an odometer does. Returns whether there is one more. */
static bool advance(struct product *x)
{
    if (++x->at[1] < x->pool[1].count)
        return true;
    x->at[1] = 0;
    return ++x->at[0] < x->pool[0].count;
}

static gen_status_t begin_product(gen_t *self, struct product *x)
{
    if (keep_all(self, x, 0) == GEN_RAISED || keep_all(self, x, 1) == GEN_RAISED)
        return GEN_RAISED;
    x->begun = true;
    return x->pool[0].count > 0 && x->pool[1].count > 0 ? GEN_YIELDED : GEN_RETURNED;
}

static gen_status_t find_product(gen_t *self, void *state, gen_value_t *out)
{
    struct product *x = state;
    gen_status_t status;

    if (!x->begun)
        status = begin_product(self, x);
    else
        status = advance(x) ? GEN_YIELDED : GEN_RETURNED;
    x->tool.done = status == GEN_RAISED;
    if (status != GEN_YIELDED)
        return status;
    x->pair = (gen_pair_t){x->pool[0].items[x->at[0]], x->pool[1].items[x->at[1]]};
    *out = gen_ptr(&x->pair);
    return GEN_YIELDED;
}

static void drop_product(void *state)
{
    struct product *x = state;

    gen_list_free(&x->pool[0]);
    gen_list_free(&x->pool[1]);
}

TOOL_KIND(product, find_product, drop_product);

gen_t *gen_product(gen_t *first, gen_t *second)
{
    struct product x = {.tool = {.kind = &product, .source = {first, second}}};

    return gen_tool_new_(&x.tool, sizeof x, 2);
}

struct zip_longest {
    struct tool tool;
    gen_pair_t pair;
    gen_value_t fill;
    char text[]; /* of fill */
};

/* The next value of source i, or what stands for it where that is done. */
static gen_status_t pull_or_fill(gen_t *self, struct zip_longest *x, int i, gen_value_t *slot)
{
    gen_status_t status = GEN_RETURNED;

    if (x->tool.source[i] != NULL)
        status = gen_tool_pull_(self, &x->tool, i, slot);
    if (status != GEN_RETURNED)
        return status;
    gen_tool_drop_(&x->tool, i);
    *slot = x->fill;
    return x->tool.source[0] == NULL && x->tool.source[1] == NULL ? GEN_RETURNED : GEN_YIELDED;
}

static gen_status_t find_zip_longest(gen_t *self, void *state, gen_value_t *out)
{
    struct zip_longest *x = state;
    gen_status_t status = pull_or_fill(self, x, 0, &x->pair.first);

    if (status == GEN_YIELDED)
        status = pull_or_fill(self, x, 1, &x->pair.second);
    x->tool.done = status == GEN_RAISED;
    if (status == GEN_YIELDED)
        *out = gen_ptr(&x->pair);
    return status;
}

static void drop_zip_longest(void *state)
{
    struct zip_longest *x = state;

    gen_keep_forget_(&x->fill);
}

TOOL_KIND(zip_longest, find_zip_longest, drop_zip_longest);

gen_t *gen_zip_longest(gen_t *first, gen_t *second, gen_value_t fill)
{
    size_t size = sizeof(struct zip_longest) + gen_keep_size_(fill);
    gen_t *g = first != NULL && second != NULL ? gen_iter_new(&zip_longest.type, NULL, size) : NULL;
    struct zip_longest *x = g != NULL ? gen_iter_state(g, &zip_longest.type) : NULL;

    if (x == NULL) {
        gen_free(first);
        gen_free(second);
        return NULL;
    }
    x->tool = (struct tool){.kind = &zip_longest, .source = {first, second}};
    x->fill = gen_keep_at_(x->text, fill);
    return g;
}
