/*
 * error_tree.h - what is printed of an exception: which of its causes, contexts and members, each where.
 *
 * Causes may form cycles, and a group may be the context of its own member. So a cause or context that is part of the tree
 * already is left out; a member never is, and groups form no cycles. What is looked at first is Python's choice.
 */
#ifndef ERROR_TREE_H
#define ERROR_TREE_H

#include "error/error.h"

/* One exception in one place. */
struct mention {
    const gen_error_t *e;
    struct mention *before;     /* its cause or context: printed first */
    struct mention *after;      /* of which it is that */
    struct mention *member;     /* a group's first one */
    struct mention *neighbour;  /* the group's next one */
    struct mention *below;      /* to be looked at later */
    struct mention *same_chain; /* for seen */
};

enum { TREE_CHAINS = 64, TREE_RESERVE = 8 };

struct error_tree {
    struct mention *root;
    struct mention *todo;
    struct mention *seen[TREE_CHAINS];    /* all that are in the tree, by address */
    struct mention reserve[TREE_RESERVE]; /* for the first ones, so that they need no memory */
    int used;
};

/* Out of memory, what has no room is left out. */
void gen_error_tree_make_(struct error_tree *tree, const gen_error_t *e);
void gen_error_tree_free_(struct error_tree *tree);

#endif
