/* value.c - looking at values. */
#include <gen/error.h>
#include <inttypes.h>
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

/* The shortest of the usual precisions that reads back as the same number, and never like an integer. */
static void print_real(double r, FILE *out)
{
    char text[40];

    for (int precision = 6; precision <= 17; precision++) {
        double back;

        snprintf(text, sizeof text, "%.*g", precision, r);
        if (sscanf(text, "%lf", &back) == 1 && back == r)
            break;
    }
    fputs(text, out);
    if (strspn(text, "-0123456789") == strlen(text))
        fputs(".0", out);
}

void gen_value_print(gen_value_t v, FILE *out)
{
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
        fprintf(out, "'%s'", v.as.s);
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
