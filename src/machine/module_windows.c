/* module_windows.c - asking the loader what was loaded from where. */
#include "machine/module.h"
#include <windows.h>

static HMODULE module_of(uintptr_t pc, DWORD flags)
{
    HMODULE module = NULL;

    if (!GetModuleHandleExA(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | flags, (LPCSTR)pc, &module))
        return NULL;
    return module;
}

bool gen_module_find_(struct module *module, uintptr_t pc)
{
    HMODULE found = module_of(pc, GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT);
    DWORD length;

    if (found == NULL)
        return false;
    module->pc = pc;
    module->offset = pc - (uintptr_t)found;
    length = GetModuleFileNameA(found, module->path, sizeof module->path);
    module->path[length < sizeof module->path ? length : 0] = '\0';
    return true;
}

/* A plugin may have a copy of the library inside, and be unloaded while the ends of threads and faults still call it. */
void gen_module_stay_(void)
{
    static const char inside;

    module_of((uintptr_t)&inside, GET_MODULE_HANDLE_EX_FLAG_PIN);
}
