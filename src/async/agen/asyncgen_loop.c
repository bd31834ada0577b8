/* asyncgen_loop.c - how the loop closes async generators: those that are dropped, and those that are left (PEP 525). */
#include "async/agen/asyncgen.h"
#include <gen/async/task.h>

struct closing {
    gen_t *agen;
    bool dropped; /* asyncio makes the task in a callback then, a turn later */
};

static gen_status_t close_body(gen_t *self, void *args)
{
    struct closing *closing = args;

    if ((closing->dropped && !gen_sleep(self, 0)) || !gen_await(self, gen_aclose(closing->agen), NULL))
        return GEN_RAISED;
    return gen_return(self, GEN_NONE);
}

static void drop_agen(void *args)
{
    struct closing *closing = args;

    gen_free(closing->agen);
}

/* A task that closes it, and owns the reference. false: out of memory, and nothing was taken over. */
static bool close_in_task(gen_loop_t *loop, gen_t *agen, bool dropped)
{
    struct closing closing = {agen, dropped};
    gen_attr_t attr = gen_attr();
    gen_t *coroutine, *task;

    attr.destroy = drop_agen;
    coroutine = gen_coroutine(&attr, close_body, &closing, sizeof closing);
    if (coroutine == NULL)
        return false;
    gen_ref(agen); /* for the coroutine: whatever fails, it drops that one */
    task = gen_loop_create_task(loop, coroutine, "aclose");
    if (task == NULL)
        return false;
    gen_need_task_(task, "aclose")->closer = true;
    gen_free(task);
    gen_free(agen);
    return true;
}

/* A task for each that is left, to close it. Returns whether there was one. */
static bool shutdown_asyncgens(gen_loop_t *loop)
{
    bool any = false;

    while (!link_alone(&loop->asyncgens)) {
        struct asyncgen *a = CONTAINER_OF(loop->asyncgens.next, struct asyncgen, link);

        link_remove(&a->link);
        if (a->closed)
            continue;
        any = true;
        if (!close_in_task(loop, gen_ref(a->self), false))
            gen_free(a->self);
    }
    return any;
}

void gen_asyncgen_first_(struct asyncgen *a)
{
    gen_loop_t *loop = gen_running_loop();

    if (a->hooked)
        return;
    a->hooked = true;
    if (loop == NULL)
        return;
    a->loop = loop;
    gen_loop_ref_(loop);
    link_append(&loop->asyncgens, &a->link);
    loop->shutdown_asyncgens = shutdown_asyncgens;
}

void gen_asyncgen_finalise_(struct asyncgen *a)
{
    gen_loop_t *loop = a->loop;
    gen_t *again = NULL;

    link_remove(&a->link);
    if (loop != NULL && loop == gen_running_loop() && !loop->closed && gen_state(a->core) == GEN_SUSPENDED &&
        !a->closed)
        again = gen_asyncgen_wrap_(a->core);
    if (again == NULL) {
        gen_free(a->core);
    } else {
        gen_asyncgen_of_(again)->hooked = true;
        if (!close_in_task(loop, again, true))
            gen_free(again);
    }
    if (loop != NULL)
        gen_loop_unref_(loop);
}
