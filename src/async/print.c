/* print.c - gen_print_tasks(): a tree of who awaits whom. */
#include "internal.h"
#include <string.h>

/* What an unfinished task waits for; what it awaits, if that is a task, is the next line of the tree. */
static void write_state(const struct task *t, FILE *out)
{
    const struct gen_wait_ *w = t->wait;
    const struct future *f = t->awaiting.future;

    if (w != NULL && strcmp(w->what, "sleep") == 0)
        fprintf(out, ": sleeping until %.3f\n", ((const struct gen_timer_ *)w->on)->when);
    else if (w != NULL && w->on != NULL)
        fprintf(out, ": waiting for %s at %p\n", w->what, w->on);
    else if (w != NULL)
        fprintf(out, ": waiting for %s\n", w->what);
    else if (f != NULL && !is_task(f))
        fprintf(out, ": awaiting %s %p\n", f->class->name, (const void *)f->self);
    else if (f != NULL)
        fputs(" awaits\n", out);
    else if (t->future.loop->current == t)
        fputs(": running\n", out);
    else
        fputs(": ready\n", out);
}

/* Whether some task awaits t: then it is written below that one. */
static bool is_awaited(const struct task *t)
{
    for (struct gen_link_ *l = t->future.waiters.next; l != &t->future.waiters; l = l->next)
        if (CONTAINER_OF(l, struct waiter, link)->task != NULL)
            return true;
    return false;
}

/* Whether t awaits itself by way of others: such a ring has no root. */
static bool in_ring(const struct task *t)
{
    const struct task *next = t;

    for (size_t n = t->future.loop->task_count; n > 0; n--) {
        struct future *f = next->awaiting.future;

        if (f == NULL || !is_task(f))
            return false;
        next = task_of(f);
        if (next == t)
            return true;
    }
    return false;
}

static void write_task(struct task *t, FILE *out)
{
    int depth = 0;

    for (size_t left = t->future.loop->task_count; left > 0; left--) {
        struct future *f = t->awaiting.future;

        fprintf(out, "%*s%s", 2 * depth++, "", gen_task_name(t->future.self));
        write_state(t, out);
        if (f == NULL || !is_task(f))
            return;
        t = task_of(f);
    }
    fprintf(out, "%*s%s, and so on in a ring\n", 2 * depth, "", gen_task_name(t->future.self));
}

void gen_print_tasks(gen_loop_t *loop, FILE *out)
{
    for (struct gen_link_ *l = loop->tasks.next; l != &loop->tasks; l = l->next) {
        struct task *t = CONTAINER_OF(l, struct task, link);

        if (!is_awaited(t) || in_ring(t))
            write_task(t, out);
    }
}
