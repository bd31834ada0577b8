/*
 * gen without stacks as a contender: the work of gen_step.c, gen_life.c, gen_many.c and gen_tree.c by bodies that are a frame
 * and a place in it.
 */
#include "gen_contender.h"

#include "gen_async_cases.h"
#include "gen_cases.h"
#include "tree.h"

static gen_status_t counter(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    int64_t *n = frame;

    GEN_BEGIN(self, sent, out);
    for (;;)
        GEN_YIELD_OR (gen_int(++*n), NULL)
            return GEN_RAISED;
    GEN_END;
}

static const gen_stackless_t counting = {"counter", counter, sizeof(int64_t), NULL};

static gen_t *new_counter(void)
{
    return gen_stackless_new(&counting, NULL, 0);
}

static void *next_open(long scale, char *why, size_t why_size)
{
    (void)scale;
    return gen_case_open(new_counter(), why, why_size);
}

static gen_status_t accumulator(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    int64_t *total = frame;
    gen_value_t x;

    GEN_BEGIN(self, sent, out);
    for (;;) {
        GEN_YIELD_OR (gen_int(*total), &x)
            return GEN_RAISED;
        *total += gen_as_int(x);
    }
    GEN_END;
}

static void *send_open(long scale, char *why, size_t why_size)
{
    static const gen_stackless_t type = {"accumulator", accumulator, sizeof(int64_t), NULL};
    struct gen_case *c = gen_case_open(gen_stackless_new(&type, NULL, 0), why, why_size);

    (void)scale;
    if (c != NULL)
        gen_next(c->g, NULL);
    return c;
}

static gen_status_t catcher(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    int64_t *caught = frame;

    GEN_BEGIN(self, sent, out);
    for (;;)
        GEN_YIELD_OR (gen_int(*caught), NULL) {
            if (!gen_catch(self, GEN_VALUE_ERROR))
                return GEN_RAISED;
            ++*caught;
        }
    GEN_END;
}

static void *throw_open(long scale, char *why, size_t why_size)
{
    static const gen_stackless_t type = {"catcher", catcher, sizeof(int64_t), NULL};
    struct gen_case *c = gen_case_open(gen_stackless_new(&type, NULL, 0), why, why_size);

    (void)scale;
    if (c != NULL)
        gen_next(c->g, NULL);
    return c;
}

/* --- Delegation --- */

static gen_status_t delegator(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out);
static const gen_stackless_t delegating = {"delegator", delegator, sizeof(long), NULL};

static gen_t *new_below(const long *depth)
{
    long left = *depth - 1;

    return left > 0 ? gen_stackless_new(&delegating, &left, sizeof left) : new_counter();
}

static gen_status_t delegator(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    gen_value_t result;

    GEN_BEGIN(self, sent, out);
    GEN_YIELD_FROM_OR (new_below(frame), &result)
        return GEN_RAISED;
    return gen_return(self, result);
    GEN_END;
}

static void *delegate_open(long scale, char *why, size_t why_size)
{
    return gen_case_open(gen_stackless_new(&delegating, &scale, sizeof scale), why, why_size);
}

static gen_status_t walk(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out);
static const gen_stackless_t walking = {"walk", walk, sizeof(struct tree_node *), NULL};

static gen_t *new_walk(struct tree_node *node)
{
    return gen_stackless_new(&walking, &node, sizeof node);
}

static gen_status_t walk(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    const struct tree_node *node = *(struct tree_node **)frame;

    GEN_BEGIN(self, sent, out);
    if (node->left != NULL)
        GEN_YIELD_FROM_OR (new_walk(node->left), NULL)
            return GEN_RAISED;
    GEN_YIELD_OR (gen_int(node->value), NULL)
        return GEN_RAISED;
    if (node->right != NULL)
        GEN_YIELD_FROM_OR (new_walk(node->right), NULL)
            return GEN_RAISED;
    GEN_END;
}

static void *tree_open(long scale, char *why, size_t why_size)
{
    (void)why, (void)why_size;
    return tree_new(scale);
}

static int64_t tree_run(void *state, long count)
{
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        gen_t *g = new_walk(state);

        GEN_FOREACH (v, g)
            sum += gen_as_int(v);
        gen_free(g);
    }
    return sum;
}

static void tree_close(void *state)
{
    tree_free(state);
}

/* --- Lives --- */

static gen_status_t returner(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    GEN_BEGIN(self, sent, out);
    return gen_return(self, gen_int(*(int64_t *)frame));
    GEN_END;
}

static int64_t create_run(void *state, long count)
{
    static const gen_stackless_t type = {"returner", returner, sizeof(int64_t), NULL};
    struct gen_case *c = state;
    gen_value_t v = gen_int(0);
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        gen_t *g;

        c->position++;
        g = gen_stackless_new(&type, &c->position, sizeof c->position);
        if (g == NULL || gen_next(g, &v) != GEN_RETURNED)
            break;
        sum += gen_as_int(v);
        gen_free(g);
    }
    return sum;
}

static gen_status_t cleaner(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    int64_t *cleaned = *(int64_t **)frame;
    gen_status_t status = GEN_RAISED;

    GEN_BEGIN(self, sent, out);
    GEN_YIELD_OR (GEN_NONE, NULL)
        goto finally;
    status = GEN_RETURNED;
finally:
    ++*cleaned;
    return status;
    GEN_END;
}

static gen_t *new_cleaner(int64_t *cleaned)
{
    static const gen_stackless_t type = {"cleaner", cleaner, sizeof(int64_t *), NULL};

    return gen_stackless_new(&type, &cleaned, sizeof cleaned);
}

static int64_t close_run(void *state, long count)
{
    return gen_close_batches(state, count, new_cleaner);
}

static void *many_open(long scale, char *why, size_t why_size)
{
    return gen_many_make(scale, new_counter, why, why_size);
}

static const bench_case_t cases[] = {
    {"next", next_open, gen_case_next, gen_case_close, NULL},
    {"send", send_open, gen_send_run, gen_case_close, NULL},
    {"delegate", delegate_open, gen_case_next, gen_case_close, NULL},
    {"tree_yield_from", tree_open, tree_run, tree_close, NULL},
    {"create", gen_create_open, create_run, free, NULL},
    {"throw", throw_open, gen_throw_run, gen_case_close, NULL},
    {"close", gen_create_open, close_run, free, gen_case_lap},
    {"many", many_open, gen_many_run, gen_many_close, NULL},
#ifdef BENCH_ASYNC
    {"async_sleepers", gen_async_flat_sleepers_open, gen_async_sleepers_run, gen_async_sleepers_close,
     gen_async_sleepers_lap},
#endif
    {NULL, NULL, NULL, NULL, NULL},
};

const bench_contender_t gen_flat_contender = {"gen_flat", "gen, bodies without stacks", cases};
