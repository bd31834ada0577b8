/* combining.c - tuples of many values: batched, combinations, permutations, product. */
#include "itertools/keep.h"
#include "itertools/tool.h"
#include <stdlib.h>

struct batched {
    struct tool tool;
    size_t size;
    gen_list_t batch;
    gen_tuple_t tuple; /* of what is in the batch */
};

/* One value more. GEN_RETURNED where the source is done. */
static gen_status_t pull_one(gen_t *self, struct tool *tool, gen_list_t *list)
{
    gen_value_t value;
    gen_status_t status = gen_tool_pull_(self, tool, 0, &value);

    if (status == GEN_YIELDED && !gen_list_append(list, value))
        status = gen_raise(self, GEN_MEMORY_ERROR, NULL);
    return status;
}

static gen_status_t find_batched(gen_t *self, void *state, gen_value_t *out)
{
    struct batched *x = state;
    gen_status_t status = GEN_YIELDED;

    x->tool.done = x->size == 0;
    if (x->size == 0)
        return gen_raise(self, GEN_VALUE_ERROR, "n must be at least one");
    gen_list_free(&x->batch);
    while (status == GEN_YIELDED && x->batch.count < x->size)
        status = pull_one(self, &x->tool, &x->batch);
    x->tool.done = status == GEN_RAISED;
    if (status == GEN_RAISED || x->batch.count == 0)
        return status;
    x->tuple = (gen_tuple_t){x->batch.items, x->batch.count};
    *out = gen_ptr(&x->tuple);
    return GEN_YIELDED;
}

static void drop_batched(void *state)
{
    struct batched *x = state;

    gen_list_free(&x->batch);
}

TOOL_KIND(batched, find_batched, drop_batched);

gen_t *gen_batched(gen_t *source, size_t size)
{
    struct batched x = {.tool = {.kind = &batched, .source = {source}}, .size = size};

    return gen_tool_new_(&x.tool, sizeof x, 1);
}

/* Which values of its pool make the tuple. */
struct selection {
    struct tool tool;
    size_t size; /* of the tuple; GEN_ENDLESS for as many as there are */
    bool (*advance)(struct selection *x);
    gen_list_t pool;
    size_t *index; /* into the pool, and behind them the items */
    gen_value_t *items;
    gen_tuple_t tuple;
};

static gen_status_t keep_pool(gen_t *self, struct selection *x)
{
    gen_status_t status = GEN_YIELDED;

    while (status == GEN_YIELDED)
        status = pull_one(self, &x->tool, &x->pool);
    return status;
}

/* Room for a tuple, the first of all. At most as large as the pool, whose size fits. */
static gen_status_t begin_selection(gen_t *self, struct selection *x)
{
    if (keep_pool(self, x) == GEN_RAISED)
        return GEN_RAISED;
    if (x->size == GEN_ENDLESS)
        x->size = x->pool.count;
    if (x->size > x->pool.count)
        return GEN_RETURNED;
    x->items = malloc((x->size + 1) * (sizeof *x->items + sizeof *x->index));
    if (x->items == NULL)
        return gen_raise(self, GEN_MEMORY_ERROR, NULL);
    x->index = (size_t *)(void *)(x->items + x->size + 1);
    for (size_t i = 0; i < x->size; i++)
        x->index[i] = i;
    x->tuple = (gen_tuple_t){x->items, x->size};
    return GEN_YIELDED;
}

static gen_status_t find_selection(gen_t *self, void *state, gen_value_t *out)
{
    struct selection *x = state;
    gen_status_t status;

    if (x->items == NULL)
        status = begin_selection(self, x);
    else
        status = x->advance(x) ? GEN_YIELDED : GEN_RETURNED;
    x->tool.done = status == GEN_RAISED;
    if (status != GEN_YIELDED)
        return status;
    for (size_t i = 0; i < x->size; i++)
        x->items[i] = x->pool.items[x->index[i]];
    *out = gen_ptr(&x->tuple);
    return GEN_YIELDED;
}

static void drop_selection(void *state)
{
    struct selection *x = state;

    gen_list_free(&x->pool);
    free(x->items);
    x->items = NULL;
}

TOOL_KIND(combinations, find_selection, drop_selection);
TOOL_KIND(permutations, find_selection, drop_selection);

/* The last place that can move on does, and those behind it follow closely. */
static bool advance_combination(struct selection *x)
{
    size_t i = x->size;

    while (i > 0 && x->index[i - 1] == x->pool.count - x->size + i - 1)
        i--;
    if (i == 0)
        return false;
    x->index[i - 1]++;
    for (; i < x->size; i++)
        x->index[i] = x->index[i - 1] + 1;
    return true;
}

gen_t *gen_combinations(gen_t *source, size_t size)
{
    struct selection x = {
        .tool = {.kind = &combinations, .source = {source}}, .size = size, .advance = advance_combination};

    return gen_tool_new_(&x.tool, sizeof x, 1);
}

/* The least place from this one on that none of the first ones has. */
static size_t free_place(const struct selection *x, size_t from, size_t first)
{
    for (size_t i = 0; i < first; i++)
        if (x->index[i] == from) {
            from++;
            i = SIZE_MAX; /* again from the beginning */
        }
    return from;
}

/* The last place that has a later one left takes it, and those behind it the first that are left. */
static bool advance_permutation(struct selection *x)
{
    for (size_t i = x->size; i-- > 0;) {
        x->index[i] = free_place(x, x->index[i] + 1, i);
        if (x->index[i] < x->pool.count) {
            for (i++; i < x->size; i++)
                x->index[i] = free_place(x, 0, i);
            return true;
        }
    }
    return false;
}

gen_t *gen_permutations(gen_t *source, size_t size)
{
    struct selection x = {
        .tool = {.kind = &permutations, .source = {source}}, .size = size, .advance = advance_permutation};

    return gen_tool_new_(&x.tool, sizeof x, 1);
}
