/* error.h - the exception object. */
#ifndef ERROR_H
#define ERROR_H

#include <gen/error.h>
#include <stdarg.h>

struct gen_error_object {
    const gen_exc_t *type;
    gen_value_t value; /* a message is a string in text */
    gen_error_t *cause;
    gen_error_t *context;
    gen_error_t *dying; /* links those that are being freed together */
    unsigned refs;
    bool suppress_context;
    bool immortal;
    bool has_text;
    char text[];
};

gen_error_t *gen_error_new_list_(const gen_exc_t *type, const char *fmt, va_list args) GEN_FORMAT(2, 0);

#endif
