/* keeping.c - what must know values of earlier steps: accumulate, cycle, pairwise. */
#include "itertools/keep.h"
#include "itertools/number.h"
#include "itertools/tool.h"

struct accumulate {
    struct tool tool;
    gen_fold_t *function;
    void *arg;
    gen_value_t total; /* kept */
    bool begun;
    gen_value_t initial; /* None for none */
    char text[];         /* of initial */
};

/* operator.add */
static gen_value_t add(gen_t *self, gen_value_t total, gen_value_t value, void *arg)
{
    gen_value_t sum = GEN_NONE;
    gen_error_t *e = gen_add_(total, value, &sum);

    (void)arg;
    if (e != NULL)
        gen_raise_error(self, e);
    gen_error_free(e);
    return sum;
}

/* Strings may have to be joined, which takes memory: no function could do that. */
static bool fold(gen_t *self, struct accumulate *x, gen_value_t value)
{
    gen_value_t total;

    if (x->function == add && x->total.kind == GEN_KIND_STR && value.kind == GEN_KIND_STR)
        return gen_keep_joined_(self, &x->total, x->total.as.s, value.as.s);
    total = x->function(self, x->total, value, x->arg);
    return gen_pending(self) == NULL && gen_keep_(self, &x->total, total);
}

static gen_status_t begin(gen_t *self, struct accumulate *x)
{
    gen_value_t value;
    gen_status_t status;

    if (!gen_is_none(x->initial)) {
        x->begun = gen_keep_(self, &x->total, x->initial);
        return x->begun ? GEN_YIELDED : GEN_RAISED;
    }
    status = gen_tool_pull_(self, &x->tool, 0, &value);
    x->begun = status == GEN_YIELDED && gen_keep_(self, &x->total, value);
    return status == GEN_YIELDED && !x->begun ? GEN_RAISED : status;
}

static gen_status_t go_on(gen_t *self, struct accumulate *x)
{
    gen_value_t value;
    gen_status_t status = gen_tool_pull_(self, &x->tool, 0, &value);

    return status == GEN_YIELDED && !fold(self, x, value) ? GEN_RAISED : status;
}

static gen_status_t find_accumulate(gen_t *self, void *state, gen_value_t *out)
{
    struct accumulate *x = state;
    gen_status_t status = x->begun ? go_on(self, x) : begin(self, x);

    if (status == GEN_YIELDED)
        *out = x->total;
    return status;
}

static void drop_accumulate(void *state)
{
    struct accumulate *x = state;

    gen_value_drop(&x->total);
    gen_keep_forget_(&x->initial);
}

TOOL_KIND(accumulate, find_accumulate, drop_accumulate);

gen_t *gen_accumulate(gen_t *source, gen_fold_t *function, void *arg, gen_value_t initial)
{
    size_t size = sizeof(struct accumulate) + gen_keep_size_(initial);
    gen_t *g = source != NULL ? gen_iter_new(&accumulate.type, NULL, size) : NULL;
    struct accumulate *x = g != NULL ? gen_iter_state(g, &accumulate.type) : NULL;

    if (x == NULL) {
        gen_free(source);
        return NULL;
    }
    x->tool = (struct tool){.kind = &accumulate, .source = {source}};
    x->function = function != NULL ? function : add;
    x->arg = arg;
    x->initial = gen_keep_at_(x->text, initial);
    return g;
}

struct cycle {
    struct tool tool;
    gen_list_t kept;
    size_t next; /* the place in it, as soon as the source is done */
};

/* Keeps a value, and yields what is kept. */
static gen_status_t keep_one(gen_t *self, struct cycle *x, gen_value_t value, gen_value_t *out)
{
    if (!gen_list_append(&x->kept, value))
        return gen_raise(self, GEN_MEMORY_ERROR, NULL);
    *out = x->kept.items[x->kept.count - 1];
    return GEN_YIELDED;
}

static gen_status_t find_cycle(gen_t *self, void *state, gen_value_t *out)
{
    struct cycle *x = state;

    if (x->tool.source[0] != NULL) {
        gen_value_t value;
        gen_status_t status = gen_tool_pull_(self, &x->tool, 0, &value);

        if (status == GEN_YIELDED)
            return keep_one(self, x, value, out);
        if (status == GEN_RAISED)
            return GEN_RAISED;
        gen_tool_drop_(&x->tool, 0);
    }
    if (x->kept.count == 0)
        return GEN_RETURNED;
    *out = x->kept.items[x->next];
    x->next = (x->next + 1) % x->kept.count;
    return GEN_YIELDED;
}

static void drop_cycle(void *state)
{
    struct cycle *x = state;

    gen_list_free(&x->kept);
}

TOOL_KIND(cycle, find_cycle, drop_cycle);

gen_t *gen_cycle(gen_t *source)
{
    struct cycle x = {.tool = {.kind = &cycle, .source = {source}}};

    return gen_tool_new_(&x.tool, sizeof x, 1);
}

struct pairwise {
    struct tool tool;
    gen_pair_t pair; /* both kept */
    bool begun;
};

static gen_status_t pull_kept(gen_t *self, struct pairwise *x, gen_value_t *slot)
{
    gen_value_t value;
    gen_status_t status = gen_tool_pull_(self, &x->tool, 0, &value);

    if (status == GEN_YIELDED && !gen_keep_(self, slot, value))
        status = GEN_RAISED;
    x->tool.done = status != GEN_YIELDED;
    return status;
}

/* What was the second is the first. */
static void move_on(struct pairwise *x)
{
    gen_value_t second = x->pair.second;

    x->pair.second = GEN_NONE;
    gen_value_drop(&x->pair.first);
    x->pair.first = second;
}

static gen_status_t find_pairwise(gen_t *self, void *state, gen_value_t *out)
{
    struct pairwise *x = state;
    gen_status_t status = GEN_YIELDED;

    if (x->begun)
        move_on(x);
    else
        status = pull_kept(self, x, &x->pair.first);
    if (status == GEN_YIELDED)
        status = pull_kept(self, x, &x->pair.second);
    if (status == GEN_YIELDED)
        *out = gen_ptr(&x->pair);
    x->begun = true;
    return status;
}

static void drop_pairwise(void *state)
{
    struct pairwise *x = state;

    gen_value_drop(&x->pair.first);
    gen_value_drop(&x->pair.second);
}

TOOL_KIND(pairwise, find_pairwise, drop_pairwise);

gen_t *gen_pairwise(gen_t *source)
{
    struct pairwise x = {.tool = {.kind = &pairwise, .source = {source}}};

    return gen_tool_new_(&x.tool, sizeof x, 1);
}
