/* number.h - what Python's operators do with values. */
#ifndef NUMBER_H
#define NUMBER_H

#include <gen/error.h>

/* As messages have it: 'NoneType'. */
const char *gen_type_name_(gen_value_t value);

/* `*sum = total + value` of numbers. Returns NULL, or the exception: TypeError, OverflowError. */
gen_error_t *gen_add_(gen_value_t total, gen_value_t value, gen_value_t *sum);

/* `*less = a < b` of numbers or of strings. Returns NULL, or the exception: TypeError. */
gen_error_t *gen_less_(gen_value_t a, gen_value_t b, bool *less);

#endif
