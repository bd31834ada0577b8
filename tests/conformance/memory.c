#include "memory.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK ((size_t)64 * 1024)
#define ALIGNMENT ((size_t)16)

struct gp_chunk {
    struct gp_chunk *next;
    size_t used, size;
    char *bytes;
};

void *gp_reallocate(void *old, size_t size)
{
    void *memory = realloc(old, size);

    if (memory == NULL) {
        fputs("gen-gp: out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

void *gp_allocate(size_t size)
{
    return gp_reallocate(NULL, size);
}

static struct gp_chunk *new_chunk(gp_arena_t *arena, size_t least)
{
    struct gp_chunk *chunk = gp_allocate(sizeof *chunk);

    chunk->size = least > CHUNK ? least : CHUNK;
    chunk->bytes = gp_allocate(chunk->size);
    chunk->used = 0;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    return chunk;
}

void *gp_arena_allocate(gp_arena_t *arena, size_t size)
{
    struct gp_chunk *chunk = arena->chunks;
    char *memory;

    size = (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
    if (chunk == NULL || chunk->size - chunk->used < size)
        chunk = new_chunk(arena, size);
    memory = chunk->bytes + chunk->used;
    chunk->used += size;
    memset(memory, 0, size);
    return memory;
}

char *gp_arena_join(gp_arena_t *arena, char *const *words, int count)
{
    size_t length = 1;
    char *joined;

    for (int i = 0; i < count; i++)
        length += strlen(words[i]) + 1;
    joined = gp_arena_allocate(arena, length);
    for (int i = 0; i < count; i++) {
        if (i > 0)
            strcat(joined, " ");
        strcat(joined, words[i]);
    }
    return joined;
}

void gp_arena_free(gp_arena_t *arena)
{
    while (arena->chunks != NULL) {
        struct gp_chunk *chunk = arena->chunks;

        arena->chunks = chunk->next;
        free(chunk->bytes);
        free(chunk);
    }
}

int gp_name_index(gp_arena_t *arena, gp_names_t *names, const char *name)
{
    for (int i = 0; i < names->count; i++)
        if (strcmp(names->names[i], name) == 0)
            return i;
    if (names->count == names->capacity) {
        int capacity = names->capacity == 0 ? 8 : names->capacity * 2;
        const char **more = gp_arena_allocate(arena, (size_t)capacity * sizeof *more);

        for (int i = 0; i < names->count; i++)
            more[i] = names->names[i];
        names->names = more;
        names->capacity = capacity;
    }
    names->names[names->count] = name;
    return names->count++;
}

static void reserve(gp_text_t *text, size_t more)
{
    if (text->capacity - text->length > more)
        return;
    text->capacity = (text->length + more + 1) * 2;
    text->text = gp_reallocate(text->text, text->capacity);
}

void gp_text_add(gp_text_t *text, const char *more)
{
    size_t length = strlen(more);

    reserve(text, length);
    memcpy(text->text + text->length, more, length + 1);
    text->length += length;
}

void gp_text_format(gp_text_t *text, const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    reserve(text, (size_t)length);
    va_start(arguments, format);
    vsnprintf(text->text + text->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    text->length += (size_t)length;
}
