/* panic.c - the last words of a program that was told wrong things. */
#include "async/panic.h"
#include <stdlib.h>

void gen_panic_(const char *function, const char *sentence)
{
    fprintf(stderr, "%s: %s\n", function, sentence);
    abort();
}

void gen_panic_null_(const char *function, const char *argument)
{
    size_t length = strlen(function);

    if (function[length - 1] == '_') /* the rest of an inline function */
        length--;
    fprintf(stderr, "%.*s: NULL was given for '%s'\n", (int)length, function, argument);
    abort();
}
