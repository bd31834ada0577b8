/* taskgroup.c - asyncio.TaskGroup. */
#include "async/internal.h"
#include <math.h>
#include <stdlib.h>

/* A task of a group that is not done. */
struct member {
    struct waiter waiter;
    struct gen_link_ link;  /* in the group's list */
    gen_taskgroup_t *group; /* NULL if the group is gone */
};

static struct task *parent_of(const gen_taskgroup_t *group)
{
    return group->parent_;
}

static bool is_base_error(const gen_error_t *e)
{
    return gen_error_is(e, GEN_SYSTEM_EXIT) || gen_error_is(e, GEN_KEYBOARD_INTERRUPT);
}

/* Takes e over. */
static void add_error(gen_taskgroup_t *group, gen_error_t *e)
{
    if (is_base_error(e) && group->base_error_ == NULL)
        group->base_error_ = gen_error_ref(e);
    if (group->error_count_ == group->error_room_) {
        size_t room = group->error_room_ == 0 ? 4 : 2 * group->error_room_;
        gen_error_t **errors = realloc(group->errors_, room * sizeof(gen_error_t *));

        if (errors == NULL) {
            gen_report_(group->loop_, "out of memory: an exception in a TaskGroup is lost", e, NULL);
            gen_error_free(e);
            return;
        }
        group->errors_ = errors;
        group->error_room_ = room;
    }
    group->errors_[group->error_count_++] = e;
}

static void drop_errors(gen_taskgroup_t *group)
{
    for (size_t i = 0; i < group->error_count_; i++)
        gen_error_free(group->errors_[i]);
    free(group->errors_);
    group->errors_ = NULL;
    group->error_count_ = 0;
    gen_error_free(group->base_error_);
    group->base_error_ = NULL;
}

/* --- The tasks --- */

static void abort_tasks(gen_taskgroup_t *group)
{
    group->aborting_ = true;
    for (struct gen_link_ *l = group->tasks_.next; l != &group->tasks_; l = l->next) {
        struct future *f = CONTAINER_OF(l, struct member, link)->waiter.future;

        if (f->state == FUTURE_PENDING)
            f->class->cancel(f, NULL);
    }
}

/* An async generator has carried the block away from the task that entered it. */
static void report_orphan(struct task *failed, struct task *parent)
{
    char message[256];

    snprintf(message, sizeof message, "Task '%.64s' has errored out but its parent task '%.64s' is already completed",
             gen_task_name(failed->future.self), gen_task_name(parent->future.self));
    gen_report_(parent->future.loop, message, failed->future.error, failed->future.self);
}

/* A task failed: unless the group is being cancelled anyway, the block is interrupted where it waits. */
static void fail_group(gen_taskgroup_t *group, struct task *failed)
{
    struct task *parent = parent_of(group);

    if (parent->future.state != FUTURE_PENDING) {
        report_orphan(failed, parent);
        return;
    }
    if (group->aborting_ || group->cancelled_parent_)
        return;
    abort_tasks(group);
    group->cancelled_parent_ = true;
    gen_task_cancel_(parent, NULL);
}

static void task_done(struct waiter *waiter)
{
    struct member *member = CONTAINER_OF(waiter, struct member, waiter);
    gen_taskgroup_t *group = member->group;
    struct future *f = waiter->future;
    gen_error_t *e = NULL;

    link_remove(&member->link);
    free(member);
    if (group == NULL)
        return;
    if (group->exit_ != NULL && link_alone(&group->tasks_))
        gen_wait_wake_(group->exit_);
    if (f == NULL || f->state == FUTURE_CANCELLED || gen_future_exception(f->self, &e) == GEN_RAISED || e == NULL)
        return;
    add_error(group, e);
    fail_group(group, task_of(f));
}

/* Its block waits for the task at its end. */
static bool is_awaited(const struct waiter *waiter)
{
    const gen_taskgroup_t *group = CONTAINER_OF(waiter, const struct member, waiter)->group;

    return group != NULL && group->exit_ != NULL;
}

static const struct waiter_class on_task_done = {task_done, is_awaited};

/* The tasks of a group, one after the other; NULL for the first. */
static struct task *member_after(const void *on, struct task *after)
{
    const gen_taskgroup_t *group = on;

    bool found = after == NULL;

    for (struct gen_link_ *l = group->tasks_.next; l != &group->tasks_; l = l->next) {
        struct task *t = task_of(CONTAINER_OF(l, struct member, link)->waiter.future);

        if (found)
            return t;
        found = t == after;
    }
    return NULL;
}

/* The stack of the block is destroyed: the tasks go on, and nobody asks for them. */
static void abandon(void *arg)
{
    gen_taskgroup_t *group = arg;

    while (!link_alone(&group->tasks_)) {
        struct member *member = CONTAINER_OF(group->tasks_.next, struct member, link);

        member->group = NULL;
        link_remove(&member->link);
    }
    drop_errors(group);
    gen_free(parent_of(group)->future.self);
    group->parent_ = NULL;
}

bool gen_taskgroup_enter(gen_t *self, gen_taskgroup_t *group)
{
    static const gen_taskgroup_t fresh;
    gen_loop_t *loop = gen_running_loop();

    GIVEN(group);
    *group = fresh;
    link_init(&group->tasks_);
    if (loop == NULL || loop->current == NULL) {
        gen_raise(self, GEN_RUNTIME_ERROR, "TaskGroup cannot determine the parent task");
        return false;
    }
    group->parent_ = loop->current;
    gen_ref(loop->current->future.self);
    group->loop_ = loop;
    gen_cleanup_push(self, &group->cleanup_, abandon, group);
    return true;
}

static const char *refusal(const gen_taskgroup_t *group)
{
    if (group->parent_ == NULL && !group->finished_)
        return "TaskGroup has not been entered";
    if (group->finished_ || (group->exiting_ && link_alone(&group->tasks_)))
        return "TaskGroup is finished";
    return group->aborting_ ? "TaskGroup is shutting down" : NULL;
}

static gen_t *taskgroup_start(gen_taskgroup_t *group, gen_t *coroutine, const char *name)
{
    struct member *member = malloc(sizeof *member);
    gen_t *task;

    if (member == NULL)
        return NULL;
    task = gen_loop_create_task(group->loop_, gen_ref(coroutine), name);
    if (task == NULL) {
        free(member);
        return NULL;
    }
    gen_waiter_init_(&member->waiter, &on_task_done);
    member->group = group;
    link_append(&group->tasks_, &member->link);
    gen_future_watch_(gen_future_of_(task), &member->waiter);
    return task;
}

bool gen_taskgroup_create_task(gen_t *self, gen_taskgroup_t *group, gen_t *coroutine, const char *name, gen_t **task)
{
    const char *sentence;
    gen_t *started = NULL;

    GIVEN(group);
    sentence = refusal(group);
    if (sentence != NULL && coroutine != NULL)
        gen_close(coroutine, NULL);
    if (sentence != NULL)
        gen_raise(self, GEN_RUNTIME_ERROR, "%s", sentence);
    else if (coroutine == NULL || (started = taskgroup_start(group, coroutine, name)) == NULL)
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
    gen_free(coroutine);
    if (started != NULL && task != NULL)
        *task = started;
    else
        gen_free(started);
    return started != NULL;
}

/* --- The end of the block --- */

static const struct gen_wait_kind_ leaving = {"TaskGroup", "the end of a task group", NULL, member_after};

/* Waits until no task is left. A cancellation meanwhile cancels them, and its CancelledError is left in *cancelled. */
static void wait_for_tasks(gen_t *self, gen_taskgroup_t *group, gen_error_t **cancelled)
{
    gen_error_t *e;

    while (!link_alone(&group->tasks_)) {
        struct gen_wait_ w;
        gen_scope_t scope;
        bool shielded = group->aborting_ && gen_scope_begin_(self, &scope, (double)INFINITY, false);

        /* once the tasks are cancelled, a cancelled scope must not end each of our waits at once */
        if (shielded)
            gen_scope_shield(&scope, true);
        group->exit_ = &w;
        e = wait_on(self, &w, NULL, &leaving, group) ? NULL : gen_error_ref(gen_pending(self));
        group->exit_ = NULL;
        if (e != NULL)
            gen_catch(self, GEN_BASE_EXCEPTION);
        if (shielded && !gen_scope_end_(self, &scope))
            gen_catch(self, GEN_BASE_EXCEPTION);
        if (e != NULL && !gen_error_is(e, GEN_CANCELLED_ERROR)) {
            gen_error_free(*cancelled); /* GeneratorExit: nobody will wait any more */
            *cancelled = e;
            return;
        }
        if (e != NULL && !group->aborting_) {
            gen_error_free(*cancelled);
            *cancelled = gen_error_ref(e);
            abort_tasks(group);
        }
        gen_error_free(e);
    }
}

/* Raises the errors as a group. A cancellation from outside comes again at the next wait: the count stays the same. */
static void raise_group(gen_t *self, gen_taskgroup_t *group)
{
    struct task *parent = parent_of(group);
    gen_error_t *e = gen_error_new_group("unhandled errors in a TaskGroup", group->errors_, group->error_count_);

    if (parent->cancelling > 0) {
        gen_task_uncancel(parent->future.self);
        gen_task_cancel_(parent, NULL);
    }
    gen_raise_from(self, e, NULL);
    gen_error_free(e);
}

/* What the block ends with, after all tasks: e is what it raised itself, cancelled the CancelledError it got. */
static void conclude(gen_t *self, gen_taskgroup_t *group, gen_error_t *e, gen_error_t *cancelled)
{
    struct task *parent = parent_of(group);

    if (group->base_error_ != NULL) {
        gen_raise_error(self, group->base_error_);
        return;
    }
    if (group->cancelled_parent_ && gen_task_uncancel(parent->future.self) == 0 &&
        !gen_task_in_cancelled_scope_(parent)) {
        gen_error_free(cancelled);
        cancelled = NULL;
    }
    if (cancelled != NULL && group->error_count_ == 0)
        gen_raise_error(self, cancelled);
    gen_error_free(cancelled);
    if (gen_pending(self) != NULL)
        return;
    if (e != NULL && !gen_error_is(e, GEN_CANCELLED_ERROR))
        add_error(group, gen_error_ref(e));
    if (group->error_count_ > 0)
        raise_group(self, group);
}

bool gen_taskgroup_exit(gen_t *self, gen_taskgroup_t *group)
{
    gen_error_t *e = NULL, *cancelled = NULL;
    gen_cleanup_t cleanup, cleanup_cancelled;
    gen_handler_t handler; /* an `async with` handles what its block raised until it is left */

    GIVEN(group);
    if (group->parent_ == NULL || group->exiting_) {
        if (gen_pending(self) == NULL)
            gen_raise(self, GEN_RUNTIME_ERROR, "TaskGroup %s",
                      group->exiting_ ? "is finished" : "has not been entered");
        return false;
    }
    group->exiting_ = true;
    if (gen_pending(self) != NULL && gen_catch_as(self, GEN_BASE_EXCEPTION, &e)) {
        if (is_base_error(e) && group->base_error_ == NULL)
            group->base_error_ = gen_error_ref(e);
        if (gen_error_is(e, GEN_CANCELLED_ERROR))
            cancelled = gen_error_ref(e);
        if (!group->aborting_)
            abort_tasks(group);
        gen_except_begin(&handler, e);
    }
    gen_cleanup_push(self, &cleanup, drop_error, &e);
    gen_cleanup_push(self, &cleanup_cancelled, drop_error, &cancelled);
    wait_for_tasks(self, group, &cancelled);
    gen_cleanup_pop(self, &cleanup_cancelled);
    gen_cleanup_pop(self, &cleanup);
    group->finished_ = true;
    gen_cleanup_pop(self, &group->cleanup_);
    if (cancelled != NULL && !gen_error_is(cancelled, GEN_CANCELLED_ERROR)) {
        gen_reraise(self, cancelled);
        gen_error_free(cancelled);
    } else {
        conclude(self, group, e, cancelled);
    }
    if (e != NULL)
        gen_except_end(&handler);
    gen_error_free(e);
    abandon(group);
    return gen_pending(self) == NULL;
}
