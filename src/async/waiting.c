/* waiting.c - waits of coroutines without a stack: begun by a function, and ended by another when the body goes on. */
#include "async/waiting.h"

/* --- Turns of others, which take no wait --- */

static gen_status_t end_giving_way(gen_t *self, gen_waiting_t *waiting, bool resumed)
{
    (void)self, (void)waiting;
    return resumed ? GEN_YIELDED : GEN_RAISED;
}

static gen_status_t end_turn(gen_t *self, gen_waiting_t *waiting, bool resumed)
{
    (void)self, (void)waiting;
    return resumed ? GEN_RETURNED : GEN_RAISED;
}

static const struct waiting_kind giving_way = {{"turn", "GEN_WAIT_OR()", NULL, NULL}, end_giving_way};
static const struct waiting_kind turn = {{"turn", "gen_sleep_in()", NULL, NULL}, end_turn};

bool gen_waiting_gives_way_(gen_t *self, gen_waiting_t *waiting)
{
    waiting->wait_.kind = &giving_way.kind;
    return gen_is_spent_(self, 1);
}

/* --- All of them --- */

gen_value_t gen_waiting_value_(gen_waiting_t *waiting)
{
    const struct gen_wait_kind_ *kind = waiting->wait_.kind;

    return kind == &giving_way.kind || kind == &turn.kind ? GEN_NONE : gen_ptr(&waiting->wait_);
}

gen_status_t gen_waiting_end_(gen_t *self, gen_waiting_t *waiting)
{
    const struct waiting_kind *kind = CONTAINER_OF(waiting->wait_.kind, struct waiting_kind, kind);

    return kind->end(self, waiting, gen_hot_(self)->pending == NULL);
}

gen_status_t gen_waiting_begin_(gen_t *self, gen_waiting_t *waiting, struct gen_link_ *queue,
                                const struct waiting_kind *kind, const void *on)
{
    return queue != NULL && gen_wait_begin_(self, &waiting->wait_, queue, &kind->kind, on) ? GEN_YIELDED : GEN_RAISED;
}

/* --- sleep() --- */

static void wake_sleeper(gen_loop_t *loop, struct gen_ready_ *ready)
{
    struct gen_timer_ *timer = CONTAINER_OF(ready, struct gen_timer_, ready);

    (void)loop;
    gen_wait_wake_(&CONTAINER_OF(timer, gen_waiting_t, timer_)->wait_);
}

static void stop_timer(void *arg)
{
    gen_waiting_t *waiting = arg;

    gen_timer_stop_(waiting->wait_.loop, &waiting->timer_);
}

static gen_status_t end_sleep(gen_t *self, gen_waiting_t *waiting, bool resumed)
{
    bool ok = gen_wait_end_(self, &waiting->wait_, resumed);

    gen_cleanup_pop(self, &waiting->cleanup_);
    stop_timer(waiting);
    return ok ? GEN_RETURNED : GEN_RAISED;
}

static gen_status_t sleep_until(gen_t *self, gen_waiting_t *waiting, gen_loop_t *loop, double when)
{
    static const struct waiting_kind sleeping = {{"sleep", "gen_sleep_in()", gen_write_timer_, NULL}, end_sleep};

    waiting->wait_.loop = loop;
    waiting->timer_.ready.run = wake_sleeper;
    if (!gen_timer_start_(loop, &waiting->timer_, when))
        return gen_raise(self, GEN_MEMORY_ERROR, NULL);
    gen_cleanup_push(self, &waiting->cleanup_, stop_timer, waiting);
    if (gen_wait_begin_(self, &waiting->wait_, NULL, &sleeping.kind, &waiting->timer_))
        return GEN_YIELDED;
    gen_cleanup_pop(self, &waiting->cleanup_);
    stop_timer(waiting);
    return GEN_RAISED;
}

gen_status_t gen_sleep_in(gen_t *self, gen_waiting_t *waiting, double seconds)
{
    gen_loop_t *loop;

    GIVEN(waiting);
    if (gen_hot_(self)->pending != NULL) {
        gen_call_refused_(self, "gen_sleep_in()");
        return GEN_RAISED;
    }
    if (seconds <= 0) {
        waiting->wait_.kind = &turn.kind;
        return GEN_YIELDED;
    }
    loop = gen_need_loop_(self);
    if (loop == NULL || !gen_need_number_(self, seconds))
        return GEN_RAISED;
    return sleep_until(self, waiting, loop, gen_loop_time(loop) + seconds);
}
