/*
 * An in-order walk of a tree: by one generator for each node with yield from, and by plain recursion inside one.
 */
#include "gen_cases.h"
#include "tree.h"

struct gen_tree {
    struct tree_node *root;
    gen_body_t *body;
};

static gen_status_t walk(gen_t *self, void *args)
{
    const struct tree_node *node = *(struct tree_node **)args;

    if (node->left != NULL && !gen_yield_from(self, gen_new(walk, &node->left, sizeof node->left), NULL))
        return GEN_RAISED;
    if (!gen_yield(self, gen_int(node->value), NULL))
        return GEN_RAISED;
    if (node->right != NULL && !gen_yield_from(self, gen_new(walk, &node->right, sizeof node->right), NULL))
        return GEN_RAISED;
    return GEN_RETURNED;
}

static bool recurse(gen_t *self, const struct tree_node *node)
{
    return (node->left == NULL || recurse(self, node->left)) && gen_yield(self, gen_int(node->value), NULL) &&
           (node->right == NULL || recurse(self, node->right));
}

static gen_status_t recursion(gen_t *self, void *args)
{
    return recurse(self, *(struct tree_node **)args) ? GEN_RETURNED : GEN_RAISED;
}

static void *tree_open(long scale, gen_body_t *body)
{
    struct gen_tree *tree = calloc(1, sizeof *tree);

    if (tree == NULL)
        return NULL;
    tree->body = body;
    tree->root = tree_new(scale);
    return tree;
}

void *gen_walk_open(long scale, char *why, size_t why_size)
{
    (void)why, (void)why_size;
    return tree_open(scale, walk);
}

void *gen_recursion_open(long scale, char *why, size_t why_size)
{
    (void)why, (void)why_size;
    return tree_open(scale, recursion);
}

int64_t gen_tree_run(void *state, long count)
{
    struct gen_tree *tree = state;
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        gen_t *g = gen_new(tree->body, &tree->root, sizeof tree->root);

        if (g == NULL)
            break;
        GEN_FOREACH (v, g)
            sum += gen_as_int(v);
        gen_free(g);
    }
    return sum;
}

void gen_tree_close(void *state)
{
    tree_free(((struct gen_tree *)state)->root);
    free(state);
}
