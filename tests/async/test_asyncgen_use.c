/* Async generators in use: by hand, in loops and blocks, dropped, left, cancelled. */
#include "agens.h"
#include <math.h>
#include <string.h>

static void unraisable(gen_t *g, gen_error_t *e, void *context)
{
    (void)g;
    (void)context;
    record("unraisable");
    record_error(e);
}

static gen_status_t await_twice(gen_t *self, void *args)
{
    (void)args;
    for (int i = 0; i < 2; i++)
        if (!gen_yield(self, gen_int(i), NULL))
            gen_catch(self, GEN_GENERATOR_EXIT);
    return gen_async_yield(self, gen_int(9), NULL) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that without a loop the driver sees what the body awaits, and closing an operation throws GeneratorExit. */
static void test_by_hand(void **state)
{
    gen_t *a = gen_async_generator(NULL, await_twice, NULL, 0), *op = gen_anext(a);
    gen_value_t v;

    (void)state;
    assert_int_equal(gen_next(op, &v), GEN_YIELDED);
    assert_int_equal(gen_as_int(v), 0);
    assert_true(gen_async_running(a));
    assert_int_equal(gen_close(op, NULL), GEN_RAISED);
    assert_string_equal(gen_error_message(gen_error(op)), "coroutine ignored GeneratorExit");
    assert_int_equal(gen_next(op, &v), GEN_RETURNED);
    assert_int_equal(gen_as_int(v), 9);
    gen_free(op);
    assert_false(gen_async_running(a));
    op = gen_aclose(a);
    assert_int_equal(gen_next(op, &v), GEN_RETURNED);
    gen_free(op);
    gen_free(a);
}

static gen_status_t loops(gen_t *self, void *args)
{
    gen_t *a = counter(4);
    gen_value_t v;

    (void)args;
    GEN_ASYNC_FOREACH (n, self, a) {
        record("%d", (int)gen_as_int(n));
        if (gen_as_int(n) == 1)
            break;
    }
    record("|");
    GEN_ASYNC_FOREACH (n, self, a)
        record("%d", (int)gen_as_int(n));
    record_pending(self);
    if (gen_anext_or(self, a, gen_int(-1), &v))
        record("%d", (int)gen_as_int(v));
    gen_free(a);
    return finish(self, true);
}

/* Check that leaving `async for` does not close, and anext() takes a fallback. */
static void test_async_for(void **state)
{
    (void)state;
    assert_int_equal(run_body(loops), GEN_RETURNED);
    assert_string_equal(recorded(), "begin 0 1 | 2 3 end@400 None -1");
}

static gen_status_t drops(gen_t *self, void *args)
{
    gen_t *a = counter(4), *never = counter(4);

    (void)args;
    await_op(self, gen_anext(a));
    gen_free(a);
    gen_free(never);
    record("dropped");
    return finish(self, gen_sleep(self, 3));
}

/* Check that one that is dropped unfinished is closed by a task, with its awaits; one never used is not. */
static void test_dropped(void **state)
{
    (void)state;
    assert_int_equal(run_body(drops), GEN_RETURNED);
    assert_string_equal(recorded(), "begin 0 dropped end@200");
}

static gen_t *kept[2];

static gen_status_t keeps(gen_t *self, void *args)
{
    (void)args;
    kept[0] = counter(4);
    kept[1] = gen_async_generator(NULL, raise_in_answer, NULL, 0);
    await_op(self, gen_anext(kept[0]));
    await_op(self, gen_anext(kept[1]));
    return finish(self, true);
}

/* Check that the shutdown of the loop closes those that are left, and reports what that raises. */
static void test_shutdown(void **state)
{
    (void)state;
    assert_int_equal(run_unchecked(keeps, NULL, 0), GEN_RETURNED);
    assert_string_equal(recorded(), "begin 0 1 end@200 [an error occurred during closing of asynchronous generator: "
                                    "KeyError(answer)]");
    gen_free(kept[0]);
    gen_free(kept[1]);
}

/* Check that without a loop one that is dropped is closed at once, and may not await then. */
static void test_dropped_without_loop(void **state)
{
    gen_t *a = gen_async_generator(NULL, await_twice, NULL, 0), *op = gen_anext(a);
    gen_value_t v;

    (void)state;
    assert_int_equal(gen_next(op, &v), GEN_YIELDED);
    gen_set_unraisable_hook(unraisable, NULL);
    gen_free(op);
    assert_false(gen_async_running(a));
    gen_free(a);
    gen_set_unraisable_hook(NULL, NULL);
    assert_string_equal(recorded(), "unraisable RuntimeError(async generator ignored GeneratorExit)");
}

static gen_status_t misplaced(gen_t *self, void *args)
{
    (void)args;
    if (!gen_async_yield(self, gen_int(1), NULL))
        caught(self);
    return finish(self, true);
}

static gen_status_t awaits_misplaced(gen_t *self, void *args)
{
    (void)args;
    return finish(self, gen_await(self, gen_coroutine(NULL, misplaced, NULL, 0), NULL));
}

/* Check that a coroutine that an async generator awaits can't yield in its name. */
static void test_misplaced_yield(void **state)
{
    gen_t *a = gen_async_generator(NULL, awaits_misplaced, NULL, 0), *op = gen_anext(a);

    (void)state;
    assert_int_equal(gen_next(op, NULL), GEN_RAISED);
    assert_true(gen_error_is(gen_error(op), GEN_STOP_ASYNC_ITERATION));
    assert_string_equal(recorded(), "RuntimeError(gen_async_yield() is for the body of an async generator)");
    gen_free(op);
    gen_free(a);
}

static gen_status_t manage(gen_t *self, void *args)
{
    const char *how = *(const char **)args;
    bool ok;

    if (strcmp(how, "empty") == 0)
        return finish(self, true);
    ok = gen_async_yield(self, gen_int(5), NULL);
    if (strcmp(how, "twice") == 0) {
        gen_catch(self, GEN_VALUE_ERROR);
        ok = gen_async_yield(self, gen_int(6), NULL);
    }
    if (strcmp(how, "catch") == 0)
        ok = gen_catch(self, GEN_VALUE_ERROR) || ok;
    record("exit-%d", ok);
    return finish(self, ok);
}

static gen_status_t with(gen_t *self, void *args)
{
    static const char *const how[] = {"plain", "plain", "catch", "twice", "twice", "empty"};
    static const bool raises[] = {false, true, true, false, true, false};
    gen_value_t v;

    (void)args;
    for (int i = 0; i < 6; i++) {
        gen_t *a = gen_async_generator(NULL, manage, &how[i], sizeof how[i]);

        record("|");
        if (!gen_async_enter(self, a, &v)) {
            caught(self);
            continue;
        }
        record("%d", (int)gen_as_int(v));
        if (raises[i])
            gen_raise(self, GEN_VALUE_ERROR, "in block");
        if (!gen_async_exit(self, a))
            caught(self);
    }
    return finish(self, true);
}

/* Check that `async with`: the cleanup runs, sees the exception, lets it pass or catches it; and what is wrong with
 * one that never or twice yields. */
static void test_async_with(void **state)
{
    (void)state;
    assert_int_equal(run_body(with), GEN_RETURNED);
    assert_string_equal(recorded(), "| 5 exit-1 | 5 exit-0 ValueError(in block) | 5 exit-1 | 5 exit-0 "
                                    "RuntimeError(generator didn't stop) | 5 exit-0 "
                                    "RuntimeError(generator didn't stop after athrow()) | "
                                    "RuntimeError(generator didn't yield)");
}

static int begun, ended;

static gen_status_t balanced(gen_t *self, void *args)
{
    bool ok = true;

    (void)args;
    begun++;
    for (int i = 0; i < 3 && ok; i++)
        ok = gen_sleep(self, 0) && gen_async_yield(self, gen_int(i), NULL);
    ended++;
    return finish(self, ok);
}

static gen_status_t iterate(gen_t *self, void *args)
{
    gen_t *a = gen_async_generator(NULL, balanced, NULL, 0);

    (void)args;
    GEN_ASYNC_FOREACH (v, self, a)
        if (!gen_sleep(self, 0))
            break;
    gen_free(a);
    return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, GEN_NONE);
}

/* Check that a loop over one, cancelled at any step, leaves it closed. */
static void test_cancelled_at_every_step(void **state)
{
    (void)state;
    for (int k = 0; k < 12; k++) {
        begun = ended = 0;
        assert_int_equal(run_cancelled(iterate, k), GEN_RETURNED);
        assert_string_equal(recorded(), "1");
        assert_int_equal(begun, ended);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_async_for),
        cmocka_unit_test(test_dropped),
        cmocka_unit_test(test_shutdown),
        cmocka_unit_test(test_dropped_without_loop),
        cmocka_unit_test(test_misplaced_yield),
        cmocka_unit_test(test_async_with),
        cmocka_unit_test(test_cancelled_at_every_step),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
