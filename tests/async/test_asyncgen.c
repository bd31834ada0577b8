/* Async generators (J1-J27, K68). */
#include "record.h"
#include <math.h>
#include <string.h>

static void caught(gen_t *self)
{
    record_pending(self);
    gen_catch(self, GEN_BASE_EXCEPTION);
}

/* Awaits an operation, and records what comes of it. */
static void await_op(gen_t *self, gen_t *operation)
{
    gen_value_t v = GEN_NONE;

    if (!gen_await(self, operation, &v))
        caught(self);
    else if (gen_is_none(v))
        record("None");
    else
        record("%d", (int)gen_as_int(v));
}

/* Yields 0, 1, 2 ..., with an await before each; echoes what is sent; cleans up with an await. */
static gen_status_t count(gen_t *self, void *args)
{
    gen_value_t in;
    bool ok = true;

    record("begin");
    for (int i = 0; i < *(int *)args && ok; i++) {
        ok = gen_sleep(self, 1) && gen_async_yield(self, gen_int(i), &in);
        if (ok && !gen_is_none(in))
            record("<%d", (int)gen_as_int(in));
        if (!ok && gen_catch(self, GEN_VALUE_ERROR)) {
            record("handled");
            ok = true;
        }
    }
    if (!ok) {
        gen_error_t *e = NULL;

        if (gen_catch_as(self, GEN_BASE_EXCEPTION, &e) && gen_sleep(self, 1))
            gen_reraise(self, e);
        gen_error_free(e);
    }
    record("end@%d", (int)now());
    return finish(self, ok);
}

static gen_t *counter(int n)
{
    return gen_async_generator(NULL, count, &n, sizeof n);
}

static gen_error_t *value_error(void)
{
    return gen_error_new(GEN_VALUE_ERROR, "thrown");
}

static gen_status_t values(gen_t *self, void *args)
{
    gen_t *a = counter(2), *op = gen_anext(a);

    (void)args;
    record("made");
    await_op(self, op);
    await_op(self, gen_asend(a, gen_int(7)));
    await_op(self, gen_anext(a));
    await_op(self, gen_anext(a));
    gen_free(a);
    return finish(self, true);
}

/* Check that J1 nothing runs until an operation is awaited; J2 J3 J4 values, awaits and what is sent; and at the end
 * StopAsyncIteration again and again. */
static void test_values(void **state)
{
    (void)state;
    assert_int_equal(run_body(values), GEN_RETURNED);
    assert_string_equal(recorded(), "made begin 0 <7 1 end@200 StopAsyncIteration StopAsyncIteration");
}

static gen_status_t refusals(gen_t *self, void *args)
{
    gen_t *a = counter(1), *op;
    gen_error_t *e = value_error();

    (void)args;
    await_op(self, gen_asend(a, gen_int(1)));
    op = gen_anext(a);
    await_op(self, gen_ref(op));
    await_op(self, op);
    op = gen_aclose(a);
    await_op(self, gen_ref(op));
    await_op(self, gen_ref(op));
    record("%d", gen_close(op, NULL));
    gen_free(op);
    if (!gen_await(self, gen_ref(a), NULL))
        caught(self);
    if (!gen_await(self, gen_anext(NULL), NULL))
        caught(self);
    gen_free(a);
    gen_error_free(e);
    return finish(self, true);
}

/* Check that J5 nothing but None is sent to a fresh one, which stays usable; and J14 an operation is awaited once. */
static void test_refusals(void **state)
{
    (void)state;
    assert_int_equal(run_body(refusals), GEN_RETURNED);
    assert_string_equal(recorded(),
                        "TypeError(can't send non-None value to a just-started async generator) begin 0 "
                        "RuntimeError(cannot reuse already awaited __anext__()/asend()) end@200 None "
                        "RuntimeError(cannot reuse already awaited aclose()/athrow()) 0 "
                        "TypeError('async_generator' object is neither an iterator nor awaitable) MemoryError");
}

static gen_status_t throws(gen_t *self, void *args)
{
    gen_t *a = counter(3), *b = counter(3), *c = counter(3);
    gen_error_t *e = value_error(), *k = gen_error_new(GEN_KEY_ERROR, "k"),
                *x = gen_error_new(GEN_GENERATOR_EXIT, NULL);

    (void)args;
    await_op(self, gen_anext(a));
    await_op(self, gen_athrow(a, e));
    await_op(self, gen_athrow(a, k));
    await_op(self, gen_anext(a));
    await_op(self, gen_athrow(a, k)); /* J20: not lost */
    record("|");
    await_op(self, gen_athrow(b, k));
    await_op(self, gen_anext(b));
    record("|");
    await_op(self, gen_anext(c));
    await_op(self, gen_athrow(c, x));
    gen_error_free(e);
    gen_error_free(k);
    gen_error_free(x);
    gen_free(a);
    gen_free(b);
    gen_free(c);
    return finish(self, true);
}

/* Check that J6 what is thrown is handled, or passes and ends it; J7 a fresh one never runs; J20 a finished one raises it;
 * J22 GeneratorExit passes too. */
static void test_athrow(void **state)
{
    (void)state;
    assert_int_equal(run_body(throws), GEN_RETURNED);
    assert_string_equal(recorded(),
                        "begin 0 handled 1 end@300 KeyError(k) StopAsyncIteration KeyError(k) | KeyError(k) "
                        "StopAsyncIteration | begin 0 end@500 GeneratorExit");
}

static gen_status_t raise_stop(gen_t *self, void *args)
{
    return gen_raise(self, *(bool *)args ? GEN_STOP_ITERATION : GEN_STOP_ASYNC_ITERATION, NULL);
}

static gen_status_t stops(gen_t *self, void *args)
{
    for (int i = 0; i < 2; i++) {
        bool plain = i == 0;
        gen_t *a = gen_async_generator(NULL, raise_stop, &plain, sizeof plain);

        (void)args;
        if (!gen_await(self, gen_anext(a), NULL))
            record_error(gen_error_cause(gen_pending(self)));
        caught(self);
        gen_free(a);
    }
    return finish(self, true);
}

/* Check that J8 neither StopIteration nor StopAsyncIteration leaves the body as it is. */
static void test_stop_iteration(void **state)
{
    (void)state;
    assert_int_equal(run_body(stops), GEN_RETURNED);
    assert_string_equal(recorded(), "StopIteration RuntimeError(async generator raised StopIteration) "
                                    "StopAsyncIteration RuntimeError(async generator raised StopAsyncIteration)");
}

static gen_status_t yield_in_answer(gen_t *self, void *args)
{
    (void)args;
    if (!gen_async_yield(self, gen_int(1), NULL) && gen_catch(self, GEN_GENERATOR_EXIT) &&
        gen_async_yield(self, gen_int(2), NULL))
        record("on");
    return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, GEN_NONE);
}

static gen_status_t raise_in_answer(gen_t *self, void *args)
{
    (void)args;
    if (!gen_async_yield(self, gen_int(1), NULL))
        gen_catch(self, GEN_GENERATOR_EXIT);
    return gen_raise(self, GEN_KEY_ERROR, "answer");
}

static gen_status_t closes(gen_t *self, void *args)
{
    gen_t *a = counter(3), *fresh = counter(3), *y = gen_async_generator(NULL, yield_in_answer, NULL, 0);
    gen_t *r = gen_async_generator(NULL, raise_in_answer, NULL, 0),
          *z = gen_async_generator(NULL, yield_in_answer, NULL, 0);
    gen_error_t *x = gen_error_new(GEN_GENERATOR_EXIT, NULL);

    (void)args;
    await_op(self, gen_anext(a));
    await_op(self, gen_aclose(a));
    await_op(self, gen_aclose(a));
    await_op(self, gen_anext(a));
    record("|");
    await_op(self, gen_aclose(fresh));
    await_op(self, gen_anext(fresh));
    record("|");
    await_op(self, gen_anext(y));
    await_op(self, gen_aclose(y));
    await_op(self, gen_aclose(y));
    record("|");
    await_op(self, gen_anext(r));
    await_op(self, gen_aclose(r));
    record("|");
    await_op(self, gen_anext(z));
    await_op(self, gen_athrow(z, x));
    await_op(self, gen_anext(z));
    gen_error_free(x);
    gen_free(a);
    gen_free(fresh);
    gen_free(y);
    gen_free(r);
    gen_free(z);
    return finish(self, true);
}

static void unraisable(gen_t *g, gen_error_t *e, void *context)
{
    (void)g;
    (void)context;
    record("unraisable");
    record_error(e);
}

/* Check that J9 aclose() may await in the cleanup and is repeated at will; J10 a fresh one runs nothing; J11 J12 a body
 * that yields or raises in answer; J22 a yield in answer to athrow(GeneratorExit) is a value. */
static void test_aclose(void **state)
{
    (void)state;
    assert_int_equal(run_body(closes), GEN_RETURNED);
    assert_string_equal(recorded(), "begin 0 end@200 None None StopAsyncIteration | None StopAsyncIteration | 1 "
                                    "RuntimeError(async generator ignored GeneratorExit) StopAsyncIteration | 1 "
                                    "KeyError(answer) | 1 2 on StopAsyncIteration");
}

static gen_status_t take_one(gen_t *self, void *args)
{
    await_op(self, gen_anext(*(gen_t **)args));
    return finish(self, true);
}

static gen_status_t at_once(gen_t *self, void *args)
{
    gen_t *a = counter(3), *t = spawn_args(take_one, &a, sizeof a, NULL);
    gen_error_t *e = value_error();
    bool ok = gen_sleep(self, 0.5);

    (void)args;
    record("running=%d", gen_async_running(a));
    await_op(self, gen_anext(a));
    await_op(self, gen_athrow(a, e));
    await_op(self, gen_aclose(a));
    ok = gen_await(self, t, NULL) && ok;
    record("running=%d", gen_async_running(a));
    await_op(self, gen_aclose(a));
    gen_free(a);
    gen_error_free(e);
    return finish(self, ok);
}

/* Check that J13 there is one operation at a time, and J15 it runs from its first step to its end. */
static void test_one_at_a_time(void **state)
{
    (void)state;
    assert_int_equal(run_body(at_once), GEN_RETURNED);
    assert_string_equal(recorded(), "begin running=1 RuntimeError(anext(): asynchronous generator is already running) "
                                    "RuntimeError(athrow(): asynchronous generator is already running) "
                                    "RuntimeError(aclose(): asynchronous generator is already running) 0 running=0 "
                                    "end@200 None");
}

static gen_status_t cancel_op(gen_t *self, void *args)
{
    gen_t *a = counter(3), *t = spawn_args(take_one, &a, sizeof a, NULL);
    bool ok = gen_sleep(self, 0.5);

    (void)args;
    gen_task_cancel(t, "reach");
    ok = gen_await(self, t, NULL) && ok;
    record("running=%d", gen_async_running(a));
    await_op(self, gen_anext(a));
    gen_free(a);
    return finish(self, ok);
}

/* Check that J16 a cancellation reaches the await inside the running operation. */
static void test_cancel_operation(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_op), GEN_RETURNED);
    assert_string_equal(recorded(), "begin end@150 CancelledError(reach) running=0 StopAsyncIteration");
}

static gen_status_t await_twice(gen_t *self, void *args)
{
    (void)args;
    for (int i = 0; i < 2; i++)
        if (!gen_yield(self, gen_int(i), NULL))
            gen_catch(self, GEN_GENERATOR_EXIT);
    return gen_async_yield(self, gen_int(9), NULL) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that without a loop the driver sees what the body awaits, and J17 closing an operation throws GeneratorExit. */
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

/* Check that J21 leaving `async for` does not close, and J24 anext() takes a fallback. */
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

/* Check that J18 K68 one that is dropped unfinished is closed by a task, with its awaits; one never used is not. */
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

/* Check that K68 the shutdown of the loop closes those that are left, and reports what that raises. */
static void test_shutdown(void **state)
{
    (void)state;
    assert_int_equal(run_unchecked(keeps, NULL, 0), GEN_RETURNED);
    assert_string_equal(recorded(), "begin 0 1 end@200 [an error occurred during closing of asynchronous generator: "
                                    "KeyError(answer)]");
    gen_free(kept[0]);
    gen_free(kept[1]);
}

/* Check that J19 without a loop one that is dropped is closed at once, and may not await then. */
static void test_dropped_without_loop(void **state)
{
    gen_t *a = gen_async_generator(NULL, await_twice, NULL, 0), *op = gen_anext(a);
    gen_value_t v;

    (void)state;
    assert_int_equal(gen_next(op, &v), GEN_YIELDED);
    gen_set_unraisable_hook(unraisable, NULL);
    gen_free(op);
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

/* Check that J27 `async with`: the cleanup runs, sees the exception, lets it pass or catches it; and what is wrong with
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

static gen_status_t cancel_at(gen_t *self, void *args)
{
    gen_t *t = spawn(iterate, NULL);
    bool ok = true;

    for (int i = 0; i < *(int *)args && ok; i++)
        ok = gen_sleep(self, 0);
    gen_task_cancel(t, NULL);
    ok = gen_sleep(self, 1) && ok;
    record("%d", (int)gen_all_tasks(gen_running_loop(), NULL, 0));
    gen_free(t);
    return finish(self, ok);
}

/* Check that a loop over one, cancelled at any step, leaves it closed. */
static void test_cancelled_at_every_step(void **state)
{
    (void)state;
    for (int k = 0; k < 12; k++) {
        begun = ended = 0;
        assert_int_equal(run_with_args(cancel_at, &k, sizeof k), GEN_RETURNED);
        assert_string_equal(recorded(), "1");
        assert_int_equal(begun, ended);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_athrow),
        cmocka_unit_test(test_stop_iteration),
        cmocka_unit_test(test_aclose),
        cmocka_unit_test(test_one_at_a_time),
        cmocka_unit_test(test_cancel_operation),
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
