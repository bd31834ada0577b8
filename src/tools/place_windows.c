/* place_windows.c - the place that a suspended stack waits at, as an address in its module: nothing there reads more. */
#include "machine/module.h"
#include "tools/place.h"
#include <string.h>

void gen_print_place_(const gen_t *g, gen_context_t_ context, FILE *out)
{
    struct module module;
    uintptr_t frame, pc = gen_context_pc_(context, &frame);

    (void)g;
    if (pc != 0 && gen_module_find_(&module, pc - 1))
        fprintf(out, ", at %s+%#zx", module.path, (size_t)module.offset);
}

void gen_print_line_(const gen_t *g, FILE *out)
{
    struct module module;
    gen_stackless_body_t *body = g->stackless->body;
    uintptr_t pc;

    memcpy(&pc, &body, sizeof pc);
    fprintf(out, ", at line %u", g->hot.at);
    if (gen_module_find_(&module, pc))
        fprintf(out, " of %s+%#zx", module.path, (size_t)module.offset);
}
