/* value.c - looking at values. */
#include "error/fatal.h"
#include <gen/error.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *gen_kind_name(gen_kind_t kind)
{
    static const char *const names[] = {"None", "int", "float", "str", "pointer", "exception"};

    return (size_t)kind < sizeof names / sizeof names[0] ? names[kind] : "nothing known";
}

bool gen_value_equal(gen_value_t a, gen_value_t b)
{
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case GEN_KIND_NONE:
        return true;
    case GEN_KIND_REAL:
        return a.as.r == b.as.r;
    case GEN_KIND_STR:
        return strcmp(a.as.s, b.as.s) == 0;
    case GEN_KIND_INT:
    case GEN_KIND_PTR:
    case GEN_KIND_ERROR:
        break;
    }
    return a.as.i == b.as.i;
}

/* As repr(): the fewest digits that read back as the same number, in fixed notation while that is the shorter one. */
static void print_real(double r, FILE *out)
{
    enum { DIGITS = 17, FIXED_FROM = -4, FIXED_TO = 16 };
    char text[32];
    int decimals = 0, exponent;

    if (isnan(r) || isinf(r)) {
        fputs(isnan(r) ? "nan" : r < 0 ? "-inf" : "inf", out);
        return;
    }
    do
        snprintf(text, sizeof text, "%.*e", decimals, r);
    while (strtod(text, NULL) != r && ++decimals < DIGITS);
    exponent = atoi(strchr(text, 'e') + 1);
    if (exponent < FIXED_FROM || exponent >= FIXED_TO)
        fputs(text, out);
    else
        fprintf(out, "%.*f", decimals > exponent ? decimals - exponent : 1, r);
}

/* As repr(): in double quotes if that saves escapes. Bytes beyond ASCII are taken for UTF-8 and left alone. */
static void print_string(const char *s, FILE *out)
{
    static const char escaped[] = "\n\r\t\\", letters[] = "nrt\\";
    char quote = strchr(s, '\'') != NULL && strchr(s, '"') == NULL ? '"' : '\'';

    fputc(quote, out);
    for (; *s != '\0'; s++) {
        const char *found = strchr(escaped, *s);

        if (found != NULL)
            fprintf(out, "\\%c", letters[found - escaped]);
        else if (*s == quote)
            fprintf(out, "\\%c", quote);
        else if ((unsigned char)*s < ' ' || *s == '\x7f')
            fprintf(out, "\\x%02x", (unsigned)*s);
        else
            fputc(*s, out);
    }
    fputc(quote, out);
}

void gen_value_print(gen_value_t v, FILE *out)
{
    gen_need_(out, "gen_value_print", "a file");
    switch (v.kind) {
    case GEN_KIND_NONE:
        fputs("None", out);
        break;
    case GEN_KIND_INT:
        fprintf(out, "%" PRId64, v.as.i);
        break;
    case GEN_KIND_REAL:
        print_real(v.as.r, out);
        break;
    case GEN_KIND_STR:
        print_string(v.as.s, out);
        break;
    case GEN_KIND_PTR:
        fprintf(out, "%p", v.as.p);
        break;
    case GEN_KIND_ERROR:
        fprintf(out, "%s(", gen_error_type(v.as.e)->name);
        if (gen_error_value(v.as.e).kind != GEN_KIND_NONE)
            gen_value_print(gen_error_value(v.as.e), out);
        fputc(')', out);
        break;
    }
}

void gen_value_drop(gen_value_t *slot)
{
    gen_value_t kept = *slot;

    *slot = GEN_NONE;
    if (kept.kind == GEN_KIND_STR)
        free((char *)(uintptr_t)kept.as.s);
    else if (kept.kind == GEN_KIND_ERROR)
        gen_error_free(kept.as.e);
}

bool gen_value_keep(gen_value_t *slot, gen_value_t value)
{
    gen_value_t kept = value;

    if (value.kind == GEN_KIND_STR) {
        size_t size = strlen(value.as.s) + 1;
        char *text = malloc(size);

        if (text == NULL)
            return false;
        kept = gen_str(memcpy(text, value.as.s, size));
    } else if (value.kind == GEN_KIND_ERROR) {
        gen_error_ref(value.as.e);
    }
    gen_value_drop(slot); /* only now: the value may be in it */
    *slot = kept;
    return true;
}
