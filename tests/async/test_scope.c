/* Cancel scopes, timeout() and wait_for(). */
#include "record.h"
#include "tasks.h"
#include <math.h>
#include <string.h>

/* Ends a step of a test: records what is pending, and that is over. */
static gen_status_t move_on(gen_t *self, void *args)
{
    gen_scope_t scope;
    bool ok = gen_scope_enter(self, &scope, 2);

    (void)args;
    ok = ok && gen_sleep(self, 1);
    record("%d", ok);
    ok = ok && gen_sleep(self, 5);
    record("%d@%d", ok, (int)now());
    ok = gen_scope_exit(self, &scope);
    record("%d cancelled=%d caught=%d", ok, scope.cancelled, scope.caught);
    ok = ok && gen_scope_enter(self, &scope, 2) && gen_sleep(self, 1);
    ok = gen_scope_exit(self, &scope) && ok;
    record("%d cancelled=%d caught=%d", ok, scope.cancelled, scope.caught);
    return finish(self, ok && gen_sleep(self, 5));
}

/* Check that a scope cuts its block short at the deadline, catches its own CancelledError, and is over then. */
static void test_deadline(void **state)
{
    (void)state;
    assert_int_equal(run_body(move_on), GEN_RETURNED);
    assert_string_equal(recorded(), "1 0@200 1 cancelled=1 caught=1 1 cancelled=0 caught=0");
}

static gen_status_t again_and_again(gen_t *self, void *args)
{
    gen_scope_t scope;
    bool ok = gen_scope_enter(self, &scope, (double)INFINITY);

    (void)args;
    gen_scope_cancel(&scope);
    for (int i = 0; i < 2 && ok; i++) {
        if (!gen_sleep(self, 1))
            caught(self);
        if (!gen_sleep(self, 0))
            caught(self);
        if (!gen_await(self, gen_create_future(gen_running_loop()), NULL))
            caught(self);
    }
    ok = gen_scope_exit(self, &scope) && ok;
    record("%d caught=%d@%d", ok, scope.caught, (int)now());
    return finish(self, ok && gen_sleep(self, 1));
}

/* Check that in a cancelled scope every wait raises: on a timer, on the next turn, on a future. */
static void test_level_triggered(void **state)
{
    (void)state;
    assert_int_equal(run_body(again_and_again), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError CancelledError CancelledError CancelledError CancelledError "
                                    "CancelledError 1 caught=0@0");
}

static gen_status_t nested_scopes(gen_t *self, void *args)
{
    gen_scope_t outer, inner;
    bool ok = gen_scope_enter(self, &outer, 1) && gen_scope_enter(self, &inner, 1);

    (void)args;
    ok = ok && gen_sleep(self, 5);
    ok = gen_scope_exit(self, &inner) && ok;
    record("inner=%d", inner.caught);
    ok = gen_scope_exit(self, &outer);
    record("outer=%d", outer.caught);
    ok = ok && gen_scope_enter(self, &outer, 5) && gen_scope_enter(self, &inner, 1);
    ok = ok && gen_sleep(self, 3);
    ok = gen_scope_exit(self, &inner);
    record("inner=%d@%d", inner.caught, (int)now());
    ok = ok && gen_sleep(self, 1);
    return finish(self, gen_scope_exit(self, &outer) && ok);
}

/* Check that of nested scopes the outermost that was cancelled catches. */
static void test_nested_scopes(void **state)
{
    (void)state;
    assert_int_equal(run_body(nested_scopes), GEN_RETURNED);
    assert_string_equal(recorded(), "inner=0 outer=1 inner=1@200");
}

static gen_status_t shielded(gen_t *self, void *args)
{
    gen_scope_t outer, shield;
    bool ok = gen_scope_enter(self, &outer, 1);

    (void)args;
    if (ok && !gen_sleep(self, 5)) {
        gen_catch(self, GEN_CANCELLED_ERROR);
        ok = gen_scope_enter(self, &shield, 10);
        gen_scope_shield(&shield, true);
        ok = ok && gen_sleep(self, 2);
        record("cleaned@%d", (int)now());
        ok = gen_scope_exit(self, &shield) && ok;
        record("%d", gen_sleep(self, 2));
    }
    ok = gen_scope_exit(self, &outer);
    return finish(self, ok);
}

/* Check that a shield keeps a cancelled scope around it out, for cleanup that waits. */
static void test_shield(void **state)
{
    (void)state;
    assert_int_equal(run_body(shielded), GEN_RETURNED);
    assert_string_equal(recorded(), "cleaned@300 0");
}

static gen_status_t in_scope(gen_t *self, void *args)
{
    gen_scope_t scope;
    bool ok = gen_scope_enter(self, &scope, 2);

    (void)args;
    ok = ok && gen_sleep(self, 5);
    ok = gen_scope_exit(self, &scope);
    record("caught=%d", scope.caught);
    return finish(self, ok);
}

static gen_status_t cancel_in_scope(gen_t *self, void *args)
{
    gen_t *t = spawn(in_scope, NULL);
    bool ok = gen_sleep(self, *(double *)args);

    gen_task_cancel(t, "outside");
    ok = gen_sleep(self, 3) && ok;
    record_outcome(t);
    gen_free(t);
    return finish(self, ok);
}

/* Check that task.cancel() is no scope's own, not even in the moment in which its deadline comes. */
static void test_cancel_passes_scopes(void **state)
{
    double before = 1, same = 2;

    (void)state;
    assert_int_equal(run_with_args(cancel_in_scope, &before, sizeof before), GEN_RETURNED);
    assert_string_equal(recorded(), "caught=0 CancelledError(outside)");
    assert_int_equal(run_with_args(cancel_in_scope, &same, sizeof same), GEN_RETURNED);
    assert_string_equal(recorded(), "caught=0 CancelledError");
}

static gen_status_t misuse_scopes(gen_t *self, void *args)
{
    gen_scope_t a, b;
    bool ok = gen_scope_enter(self, &a, 1) && gen_scope_enter(self, &b, 1);

    (void)args;
    if (!gen_scope_exit(self, &a))
        caught(self);
    ok = gen_scope_exit(self, &b) && gen_scope_exit(self, &a) && ok;
    if (!gen_scope_exit(self, &a))
        caught(self);
    return finish(self, ok);
}

/* Check that scopes exited in the wrong order, or twice, are told so. */
static void test_misuse_of_scopes(void **state)
{
    (void)state;
    assert_int_equal(run_body(misuse_scopes), GEN_RETURNED);
    assert_string_equal(recorded(), "RuntimeError(cancel scopes must be exited in reverse order) "
                                    "RuntimeError(this cancel scope has not been entered)");
}

static gen_status_t yield_in_scope(gen_t *self, void *args)
{
    gen_scope_t scope;
    bool ok = gen_scope_enter(self, &scope, 1) && gen_async_yield(self, GEN_NONE, NULL);

    (void)args;
    if (ok && !gen_scope_exit(self, &scope))
        caught(self);
    return finish(self, ok);
}

static gen_status_t take_one(gen_t *self, void *args)
{
    return finish(self, gen_await(self, gen_anext(*(gen_t **)args), NULL));
}

static gen_status_t outlive_task(gen_t *self, void *args)
{
    gen_t *agen = gen_async_generator(NULL, yield_in_scope, NULL, 0);
    gen_t *task = gen_create_task(gen_coroutine(NULL, take_one, &agen, sizeof agen), NULL);
    bool ok = gen_await(self, task, NULL) && gen_sleep(self, 2); /* past the deadline */

    (void)args;
    if (ok && !gen_await(self, gen_anext(agen), NULL))
        caught(self);
    gen_free(agen);
    return finish(self, ok);
}

/* Check that a scope in an async generator that outlives the task that entered it cancels nothing more, and says so. */
static void test_outlives_its_task(void **state)
{
    (void)state;
    assert_int_equal(run_body(outlive_task), GEN_RETURNED);
    assert_string_equal(recorded(),
                        "RuntimeError(the task that entered this cancel scope has ended) StopAsyncIteration");
}

static gen_status_t timeout_in_cancelled_scope(gen_t *self, void *args)
{
    gen_scope_t scope;
    gen_timeout_t timeout;
    bool ok = gen_scope_enter(self, &scope, 1) && gen_timeout_enter(self, &timeout, 1);

    (void)args;
    ok = ok && gen_sleep(self, 5);
    ok = gen_timeout_exit(self, &timeout) && ok;
    record_pending(self);
    ok = gen_scope_exit(self, &scope);
    record("%d caught=%d %u", ok, scope.caught, gen_task_cancelling(gen_current_task()));
    return finish(self, ok);
}

/* Check that a timeout inside a scope that is cancelled at the same time leaves the exception to the scope. */
static void test_timeout_in_cancelled_scope(void **state)
{
    (void)state;
    assert_int_equal(run_body(timeout_in_cancelled_scope), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError 1 caught=1 0");
}

static gen_status_t ignore_exit(gen_t *self, void *args)
{
    gen_scope_t scope;
    gen_timeout_t timeout;
    bool ok = gen_scope_enter(self, &scope, (double)INFINITY) && gen_timeout_enter(self, &timeout, 60);

    (void)args;
    for (int i = 0; i < 100 && ok; i++)
        if (!gen_await(self, gen_create_future(gen_running_loop()), NULL) || !gen_sleep(self, 1000))
            gen_catch(self, GEN_BASE_EXCEPTION);
    return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, GEN_NONE);
}

static gen_status_t leave_ignorer(gen_t *self, void *args)
{
    gen_t *co = gen_coroutine(NULL, ignore_exit, NULL, 0), *t = gen_create_task(gen_ref(co), NULL);
    bool ok = gen_sleep(self, 1);

    (void)args;
    gen_free(co);
    gen_free(t);
    return finish(self, ok);
}

static void count_unraisable(gen_t *g, gen_error_t *e, void *context)
{
    (void)g;
    (void)context;
    record("unraisable");
    record_error(e);
}

/* Check that a task whose stack is destroyed in the middle of scopes and waits leaves nothing behind in the loop. */
static void test_destroyed_in_scope(void **state)
{
    (void)state;
    gen_set_unraisable_hook(count_unraisable, NULL);
    assert_int_equal(run_body(leave_ignorer), GEN_RETURNED);
    gen_set_unraisable_hook(NULL, NULL);
    assert_string_equal(recorded(), "[Task was destroyed but it is pending!: None] unraisable "
                                    "RuntimeError(coroutine ignored GeneratorExit)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deadline),
        cmocka_unit_test(test_level_triggered),
        cmocka_unit_test(test_nested_scopes),
        cmocka_unit_test(test_shield),
        cmocka_unit_test(test_cancel_passes_scopes),
        cmocka_unit_test(test_misuse_of_scopes),
        cmocka_unit_test(test_outlives_its_task),
        cmocka_unit_test(test_timeout_in_cancelled_scope),
        cmocka_unit_test(test_destroyed_in_scope),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
