/* wait.c - waits: they begin, are woken or cancelled, and end. And sleep(), the simplest of them. */
#include "async/internal.h"
#include <math.h>

/* A lock or the like that is gone has left something else where its queue was. */
static void leave_queue(struct gen_wait_ *w)
{
    if (GEN_UNLIKELY(w->link.prev->next != &w->link || w->link.next->prev != &w->link))
        gen_panic_(w->kind->what, "it is gone while a task waits for it: what is waited for must outlive who waits");
    link_remove(&w->link);
}

/* The stack that the wait lies on is destroyed: nobody will end it. */
static void abandon(void *arg)
{
    struct gen_wait_ *w = arg;
    struct task *t = w->task;

    leave_queue(w);
    if (t != NULL && t->wait == w)
        t->wait = NULL;
}

bool gen_wait_begin_(gen_t *self, struct gen_wait_ *w, struct gen_link_ *queue, const struct gen_wait_kind_ *kind,
                     const void *on)
{
    gen_loop_t *loop = gen_need_loop_(self);

    if (loop == NULL)
        return false;
    if (GEN_UNLIKELY(gen_hot_(self)->pending != NULL))
        return gen_call_refused_(self, kind->call);
    w->task = NULL;
    w->loop = loop;
    w->state = WAIT_PENDING;
    w->kind = kind;
    w->on = on;
    if (queue != NULL)
        link_append(queue, &w->link);
    else
        link_init(&w->link);
    gen_cleanup_push(self, &w->cleanup, abandon, w);
    loop->parked_wait = w;
    return true;
}

bool gen_wait_end_(gen_t *self, struct gen_wait_ *w, bool resumed)
{
    struct task *t = w->task;

    gen_cleanup_pop(self, &w->cleanup);
    leave_queue(w);
    if (t != NULL && t->wait == w)
        gen_task_wake_(t); /* not the task has resumed its coroutine: it has to see what became of it */
    if (resumed && w->state != WAIT_WOKEN) {
        gen_raise(self, GEN_RUNTIME_ERROR, "await wasn't used with future");
        return false;
    }
    return resumed;
}

bool gen_wait_wake_(struct gen_wait_ *w)
{
    if (w->state != WAIT_PENDING)
        return false;
    w->state = WAIT_WOKEN;
    if (w->task != NULL)
        gen_task_wake_(w->task);
    return true;
}

void gen_wake_all_(struct gen_link_ *waits)
{
    for (struct gen_link_ *l = waits->next; l != waits; l = l->next)
        gen_wait_wake_(CONTAINER_OF(l, struct gen_wait_, link));
}

bool gen_wait_cancel_(struct gen_wait_ *w)
{
    struct task *t = w->task;

    if (w->state != WAIT_PENDING)
        return false;
    w->state = WAIT_CANCELLED;
    t->special |= SPECIAL_WAIT_CANCELLED;
    gen_task_wake_(t);
    return true;
}

struct sleeper {
    struct gen_wait_ wait;
    struct gen_timer_ timer;
    gen_cleanup_t cleanup;
};

/* asyncio's order: the timer runs in the iteration in which it is due, the task in the next. */
static void wake_sleeper(gen_loop_t *loop, struct gen_ready_ *ready)
{
    struct gen_timer_ *timer = CONTAINER_OF(ready, struct gen_timer_, ready);

    (void)loop;
    gen_wait_wake_(&CONTAINER_OF(timer, struct sleeper, timer)->wait);
}

void gen_write_timer_(const void *on, FILE *out)
{
    const struct gen_timer_ *timer = on;

    if (isinf(timer->when))
        fputs("sleeping for ever", out);
    else
        fprintf(out, "sleeping until %.3f", timer->when);
}

static const struct gen_wait_kind_ sleeping = {"sleep", "gen_sleep()", gen_write_timer_, NULL};

static void stop_timer(void *arg)
{
    struct sleeper *s = arg;

    gen_timer_stop_(s->wait.loop, &s->timer);
}

bool gen_need_number_(gen_t *self, double seconds)
{
    if (!isnan(seconds))
        return true;
    gen_raise(self, GEN_VALUE_ERROR, "Invalid delay: NaN (not a number)");
    return false;
}

bool gen_sleep_(gen_t *self, double seconds)
{
    gen_loop_t *loop = gen_need_loop_(self);
    struct sleeper s;
    bool ok;

    if (loop == NULL || !gen_need_number_(self, seconds))
        return false;
    s.wait.loop = loop;
    s.timer.ready.run = wake_sleeper;
    if (!gen_timer_start_(loop, &s.timer, gen_loop_time(loop) + seconds)) {
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
        return false;
    }
    gen_cleanup_push(self, &s.cleanup, stop_timer, &s);
    ok = wait_on(self, &s.wait, NULL, &sleeping, &s.timer);
    gen_cleanup_pop(self, &s.cleanup);
    stop_timer(&s);
    return ok;
}
