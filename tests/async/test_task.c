/* Tasks: created, run side by side, named, awaited, and what becomes of their exceptions. */
#include "record.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

struct step {
    const char *name;
    double delay;
    int count;
};

static gen_status_t ticker(gen_t *self, void *args)
{
    struct step *s = args;

    for (int i = 0; i < s->count; i++) {
        record("%s%d@%d", s->name, i, (int)now());
        if (!gen_sleep(self, s->delay))
            return GEN_RAISED;
    }
    return gen_return(self, gen_int(s->count));
}

static gen_status_t return_seven(gen_t *self, void *args)
{
    (void)args;
    record("seven");
    return gen_return(self, gen_int(7));
}

static gen_status_t raise_no(gen_t *self, void *args)
{
    (void)args;
    return gen_raise(self, GEN_VALUE_ERROR, "no");
}

static gen_status_t sleep_long(gen_t *self, void *args)
{
    (void)args;
    return gen_sleep(self, 100) ? gen_return(self, gen_str("slept")) : GEN_RAISED;
}

static gen_status_t spawn_two(gen_t *self, void *args)
{
    struct step a = {"a", 1.0, 2}, b = {"b", 0.6, 3};
    gen_t *first = spawn_args(ticker, &a, sizeof a, NULL);
    gen_t *second = spawn_args(ticker, &b, sizeof b, NULL);
    gen_value_t v;

    (void)args;
    record("main");
    if (!gen_await(self, first, &v))
        return GEN_RAISED;
    record("first=%d@%d", (int)gen_as_int(v), (int)now());
    if (!gen_await(self, second, &v))
        return GEN_RAISED;
    record("second=%d@%d", (int)gen_as_int(v), (int)now());
    return gen_return(self, GEN_NONE);
}

/* Check that create_task() schedules but does not run, and that tasks overlap in time. */
static void test_create_task_and_sleep(void **state)
{
    (void)state;
    assert_int_equal(run_body(spawn_two), GEN_RETURNED);
    assert_string_equal(recorded(), "main a0@0 b0@0 b1@60 a1@100 b2@120 first=2@200 second=3@200");
}

static gen_status_t await_inline(gen_t *self, void *args)
{
    struct step a = {"a", 0, 2};
    gen_t *t = spawn_args(ticker, &a, sizeof a, NULL);
    gen_value_t v;

    (void)args;
    if (!gen_await(self, gen_coroutine(NULL, return_seven, NULL, 0), &v))
        return GEN_RAISED;
    record("=%d", (int)gen_as_int(v));
    return gen_await(self, t, NULL) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that awaiting a coroutine runs it at once, without a turn of the loop. */
static void test_await_coroutine_is_inline(void **state)
{
    (void)state;
    assert_int_equal(run_body(await_inline), GEN_RETURNED);
    assert_string_equal(recorded(), "seven =7 a0@0 a1@0");
}

static gen_status_t sleep_zero(gen_t *self, void *args)
{
    struct step a = {"a", 0, 3}, b = {"b", -5, 3};
    gen_t *first = spawn_args(ticker, &a, sizeof a, NULL);
    gen_t *second = spawn_args(ticker, &b, sizeof b, NULL);
    bool ok;

    (void)args;
    ok = gen_await(self, first, NULL);
    ok = gen_await(self, second, NULL) && ok;
    record("%d", (int)now());
    if (!gen_sleep(self, (double)NAN))
        record_pending(self);
    gen_catch(self, GEN_VALUE_ERROR);
    return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that sleep(0) and a negative one give way for one turn, and NaN is a ValueError. */
static void test_sleep_zero(void **state)
{
    (void)state;
    assert_int_equal(run_body(sleep_zero), GEN_RETURNED);
    assert_string_equal(recorded(), "a0@0 b0@0 a1@0 b1@0 a2@0 b2@0 0 ValueError(Invalid delay: NaN (not a number))");
}

static gen_status_t await_self(gen_t *self, void *args)
{
    (void)args;
    if (!gen_await(self, gen_ref(gen_current_task()), NULL))
        record_pending(self);
    gen_catch(self, GEN_EXCEPTION);
    if (!gen_yield(self, gen_int(3), NULL))
        record_pending(self);
    gen_catch(self, GEN_EXCEPTION);
    if (!gen_yield(self, gen_ptr(args), NULL))
        record("junk");
    gen_catch(self, GEN_EXCEPTION);
    return gen_return(self, GEN_NONE);
}

/* Check that a task that awaits itself and one that yields junk are told so where they wait. */
static void test_bad_yields(void **state)
{
    int dummy = 0;

    (void)state;
    assert_int_equal(run_with_args(await_self, &dummy, sizeof dummy), GEN_RETURNED);
    assert_string_equal(recorded(), "RuntimeError(Task cannot await on itself: 'Task-1') "
                                    "RuntimeError(Task got bad yield: 3) junk");
}

static void in_callback(void *arg)
{
    *(int *)arg = gen_current_task() == NULL;
}

static gen_status_t look_around(gen_t *self, void *args)
{
    gen_t *tasks[8];
    gen_t *a = spawn(sleep_long, "a"), *b = spawn(return_seven, NULL);
    int none = 0;

    (void)args;
    gen_handle_free(gen_call_soon(gen_running_loop(), in_callback, &none));
    record("%d", (int)gen_all_tasks(gen_running_loop(), tasks, 8));
    record("%s %s %s", gen_task_name(tasks[0]), gen_task_name(tasks[1]), gen_task_name(tasks[2]));
    record("%d %d", tasks[0] == gen_current_task(), tasks[1] == a);
    gen_task_set_name(b, "renamed");
    record("%s", gen_task_name(b));
    if (!gen_await(self, b, NULL))
        return GEN_RAISED;
    record("%d none=%d", (int)gen_all_tasks(gen_running_loop(), NULL, 0), none);
    gen_free(a);
    return gen_return(self, GEN_NONE);
}

/* Check that current_task() is None in a callback, and all_tasks() has those that are not done. */
static void test_introspection(void **state)
{
    (void)state;
    assert_int_equal(run_body(look_around), GEN_RETURNED);
    assert_string_equal(recorded(), "3 Task-1 a Task-3 1 1 renamed seven 2 none=1");
}

static gen_status_t drop_failing(gen_t *self, void *args)
{
    (void)args;
    gen_free(spawn(raise_no, NULL));
    if (!gen_sleep(self, 1))
        return GEN_RAISED;
    record("after");
    return gen_return(self, GEN_NONE);
}

/* Check that an exception that nobody retrieved is reported when the last reference goes. */
static void test_never_retrieved(void **state)
{
    (void)state;
    assert_int_equal(run_body(drop_failing), GEN_RETURNED);
    assert_string_equal(recorded(), "[Task exception was never retrieved: ValueError(no)] after");
}

static gen_status_t await_twice(gen_t *self, void *args)
{
    gen_t *t = spawn(return_seven, NULL), *f = spawn(raise_no, NULL);
    gen_value_t v = GEN_NONE;
    bool ok = gen_await(self, gen_ref(t), NULL) && gen_await(self, t, &v);

    (void)args;
    record("%d", (int)gen_as_int(v));
    for (int i = 0; i < 2; i++) {
        if (!gen_await(self, gen_ref(f), NULL))
            record_pending(self);
        gen_catch(self, GEN_VALUE_ERROR);
    }
    gen_free(f);
    return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that the outcome of a task is kept: awaited twice, it comes twice. */
static void test_await_twice(void **state)
{
    (void)state;
    assert_int_equal(run_body(await_twice), GEN_RETURNED);
    assert_string_equal(recorded(), "seven 7 ValueError(no) ValueError(no)");
}

static gen_status_t set_on_task(gen_t *self, void *args)
{
    gen_t *t = spawn(return_seven, NULL);
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, NULL);
    bool ok;

    (void)args;
    record("%d %d", gen_future_set_result(t, GEN_NONE), gen_future_set_exception(t, e));
    gen_error_free(e);
    ok = gen_await(self, t, NULL);
    return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that the result of a task cannot be set from outside. */
static void test_set_result_on_task(void **state)
{
    (void)state;
    assert_int_equal(run_body(set_on_task), GEN_RETURNED);
    assert_string_equal(recorded(), "0 0 seven");
}

static gen_status_t wait_and_record(gen_t *self, void *args)
{
    (void)args;
    if (!gen_sleep(self, 1))
        return GEN_RAISED;
    record("went on");
    return gen_return(self, GEN_NONE);
}

static gen_status_t drop_task(gen_t *self, void *args)
{
    (void)args;
    gen_free(spawn(wait_and_record, NULL));
    return gen_sleep(self, 2) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that a pending task goes on without anybody who refers to it. */
static void test_dropped_tasks(void **state)
{
    (void)state;
    assert_int_equal(run_body(drop_task), GEN_RETURNED);
    assert_string_equal(recorded(), "went on");
}

static gen_status_t raise_what(gen_t *self, void *args)
{
    return gen_raise(self, *(const gen_exc_t **)args, "3");
}

/* Sleeps beside a task that raises this type. */
static gen_status_t wait_for_exit(gen_t *self, void *args)
{
    const gen_exc_t **type = args;
    gen_t *t = spawn_args(raise_what, type, sizeof *type, NULL);

    gen_free(t);
    if (!gen_sleep(self, 10))
        record_pending(self);
    return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, GEN_NONE);
}

static void leaves_the_loop(const gen_exc_t *type)
{
    char expected[128];

    snprintf(expected, sizeof expected, "[Task exception was never retrieved: %s(3)] raised %s(3) CancelledError",
             type->name, type->name);
    assert_int_equal(run_with_args(wait_for_exit, &type, sizeof type), GEN_RAISED);
    assert_string_equal(recorded(), expected);
}

/* Check that a SystemExit or KeyboardInterrupt leaves the loop, whose shutdown then cancels the rest, and is reported as not
 * asked for, too. */
static void test_system_exit(void **state)
{
    (void)state;
    leaves_the_loop(GEN_SYSTEM_EXIT);
    leaves_the_loop(GEN_KEYBOARD_INTERRUPT);
}

static const gen_local_t depth = {"depth", {GEN_KIND_INT, {0}}};

static gen_status_t child(gen_t *self, void *args)
{
    int64_t mine = gen_as_int(gen_local_get(&depth));

    (void)args;
    record("child=%d", (int)mine);
    if (!gen_local_set(&depth, gen_int(mine + 1)) || !gen_sleep(self, 1))
        return GEN_RAISED;
    record("child=%d", (int)gen_as_int(gen_local_get(&depth)));
    return gen_return(self, GEN_NONE);
}

static gen_status_t parent(gen_t *self, void *args)
{
    gen_t *a, *b;
    bool ok = gen_local_set(&depth, gen_int(10));

    (void)args;
    a = spawn(child, NULL);
    ok = gen_local_set(&depth, gen_int(20)) && ok;
    b = spawn(child, NULL);
    ok = gen_local_set(&depth, gen_int(30)) && ok;
    ok = gen_await(self, a, NULL) && ok;
    ok = gen_await(self, b, NULL) && ok;
    record("parent=%d", (int)gen_as_int(gen_local_get(&depth)));
    return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that a task starts with a copy of its creator's locals, and changes only its own. */
static void test_locals(void **state)
{
    (void)state;
    assert_int_equal(run_body(parent), GEN_RETURNED);
    assert_string_equal(recorded(), "child=10 child=20 child=11 child=21 parent=30");
    assert_int_equal(gen_as_int(gen_local_get(&depth)), 0);
}

static gen_status_t no_loop(gen_t *self, void *args)
{
    (void)args;
    return gen_sleep(self, 1) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that a wait without a loop is a RuntimeError. */
static void test_no_running_loop(void **state)
{
    gen_t *g = gen_coroutine(NULL, no_loop, NULL, 0);

    (void)state;
    assert_int_equal(gen_next(g, NULL), GEN_RAISED);
    assert_string_equal(gen_error_message(gen_error(g)), "no running event loop");
    gen_free(g);
}

enum { MANY = 300 };

static gen_status_t await_next(gen_t *self, void *args)
{
    gen_t *next = *(gen_t **)args;

    if (next == NULL)
        return gen_sleep(self, 1) ? gen_return(self, GEN_NONE) : GEN_RAISED;
    return gen_await(self, next, NULL) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

static gen_status_t long_chain(gen_t *self, void *args)
{
    gen_t *t = NULL;

    for (int i = 0; i < MANY; i++)
        t = spawn_args(await_next, &t, sizeof t, NULL);
    if (!gen_sleep(self, *(double *)args))
        return GEN_RAISED;
    record("%d", gen_task_cancel(t, "stop"));
    if (!gen_await(self, t, NULL))
        record_pending(self);
    return gen_catch(self, GEN_CANCELLED_ERROR) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that cancelling goes down a long chain of awaiting tasks, and the CancelledError comes up it. */
static void test_cancel_long_chain(void **state)
{
    double half = 0.5;

    (void)state;
    assert_int_equal(run_with_args(long_chain, &half, sizeof half), GEN_RETURNED);
    assert_string_equal(recorded(), "1 CancelledError(stop)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_create_task_and_sleep),
        cmocka_unit_test(test_await_coroutine_is_inline),
        cmocka_unit_test(test_sleep_zero),
        cmocka_unit_test(test_bad_yields),
        cmocka_unit_test(test_introspection),
        cmocka_unit_test(test_never_retrieved),
        cmocka_unit_test(test_await_twice),
        cmocka_unit_test(test_set_result_on_task),
        cmocka_unit_test(test_dropped_tasks),
        cmocka_unit_test(test_system_exit),
        cmocka_unit_test(test_locals),
        cmocka_unit_test(test_no_running_loop),
        cmocka_unit_test(test_cancel_long_chain),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
