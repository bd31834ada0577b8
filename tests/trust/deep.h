/* deep.h - generators that need a lot of stack, and what is said when they have less. */
#ifndef DEEP_H
#define DEEP_H

#include "../death.h"
#include <gen.h>
#include <gen/stack.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define NAMED(name, size)                                                                                              \
    "gen: stack overflow in generator '" name "': its stack of " size                                                  \
    " bytes was not enough; ask for a larger stack_size in its attributes\n"

/* Calls itself, so many levels deep, each with a frame of a KiB. */
int recurse(int depth);

/* A generator with a stack of that size, 0 for the default, that calls it with that depth. */
gen_t *new_deep(const char *name, size_t stack_size, int depth);

/* Steps one of that name that needs a MiB and has 64 KiB. */
void overflow(void *name);

/* From here on every sigaction() fails. */
extern bool sigaction_fails;

/* A sanitizer names an overflow in its own way: then there is nothing to test. */
bool named_by_sanitizer(void);

#endif
