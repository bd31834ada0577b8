/* place.h - the place in the source that a suspended stack waits at. */
#ifndef PLACE_H
#define PLACE_H

#include "protocol/internal.h"

/* Writes `, at file.c:12 in function` for the place where g waits in context, or `, at program+0x1234` where that is all
 * that is known. Nothing if it waits in the library, called by who knows whom. */
void gen_print_place_(const gen_t *g, gen_context_t_ context, FILE *out);

/* The same for g whose body has no stack and has left it at a yield: `, at file.c:12 in function`, or `, at line 12 of
 * program+0x1234` where the body begins. */
void gen_print_line_(const gen_t *g, FILE *out);

#endif
