/*
 * model.h - the protocol as PEP 342 and PEP 380 write it down: no stacks, one call for each generator of a chain.
 */
#ifndef MODEL_H
#define MODEL_H

#include "mind.h"

/* A model generator, or iterator: that is always suspended. */
struct twin {
    gen_state_t state;
    bool iterator;
    unsigned methods; /* of an iterator */
    int refs;
    struct twin *sub; /* owned */
    struct mind mind;
    struct twin *next; /* of all that were ever made, to be freed at the end */
};

struct model {
    struct limits limits;
    struct twin *slot[SLOTS];
    struct twin *all;
    int live;
    int unraisable;
};

/* What can be done with the generator in a slot, by the driver and by bodies alike. */
struct outcome model_do(struct model *m, struct action action);

/* Drops the reference of a slot. */
void model_free(struct model *m, int slot);

void model_end(struct model *m);

#endif
