/* outcome.c - steps, values and exceptions as text. */
#include "outcome.h"
#include <stdlib.h>
#include <string.h>

enum { TEXTS = 16, LONGEST_TEXT = 4096, DEEPEST_CHAIN = 20 };

static char texts[TEXTS][LONGEST_TEXT];
static unsigned current;

/* fmemopen() needs no memory of its own that a test could lose. */
FILE *text_begin(void)
{
    FILE *out;

    current = (current + 1) % TEXTS;
    memset(texts[current], 0, LONGEST_TEXT);
    out = fmemopen(texts[current], LONGEST_TEXT, "w");
    if (out == NULL)
        abort();
    return out;
}

/* Nothing else may have begun a text meanwhile. */
const char *text_written(FILE *out)
{
    if (fclose(out) != 0)
        abort();
    return texts[current];
}

const char *value_text(gen_value_t value)
{
    FILE *out = text_begin();

    gen_value_print(value, out);
    return text_written(out);
}

static void write_error(const gen_error_t *e, FILE *out)
{
    if (e == NULL) {
        fputs("nothing", out);
        return;
    }
    fprintf(out, "%s(", gen_error_type(e)->name);
    if (!gen_is_none(gen_error_value(e)))
        gen_value_print(gen_error_value(e), out);
    fputc(')', out);
}

static void write_chain(const gen_error_t *e, int depth, FILE *out)
{
    const gen_error_t *cause = gen_error_cause(e), *context = gen_error_context(e);

    write_error(e, out);
    if (depth == DEEPEST_CHAIN) {
        fputs("<...>", out);
        return;
    }
    if (cause != NULL) {
        fputs(cause == context ? "<cause and context " : "<cause ", out);
        write_chain(cause, depth + 1, out);
        fputc('>', out);
    } else if (gen_error_suppress_context(e)) {
        fputs("<no cause>", out);
    }
    if (context != NULL && context != cause) {
        fputs("<context ", out);
        write_chain(context, depth + 1, out);
        fputc('>', out);
    }
}

const char *error_text(const gen_error_t *e)
{
    FILE *out = text_begin();

    write_error(e, out);
    return text_written(out);
}

const char *chain_text(const gen_error_t *e)
{
    FILE *out = text_begin();

    if (e == NULL)
        fputs("nothing", out);
    else
        write_chain(e, 0, out);
    return text_written(out);
}

const char *chain_of(const gen_t *g)
{
    return chain_text(gen_error(g));
}

const char *printed(const gen_error_t *e)
{
    FILE *out = text_begin();

    gen_error_print(e, out);
    return text_written(out);
}

static const char *outcome(const gen_t *g, gen_status_t status, gen_value_t value)
{
    FILE *out = text_begin();

    if (status == GEN_RAISED) {
        fputs("raises ", out);
        write_error(gen_error(g), out);
    } else {
        fputs(status == GEN_YIELDED ? "yields " : "returns ", out);
        gen_value_print(value, out);
        if (gen_error(g) != NULL)
            fputs(", and gen_error() is not NULL", out);
    }
    return text_written(out);
}

const char *next_of(gen_t *g)
{
    gen_value_t out = GEN_NONE;
    gen_status_t status = gen_next(g, &out);

    return outcome(g, status, out);
}

const char *send_to(gen_t *g, gen_value_t value)
{
    gen_value_t out = GEN_NONE;
    gen_status_t status = gen_send(g, value, &out);

    return outcome(g, status, out);
}

const char *throw_at(gen_t *g, const gen_exc_t *type, gen_value_t value)
{
    gen_value_t out = GEN_NONE;
    gen_status_t status = gen_throw(g, type, value, &out);

    return outcome(g, status, out);
}

const char *throw_error_at(gen_t *g, gen_error_t *e)
{
    gen_value_t out = GEN_NONE;
    gen_status_t status = gen_throw_error(g, e, &out);

    return outcome(g, status, out);
}

const char *close_of(gen_t *g)
{
    gen_value_t out = GEN_NONE;
    gen_status_t status = gen_close(g, &out);

    return outcome(g, status, out);
}
