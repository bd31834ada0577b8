/*
 * Stage 3, Python 3.3: tasks made of subtasks.
 *
 * A generator returns a value, and gen_yield_from() delegates to another one (PEP 380): until that returns, each value
 * goes straight from the subtask to whoever drives the task, and whatever is sent, thrown or closed goes straight down
 * to the innermost one. What a subtask returns is the result of the gen_yield_from(); what a task returns comes to the
 * switcher with GEN_RETURNED.
 * The twin of stage3.py.
 */
#include "clock.h"
#include "options.h"
#include "taskqueue.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What the switcher replies, by task and by what it yielded last */

typedef struct {
    const char *task;
    int last;
    const char *verb;
    int seconds;         // to send
    const char *message; // of the ValueError to throw
} reply_t;

static const reply_t REPLIES[] = {
    {"task1", 1, "send", 2, NULL},
    {"task2", 0, "throw", 0, "out of paper"},
    {"task3", 0, "close", 0, NULL},
    {NULL, 0, NULL, 0, NULL},
};

static const reply_t NO_REPLIES[] = {{NULL, 0, NULL, 0, NULL}};

static const reply_t *find_reply(const reply_t *replies, const char *task, gen_value_t last)
{
    for (; replies->task != NULL; replies++)
        if (strcmp(replies->task, task) == 0 && gen_value_equal(last, gen_int(replies->last)))
            return replies;
    return NULL;
}

/* Event loop: stage 2's, which prints what a task returned */

/* Who delegates to whom: gi_yieldfrom, from the task down to the innermost subtask. */
static void print_delegation(const gen_t *task)
{
    printf("%s", gen_name(task));
    while ((task = gen_delegating_to(task)) != NULL)
        printf(" > %s", gen_name(task));
    printf("\n");
}

static gen_status_t resume(gen_t *front, const reply_t *reply, gen_value_t *result)
{
    if (reply == NULL)
        return gen_next(front, result);
    printf("  %s: ", reply->verb);
    print_delegation(front);
    if (strcmp(reply->verb, "send") == 0)
        return gen_send(front, gen_int(reply->seconds), result);
    if (strcmp(reply->verb, "throw") == 0)
        return gen_throw(front, GEN_VALUE_ERROR, gen_str(reply->message), result);
    if (gen_close(front, NULL) == GEN_RAISED)
        return GEN_RAISED;
    return gen_next(front, result);
}

static bool switcher(const reply_t *replies, gen_t *const tasks[], size_t count)
{
    taskqueue_t taskqueue = {0};
    bool ok = taskqueue_fill(&taskqueue, tasks, count);

    while (ok && taskqueue.count > 0) {
        gen_value_t last;
        gen_value_t result;
        gen_t *front = taskqueue_pop(&taskqueue, &last);
        const char *name = gen_name(front);
        const gen_error_t *e;

        switch (resume(front, find_reply(replies, name, last), &result)) {
        case GEN_RETURNED:
            printf("%s returned ", name);
            gen_value_print(result, stdout);
            printf(" %s\n", itime());
            gen_free(front);
            break;
        case GEN_RAISED:
            e = gen_error(front);
            printf("%s failed: %s: %s\n", name, gen_error_type(e)->name, gen_error_message(e));
            gen_free(front);
            break;
        case GEN_YIELDED:
            printf("%s %" PRId64 " %s\n", name, gen_as_int(result), itime());
            taskqueue_append(&taskqueue, front, result);
        }
    }
    taskqueue_clear(&taskqueue);
    return ok;
}

/* Subtasks */

typedef struct {
    int first;
    int last;
    int seconds;
} steps_t;

static gen_t *generator(const char *name, gen_body_t *body, const void *args, size_t size)
{
    gen_attr_t attr = gen_attr();

    attr.name = name;
    return gen_new_with(&attr, body, args, size);
}

/* The innermost one: does the work, hears what the switcher says, and returns how long it has worked. */
static gen_status_t steps_body(gen_t *self, void *args)
{
    const steps_t *a = args;
    int64_t seconds = a->seconds;
    int64_t worked = 0;
    gen_value_t told;
    gen_error_t *e;

    for (int i = a->first; i < a->last; i++) {
        work((double)seconds);
        worked += seconds;
        if (gen_yield(self, gen_int(i), &told)) {
            if (!gen_is_none(told))
                seconds = gen_as_int(told);
        } else if (gen_catch_as(self, GEN_VALUE_ERROR, &e)) {
            printf("  steps handles ValueError: %s\n", gen_error_message(e));
            gen_error_free(e);
        } else {
            if (gen_error_is(gen_pending(self), GEN_GENERATOR_EXIT))
                printf("  steps is closed\n");
            return GEN_RAISED;
        }
    }
    return gen_return(self, gen_int(worked));
}

static gen_t *steps(int first, int last, int seconds)
{
    steps_t args = {first, last, seconds};

    return generator("steps", steps_body, &args, sizeof args);
}

/* One in between: does nothing but delegate, and takes no part in what is said above and below it. */
static gen_status_t shift_body(gen_t *self, void *args)
{
    const steps_t *a = args;
    gen_value_t worked;

    if (!gen_yield_from(self, steps(a->first, a->last, a->seconds), &worked)) {
        if (gen_error_is(gen_pending(self), GEN_GENERATOR_EXIT))
            printf("  shift is closed\n");
        return GEN_RAISED;
    }
    return gen_return(self, worked);
}

static gen_t *shift(int count, int seconds)
{
    steps_t args = {0, count, seconds};

    return generator("shift", shift_body, &args, sizeof args);
}

/* Tasks */

/* Two subtasks, one after the other. */
static gen_status_t task1(gen_t *self, void *args)
{
    gen_value_t early;
    gen_value_t late;

    (void)args;
    if (!gen_yield_from(self, steps(0, 4, 1), &early) || !gen_yield_from(self, steps(4, 6, 1), &late))
        return GEN_RAISED;
    return gen_return(self, gen_int(gen_as_int(early) + gen_as_int(late)));
}

/* A subtask of a subtask. */
static gen_status_t task2(gen_t *self, void *args)
{
    gen_value_t worked;

    (void)args;
    return gen_yield_from(self, shift(3, 2), &worked) ? gen_return(self, worked) : GEN_RAISED;
}

static gen_status_t task3(gen_t *self, void *args)
{
    gen_value_t worked;

    (void)args;
    return gen_yield_from(self, shift(2, 3), &worked) ? gen_return(self, worked) : GEN_RAISED;
}

/* Task launcher */

static bool run(const reply_t *replies, bool serial)
{
    gen_t *tasks[] = {generator("task1", task1, NULL, 0), generator("task2", task2, NULL, 0),
                      generator("task3", task3, NULL, 0)};
    bool ok = true;

    start_clock();
    if (serial)
        for (size_t i = 0; i < 3; i++)
            ok = switcher(replies, &tasks[i], 1) && ok;
    else
        ok = switcher(replies, tasks, 3);
    if (ok)
        printf("all tasks finished, total time: %.2f\n", now());
    return ok;
}

int main(int argc, char **argv)
{
    options_t options = parse_options(argc, argv, "stage3", "Tasks made of subtasks (Python 3.3).", OPTION_SERIAL);

    if (!run(NO_REPLIES, options.serial))
        return EXIT_FAILURE;
    if (options.serial)
        return EXIT_SUCCESS;
    printf("\nThe same tasks, and a switcher that talks back:\n");
    return run(REPLIES, false) ? EXIT_SUCCESS : EXIT_FAILURE;
}
