/* print_stack.c - gen_print_stack(): where a generator, and all that it delegates to, waits. */
#include "tools/place.h"

/* Where g waits; NULL if it runs, has not begun, or has ended. */
static gen_context_t_ waiting_context(const gen_t *g)
{
    const gen_t *root = gen_top_(g);

    if (g->life != LIFE_STARTED || gen_is_stackless_(g))
        return NULL;
    if (g->sub != NULL && g->sub->delegator == g)
        return g->sub->return_to;
    return root->hot.resume != NULL ? root->hot.resume : root->idle;
}

/* Whether g has left its body at a yield: what runs by itself has a place of its last step at most. */
static bool has_line(const gen_t *g)
{
    return gen_is_stackless_(g) && g->life == LIFE_STARTED && (g->sub != NULL || gen_state(g) == GEN_SUSPENDED);
}

static void print_one_place(const gen_t *g, FILE *out)
{
    static const char *const states[] = {"not started", "running", "suspended", "closed"};
    gen_context_t_ context;

    if (g->type != NULL) {
        fprintf(out, "  iterator '%s'\n", g->name);
        return;
    }
    context = waiting_context(g);
    fprintf(out, "  %s '%s', %s", gen_noun_(g), g->name, states[gen_state(g)]);
    if (context != NULL)
        gen_print_place_(g, context, out);
    else if (has_line(g))
        gen_print_line_(g, out);
    fputc('\n', out);
}

void gen_print_stack(const gen_t *g, FILE *out)
{
    gen_check_(g, "gen_print_stack");
    gen_need_(out, "gen_print_stack", "a file");
    for (const gen_t *o = g; o != NULL; o = o->type == NULL ? o->sub : NULL)
        print_one_place(o, out);
}
