/* print.c - exceptions as the last lines of a Python traceback, word for word. */
#include "error/tree.h"
#include "error/fatal.h"
#include <string.h>

/* Python's limits: how many members of a group are printed, and how deep in groups. */
enum { MOST_MEMBERS = 15, DEEPEST_GROUP = 10 };

/* Where the printing stands. */
struct page {
    FILE *out;
    int depth;  /* in groups; a member of the outermost is at 2 */
    bool close; /* the rule below the last member of a group is still to come */
};

/* The exception whose str() is that of e: its value may be an exception, too. */
static const gen_error_t *innermost(const gen_error_t *e)
{
    while (e->value.kind == GEN_KIND_ERROR && !gen_exc_is(e->type, GEN_KEY_ERROR))
        e = e->value.as.e;
    return e;
}

/* Whether str() of e is not empty. */
static bool has_text(const gen_error_t *e)
{
    e = innermost(e);
    if (e->value.kind == GEN_KIND_STR && !gen_exc_is(e->type, GEN_KEY_ERROR))
        return e->value.as.s[0] != '\0';
    return e->value.kind != GEN_KIND_NONE;
}

static void print_indent(const struct page *page)
{
    fprintf(page->out, "%*s", 2 * page->depth, "");
}

/* What a line begins with in a group. */
static void print_margin(const struct page *page, char bar)
{
    if (page->depth > 0) {
        print_indent(page);
        fprintf(page->out, "%c ", bar);
    }
}

/* str() of e: of its value, but a KeyError's is repr() of it. Every line has the margin. */
static void print_text(const struct page *page, const gen_error_t *e)
{
    const char *text, *end;

    e = innermost(e);
    if (gen_exc_is(e->type, GEN_KEY_ERROR) || e->value.kind != GEN_KIND_STR) {
        gen_value_print(e->value, page->out);
        return;
    }
    for (text = e->value.as.s; (end = strchr(text, '\n')) != NULL; text = end + 1) {
        fprintf(page->out, "%.*s\n", (int)(end - text), text);
        print_margin(page, '|');
    }
    fputs(text, page->out);
}

/* The named generators that e left, the outermost first, as a traceback has them. */
static void print_passed(const struct page *page, const gen_error_t *e)
{
    const char *end = e->passed + e->passed_size;

    if (e->passed_size == 0)
        return;
    print_margin(page, e->members != NULL && page->depth == 1 ? '+' : '|');
    fprintf(page->out, "%sTraceback (most recent call last):\n", e->members != NULL ? "Exception Group " : "");
    if (e->passed_more > 0) {
        print_margin(page, '|');
        fprintf(page->out, "  ... %u more\n", (unsigned)e->passed_more);
    }
    while (end > e->passed) {
        const char *name = end - 1;

        while (name > e->passed && name[-1] != '\0')
            name--;
        print_margin(page, '|');
        fprintf(page->out, "  in generator '%s'\n", name);
        end = name;
    }
}

/* `Type: text`, or the type alone. */
static void print_one(const struct page *page, const gen_error_t *e)
{
    print_passed(page, e);
    print_margin(page, '|');
    fputs(e->type->name, page->out);
    if (has_text(e)) {
        fputs(": ", page->out);
        print_text(page, e);
    }
    fputc('\n', page->out);
}

static void print_chain(struct page *page, struct mention *m);

/* How many there are from m on. */
static int count(const struct mention *m)
{
    int n = 0;

    for (; m != NULL; m = m->neighbour)
        n++;
    return n;
}

static void print_rule(const struct page *page, int number, const char *title)
{
    print_indent(page);
    fprintf(page->out, "%s---------------- %s ----------------\n", number == 1 ? "+-+" : "  +", title);
}

/* The members of a group, each below a numbered rule. The rule below the last may be that of a group in it. */
static void print_members(struct page *page, struct mention *m)
{
    char title[16];

    for (int number = 1; m != NULL; number++, m = m->neighbour) {
        int more = number > MOST_MEMBERS ? count(m) : 0;

        snprintf(title, sizeof title, "%d", number);
        print_rule(page, number, more > 0 ? "..." : title);
        page->depth++;
        page->close = more > 0 || m->neighbour == NULL;
        if (more > 0) {
            print_margin(page, '|');
            fprintf(page->out, "and %d more exception%s\n", more, more > 1 ? "s" : "");
        } else {
            print_chain(page, m);
        }
        if (page->close) {
            print_indent(page);
            fputs("+------------------------------------\n", page->out);
            page->close = false;
        }
        page->depth--;
        if (more > 0)
            return;
    }
}

static void print_group(struct page *page, struct mention *m)
{
    bool outermost = page->depth == 0;

    if (page->depth > DEEPEST_GROUP) {
        print_margin(page, '|');
        fprintf(page->out, "... (max_group_depth is %d)\n", DEEPEST_GROUP);
        return;
    }
    if (outermost)
        page->depth = 1;
    print_one(page, m->e);
    page->close = false;
    print_members(page, m->member);
    if (outermost)
        page->depth = 0;
}

static void print_link(const struct page *page, const struct mention *m)
{
    print_margin(page, '|');
    fputc('\n', page->out);
    print_margin(page, '|');
    fputs(m->before->e == m->e->cause ? "The above exception was the direct cause of the following exception:\n"
                                      : "During handling of the above exception, another exception occurred:\n",
          page->out);
    print_margin(page, '|');
    fputc('\n', page->out);
}

/* From the far end of its chain to m itself. Recursive only from group to member, and so no deeper than those go. */
static void print_chain(struct page *page, struct mention *m)
{
    struct mention *o = m;

    while (o->before != NULL)
        o = o->before;
    for (;; o = o->after) {
        if (o->before != NULL)
            print_link(page, o);
        if (o->e->members != NULL)
            print_group(page, o);
        else
            print_one(page, o->e);
        if (o == m)
            return;
    }
}

void gen_error_print(const gen_error_t *e, FILE *out)
{
    struct page page = {out, 0, false};
    struct error_tree tree;

    gen_error_check_(e, "gen_error_print");
    gen_need_(out, "gen_error_print", "a file");
    gen_error_tree_make_(&tree, e);
    print_chain(&page, tree.root);
    gen_error_tree_free_(&tree);
}
