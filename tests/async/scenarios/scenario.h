/* scenario.h - what the scenarios share. Each is the twin of a program for asyncio, and prints the same trace. */
#ifndef SCENARIO_H
#define SCENARIO_H

#include <gen/async.h>
#include <math.h>

/* A line of the trace: the time, and what happens. */
void note(const char *fmt, ...) GEN_FORMAT(1, 2);

/* An exception in one line; good until the fourth call after this one. */
const char *what(const gen_error_t *e);

/* How a future ended, in a line. */
void outcome(gen_t *future);

/* What a worker does: sleeps, then returns the result, or raises an exception with its own name for a message; takes its
 * time to clean up when it is cancelled. */
typedef struct {
    const char *name;
    double seconds;
    int result;
    const gen_exc_t *raises;
    double cleanup;
} worker_t;

gen_t *worker(worker_t w);

/* A task that works. */
gen_t *start(worker_t w);

/* A coroutine without arguments, and one that is given a pointer. */
gen_t *call(gen_body_t *body);
gen_t *call_with(gen_body_t *body, void *pointer);

/* The same as tasks. */
gen_t *task(const char *name, gen_body_t *body);
gen_t *task_with(const char *name, gen_body_t *body, void *pointer);

/* The end of a body. */
gen_status_t finish(gen_t *self, bool ok);

/* Writes "LABEL raised EXCEPTION" if something is pending, and catches it; "LABEL is fine" otherwise. */
void settle(gen_t *self, const char *label);

/* Awaits a future of which the caller keeps its reference, whatever its outcome. false: cancelled meanwhile. */
bool join(gen_t *self, gen_t *future);

void drop(gen_t *const *references, size_t count);

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Runs a scenario under the virtual clock. Reports go into the trace, or to a handler. Returns an exit code. */
int run_scenario(gen_t *coroutine, gen_exception_handler_t *handler);

/* The scenarios. */
#define SCENARIOS(_)                                                                                                   \
    _(asyncgen)                                                                                                        \
    _(asyncgen_shutdown)                                                                                               \
    _(barrier)                                                                                                         \
    _(calls)                                                                                                           \
    _(cancelling)                                                                                                      \
    _(completed)                                                                                                       \
    _(condition)                                                                                                       \
    _(event)                                                                                                           \
    _(future)                                                                                                          \
    _(gather)                                                                                                          \
    _(handovers)                                                                                                       \
    _(lock)                                                                                                            \
    _(queue)                                                                                                           \
    _(queue_shutdown)                                                                                                  \
    _(races)                                                                                                           \
    _(retrieved)                                                                                                       \
    _(semaphore)                                                                                                       \
    _(shield)                                                                                                          \
    _(shutdown)                                                                                                        \
    _(taskgroup)                                                                                                       \
    _(taskgroup_cancelled)                                                                                             \
    _(timeout)                                                                                                         \
    _(wait)                                                                                                            \
    _(wait_for)
#define DECLARE(name) gen_body_t scenario_##name;
SCENARIOS(DECLARE)
#undef DECLARE

#endif
