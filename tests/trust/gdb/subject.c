/* subject.c - generators in every state, for gdb to look at: it stops in stop_here(), or finds the core file. */
#include <gen.h>
#include <stdlib.h>

static volatile int sink;

__attribute__((noinline)) static void stop_here(void)
{
    if (++sink == 1 && getenv("DIE") != NULL)
        __builtin_trap(); /* a core file */
}

/* Yields from a helper, below the body. */
__attribute__((noinline)) static bool helper(gen_t *self, int depth)
{
    if (depth > 0)
        return helper(self, depth - 1) && sink++ < 1000;
    return gen_yield(self, gen_int(sink), NULL); /* LEAF */
}

static gen_status_t leaf(gen_t *self, void *args)
{
    (void)args;
    return helper(self, 2) ? GEN_RETURNED : GEN_RAISED; /* HELPER */
}

static gen_t *make(const char *name, gen_body_t *body, size_t stack_size)
{
    gen_attr_t attr = gen_attr();

    attr.name = name;
    attr.stack_size = stack_size;
    return gen_new_with(&attr, body, NULL, 0);
}

static gen_status_t middle(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield_from(self, make("leaf", leaf, 0), NULL)) /* MIDDLE */
        return GEN_RAISED;
    return GEN_RETURNED;
}

static gen_status_t walk(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield_from(self, make("middle", middle, 0), NULL)) /* WALK */
        return GEN_RAISED;
    return GEN_RETURNED;
}

static gen_status_t over_range(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield_from(self, gen_range(0, 10, 1), NULL)) /* RANGE */
        return GEN_RAISED;
    return GEN_RETURNED;
}

static gen_status_t done(gen_t *self, void *args)
{
    (void)args;
    return gen_return(self, GEN_NONE);
}

static gen_status_t inner(gen_t *self, void *args)
{
    (void)args;
    stop_here(); /* INNER */
    sink++;
    return gen_return(self, GEN_NONE);
}

static gen_status_t outer(gen_t *self, void *args)
{
    gen_t *g = make("inner", inner, 0);

    (void)args;
    gen_next(g, NULL); /* OUTER */
    gen_free(g);
    return gen_return(self, GEN_NONE);
}

struct link {
    gen_t *sub;
};

/* Without a stack: one that yields, and one that delegates. */
static gen_status_t flat_leaf(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    (void)frame;
    GEN_BEGIN(self, sent, out);
    GEN_YIELD_OR (gen_int(sink), NULL) /* FLATLEAF */
        return GEN_RAISED;
    GEN_END;
}

static gen_status_t flat_link(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct link *my = frame;

    GEN_BEGIN(self, sent, out);
    GEN_YIELD_FROM_OR (my->sub, NULL) /* FLATLINK */
        return GEN_RAISED;
    GEN_END;
}

static const gen_stackless_t flat_leaf_type = {"flat_leaf", flat_leaf, 0, NULL};
static const gen_stackless_t flat_link_type = {"flat_link", flat_link, sizeof(struct link), NULL};

static gen_t *make_flat(void)
{
    struct link args = {gen_stackless_new(&flat_leaf_type, NULL, 0)};

    return gen_stackless_new(&flat_link_type, &args, sizeof args);
}

static gen_status_t over_flat(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield_from(self, make_flat(), NULL)) /* OVERFLAT */
        return GEN_RAISED;
    return GEN_RETURNED;
}

static void *allocate(size_t size, void *context)
{
    (void)context;
    return malloc(size);
}

static void release(void *stack, size_t size, void *context)
{
    (void)size, (void)context;
    free(stack);
}

int main(void)
{
    static const gen_stack_allocator_t allocator = {allocate, release, NULL};
    gen_attr_t attr = gen_attr();
    gen_t *all[] = {make("walk", walk, 0),
                    make("fresh", walk, 0),
                    make("done", done, 0),
                    make("over_range", over_range, 0),
                    make("tiny", leaf, 2048),
                    make("outer", outer, 0),
                    NULL,
                    make_flat(),
                    make("over_flat", over_flat, 0),
                    gen_stackless_new(&flat_leaf_type, NULL, 0)};

    attr.name = "own";
    attr.allocator = &allocator;
    all[6] = gen_new_with(&attr, leaf, NULL, 0);
    gen_next(all[0], NULL);
    gen_next(all[2], NULL);
    gen_next(all[3], NULL);
    gen_next(all[4], NULL);
    gen_next(all[6], NULL);
    gen_next(all[7], NULL);
    gen_next(all[8], NULL);
    gen_set_name(all[9], "flat_fresh");
    gen_next(all[5], NULL);
    for (int i = 0; i < 10; i++)
        gen_free(all[i]);
    return 0;
}
