/*
 * fault_windows.c - faults as Windows has them: an exception, seen before any handler of the program's.
 *
 * It is dispatched on the stack that it happened on, which must have room for it and be known to the system as this
 * thread's, down to the guard's lower end (switch_fcontext_windows.c). Off its stack a body reaches a page that tells. Within
 * what is known as the thread's stack the system takes that for growth, one page after the other, and raises a stack overflow
 * with a little room left where the guard ends. Elsewhere it tells at once.
 */
#include "machine/fault.h"
#include "machine/information_block.h"
#include <stdatomic.h>
#include <windows.h>

static gen_fault_seen_t *_Atomic show;
static void *fault_handler;

/* Of an overflow only the stack is known: what was touched is the guard, at whose end that stack begins. */
static LONG CALLBACK on_exception(EXCEPTION_POINTERS *exception)
{
    const EXCEPTION_RECORD *record = exception->ExceptionRecord;
    const void *sp = (const void *)exception->ContextRecord->Rsp;
    gen_fault_seen_t *seen = atomic_load(&show);

    if (seen == NULL)
        return EXCEPTION_CONTINUE_SEARCH;
    if (record->ExceptionCode == EXCEPTION_STACK_OVERFLOW)
        seen((const void *)gen_block_stack_end_(), sp);
    else if ((record->ExceptionCode == EXCEPTION_ACCESS_VIOLATION || record->ExceptionCode == EXCEPTION_GUARD_PAGE) &&
             record->NumberParameters >= 2)
        seen((const void *)record->ExceptionInformation[1], sp);
    return EXCEPTION_CONTINUE_SEARCH;
}

/* A program's own handlers come after this one, and can still do what they do. */
bool gen_fault_is_unhandled_(void)
{
    return true;
}

bool gen_fault_watch_(gen_fault_seen_t *seen)
{
    atomic_store(&show, seen);
    if (fault_handler == NULL)
        fault_handler = AddVectoredExceptionHandler(1, on_exception);
    return fault_handler != NULL;
}

void gen_fault_unwatch_(void)
{
    if (fault_handler != NULL && RemoveVectoredExceptionHandler(fault_handler) != 0)
        fault_handler = NULL;
    atomic_store(&show, NULL);
}

void gen_fault_make_room_(void)
{
}

void gen_fault_return_room_(void)
{
}

void gen_fault_say_(const char *text, size_t length)
{
    DWORD written;

    WriteFile(GetStdHandle(STD_ERROR_HANDLE), text, (DWORD)length, &written, NULL);
}
