/* sources.c - where values come from: arrays, a string's parts, a file's lines. */
#include "itertools/line.h"
#include "itertools/tool.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct values {
    struct tool tool;
    const gen_value_t *array;
    size_t at, count;
};

static gen_status_t find_forwards(gen_t *self, void *state, gen_value_t *out)
{
    struct values *x = state;

    if (x->array == NULL && x->count > 0)
        return gen_tool_not_iterable_(self, &x->tool, GEN_NONE);
    if (x->at == x->count)
        return GEN_RETURNED;
    *out = x->array[x->at++];
    return GEN_YIELDED;
}

static gen_status_t find_backwards(gen_t *self, void *state, gen_value_t *out)
{
    struct values *x = state;

    if (x->array == NULL && x->count > 0)
        return gen_tool_not_iterable_(self, &x->tool, GEN_NONE);
    if (x->count == 0)
        return GEN_RETURNED;
    *out = x->array[--x->count];
    return GEN_YIELDED;
}

TOOL_KIND(values, find_forwards, NULL);
TOOL_KIND(reversed, find_backwards, NULL);

gen_t *gen_values(const gen_value_t *array, size_t count)
{
    struct values x = {.tool.kind = &values, .array = array, .count = count};

    return gen_tool_new_(&x.tool, sizeof x, 0);
}

gen_t *gen_reversed(const gen_value_t *array, size_t count)
{
    struct values x = {.tool.kind = &reversed, .array = array, .count = count};

    return gen_tool_new_(&x.tool, sizeof x, 0);
}

struct split {
    struct tool tool;
    char *rest;            /* what has not been split yet; NULL when there is nothing any more */
    const char *separator; /* behind the text; NULL for blanks */
    char text[];           /* a copy, cut where parts end */
};

static const char blanks[] = " \t\n\r\v\f";

/* str.split() without a separator: there are no empty parts. */
static char *next_word(struct split *x)
{
    char *word = x->rest + strspn(x->rest, blanks);
    char *end = word + strcspn(word, blanks);

    x->rest = *end != '\0' ? end + 1 : end;
    *end = '\0';
    return word[0] != '\0' ? word : NULL;
}

static char *next_part(struct split *x)
{
    char *part = x->rest, *end = part != NULL ? strstr(part, x->separator) : NULL;

    x->rest = end != NULL ? end + strlen(x->separator) : NULL;
    if (end != NULL)
        *end = '\0';
    return part;
}

static gen_status_t find_split(gen_t *self, void *state, gen_value_t *out)
{
    struct split *x = state;
    char *part;

    if (x->separator != NULL && x->separator[0] == '\0') {
        x->tool.done = true;
        return gen_raise(self, GEN_VALUE_ERROR, "empty separator");
    }
    part = x->separator == NULL ? next_word(x) : next_part(x);
    if (part == NULL)
        return GEN_RETURNED;
    *out = gen_str(part);
    return GEN_YIELDED;
}

TOOL_KIND(split, find_split, NULL);

gen_t *gen_split(const char *text, const char *separator)
{
    size_t size = strlen(gen_as_str(gen_str(text))) + 1, more = separator != NULL ? strlen(separator) + 1 : 0;
    gen_t *g = gen_iter_new(&split.type, NULL, sizeof(struct split) + size + more);
    struct split *x = g != NULL ? gen_iter_state(g, &split.type) : NULL;

    if (x == NULL)
        return NULL;
    x->tool.kind = &split;
    x->rest = memcpy(x->text, text, size);
    if (separator != NULL)
        x->separator = memcpy(x->text + size, separator, more);
    return g;
}

struct lines {
    struct tool tool;
    FILE *file;
    char *line; /* gen_line_read_()'s */
    size_t size;
};

static gen_status_t find_lines(gen_t *self, void *state, gen_value_t *out)
{
    struct lines *x = state;

    if (x->file == NULL)
        return gen_tool_not_iterable_(self, &x->tool, GEN_NONE);
    if (gen_line_read_(&x->line, &x->size, x->file)) {
        *out = gen_str(x->line);
        return GEN_YIELDED;
    }
    if (feof(x->file))
        return GEN_RETURNED;
    if (errno == ENOMEM)
        return gen_raise(self, GEN_MEMORY_ERROR, NULL);
    return gen_raise(self, GEN_OS_ERROR, "[Errno %d] %s", errno, strerror(errno));
}

static void drop_lines(void *state)
{
    struct lines *x = state;

    free(x->line);
    x->line = NULL;
    x->size = 0;
}

TOOL_KIND(lines, find_lines, drop_lines);

gen_t *gen_lines(FILE *file)
{
    struct lines x = {.tool.kind = &lines, .file = file};

    return gen_tool_new_(&x.tool, sizeof x, 0);
}
