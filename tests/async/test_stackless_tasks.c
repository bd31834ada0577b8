/* Coroutines without a stack as tasks: awaited, cancelled, in groups and under timeouts. */
#include "record.h"
#include "tasks.h"
#include <stdlib.h>

static gen_status_t sleeps(gen_t *self, void *args)
{
    double seconds = *(double *)args;

    return gen_sleep(self, seconds) ? gen_return(self, gen_int((int64_t)seconds)) : GEN_RAISED;
}

static gen_t *sleeper(double seconds)
{
    return gen_coroutine(NULL, sleeps, &seconds, sizeof seconds);
}

struct counter {
    int from, to;
    gen_handler_t handler;
};

/* Sleeps as many seconds as there are from one number to the other, one after the other; records and passes on what comes. */
static gen_status_t counts(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct counter *my = frame;
    gen_value_t slept;
    gen_error_t *e;

    GEN_BEGIN(self, sent, out);
    for (; my->from < my->to; my->from++) {
        GEN_AWAIT_OR (sleeper(1), &slept)
            goto cancelled;
        record("%d@%d", my->from, (int)now());
    }
    return gen_return(self, gen_int(my->to));

cancelled:
    if (!gen_catch_as(self, GEN_CANCELLED_ERROR, &e))
        return GEN_RAISED;
    gen_except_begin_in(self, &my->handler, e);
    gen_error_free(e);
    GEN_AWAIT_OR (sleeper(2), NULL) { /* a cleanup that waits */
        gen_except_end(&my->handler);
        return GEN_RAISED;
    }
    record("cleaned@%d", (int)now());
    e = gen_error_ref(gen_handled());
    gen_except_end(&my->handler);
    gen_reraise(self, e);
    gen_error_free(e);
    return GEN_RAISED;
    GEN_END;
}

static const gen_stackless_t counting = {"counts", counts, sizeof(struct counter), NULL};

static gen_t *counter(int from, int to)
{
    struct counter frame = {.from = from, .to = to};

    return gen_stackless_coroutine(&counting, &frame, sizeof frame);
}

static gen_status_t gather_counters(gen_t *self, void *args)
{
    gen_t *both[] = {counter(0, 2), counter(10, 13)};
    gen_value_t results[2];
    bool ok = gen_gather(self, both, 2, results, NULL);

    (void)args;
    if (ok)
        record("%d %d", (int)gen_as_int(results[0]), (int)gen_as_int(results[1]));
    return finish(self, ok);
}

/* Check that such tasks take turns, and that gather() has their results. */
static void test_gather(void **state)
{
    (void)state;
    assert_int_equal(run_body(gather_counters), GEN_RETURNED);
    assert_string_equal(recorded(), "0@100 10@100 1@200 11@200 12@300 2 13");
}

static gen_status_t time_out(gen_t *self, void *args)
{
    bool ok = gen_wait_for(self, counter(0, 9), 2.5, NULL);

    (void)args;
    record_pending(self);
    record("@%d", (int)now());
    return finish(self, ok || gen_catch(self, GEN_TIMEOUT_ERROR));
}

/* Check that a timeout cancels one where it awaits, and waits for what it does about that. */
static void test_timeout(void **state)
{
    (void)state;
    assert_int_equal(run_body(time_out), GEN_RETURNED);
    assert_string_equal(recorded(), "0@100 1@200 cleaned@450 TimeoutError @450");
}

static gen_status_t fails(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    (void)frame;
    GEN_BEGIN(self, sent, out);
    GEN_AWAIT_OR (sleeper(2), NULL)
        return GEN_RAISED;
    return gen_raise(self, GEN_VALUE_ERROR, "no");
    GEN_END;
}

static const gen_stackless_t failing = {"fails", fails, 0, NULL};

static gen_status_t run_group(gen_t *self, void *args)
{
    gen_taskgroup_t group;
    bool ok = gen_taskgroup_enter(self, &group) && gen_taskgroup_create_task(self, &group, counter(0, 9), NULL, NULL) &&
              gen_taskgroup_create_task(self, &group, gen_stackless_coroutine(&failing, NULL, 0), NULL, NULL);

    (void)args;
    ok = gen_taskgroup_exit(self, &group) && ok;
    record_pending(self);
    return finish(self, ok || gen_catch(self, GEN_EXCEPTION));
}

/* Check that in a task group the failure of one cancels the other, whose cleanup is waited for. */
static void test_group(void **state)
{
    (void)state;
    assert_int_equal(run_body(run_group), GEN_RETURNED);
    assert_string_equal(recorded(),
                        "0@100 1@200 cleaned@400 ExceptionGroup(unhandled errors in a TaskGroup (1 sub-exception))");
}

static gen_status_t waits_for(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    gen_t *task = *(gen_t **)frame;

    GEN_BEGIN(self, sent, out);
    GEN_AWAIT_OR (gen_ref(task), NULL)
        return GEN_RAISED;
    GEN_END;
}

static const gen_stackless_t waiting = {"waits_for", waits_for, sizeof(gen_t *), NULL};

static char *tree;

static gen_status_t print_tree(gen_t *self, void *args)
{
    size_t size;
    FILE *out = open_memstream(&tree, &size);
    gen_t *slow = gen_create_task(counter(0, 1), "slow");
    gen_t *waiter = gen_create_task(gen_stackless_coroutine(&waiting, &slow, sizeof slow), "waiter");
    bool ok = gen_sleep(self, 0) && gen_sleep(self, 0);

    (void)args;
    gen_print_tasks(gen_running_loop(), out);
    fclose(out);
    gen_free(slow);
    return finish(self, gen_await(self, waiter, NULL) && ok);
}

/* Check that the tree of tasks has those without a stack, each with what it awaits. */
static void test_tree(void **state)
{
    (void)state;
    assert_int_equal(run_body(print_tree), GEN_RETURNED);
    assert_string_equal(tree, "Task-1: running\n"
                              "waiter awaits\n"
                              "  slow: sleeping until 1.000\n");
    free(tree);
    recorded();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gather),
        cmocka_unit_test(test_timeout),
        cmocka_unit_test(test_group),
        cmocka_unit_test(test_tree),
    };

    return cmocka_run_group_tests_name("stackless_tasks", tests, NULL, NULL);
}
