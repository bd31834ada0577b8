/*
 * switch_native.c - stacks that a few instructions of our own switch: gen/inline/switch_*.h.
 *
 * Boost.Context makes and starts them. What waits to be started is a place like any other, whose address to go on at is a
 * few instructions here: they let jump_fcontext() begin, and do not come back. Place and instructions make use of the
 * stack below the fresh context, which is nobody's before it has begun.
 */
#include "machine/context.h"
#include <float.h>
#include <stddef.h>
#include <string.h>

#ifdef GEN_SWITCH_NATIVE_

/* Where the data of a place are, for the assembler. */
#ifdef __x86_64__
enum { DATA = 48 };
#else
enum { DATA = 40 };
#endif

void gen_context_start_(void) __attribute__((visibility("hidden")));

/* With who starts it as what is handed on; its place carries the data. The base register is jump_fcontext(). */
#ifdef __x86_64__
__asm__(".text\n"
        ".balign 16\n"
        ".globl gen_context_start_\n"
        ".hidden gen_context_start_\n"
        ".type gen_context_start_, @function\n"
        "nop\n" /* for unwinders, which look up the address before */
        "gen_context_start_:\n\t"
        ".cfi_startproc\n\t"
        ".cfi_undefined rip\n\t"
#if defined(__CET__) && (__CET__ & 1)
        "endbr64\n\t"
#endif
        "movq %rsi, 48(%rdi)\n\t"
        "movq %rdi, %rsi\n\t"
        "movq 48(%rdx), %rdi\n\t"
        "callq *%rbx\n\t"
        "ud2\n\t"
        ".cfi_endproc\n"
        ".size gen_context_start_, . - gen_context_start_\n");
#else
__asm__(".text\n"
        ".balign 16\n"
        ".globl gen_context_start_\n"
        ".hidden gen_context_start_\n"
        ".type gen_context_start_, %function\n"
        "nop\n" /* for unwinders, which look up the address before */
        "gen_context_start_:\n\t"
        ".cfi_startproc\n\t"
        ".cfi_undefined x30\n\t"
        "hint #36\n\t" /* bti j */
        "str x1, [x0, #40]\n\t"
        "mov x1, x0\n\t"
        "ldr x0, [x2, #40]\n\t"
        "blr x19\n\t"
        "brk #0\n\t"
        ".cfi_endproc\n"
        ".size gen_context_start_, . - gen_context_start_\n");
#endif

_Static_assert(offsetof(struct gen_place_, sp) == 8 && offsetof(struct gen_place_, fp) == 16 &&
                   offsetof(struct gen_place_, base) == 24 && offsetof(struct gen_place_, data) == DATA,
               "the assembler knows where these are");

/* Below what is in use, a function that calls no other may use some more without moving the stack pointer. */
enum { RED_ZONE = 128 };

#ifdef __x86_64__
/* As gen_switch_native_() sees it: results are not flushed to zero, and the x87 word is that of a new program. */
static bool is_plain(void)
{
    float denormal = 1.5F * FLT_MIN;
    uint16_t x87;

    __asm__ volatile("fnstcw %0\n\tsubss %2, %1" : "=m"(x87), "+x"(denormal) : "x"(FLT_MIN));
    return x87 == 0x37f && denormal != 0;
}

static void save_control(struct gen_place_ *place)
{
    __asm__ volatile("stmxcsr %0\n\tfnstcw %1" : "=m"(place->mxcsr), "=m"(place->x87));
    place->other = 1;
}

/* The lowest bits of MXCSR are flags. */
static void load_control(const struct gen_place_ *mine, const struct gen_place_ *his)
{
    unsigned his_mxcsr = his->other != 0 ? his->mxcsr : 0x1f80, mxcsr = (his_mxcsr & ~63u) | (mine->mxcsr & 63u);

    if (mxcsr != mine->mxcsr)
        __asm__ volatile("ldmxcsr %0" ::"m"(mxcsr));
    if (his->x87 != mine->x87)
        __asm__ volatile("fldcw %0" ::"m"(his->x87));
}
#else
static void save_control(struct gen_place_ *place)
{
    __asm__ volatile("mrs %0, fpcr" : "=r"(place->fpcr));
}

static void load_control(const struct gen_place_ *mine, const struct gen_place_ *his)
{
    if (his->fpcr != mine->fpcr)
        __asm__ volatile("msr fpcr, %0" ::"r"(his->fpcr));
}
#endif

gen_context_t_ gen_context_make_(void *top, size_t size, void (*entry)(struct gen_arrival_))
{
    void (*start)(void) = gen_context_start_;
    struct gen_arrival_ (*jump)(gen_context_t_, void *) = jump_fcontext;
    char *fresh = make_fcontext(top, size, entry);
    struct gen_place_ *place = (struct gen_place_ *)(void *)(fresh - sizeof *place - (uintptr_t)fresh % 16);

    memset(place, 0, sizeof *place);
    memcpy(&place->pc, &start, sizeof start);
    place->sp = place;
    memcpy(&place->base, &jump, sizeof jump);
    place->data = fresh;
    save_control(place);
    return place;
}

struct gen_arrival_ gen_context_arrival_(struct gen_arrival_ arrival)
{
    const struct gen_place_ *starter = arrival.data;

    return (struct gen_arrival_){arrival.data, starter->data};
}

char *gen_context_low_(gen_context_t_ context)
{
    const struct gen_place_ *place = context;

    return (char *)place->sp - RED_ZONE;
}

void gen_context_adopt_control_(gen_context_t_ caller)
{
    const struct gen_place_ *his = caller;
    struct gen_place_ mine;

#ifdef __x86_64__
    if (his->other == 0 && is_plain())
        return;
#endif
    save_control(&mine);
    load_control(&mine, his);
}

uintptr_t gen_context_pc_(gen_context_t_ context, uintptr_t *frame)
{
    const struct gen_place_ *place = context;

    *frame = (uintptr_t)place->fp;
    return (uintptr_t)place->pc;
}

#endif
