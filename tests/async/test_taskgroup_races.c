/* TaskGroup, when more than one thing goes wrong: base exceptions, groups in groups, cancelled and failed. */
#include "record.h"
#include "tasks.h"
#include <string.h>

static const gen_exc_t BASE[1] = {{"Base", GEN_BASE_EXCEPTION}};

static void record_group(const gen_error_t *e)
{
    record("%s", e != NULL ? gen_error_type(e)->name : "None");
    for (size_t i = 0; i < gen_error_group_size(e); i++) {
        record("<");
        record_error(gen_error_group_at(e, i));
        record(">");
    }
}

/* Exits, and records what that raised, and the count of cancellations. */
static void leave(gen_t *self, gen_taskgroup_t *group)
{
    if (!gen_taskgroup_exit(self, group))
        record_group(gen_pending(self));
    gen_catch(self, GEN_BASE_EXCEPTION);
    record("%u", gen_task_cancelling(gen_current_task()));
}

/* Whether the next wait is cut short. */
static void go_on(gen_t *self)
{
    record("next");
    if (gen_sleep(self, 1))
        record("@%d", (int)now());
    else
        caught(self);
}

struct job {
    double seconds;
    const gen_exc_t *type;
};

static gen_status_t job(gen_t *self, void *args)
{
    struct job *j = args;

    return gen_sleep(self, j->seconds) ? gen_raise(self, j->type, "task") : GEN_RAISED;
}

static bool add(gen_t *self, gen_taskgroup_t *group, double seconds, const gen_exc_t *type)
{
    struct job j = {seconds, type};

    return gen_taskgroup_create_task(self, group, gen_coroutine(NULL, job, &j, sizeof j), NULL, NULL);
}

/* The block is cut short by a task that raises one exception, and raises the other itself. */
static gen_status_t two_exceptions(gen_t *self, void *args)
{
    const gen_exc_t *const *types = args;
    gen_taskgroup_t group;
    bool ok = gen_taskgroup_enter(self, &group) && add(self, &group, 1, types[0]);

    if (ok && !gen_sleep(self, 10) && gen_catch(self, GEN_CANCELLED_ERROR))
        gen_raise(self, types[1], "block");
    leave(self, &group);
    go_on(self);
    return finish(self, true);
}

static void check_two(const gen_exc_t *task, const gen_exc_t *block, const char *expected)
{
    const gen_exc_t *types[2] = {task, block};

    assert_int_equal(run_with_args(two_exceptions, types, sizeof types), GEN_RETURNED);
    assert_string_equal(recorded(), expected);
}

/* Check that a base exception makes a BaseExceptionGroup, of a task or of the block; a KeyboardInterrupt is raised bare,
 * and then the count of the group's own cancellation stays, as in CPython. */
static void test_base_exceptions(void **state)
{
    (void)state;
    check_two(GEN_VALUE_ERROR, BASE, "BaseExceptionGroup < ValueError(task) > < Base(block) > 0 next @200");
    check_two(BASE, GEN_TYPE_ERROR, "BaseExceptionGroup < Base(task) > < TypeError(block) > 0 next @200");
    check_two(GEN_VALUE_ERROR, GEN_KEYBOARD_INTERRUPT, "KeyboardInterrupt 1 next @200");
}

/* Check that a StopIteration out of a task is what PEP 479 makes of it. */
static void test_stop_iteration(void **state)
{
    (void)state;
    check_two(GEN_STOP_ITERATION, GEN_KEY_ERROR,
              "ExceptionGroup < RuntimeError(coroutine raised StopIteration) > < KeyError(block) > 0 next @200");
}

static gen_status_t nested(gen_t *self, void *args)
{
    gen_taskgroup_t outer, inner;
    bool ok = gen_taskgroup_enter(self, &outer) && gen_taskgroup_enter(self, &inner) &&
              add(self, &inner, 0, GEN_RUNTIME_ERROR) && add(self, &outer, 0, GEN_VALUE_ERROR);

    (void)args;
    leave(self, &inner);
    leave(self, &outer);
    go_on(self);
    return finish(self, ok);
}

/* Check that of two groups whose tasks fail in the same turn each raises its own, and each takes its own count back. */
static void test_both_of_two(void **state)
{
    (void)state;
    assert_int_equal(run_body(nested), GEN_RETURNED);
    assert_string_equal(recorded(),
                        "ExceptionGroup < RuntimeError(task) > 1 ExceptionGroup < ValueError(task) > 0 next @100");
}

static gen_status_t outer_fails(gen_t *self, void *args)
{
    gen_taskgroup_t outer, inner;
    bool ok = gen_taskgroup_enter(self, &outer) && add(self, &outer, 1, GEN_VALUE_ERROR) &&
              gen_taskgroup_enter(self, &inner) && add(self, &inner, 10, GEN_KEY_ERROR);

    (void)args;
    record("%d", gen_taskgroup_exit(self, &inner));
    record_pending(self);
    leave(self, &outer);
    go_on(self);
    return finish(self, ok);
}

/* Check that an inner group of which the outer one fails ends with the CancelledError, and only the outer one raises. */
static void test_outer_fails(void **state)
{
    (void)state;
    assert_int_equal(run_body(outer_fails), GEN_RETURNED);
    assert_string_equal(recorded(), "0 CancelledError ExceptionGroup < ValueError(task) > 0 next @200");
}

/* --- Cancelled from outside --- */

static gen_status_t cancel_at(gen_t *self, void *args)
{
    gen_t *t = spawn(*(gen_body_t **)args, NULL);
    bool ok = gen_sleep(self, 1);

    gen_task_cancel(t, "outside");
    return finish(self, gen_await(self, t, NULL) && ok);
}

static void check_cancelled(gen_body_t *body, const char *expected)
{
    assert_int_equal(run_with_args(cancel_at, &body, sizeof body), GEN_RETURNED);
    assert_string_equal(recorded(), expected);
}

static gen_status_t swap(gen_t *self, void *args)
{
    gen_taskgroup_t group;
    bool ok = gen_taskgroup_enter(self, &group);

    (void)args;
    if (ok && !gen_sleep(self, 10) && gen_catch(self, GEN_CANCELLED_ERROR))
        gen_raise(self, GEN_VALUE_ERROR, "block");
    leave(self, &group);
    go_on(self);
    go_on(self);
    return finish(self, true);
}

/* Check that a block that answers a cancellation by another exception raises the group, and is cancelled at its next wait,
 * once. */
static void test_swapped(void **state)
{
    (void)state;
    check_cancelled(swap, "ExceptionGroup < ValueError(block) > 1 next CancelledError next @200");
}

static gen_status_t fails_in_cleanup(gen_t *self, void *args)
{
    gen_taskgroup_t group;
    gen_error_t *e;
    bool ok = gen_taskgroup_enter(self, &group) && add(self, &group, 1.5, GEN_VALUE_ERROR);

    (void)args;
    if (ok && !gen_sleep(self, 10) && gen_catch_as(self, GEN_CANCELLED_ERROR, &e)) {
        ok = gen_sleep(self, 2);
        record("%d@%d", ok, (int)now());
        gen_error_free(e);
    }
    leave(self, &group);
    go_on(self);
    return finish(self, true);
}

/* Check that a task that fails while the block cleans up after a cancellation cuts that short, the group is raised, and the
 * cancellation comes again at the next wait. */
static void test_fails_in_cleanup(void **state)
{
    (void)state;
    check_cancelled(fails_in_cleanup, "0@150 ExceptionGroup < ValueError(task) > 1 next CancelledError");
}

static gen_status_t fails_at_once(gen_t *self, void *args)
{
    gen_taskgroup_t group;
    bool ok = gen_taskgroup_enter(self, &group) && add(self, &group, 1, GEN_VALUE_ERROR);

    (void)args;
    ok = ok && gen_sleep(self, 10);
    leave(self, &group);
    go_on(self);
    return finish(self, !ok);
}

/* Check the same if the task fails in the very turn of the cancellation. */
static void test_fails_at_once(void **state)
{
    (void)state;
    check_cancelled(fails_at_once, "ExceptionGroup < ValueError(task) > 1 next CancelledError");
}

/* --- Carried away by an async generator --- */

static gen_status_t group_around_yield(gen_t *self, void *args)
{
    gen_taskgroup_t group;
    bool ok = gen_taskgroup_enter(self, &group) && add(self, &group, 2, GEN_VALUE_ERROR) &&
              gen_async_yield(self, GEN_NONE, NULL);

    (void)args;
    leave(self, &group);
    return finish(self, ok);
}

static gen_status_t begins(gen_t *self, void *args)
{
    return finish(self, gen_await(self, gen_anext(*(gen_t **)args), NULL));
}

static gen_status_t carry_away(gen_t *self, void *args)
{
    gen_t *a = gen_async_generator(NULL, group_around_yield, NULL, 0), *t = spawn_args(begins, &a, sizeof a, "first");
    bool ok = gen_await(self, t, NULL) && gen_sleep(self, *(double *)args);

    if (!gen_await(self, gen_anext(a), NULL))
        caught(self);
    gen_free(a);
    return finish(self, ok);
}

/* Check that a group that an async generator takes from a task that has ended to another is told of, and raises there; and
 * that the one that has ended stays in memory as long as the group asks for it. */
static void test_carried_away(void **state)
{
    static const double before = 1, after = 3;
    static const char expected[] = "[Task 'Task-3' has errored out but its parent task 'first' is already completed: "
                                   "ValueError(task)] ExceptionGroup < ValueError(task) > 0 StopAsyncIteration";

    (void)state;
    assert_int_equal(run_with_args(carry_away, &before, sizeof before), GEN_RETURNED);
    assert_string_equal(recorded(), expected);
    assert_int_equal(run_with_args(carry_away, &after, sizeof after), GEN_RETURNED);
    assert_string_equal(recorded(), expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_base_exceptions), cmocka_unit_test(test_stop_iteration),
        cmocka_unit_test(test_both_of_two),     cmocka_unit_test(test_outer_fails),
        cmocka_unit_test(test_swapped),         cmocka_unit_test(test_fails_in_cleanup),
        cmocka_unit_test(test_fails_at_once),   cmocka_unit_test(test_carried_away),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
