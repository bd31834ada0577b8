/* module.h - the program or shared library that code was loaded from. */
#ifndef MODULE_H
#define MODULE_H

#include <stdbool.h>
#include <stdint.h>

struct module {
    uintptr_t pc, offset; /* an address in its code, as it is and from where it was loaded */
    char path[512];       /* empty: the program itself */
};

/* False: no code is known to lie there. */
bool gen_module_find_(struct module *module, uintptr_t pc);

/* The one that this library is in will never be unloaded: a thread's end and a signal call it back. */
void gen_module_stay_(void);

#endif
