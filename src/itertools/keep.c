/* keep.c */
#include "itertools/keep.h"
#include <stdlib.h>
#include <string.h>

static bool keep_joined(gen_value_t *slot, const char *first, const char *second)
{
    size_t length = strlen(first), more = strlen(second);
    char *text = malloc(length + more + 1);

    if (text == NULL)
        return false;
    memcpy(text, first, length);
    memcpy(text + length, second, more + 1);
    gen_value_drop(slot); /* only now: the strings may be in it */
    *slot = gen_str(text);
    return true;
}

static bool or_raise(gen_t *self, bool kept)
{
    if (!kept)
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
    return kept;
}

bool gen_keep_(gen_t *self, gen_value_t *slot, gen_value_t value)
{
    return or_raise(self, gen_value_keep(slot, value));
}

bool gen_keep_joined_(gen_t *self, gen_value_t *slot, const char *first, const char *second)
{
    return or_raise(self, keep_joined(slot, first, second));
}

size_t gen_keep_size_(gen_value_t given)
{
    return given.kind == GEN_KIND_STR ? strlen(given.as.s) + 1 : 0;
}

gen_value_t gen_keep_at_(char *place, gen_value_t given)
{
    if (given.kind == GEN_KIND_STR)
        return gen_str(strcpy(place, given.as.s));
    if (given.kind == GEN_KIND_ERROR)
        gen_error_ref(given.as.e);
    return given;
}

void gen_keep_forget_(gen_value_t *given)
{
    gen_value_t kept = *given;

    *given = GEN_NONE;
    if (kept.kind == GEN_KIND_ERROR)
        gen_error_free(kept.as.e);
}
