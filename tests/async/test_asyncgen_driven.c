/* Operations on async generators, driven step by step without a loop: several at a time, thrown at, used twice. */
#include "agens.h"

/* Records what a step of an operation gives. */
static void tell(gen_t *op, gen_status_t status, gen_value_t v)
{
    if (status == GEN_RAISED)
        record_error(gen_error(op));
    else
        record(status == GEN_YIELDED ? "awaits" : "=%d", gen_is_none(v) ? 0 : (int)gen_as_int(v));
}

static void step(gen_t *op)
{
    gen_value_t v;
    gen_status_t status = gen_next(op, &v);

    tell(op, status, v);
}

static void throw_at(gen_t *op, const gen_exc_t *type)
{
    gen_value_t v;
    gen_status_t status = gen_throw(op, type, GEN_NONE, &v);

    tell(op, status, v);
}

static void close_op(gen_t *op)
{
    gen_value_t v;
    gen_status_t status = gen_close(op, &v);

    tell(op, status, v);
}

/* await, then yield 1 */
static gen_status_t one(gen_t *self, void *args)
{
    (void)args;
    return finish(self, gen_yield(self, GEN_NONE, NULL) && gen_async_yield(self, gen_int(1), NULL));
}

static gen_t *operation(gen_t *a, int kind)
{
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, NULL);
    gen_t *op = kind == 0 ? gen_anext(a) : kind == 1 ? gen_athrow(a, e) : gen_aclose(a);

    gen_error_free(e);
    return op;
}

/* What is thrown at an operation that is not the one that runs, and then at one that begins with it. */
static void throw_beside(int kind)
{
    gen_t *a = gen_async_generator(NULL, one, NULL, 0), *first = gen_anext(a), *op = operation(a, kind), *last;

    step(first);
    throw_at(op, GEN_KEY_ERROR);
    step(op);
    throw_at(op, GEN_KEY_ERROR);
    close_op(op);
    record("|");
    step(first);
    gen_free(op);
    op = operation(a, kind);
    throw_at(op, GEN_KEY_ERROR);
    record("%d", gen_async_running(a));
    last = gen_anext(a);
    step(last);
    gen_free(first);
    gen_free(op);
    gen_free(last);
    gen_free(a);
}

/* Check that what is thrown at an operation while another runs is refused, and the operation then used up; and that one
 * may begin by a throw. */
static void test_throw_beside_another(void **state)
{
    (void)state;
    throw_beside(0);
    assert_string_equal(recorded(), "awaits RuntimeError(anext(): asynchronous generator is already running) "
                                    "RuntimeError(cannot reuse already awaited __anext__()/asend()) "
                                    "RuntimeError(cannot reuse already awaited __anext__()/asend()) =0 | =1 KeyError 0 "
                                    "StopAsyncIteration");
    throw_beside(1);
    assert_string_equal(recorded(), "awaits RuntimeError(athrow(): asynchronous generator is already running) "
                                    "RuntimeError(cannot reuse already awaited aclose()/athrow()) "
                                    "RuntimeError(cannot reuse already awaited aclose()/athrow()) =0 | =1 KeyError 0 "
                                    "StopAsyncIteration");
    throw_beside(2);
    assert_string_equal(recorded(), "awaits RuntimeError(aclose(): asynchronous generator is already running) "
                                    "RuntimeError(cannot reuse already awaited aclose()/athrow()) "
                                    "RuntimeError(cannot reuse already awaited aclose()/athrow()) =0 | =1 KeyError 0 "
                                    "StopAsyncIteration");
}

/* Check that nothing but None is sent to athrow() and aclose() to begin with, and they are not used up by that. */
static void test_value_first(void **state)
{
    (void)state;
    for (int kind = 1; kind < 3; kind++) {
        gen_t *a = gen_async_generator(NULL, one, NULL, 0), *op = operation(a, kind);
        gen_value_t v;

        tell(op, gen_send(op, gen_int(5), &v), GEN_NONE);
        record("%d", gen_async_running(a));
        step(op);
        gen_free(op);
        gen_free(a);
    }
    assert_string_equal(recorded(), "RuntimeError(can't send non-None value to a just-started coroutine) 0 ValueError "
                                    "RuntimeError(can't send non-None value to a just-started coroutine) 0 =0");
}

/* try: await  finally: await */
static gen_status_t inner(gen_t *self, void *args)
{
    bool ok = gen_yield(self, GEN_NONE, NULL);
    gen_error_t *e = gen_error_ref(gen_pending(self));

    (void)args;
    gen_catch(self, GEN_BASE_EXCEPTION);
    if (gen_yield(self, GEN_NONE, NULL)) {
        record("inner-end");
        if (e != NULL)
            gen_reraise(self, e);
    }
    gen_error_free(e);
    return finish(self, ok && gen_pending(self) == NULL);
}

static gen_status_t outer(gen_t *self, void *args)
{
    bool ok = gen_await(self, gen_coroutine(NULL, inner, NULL, 0), NULL);

    (void)args;
    record("outer-end");
    return finish(self, ok && gen_async_yield(self, gen_int(1), NULL));
}

static void end_inside(void (*end)(gen_t *op))
{
    gen_t *a = gen_async_generator(NULL, outer, NULL, 0), *op = gen_anext(a);

    step(op);
    end(op);
    step(op);
    gen_free(op);
    gen_free(a);
}

static void throw_exit(gen_t *op)
{
    throw_at(op, GEN_GENERATOR_EXIT);
}

static void throw_key_error(gen_t *op)
{
    throw_at(op, GEN_KEY_ERROR);
}

/* Check that GeneratorExit, thrown or by close(), closes the coroutine that the body awaits, which may not await then; any
 * other exception is thrown there. */
static void test_ended_inside(void **state)
{
    (void)state;
    end_inside(throw_exit);
    assert_string_equal(recorded(), "awaits outer-end RuntimeError(coroutine ignored GeneratorExit) "
                                    "RuntimeError(cannot reuse already awaited __anext__()/asend())");
    end_inside(close_op);
    assert_string_equal(recorded(), "awaits outer-end RuntimeError(coroutine ignored GeneratorExit) "
                                    "RuntimeError(cannot reuse already awaited __anext__()/asend())");
    end_inside(throw_key_error);
    assert_string_equal(recorded(), "awaits awaits inner-end outer-end KeyError");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_throw_beside_another),
        cmocka_unit_test(test_value_first),
        cmocka_unit_test(test_ended_inside),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
