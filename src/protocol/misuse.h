/* misuse.h - broken contracts that take looking for. Each ends the program with one sentence. */
#ifndef MISUSE_H
#define MISUSE_H

#include "protocol/internal.h"

/* g is running: then the step that runs it must be this caller's, or one further out. */
void gen_check_runs_here_(const gen_t *g);

/* The same of a body that no switch has resumed: it must be one without a stack, and run. */
void gen_check_stackless_self_(const gen_t *self, const char *function);

/* What is checked in a build with GEN_DEBUG where a body raises or returns. */
void gen_check_body_(const gen_t *self, const char *function);

/* A body raises, or returns: it must be the one that runs. An iterator's method does on its caller's stack. */
static inline void gen_check_self_(const gen_t *self, const char *function)
{
    gen_check_(self, function);
    if (GEN_UNLIKELY(self->hot.step == NULL && self->type == NULL))
        gen_check_stackless_self_(self, function);
#ifdef GEN_DEBUG
    gen_check_body_(self, function);
#endif
}

#endif
