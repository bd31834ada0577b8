/* Cancelling what goes through gather(): back to where it came from, and down more levels than a stack has room for. */
#include "record.h"
#include "tasks.h"

static bool gather_one(gen_t *self, gen_t *task)
{
    bool ok = gen_gather(self, &task, 1, NULL, NULL);

    record_pending(self);
    return ok;
}

static gen_status_t gather_itself(gen_t *self, void *args)
{
    (void)args;
    return finish(self, gather_one(self, gen_ref(gen_current_task())));
}

static gen_t *ring[2];

static gen_status_t gather_next(gen_t *self, void *args)
{
    return finish(self, gather_one(self, gen_ref(ring[*(int *)args])));
}

static gen_status_t await_first(gen_t *self, void *args)
{
    bool ok = gen_await(self, gen_ref(ring[0]), NULL);

    (void)args;
    record_pending(self);
    return finish(self, ok);
}

/* Cancels a task after some turns, and lets some more pass. */
static bool cancel_after(gen_t *self, gen_t *task, int count)
{
    bool ok = turns(self, count);

    record("%d", gen_task_cancel(task, "x"));
    return turns(self, 5) && ok;
}

static gen_status_t cancel_rings(gen_t *self, void *args)
{
    gen_t *t = spawn(gather_itself, NULL);
    bool ok = cancel_after(self, t, *(int *)args);
    int next[] = {1, 0};

    record("%d|", gen_future_cancelled(t));
    gen_free(t);
    ring[0] = spawn_args(gather_next, &next[0], sizeof(int), NULL);
    ring[1] = spawn(await_first, NULL);
    ok = cancel_after(self, ring[1], *(int *)args) && ok;
    ok = join(self, ring, 2) && ok;
    record("|");
    for (int i = 0; i < 2; i++)
        ring[i] = spawn_args(gather_next, &next[i], sizeof(int), NULL);
    ok = cancel_after(self, ring[0], *(int *)args) && ok;
    return finish(self, join(self, ring, 2) && ok);
}

/* Check that tasks that wait for each other through gather() are ended by cancelling one of them. */
static void test_rings(void **state)
{
    int waiting = 2;

    (void)state;
    assert_int_equal(run_with_args(cancel_rings, &waiting, sizeof waiting), GEN_RETURNED);
    assert_string_equal(recorded(), "1 CancelledError(x) 1| 1 CancelledError(x) CancelledError(x) | "
                                    "1 CancelledError(x) CancelledError(x)");
}

static gen_status_t cancel_then_gather(gen_t *self, void *args)
{
    gen_task_cancel(gen_current_task(), "before");
    return gather_itself(self, args);
}

static gen_status_t wait_for_canceller(gen_t *self, void *args)
{
    gen_t *t = spawn(cancel_then_gather, NULL);

    (void)args;
    return finish(self, join(self, &t, 1));
}

/* Check that so is a task that was cancelled before it begins to wait for itself. */
static void test_cancelled_before(void **state)
{
    (void)state;
    assert_int_equal(run_body(wait_for_canceller), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError(before)");
}

enum { DEPTH = 5000 };

static gen_status_t gather_level(gen_t *self, void *args)
{
    gen_t *next = *(gen_t **)args;

    return finish(self, next != NULL ? gen_gather(self, &next, 1, NULL, NULL) : gen_sleep(self, 1000));
}

static gen_status_t cancel_deep(gen_t *self, void *args)
{
    gen_t *t = NULL;
    bool ok;

    (void)args;
    for (int i = 0; i < DEPTH; i++)
        t = spawn_args(gather_level, &t, sizeof t, NULL);
    ok = turns(self, 2);
    gen_task_cancel(t, "deep");
    if (!gen_await(self, t, NULL))
        caught(self);
    record("@%d", (int)now());
    return finish(self, ok);
}

/* Check that a cancellation goes down any number of gather()s, one in the other. */
static void test_deep(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_deep), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError(deep) @0");
}

static gen_status_t in_turn(gen_t *self, void *args)
{
    bool ok = gen_sleep(self, 10);

    record("%s", *(const char **)args);
    return finish(self, ok);
}

static gen_t *named(const char *name)
{
    return spawn_args(in_turn, &name, sizeof name, name);
}

static gen_status_t gather_two(gen_t *self, void *args)
{
    gen_t *both[] = {named("b"), named("c")};

    (void)args;
    return finish(self, gen_gather(self, both, 2, NULL, NULL));
}

static gen_status_t gather_tree(gen_t *self, void *args)
{
    gen_t *all[] = {named("a"), spawn(gather_two, NULL), named("d")};

    (void)args;
    return finish(self, gen_gather(self, all, 3, NULL, NULL));
}

static gen_status_t cancel_tree(gen_t *self, void *args)
{
    gen_t *t = spawn(gather_tree, NULL);

    (void)args;
    return finish(self, cancel_after(self, t, 3) && join(self, &t, 1));
}

/* Check that what is cancelled is woken in the order of the arguments, what one of them waits for before the next. */
static void test_order(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_tree), GEN_RETURNED);
    assert_string_equal(recorded(), "1 a b c d");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rings),
        cmocka_unit_test(test_cancelled_before),
        cmocka_unit_test(test_deep),
        cmocka_unit_test(test_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
