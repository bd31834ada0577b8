/*
 * debugger.c - where a debugger finds every generator, in a live process or a core file.
 *
 * gen-gdb.py reads this as so many words, and names them in this order: it needs no debug information of the library.
 */
#include "machine/context.h"
#include "stack/custom.h"
#include "stack/slab.h"
#include <stddef.h>

#ifdef GEN_SWITCH_NATIVE_
#define JUMP NULL /* struct gen_place_ tells how */
#else
#define JUMP jump_fcontext
#endif

struct gen_debugger {
    size_t version;
    const void *slabs; /* the table of slab.c */
    size_t slab_entries;
    const void *customs; /* the newest node of custom.c */
    struct gen_arrival_ (*jump)(gen_context_t_ to,
                                void *data); /* its first instructions tell how a context is laid out */
    struct {
        size_t base, stride, carved, colours;
    } offset_in_slab;
    size_t colour_step;
    struct {
        size_t g, older;
    } offset_in_node;
    size_t size_of_gen, alive;
    struct {
        size_t resume, resumer, step, life, magic, idle, delegator, sub, leaf, return_to, type, name, low;
        size_t call, frame, at, stackless;
    } offset_in_gen;
    size_t offset_of_body; /* in what stackless points to */
};

extern GEN_DATA const struct gen_debugger gen_debugger_;

const struct gen_debugger gen_debugger_ = {
    3,
    gen_slabs_,
    SLAB_TABLE,
    &gen_customs_,
    JUMP,
    {offsetof(struct slab, base), offsetof(struct slab, stride), offsetof(struct slab, carved),
     offsetof(struct slab, colours)},
    COLOUR_STEP,
    {offsetof(struct custom_node, g), offsetof(struct custom_node, older)},
    sizeof(gen_t),
    ALIVE,
    {offsetof(gen_t, hot.resume), offsetof(gen_t, hot.resumer), offsetof(gen_t, hot.step), offsetof(gen_t, life),
     offsetof(gen_t, magic), offsetof(gen_t, idle), offsetof(gen_t, delegator), offsetof(gen_t, sub),
     offsetof(gen_t, leaf), offsetof(gen_t, return_to), offsetof(gen_t, type), offsetof(gen_t, name),
     offsetof(gen_t, stack.low), offsetof(gen_t, hot.call), offsetof(gen_t, hot.frame), offsetof(gen_t, hot.at),
     offsetof(gen_t, stackless)},
    offsetof(gen_stackless_t, body),
};
