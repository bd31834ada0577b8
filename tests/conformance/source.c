#include "source.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define BLANKS " \t\r\v\f"
#define DEEPEST 100

static int count_words(const char *line)
{
    int count = 0;

    for (;;) {
        line += strspn(line, BLANKS);
        if (*line == '\0')
            return count;
        count++;
        line += strcspn(line, BLANKS);
    }
}

static void split(gp_reader_t *reader, char *text, int number)
{
    gp_line_t *line = &reader->lines[reader->count];
    int count = count_words(text);

    if (count == 0 || text[strspn(text, BLANKS)] == '#')
        return;
    line->number = number;
    line->words = gp_arena_allocate(reader->arena, (size_t)(count + 1) * sizeof *line->words);
    for (line->count = 0; line->count < count; line->count++) {
        text += strspn(text, BLANKS);
        line->words[line->count] = text;
        text += strcspn(text, BLANKS);
        if (*text != '\0')
            *text++ = '\0';
    }
    reader->count++;
}

void gp_reader_open(gp_reader_t *reader, gp_arena_t *arena, const char *path, char *text)
{
    size_t lines = 1;
    int number = 1;

    for (const char *c = text; *c != '\0'; c++)
        lines += *c == '\n';
    *reader = (gp_reader_t){.arena = arena, .path = path};
    reader->lines = gp_arena_allocate(arena, lines * sizeof *reader->lines);
    for (char *end; text != NULL; text = end, number++) {
        end = strchr(text, '\n');
        if (end != NULL)
            *end++ = '\0';
        split(reader, text, number);
    }
}

void gp_fail(const gp_reader_t *reader, const char *format, ...)
{
    int last = reader->at < reader->count ? reader->at : reader->count - 1;
    va_list arguments;

    fprintf(stderr, "%s:%d: ", reader->path, last < 0 ? 1 : reader->lines[last].number);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(2);
}

gp_line_t *gp_line(gp_reader_t *reader)
{
    if (reader->at >= reader->count)
        gp_fail(reader, "unexpected end of file");
    return &reader->lines[reader->at];
}

bool gp_line_is(gp_reader_t *reader, const char *word)
{
    return strcmp(gp_line(reader)->words[0], word) == 0;
}

void gp_deeper(gp_reader_t *reader)
{
    if (++reader->depth > DEEPEST)
        gp_fail(reader, "nested more than %d deep", DEEPEST);
}

void gp_expect_words(gp_reader_t *reader, const gp_line_t *line, int least, int most)
{
    if (line->count < least)
        gp_fail(reader, "'%s' needs more words", line->words[0]);
    if (line->count > most)
        gp_fail(reader, "unexpected '%s' after '%s'", line->words[most], line->words[most - 1]);
}
