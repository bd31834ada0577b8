/* Queue: put and get wait their turn; those who are cancelled lose nothing; join waits for the work. */
#include "scenario.h"

enum { MOST_ITEMS = 5 };

struct producer {
    const char *name;
    gen_queue_t *queue;
    int items[MOST_ITEMS + 1]; /* ended by 0 */
};

static gen_status_t puts_items(gen_t *self, void *args)
{
    struct producer *p = args;

    for (int *item = p->items; *item != 0; item++) {
        if (!gen_queue_put(self, p->queue, gen_int(*item))) {
            note("%s gets %s", p->name, what(gen_pending(self)));
            return GEN_RAISED;
        }
        note("%s has put %d", p->name, *item);
    }
    return finish(self, true);
}

static gen_t *producer(struct producer p)
{
    return gen_create_task(gen_coroutine(NULL, puts_items, &p, sizeof p), p.name);
}

struct consumer {
    const char *name;
    gen_queue_t *queue;
    int count;
    double pause;
};

static gen_status_t takes_items(gen_t *self, void *args)
{
    struct consumer *c = args;
    gen_value_t item;

    for (int i = 0; i < c->count; i++) {
        if (!gen_queue_get(self, c->queue, &item)) {
            note("%s gets %s", c->name, what(gen_pending(self)));
            return GEN_RAISED;
        }
        note("%s has got %d", c->name, (int)gen_as_int(item));
        if (!gen_sleep(self, c->pause))
            return GEN_RAISED;
        gen_queue_task_done(self, c->queue);
    }
    return finish(self, true);
}

static gen_t *takes(const char *name, gen_queue_t *queue, int count, double pause)
{
    struct consumer c = {name, queue, count, pause};

    return gen_create_task(gen_coroutine(NULL, takes_items, &c, sizeof c), name);
}

static gen_status_t joins(gen_t *self, void *args)
{
    bool ok = gen_queue_join(self, *(gen_queue_t **)args);

    if (ok)
        note("joined");
    return finish(self, ok);
}

static bool join_all(gen_t *self, gen_t *const *tasks, size_t count)
{
    return gen_wait(self, tasks, count, (double)INFINITY, GEN_ALL_COMPLETED, NULL);
}

static bool pipeline(gen_t *self, gen_queue_t *queue)
{
    gen_t *tasks[] = {producer((struct producer){"p", queue, {1, 2, 3, 4, 5, 0}}),
                      producer((struct producer){"q", queue, {6, 7, 8, 0}}), takes("x", queue, 4, 1),
                      takes("y", queue, 4, 2), task_with("join", joins, queue)};
    bool ok = join_all(self, tasks, 5);

    drop(tasks, 5);
    return ok;
}

static void put_now(gen_t *self, gen_queue_t *queue, int item)
{
    if (!gen_queue_put_nowait(self, queue, gen_int(item)))
        settle(self, "put");
}

static void get_now(gen_t *self, gen_queue_t *queue, bool tell)
{
    gen_value_t item;

    if (!gen_queue_get_nowait(self, queue, &item))
        settle(self, "get");
    else if (tell)
        note("got %d", (int)gen_as_int(item));
}

static bool getters_cancelled(gen_t *self, gen_queue_t *queue)
{
    gen_t *tasks[] = {takes("a", queue, 1, 0), takes("b", queue, 1, 0), takes("c", queue, 1, 0)};
    bool ok = gen_sleep(self, 1);

    gen_task_cancel(tasks[1], "waits");
    put_now(self, queue, 9);
    gen_task_cancel(tasks[0], "was woken");
    ok = gen_sleep(self, 0) && ok;
    put_now(self, queue, 10);
    ok = join_all(self, tasks, 3) && ok;
    drop(tasks, 3);
    note("size %d", (int)gen_queue_size(queue));
    get_now(self, queue, false);
    gen_queue_task_done(self, queue);
    return ok;
}

static bool putters_cancelled(gen_t *self, gen_queue_t *queue)
{
    gen_t *tasks[3];
    bool ok;

    put_now(self, queue, 11);
    put_now(self, queue, 12);
    tasks[0] = producer((struct producer){"d", queue, {13, 0}});
    tasks[1] = producer((struct producer){"e", queue, {14, 0}});
    tasks[2] = producer((struct producer){"f", queue, {15, 0}});
    ok = gen_sleep(self, 1);
    note("full %s", gen_queue_full(queue) ? "True" : "False");
    get_now(self, queue, true);
    gen_task_cancel(tasks[0], "was woken");
    ok = gen_sleep(self, 1) && ok;
    gen_task_cancel(tasks[2], "waits");
    ok = join(self, tasks[0]) && join(self, tasks[2]) && ok;
    while (gen_queue_size(queue) > 0) {
        get_now(self, queue, true);
        ok = gen_sleep(self, 0) && ok;
    }
    for (size_t i = 0; i < 3; i++)
        outcome(tasks[i]);
    drop(tasks, 3);
    return ok;
}

static void misuse(gen_t *self, gen_queue_t *queue)
{
    gen_error_t *e;
    gen_value_t item;

    if (!gen_queue_get_nowait(self, queue, &item) && gen_catch_as(self, GEN_EXCEPTION, &e)) {
        note("%s", what(e));
        gen_error_free(e);
    }
    while (gen_queue_task_done(self, queue)) {
    }
    if (gen_catch_as(self, GEN_EXCEPTION, &e)) {
        note("%s", what(e));
        gen_error_free(e);
    }
}

static bool in_time(gen_t *self, bool (*operation)(gen_t *self, gen_queue_t *queue), gen_queue_t *queue)
{
    gen_timeout_t timeout;
    bool ok = gen_timeout_enter(self, &timeout, 1);

    if (!ok)
        return false;
    ok = operation(self, queue);
    if (!(gen_timeout_exit(self, &timeout) && ok) && gen_catch(self, GEN_TIMEOUT_ERROR))
        note("timed out");
    return gen_pending(self) == NULL;
}

static bool get(gen_t *self, gen_queue_t *queue)
{
    gen_value_t item;

    return gen_queue_get(self, queue, &item);
}

static bool other_orders(gen_t *self)
{
    static const int items[] = {3, 1, 4, 1, 5};
    gen_queue_t lifo, least;
    gen_value_t a = GEN_NONE, b = GEN_NONE;
    bool ok = true;

    gen_lifo_queue_init(&lifo, 0);
    gen_priority_queue_init(&least, 0, NULL);
    for (size_t i = 0; i < COUNT(items); i++) {
        put_now(self, &lifo, items[i]);
        put_now(self, &least, items[i]);
    }
    for (size_t i = 0; i < COUNT(items) && ok; i++) {
        ok = gen_queue_get(self, &lifo, &a) && gen_queue_get(self, &least, &b);
        note("last %d least %d", (int)gen_as_int(a), (int)gen_as_int(b));
    }
    ok = ok && in_time(self, get, &lifo) && in_time(self, gen_queue_join, &least);
    gen_queue_destroy(&lifo);
    gen_queue_destroy(&least);
    return ok;
}

gen_status_t scenario_queue(gen_t *self, void *args)
{
    gen_queue_t queue;
    bool ok;

    (void)args;
    gen_queue_init(&queue, 2);
    ok = pipeline(self, &queue) && getters_cancelled(self, &queue) && putters_cancelled(self, &queue);
    if (ok)
        misuse(self, &queue);
    gen_queue_destroy(&queue);
    return finish(self, ok && other_orders(self));
}
