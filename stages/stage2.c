/*
 * Stage 2, Python 2.5: a conversation.
 *
 * yield becomes an expression (PEP 342): gen_send() resumes a task, and the yield it waits at evaluates to the value
 * sent, here the last argument of gen_yield(). gen_throw() resumes it by raising an exception there, and gen_close()
 * raises GeneratorExit, so that a task can be told to stop; for that, a yield may stand inside try/finally, here a
 * label that every way out goes through. So the switcher of stage 1 can now talk back.
 * The twin of stage2.py.
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
    enum { SEND, THROW, CLOSE } verb;
    int seconds;         // to send
    const char *message; // of the ValueError to throw
} reply_t;

static const reply_t REPLIES[] = {
    {"task1", 1, SEND, 2, NULL},
    {"task2", 0, THROW, 0, "out of paper"},
    {"task3", 0, THROW, 0, "out of ink"},
    {"task1", 3, CLOSE, 0, NULL},
};

static const reply_t *find_reply(const char *task, gen_value_t last)
{
    for (size_t i = 0; i < sizeof REPLIES / sizeof REPLIES[0]; i++)
        if (strcmp(REPLIES[i].task, task) == 0 && gen_value_equal(last, gen_int(REPLIES[i].last)))
            return &REPLIES[i];
    return NULL;
}

/* Event loop */

static gen_status_t resume(gen_t *front, const reply_t *reply, gen_value_t *result)
{
    const char *name = gen_name(front);

    if (reply == NULL)
        return gen_send(front, GEN_NONE, result); // The same as gen_next(front, result)
    switch (reply->verb) {
    case SEND:
        printf("  send %d to %s\n", reply->seconds, name);
        return gen_send(front, gen_int(reply->seconds), result);
    case THROW:
        printf("  throw ValueError into %s\n", name);
        return gen_throw(front, GEN_VALUE_ERROR, gen_str(reply->message), result);
    case CLOSE:
        printf("  close %s\n", name);
    }
    if (gen_close(front, NULL) == GEN_RAISED)
        return GEN_RAISED;
    return gen_next(front, result); // A closed task is finished
}

static bool switcher(gen_t *const tasks[], size_t count)
{
    taskqueue_t taskqueue = {0};
    bool ok = taskqueue_fill(&taskqueue, tasks, count);

    while (ok && taskqueue.count > 0) {
        gen_value_t last;
        gen_value_t result;
        gen_t *front = taskqueue_pop(&taskqueue, &last);
        const char *name = gen_name(front);
        const gen_error_t *e;

        switch (resume(front, find_reply(name, last), &result)) {
        case GEN_RETURNED:
            printf("%s finished %s\n", name, itime());
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

/* Tasks */

/* What is sent to it changes how long it works. */
static gen_status_t task1(gen_t *self, void *args)
{
    gen_status_t status = GEN_RAISED;
    double seconds = 1;
    gen_value_t told;

    (void)args;
    for (int i = 0; i < 6; i++) {
        work(seconds);
        if (!gen_yield(self, gen_int(i), &told))
            goto finally;
        if (!gen_is_none(told))
            seconds = gen_as_real(told);
    }
    status = GEN_RETURNED;
finally:
    printf("task1 cleans up\n");
    return status;
}

/* Handles what is thrown into it, and goes on. */
static gen_status_t task2(gen_t *self, void *args)
{
    gen_error_t *e;

    (void)args;
    for (int i = 0; i < 3; i++) {
        work(2);
        if (gen_yield(self, gen_int(i), NULL))
            continue;
        if (!gen_catch_as(self, GEN_VALUE_ERROR, &e))
            return GEN_RAISED;
        printf("task2 handles ValueError: %s\n", gen_error_message(e));
        gen_error_free(e);
    }
    return GEN_RETURNED;
}

/* Does not: it is over, but not before its finally part has run. */
static gen_status_t task3(gen_t *self, void *args)
{
    gen_status_t status = GEN_RAISED;

    (void)args;
    for (int i = 0; i < 2; i++) {
        work(3);
        if (!gen_yield(self, gen_int(i), NULL))
            goto finally;
    }
    status = GEN_RETURNED;
finally:
    printf("task3 cleans up\n");
    return status;
}

static gen_t *generator(const char *name, gen_body_t *body)
{
    gen_attr_t attr = gen_attr();

    attr.name = name;
    return gen_new_with(&attr, body, NULL, 0);
}

/* A task that nobody refers to any more is closed as well: gen_free() drops the last reference */

static bool drop(void)
{
    gen_t *front = generator("task3", task3);
    gen_value_t result;

    if (front == NULL) {
        fprintf(stderr, "cannot make a task: %s\n", gen_new_error());
        return false;
    }
    if (gen_next(front, &result) == GEN_YIELDED)
        printf("task3 %" PRId64 " %s\n", gen_as_int(result), itime());
    gen_free(front);
    return true;
}

/* Task launcher */

static bool run(void)
{
    gen_t *tasks[] = {generator("task1", task1), generator("task2", task2), generator("task3", task3)};

    start_clock();
    if (!switcher(tasks, 3))
        return false;
    printf("all tasks finished, total time: %.2f\n", now());
    return true;
}

int main(int argc, char **argv)
{
    parse_options(argc, argv, "stage2", "A switcher that talks back (Python 2.5).", 0);
    if (!run())
        return EXIT_FAILURE;
    printf("\nA task that is dropped:\n");
    start_clock();
    return drop() ? EXIT_SUCCESS : EXIT_FAILURE;
}
