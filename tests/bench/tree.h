/**
 * @file tree.h
 * The balanced binary tree that the walks go through: node i of n holds the value i.
 */
#ifndef BENCH_TREE_H
#define BENCH_TREE_H

#include <stdint.h>
#include <stdlib.h>

struct tree_node {
    int64_t value;
    struct tree_node *left;
    struct tree_node *right;
};

/** @return the tree of the values first to last over nodes[0] to nodes[last - first]; NULL for none */
static inline struct tree_node *tree_link(struct tree_node *nodes, int64_t first, int64_t last)
{
    int64_t middle = first + (last - first) / 2;
    struct tree_node *node = nodes + (middle - first);

    if (first > last)
        return NULL;
    node->value = middle;
    node->left = tree_link(nodes, first, middle - 1);
    node->right = tree_link(node + 1, middle + 1, last);
    return node;
}

/** @return the root of a tree of the values 1 to @p size, to be freed by tree_free(); NULL if out of memory */
static inline struct tree_node *tree_new(long size)
{
    struct tree_node *nodes = (struct tree_node *)calloc((size_t)size, sizeof *nodes);

    return nodes == NULL ? NULL : tree_link(nodes, 1, size);
}

/** Frees what tree_new() made: its first node is the one of value 1. NULL is fine. */
static inline void tree_free(struct tree_node *root)
{
    if (root != NULL)
        free(root - (root->value - 1));
}

#endif
