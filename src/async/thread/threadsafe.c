/* threadsafe.c - coroutines that other threads give to the loop, and wait for. */
#include "async/internal.h"
#include <uv.h>

/* A local variable of the thread that waits. */
struct request {
    struct waiter waiter; /* of the task, which the loop holds */
    gen_loop_t *loop;
    gen_t *coroutine; /* owned until it is a task */
    gen_value_t result;
    gen_error_t *error;
    gen_status_t status;
    uv_sem_t over;
};

/* The last that the loop's thread does with it. */
static void answer(struct request *r, gen_status_t status, gen_error_t *e)
{
    r->status = status;
    r->error = e;
    uv_sem_post(&r->over);
}

/* A task that has no end because its loop was freed, whatever it did to stay, was cancelled as far as others see. */
static void task_done(struct waiter *waiter)
{
    struct request *r = CONTAINER_OF(waiter, struct request, waiter);
    gen_error_t *e = NULL;

    if (waiter->future == NULL)
        answer(r, GEN_RAISED, gen_error_new(GEN_CANCELLED_ERROR, NULL));
    else if (gen_future_result(waiter->future->self, &r->result, &e) == GEN_RAISED)
        answer(r, GEN_RAISED, e);
    else
        answer(r, GEN_RETURNED, NULL);
}

static const struct waiter_class on_task_done = {task_done, NULL};

static void call_begin(void *arg)
{
    struct request *r = arg;
    gen_t *task = gen_loop_create_task(r->loop, r->coroutine, NULL);

    if (task == NULL) {
        answer(r, GEN_RAISED, gen_error_new(GEN_MEMORY_ERROR, NULL));
        return;
    }
    gen_waiter_init_(&r->waiter, &on_task_done);
    gen_future_watch_(gen_future_of_(task), &r->waiter);
    gen_free(task);
}

/* The loop was freed before it got to it. */
static void dropped(void *arg)
{
    struct request *r = arg;

    gen_close(r->coroutine, NULL);
    gen_free(r->coroutine);
    answer(r, GEN_RAISED, gen_error_new(GEN_CANCELLED_ERROR, NULL));
}

static gen_status_t refuse(gen_t *coroutine, gen_error_t *e, gen_error_t **error)
{
    gen_free(coroutine);
    return gen_deliver_(e, error);
}

gen_status_t gen_run_coroutine_threadsafe(gen_loop_t *loop, gen_t *coroutine, gen_value_t *result, gen_error_t **error)
{
    GIVEN(loop);

    struct request r = {.loop = loop, .coroutine = coroutine};
    struct gen_handle *h;

    if (gen_running_loop() == loop)
        return refuse(coroutine,
                      gen_error_new(GEN_RUNTIME_ERROR, "gen_run_coroutine_threadsafe() would wait for its own thread"),
                      error);
    h = coroutine != NULL ? gen_handle_make_(loop, call_begin, &r) : NULL;
    if (h == NULL || uv_sem_init(&r.over, 0) != 0) {
        gen_handle_free(h);
        return refuse(coroutine, gen_error_new(GEN_MEMORY_ERROR, NULL), error);
    }
    h->dropped = dropped;
    if (!gen_poller_call_(loop, h)) {
        h->dropped = NULL;
        gen_handle_free(h);
        uv_sem_destroy(&r.over);
        return refuse(coroutine, gen_error_new(GEN_RUNTIME_ERROR, "Event loop is closed"), error);
    }
    uv_sem_wait(&r.over);
    uv_sem_destroy(&r.over);
    if (r.status == GEN_RAISED)
        return gen_deliver_(r.error, error);
    if (result != NULL)
        *result = r.result;
    if (error != NULL)
        *error = NULL;
    return GEN_RETURNED;
}
