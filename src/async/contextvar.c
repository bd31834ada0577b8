/*
 * contextvar.c - context variables: a list of settings, the newest first. Tasks share the tails of their lists; what is shared is
 * never changed, only hidden by a newer setting in front.
 */
#include "async/internal.h"
#include <stdlib.h>

struct local_node {
    struct local_node *next;
    const gen_local_t *local;
    gen_value_t value;
    size_t refs;
};

/* The list of what runs now. */
static struct local_node **list_of(gen_loop_t *loop)
{
    return loop->current != NULL ? &loop->current->locals : &loop->locals;
}

struct local_node *gen_locals_share_(gen_loop_t *loop)
{
    struct local_node *locals = *list_of(loop);

    if (locals != NULL)
        locals->refs++;
    return locals;
}

void gen_locals_free_(struct local_node *locals)
{
    while (locals != NULL && --locals->refs == 0) {
        struct local_node *next = locals->next;

        free(locals);
        locals = next;
    }
}

struct local_node *gen_locals_enter_(gen_loop_t *loop, struct local_node *mine)
{
    struct local_node *outer = loop->locals;

    if (mine != NULL)
        mine->refs++;
    loop->locals = mine;
    return outer;
}

void gen_locals_leave_(gen_loop_t *loop, struct local_node *outer)
{
    gen_locals_free_(loop->locals);
    loop->locals = outer;
}

void gen_locals_call_(gen_loop_t *loop, struct local_node *mine, gen_callback_t *callback, void *arg)
{
    struct local_node *outer = gen_locals_enter_(loop, mine);

    callback(arg);
    gen_locals_leave_(loop, outer);
}

gen_value_t gen_local_get(const gen_local_t *local)
{
    gen_loop_t *loop = gen_running_loop_;

    GIVEN(local);
    if (loop != NULL)
        for (struct local_node *n = *list_of(loop); n != NULL; n = n->next)
            if (n->local == local)
                return n->value;
    return local->initial;
}

bool gen_local_set(const gen_local_t *local, gen_value_t value)
{
    gen_loop_t *loop = gen_running_loop_;
    struct local_node **list, *n;

    GIVEN(local);
    if (loop == NULL)
        return false;
    list = list_of(loop);
    for (n = *list; n != NULL && n->refs == 1; n = n->next) {
        if (n->local == local) {
            n->value = value;
            return true;
        }
    }
    n = malloc(sizeof *n);
    if (n == NULL)
        return false;
    *n = (struct local_node){*list, local, value, 1};
    *list = n;
    return true;
}
