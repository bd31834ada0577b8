/* print.c - gen_print_tasks(): a tree of who awaits whom. */
#include "async/internal.h"
#include <string.h>

enum { DEEPEST_GROUP = 200 }; /* a tree is written recursively where it branches */

/* Those that a task awaits: one, those of a gather(), or those of the TaskGroup whose end it waits for. */
static struct task *awaited(const struct task *t, struct task *after, size_t index)
{
    struct future *f = t->awaiting.future;

    if (t->wait != NULL && t->wait->kind->awaited != NULL)
        return t->wait->kind->awaited(t->wait->on, after);
    if (f == NULL)
        return NULL;
    if (is_task(f))
        return index == 0 ? task_of(f) : NULL;
    return f->class->gatherer != NULL ? f->class->gatherer->child(f, index) : NULL;
}

static size_t count_awaited(const struct task *t)
{
    size_t count = 0;

    for (struct task *c = awaited(t, NULL, 0); c != NULL; c = awaited(t, c, count))
        count++;
    return count;
}

static void write_wait(const struct gen_wait_ *w, FILE *out)
{
    if (w->kind->write != NULL)
        w->kind->write(w->on, out);
    else if (w->on != NULL)
        fprintf(out, "waiting for %s at %p", w->kind->what, w->on);
    else
        fprintf(out, "waiting for %s", w->kind->what);
}

/* What a task waits for; what it awaits, if that is tasks, are the next lines of the tree. */
static void write_state(const struct task *t, size_t children, FILE *out)
{
    const struct gen_wait_ *w = t->wait;
    const struct future *f = t->awaiting.future;

    if (children > 1)
        fprintf(out, " awaits %zu tasks\n", children);
    else if (children == 1)
        fputs(" awaits\n", out);
    else {
        fputs(": ", out);
        if (w != NULL)
            write_wait(w, out);
        else if (f != NULL)
            fprintf(out, "awaiting %s %p", f->class->name, (const void *)f->self);
        else
            fputs(t->future.loop->current == t ? "running" : "ready", out);
        fputc('\n', out);
    }
}

/* Whether some task awaits t: then it is written below that one. */
static bool is_awaited(const struct task *t)
{
    for (struct gen_link_ *l = t->future.waiters.next; l != &t->future.waiters; l = l->next) {
        const struct waiter *waiter = CONTAINER_OF(l, struct waiter, link);

        if (waiter->task != NULL || (waiter->class->awaits != NULL && waiter->class->awaits(waiter)))
            return true;
    }
    return false;
}

/* One line. Returns how many tasks it awaits, to be written below it. */
static size_t write_line(struct task *t, size_t depth, FILE *out)
{
    size_t children = count_awaited(t);

    fprintf(out, "%*s%s", (int)(2 * depth), "", gen_task_known_as_(t));
    write_state(t, children, out);
    t->printed = true;
    t->above = true;
    return children;
}

/* A task and those it awaits, recursively only where it awaits several. */
static void write_task(struct task *first, size_t depth, int groups, FILE *out)
{
    struct task *t = first;
    size_t lines = 0, children = 1, i = 0;

    while (children == 1 && !t->above) {
        children = write_line(t, depth++, out);
        lines++;
        if (children == 1)
            t = awaited(t, NULL, 0);
    }
    if (children == 1)
        fprintf(out, "%*s%s, and so on in a ring\n", (int)(2 * depth), "", gen_task_known_as_(t));
    if (children > 1 && groups < DEEPEST_GROUP)
        for (struct task *c = awaited(t, NULL, 0); c != NULL; c = awaited(t, c, ++i))
            write_task(c, depth, groups + 1, out);
    for (t = first; lines > 0; t = awaited(t, NULL, 0), lines--)
        t->above = false;
}

/* What is awaited by itself alone has no root: it is begun with the first that has no line yet. */
void gen_print_tasks(gen_loop_t *loop, FILE *out)
{
    struct gen_link_ *l;

    GIVEN(loop);
    for (l = loop->tasks.next; l != &loop->tasks; l = l->next)
        CONTAINER_OF(l, struct task, link)->printed = false;
    for (int rings = 0; rings < 2; rings++)
        for (l = loop->tasks.next; l != &loop->tasks; l = l->next) {
            struct task *t = CONTAINER_OF(l, struct task, link);

            if (rings ? !t->printed : !is_awaited(t))
                write_task(t, 0, 0, out);
        }
}
