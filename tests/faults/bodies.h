/* bodies.h - what the scenarios of the core are made of. Those that clean up tell of it by entered() and left(). */
#ifndef BODIES_H
#define BODIES_H

#include <gen.h>

/* x = yield total; except ValueError: total = 0. A value that is no int ends it. */
gen_body_t accumulator;

/* Yields from the gen_t * that it is given, and then what that returned. */
gen_body_t delegator;

/* Raises, with a message longer than anything that could be kept ready for it. */
gen_body_t raiser;

/* except KeyError as e: raise RuntimeError from e */
gen_body_t handler;

#endif
