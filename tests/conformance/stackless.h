/* Bodies without a stack: the statements of a program, walked by one function that yields by the macros. */
#ifndef GP_STACKLESS_H
#define GP_STACKLESS_H

#include "instance.h"

/* A generator that runs the body of an instance, which it owns from then on. */
gen_t *gp_stackless_new(gp_instance_t *instance);

#endif
