/* group.c - several exceptions in one (PEP 654). */
#include "error/error.h"
#include "error/fatal.h"
#include <stdlib.h>
#include <string.h>

/* The narrower type if it may hold them all. */
static const gen_exc_t *group_type(gen_error_t *const *errors, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!gen_error_is(errors[i], GEN_EXCEPTION))
            return GEN_BASE_EXCEPTION_GROUP;
    return GEN_EXCEPTION_GROUP;
}

static void check_members(gen_error_t *const *errors, size_t count)
{
    if (count > 0)
        gen_need_(errors, "gen_error_new_group", "an array of exceptions");
    for (size_t i = 0; i < count; i++)
        gen_error_check_(errors[i], "gen_error_new_group");
}

static gen_error_t *new_group(const char *message, gen_error_t *const *errors, size_t count)
{
    static const char format[] = "%s (%zu sub-exception%s)";
    const char *plural = count == 1 ? "" : "s";
    size_t size = (size_t)snprintf(NULL, 0, format, message, count, plural) + 1, message_size = strlen(message) + 1;
    gen_error_t **members = count < SIZE_MAX ? calloc(count + 1, sizeof(gen_error_t *)) : NULL;
    gen_error_t *e;

    if (members == NULL)
        return gen_error_new(GEN_MEMORY_ERROR, NULL);
    check_members(errors, count); /* not before it is known that there can be so many */
    e = gen_error_allocate_(group_type(errors, count), size + message_size);
    if (e->immortal) {
        free(members);
        return e;
    }
    snprintf(e->text, size, format, message, count, plural);
    memcpy(e->text + size, message, message_size);
    e->value = gen_str(e->text);
    for (size_t i = 0; i < count; i++)
        members[i] = gen_error_ref(errors[i]);
    members[count] = NULL;
    e->members = members;
    return e;
}

gen_error_t *gen_error_new_group(const char *message, gen_error_t *const *errors, size_t count)
{
    gen_need_(message, "gen_error_new_group", "a string");
    return new_group(message, errors, count);
}

size_t gen_error_group_size(const gen_error_t *e)
{
    size_t count = 0;

    if (e == NULL)
        return 0;
    gen_error_check_(e, "gen_error_group_size");
    while (e->members != NULL && e->members[count] != NULL)
        count++;
    return count;
}

gen_error_t *gen_error_group_at(const gen_error_t *e, size_t index)
{
    return index < gen_error_group_size(e) ? e->members[index] : NULL;
}

/* It lies behind the one with the count. */
const char *gen_error_group_message(const gen_error_t *e)
{
    if (e == NULL)
        return "";
    gen_error_check_(e, "gen_error_group_message");
    return e->members != NULL ? e->text + strlen(e->text) + 1 : "";
}
