/* executor.c - run_in_executor(): work in libuv's pool of threads, which ends a future. */
#include "outside.h"
#include <gen/async/executor.h>
#include <stdlib.h>

/* It lives until libuv has answered, and holds the future. */
struct job {
    uv_work_t request;
    gen_loop_t *loop;
    gen_t *future;
    gen_work_t *work;
    void *arg;
    gen_value_t result;
    gen_error_t *error;
};

static void on_work(uv_work_t *request)
{
    struct job *job = CONTAINER_OF(request, struct job, request);

    job->result = job->work(job->arg, &job->error);
}

static void on_done(uv_work_t *request, int status)
{
    struct job *job = CONTAINER_OF(request, struct job, request);
    struct outside *o = job->loop->outside;
    struct future *f = gen_need_future_(job->future, "gen_run_in_executor");

    o->requests--;
    if (--o->jobs == 0)
        gen_wake_all_(&o->executor_closers);
    if (f->state == FUTURE_PENDING && status == UV_ECANCELED)
        gen_future_cancel_plain_(f, NULL);
    else if (f->state == FUTURE_PENDING)
        gen_future_finish_(f, &job->result, gen_error_ref(job->error));
    gen_error_free(job->error);
    gen_free(job->future);
    free(job);
}

/* A future that fails at once. */
static gen_t *failed_future(gen_loop_t *loop, gen_error_t *e)
{
    gen_t *future = gen_create_future(loop);

    if (future != NULL)
        gen_future_set_exception(future, e);
    gen_error_free(e);
    return future;
}

gen_t *gen_run_in_executor(gen_loop_t *loop, gen_work_t *work, void *arg)
{
    GIVEN(loop);

    struct outside *o = loop->outside;
    struct job *job;

    if (o == NULL || o->executor_closed)
        return failed_future(loop, gen_error_new(GEN_RUNTIME_ERROR, "Executor shutdown has been called"));
    job = calloc(1, sizeof *job);
    if (job == NULL)
        return NULL;
    *job = (struct job){.loop = loop, .future = gen_create_future(loop), .work = work, .arg = arg};
    if (job->future == NULL || uv_queue_work(o->uv, &job->request, on_work, on_done) != 0) {
        gen_free(job->future);
        free(job);
        return NULL;
    }
    o->requests++;
    o->jobs++;
    return gen_ref(job->future);
}

bool gen_shutdown_default_executor(gen_t *self)
{
    gen_loop_t *loop = gen_need_loop_(self);
    struct gen_wait_ w;

    if (loop == NULL)
        return false;
    loop->outside->executor_closed = true;
    while (loop->outside->jobs > 0)
        if (!wait_on(self, &w, &loop->outside->executor_closers, "executor", loop))
            return false;
    return true;
}
