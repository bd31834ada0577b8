/* error_print.c - exceptions as the last lines of a Python traceback. */
#include "error.h"

enum { LONGEST_CHAIN = 1000 }; /* causes may form a cycle */

/* The exception that is printed before e: its cause, or else its context unless that is suppressed. */
static const gen_error_t *before(const gen_error_t *e)
{
    if (e->cause != NULL)
        return e->cause;
    return e->suppress_context ? NULL : e->context;
}

/* `Type: value`. The value is as str() gives it, but a KeyError's as repr() does. */
static void print_one(const gen_error_t *e, FILE *out)
{
    fputs(e->type->name, out);
    if (e->value.kind != GEN_KIND_NONE) {
        fputs(": ", out);
        if (e->value.kind == GEN_KIND_STR && !gen_exc_is(e->type, GEN_KEY_ERROR))
            fputs(e->value.as.s, out);
        else
            gen_value_print(e->value, out);
    }
    fputc('\n', out);
}

static void print_link(const gen_error_t *e, FILE *out)
{
    fputs(e->cause != NULL ? "\nThe above exception was the direct cause of the following exception:\n\n"
                           : "\nDuring handling of the above exception, another exception occurred:\n\n",
          out);
}

/* Walks from e anew for each one, so that a long chain needs no stack. */
void gen_error_print(const gen_error_t *e, FILE *out)
{
    int length = 0;

    for (const gen_error_t *o = before(e); o != NULL && length < LONGEST_CHAIN; o = before(o))
        length++;
    for (int distance = length; distance >= 0; distance--) {
        const gen_error_t *o = e;

        for (int i = 0; i < distance; i++)
            o = before(o);
        print_one(o, out);
        if (distance > 0) {
            o = e;
            for (int i = 0; i < distance - 1; i++)
                o = before(o);
            print_link(o, out);
        }
    }
}
