/* module.c - asking the dynamic linker what was loaded from where. */
#define _GNU_SOURCE
#include "machine/module.h"
#include <dlfcn.h>
#include <link.h>
#include <stdio.h>

/* Weak: a program that is linked statically has none, and unloads nothing. */
#pragma weak dlopen
#pragma weak dlclose

static int look_in(struct dl_phdr_info *info, size_t size, void *arg)
{
    struct module *module = arg;

    (void)size;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];

        if (part->p_type == PT_LOAD && module->pc - info->dlpi_addr - part->p_vaddr < part->p_memsz) {
            module->offset = module->pc - info->dlpi_addr;
            snprintf(module->path, sizeof module->path, "%s", info->dlpi_name);
            return 1;
        }
    }
    return 0;
}

bool gen_module_find_(struct module *module, uintptr_t pc)
{
    module->pc = pc;
    return dl_iterate_phdr(look_in, module) != 0;
}

/* A plugin may have a copy of the library inside, and be closed while threads and signal handlers still know it. */
void gen_module_stay_(void)
{
    static const char inside;
    struct module own;
    void *handle;

    if (dlopen == NULL || !gen_module_find_(&own, (uintptr_t)&inside) || own.path[0] == '\0')
        return;
    handle = dlopen(own.path, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
    if (handle != NULL)
        dlclose(handle);
}
