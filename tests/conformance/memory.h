/* Memory of the executor: an arena for program trees, tables of names, and text that grows. */
#ifndef GP_MEMORY_H
#define GP_MEMORY_H

#include <stddef.h>

/* malloc() and realloc(), which end the process when there is no memory. */
void *gp_allocate(size_t size);
void *gp_reallocate(void *old, size_t size);

/* Everything that is allocated from an arena is zeroed and goes at once. Start from {NULL}. */
typedef struct gp_arena {
    struct gp_chunk *chunks;
} gp_arena_t;

void *gp_arena_allocate(gp_arena_t *arena, size_t size);
char *gp_arena_join(gp_arena_t *arena, char *const *words, int count); /* the words with one blank between them */
void gp_arena_free(gp_arena_t *arena);

/* Names in the order of their first use; the strings are borrowed, the table is the arena's. */
typedef struct {
    const char **names;
    int count, capacity;
} gp_names_t;

int gp_name_index(gp_arena_t *arena, gp_names_t *names, const char *name);

/* Text that grows. Start from {NULL, 0, 0}. */
typedef struct {
    char *text;
    size_t length, capacity;
} gp_text_t;

void gp_text_add(gp_text_t *text, const char *more);
void gp_text_format(gp_text_t *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
