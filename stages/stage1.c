/*
 * Stage 1, Python 2.3 and 2.4: generators, and generator expressions.
 *
 * A yield suspends a function and hands a value to its caller; gen_next() goes on from there with every local variable
 * as it was (PEP 255). That is enough for tasks that take turns: each yields when it has done a piece of work, and a
 * switcher resumes them one after the other. Python 2.4 added generators that are written as expressions (PEP 289):
 * gen_map() and gen_filter(), which need no stack.
 * The twin of stage1.py; after "Coroutines 101" by Mark Lutz.
 */
#include "clock.h"
#include "options.h"
#include "taskqueue.h"

#include <inttypes.h>
#include <stdlib.h>

/* Both ways to run the tasks take over the references to them, and tell whether all went well. */
typedef bool launch_t(gen_t *const tasks[], size_t count);

static void print_step(const gen_t *task, gen_value_t i)
{
    printf("%s %" PRId64 " %s\n", gen_name(task), gen_as_int(i), itime());
}

/* Event loop */

static bool switcher(gen_t *const tasks[], size_t count)
{
    taskqueue_t taskqueue = {0};
    bool ok = taskqueue_fill(&taskqueue, tasks, count);

    while (ok && taskqueue.count > 0) {                 // While any running tasks remain
        gen_t *front = taskqueue_pop(&taskqueue, NULL); // Fetch next task at front
        gen_value_t result;

        switch (gen_next(front, &result)) { // Resume task, run to its next yield
        case GEN_RETURNED:                  // Returned: task finished
            gen_free(front);
            break;
        case GEN_YIELDED: // Yielded: reschedule at end of queue
            print_step(front, result);
            taskqueue_append(&taskqueue, front, result);
            break;
        case GEN_RAISED:
            gen_error_print(gen_error(front), stderr);
            gen_free(front);
            ok = false;
        }
    }
    taskqueue_clear(&taskqueue);
    return ok;
}

/* Without one: each task runs by itself, from its first yield to its last */

static bool serial(gen_t *const tasks[], size_t count)
{
    taskqueue_t taskqueue = {0};
    bool ok = taskqueue_fill(&taskqueue, tasks, count);

    while (ok && taskqueue.count > 0) {
        gen_t *task = taskqueue_pop(&taskqueue, NULL);

        GEN_FOREACH (i, task)
            print_step(task, i);
        if (gen_error(task) != NULL) {
            gen_error_print(gen_error(task), stderr);
            ok = false;
        }
        gen_free(task);
    }
    taskqueue_clear(&taskqueue);
    return ok;
}

/* Tasks */

static gen_status_t task1(gen_t *self, void *args)
{
    (void)args;
    for (int i = 0; i < 6; i++) {               // Resumed here by gen_next() in switcher (or GEN_FOREACH)
        work(1);                                // Simulate a nonpreemptable action here
        if (!gen_yield(self, gen_int(i), NULL)) // Suspend and yield control back to switcher (or GEN_FOREACH)
            return GEN_RAISED;
    }
    return GEN_RETURNED; // Removed from queue on return
}

/* That one has a stack of its own, 4369 bytes while it waits, and may yield wherever it is. The other two have none, and yield
 * from their own lines alone: 208 bytes, and a call a step. What lives across a yield is in their frame. The switcher need not
 * know which is which. */

static gen_status_t task2(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    int *i = frame;

    GEN_BEGIN(self, sent, out);
    for (; *i < 3; ++*i) { // Entered again at the yield, by gen_next() in switcher
        work(2);
        GEN_YIELD_OR (gen_int(*i), NULL) // Leaves the function, and yields control back to switcher
            return GEN_RAISED;
    }
    GEN_END;
}

static gen_status_t task3(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    int *i = frame;

    GEN_BEGIN(self, sent, out);
    for (; *i < 2; ++*i) {
        work(3);
        GEN_YIELD_OR (gen_int(*i), NULL)
            return GEN_RAISED;
    }
    GEN_END;
}

static const gen_stackless_t stackless2 = {"task2", task2, sizeof(int), NULL};
static const gen_stackless_t stackless3 = {"task3", task3, sizeof(int), NULL};

/* What Python does when a generator function is called: makes the generator. Nothing of its body runs yet. */
static gen_t *generator(const char *name, gen_body_t *body)
{
    gen_attr_t attr = gen_attr();

    attr.name = name;
    return gen_new_with(&attr, body, NULL, 0);
}

/* The same tasks, as generator expressions (2.4). Each works for as many steps as fit into six seconds. */

static gen_value_t step(gen_t *self, gen_value_t i, void *seconds)
{
    (void)self;
    work(*(int *)seconds);
    return i;
}

static bool fits(gen_t *self, gen_value_t i, void *seconds)
{
    (void)self;
    return gen_as_int(i) * *(int *)seconds < 6;
}

/* task = (step(i, seconds) for i in range(6) if i * seconds < 6) */
static gen_t *expression(const char *name, int *seconds)
{
    gen_t *task = gen_map(gen_filter(gen_range(0, 6, 1), fits, seconds), step, seconds);

    if (task != NULL)
        gen_set_name(task, name);
    return task;
}

/* Task launcher */

static bool run(launch_t *launch, gen_t *const tasks[], size_t count)
{
    bool ok;

    start_clock();
    ok = launch(tasks, count);
    if (ok)
        printf("all tasks finished, total time: %.2f\n", now());
    return ok;
}

static bool run_generators(launch_t *launch)
{
    gen_t *tasks[] = {generator("task1", task1), gen_stackless_new(&stackless2, NULL, 0),
                      gen_stackless_new(&stackless3, NULL, 0)};

    return run(launch, tasks, 3);
}

static bool run_expressions(launch_t *launch)
{
    int seconds[] = {1, 2, 3};
    gen_t *tasks[] = {expression("task1", &seconds[0]), expression("task2", &seconds[1]),
                      expression("task3", &seconds[2])};

    return run(launch, tasks, 3);
}

int main(int argc, char **argv)
{
    const char *lesson = "Generators take turns (Python 2.3 and 2.4).";
    launch_t *launch = parse_options(argc, argv, "stage1", lesson, OPTION_SERIAL).serial ? serial : switcher;

    if (!run_generators(launch))
        return EXIT_FAILURE;
    printf("\nThe same tasks as generator expressions:\n");
    return run_expressions(launch) ? EXIT_SUCCESS : EXIT_FAILURE;
}
