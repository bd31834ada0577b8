/* A calculator as a pipeline: a tokenizer is pulled, through a filter and a map, and a parser is pushed. The parser is
 * recursive descent, as if it could read ahead; each time it needs a token it yields until somebody sends one. */
#include <gen.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const gen_exc_t PARSE_ERROR[1] = {{"ParseError", GEN_VALUE_ERROR}};

/* Yields the numbers, operators and blanks of a text, each as a string that is good until the next one. */
static gen_status_t tokens(gen_t *self, void *args)
{
    const char *text = *(const char **)args;

    while (*text != '\0') {
        char token[32];
        size_t length = strspn(text, "0123456789.");

        if (length == 0)
            length = isspace((unsigned char)*text) ? strspn(text, " \t") : 1;
        if (length >= sizeof token || isalpha((unsigned char)*text))
            return gen_raise(self, PARSE_ERROR, "cannot read '%s'", text);
        memcpy(token, text, length);
        token[length] = '\0';
        text += length;
        if (!gen_yield(self, gen_str(token), NULL))
            return GEN_RAISED;
    }
    return GEN_RETURNED;
}

static bool is_not_blank(gen_t *self, gen_value_t token, void *arg)
{
    (void)self, (void)arg;
    return !isspace((unsigned char)*gen_as_str(token));
}

/* A number for what reads as one; operators stay strings. */
static gen_value_t to_value(gen_t *self, gen_value_t token, void *arg)
{
    const char *text = gen_as_str(token);
    char *end;
    double number = strtod(text, &end);

    (void)arg;
    if (end == text && *text != '.')
        return token;
    if (*end != '\0')
        gen_raise(self, PARSE_ERROR, "'%s' is not a number", text);
    return gen_real(number);
}

struct parser {
    gen_t *self;
    gen_value_t token; /* the one to look at; None at the end */
};

/* Waits for the next token. */
static bool advance(struct parser *p)
{
    return gen_yield(p->self, GEN_NONE, &p->token);
}

static bool at(const struct parser *p, char op)
{
    return p->token.kind == GEN_KIND_STR && *gen_as_str(p->token) == op;
}

static bool unexpected(const struct parser *p)
{
    if (gen_is_none(p->token))
        gen_raise(p->self, PARSE_ERROR, "unexpected end");
    else if (p->token.kind == GEN_KIND_STR)
        gen_raise(p->self, PARSE_ERROR, "unexpected '%s'", gen_as_str(p->token));
    else
        gen_raise(p->self, PARSE_ERROR, "unexpected %g", gen_as_real(p->token));
    return false;
}

static bool sum(struct parser *p, double *result);

/* factor = number | "(" sum ")" */
static bool factor(struct parser *p, double *result)
{
    if (at(p, '(')) {
        if (!advance(p) || !sum(p, result))
            return false;
        return at(p, ')') ? advance(p) : unexpected(p);
    }
    if (p->token.kind != GEN_KIND_REAL)
        return unexpected(p);
    *result = gen_as_real(p->token);
    return advance(p);
}

/* product = factor (("*" | "/") factor)* */
static bool product(struct parser *p, double *result)
{
    if (!factor(p, result))
        return false;
    while (at(p, '*') || at(p, '/')) {
        bool divide = at(p, '/');
        double right;

        if (!advance(p) || !factor(p, &right))
            return false;
        if (divide && right == 0) {
            gen_raise(p->self, GEN_ZERO_DIVISION_ERROR, "division by zero");
            return false;
        }
        *result = divide ? *result / right : *result * right;
    }
    return true;
}

/* sum = product (("+" | "-") product)* */
static bool sum(struct parser *p, double *result)
{
    if (!product(p, result))
        return false;
    while (at(p, '+') || at(p, '-')) {
        bool subtract = at(p, '-');
        double right;

        if (!advance(p) || !product(p, &right))
            return false;
        *result += subtract ? -right : right;
    }
    return true;
}

/* Is sent tokens, and then None; returns the result. */
static gen_status_t parser(gen_t *self, void *args)
{
    struct parser p = {self, GEN_NONE};
    double result;

    (void)args;
    if (!advance(&p) || !sum(&p, &result))
        return GEN_RAISED;
    if (!gen_is_none(p.token)) {
        unexpected(&p);
        return GEN_RAISED;
    }
    return gen_return(self, gen_real(result));
}

/* Pulls the tokens and pushes them; what either of the two raises is printed. */
static void calculate(const char *text)
{
    gen_t *source = gen_map(gen_filter(gen_new(tokens, &text, sizeof text), is_not_blank, NULL), to_value, NULL);
    gen_t *sink = gen_new(parser, NULL, 0);
    gen_status_t status = GEN_RAISED;
    gen_value_t result = GEN_NONE;

    printf("%-14s -> ", text);
    if (source != NULL && sink != NULL) {
        status = gen_next(sink, NULL);
        GEN_FOREACH (token, source) {
            status = gen_send(sink, token, NULL);
            if (status != GEN_YIELDED)
                break;
        }
        if (gen_error(source) != NULL)
            gen_error_print(gen_error(source), stdout);
        else if (status == GEN_YIELDED)
            status = gen_send(sink, GEN_NONE, &result);
        if (status == GEN_RETURNED)
            printf("%g\n", gen_as_real(result));
        else if (status == GEN_RAISED)
            gen_error_print(gen_error(sink), stdout);
    }
    gen_free(sink);
    gen_free(source);
}

int main(void)
{
    static const char *const texts[] = {"1 + 2 * 3", "(1 + 2) * 3", "10 / 4 - .5", "2 * (3 +",
                                        "1 2",       "4 / (2 - 2)", "1 + x",       "1.2.3"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        calculate(texts[i]);
    return 0;
}
