/* keeping.c - what must know values of earlier steps: accumulate, cycle, pairwise. */
#include "itertools/keep.h"
#include "itertools/tool.h"
#include <stdlib.h>

struct accumulate {
    struct tool tool;
    gen_fold_t *function;
    void *arg;
    gen_value_t total; /* kept */
    bool begun;
    gen_value_t initial; /* None for none */
    char text[];         /* of initial */
};

static const char *type_name(gen_value_t value)
{
    return gen_is_none(value) ? "NoneType" : gen_kind_name(value.kind);
}

static bool is_number(gen_value_t value)
{
    return value.kind == GEN_KIND_INT || value.kind == GEN_KIND_REAL;
}

static gen_value_t add(gen_t *self, gen_value_t total, gen_value_t value, void *arg)
{
    int64_t sum;

    (void)arg;
    if (!is_number(total) || !is_number(value))
        gen_raise(self, GEN_TYPE_ERROR, "unsupported operand type(s) for +: '%s' and '%s'", type_name(total),
                  type_name(value));
    else if (total.kind == GEN_KIND_REAL || value.kind == GEN_KIND_REAL)
        return gen_real(gen_as_real(total) + gen_as_real(value));
    else if (!__builtin_add_overflow(total.as.i, value.as.i, &sum))
        return gen_int(sum);
    else
        gen_raise(self, GEN_OVERFLOW_ERROR, "int too large to convert");
    return GEN_NONE;
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

    gen_keep_drop_(&x->total);
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
    gen_value_t *kept;
    size_t count, room;
    size_t next; /* the place in kept, as soon as the source is done */
    bool again;  /* the source is done */
};

static bool make_room(gen_t *self, struct cycle *x)
{
    size_t room = x->room == 0 ? 8 : 2 * x->room;
    gen_value_t *kept = x->count < x->room ? x->kept : realloc(x->kept, room * sizeof *kept);

    if (kept == NULL) {
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
        return false;
    }
    x->room = x->count < x->room ? x->room : room;
    x->kept = kept;
    return true;
}

/* Keeps a value, and yields what is kept. */
static gen_status_t keep_one(gen_t *self, struct cycle *x, gen_value_t value, gen_value_t *out)
{
    if (!make_room(self, x))
        return GEN_RAISED;
    x->kept[x->count] = GEN_NONE;
    if (!gen_keep_(self, &x->kept[x->count], value))
        return GEN_RAISED;
    *out = x->kept[x->count++];
    return GEN_YIELDED;
}

/* The source is done. */
static void stop_asking(struct cycle *x)
{
    gen_t *source = x->tool.source[0];

    x->again = true;
    x->tool.source[0] = NULL;
    gen_free(source);
}

static gen_status_t find_cycle(gen_t *self, void *state, gen_value_t *out)
{
    struct cycle *x = state;
    gen_value_t value;

    if (!x->again) {
        gen_status_t status = gen_tool_pull_(self, &x->tool, 0, &value);

        if (status == GEN_YIELDED)
            return keep_one(self, x, value, out);
        if (status == GEN_RAISED)
            return GEN_RAISED;
        stop_asking(x);
    }
    if (x->count == 0)
        return GEN_RETURNED;
    *out = x->kept[x->next];
    x->next = (x->next + 1) % x->count;
    return GEN_YIELDED;
}

static void drop_cycle(void *state)
{
    struct cycle *x = state;

    while (x->count > 0)
        gen_keep_drop_(&x->kept[--x->count]);
    free(x->kept);
    x->kept = NULL;
    x->room = 0;
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
    gen_keep_drop_(&x->pair.first);
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

    gen_keep_drop_(&x->pair.first);
    gen_keep_drop_(&x->pair.second);
}

TOOL_KIND(pairwise, find_pairwise, drop_pairwise);

gen_t *gen_pairwise(gen_t *source)
{
    struct pairwise x = {.tool = {.kind = &pairwise, .source = {source}}};

    return gen_tool_new_(&x.tool, sizeof x, 1);
}
