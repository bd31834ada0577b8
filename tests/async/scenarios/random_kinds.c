/* random_kinds.c - the statements of random programs. */
#include "random_programs.h"

/* --- Leaves --- */

static bool sleeps(gen_t *self, struct program *p, struct statement *s, int owner)
{
    (void)p;
    (void)owner;
    return gen_sleep(self, times[s->a]);
}

static bool set_event(gen_t *self, struct program *p, struct statement *s, int owner)
{
    (void)self;
    (void)owner;
    gen_event_set(&p->events[s->a % 2]);
    return true;
}

static bool clear_event(gen_t *self, struct program *p, struct statement *s, int owner)
{
    (void)self;
    (void)owner;
    gen_event_clear(&p->events[s->a % 2]);
    return true;
}

static bool wait_event(gen_t *self, struct program *p, struct statement *s, int owner)
{
    (void)owner;
    return gen_event_wait(self, &p->events[s->a % 2]);
}

static bool put(gen_t *self, struct program *p, struct statement *s, int owner)
{
    (void)owner;
    return gen_queue_put(self, &p->queue, gen_int(s->number));
}

static bool get(gen_t *self, struct program *p, struct statement *s, int owner)
{
    gen_value_t item;

    (void)owner;
    if (!gen_queue_get(self, &p->queue, &item))
        return false;
    note("%d got %d", s->number, (int)gen_as_int(item));
    return gen_queue_task_done(self, &p->queue);
}

static bool join_queue(gen_t *self, struct program *p, struct statement *s, int owner)
{
    (void)s;
    (void)owner;
    return gen_queue_join(self, &p->queue);
}

static bool shut_queue(gen_t *self, struct program *p, struct statement *s, int owner)
{
    (void)self;
    (void)owner;
    if (s->a == 0)
        gen_queue_shutdown(&p->queue, s->b > 3);
    return true;
}

static bool cancel(gen_t *self, struct program *p, struct statement *s, int owner)
{
    char message[32];

    (void)self;
    (void)owner;
    snprintf(message, sizeof message, "by %d", s->number);
    note("%d cancel %s", s->number, gen_task_cancel(p->tasks[s->a % TASKS], message) ? "True" : "False");
    return true;
}

static bool uncancel(gen_t *self, struct program *p, struct statement *s, int owner)
{
    unsigned before = gen_task_cancelling(gen_current_task());

    (void)self;
    (void)p;
    (void)owner;
    note("%d cancelling %u %u", s->number, before, gen_task_uncancel(gen_current_task()));
    return true;
}

static bool fail(gen_t *self, struct program *p, struct statement *s, int owner)
{
    (void)p;
    (void)owner;
    gen_raise(self, GEN_VALUE_ERROR, "%d", s->number);
    return false;
}

static bool join_task(gen_t *self, struct program *p, struct statement *s, int owner)
{
    double seconds = times[s->b];

    (void)owner;
    return gen_wait(self, &p->tasks[s->a % TASKS], 1, seconds > 0 ? seconds : (double)INFINITY, GEN_ALL_COMPLETED,
                    NULL);
}

/* Only of an earlier one, so that none waits for itself by way of others. */
static bool await_task(gen_t *self, struct program *p, struct statement *s, int owner)
{
    return (int)(s->a % TASKS) >= owner || gen_await(self, gen_ref(p->tasks[s->a % TASKS]), NULL);
}

static bool wait_condition(gen_t *self, struct program *p, struct statement *s, int owner)
{
    bool ok;

    (void)s;
    (void)owner;
    if (!gen_condition_acquire(self, &p->condition))
        return false;
    ok = gen_condition_wait(self, &p->condition);
    gen_condition_release(self, &p->condition);
    return ok;
}

static bool notify(gen_t *self, struct program *p, struct statement *s, int owner)
{
    bool ok;

    (void)owner;
    if (!gen_condition_acquire(self, &p->condition))
        return false;
    ok = gen_condition_notify(self, &p->condition, 1 + s->a % 2);
    gen_condition_release(self, &p->condition);
    return ok;
}

static bool wait_barrier(gen_t *self, struct program *p, struct statement *s, int owner)
{
    size_t index;

    (void)owner;
    if (!gen_barrier_wait(self, &p->barrier, &index))
        return false;
    note("%d index %d", s->number, (int)index);
    return true;
}

static gen_status_t nap(gen_t *self, void *args)
{
    return finish(self, gen_sleep(self, *(double *)args));
}

static bool shields(gen_t *self, struct program *p, struct statement *s, int owner)
{
    (void)p;
    (void)owner;
    return gen_shield(self, gen_coroutine(NULL, nap, &times[s->a], sizeof times[0]), NULL);
}

static gen_status_t ticks(gen_t *self, void *args)
{
    struct statement *s = *(struct statement **)args;
    gen_error_t *e = NULL;
    bool ok = true;

    for (int i = 0; i < 3 && ok; i++)
        ok = gen_sleep(self, times[s->a]) && gen_async_yield(self, gen_int(i), NULL);
    if (!ok && !gen_catch_as(self, GEN_BASE_EXCEPTION, &e))
        return GEN_RAISED;
    ok = gen_sleep(self, times[s->b]);
    if (ok)
        note("%d closed", s->number);
    if (ok && e != NULL)
        gen_reraise(self, e);
    gen_error_free(e);
    return finish(self, gen_pending(self) == NULL);
}

/* async with aclosing(g): whatever happened, it is closed. */
static bool close_it(gen_t *self, gen_t *g)
{
    gen_error_t *e = NULL;
    bool ok = gen_pending(self) == NULL || gen_catch_as(self, GEN_BASE_EXCEPTION, &e);

    ok = ok && gen_await(self, gen_aclose(g), NULL);
    if (ok && e != NULL)
        gen_reraise(self, e);
    gen_error_free(e);
    gen_free(g);
    return gen_pending(self) == NULL;
}

static bool follow(gen_t *self, struct program *p, struct statement *s, int owner)
{
    gen_t *g = gen_async_generator(NULL, ticks, &s, sizeof s);

    (void)p;
    (void)owner;
    GEN_ASYNC_FOREACH (v, self, g) {
        note("%d tick %d", s->number, (int)gen_as_int(v));
        if (gen_as_int(v) == s->a % 4)
            break;
    }
    return close_it(self, g);
}

/* --- Blocks --- */

static bool with_lock(gen_t *self, struct program *p, struct statement *s, int owner)
{
    bool ok;

    if (!gen_lock_acquire(self, &p->locks[s->a % 2]))
        return false;
    ok = run_block(self, p, &s->blocks[0], owner);
    gen_lock_release(self, &p->locks[s->a % 2]);
    return ok;
}

static bool with_semaphore(gen_t *self, struct program *p, struct statement *s, int owner)
{
    bool ok;

    if (!gen_semaphore_acquire(self, &p->semaphore))
        return false;
    ok = run_block(self, p, &s->blocks[0], owner);
    gen_semaphore_release(self, &p->semaphore);
    return ok;
}

static bool timed_out(gen_t *self, struct statement *s)
{
    if (!gen_catch(self, GEN_TIMEOUT_ERROR))
        return false;
    note("%d timed out", s->number);
    return true;
}

static bool with_timeout(gen_t *self, struct program *p, struct statement *s, int owner)
{
    gen_timeout_t timeout;
    bool ok = gen_timeout_enter(self, &timeout, times[s->a]);

    if (!ok)
        return false;
    ok = run_block(self, p, &s->blocks[0], owner);
    ok = gen_timeout_exit(self, &timeout) && ok;
    return ok || timed_out(self, s);
}

static bool wait_for(gen_t *self, struct program *p, struct statement *s, int owner)
{
    return gen_wait_for(self, running(p, &s->blocks[0], owner), times[s->a], NULL) || timed_out(self, s);
}

static bool attempt(gen_t *self, struct program *p, struct statement *s, int owner)
{
    gen_error_t *e;

    if (run_block(self, p, &s->blocks[0], owner))
        return true;
    if (gen_catch_as(self, GEN_CANCELLED_ERROR, &e)) {
        if (s->a % 2 != 0 && gen_sleep(self, times[s->b]))
            gen_reraise(self, e);
        gen_error_free(e);
        return gen_pending(self) == NULL;
    }
    return gen_catch(self, GEN_EXCEPTION) && gen_sleep(self, times[s->b]);
}

static bool gather(gen_t *self, struct program *p, struct statement *s, int owner)
{
    gen_t *both[] = {running(p, &s->blocks[0], owner), running(p, &s->blocks[1], owner)};
    gen_error_t *errors[2] = {NULL, NULL};

    if (!gen_gather(self, both, 2, NULL, s->a % 2 == 1 ? errors : NULL))
        return false;
    for (size_t i = 0; i < 2; i++) {
        note("%d result %s", s->number, errors[i] != NULL ? brief(errors[i]) : "None");
        gen_error_free(errors[i]);
    }
    return true;
}

static bool group(gen_t *self, struct program *p, struct statement *s, int owner)
{
    gen_taskgroup_t g;
    gen_error_t *e;
    bool ok = gen_taskgroup_enter(self, &g);

    if (!ok)
        return false;
    ok = gen_taskgroup_create_task(self, &g, running(p, &s->blocks[0], owner), NULL, NULL) &&
         gen_taskgroup_create_task(self, &g, running(p, &s->blocks[1], owner), NULL, NULL) &&
         gen_sleep(self, times[s->a]);
    ok = gen_taskgroup_exit(self, &g) && ok;
    if (ok || !gen_catch_as(self, GEN_EXCEPTION_GROUP, &e))
        return ok;
    note("%d %s", s->number, brief(e));
    if (s->b % 2 != 0)
        gen_reraise(self, e);
    gen_error_free(e);
    return gen_pending(self) == NULL;
}

/* A task that nobody asks. */
static bool start_task(gen_t *self, struct program *p, struct statement *s, int owner)
{
    (void)self;
    gen_free(gen_create_task(running(p, &s->blocks[0], owner), NULL));
    return true;
}

static bool shield_block(gen_t *self, struct program *p, struct statement *s, int owner)
{
    return gen_shield(self, running(p, &s->blocks[0], owner), NULL);
}

static void start_both(gen_t *tasks[2], struct program *p, struct statement *s, int owner)
{
    for (size_t i = 0; i < 2; i++)
        tasks[i] = gen_create_task(running(p, &s->blocks[i], owner), NULL);
}

static bool wait_for_first(gen_t *self, struct program *p, struct statement *s, int owner)
{
    gen_return_when_t when = s->a % 2 == 0 ? GEN_FIRST_EXCEPTION : GEN_FIRST_COMPLETED;
    gen_t *tasks[2];
    size_t done;
    bool ok;

    start_both(tasks, p, s, owner);
    ok = gen_wait(self, tasks, 2, times[s->b] > 0 ? times[s->b] : (double)INFINITY, when, &done);
    drop(tasks, 2);
    if (ok)
        note("%d done %d", s->number, (int)done);
    return ok;
}

static bool complete(gen_t *self, struct program *p, struct statement *s, int owner)
{
    gen_as_completed_t *it;
    gen_t *tasks[2], *future;
    bool ok;

    start_both(tasks, p, s, owner);
    it = gen_as_completed(self, tasks, 2, times[s->a] > 0 ? times[s->a] : (double)INFINITY);
    while ((ok = gen_as_completed_next(self, it, &future)) && future != NULL) {
        note("%d completed %s", s->number, gen_future_cancelled(future) ? "True" : "False");
        if (s->b % 2 == 0 && !(ok = gen_await(self, gen_ref(future), NULL)))
            break;
    }
    gen_as_completed_free(it);
    return ok || timed_out(self, s);
}

/* Of what is done, as far as it is. */
static bool gather_program(gen_t *self, struct program *p, struct statement *s, int owner)
{
    gen_t *earlier[TASKS];
    gen_error_t *errors[TASKS];

    for (int i = 0; i < owner; i++)
        earlier[i] = gen_ref(p->tasks[i]);
    if (!gen_gather(self, earlier, (size_t)owner, NULL, s->a % 2 == 1 ? errors : NULL))
        return false;
    for (int i = 0; i < owner && s->a % 2 == 1; i++) {
        note("%d result %s", s->number, errors[i] != NULL ? brief(errors[i]) : "None");
        gen_error_free(errors[i]);
    }
    return true;
}

const struct kind kinds[KIND_COUNT] = {
    {sleeps, 0},
    {set_event, 0},
    {clear_event, 0},
    {wait_event, 0},
    {put, 0},
    {get, 0},
    {join_queue, 0},
    {shut_queue, 0},
    {cancel, 0},
    {uncancel, 0},
    {fail, 0},
    {join_task, 0},
    {await_task, 0},
    {wait_condition, 0},
    {notify, 0},
    {wait_barrier, 0},
    {shields, 0},
    {follow, 0},
    {sleeps, 0},
    {with_lock, 1},
    {with_semaphore, 1},
    {with_timeout, 1},
    {with_timeout, 1},
    {wait_for, 1},
    {attempt, 1},
    {attempt, 1},
    {gather, 2},
    {group, 2},
    {start_task, 1},
    {shield_block, 1},
    {wait_for_first, 2},
    {complete, 2},
    {gather_program, 0},
};
