/* fatal.c - a broken contract ends the program with one clear sentence. */
#include "error/fatal.h"
#include <stdarg.h>
#include <stdlib.h>

void gen_fatal_(const char *fmt, ...)
{
    va_list args;

    fflush(stdout);
    fputs("gen: ", stderr);
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fputc('\n', stderr);
    abort();
}

void gen_not_alive_(const gen_t *g, const char *function)
{
    if (g == NULL)
        gen_fatal_("%s() was given NULL instead of a generator", function);
    gen_fatal_("%s() was given a generator that was freed, or something else", function);
}

void gen_need_(const void *pointer, const char *function, const char *what)
{
    if (pointer == NULL)
        gen_fatal_("%s() was given NULL instead of %s", function, what);
}

void gen_null_string_(void)
{
    gen_fatal_("gen_str() was given NULL instead of a string: GEN_NONE is no value");
}

void gen_kind_mismatch_(gen_kind_t got, gen_kind_t wanted)
{
    gen_fatal_("a value of type %s was read where it is of type %s", gen_kind_name(wanted), gen_kind_name(got));
}
