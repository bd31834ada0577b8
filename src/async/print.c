/* print.c - gen_print_tasks(): a tree of who awaits whom. */
#include "internal.h"
#include <math.h>
#include <string.h>

enum { DEEPEST_GROUP = 200 }; /* a tree is written recursively where it branches */

/* Those that a task awaits: one, those of a gather(), or those of the TaskGroup whose end it waits for. */
static struct task *awaited(const struct task *t, struct task *after, size_t index)
{
    struct future *f = t->awaiting.future;

    if (t->wait != NULL && strcmp(t->wait->what, "TaskGroup") == 0)
        return gen_taskgroup_member_(t->wait->on, after);
    if (f == NULL)
        return NULL;
    if (is_task(f))
        return index == 0 ? task_of(f) : NULL;
    return gen_gather_child_(f, index);
}

static size_t count_awaited(const struct task *t)
{
    size_t count = 0;

    for (struct task *c = awaited(t, NULL, 0); c != NULL; c = awaited(t, c, count))
        count++;
    return count;
}

static void write_sleep(const struct gen_wait_ *w, FILE *out)
{
    double when = ((const struct gen_timer_ *)w->on)->when;

    if (isinf(when))
        fputs(": sleeping for ever\n", out);
    else
        fprintf(out, ": sleeping until %.3f\n", when);
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
    else if (w != NULL && strcmp(w->what, "sleep") == 0)
        write_sleep(w, out);
    else if (w != NULL && w->on != NULL)
        fprintf(out, ": waiting for %s at %p\n", w->what, w->on);
    else if (w != NULL)
        fprintf(out, ": waiting for %s\n", w->what);
    else if (f != NULL)
        fprintf(out, ": awaiting %s %p\n", f->class->name, (const void *)f->self);
    else
        fputs(t->future.loop->current == t ? ": running\n" : ": ready\n", out);
}

/* Whether some task awaits t: then it is written below that one. */
static bool is_awaited(const struct task *t)
{
    for (struct gen_link_ *l = t->future.waiters.next; l != &t->future.waiters; l = l->next) {
        const struct waiter *waiter = CONTAINER_OF(l, struct waiter, link);

        if (waiter->task != NULL || gen_gather_watches_(waiter) || gen_taskgroup_watches_(waiter))
            return true;
    }
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

static void write_task(struct task *t, size_t depth, int groups, FILE *out)
{
    for (size_t left = t->future.loop->task_count; left > 0; left--) {
        size_t children = count_awaited(t), i = 0;

        fprintf(out, "%*s%s", (int)(2 * depth++), "", gen_task_name(t->future.self));
        write_state(t, children, out);
        if (children == 0)
            return;
        if (children == 1) {
            t = awaited(t, NULL, 0);
            continue;
        }
        for (struct task *c = awaited(t, NULL, 0); c != NULL && groups < DEEPEST_GROUP; c = awaited(t, c, ++i))
            write_task(c, depth, groups + 1, out);
        return;
    }
    fprintf(out, "%*s%s, and so on in a ring\n", (int)(2 * depth), "", gen_task_name(t->future.self));
}

void gen_print_tasks(gen_loop_t *loop, FILE *out)
{
    GIVEN(loop);
    for (struct gen_link_ *l = loop->tasks.next; l != &loop->tasks; l = l->next) {
        struct task *t = CONTAINER_OF(l, struct task, link);

        if (!is_awaited(t) || in_ring(t))
            write_task(t, 0, 0, out);
    }
}
