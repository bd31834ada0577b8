/* tree.c - made without recursion: a chain may be long, and the stack short. */
#include "error/tree.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static struct mention **chain_of(struct error_tree *tree, const gen_error_t *e)
{
    return &tree->seen[(uintptr_t)e / 64 % TREE_CHAINS];
}

static bool is_in(struct error_tree *tree, const gen_error_t *e)
{
    for (const struct mention *m = *chain_of(tree, e); m != NULL; m = m->same_chain)
        if (m->e == e)
            return true;
    return false;
}

/* NULL: no memory. */
static struct mention *add(struct error_tree *tree, const gen_error_t *e)
{
    struct mention **chain = chain_of(tree, e);
    struct mention *m = tree->used < TREE_RESERVE ? &tree->reserve[tree->used++] : malloc(sizeof *m);

    if (m == NULL)
        return NULL;
    m->e = e;
    m->before = NULL;
    m->after = NULL;
    m->member = NULL;
    m->neighbour = NULL;
    m->below = tree->todo;
    tree->todo = m;
    m->same_chain = *chain;
    *chain = m;
    return m;
}

static void add_before(struct error_tree *tree, struct mention *m, const gen_error_t *e)
{
    if (e == NULL || is_in(tree, e))
        return;
    m->before = add(tree, e);
    if (m->before != NULL)
        m->before->after = m;
}

static void add_members(struct error_tree *tree, struct mention *m)
{
    struct mention **place = &m->member;

    for (size_t i = 0; m->e->members != NULL && m->e->members[i] != NULL; i++) {
        *place = add(tree, m->e->members[i]);
        if (*place == NULL)
            return;
        place = &(*place)->neighbour;
    }
}

/* The last member is looked at first, and all below it; then the one before it; the cause or context last. */
void gen_error_tree_make_(struct error_tree *tree, const gen_error_t *e)
{
    memset(tree, 0, sizeof *tree);
    tree->root = add(tree, e);
    while (tree->todo != NULL) {
        struct mention *m = tree->todo;

        tree->todo = m->below;
        add_before(tree, m, m->e->cause);
        if (m->before == NULL && !m->e->suppress_context)
            add_before(tree, m, m->e->context);
        add_members(tree, m);
    }
}

static bool is_reserved(const struct error_tree *tree, const struct mention *m)
{
    return m >= tree->reserve && m < tree->reserve + TREE_RESERVE;
}

void gen_error_tree_free_(struct error_tree *tree)
{
    for (int i = 0; i < TREE_CHAINS; i++) {
        while (tree->seen[i] != NULL) {
            struct mention *m = tree->seen[i];

            tree->seen[i] = m->same_chain;
            if (!is_reserved(tree, m))
                free(m);
        }
    }
}
