/*
 * The measure of everything: Boost's bare stack switch, no library around it. Its two functions are declared here
 * as Boost's C ABI has them, so that the calls are direct.
 */
#include "raw.h"

#include "tree.h"

#include <stdio.h>
#include <stdlib.h>

#define RAW_STACK ((size_t)64 * 1024)

typedef void *fcontext_t;

typedef struct {
    fcontext_t fctx;
    void *data;
} transfer_t;

transfer_t jump_fcontext(fcontext_t const to, void *vp);
fcontext_t make_fcontext(void *sp, size_t size, void (*fn)(transfer_t));

struct raw {
    fcontext_t context;
    char *stack;
    int64_t made;
    struct tree_node *root;
};

static void counter_entry(transfer_t t)
{
    for (intptr_t n = 1;; n++)
        t = jump_fcontext(t.fctx, (void *)n);
}

static void accumulator_entry(transfer_t t)
{
    intptr_t total = 0;

    for (;;) {
        t = jump_fcontext(t.fctx, (void *)total);
        total += (intptr_t)t.data;
    }
}

static void walk(transfer_t *t, const struct tree_node *node)
{
    if (node->left != NULL)
        walk(t, node->left);
    *t = jump_fcontext(t->fctx, (void *)(intptr_t)node->value);
    if (node->right != NULL)
        walk(t, node->right);
}

static void walk_entry(transfer_t t)
{
    const struct tree_node *root = t.data;

    for (;;)
        walk(&t, root);
}

static void once_entry(transfer_t t)
{
    jump_fcontext(t.fctx, t.data);
}

static void *raw_open(void (*entry)(transfer_t))
{
    struct raw *raw = calloc(1, sizeof *raw);

    if (raw == NULL || (raw->stack = aligned_alloc(4096, RAW_STACK)) == NULL) {
        free(raw);
        return NULL;
    }
    raw->context = make_fcontext(raw->stack + RAW_STACK, RAW_STACK, entry);
    return raw;
}

static void raw_close(void *state)
{
    struct raw *raw = state;

    tree_free(raw->root);
    free(raw->stack);
    free(raw);
}

static void *next_open(long scale, char *why, size_t why_size)
{
    (void)scale, (void)why, (void)why_size;
    return raw_open(counter_entry);
}

static int64_t next_run(void *state, long count)
{
    struct raw *raw = state;
    transfer_t t = {raw->context, NULL};
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        t = jump_fcontext(t.fctx, NULL);
        sum += (intptr_t)t.data;
    }
    raw->context = t.fctx;
    return sum;
}

static void *send_open(long scale, char *why, size_t why_size)
{
    struct raw *raw = raw_open(accumulator_entry);

    (void)scale, (void)why, (void)why_size;
    if (raw != NULL)
        raw->context = jump_fcontext(raw->context, NULL).fctx;
    return raw;
}

static int64_t send_run(void *state, long count)
{
    struct raw *raw = state;
    transfer_t t = {raw->context, NULL};
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        t = jump_fcontext(t.fctx, (void *)(intptr_t)1);
        sum += (intptr_t)t.data;
    }
    raw->context = t.fctx;
    return sum;
}

static void *tree_open(long scale, char *why, size_t why_size)
{
    struct raw *raw = raw_open(walk_entry);

    (void)why, (void)why_size;
    if (raw != NULL)
        raw->root = tree_new(scale);
    return raw;
}

static int64_t tree_run(void *state, long count)
{
    struct raw *raw = state;
    transfer_t t = {raw->context, NULL};
    int64_t size = 2 * raw->root->value - 1;
    int64_t sum = 0;

    for (int64_t i = 0; i < count * size; i++) {
        t = jump_fcontext(t.fctx, raw->root);
        sum += (intptr_t)t.data;
    }
    raw->context = t.fctx;
    return sum;
}

static int64_t create_run(void *state, long count)
{
    struct raw *raw = state;
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        fcontext_t context = make_fcontext(raw->stack + RAW_STACK, RAW_STACK, once_entry);

        sum += (intptr_t)jump_fcontext(context, (void *)(intptr_t)++raw->made).data;
    }
    return sum;
}

static const bench_case_t cases[] = {
    {"next", next_open, next_run, raw_close, NULL},
    {"send", send_open, send_run, raw_close, NULL},
    {"create", next_open, create_run, raw_close, NULL},
    {"tree_recursion", tree_open, tree_run, raw_close, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

const bench_contender_t raw_contender = {"raw", "jump_fcontext of Boost.Context", cases};
