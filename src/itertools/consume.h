/* consume.h - taking a source to its end. */
#ifndef CONSUME_H
#define CONSUME_H

#include <gen/itertools.h>

/* The next value; false at the end, which may be an exception: then *e is set, and owned. No source is a MemoryError. */
bool gen_consume_(gen_t *source, gen_value_t *value, gen_error_t **e);

/* What it came to: hands e over, or writes it where nobody takes it. */
gen_status_t gen_consumed_(gen_error_t *e, gen_error_t **error);

#endif
