/* Operations on async generators. */
#include "agens.h"
#include <math.h>
#include <string.h>

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

/* Check that nothing runs until an operation is awaited; values, awaits and what is sent; and at the end
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

/* Check that nothing but None is sent to a fresh one, which stays usable; and an operation is awaited once. */
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
    await_op(self, gen_athrow(a, k)); /* not lost */
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

/* Check that what is thrown is handled, or passes and ends it; a fresh one never runs; a finished one raises it;
 * GeneratorExit passes too. */
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

/* Check that neither StopIteration nor StopAsyncIteration leaves the body as it is. */
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

/* Check that aclose() may await in the cleanup and is repeated at will; a fresh one runs nothing; a body
 * that yields or raises in answer; a yield in answer to athrow(GeneratorExit) is a value. */
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

/* Check that there is one operation at a time, and it runs from its first step to its end. */
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

/* Check that a cancellation reaches the await inside the running operation. */
static void test_cancel_operation(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_op), GEN_RETURNED);
    assert_string_equal(recorded(), "begin end@150 CancelledError(reach) running=0 StopAsyncIteration");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),           cmocka_unit_test(test_refusals), cmocka_unit_test(test_athrow),
        cmocka_unit_test(test_stop_iteration),   cmocka_unit_test(test_aclose),   cmocka_unit_test(test_one_at_a_time),
        cmocka_unit_test(test_cancel_operation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
