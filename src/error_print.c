/* error_print.c - exceptions as the last lines of a Python traceback. */
#include "error.h"

enum { LONGEST_CHAIN = 1000 }; /* the time it takes grows with its square */

/* The exception that is printed before e: its cause, or else its context unless that is suppressed. */
static const gen_error_t *before(const gen_error_t *e)
{
    if (e->cause != NULL)
        return e->cause;
    return e->suppress_context ? NULL : e->context;
}

/* Whether str() of e is not empty. */
static bool has_text(const gen_error_t *e)
{
    if (gen_exc_is(e->type, GEN_KEY_ERROR))
        return e->value.kind != GEN_KIND_NONE;
    if (e->value.kind == GEN_KIND_STR)
        return e->value.as.s[0] != '\0';
    if (e->value.kind == GEN_KIND_ERROR)
        return has_text(e->value.as.e);
    return e->value.kind != GEN_KIND_NONE;
}

/* str() of e: of its value, but a KeyError's is repr() of it. */
static void print_text(const gen_error_t *e, FILE *out)
{
    if (gen_exc_is(e->type, GEN_KEY_ERROR))
        gen_value_print(e->value, out);
    else if (e->value.kind == GEN_KIND_STR)
        fputs(e->value.as.s, out);
    else if (e->value.kind == GEN_KIND_ERROR)
        print_text(e->value.as.e, out);
    else
        gen_value_print(e->value, out);
}

/* What a line begins with in a group's member, depth groups deep. */
static void print_margin(int depth, FILE *out)
{
    if (depth > 0)
        fprintf(out, "%*s| ", 2 * depth + 2, "");
}

static void print_chain(const gen_error_t *e, int depth, FILE *out);

/* The members of a group, each below a numbered rule. */
static void print_members(const gen_error_t *e, int depth, FILE *out)
{
    const gen_error_t *last = NULL;

    for (size_t i = 0; e->members[i] != NULL; i++) {
        if (i == 0)
            fprintf(out, "%*s+-+---------------- 1 ----------------\n", 2 * depth + 2, "");
        else
            fprintf(out, "%*s+---------------- %zu ----------------\n", 2 * depth + 4, "", i + 1);
        last = e->members[i];
        print_chain(last, depth + 1, out);
    }
    if (last == NULL || last->members == NULL)
        fprintf(out, "%*s+------------------------------------\n", 2 * depth + 4, "");
}

/* The named generators that e left, the outermost first, as a traceback has them. */
static void print_passed(const gen_error_t *e, int depth, FILE *out)
{
    const char *end = e->passed + e->passed_size;

    if (e->passed_size == 0)
        return;
    print_margin(depth, out);
    fputs("Traceback (most recent call last):\n", out);
    if (e->passed_more > 0) {
        print_margin(depth, out);
        fprintf(out, "  ... %u more\n", (unsigned)e->passed_more);
    }
    while (end > e->passed) {
        const char *name = end - 1;

        while (name > e->passed && name[-1] != '\0')
            name--;
        print_margin(depth, out);
        fprintf(out, "  in generator '%s'\n", name);
        end = name;
    }
}

/* `Type: text`, or the type alone. */
static void print_one(const gen_error_t *e, int depth, FILE *out)
{
    print_passed(e, depth, out);
    if (e->members != NULL && depth == 0)
        fputs("  | ", out);
    else
        print_margin(depth, out);
    fputs(e->type->name, out);
    if (has_text(e)) {
        fputs(": ", out);
        print_text(e, out);
    }
    fputc('\n', out);
    if (e->members != NULL)
        print_members(e, depth, out);
}

/* Whether o is among the first `distance` exceptions of e's chain: causes may form a cycle. */
static bool seen(const gen_error_t *e, int distance, const gen_error_t *o)
{
    for (; distance > 0; distance--, e = before(e))
        if (e == o)
            return true;
    return false;
}

static void print_link(const gen_error_t *e, int depth, FILE *out)
{
    print_margin(depth, out);
    fputc('\n', out);
    print_margin(depth, out);
    fputs(e->cause != NULL ? "The above exception was the direct cause of the following exception:\n"
                           : "During handling of the above exception, another exception occurred:\n",
          out);
    print_margin(depth, out);
    fputc('\n', out);
}

/* Walks from e anew for each one, so that a long chain needs no stack. */
static void print_chain(const gen_error_t *e, int depth, FILE *out)
{
    int length = 0;

    for (const gen_error_t *o = before(e); o != NULL && length < LONGEST_CHAIN && !seen(e, length + 1, o);
         o = before(o))
        length++;
    for (int distance = length; distance >= 0; distance--) {
        const gen_error_t *o = e;

        for (int i = 0; i < distance; i++)
            o = before(o);
        print_one(o, depth, out);
        if (distance > 0) {
            o = e;
            for (int i = 0; i < distance - 1; i++)
                o = before(o);
            print_link(o, depth, out);
        }
    }
}

void gen_error_print(const gen_error_t *e, FILE *out)
{
    print_chain(e, 0, out);
}
