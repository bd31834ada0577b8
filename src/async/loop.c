/* loop.c - the loop: made, turned, freed. */
#include "async/internal.h"
#include <stdatomic.h>
#include <stdlib.h>

/* The most turns and, nearly, seconds between two looks at the outside world while there is always something ready. The
 * clock is read less and less often, up to every so many turns, while they take next to no time. */
enum { MOST_TURNS = 64, MOST_STRIDE = 16 };
static const double MOST_SECONDS = 1e-3;

static atomic_uint_least64_t loops_made;

/* --- How long it waits --- */

/* Whether a virtual clock goes on to the next timer, instead of waiting for what comes by itself. */
static bool may_jump(const gen_loop_t *loop)
{
    double when;

    return loop->virtual_clock && loop->held == 0 && gen_timer_next_(loop, &when) && !gen_poller_works_(loop);
}

/* How long the outside world may now be waited for, in seconds; negative: for ever. */
static double patience(const gen_loop_t *loop)
{
    double when;

    if (!link_alone(&loop->ready) || (loop->stopping && !loop->ending) || may_jump(loop))
        return 0;
    if (loop->virtual_clock || !gen_timer_next_(loop, &when))
        return -1;
    when -= gen_loop_time(loop);
    return when > 0 ? when : 0;
}

/* --- Made and freed --- */

static gen_loop_attr_t complete(const gen_loop_attr_t *attr)
{
    gen_loop_attr_t whole = gen_loop_attr();

    if (attr != NULL)
        copy_attr(&whole, sizeof whole, attr, "gen_loop_attr");
    return whole;
}

static void note_look(gen_loop_t *loop, double now)
{
    loop->looked = now;
    loop->turns = 0;
}

gen_loop_t *gen_loop_new(const gen_loop_attr_t *attr)
{
    gen_loop_attr_t whole = complete(attr);
    gen_loop_t *loop = calloc(1, sizeof *loop);

    if (loop == NULL)
        return NULL;
    link_init(&loop->ready);
    link_init(&loop->tasks);
    link_init(&loop->asyncgens);
    loop->virtual_clock = whole.virtual_clock;
    loop->debug = whole.debug;
    loop->watched = whole.debug;
    loop->slow_step = whole.slow_step;
    loop->stride = 1;
    loop->refs = 1;
    loop->forks = gen_forks_;
    loop->patience = patience;
    loop->default_handler = gen_default_exception_handler_;
    loop->number = atomic_fetch_add(&loops_made, 1) + 1;
    if (!gen_poller_open_(loop, whole.uv)) {
        free(loop);
        return NULL;
    }
    note_look(loop, gen_real_time_());
    gen_loop_is_made_(loop);
    return loop;
}

void gen_loop_free(gen_loop_t *loop)
{
    if (loop == NULL)
        return;
    if (loop->running)
        gen_panic_("gen_loop_free", "Cannot close a running event loop");
    if (loop->closed)
        gen_panic_("gen_loop_free", "this loop was freed already");
    gen_loop_shutdown_(loop);
    gen_tasks_give_(loop);
    if (!gen_loop_trace(loop, NULL))
        fputs("the trace could not be written to its end\n", stderr);
    gen_loop_is_freed_(loop);
    gen_poller_close_(loop);
    gen_locals_free_(loop->locals);
    gen_error_free(loop->escaped);
    loop->locals = NULL;
    loop->escaped = NULL;
    loop->closed = true;
    gen_loop_unref_(loop);
}

bool gen_loop_is_running(const gen_loop_t *loop)
{
    GIVEN(loop);
    return loop->running;
}

void gen_loop_hold(gen_loop_t *loop)
{
    GIVEN(loop);
    loop->held++;
}

void gen_loop_release(gen_loop_t *loop)
{
    GIVEN(loop);
    if (loop->held > 0)
        loop->held--;
}

void gen_loop_stop(gen_loop_t *loop)
{
    gen_check_loop_(loop, "gen_loop_stop");
    loop->stopping = true;
}

/* --- One turn --- */

/* Runs what was ready when the turn began. The step of a task stands here, not in a function of its own, and all this
 * again in whatever turns: after a switch of stacks a return is mispredicted. */
static inline __attribute__((always_inline)) void run_ready(gen_loop_t *loop)
{
    struct gen_link_ *end = &loop->end_of_turn;

    link_append(&loop->ready, end);
    while (loop->ready.next != end && loop->escaped == NULL) {
        struct gen_ready_ *ready = CONTAINER_OF(loop->ready.next, struct gen_ready_, link);
        struct task *t = CONTAINER_OF(ready, struct task, ready);
        gen_status_t status;
        gen_value_t yielded;

        link_remove(&ready->link);
        if (ready->run != NULL) {
            ready->run(loop, ready);
            continue;
        }
        if (GEN_UNLIKELY(t->special != 0)) {
            gen_task_step_(t);
            continue;
        }
        loop->current = t;
        status = gen_next(t->coroutine, &yielded);
        loop->current = NULL;
        if (status == GEN_YIELDED && gen_is_none(yielded) && t->special == 0)
            make_ready(loop, &t->ready);
        else
            gen_task_settle_(t, status, &yielded);
    }
    link_remove(end); /* after a SystemExit what was not run is the first of the next turn */
}

/* Nothing is ready: time passes, or something comes in from outside. Returns false if neither can. */
static bool idle(gen_loop_t *loop)
{
    bool outside = loop->held > 0 || loop->forever || gen_poller_alive_(loop);
    double when;

    if (!outside && !gen_timer_next_(loop, &when))
        return false;
    if (may_jump(loop)) {
        gen_poller_poll_(loop, false);
        if (link_alone(&loop->ready))
            gen_timer_next_(loop, &loop->virtual_time);
    } else {
        gen_poller_poll_(loop, true);
    }
    note_look(loop, gen_real_time_());
    loop->stride = 1;
    loop->next_reading = 1;
    return true;
}

/* Whether the outside world has waited for long enough, though something is ready. */
static __attribute__((noinline)) bool is_due(gen_loop_t *loop)
{
    double now = gen_real_time_(), passed = now - loop->looked;
    bool due = passed >= MOST_SECONDS || loop->turns >= MOST_TURNS;

    if (passed > MOST_SECONDS / 4)
        loop->stride = 1;
    else if (loop->stride < MOST_STRIDE)
        loop->stride *= 2;
    if (due)
        note_look(loop, now);
    loop->next_reading = loop->turns + loop->stride < MOST_TURNS ? loop->turns + loop->stride : MOST_TURNS;
    return due;
}

static inline __attribute__((always_inline)) bool turn(gen_loop_t *loop)
{
    if (link_alone(&loop->ready)) {
        if (!idle(loop))
            return false;
    } else if (++loop->turns >= loop->next_reading && is_due(loop)) {
        gen_poller_poll_(loop, false);
    }
    loop->spender = NULL;
    if (loop->timers.count > 0)
        gen_timers_due_(loop);
    run_ready(loop);
    return true;
}

bool gen_loop_turn_(gen_loop_t *loop)
{
    return !is_inherited(loop) && turn(loop);
}

/* One that was stopped before it runs turns once, and waits for nothing. */
static void turn_stopped(gen_loop_t *loop)
{
    gen_poller_poll_(loop, false);
    loop->spender = NULL;
    gen_timers_due_(loop);
    run_ready(loop);
}

bool gen_loop_turns_(gen_loop_t *loop)
{
    if (GEN_UNLIKELY(loop->stopping)) {
        turn_stopped(loop);
        return true;
    }
    while (!loop->stopping && loop->escaped == NULL)
        if (!turn(loop))
            return false;
    return true;
}
