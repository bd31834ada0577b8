/*
 * thread_windows.c - threads as Windows has them, whoever made them.
 *
 * Their end is told by the loader to every module. That is later than the destructors of pthread_key_create(), which free
 * what the compiler's thread-local variables were. A process that ends has stopped its other threads wherever they were:
 * then nothing is done.
 */
#include "machine/thread.h"
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

static SRWLOCK lock = SRWLOCK_INIT;
static struct gen_thread_variable_ *variables; /* those with a key */
static void (*at_end)(void *arg);

GEN_OF_THREAD(void *, argument_of_end_)
GEN_OF_THREAD_DEFINED(void *, argument_of_end_);

static void give_key(struct gen_thread_variable_ *variable)
{
    DWORD index;

    AcquireSRWLockExclusive(&lock);
    if (variable->key == 0 && (index = TlsAlloc()) != TLS_OUT_OF_INDEXES) {
        variable->next = variables;
        variables = variable;
        variable->key = index + 1;
    }
    ReleaseSRWLockExclusive(&lock);
}

/* There is no way to say that there is none, as there would be none from a compiler that had it by the C library. */
static void *make(struct gen_thread_variable_ *variable)
{
    void *memory = calloc(1, variable->size);

    give_key(variable);
    if (memory == NULL || variable->key == 0 || !TlsSetValue(variable->key - 1, memory)) {
        fputs("gen: there is no memory for the variables of a thread\n", stderr);
        abort();
    }
    return memory;
}

/* Not to be noticed by who looks at the last error. */
void *gen_thread_variable_(struct gen_thread_variable_ *variable)
{
    DWORD error = GetLastError(), key = variable->key;
    void *memory = key != 0 ? TlsGetValue(key - 1) : NULL;

    if (memory == NULL)
        memory = make(variable);
    SetLastError(error);
    return memory;
}

static void free_variables(void)
{
    AcquireSRWLockShared(&lock);
    for (struct gen_thread_variable_ *v = variables; v != NULL; v = v->next) {
        free(TlsGetValue(v->key - 1));
        TlsSetValue(v->key - 1, NULL);
    }
    ReleaseSRWLockShared(&lock);
}

static void NTAPI on_event(void *module, DWORD reason, void *reserved)
{
    DWORD key = argument_of_end_variable_.key;
    void **argument = reason == DLL_THREAD_DETACH && key != 0 ? TlsGetValue(key - 1) : NULL;

    (void)module;
    (void)reserved;
    if (argument != NULL && *argument != NULL)
        at_end(*argument);
    if (reason == DLL_THREAD_DETACH)
        free_variables();
}

/* The loader calls what is in this section. */
__attribute__((used, section(".CRT$XLB"))) static const PIMAGE_TLS_CALLBACK told = on_event;

bool gen_thread_ends_call_(void (*function)(void *arg))
{
    at_end = function;
    return true;
}

bool gen_thread_has_end_(void *arg)
{
    *argument_of_end_() = arg;
    return true;
}

void gen_thread_stack_(const void **low, size_t *size)
{
    ULONG_PTR begin, end;

    GetCurrentThreadStackLimits(&begin, &end);
    *low = (const void *)begin;
    *size = end - begin;
}
