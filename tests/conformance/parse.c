/* Programs and their declarations. */
#include "instance.h"
#include "source.h"
#include <stdlib.h>
#include <string.h>

static const char *const END[] = {"end", NULL};
static const char *const METHODS[GP_METHODS] = {"next", "send", "throw", "close"};
static const char *const NOTES[] = {"ref", "note", "since", "split", "feat", "rule"};

static gp_definition_t *find_definition(const gp_program_t *program, const char *name)
{
    for (gp_definition_t *d = program->definitions; d != NULL; d = d->next)
        if (strcmp(d->name, name) == 0)
            return d;
    return NULL;
}

static gp_definition_t *new_definition(gp_reader_t *reader, const char *name)
{
    gp_definition_t *definition = gp_arena_allocate(reader->arena, sizeof *definition);

    definition->name = name;
    reader->scope = definition;
    reader->loops = 0;
    return definition;
}

/* A named body or iterator, from the line that declares it. */
static gp_definition_t *declare(gp_reader_t *reader)
{
    gp_line_t *line = gp_line(reader);
    gp_definition_t *definition;

    gp_expect_words(reader, line, 2, 2);
    if (!gp_is_upper_name(line->words[1]))
        gp_fail(reader, "'%s' is not the name of a body or iter", line->words[1]);
    if (find_definition(reader->program, line->words[1]) != NULL)
        gp_fail(reader, "'%s' is declared twice", line->words[1]);
    definition = new_definition(reader, line->words[1]);
    definition->next = reader->program->definitions;
    reader->program->definitions = definition;
    reader->at++;
    return definition;
}

static void parse_body(gp_reader_t *reader)
{
    gp_definition_t *body = declare(reader);

    reader->may_yield = true;
    body->block = gp_parse_block(reader, END);
    reader->at++;
}

static void parse_method(gp_reader_t *reader, gp_definition_t *iterator)
{
    gp_line_t *line = gp_line(reader);
    int method = 0;

    if (strcmp(line->words[0], "method") != 0)
        gp_fail(reader, "expected 'method' or 'end', got '%s'", line->words[0]);
    gp_expect_words(reader, line, 2, 2);
    while (method < GP_METHODS && strcmp(METHODS[method], line->words[1]) != 0)
        method++;
    if (method == GP_METHODS)
        gp_fail(reader, "there is no method '%s'", line->words[1]);
    if (iterator->declared[method])
        gp_fail(reader, "method '%s' is declared twice", line->words[1]);
    reader->at++;
    iterator->methods[method] = gp_parse_block(reader, END);
    iterator->declared[method] = true;
    reader->at++;
}

static void parse_iterator(gp_reader_t *reader)
{
    gp_definition_t *iterator = declare(reader);

    iterator->is_iterator = true;
    iterator->arg = gp_variable(reader, "arg");
    iterator->exc = gp_variable(reader, "exc");
    reader->may_yield = false;
    while (!gp_line_is(reader, "end"))
        parse_method(reader, iterator);
    if (!iterator->declared[GP_METHOD_NEXT])
        gp_fail(reader, "iter '%s' has no method 'next'", iterator->name);
    gp_fill_vtable(iterator);
    reader->at++;
}

static void parse_main(gp_reader_t *reader)
{
    if (reader->program->main != NULL)
        gp_fail(reader, "'main' is declared twice");
    gp_expect_words(reader, gp_line(reader), 1, 1);
    reader->program->main = new_definition(reader, "main");
    reader->may_yield = false;
    reader->at++;
    reader->program->main->block = gp_parse_block(reader, END);
    reader->at++;
}

static bool is_note(const char *word)
{
    for (size_t i = 0; i < sizeof NOTES / sizeof *NOTES; i++)
        if (strcmp(NOTES[i], word) == 0)
            return true;
    return false;
}

static void parse_declaration(gp_reader_t *reader)
{
    const char *word = gp_line(reader)->words[0];

    if (strcmp(word, "body") == 0)
        parse_body(reader);
    else if (strcmp(word, "iter") == 0)
        parse_iterator(reader);
    else if (strcmp(word, "main") == 0)
        parse_main(reader);
    else if (is_note(word))
        reader->at++;
    else
        gp_fail(reader, "'%s' is not a declaration", word);
}

static void resolve_block(gp_reader_t *reader, gp_statement_t *statement)
{
    for (; statement != NULL; statement = statement->next) {
        if (statement->source.name != NULL) {
            statement->source.definition = find_definition(reader->program, statement->source.name);
            if (statement->source.definition == NULL) {
                fprintf(stderr, "%s:%d: there is no body or iter '%s'\n", reader->path, statement->line,
                        statement->source.name);
                exit(2);
            }
        }
        resolve_block(reader, statement->block);
        resolve_block(reader, statement->orelse);
        resolve_block(reader, statement->final);
        for (gp_except_t *clause = statement->handlers; clause != NULL; clause = clause->next)
            resolve_block(reader, clause->block);
    }
}

/* What `new` names may be declared later, so it is looked up when all is. */
static void resolve(gp_reader_t *reader)
{
    resolve_block(reader, reader->program->main->block);
    for (gp_definition_t *d = reader->program->definitions; d != NULL; d = d->next) {
        resolve_block(reader, d->block);
        for (int method = 0; method < GP_METHODS; method++)
            resolve_block(reader, d->methods[method]);
    }
}

static gp_program_t *parse_program(gp_reader_t *reader)
{
    gp_line_t *line = gp_line(reader);

    if (strcmp(line->words[0], "prog") != 0)
        gp_fail(reader, "expected 'prog', got '%s'", line->words[0]);
    gp_expect_words(reader, line, 2, 2);
    reader->program = gp_arena_allocate(reader->arena, sizeof *reader->program);
    reader->program->name = line->words[1];
    reader->at++;
    while (!gp_line_is(reader, "endprog"))
        parse_declaration(reader);
    if (reader->program->main == NULL)
        gp_fail(reader, "program '%s' has no main", reader->program->name);
    resolve(reader);
    reader->at++;
    return reader->program;
}

gp_program_t *gp_parse(gp_arena_t *arena, const char *path, char *text)
{
    gp_program_t *first = NULL, **last = &first;
    gp_reader_t reader;

    gp_reader_open(&reader, arena, path, text);
    while (reader.at < reader.count) {
        *last = parse_program(&reader);
        last = &(*last)->next;
    }
    return first;
}
