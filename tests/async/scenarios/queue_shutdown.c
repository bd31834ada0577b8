/* Queue.shutdown: in order, and at once. */
#include "scenario.h"

struct user {
    const char *name;
    gen_queue_t *queue;
    int number; /* the item, or how many */
};

static gen_status_t puts_item(gen_t *self, void *args)
{
    struct user *u = args;

    if (gen_queue_put(self, u->queue, gen_int(u->number)))
        note("%s has put %d", u->name, u->number);
    else
        settle(self, u->name);
    return finish(self, true);
}

static gen_status_t takes_items(gen_t *self, void *args)
{
    struct user *u = args;
    gen_value_t item;

    for (int i = 0; i < u->number; i++) {
        if (!gen_queue_get(self, u->queue, &item)) {
            settle(self, u->name);
            break;
        }
        note("%s has got %d", u->name, (int)gen_as_int(item));
        gen_queue_task_done(self, u->queue);
    }
    return finish(self, true);
}

static gen_status_t joins(gen_t *self, void *args)
{
    struct user *u = args;
    bool ok = gen_queue_join(self, u->queue);

    if (ok)
        note("%s joined", u->name);
    return finish(self, ok);
}

static gen_t *spawn(gen_body_t *body, const char *name, gen_queue_t *queue, int number)
{
    struct user u = {name, queue, number};

    return gen_create_task(gen_coroutine(NULL, body, &u, sizeof u), name);
}

static bool join_all(gen_t *self, gen_t *const *tasks, size_t count)
{
    return gen_wait(self, tasks, count, (double)INFINITY, GEN_ALL_COMPLETED, NULL);
}

static bool empty(gen_t *self, bool immediate)
{
    gen_queue_t queue;
    gen_t *tasks[2];
    bool ok;

    gen_queue_init(&queue, 0);
    tasks[0] = spawn(takes_items, "a", &queue, 1);
    tasks[1] = spawn(takes_items, "b", &queue, 1);
    ok = gen_sleep(self, 1);
    gen_queue_shutdown(&queue, immediate);
    ok = join_all(self, tasks, 2) && ok;
    drop(tasks, 2);
    gen_queue_destroy(&queue);
    return ok;
}

static bool full(gen_t *self, bool immediate)
{
    gen_queue_t queue;
    gen_t *tasks[3];
    bool ok;

    gen_queue_init(&queue, 2);
    ok = gen_queue_put_nowait(self, &queue, gen_int(1)) && gen_queue_put_nowait(self, &queue, gen_int(2));
    tasks[0] = spawn(puts_item, "c", &queue, 3);
    tasks[1] = spawn(puts_item, "d", &queue, 4);
    tasks[2] = spawn(joins, "e", &queue, 0);
    ok = gen_sleep(self, 1) && ok;
    gen_queue_shutdown(&queue, immediate);
    note("shut down %d", (int)gen_queue_size(&queue));
    ok = join_all(self, tasks, 2) && ok;
    ok = gen_await(self, spawn(puts_item, "f", &queue, 5), NULL) && ok;
    ok = gen_await(self, spawn(takes_items, "g", &queue, 3), NULL) && ok;
    ok = join_all(self, tasks, 3) && ok;
    drop(tasks, 3);
    gen_queue_destroy(&queue);
    return ok;
}

static void tell(gen_t *self, bool done)
{
    gen_error_t *e;

    if (done) {
        note("nothing");
    } else if (gen_catch_as(self, GEN_EXCEPTION, &e)) {
        note("%s", what(e));
        gen_error_free(e);
    }
}

static bool just_put(gen_t *self, bool immediate)
{
    gen_queue_t queue;
    gen_value_t item;
    gen_t *t;
    bool ok;

    gen_queue_init(&queue, 1);
    t = spawn(takes_items, "h", &queue, 1);
    ok = gen_sleep(self, 1) && gen_queue_put_nowait(self, &queue, gen_int(6));
    gen_queue_shutdown(&queue, immediate);
    ok = gen_await(self, t, NULL) && ok;
    tell(self, gen_queue_get_nowait(self, &queue, &item));
    tell(self, gen_queue_put_nowait(self, &queue, gen_int(7)));
    gen_queue_destroy(&queue);
    return ok;
}

gen_status_t scenario_queue_shutdown(gen_t *self, void *args)
{
    bool ok = true;

    (void)args;
    for (int immediate = 0; immediate < 2 && ok; immediate++) {
        note("immediate %s", immediate ? "True" : "False");
        ok = empty(self, immediate) && full(self, immediate) && just_put(self, immediate);
    }
    return finish(self, ok);
}
