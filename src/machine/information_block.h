/* information_block.h - what Windows knows of a thread's stack, in the block that the register GS leads to. */
#ifndef INFORMATION_BLOCK_H
#define INFORMATION_BLOCK_H

#include <stdint.h>

/* The lower end of what is committed. */
static inline uintptr_t gen_block_stack_limit_(void)
{
    uintptr_t limit;

    __asm__ volatile("movq %%gs:0x10, %0" : "=r"(limit));
    return limit;
}

/* The lower end of what is reserved. */
static inline uintptr_t gen_block_stack_end_(void)
{
    uintptr_t end;

    __asm__ volatile("movq %%gs:0x1478, %0" : "=r"(end));
    return end;
}

static inline void gen_block_set_stack_end_(uintptr_t end)
{
    __asm__ volatile("movq %0, %%gs:0x1478" ::"r"(end));
}

#endif
