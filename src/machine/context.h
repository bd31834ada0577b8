/*
 * context.h - the machine: all that the library needs of Boost.Context, sanitizers and Valgrind.
 *
 * Switching itself is gen_switch_ of gen/switch.h. The rest tells whoever watches the program which stacks there are.
 */
#ifndef CONTEXT_H
#define CONTEXT_H

#include <gen/switch.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Boost.Context's C ABI; struct gen_arrival_ is its transfer_t. */
struct gen_arrival_ jump_fcontext(gen_context_t_ to, void *data);
gen_context_t_ make_fcontext(void *top, size_t size, void (*entry)(struct gen_arrival_));

#ifdef _WIN32
/* switch_windows.c: what a stack that has just begun tells the system. */
void gen_context_claim_guard_(void);
#endif

#ifdef __powerpc64__
/* switch_ppc64.c: jump_fcontext(), and the registers that it loses. */
struct gen_arrival_ gen_context_jump_(gen_context_t_ to, void *data);
#endif

/* What frames take of a stack of less than a page beyond those of x86-64: the least that the ABI has them be, and what
 * jump_fcontext() keeps there. */
#if defined(__aarch64__) || defined(__s390x__) || defined(__powerpc64__) || defined(_WIN32)
enum { GEN_CONTEXT_ROOM_ = 1024 };
#else
enum { GEN_CONTEXT_ROOM_ = 0 };
#endif

/* The switch alone, which nobody is told of. */
static inline struct gen_arrival_ gen_context_switch_(gen_context_t_ to, void *data)
{
#ifdef GEN_SWITCH_NATIVE_
    return gen_switch_native_(to, data);
#elif defined(__powerpc64__)
    return gen_context_jump_(to, data);
#else
    return jump_fcontext(to, data);
#endif
}

/* Makes a context that will call entry on the stack that ends at top. */
gen_context_t_ gen_context_make_(void *top, size_t size, void (*entry)(struct gen_arrival_));

/* Must be called first by what runs on a fresh stack, with what it was given. @return who started it, with what */
struct gen_arrival_ gen_context_arrived_(struct gen_arrival_ arrival);

/* Below that address nothing on a suspended stack is in use. */
char *gen_context_low_(gen_context_t_ context);

/* Floating point goes on with the control settings (rounding, what traps, flush to zero) of who waits there: a body begins
 * with its caller's, as a function does, and not with those that the last one on its stack has left. */
void gen_context_adopt_control_(gen_context_t_ caller);

/* What those who watch know a stack by. */
struct gen_context_stack_ {
    const void *low;
    size_t size;
    void *fiber; /* ThreadSanitizer's name for it */
};

/* What they have to be told, and only those above know. Handed down before all is used; NULL for nothing. */
struct gen_context_hooks_ {
    bool (*find)(const void *address, struct gen_context_stack_ *found); /* false: it lies on none of ours */
    void (*leaving)(gen_context_t_ to, const void *data);                /* before a switch, */
    void (*arrived)(gen_context_t_ from);                                /* and after it */
};
extern struct gen_context_hooks_ gen_context_hooks_;

/* These bytes begin to be a stack, and end. ThreadSanitizer and Valgrind have names for it. */
void gen_context_born_(void *low, size_t size, void **fiber, unsigned *valgrind_id);
void gen_context_dead_(void *low, size_t size, void *fiber, unsigned valgrind_id);

/* What is there is no frame's any more. */
void gen_context_forget_(void *low, size_t size);

/* The address that a suspended stack goes on at, 0 if unknown; and its frame pointer, where that is known. */
uintptr_t gen_context_pc_(gen_context_t_ context, uintptr_t *frame);

/* Nobody may touch this memory, which is no stack now, and somebody may again. */
void gen_context_forbid_(void *low, size_t size);
void gen_context_allow_(void *low, size_t size);

/* This part of a resting stack, below what is in use too, is about to be looked at from outside. */
void gen_context_expose_(void *low, size_t size);

/* Finds out what follows. */
void gen_look_who_watches_(void);

/* Whether every switch is looked at, by a sanitizer or by GEN_DEBUG: stacks are then not kept, so that nothing stale on
 * them misleads. And whether it is a sanitizer. */
extern bool gen_watched_, gen_sanitized_;

/* Whether Valgrind runs the program. */
extern bool gen_on_valgrind_;

#endif
