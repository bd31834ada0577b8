/* The text of a program file, cut into lines of words, and the one way to complain about it. */
#ifndef GP_SOURCE_H
#define GP_SOURCE_H

#include "program.h"

/* A line that says something: empty lines and comments are left out. */
typedef struct {
    int number;
    int count; /* of words, at least 1 */
    char **words;
} gp_line_t;

/* What the parser reads from, and where it has got to. */
typedef struct {
    gp_arena_t *arena;
    const char *path;
    gp_line_t *lines;
    int count, at;
    gp_program_t *program;  /* that is being parsed */
    gp_definition_t *scope; /* whose variables names are */
    int loops;              /* how many loops enclose the statement: break and continue need one */
    bool may_yield;         /* whether the block belongs to a body */
    int depth;              /* of nested blocks and nested values: bounded, since the parser recurses */
} gp_reader_t;

void gp_reader_open(gp_reader_t *reader, gp_arena_t *arena, const char *path, char *text);

/* The line the reader is at. The end of the file is a mistake here. */
gp_line_t *gp_line(gp_reader_t *reader);
bool gp_line_is(gp_reader_t *reader, const char *word);

/* One line to stderr, with the place, and the end of the process with status 2. */
GEN_NORETURN void gp_fail(const gp_reader_t *reader, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Goes one level deeper, if that is not too deep; whoever calls it lowers the depth again. */
void gp_deeper(gp_reader_t *reader);

/* Fails unless the line has between so many words. */
void gp_expect_words(gp_reader_t *reader, const gp_line_t *line, int least, int most);

/* Operands. The words are checked; a variable is looked up in the reader's scope. */
bool gp_is_lower_name(const char *word);
bool gp_is_upper_name(const char *word);
int gp_variable(gp_reader_t *reader, const char *word);
int gp_handle(gp_reader_t *reader, const char *word);
gp_operand_t gp_operand(gp_reader_t *reader, char *word);
gp_exc_spec_t gp_exc_spec(gp_reader_t *reader, char **words, int count);
gp_source_t gp_source(gp_reader_t *reader, char **words, int count);

/* A block up to, not including, one of the closing words (a NULL ends the list of them). */
gp_statement_t *gp_parse_block(gp_reader_t *reader, const char *const *closing);

#endif
