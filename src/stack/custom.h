/* custom.h - stacks that come from the user's allocator. */
#ifndef CUSTOM_H
#define CUSTOM_H

#include "stack/object.h"

/* Lies in the stack itself, above struct gen. */
struct custom_node {
    struct range {
        const char *low, *high;
    } range; /* must come first */
    gen_t *g;
    struct custom_node *older, *newer;
};
extern struct custom_node *gen_customs_; /* the newest, for a debugger */

gen_t *gen_custom_take_(const gen_stack_allocator_t *allocator, size_t size);
void gen_custom_give_(gen_t *g);

/* As those of slab.h. */
gen_t *gen_custom_owner_(const void *address);
const gen_t *gen_custom_overflown_(const void *address, const void *sp);

#endif
