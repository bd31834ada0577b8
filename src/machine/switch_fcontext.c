/* switch_fcontext.c - stacks that Boost.Context switches: where the native switch is not known, or not wanted. */
#include "machine/context.h"
#include <pthread.h>
#include <string.h>

#ifndef GEN_SWITCH_NATIVE_

gen_context_t_ gen_context_make_(void *top, size_t size, void (*entry)(struct gen_arrival_))
{
    return make_fcontext(top, size, entry);
}

/* Nothing below a context is in use. */
char *gen_context_low_(gen_context_t_ context)
{
    return context;
}

#ifdef __x86_64__
/* Where jump_fcontext() keeps what in a context. */
#ifdef _WIN32
enum { CONTROL = 0xa0, FRAME_WORD = 2 };
#else
enum { CONTROL = 0, FRAME_WORD = 1 };
#endif

/* The control words, the first of which has flags, too. */
struct control {
    uint32_t mxcsr;
    uint16_t x87;
};

enum { MXCSR_FLAGS = 0x3f };

/* Loading the words is slow, and seldom needed. */
void gen_context_adopt_control_(gen_context_t_ caller)
{
    const struct control *his = (const struct control *)(const void *)((const char *)caller + CONTROL);
    struct control mine;

    __asm__ volatile("stmxcsr %0\n\tfnstcw %1" : "=m"(mine.mxcsr), "=m"(mine.x87));
    if (GEN_UNLIKELY(((mine.mxcsr ^ his->mxcsr) & ~(uint32_t)MXCSR_FLAGS) != 0))
        __asm__ volatile("ldmxcsr %0" ::"m"(his->mxcsr));
    if (GEN_UNLIKELY(mine.x87 != his->x87))
        __asm__ volatile("fldcw %0" ::"m"(his->x87));
}
#else
/* jump_fcontext() leaves the control register alone, so that it is the caller's already. */
void gen_context_adopt_control_(gen_context_t_ caller)
{
    (void)caller;
}
#endif

/* Where a context keeps the address it goes on at, in words from its beginning: measured, as Boost's versions differ. */
static int pc_word = -1;

enum { CONTEXT_WORDS = 40, PROBE_STACK = 8192 };

/* Arrives with the address at which the function begins that came here. */
static void probed(struct gen_arrival_ arrival)
{
    const uintptr_t *words = arrival.from;
    uintptr_t begin = *(uintptr_t *)arrival.data;

    for (int i = 0; i < CONTEXT_WORDS && pc_word < 0; i++)
        if (words[i] > begin && words[i] - begin < 256)
            pc_word = i;
    jump_fcontext(arrival.from, NULL);
}

static __attribute__((noinline)) void *probe(gen_context_t_ fresh, uintptr_t *begin)
{
    return jump_fcontext(fresh, begin).data; /* more than a jump: it returns here */
}

static void measure(void)
{
    static _Alignas(16) unsigned char stack[PROBE_STACK];
    void *(*volatile function)(gen_context_t_, uintptr_t *) = probe; /* volatile: that one, and no clone of it */
    uintptr_t begin;

    memcpy(&begin, (void *)&function, sizeof begin);
    function(make_fcontext(stack + sizeof stack, sizeof stack, probed), &begin);
}

uintptr_t gen_context_pc_(gen_context_t_ context, uintptr_t *frame)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    const uintptr_t *words = context;

    pthread_once(&once, measure);
    *frame = 0;
    if (pc_word < 0)
        return 0;
#ifdef __x86_64__
    *frame = words[pc_word - FRAME_WORD];
#endif
    return words[pc_word];
}

#endif
