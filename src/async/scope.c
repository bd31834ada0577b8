/*
 * scope.c - cancel scopes.
 *
 * A task's scopes are a list, innermost first. SPECIAL_SCOPE is set in a task exactly while some scope of it is
 * cancelled and no shield lies between it and the task: then the loop cancels each wait as it begins. A scope that
 * cancels once, a timeout's, is not counted there: it uses the task's own cancel().
 */
#include "async/internal.h"
#include <math.h>

/* Whether a cancelled scope reaches what is inside s. */
static bool reached(const gen_scope_t *s)
{
    for (; s != NULL; s = s->outer_) {
        if (s->cancelled && !s->once_)
            return true;
        if (s->shield_)
            return false;
    }
    return false;
}

bool gen_task_in_cancelled_scope_(const struct task *t)
{
    return reached(t->scope);
}

static void mark(struct task *t)
{
    if (reached(t->scope))
        t->special |= SPECIAL_SCOPE;
    else
        t->special &= ~(unsigned)SPECIAL_SCOPE;
}

/* A wait that has begun already is cut short too. */
static void update(struct task *t)
{
    mark(t);
    if ((t->special & SPECIAL_SCOPE) != 0)
        gen_task_interrupt_(t);
}

void gen_scope_cancel(gen_scope_t *scope)
{
    GIVEN(scope);

    struct task *t = scope->task_;

    if (scope->cancelled || t == NULL)
        return;
    scope->cancelled = true;
    if (scope->once_)
        gen_task_cancel_(t, NULL);
    else
        update(t);
}

void gen_scope_shield(gen_scope_t *scope, bool shield)
{
    GIVEN(scope);
    scope->shield_ = shield;
    if (scope->task_ != NULL)
        update(scope->task_);
}

/* --- The deadline --- */

static void deadline_reached(gen_loop_t *loop, struct gen_ready_ *ready)
{
    struct gen_timer_ *timer = CONTAINER_OF(ready, struct gen_timer_, ready);

    (void)loop;
    gen_scope_cancel(CONTAINER_OF(timer, gen_scope_t, timer_));
}

/* A deadline that has passed cancels at once; that of a timeout in the next turn, as in asyncio. */
bool gen_scope_reschedule(gen_scope_t *scope, double deadline)
{
    GIVEN(scope);

    struct task *t = scope->task_;
    gen_loop_t *loop;

    if (isnan(deadline))
        gen_panic_("gen_scope_reschedule", "the deadline is not a number");

    scope->deadline = deadline;
    if (t == NULL)
        return true;
    loop = t->future.loop;
    gen_timer_stop_(loop, &scope->timer_);
    if (deadline <= gen_loop_time(loop) && !scope->once_)
        gen_scope_cancel(scope);
    else if (deadline <= gen_loop_time(loop))
        make_ready(loop, &scope->timer_.ready);
    else if (!isinf(deadline))
        return gen_timer_start_(loop, &scope->timer_, deadline);
    return true;
}

/* --- Enter and exit --- */

/* Takes the scope off its task, wherever in the list it is. */
static void scope_leave(void *arg)
{
    gen_scope_t *scope = arg;
    struct task *t = scope->task_;
    gen_scope_t **s;

    if (t == NULL)
        return;
    s = &t->scope;
    while (*s != NULL && *s != scope)
        s = &(*s)->outer_;
    if (*s == scope)
        *s = scope->outer_;
    gen_timer_stop_(t->future.loop, &scope->timer_);
    scope->task_ = NULL;
    mark(t);
}

bool gen_scope_begin_(gen_t *self, gen_scope_t *scope, double seconds, bool once)
{
    gen_loop_t *loop = gen_running_loop();
    struct task *t = loop != NULL ? loop->current : NULL;

    if (t == NULL) {
        gen_raise(self, GEN_RUNTIME_ERROR, "%s should be used inside a task", once ? "Timeout" : "A cancel scope");
        return false;
    }
    if (!gen_need_number_(self, seconds))
        return false;
    scope->cancelled = false;
    scope->caught = false;
    scope->shield_ = false;
    scope->once_ = once;
    scope->cancelling_ = t->cancelling;
    scope->task_ = t;
    scope->outer_ = t->scope;
    scope->timer_.ready.run = deadline_reached;
    scope->timer_.place = 0;
    link_init(&scope->timer_.ready.link);
    t->scope = scope;
    gen_cleanup_push(self, &scope->cleanup_, scope_leave, scope);
    if (gen_scope_reschedule(scope, gen_loop_time(loop) + seconds))
        return true;
    gen_cleanup_pop(self, &scope->cleanup_);
    scope_leave(scope);
    gen_raise(self, GEN_MEMORY_ERROR, NULL);
    return false;
}

/* Those that are left are in the hands of async generators, which others may still close: such a scope is its own outer
 * one. */
void gen_scopes_forget_(struct task *t)
{
    while (t->scope != NULL) {
        gen_scope_t *scope = t->scope;

        t->scope = scope->outer_;
        gen_timer_stop_(t->future.loop, &scope->timer_);
        scope->task_ = NULL;
        scope->outer_ = scope;
    }
}

/* Whether it had one. */
static bool end_forgotten(gen_t *self, gen_scope_t *scope)
{
    if (scope->task_ != NULL || scope->outer_ != scope)
        return false;
    scope->outer_ = NULL;
    gen_cleanup_pop(self, &scope->cleanup_);
    if (gen_pending(self) == NULL)
        gen_raise(self, GEN_RUNTIME_ERROR, "the task that entered this cancel scope has ended");
    return true;
}

bool gen_scope_end_(gen_t *self, gen_scope_t *scope)
{
    struct task *t = scope->task_;

    if (end_forgotten(self, scope))
        return false;
    if (t == NULL || t->scope != scope) {
        if (gen_pending(self) == NULL)
            gen_raise(self, GEN_RUNTIME_ERROR,
                      t == NULL ? "this cancel scope has not been entered"
                                : "cancel scopes must be exited in reverse order");
        return false;
    }
    gen_cleanup_pop(self, &scope->cleanup_);
    scope_leave(scope);
    return true;
}

bool gen_scope_enter(gen_t *self, gen_scope_t *scope, double seconds)
{
    GIVEN(scope);
    return gen_scope_begin_(self, scope, seconds, false);
}

bool gen_scope_exit(gen_t *self, gen_scope_t *scope)
{
    GIVEN(scope);

    struct task *t = scope->task_;

    if (!gen_scope_end_(self, scope))
        return false;
    /* not its own if an outer one is cancelled too, or the task was told to end */
    if (scope->cancelled && !reached(t->scope) && t->cancelling <= scope->cancelling_)
        scope->caught = gen_catch(self, GEN_CANCELLED_ERROR);
    return gen_pending(self) == NULL;
}
