/**
 * @file gen/inline/switch_aarch64.h
 * The switch of stacks on 64-bit ARM, AAPCS64.
 *
 * As on x86-64: see gen/inline/switch_x86_64.h. The control register has no flags in it (those are FPSR's), and is written
 * only where it differs.
 */
#ifndef GEN_INLINE_SWITCH_AARCH64_H
#define GEN_INLINE_SWITCH_AARCH64_H

/** A suspended stack: a local variable of the function that waits. The offsets are known to the assembler below. */
struct gen_place_ {
    void *pc, *sp, *fp, *base;
    unsigned long fpcr; /**< at 32 */
};

/* A signed return address would have to be told of as well. */
#if defined(__GCC_HAVE_DWARF2_CFI_ASM) && !defined(__ARM_FEATURE_PAC_DEFAULT)
/* CFA: *(x2 + 8); return address, frame pointer and base: at x2, x2 + 16, x2 + 24. */
#define GEN_CFI_OTHER_                                                                                                 \
    ".cfi_remember_state\n\t"                                                                                          \
    ".cfi_escape 0x0f, 3, 0x72, 8, 0x06\n\t"                                                                           \
    ".cfi_escape 0x10, 30, 2, 0x72, 0\n\t"                                                                             \
    ".cfi_escape 0x10, 29, 2, 0x72, 16\n\t"                                                                            \
    ".cfi_escape 0x10, 19, 2, 0x72, 24\n\t"
#define GEN_CFI_OWN_ ".cfi_restore_state\n\t"
#else
#define GEN_CFI_OTHER_
#define GEN_CFI_OWN_
#endif

#ifdef __ARM_FEATURE_SVE
#define GEN_CLOBBERS_SVE_                                                                                              \
    , "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11", "p12", "p13", "p14", "p15"
#else
#define GEN_CLOBBERS_SVE_
#endif

/* What is inlined goes by what it is taken to need, and assembler by its lines: gcc would leave gen_yield_from() out of line. */
#if __GNUC__ >= 9 || __clang_major__ >= 11
#define GEN_SMALL_ __inline__
#else
#define GEN_SMALL_
#endif

/** Suspends this stack and continues @p to, which gets @p data. Returns when somebody continues this one. */
static inline __attribute__((always_inline)) struct gen_arrival_ gen_switch_native_(gen_context_t_ to, void *data)
{
    struct gen_place_ here;
    struct gen_arrival_ arrival;
    register void *from __asm__("x0") = &here;
    register void *what __asm__("x1") = data;
    register void *target __asm__("x2") = to;

    __asm__ GEN_SMALL_ __volatile__(
        "adr x3, 1f\n\t"
        "mov x4, sp\n\t"
        "mrs x5, fpcr\n\t"
        "stp x3, x4, [x0]\n\t"
        "stp x29, x19, [x0, #16]\n\t"
        "str x5, [x0, #32]\n\t"
        "ldp x17, x4, [x2]\n\t"
        "ldr x6, [x2, #32]\n\t"
        "cmp x5, x6\n\t"
        "b.eq 3f\n\t"
        "msr fpcr, x6\n"
        "3:\t"
        "mov sp, x4\n\t" GEN_CFI_OTHER_ "ldp x29, x19, [x2, #16]\n\t"
        "br x17\n\t" GEN_CFI_OWN_ "brk #0\n" /* unwinders look up what is before the address */
        "1:\thint #36\n\t"                   /* bti j */
        : "+r"(from), "+r"(what), "+r"(target)
        :
        : "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "x18",
          "x20", "x21", "x22", "x23", "x24", "x25", "x26", "x27", "x28", "x30", "v0", "v1", "v2", "v3", "v4", "v5",
          "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21",
          "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "cc", "memory" GEN_CLOBBERS_SVE_);
    arrival.from = from;
    arrival.data = what;
    return arrival;
}

#undef GEN_SMALL_
#undef GEN_CFI_OTHER_
#undef GEN_CFI_OWN_
#undef GEN_CLOBBERS_SVE_

#endif
