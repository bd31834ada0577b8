/*
 * switch_windows.c - what Windows is to know of a generator's stack beside its limits, which jump_fcontext() takes along.
 *
 * The system deals with faults in what it takes for the thread's stack: between the addresses that the thread information
 * block has for its upper end and for the lower end of its allocation. The guard belongs to that: without it there would
 * never be room for telling of an overflow.
 */
#include "machine/context.h"

#ifdef _WIN32
#include "machine/information_block.h"
#include <windows.h>

enum { PAGE = 4096 };

static bool is(const char *page, DWORD state, DWORD protection, const void *allocation)
{
    MEMORY_BASIC_INFORMATION part;

    return VirtualQuery(page, &part, sizeof part) != 0 && part.State == state &&
           (part.Protect & protection) == protection && (allocation == NULL || part.AllocationBase == allocation);
}

/* Where there is a page that tells below this stack, what is only reserved below that is its guard. */
void gen_context_claim_guard_(void)
{
    const char *page = (const char *)gen_block_stack_limit_() - PAGE;
    MEMORY_BASIC_INFORMATION own;

    if (!is(page, MEM_COMMIT, PAGE_GUARD, NULL) || VirtualQuery(page, &own, sizeof own) == 0)
        return;
    while (is(page - PAGE, MEM_RESERVE, 0, own.AllocationBase))
        page -= PAGE;
    gen_block_set_stack_end_((uintptr_t)page);
}
#endif
