/*
 * mapping_windows.c - address space that is reserved first, and memory that is committed stack by stack.
 *
 * Windows gives a thread's stack memory by way of a page that tells of the first access to it (PAGE_GUARD), at the lower end
 * of what is committed. Below a generator's stack lies such a page, too, in a guard of nothing but addresses: whoever runs
 * off the stack is told of there, be it as growth until the guard is used up, or at once (fault_windows.c).
 */
#include "machine/failure.h"
#include "machine/mapping.h"
#include <stdint.h>
#include <windows.h>

static size_t page_size(void)
{
    SYSTEM_INFO system;

    GetSystemInfo(&system);
    return system.dwPageSize;
}

size_t gen_mapping_round_(size_t size)
{
    size_t page = page_size();

    return (size + page - 1) / page * page;
}

static void explain(void)
{
    DWORD error = GetLastError();

    if (error == ERROR_COMMITMENT_LIMIT || error == ERROR_NOT_ENOUGH_MEMORY)
        gen_set_new_error_("no memory for stacks: the system commits no more than it has");
    else
        gen_set_new_error_("no memory for stacks: VirtualAlloc() failed");
}

static bool commit(char *low, size_t length, DWORD protection)
{
    if (VirtualAlloc(low, length, MEM_COMMIT, protection) != NULL)
        return true;
    explain();
    return false;
}

/* Without guards all is committed; otherwise nothing, until a stack is opened. */
char *gen_mapping_new_(size_t length, size_t guard, bool *open)
{
    char *low = VirtualAlloc(NULL, length, MEM_RESERVE, PAGE_READWRITE); /* as what grows is to have it */

    *open = guard == 0;
    if (low == NULL) {
        gen_set_new_error_("no address space for stacks: VirtualAlloc() failed");
        return NULL;
    }
    if (!*open || commit(low, length, PAGE_READWRITE))
        return low;
    gen_mapping_free_(low, length);
    return NULL;
}

void gen_mapping_free_(char *low, size_t length)
{
    (void)length;
    VirtualFree(low, 0, MEM_RELEASE);
}

/* The page below tells. What is opened lies above a guard. */
bool gen_mapping_open_(char *low, size_t length)
{
    size_t page = page_size();

    return commit(low, length, PAGE_READWRITE) && commit(low - page, page, PAGE_READWRITE | PAGE_GUARD);
}

bool gen_mapping_guard_(char *low, size_t length)
{
    DWORD before;

    if (VirtualProtect(low, length, PAGE_NOACCESS, &before))
        return true;
    explain();
    return false;
}

/* It stays committed: to commit it anew might be refused. Unlocking what is not locked has the process let go of it. */
static bool reset(void *low, size_t length)
{
    if (VirtualAlloc(low, length, MEM_RESET, PAGE_READWRITE) == NULL)
        return false;
    VirtualUnlock(low, length);
    return true;
}

/* What lies between the guards. */
bool gen_mapping_drop_(char *low, size_t length)
{
    char *end = low + length, *next;
    MEMORY_BASIC_INFORMATION part;
    bool done = true;

    for (; low < end; low = next) {
        if (VirtualQuery(low, &part, sizeof part) == 0)
            return false;
        next = (char *)part.BaseAddress + part.RegionSize;
        if (next > end)
            next = end;
        if (part.State == MEM_COMMIT && part.Protect == PAGE_READWRITE)
            done = reset(low, (size_t)(next - low)) && done;
    }
    return done;
}
