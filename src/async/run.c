/* run.c - running a loop until something is done, and shutting it down in order. */
#include "async/internal.h"
#include <stdlib.h>

/* Whether the loop may run now; if not, why. */
static gen_error_t *refuse(const gen_loop_t *loop)
{
    gen_check_loop_(loop, "gen_loop_run");
    if (loop->closed)
        return gen_error_new(GEN_RUNTIME_ERROR, "Event loop is closed");
    if (is_inherited(loop))
        return gen_inherited_error_();
    if (loop->running)
        return gen_error_new(GEN_RUNTIME_ERROR, "This event loop is already running");
    if (gen_running_loop_ != NULL)
        return gen_error_new(GEN_RUNTIME_ERROR, "Cannot run the event loop while another loop is running");
    return NULL;
}

static gen_error_t *deadlock(gen_loop_t *loop)
{
    fputs("deadlock: every task is waiting and nothing can wake them\n", stderr);
    gen_print_tasks(loop, stderr);
    return gen_error_new(GEN_RUNTIME_ERROR, "deadlock: every task is waiting and nothing can wake them");
}

/* Turns until the loop is stopped. Returns what ended it otherwise. */
static gen_error_t *turn(gen_loop_t *loop, bool forever)
{
    gen_error_t *e = NULL;

    while (e == NULL && !gen_loop_turns_(loop))
        if (!forever)
            e = deadlock(loop);
    if (loop->escaped != NULL && e == NULL) {
        e = loop->escaped;
        loop->escaped = NULL;
    }
    loop->stopping = false;
    return e;
}

static gen_error_t *run(gen_loop_t *loop, bool forever)
{
    gen_error_t *e;

    loop->running = true;
    gen_running_loop_ = loop;
    loop->forever = forever;
    e = turn(loop, forever);
    loop->forever = false;
    gen_running_loop_ = NULL;
    loop->running = false;
    return e;
}

gen_error_t *gen_loop_run_forever(gen_loop_t *loop)
{
    GIVEN(loop);

    gen_error_t *e = refuse(loop);

    return e != NULL ? e : run(loop, true);
}

/* --- Until something is done --- */

/* A future for what is to be run: a new task for a coroutine. */
static struct future *ensure_future(gen_loop_t *loop, gen_t *awaitable)
{
    gen_t *future = awaitable;

    if (awaitable != NULL && gen_is_coroutine(awaitable))
        future = gen_loop_create_task(loop, awaitable, NULL);
    return future != NULL ? gen_need_future_(future, "gen_loop_run") : NULL;
}

static void stop_loop(struct waiter *waiter)
{
    if (waiter->future != NULL)
        gen_loop_stop(waiter->future->loop);
}

static const struct waiter_class on_stop_loop = {stop_loop, NULL};

static gen_error_t *run_until_done(gen_loop_t *loop, struct future *f)
{
    struct waiter waiter;
    gen_error_t *e;

    gen_waiter_init_(&waiter, &on_stop_loop);
    gen_future_watch_(f, &waiter);
    e = run(loop, false);
    if (f->state == FUTURE_PENDING || !link_alone(&waiter.ready.link))
        gen_waiter_forget_(&waiter);
    if (e == NULL && f->state == FUTURE_PENDING)
        e = gen_error_new(GEN_RUNTIME_ERROR, "Event loop stopped before Future completed.");
    return e;
}

gen_status_t gen_deliver_(gen_error_t *e, gen_error_t **error)
{
    if (error != NULL) {
        *error = e;
    } else {
        gen_error_print(e, stderr);
        gen_error_free(e);
    }
    return GEN_RAISED;
}

gen_status_t gen_loop_run(gen_loop_t *loop, gen_t *awaitable, gen_value_t *result, gen_error_t **error)
{
    GIVEN(loop);

    gen_error_t *e = refuse(loop);
    struct future *f;
    gen_status_t status;

    if (e != NULL) {
        gen_free(awaitable);
        return gen_deliver_(e, error);
    }
    f = ensure_future(loop, awaitable);
    if (f == NULL)
        return gen_deliver_(gen_error_new(GEN_MEMORY_ERROR, NULL), error);
    if (f->loop != loop) {
        gen_free(f->self);
        return gen_deliver_(gen_error_new(GEN_VALUE_ERROR, OTHER_LOOP), error);
    }
    e = run_until_done(loop, f);
    if (e != NULL) {
        f->log_traceback = false;
        status = GEN_RAISED;
    } else {
        status = gen_future_result(f->self, result, &e);
    }
    gen_free(f->self);
    if (status == GEN_RAISED)
        return gen_deliver_(e, error);
    if (error != NULL)
        *error = NULL;
    return GEN_RETURNED;
}

gen_status_t gen_run_with(const gen_loop_attr_t *attr, gen_t *coroutine, gen_value_t *result, gen_error_t **error)
{
    gen_loop_t *loop;
    gen_status_t status;

    if (gen_running_loop_ != NULL) {
        gen_free(coroutine);
        return gen_deliver_(gen_error_new(GEN_RUNTIME_ERROR, "gen_run() cannot be called from a running event loop"),
                            error);
    }
    loop = gen_loop_new(attr);
    if (loop == NULL) {
        gen_free(coroutine);
        return gen_deliver_(gen_error_new(GEN_OS_ERROR, "cannot make an event loop: out of memory or file descriptors"),
                            error);
    }
    status = gen_loop_run(loop, coroutine, result, error);
    gen_loop_free(loop);
    return status;
}

gen_status_t gen_run(gen_t *coroutine, gen_value_t *result, gen_error_t **error)
{
    return gen_run_with(NULL, coroutine, result, error);
}

/* --- Shutdown --- */

/* Tasks that start others as they are cancelled have to stop at some time. */
enum { MOST_ROUNDS = 100 };

/* Turns until the tasks are done. Returns whether they are. */
static bool wait_for_tasks(gen_loop_t *loop, gen_t **tasks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        while (!gen_future_done(tasks[i]))
            if (!gen_loop_turn_(loop))
                return false;
    return true;
}

/* An exception of a task that was being shut down: nobody else will ever hear of it. */
static void report_failure(gen_t *task)
{
    struct future *f = gen_need_future_(task, "gen_loop_free");

    if (f->state != FUTURE_FINISHED || f->error == NULL)
        return;
    f->log_traceback = false;
    gen_report_(f->loop,
                task_of(f)->closer ? "an error occurred during closing of asynchronous generator"
                                   : "unhandled exception during asyncio.run() shutdown",
                f->error, f->self);
}

/* Cancels those that there are now and waits for them. Returns whether all ended. */
static bool cancel_round(gen_loop_t *loop)
{
    size_t count = loop->task_count;
    gen_t **tasks = malloc(count * sizeof(gen_t *));
    bool ended;

    if (tasks == NULL)
        return false;
    gen_all_tasks(loop, tasks, count);
    for (size_t i = 0; i < count; i++) {
        struct task *t = gen_need_task_(gen_ref(tasks[i]), "gen_loop_free");

        if (!t->closer)
            gen_task_cancel_(t, NULL);
    }
    ended = wait_for_tasks(loop, tasks, count);
    for (size_t i = 0; i < count; i++) {
        report_failure(tasks[i]);
        gen_free(tasks[i]);
    }
    free(tasks);
    return ended;
}

/* What is pending still ignored its cancellation, and nothing can wake it. */
static void destroy_task(struct task *t)
{
    gen_t *coroutine = t->coroutine;

    gen_report_(t->future.loop, "Task was destroyed but it is pending!", NULL, t->future.self);
    t->coroutine = NULL;
    gen_waiter_forget_(&t->awaiting);
    gen_free(coroutine);
    gen_future_forget_waiters_(&t->future); /* a thread may be among them */
    gen_task_abandon_(t);
}

static void drop_timers(gen_loop_t *loop)
{
    while (loop->timers.count > 0) {
        struct gen_timer_ *timer = loop->timers.entries[1].timer;

        gen_timer_stop_(loop, timer);
        make_ready(loop, &timer->ready);
    }
}

/* Calls that were not made yet: with the loop closed they free themselves. */
static void drop_calls(gen_loop_t *loop)
{
    while (!link_alone(&loop->ready)) {
        struct gen_ready_ *ready = CONTAINER_OF(loop->ready.next, struct gen_ready_, link);

        link_remove(&ready->link);
        if (ready->run != NULL)
            ready->run(loop, ready);
    }
}

/* All tasks, what is to be called when they end, and async generators, which need tasks; and again what that has
 * started. */
static void end_tasks(gen_loop_t *loop)
{
    for (int rounds = MOST_ROUNDS; rounds > 0;) {
        bool any = loop->task_count > 0;
        uint64_t made;

        while (loop->task_count > 0 && rounds-- > 0 && cancel_round(loop)) {
        }
        made = loop->task_ids;
        if (any && !link_alone(&loop->ready))
            gen_loop_turn_(loop);
        if (loop->task_ids == made && (loop->shutdown_asyncgens == NULL || !loop->shutdown_asyncgens(loop)))
            return;
    }
}

void gen_loop_shutdown_(gen_loop_t *loop)
{
    gen_loop_t *outer = gen_running_loop_;

    gen_running_loop_ = loop;
    loop->running = true;
    loop->ending = true;
    end_tasks(loop);
    while (!link_alone(&loop->tasks))
        destroy_task(CONTAINER_OF(loop->tasks.next, struct task, link));
    loop->closed = true;
    drop_timers(loop);
    drop_calls(loop);
    loop->running = false;
    gen_running_loop_ = outer;
}
