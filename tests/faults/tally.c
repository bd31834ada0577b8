/* tally.c - counts in memory that the processes share. */
#define _GNU_SOURCE
#include "tally.h"
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

enum { MOST = 64 };

static struct line {
    char name[40];
    size_t count;
} * lines;

/* Ours would be counted, and might fail. */
void *__real_mmap(void *at, size_t length, int protection, int flags, int file, off_t offset);

void tally_begin(void)
{
    void *p;

    if (lines != NULL)
        return;
    p = __real_mmap(NULL, MOST * sizeof *lines, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    lines = p != MAP_FAILED ? p : NULL;
}

/* The line of that name, or the first that is free. */
static struct line *find(const char *name)
{
    struct line *line = lines;

    while (line < lines + MOST - 1 && line->name[0] != '\0' && strcmp(line->name, name) != 0)
        line++;
    return line;
}

void tally_count(const char *name)
{
    struct line *line = find(name);

    snprintf(line->name, sizeof line->name, "%s", name);
    line->count++;
}

const char *tally_end(const char *const names[])
{
    for (const struct line *line = lines; line->name[0] != '\0'; line++)
        printf("%s%s %zu", line == lines ? "" : ", ", line->name, line->count);
    putchar('\n');
    for (; *names != NULL; names++)
        if (find(*names)->count == 0)
            return *names;
    return NULL;
}
