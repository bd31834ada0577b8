/* Names, values, exceptions and sources as words. */
#include "source.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

bool gp_is_lower_name(const char *word)
{
    return strchr(LOWER "_", word[0]) != NULL && word[strspn(word, LOWER DIGITS "_")] == '\0' && word[0] != '\0';
}

bool gp_is_upper_name(const char *word)
{
    return strchr(UPPER, word[0]) != NULL && word[strspn(word, LOWER UPPER DIGITS)] == '\0' && word[0] != '\0';
}

int gp_variable(gp_reader_t *reader, const char *word)
{
    if (!gp_is_lower_name(word))
        gp_fail(reader, "'%s' is not the name of a variable", word);
    return gp_name_index(reader->arena, &reader->scope->variables, word);
}

int gp_handle(gp_reader_t *reader, const char *word)
{
    if (!gp_is_lower_name(word))
        gp_fail(reader, "'%s' is not the name of a handle", word);
    return gp_name_index(reader->arena, &reader->program->handles, word);
}

static gen_value_t integer(gp_reader_t *reader, const char *word)
{
    char *end;
    long long number;

    errno = 0;
    number = strtoll(word, &end, 10);
    if (*end != '\0')
        gp_fail(reader, "'%s' is not a value", word);
    if (errno == ERANGE)
        gp_fail(reader, "the integer %s is too large", word);
    return gen_int(number);
}

static gen_value_t string(gp_reader_t *reader, char *word)
{
    size_t length = strlen(word);

    if (length < 2 || word[length - 1] != '"' || strchr(word + 1, '"') != word + length - 1)
        gp_fail(reader, "%s is not a string", word);
    word[length - 1] = '\0';
    return gen_str(word + 1);
}

/* !TYPE or !TYPE(VALUE) */
static gp_operand_t exception(gp_reader_t *reader, char *word)
{
    gp_operand_t operand = {.kind = GP_EXCEPTION};
    char *name = word + 1, *open = strchr(name, '('), *inside = NULL;
    size_t length = strlen(word);

    if (open != NULL) {
        if (word[length - 1] != ')')
            gp_fail(reader, "'%s' lacks its closing parenthesis", word);
        word[length - 1] = '\0';
        *open = '\0';
        inside = open + 1;
    }
    operand.type = gp_is_upper_name(name) ? gp_type(name) : NULL;
    if (operand.type == NULL)
        gp_fail(reader, "there is no exception type '%s'", name);
    if (inside != NULL) {
        gp_operand_t *value = gp_arena_allocate(reader->arena, sizeof *value);

        gp_deeper(reader);
        *value = gp_operand(reader, inside);
        reader->depth--;
        operand.value = value;
    }
    return operand;
}

gp_operand_t gp_operand(gp_reader_t *reader, char *word)
{
    gp_operand_t operand = {.kind = GP_LITERAL};

    if (word[0] == '!')
        return exception(reader, word);
    if (strcmp(word, "None") == 0)
        operand.literal = GEN_NONE;
    else if (word[0] == '"')
        operand.literal = string(reader, word);
    else if (gp_is_lower_name(word)) {
        operand.kind = GP_VARIABLE;
        operand.variable = gp_variable(reader, word);
    } else if (strchr(DIGITS, word[word[0] == '-']) != NULL && word[word[0] == '-'] != '\0')
        operand.literal = integer(reader, word);
    else
        gp_fail(reader, "'%s' is not a value", word);
    return operand;
}

static void parse_from(gp_reader_t *reader, gp_exc_spec_t *spec, char *word)
{
    spec->from = GP_FROM_NONE;
    if (strcmp(word, "None") != 0) {
        spec->from = GP_FROM_VARIABLE;
        spec->cause = gp_variable(reader, word);
    }
}

gp_exc_spec_t gp_exc_spec(gp_reader_t *reader, char **words, int count)
{
    gp_exc_spec_t spec = {.from = GP_FROM_NOTHING};
    gp_operand_t *value;

    if (count >= 2 && strcmp(words[count - 2], "from") == 0) {
        parse_from(reader, &spec, words[count - 1]);
        count -= 2;
    }
    if (count < 1 || count > 2)
        gp_fail(reader, "an exception is a type and at most one value, or a variable");
    if (!gp_is_upper_name(words[0])) {
        if (count > 1)
            gp_fail(reader, "unexpected '%s' after '%s'", words[1], words[0]);
        spec.what = (gp_operand_t){.kind = GP_VARIABLE, .variable = gp_variable(reader, words[0])};
        return spec;
    }
    spec.what = (gp_operand_t){.kind = GP_EXCEPTION, .type = gp_type(words[0])};
    if (spec.what.type == NULL)
        gp_fail(reader, "there is no exception type '%s'", words[0]);
    if (count == 2) {
        value = gp_arena_allocate(reader->arena, sizeof *value);
        *value = gp_operand(reader, words[1]);
        spec.what.value = value;
    }
    return spec;
}

gp_source_t gp_source(gp_reader_t *reader, char **words, int count)
{
    gp_source_t source = {.name = NULL};

    if (count == 2 && strcmp(words[0], "new") == 0 && gp_is_upper_name(words[1]))
        source.name = words[1];
    else if (count == 1 && words[0][0] == '@')
        source.handle = gp_handle(reader, words[0] + 1);
    else
        gp_fail(reader, "a source is 'new NAME' or '@handle'");
    return source;
}
