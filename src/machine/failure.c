/* failure.c - why there was no memory, no stack, no generator. */
#include "machine/failure.h"
#include <gen/generator.h>

static _Thread_local const char *new_error = "";

void gen_set_new_error_(const char *sentence)
{
    new_error = sentence;
}

const char *gen_new_error(void)
{
    return new_error;
}
