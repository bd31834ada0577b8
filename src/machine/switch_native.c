/*
 * switch_native.c - stacks that a few instructions of our own switch: gen/inline/switch_*.h.
 *
 * What waits to be started is a place like any other, at the end of its stack. The address to go on at is a few
 * instructions here, the base register is the function to begin with: they call it with what arrives, and it does not
 * return.
 */
#include "machine/context.h"
#include <float.h>
#include <stddef.h>
#include <string.h>

#ifdef GEN_SWITCH_NATIVE_

void gen_context_start_(void) __attribute__((visibility("hidden")));

/* The registers of a switch that arrives, its place and the data, are those of the parameters of a function. */
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
        "blr x19\n\t"
        "brk #0\n\t"
        ".cfi_endproc\n"
        ".size gen_context_start_, . - gen_context_start_\n");
#endif

_Static_assert(offsetof(struct gen_place_, sp) == 8 && offsetof(struct gen_place_, fp) == 16 &&
                   offsetof(struct gen_place_, base) == 24,
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

/* What the place of a fresh stack takes of it, so that frames begin where they would without one. */
enum { CACHE_LINE = 64 };
_Static_assert(sizeof(struct gen_place_) <= CACHE_LINE, "it has room there");

gen_context_t_ gen_context_make_(void *top, size_t size, void (*entry)(struct gen_arrival_))
{
    void (*start)(void) = gen_context_start_;
    char *end = (char *)top - (uintptr_t)top % 16; /* as the ABI wants it before a call */
    struct gen_place_ *place = (struct gen_place_ *)(void *)(end - CACHE_LINE);

    (void)size;
    memset(place, 0, sizeof *place);
    memcpy(&place->pc, &start, sizeof start);
    place->sp = place;
    memcpy(&place->base, &entry, sizeof entry);
    save_control(place);
    return place;
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
