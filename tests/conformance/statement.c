/* Statements: one function for each shape that a line may have. */
#include "source.h"
#include <stdlib.h>
#include <string.h>

static const char *const END[] = {"end", NULL};
static const char *const ELSE[] = {"else", "end", NULL};
static const char *const CLAUSE[] = {"except", "else", "finally", "end", NULL};
static const char *const FINALLY[] = {"finally", "end", NULL};

/* A kind of statement: its first word, its shape, and how many words it has without `-> variable`. */
typedef struct {
    const char *word;
    gp_kind_t kind;
    void (*parse)(gp_reader_t *reader, gp_statement_t *statement, gp_line_t *line);
    int least, most;
    bool operation; /* may be reported */
    bool result;    /* may end in `-> variable` */
} shape_t;

static void no_words(gp_reader_t *reader, gp_statement_t *statement, gp_line_t *line)
{
    (void)line;
    if ((statement->kind == GP_BREAK_LOOP || statement->kind == GP_CONTINUE_LOOP) && reader->loops == 0)
        gp_fail(reader, "'%s' outside a loop", line->words[0]);
}

static void log_words(gp_reader_t *reader, gp_statement_t *statement, gp_line_t *line)
{
    statement->text = line->words[1];
    statement->count = line->count - 2;
    statement->values = gp_arena_allocate(reader->arena, (size_t)line->count * sizeof *statement->values);
    for (int i = 2; i < line->count; i++)
        statement->values[i - 2] = gp_operand(reader, line->words[i]);
}

static void variable_words(gp_reader_t *reader, gp_statement_t *statement, gp_line_t *line)
{
    statement->variable = gp_variable(reader, line->words[1]);
    if (line->count == 3)
        statement->value = gp_operand(reader, line->words[2]);
}

static void value_words(gp_reader_t *reader, gp_statement_t *statement, gp_line_t *line)
{
    if (statement->kind == GP_YIELD && !reader->may_yield)
        gp_fail(reader, "'yield' outside a body");
    if (line->count == 2)
        statement->value = gp_operand(reader, line->words[1]);
}

static void source_words(gp_reader_t *reader, gp_statement_t *statement, gp_line_t *line)
{
    if (!reader->may_yield)
        gp_fail(reader, "'yieldfrom' outside a body");
    statement->source = gp_source(reader, line->words + 1, line->count - 1);
}

static void raise_words(gp_reader_t *reader, gp_statement_t *statement, gp_line_t *line)
{
    statement->exc = gp_exc_spec(reader, line->words + 1, line->count - 1);
}

static void new_words(gp_reader_t *reader, gp_statement_t *statement, gp_line_t *line)
{
    statement->handle = gp_handle(reader, line->words[1]);
    if (!gp_is_upper_name(line->words[2]))
        gp_fail(reader, "'%s' is not the name of a body or iter", line->words[2]);
    statement->source.name = line->words[2];
}

static void handle_words(gp_reader_t *reader, gp_statement_t *statement, gp_line_t *line)
{
    statement->handle = gp_handle(reader, line->words[1]);
    if (statement->kind == GP_STATE)
        statement->text = line->words[1];
    else if (statement->kind == GP_SEND)
        statement->value = gp_operand(reader, line->words[2]);
    else if (statement->kind == GP_THROW)
        statement->exc = gp_exc_spec(reader, line->words + 2, line->count - 2);
}

/* A block, and the reader on the line that closes it. */
static gp_statement_t *inner_block(gp_reader_t *reader, const char *const *closing)
{
    gp_statement_t *block;

    gp_deeper(reader);
    reader->at++;
    block = gp_parse_block(reader, closing);
    reader->depth--;
    return block;
}

static void if_words(gp_reader_t *reader, gp_statement_t *statement, gp_line_t *line)
{
    const char *compare = line->words[2];

    statement->left = gp_operand(reader, line->words[1]);
    statement->value = gp_operand(reader, line->words[3]);
    if (strcmp(compare, "==") != 0 && strcmp(compare, "!=") != 0 && strcmp(compare, "<") != 0 &&
        strcmp(compare, ">") != 0)
        gp_fail(reader, "'%s' is not one of == != < >", compare);
    statement->compare = compare[0];
    statement->block = inner_block(reader, ELSE);
    if (gp_line_is(reader, "else"))
        statement->orelse = inner_block(reader, END);
}

static void loop_words(gp_reader_t *reader, gp_statement_t *statement, gp_line_t *line)
{
    gp_operand_t count = gp_operand(reader, line->words[1]);

    if (count.kind != GP_LITERAL || count.literal.kind != GEN_KIND_INT)
        gp_fail(reader, "'loop' needs a number");
    statement->count = (long)gen_as_int(count.literal);
    reader->loops++;
    statement->block = inner_block(reader, END);
    reader->loops--;
}

static void for_words(gp_reader_t *reader, gp_statement_t *statement, gp_line_t *line)
{
    statement->variable = gp_variable(reader, line->words[1]);
    if (strcmp(line->words[2], "in") != 0)
        gp_fail(reader, "expected 'in', got '%s'", line->words[2]);
    statement->source = gp_source(reader, line->words + 3, line->count - 3);
    reader->loops++;
    statement->block = inner_block(reader, END);
    reader->loops--;
}

static gp_except_t *except_clause(gp_reader_t *reader)
{
    gp_line_t *line = gp_line(reader);
    gp_except_t *clause = gp_arena_allocate(reader->arena, sizeof *clause);

    gp_expect_words(reader, line, 2, 4);
    clause->variable = -1;
    clause->type = gp_type(line->words[1]);
    if (clause->type == NULL)
        gp_fail(reader, "there is no exception type '%s'", line->words[1]);
    if (line->count > 2) {
        if (line->count != 4 || strcmp(line->words[2], "as") != 0)
            gp_fail(reader, "expected 'as' and a variable after '%s'", line->words[1]);
        clause->variable = gp_variable(reader, line->words[3]);
    }
    clause->block = inner_block(reader, CLAUSE);
    return clause;
}

static void try_words(gp_reader_t *reader, gp_statement_t *statement, gp_line_t *line)
{
    gp_except_t **last = &statement->handlers;

    (void)line;
    statement->block = inner_block(reader, CLAUSE);
    for (; gp_line_is(reader, "except"); last = &(*last)->next)
        *last = except_clause(reader);
    if (gp_line_is(reader, "else")) {
        if (statement->handlers == NULL)
            gp_fail(reader, "'else' without 'except'");
        statement->orelse = inner_block(reader, FINALLY);
    }
    if (gp_line_is(reader, "finally")) {
        statement->has_final = true;
        statement->final = inner_block(reader, END);
    }
    if (!gp_line_is(reader, "end"))
        gp_fail(reader, "expected 'end', got '%s'", gp_line(reader)->words[0]);
    if (statement->handlers == NULL && !statement->has_final)
        gp_fail(reader, "'try' without 'except' or 'finally'");
}

static const shape_t SHAPES[] = {
    {"pass", GP_PASS, no_words, 1, 1, false, false},
    {"log", GP_LOG, log_words, 2, 1000, false, false},
    {"logexc", GP_LOGEXC, no_words, 1, 1, false, false},
    {"set", GP_SET, variable_words, 3, 3, false, false},
    {"inc", GP_INC, variable_words, 2, 2, false, false},
    {"yield", GP_YIELD, value_words, 2, 2, false, true},
    {"yieldfrom", GP_YIELD_FROM, source_words, 2, 3, false, true},
    {"return", GP_RETURN_VALUE, value_words, 1, 2, false, false},
    {"raise", GP_RAISE_NEW, raise_words, 2, 5, false, false},
    {"reraise", GP_RERAISE, no_words, 1, 1, false, false},
    {"break", GP_BREAK_LOOP, no_words, 1, 1, false, false},
    {"continue", GP_CONTINUE_LOOP, no_words, 1, 1, false, false},
    {"if", GP_IF, if_words, 4, 4, false, false},
    {"loop", GP_LOOP, loop_words, 2, 2, false, false},
    {"for", GP_FOR, for_words, 4, 5, false, false},
    {"try", GP_TRY, try_words, 1, 1, false, false},
    {"new", GP_NEW, new_words, 3, 3, true, false},
    {"next", GP_NEXT, handle_words, 2, 2, true, true},
    {"send", GP_SEND, handle_words, 3, 3, true, true},
    {"throw", GP_THROW, handle_words, 3, 6, true, true},
    {"close", GP_CLOSE, handle_words, 2, 2, true, true},
    {"free", GP_FREE, handle_words, 2, 2, true, false},
    {"state", GP_STATE, handle_words, 2, 2, false, false},
};

static const shape_t *find_shape(gp_reader_t *reader, const char *word)
{
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++)
        if (strcmp(SHAPES[i].word, word) == 0)
            return &SHAPES[i];
    gp_fail(reader, "unknown statement '%s'", word);
}

/* Takes `?` off the front and `-> variable` off the end of the line. */
static const shape_t *trim_line(gp_reader_t *reader, gp_statement_t *statement, gp_line_t *line)
{
    const shape_t *shape;

    if (strcmp(line->words[0], "?") == 0) {
        line->words++;
        if (--line->count == 0)
            gp_fail(reader, "'?' needs an operation");
        statement->reported = true;
        statement->text = gp_arena_join(reader->arena, line->words, line->count);
    }
    shape = find_shape(reader, line->words[0]);
    if (statement->reported && !shape->operation)
        gp_fail(reader, "'%s' is not an operation that '?' can report", line->words[0]);
    if (shape->result && line->count > 2 && strcmp(line->words[line->count - 2], "->") == 0) {
        statement->variable = gp_variable(reader, line->words[line->count - 1]);
        line->count -= 2;
    }
    return shape;
}

static gp_statement_t *parse_statement(gp_reader_t *reader)
{
    gp_line_t *line = gp_line(reader);
    gp_statement_t *statement = gp_arena_allocate(reader->arena, sizeof *statement);
    const shape_t *shape;

    statement->line = line->number;
    statement->variable = -1;
    shape = trim_line(reader, statement, line);
    statement->kind = shape->kind;
    gp_expect_words(reader, line, shape->least, shape->most);
    shape->parse(reader, statement, line);
    reader->at++;
    return statement;
}

static bool closes(gp_reader_t *reader, const char *const *closing)
{
    for (; *closing != NULL; closing++)
        if (gp_line_is(reader, *closing))
            return true;
    return false;
}

gp_statement_t *gp_parse_block(gp_reader_t *reader, const char *const *closing)
{
    gp_statement_t *first = NULL, **last = &first;

    while (!closes(reader, closing)) {
        *last = parse_statement(reader);
        last = &(*last)->next;
    }
    return first;
}
