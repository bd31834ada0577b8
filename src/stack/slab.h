/* slab.h - mappings carved into stacks, by size. The caller of what changes anything holds the lock of stack.c. */
#ifndef SLAB_H
#define SLAB_H

#include "stack/object.h"

/* Packed sizes below a page, in steps of 256 bytes from 512; then powers of two from 4 KiB to 1 GiB, guarded. */
enum {
    PACKED_STEP = 256,
    PACKED_CLASSES = 14,
    GUARDED_CLASSES = 19,
    SIZE_CLASSES = PACKED_CLASSES + GUARDED_CLASSES,
    DEFAULT_CLASS = PACKED_CLASSES + 4, /* 64 KiB */
    CUSTOM_CLASS = -1
};

/* The bytes that a body is promised on a stack of a class. */
static inline size_t gen_slab_size_(int size_class)
{
    if (size_class < PACKED_CLASSES)
        return (size_t)PACKED_STEP * (size_t)(size_class + 2);
    return (size_t)4096 << (size_class - PACKED_CLASSES);
}

/* A mapping, carved into strides. */
struct slab {
    char *base;
    size_t length;
    bool open; /* all can be touched, but for the guards; otherwise what is carved, but for the guards */
    size_t stride;
    size_t count;
    size_t carved;
    size_t colours;
    int size_class;
};

/* How many slabs there may be, and how far apart the colours of neighbouring stacks are. */
enum { SLAB_TABLE = 1 << 15, COLOUR_STEP = 64 };
extern _Atomic(struct slab *) gen_slabs_[SLAB_TABLE];

/* Fresh stacks, and those whose memory was given back. */
gen_t *gen_slab_carve_(int size_class);
size_t gen_slab_usable_(int size_class); /* what there is, be it for larger pages more than the size of the class */
void gen_slab_describe_(gen_t *g);       /* sets what dropped memory has forgotten */

/* Of one class. @return how many bytes of stack were given back; what is locked is not */
size_t gen_slab_drop_memory_(gen_t *const *places, size_t count);
void gen_slab_check_canary_(const gen_t *g);
size_t gen_slab_mapped_(void);

/* The generator on whose stack an address lies; NULL if on none. */
gen_t *gen_slab_owner_(const void *address);

/* The generator into the guard below whose stack an access at address went, with the stack pointer still on that stack or
 * in that guard; NULL if that is not what happened. It is async-signal-safe. */
const gen_t *gen_slab_overflown_(const void *address, const void *sp);

#endif
