/* place_windows.c - the place that a suspended stack waits at, as an address in its module: nothing there reads more. */
#include "machine/module.h"
#include "tools/place.h"

void gen_print_place_(const gen_t *g, gen_context_t_ context, FILE *out)
{
    struct module module;
    uintptr_t frame, pc = gen_context_pc_(context, &frame);

    (void)g;
    if (pc != 0 && gen_module_find_(&module, pc - 1))
        fprintf(out, ", at %s+%#zx", module.path, (size_t)module.offset);
}
