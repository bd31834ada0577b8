/*
 * thread.h - what a thread has of its own: variables, an end that is noticed, a stack.
 *
 * Variables that the end of a thread looks at must last until then. Where the system has thread-local storage they do; on
 * Windows, where the compiler plays it by library calls, the memory may be gone first, and so they are kept apart there.
 */
#ifndef THREAD_H
#define THREAD_H

#include <stdbool.h>
#include <stddef.h>

#ifdef _WIN32
struct gen_thread_variable_ {
    size_t size;
    _Atomic unsigned long key; /* the system's index for it and 1, or 0 before that is known */
    struct gen_thread_variable_ *next;
};

void *gen_thread_variable_(struct gen_thread_variable_ *variable);

#define GEN_OF_THREAD(type, name)                                                                                      \
    extern struct gen_thread_variable_ name##variable_;                                                                \
    static inline type *name(void)                                                                                     \
    {                                                                                                                  \
        return (type *)gen_thread_variable_(&name##variable_);                                                         \
    }
#define GEN_OF_THREAD_DEFINED(type, name) struct gen_thread_variable_ name##variable_ = {sizeof(type), 0, NULL}
#else
/* Declares a function with the address of a variable, zero at first; and defines that variable. */
#define GEN_OF_THREAD(type, name)                                                                                      \
    extern _Thread_local type name##variable_ __attribute__((tls_model("initial-exec")));                              \
    static inline type *name(void)                                                                                     \
    {                                                                                                                  \
        return &name##variable_;                                                                                       \
    }
#define GEN_OF_THREAD_DEFINED(type, name) _Thread_local type name##variable_
#endif

/* Once for all threads: what to call at the end of each that gen_thread_has_end_() was called in, with its argument. False:
 * it can't be done. */
bool gen_thread_ends_call_(void (*function)(void *arg));
bool gen_thread_has_end_(void *arg);

/* This thread's own stack; left as they are where that is not known. */
void gen_thread_stack_(const void **low, size_t *size);

#endif
