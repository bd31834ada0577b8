/*
 * executor.c - work in libuv's pool of threads: a future for it, and a wait that lasts as long as the thread.
 *
 * A job is a future that holds itself until libuv has answered, so that the thread always has memory to work on.
 */
#include "async/poller.h"
#include <gen/async/executor.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct job {
    struct future future; /* first */
    uv_work_t request;
    gen_work_t *work;
    void *arg;
    void (*destroy)(void *arg);
    gen_value_t result;
    gen_error_t *error;
    uv_sem_t over;          /* posted by the thread */
    bool withdrawn;         /* no thread will begin it */
    bool ended;             /* libuv has answered */
    struct gen_link_ waits; /* for that */
    _Alignas(max_align_t) unsigned char copy[];
};

/* --- In the thread --- */

static void on_work(uv_work_t *request)
{
    struct job *job = CONTAINER_OF(request, struct job, request);

    job->result = job->work(job->arg, &job->error);
    uv_sem_post(&job->over);
}

/* --- A job as a future --- */

static bool job_cancel(struct future *f, const char *message)
{
    struct job *job = (struct job *)f;

    if (!gen_future_cancel_plain_(f, message))
        return false;
    job->withdrawn = uv_cancel((uv_req_t *)&job->request) == 0;
    return true;
}

static void job_destroy(struct future *f)
{
    struct job *job = (struct job *)f;

    if (job->destroy != NULL)
        job->destroy(job->arg);
    gen_error_free(job->error);
    uv_sem_destroy(&job->over);
}

static const struct future_class job_class = {"Future", job_cancel, job_destroy, true, NULL};

static void on_done(uv_work_t *request, int status)
{
    struct job *job = CONTAINER_OF(request, struct job, request);
    struct poller *o = job->future.loop->poller;

    (void)status; /* that it was withdrawn is known */
    o->requests--;
    if (--o->jobs == 0)
        gen_wake_all_(&o->executor_closers);
    job->ended = true;
    gen_wake_all_(&job->waits);
    if (job->future.state == FUTURE_PENDING)
        gen_future_finish_(&job->future, &job->result, gen_error_ref(job->error));
    gen_free(job->future.self);
}

/* --- Making one --- */

/* With a copy of the arguments. NULL: out of memory. */
static struct job *make_job(gen_loop_t *loop, gen_work_t *work, const void *args, size_t size)
{
    struct job *job = NULL;

    if (size <= SIZE_MAX / 2)
        job = (struct job *)gen_future_make_(loop, &job_class, sizeof *job + size);
    if (job == NULL)
        return NULL;
    if (uv_sem_init(&job->over, 0) != 0)
        gen_panic_("gen_run_in_executor", "the system gives no semaphore");
    job->work = work;
    job->arg = job->copy;
    if (size > 0)
        memcpy(job->copy, args, size);
    link_init(&job->waits);
    return job;
}

/* Gives it to the pool. NULL, and it is freed: out of memory. */
static struct job *job_begin(struct job *job)
{
    struct poller *o = job->future.loop->poller;

    if (o == NULL || o->executor_closed) {
        job->ended = true;
        gen_future_finish_(&job->future, &GEN_NONE,
                           gen_error_new(GEN_RUNTIME_ERROR, "Executor shutdown has been called"));
        return job;
    }
    if (uv_queue_work(o->uv, &job->request, on_work, on_done) != 0) {
        gen_free(job->future.self);
        return NULL;
    }
    gen_ref(job->future.self);
    o->requests++;
    o->jobs++;
    return job;
}

gen_t *gen_run_in_executor(gen_loop_t *loop, gen_work_t *work, const void *args, size_t size,
                           void (*destroy)(void *args))
{
    struct job *job;

    GIVEN(loop);
    if (work == NULL || (args == NULL && size > 0))
        gen_panic_("gen_run_in_executor", "work needs a function, and arguments if their size is not 0");
    job = make_job(loop, work, args, size);
    if (job != NULL)
        job = job_begin(job);
    if (job == NULL)
        return NULL;
    job->destroy = destroy;
    return job->future.self;
}

/* --- Waiting for as long as a thread works --- */

static bool is_busy(const struct job *job)
{
    return !job->ended && !job->withdrawn;
}

/* The wait is over: blocks if a thread works all the same. */
static void executor_leave(void *arg)
{
    struct job *job = arg;

    job_cancel(&job->future, NULL);
    if (is_busy(job))
        uv_sem_wait(&job->over);
    gen_free(job->future.self);
}

static const struct gen_wait_kind_ working = {"thread", "gen_to_thread()", NULL, NULL};

/* Whatever cancellations arrive meanwhile, from a cancelled scope too, which would raise in every wait. */
static void wait_on_end(gen_t *self, struct job *job, gen_error_t **e)
{
    struct gen_wait_ w;
    gen_scope_t scope;
    bool shielded = gen_scope_begin_(self, &scope, (double)INFINITY, false);

    if (shielded)
        gen_scope_shield(&scope, true);
    else
        gen_catch(self, GEN_BASE_EXCEPTION);
    while (is_busy(job) && gen_error_is(*e, GEN_CANCELLED_ERROR))
        if (!wait_on(self, &w, &job->waits, &working, job))
            stash(self, e);
    if (shielded && !gen_scope_end_(self, &scope))
        stash(self, e);
}

/* Waits for the end of a job. false: an exception is pending. */
static bool stay(gen_t *self, struct job *job)
{
    struct gen_wait_ w;
    gen_error_t *e = NULL;
    gen_cleanup_t cleanup;

    while (!job->ended && e == NULL)
        if (!wait_on(self, &w, &job->waits, &working, job))
            stash(self, &e);
    if (e == NULL)
        return true;
    job_cancel(&job->future, NULL);
    gen_cleanup_push(self, &cleanup, drop_error, &e);
    wait_on_end(self, job, &e);
    gen_cleanup_pop(self, &cleanup);
    gen_reraise(self, e);
    gen_error_free(e);
    return false;
}

bool gen_to_thread(gen_t *self, gen_work_t *work, void *arg, gen_value_t *result)
{
    gen_loop_t *loop = gen_need_loop_(self);
    struct job *job;
    gen_cleanup_t cleanup;
    bool ok;

    if (loop == NULL)
        return false;
    if (work == NULL)
        gen_panic_("gen_to_thread", "work needs a function");
    job = make_job(loop, work, NULL, 0);
    if (job != NULL) {
        job->arg = arg;
        job = job_begin(job);
    }
    if (job == NULL) {
        gen_raise(self, GEN_MEMORY_ERROR, NULL);
        return false;
    }
    gen_cleanup_push(self, &cleanup, executor_leave, job);
    ok = stay(self, job) && gen_await(self, gen_ref(job->future.self), result);
    gen_cleanup_pop(self, &cleanup);
    executor_leave(job);
    return ok;
}

static const struct gen_wait_kind_ shutting_down = {"executor", "gen_shutdown_default_executor()", NULL, NULL};

bool gen_shutdown_default_executor(gen_t *self)
{
    gen_loop_t *loop = gen_need_loop_(self);
    struct gen_wait_ w;

    if (loop == NULL)
        return false;
    loop->poller->executor_closed = true;
    while (loop->poller->jobs > 0)
        if (!wait_on(self, &w, &loop->poller->executor_closers, &shutting_down, loop))
            return false;
    return true;
}
