/* keep.h - values that outlive the step they came by: a string is copied, an exception referred to. */
#ifndef KEEP_H
#define KEEP_H

#include <gen/body.h>

/* Puts what is kept of value in *slot, in place of what was kept there; false, and *slot as it was: a MemoryError on self. */
bool gen_keep_(gen_t *self, gen_value_t *slot, gen_value_t value);

/* The same of two strings in one. */
bool gen_keep_joined_(gen_t *self, gen_value_t *slot, const char *first, const char *second);

/* A value that is given when an iterator is made: its text stands behind the iterator's state. */
size_t gen_keep_size_(gen_value_t given);
gen_value_t gen_keep_at_(char *place, gen_value_t given);
void gen_keep_forget_(gen_value_t *given); /* which is None then */

#endif
