/*
 * switch_ppc64.c - what Boost.Context's jump_fcontext() loses on 64-bit PowerPC.
 *
 * It keeps the general registers alone. The ABI counts f14 to f31 and v20 to v31 among those that a function must keep, and a
 * step is a function to its caller. So the compiler is told that they are lost, and keeps them in the frame that waits.
 */
#include "machine/context.h"

#if defined(__powerpc64__) && !defined(GEN_SWITCH_NATIVE_)

/* No tail call: the registers come back after the jump. */
struct gen_arrival_ gen_context_jump_(gen_context_t_ to, void *data)
{
    struct gen_arrival_ arrival = jump_fcontext(to, data);

    __asm__ volatile("" ::
                         : "memory", "fr14", "fr15", "fr16", "fr17", "fr18", "fr19", "fr20", "fr21", "fr22", "fr23",
                           "fr24", "fr25", "fr26", "fr27", "fr28", "fr29", "fr30", "fr31");
#ifdef __ALTIVEC__
    __asm__ volatile("" ::
                         : "memory", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30",
                           "v31");
#endif
    return arrival;
}

#endif
