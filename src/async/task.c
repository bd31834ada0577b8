/* task.c - tasks: made, named, found, cancelled. step.c runs them. */
#include "async/internal.h"
#include <stdlib.h>
#include <string.h>

/* --- Memory: most tasks live for a short time, one after the other --- */

enum { SPARE_TASKS = 64 };

/* A loop that is closed does not outlive the task. */
static void keep(struct task *t)
{
    gen_loop_t *loop = t->future.loop;

    if (loop->closed || loop->spare_count == SPARE_TASKS || !gen_iter_reserve_(t->future.self))
        return;
    t->next_task = loop->spare_tasks;
    loop->spare_tasks = t->future.self;
    loop->spare_count++;
}

/* Takes the newest spare one off the list. */
static struct task *take(gen_loop_t *loop)
{
    struct task *t;

    if (loop->spare_tasks == NULL)
        return NULL;
    gen_iter_renew_(loop->spare_tasks);
    t = task_of(gen_future_of_(loop->spare_tasks));
    loop->spare_tasks = t->next_task;
    loop->spare_count--;
    return t;
}

static struct future *future_new(gen_loop_t *loop)
{
    struct task *spare = take(loop);

    if (spare == NULL)
        return gen_future_make_(loop, &gen_task_class_, sizeof(struct task));
    return gen_future_begin_(spare->future.self, loop, &gen_task_class_);
}

void gen_tasks_give_(gen_loop_t *loop)
{
    struct task *spare;

    while ((spare = take(loop)) != NULL)
        gen_iter_give_(spare->future.self);
}

/* A task that the loop has given up, or that never ran because its loop was freed. */
static void task_destroy(struct future *f)
{
    struct task *t = task_of(f);

    if (!link_alone(&t->link))
        gen_panic_("gen_free", "this reference to a task is its loop's, which drops it when the task has ended");
    if (f->state == FUTURE_PENDING) {
        gen_waiter_forget_(&t->awaiting);
        link_remove(&t->ready.link);
        if (t->wait != NULL)
            t->wait->task = NULL;
        gen_free(t->coroutine);
        gen_error_free(t->thrown);
        gen_scopes_forget_(t);
    }
    if (t->locals != NULL)
        gen_locals_free_(t->locals);
    if (t->name != NULL)
        free(t->name);
    free(t->wait_message);
    keep(t);
}

static bool task_cancel(struct future *f, const char *message)
{
    return gen_task_cancel_(task_of(f), message);
}

const struct future_class gen_task_class_ = {"Task", task_cancel, task_destroy, false, NULL};

/* --- The loop's list: doubly linked, and singly by the beginnings of the tasks' memory --- */

static struct task *task_at(struct gen_link_ *l)
{
    return CONTAINER_OF(l, struct task, link);
}

/* Where the pointer to a task stands, which is that in front of it. */
static gen_t **pointer_to(struct task *t)
{
    gen_loop_t *loop = t->future.loop;

    return t->link.prev == &loop->tasks ? &loop->first_task : &task_at(t->link.prev)->next_task;
}

void gen_task_join_loop_(struct task *t)
{
    gen_loop_t *loop = t->future.loop;

    link_append(&loop->tasks, &t->link);
    *pointer_to(t) = t->future.self;
    loop->task_count++;
}

void gen_task_leave_loop_(struct task *t)
{
    *pointer_to(t) = t->next_task;
    t->next_task = NULL;
    link_remove(&t->link);
    t->future.loop->task_count--;
}

/* Sets all there is beyond a future: the memory may be that of one that is gone. Cleared by hand, because a string
 * instruction takes longer. */
static void task_init(struct task *t, gen_t *coroutine, const char *name)
{
    gen_loop_t *loop = t->future.loop;

    t->ready.run = NULL;
    t->coroutine = coroutine;
    t->wait = NULL;
    gen_waiter_init_(&t->awaiting, NULL);
    t->awaiting.task = t;
    t->special = loop->watched ? SPECIAL_WATCHED : 0;
    t->cancelling = 0;
    t->closer = false;
    t->printed = false;
    t->above = false;
    t->scope = NULL;
    t->locals = gen_locals_share_(loop);
    t->thrown = NULL;
    t->next_task = NULL;
    t->name = name != NULL ? strdup(name) : NULL;
    t->wait_message = NULL;
    t->id = ++loop->task_ids;
    t->idle_since = 0;
    t->idle_what = NULL;
    gen_task_join_loop_(t);
    make_ready(loop, &t->ready);
}

gen_t *gen_loop_create_task(gen_loop_t *loop, gen_t *coroutine, const char *name)
{
    struct future *f;

    gen_check_loop_(loop, "gen_loop_create_task");
    if (coroutine == NULL)
        return NULL;
    if (!gen_is_coroutine(coroutine))
        gen_panic_("gen_create_task", "a coroutine was expected");
    if (loop->closed) {
        gen_close(coroutine, NULL);
        gen_free(coroutine);
        return NULL;
    }
    f = future_new(loop);
    if (f == NULL) {
        gen_free(coroutine);
        return NULL;
    }
    task_init(task_of(f), coroutine, name);
    return gen_ref(f->self); /* the other one is the loop's */
}

gen_t *gen_create_task(gen_t *coroutine, const char *name)
{
    gen_loop_t *loop = gen_running_loop_;

    if (loop == NULL)
        gen_panic_("gen_create_task", "no running event loop");
    return gen_loop_create_task(loop, coroutine, name);
}

bool gen_is_task(const gen_t *g)
{
    struct future *f = gen_future_of_(g);

    return f != NULL && is_task(f);
}

struct task *gen_need_task_(const gen_t *g, const char *function)
{
    struct future *f = gen_future_of_(g);

    if (f == NULL || !is_task(f))
        gen_panic_(function, "this is not a task");
    return task_of(f);
}

gen_t *gen_current_task(void)
{
    gen_loop_t *loop = gen_running_loop_;

    return loop != NULL && loop->current != NULL ? loop->current->future.self : NULL;
}

size_t gen_all_tasks(gen_loop_t *loop, gen_t **tasks, size_t size)
{
    size_t count = 0;

    GIVEN(loop);
    for (struct gen_link_ *l = loop->tasks.next; l != &loop->tasks && count < size; l = l->next)
        tasks[count++] = task_at(l)->future.self;
    return loop->task_count;
}

const char *gen_task_name(gen_t *task)
{
    return gen_task_known_as_(gen_need_task_(task, "gen_task_name"));
}

void gen_task_set_name(gen_t *task, const char *name)
{
    struct task *t = gen_need_task_(task, "gen_task_set_name");
    char *copy = name != NULL ? strdup(name) : NULL;

    free(t->name);
    t->name = copy;
}

/* --- Cancelling --- */

/* The pending task that t awaits; NULL if it awaits none. */
static struct task *awaited_task(const struct task *t)
{
    struct future *f = t->awaiting.future;

    return f != NULL && is_task(f) && f->state == FUTURE_PENDING ? task_of(f) : NULL;
}

/* Whether the tasks that await one another from t on have no end: a ring, which no result will ever break. */
static bool leads_to_ring(const struct task *t)
{
    size_t left = t->future.loop->task_count;

    while ((t = awaited_task(t)) != NULL)
        if (left-- == 0)
            return true;
    return false;
}

static void cancel_in_ring(struct task *t)
{
    gen_waiter_forget_(&t->awaiting);
    t->special |= SPECIAL_MUST_CANCEL;
    gen_task_wake_(t);
}

/* What a pending task waits for takes the cancellation on, or the task itself does at its next step. */
static bool cancel_wait(struct task *t, const char *message, struct cancelling *c)
{
    struct future *f = t->awaiting.future;

    if (t->wait != NULL) {
        gen_set_message_(&t->wait_message, message);
        return gen_wait_cancel_(t->wait);
    }
    if (f == NULL)
        return false;
    if (f->class->gatherer == NULL)
        return f->class->cancel(f, message);
    if (!f->class->gatherer->is_cancelling(f))
        return f->class->gatherer->cancel(f, c);
    gen_set_message_(&t->future.cancel_message, message);
    cancel_in_ring(t);
    return true;
}

/* As far down as one task awaits another. */
static bool cancel_chain(struct task *t, const char *message, struct cancelling *c)
{
    struct task *awaited;

    t->future.log_traceback = false;
    if (t->future.state != FUTURE_PENDING)
        return false;
    t->cancelling++;
    if (leads_to_ring(t)) {
        gen_set_message_(&t->future.cancel_message, message);
        cancel_in_ring(t);
        return true;
    }
    while ((awaited = awaited_task(t)) != NULL) {
        t = awaited;
        t->cancelling++;
    }
    if (!cancel_wait(t, message, c)) {
        gen_set_message_(&t->future.cancel_message, message);
        t->special |= SPECIAL_MUST_CANCEL;
    }
    return true;
}

void gen_cancel_children_(struct cancelling *c, const char *message)
{
    struct future *child;

    while (c->next != NULL && (child = c->next(c)) != NULL) {
        if (is_task(child))
            cancel_chain(task_of(child), message, c);
        else
            child->class->cancel(child, message);
    }
}

/* Not recursive, neither along tasks that await tasks nor through gather(): both may be long. */
bool gen_task_cancel_(struct task *t, const char *message)
{
    struct cancelling c = {NULL, NULL};
    bool cancelled = cancel_chain(t, message, &c);

    gen_cancel_children_(&c, message);
    return cancelled;
}

void gen_task_interrupt_(struct task *t)
{
    struct cancelling c = {NULL, NULL};

    if (t->wait != NULL || t->awaiting.future != NULL)
        cancel_wait(t, NULL, &c);
    gen_cancel_children_(&c, NULL);
}

bool gen_task_cancel(gen_t *task, const char *message)
{
    return gen_task_cancel_(gen_need_task_(task, "gen_task_cancel"), message);
}

unsigned gen_task_uncancel(gen_t *task)
{
    struct task *t = gen_need_task_(task, "gen_task_uncancel");

    if (t->cancelling > 0 && --t->cancelling == 0)
        t->special &= ~(unsigned)SPECIAL_MUST_CANCEL;
    return t->cancelling;
}

unsigned gen_task_cancelling(const gen_t *task)
{
    return gen_need_task_(task, "gen_task_cancelling")->cancelling;
}
