/* agens.h - async generators that several tests use. */
#ifndef AGENS_H
#define AGENS_H

#include "tasks.h"

/* Awaits an operation, and records what it gives or raises. */
void await_op(gen_t *self, gen_t *operation);

/* Yields 0 to n - 1, with sleeps in between and in its cleanup. */
gen_t *counter(int n);

/* Raises a KeyError when it is closed. */
gen_body_t raise_in_answer;

#endif
