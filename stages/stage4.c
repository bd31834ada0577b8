/*
 * Stage 4, Python 3.5: coroutines and await.
 *
 * A coroutine (PEP 492) is a generator in another dress: gen_await() delegates as gen_yield_from() does, to another
 * coroutine or to an awaitable's iterator, which yields to whoever drives the coroutine. Here that is an event loop,
 * and what it is handed is a time to be woken at. So a task says what it waits for, and the others run meanwhile.
 * The same tasks on a real loop are in stage4_loop.c. The twin of stage4.py.
 */
#include "clock.h"
#include "options.h"
#ifdef HAVE_ASYNC
#include "stage4_loop.h"
#endif
#include "taskqueue.h"

#include <stdlib.h>

/* Event loop: the switcher of stage 1, with a list of those that wait */

/* After those that are due earlier or at the same time. */
static void add_timer(taskqueue_t *timers, gen_t *coroutine, gen_value_t when)
{
    size_t place = timers->count;

    taskqueue_append(timers, coroutine, when);
    while (place > 0 && gen_as_real(timers->entries[place - 1].last) > gen_as_real(when)) {
        timers->entries[place] = timers->entries[place - 1];
        place--;
    }
    timers->entries[place].task = coroutine;
    timers->entries[place].last = when;
}

/* Moves the first of those that wait to those that can go on. */
static void wake_first(taskqueue_t *timers, taskqueue_t *ready)
{
    taskqueue_append(ready, taskqueue_pop(timers, NULL), GEN_NONE);
}

/* Takes one that can go on, after waiting for it if there is none. */
static gen_t *next_ready(taskqueue_t *ready, taskqueue_t *timers)
{
    if (ready->count == 0) {
        wait_until(gen_as_real(timers->entries[0].last)); // Nothing to do until the first of them
        wake_first(timers, ready);
    }
    while (timers->count > 0 && gen_as_real(timers->entries[0].last) <= now())
        wake_first(timers, ready); // So are those whose time has come
    return taskqueue_pop(ready, NULL);
}

/* Takes over the references to the coroutines. */
static bool run(gen_t *const coroutines[], size_t count)
{
    taskqueue_t ready = {0};  // Those that can go on, first come, first served
    taskqueue_t timers = {0}; // Those that wait, and until when, the earliest first
    bool ok = taskqueue_fill(&ready, coroutines, count);

    while (ok && ready.count + timers.count > 0) {
        gen_t *front = next_ready(&ready, &timers);
        gen_value_t when;

        switch (gen_next(front, &when)) { // Run it until it waits for something
        case GEN_RETURNED:                // Returned: task finished
            gen_free(front);
            break;
        case GEN_YIELDED:
            add_timer(&timers, front, when);
            break;
        case GEN_RAISED:
            gen_error_print(gen_error(front), stderr);
            gen_free(front);
            ok = false;
        }
    }
    taskqueue_clear(&ready);
    taskqueue_clear(&timers);
    return ok;
}

/* What can be awaited: both are made for a number of seconds, and gen_await() takes them over */

typedef gen_t *pause_t(double seconds);

typedef struct {
    double when;
    bool asked;
} sleep_for_t;

static gen_status_t sleep_for_next(gen_t *self, void *state, gen_value_t *out)
{
    sleep_for_t *s = state;

    (void)self;
    if (s->asked) {
        *out = GEN_NONE;
        return GEN_RETURNED;
    }
    s->asked = true;
    *out = gen_real(s->when);
    return GEN_YIELDED;
}

/* An awaitable's iterator: yields once, to the loop, when it wants to be woken. It needs no stack. */
static gen_t *sleep_for(double seconds)
{
    static const gen_iterator_t type = {.name = "sleep_for", .next = sleep_for_next};
    sleep_for_t state = {now() + seconds, false};

    return gen_iter_new(&type, &state, sizeof state);
}

static gen_status_t block_for_body(gen_t *self, void *args)
{
    (void)self;
    work(*(double *)args);
    return GEN_RETURNED;
}

/* A coroutine that awaits nothing: nobody else runs before it returns. */
static gen_t *block_for(double seconds)
{
    return gen_coroutine(NULL, block_for_body, &seconds, sizeof seconds);
}

/* Tasks: what they await is either of the two */

typedef struct {
    const char *name;
    int times;
    double seconds;
    pause_t *pause;
} task_t;

static gen_status_t task_body(gen_t *self, void *args)
{
    const task_t *a = args;

    for (int i = 0; i < a->times; i++) {
        if (!gen_await(self, a->pause(a->seconds), NULL))
            return GEN_RAISED;
        printf("%s %d %s\n", a->name, i, itime());
        if (!gen_await(self, sleep_for(0), NULL)) // Let the others have their turn
            return GEN_RAISED;
    }
    return GEN_RETURNED;
}

static gen_t *task(const char *name, int times, double seconds, pause_t *pause)
{
    task_t args = {name, times, seconds, pause};

    return gen_coroutine(NULL, task_body, &args, sizeof args);
}

/* The same without a stack: what lives across an await is in the frame, and so it waits in a few hundred bytes */

typedef struct {
    task_t task;
    int i;
} stackless_task_t;

static gen_status_t stackless_task_body(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    stackless_task_t *my = frame;
    const task_t *a = &my->task;

    GEN_BEGIN(self, sent, out);
    for (; my->i < a->times; my->i++) {
        GEN_AWAIT_OR (a->pause(a->seconds), NULL)
            return GEN_RAISED;
        printf("%s %d %s\n", a->name, my->i, itime());
        GEN_AWAIT_OR (sleep_for(0), NULL)
            return GEN_RAISED;
    }
    GEN_END;
}

static gen_t *stackless_task(const char *name, int times, double seconds, pause_t *pause)
{
    static const gen_stackless_t type = {"task", stackless_task_body, sizeof(stackless_task_t), NULL};
    task_t args = {name, times, seconds, pause};

    return gen_stackless_coroutine(&type, &args, sizeof args);
}

/* Task launcher */

typedef gen_t *make_task_t(const char *name, int times, double seconds, pause_t *pause);

static bool launch(make_task_t *make, pause_t *pause, bool serial)
{
    gen_t *tasks[] = {make("task1", 6, 1, pause), make("task2", 3, 2, pause), make("task3", 2, 3, pause)};
    bool ok = true;

    start_clock();
    if (serial)
        for (size_t i = 0; i < 3; i++)
            ok = run(&tasks[i], 1) && ok;
    else
        ok = run(tasks, 3);
    if (ok)
        printf("all tasks finished, total time: %.2f\n", now());
    return ok;
}

#ifdef HAVE_ASYNC
enum { OPTIONS = OPTION_SERIAL | OPTION_TRACE };
#else
enum { OPTIONS = OPTION_SERIAL };
#endif

int main(int argc, char **argv)
{
    options_t options = parse_options(argc, argv, "stage4", "Coroutines and an event loop (Python 3.5).", OPTIONS);

    printf("Tasks that block:\n");
    if (!launch(task, block_for, options.serial))
        return EXIT_FAILURE;
    printf("\nTasks that await:\n");
    if (!launch(stackless_task, sleep_for, options.serial))
        return EXIT_FAILURE;
#ifdef HAVE_ASYNC // gen::async needs libuv
    printf("\nTasks on the real loop:\n");
    if (!run_on_real_loop(options.serial, options.trace))
        return EXIT_FAILURE;
#endif
    return EXIT_SUCCESS;
}
