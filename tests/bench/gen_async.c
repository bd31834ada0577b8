/*
 * What gen::async costs: a switch between two tasks, a task's life, a round trip by two queues, many sleeping tasks.
 */
#include "gen_async_cases.h"

#include <gen/async.h>

struct async_case {
    gen_loop_t *loop;
    int64_t position;
    int64_t sum;
    gen_queue_t there, back;
};

/* What a coroutine here is given. */
struct work {
    struct async_case *c;
    long count;
};

static gen_t *coroutine(gen_body_t *body, struct async_case *c, long count)
{
    struct work work = {c, count};

    return gen_coroutine(NULL, body, &work, sizeof work);
}

void *gen_async_open(long scale, char *why, size_t why_size)
{
    struct async_case *c = calloc(1, sizeof *c);

    (void)scale;
    if (c == NULL || (c->loop = gen_loop_new(NULL)) == NULL) {
        snprintf(why, why_size, "no loop");
        free(c);
        return NULL;
    }
    gen_queue_init(&c->there, 0);
    gen_queue_init(&c->back, 0);
    return c;
}

void gen_async_close(void *state)
{
    struct async_case *c = state;

    gen_queue_destroy(&c->there);
    gen_queue_destroy(&c->back);
    gen_loop_free(c->loop);
    free(c);
}

/* Runs a main coroutine to its end, and another beside it if there is a body for one. */
static int64_t run_two(struct async_case *c, gen_body_t *first, long count, gen_body_t *second, long second_count)
{
    gen_t *beside = NULL;
    gen_status_t status;

    c->sum = 0;
    if (second != NULL)
        beside = gen_loop_create_task(c->loop, coroutine(second, c, second_count), NULL);
    status = gen_loop_run(c->loop, coroutine(first, c, count), NULL, NULL);
    if (status == GEN_RETURNED && beside != NULL && !gen_future_done(beside))
        status = gen_loop_run(c->loop, gen_ref(beside), NULL, NULL);
    gen_free(beside);
    return status == GEN_RETURNED ? c->sum : -1;
}

/* --- A switch: two tasks that sleep(0) in turn --- */

static gen_status_t switcher(gen_t *self, void *args)
{
    struct work *work = args;
    struct async_case *c = work->c;

    for (long i = work->count; i > 0; i--) {
        if (!gen_sleep(self, 0))
            return GEN_RAISED;
        c->sum += ++c->position;
    }
    return GEN_RETURNED;
}

int64_t gen_async_switch_run(void *state, long count)
{
    return run_two(state, switcher, count - count / 2, switcher, count / 2);
}

/* --- A task's life: made, awaited, gone --- */

static gen_status_t returner(gen_t *self, void *args)
{
    return gen_return(self, gen_int(*(int64_t *)args));
}

static gen_status_t spawner(gen_t *self, void *args)
{
    struct work *work = args;
    struct async_case *c = work->c;
    gen_value_t v;

    for (long i = work->count; i > 0; i--) {
        c->position++;
        if (!gen_await(self, gen_create_task(gen_coroutine(NULL, returner, &c->position, sizeof c->position), NULL),
                       &v))
            return GEN_RAISED;
        c->sum += gen_as_int(v);
    }
    return GEN_RETURNED;
}

int64_t gen_async_spawn_run(void *state, long count)
{
    return run_two(state, spawner, count, NULL, 0);
}

/* --- A round trip: an item goes to another task by a queue, and comes back by a second one --- */

static gen_status_t asker(gen_t *self, void *args)
{
    struct work *work = args;
    struct async_case *c = work->c;
    gen_value_t v;

    for (long i = work->count; i > 0; i--) {
        if (!gen_queue_put(self, &c->there, gen_int(++c->position)) || !gen_queue_get(self, &c->back, &v))
            return GEN_RAISED;
        c->sum += gen_as_int(v);
    }
    return GEN_RETURNED;
}

static gen_status_t answerer(gen_t *self, void *args)
{
    struct work *work = args;
    struct async_case *c = work->c;
    gen_value_t v;

    for (long i = work->count; i > 0; i--)
        if (!gen_queue_get(self, &c->there, &v) || !gen_queue_put(self, &c->back, v))
            return GEN_RAISED;
    return GEN_RETURNED;
}

int64_t gen_async_queue_run(void *state, long count)
{
    return run_two(state, asker, count, answerer, count);
}

/* --- Many that sleep at once: made and put to sleep when the case is opened, woken by its run --- */

struct sleeper;

struct sleepers {
    gen_loop_t *loop;
    gen_t *(*new_sleeper)(const struct sleeper *s);
    long count;
    int64_t sum, round;
    double begun, cpu;
};

struct sleeper {
    struct sleepers *all;
    int64_t number;
};

static double cpu_time(void)
{
    return bench_clock_(CLOCK_THREAD_CPUTIME_ID);
}

static gen_status_t sleeper(gen_t *self, void *args)
{
    struct sleeper *s = args;

    if (!gen_sleep(self, (double)bench_sleep_ms(s->number, s->all->count) * 1e-3))
        return GEN_RAISED;
    s->all->sum += s->number;
    return GEN_RETURNED;
}

/* On small stacks, with a guard below each as ever: the page tables of larger ones would be felt. */
static gen_t *new_sleeper(const struct sleeper *s)
{
    gen_attr_t attr = gen_attr();

    attr.stack_size = 16384;
    return gen_coroutine(&attr, sleeper, s, sizeof *s);
}

struct flat_sleeper {
    struct sleeper s;
    gen_waiting_t waiting;
};

static gen_status_t flat_sleeper(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct flat_sleeper *my = frame;
    double seconds = (double)bench_sleep_ms(my->s.number, my->s.all->count) * 1e-3;

    GEN_BEGIN(self, sent, out);
    GEN_WAIT_OR(&my->waiting, gen_sleep_in(self, &my->waiting, seconds))
    return GEN_RAISED;
    my->s.all->sum += my->s.number;
    GEN_END;
}

static gen_t *new_flat_sleeper(const struct sleeper *s)
{
    static const gen_stackless_t type = {"sleeper", flat_sleeper, sizeof(struct flat_sleeper), NULL};

    return gen_stackless_coroutine(&type, s, sizeof *s);
}

static gen_status_t starter(gen_t *self, void *args)
{
    struct sleepers *all = *(struct sleepers **)args;

    all->sum = 0;
    for (int64_t i = 1; i <= all->count; i++) {
        struct sleeper s = {all, i};
        gen_t *task = gen_create_task(all->new_sleeper(&s), NULL);

        if (task == NULL)
            return gen_raise(self, GEN_MEMORY_ERROR, "at %lld", (long long)i);
        gen_free(task);
    }
    return gen_sleep(self, 0) ? gen_return(self, GEN_NONE) : GEN_RAISED; /* until all have begun to sleep */
}

static gen_status_t sitter(gen_t *self, void *args)
{
    struct sleepers *all = *(struct sleepers **)args;

    while (gen_all_tasks(all->loop, NULL, 0) > 1)
        if (!gen_sleep(self, 0.05))
            return GEN_RAISED;
    return GEN_RETURNED;
}

static gen_status_t sleepers_run(struct sleepers *all, gen_body_t *body, gen_error_t **error)
{
    return gen_loop_run(all->loop, gen_coroutine(NULL, body, &all, sizeof all), NULL, error);
}

static void *sleepers_open(gen_t *make(const struct sleeper *s), long scale, char *why, size_t why_size)
{
    struct sleepers *all = calloc(1, sizeof *all);
    gen_error_t *e;

    if (all == NULL || (all->loop = gen_loop_new(NULL)) == NULL) {
        snprintf(why, why_size, "no loop");
        free(all);
        return NULL;
    }
    all->new_sleeper = make;
    all->count = scale;
    all->begun = cpu_time();
    if (sleepers_run(all, starter, &e) == GEN_RAISED) {
        snprintf(why, why_size, "%s", gen_error_message(e));
        gen_error_free(e);
        gen_async_sleepers_close(all);
        return NULL;
    }
    all->cpu = cpu_time() - all->begun;
    return all;
}

void *gen_async_sleepers_open(long scale, char *why, size_t why_size)
{
    return sleepers_open(new_sleeper, scale, why, why_size);
}

void *gen_async_flat_sleepers_open(long scale, char *why, size_t why_size)
{
    return sleepers_open(new_flat_sleeper, scale, why, why_size);
}

int64_t gen_async_sleepers_run(void *state, long count)
{
    struct sleepers *all = state;
    int64_t sum = 0;

    for (; count > 0; count--) {
        double begun = cpu_time();

        if ((all->round++ > 0 && sleepers_run(all, starter, NULL) != GEN_RETURNED) ||
            sleepers_run(all, sitter, NULL) != GEN_RETURNED)
            return -1;
        all->cpu = (all->round == 1 ? all->cpu : 0) + cpu_time() - begun;
        sum += all->sum;
    }
    return sum;
}

double gen_async_sleepers_lap(void *state)
{
    return ((struct sleepers *)state)->cpu;
}

void gen_async_sleepers_close(void *state)
{
    gen_loop_free(((struct sleepers *)state)->loop);
    free(state);
    gen_stack_trim();
}
