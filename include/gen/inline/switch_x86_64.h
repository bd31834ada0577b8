/**
 * @file gen/inline/switch_x86_64.h
 * The switch of stacks on x86-64, System V ABI.
 *
 * What a stack needs to go on is a few words in the frame that waits: where to go on, its stack pointer, frame pointer and
 * base register, and the control words of floating point, which the ABI preserves over calls. The compiler is told that all
 * other registers are lost, and keeps of them what it needs. Status flags are nobody's: they are neither kept nor lost.
 *
 * Reading and loading MXCSR is slow: on one processor loading costs hundreds of nanoseconds wherever a flag differs, as it
 * does as soon as one side computes; on another reading alone takes twice as long as all else here. So it is asked in another
 * way, and in most programs neither read nor loaded. <fenv.h> sets rounding and what traps in the x87 control word as well,
 * which is quick to read; whether results are flushed to zero shows in a subtraction whose result is denormal, and exact, so
 * that it raises no flag. Where a side has anything else than what a program begins with, both words are kept and loaded
 * whole. What this does not see: rounding and masks that an intrinsic sets in MXCSR alone.
 *
 * While the stack pointer is already the other stack's, unwinders are told that the caller is what waits there.
 */
#ifndef GEN_INLINE_SWITCH_X86_64_H
#define GEN_INLINE_SWITCH_X86_64_H

/** A suspended stack: a local variable of the function that waits. The offsets are known to the assembler below. */
struct gen_place_ {
    void *pc, *sp, *fp, *base;
    unsigned other;     /**< at 32: 0 if the control words are as a program begins, and mxcsr is not set */
    unsigned short x87; /**< at 36 */
    unsigned mxcsr;     /**< at 40: the flags are its lowest six bits */
};

/* A jump may lead here only where there is such an instruction, if the processor watches (Intel CET). */
#if defined(__CET__) && (__CET__ & 1)
#define GEN_LANDING_ "endbr64\n"
#else
#define GEN_LANDING_
#endif

#ifdef __GCC_HAVE_DWARF2_CFI_ASM
/* CFA: *(rdx + 8); return address, frame pointer and base: at rdx, rdx + 16, rdx + 24. */
#define GEN_CFI_OTHER_                                                                                                 \
    ".cfi_remember_state\n\t"                                                                                          \
    ".cfi_escape 0x0f, 3, 0x71, 8, 0x06\n\t"                                                                           \
    ".cfi_escape 0x10, 16, 2, 0x71, 0\n\t"                                                                             \
    ".cfi_escape 0x10, 6, 2, 0x71, 16\n\t"                                                                             \
    ".cfi_escape 0x10, 3, 2, 0x71, 24\n\t"
#define GEN_CFI_OWN_ ".cfi_restore_state\n\t"
#else
#define GEN_CFI_OTHER_
#define GEN_CFI_OWN_
#endif

/* Code without AVX is slow after code with it, until this. */
#ifdef __AVX__
#define GEN_CLEAR_UPPER_ "vzeroupper\n\t"
#else
#define GEN_CLEAR_UPPER_
#endif

#ifdef __AVX512F__
#define GEN_CLOBBERS_AVX512_                                                                                           \
    , "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26", "xmm27",      \
        "xmm28", "xmm29", "xmm30", "xmm31", "k1", "k2", "k3", "k4", "k5", "k6", "k7"
#else
#define GEN_CLOBBERS_AVX512_
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
    void *from = &here;

    __asm__ GEN_SMALL_ __volatile__(
        "{|.att_syntax prefix\n\t}" GEN_CLEAR_UPPER_ "leaq 1f(%%rip), %%rax\n\t"
        "movq %%rax, (%%rdi)\n\t"
        "movq %%rsp, 8(%%rdi)\n\t"
        "movq %%rbp, 16(%%rdi)\n\t"
        "movq %%rbx, 24(%%rdi)\n\t"
        "fnstcw 36(%%rdi)\n\t"
        "movl $0x00c00000, %%eax\n\t" /* 1.5 times the least normal float, less once that: */
        "movl $0x00800000, %%ecx\n\t"
        "movd %%eax, %%xmm0\n\t"
        "movd %%ecx, %%xmm1\n\t"
        "subss %%xmm1, %%xmm0\n\t"
        "movzwl 36(%%rdi), %%ecx\n\t"
        "movd %%xmm0, %%eax\n\t"
        "xorl $0x0000037f, %%ecx\n\t"
        "xorl $0x00400000, %%eax\n\t"
        "orl %%ecx, %%eax\n\t"
        "movl %%eax, 32(%%rdi)\n\t"
        "orl 32(%%rdx), %%eax\n\t"
        "jnz 2f\n"
        "3:\t"
        "movq 8(%%rdx), %%rsp\n\t" GEN_CFI_OTHER_ "movq 16(%%rdx), %%rbp\n\t"
        "movq 24(%%rdx), %%rbx\n\t"
        "jmpq *(%%rdx)\n\t" GEN_CFI_OWN_ "\n"
        "2:\t"
        "stmxcsr 40(%%rdi)\n\t"
        "cmpl $0, 32(%%rdx)\n\t"
        "jne 4f\n\t"
        "movl $0x1f80, 40(%%rdx)\n"
        "4:\t"
        "movl 40(%%rdi), %%eax\n\t"
        "xorl 40(%%rdx), %%eax\n\t"
        "testl $-64, %%eax\n\t"
        "jz 5f\n\t"
        "andl $63, %%eax\n\t" /* its control bits, our flags */
        "xorl %%eax, 40(%%rdx)\n\t"
        "ldmxcsr 40(%%rdx)\n"
        "5:\t"
        "movzwl 36(%%rdi), %%eax\n\t"
        "cmpw 36(%%rdx), %%ax\n\t"
        "je 3b\n\t"
        "fldcw 36(%%rdx)\n\t"
        "jmp 3b\n\t"
        "int3\n" /* unwinders look up what is before the address that a stack goes on at */
        "1:\t" GEN_LANDING_ "{|.intel_syntax noprefix\n\t}"
        : "+D"(from), "+S"(data), "+d"(to)
        :
        : "rax", "rcx", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "st", "st(1)", "st(2)", "st(3)", "st(4)",
          "st(5)", "st(6)", "st(7)", "mm0", "mm1", "mm2", "mm3", "mm4", "mm5", "mm6", "mm7", "xmm0", "xmm1", "xmm2",
          "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15",
          "cc", "memory" GEN_CLOBBERS_AVX512_);
    arrival.from = from;
    arrival.data = data;
    return arrival;
}

#undef GEN_LANDING_
#undef GEN_SMALL_
#undef GEN_CFI_OTHER_
#undef GEN_CFI_OWN_
#undef GEN_CLEAR_UPPER_
#undef GEN_CLOBBERS_AVX512_

#endif
