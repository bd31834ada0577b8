/* Futures: their states, who is told, what awaiting them gives. */
#include "record.h"
#include <string.h>

static void note_done(gen_t *future, void *arg)
{
    record("%s", (const char *)arg);
    record_outcome(future);
}

static gen_status_t pending(gen_t *self, void *args)
{
    gen_t *f = gen_create_future(gen_running_loop());
    gen_error_t *e;

    (void)args;
    record_outcome(f);
    if (gen_future_exception(f, &e) == GEN_RAISED)
        record_error(e);
    gen_error_free(e);
    record("%d %d", gen_future_done(f), gen_future_cancelled(f));
    record("%d", gen_future_set_result(f, gen_int(1)));
    record("%d", gen_future_set_result(f, gen_int(2)));
    record_outcome(f);
    if (gen_future_exception(f, &e) == GEN_RETURNED)
        record_error(e);
    gen_free(f);
    return gen_return(self, GEN_NONE);
}

/* Check that a pending future has no result, and a result is set once. */
static void test_states(void **state)
{
    (void)state;
    assert_int_equal(run_body(pending), GEN_RETURNED);
    assert_string_equal(recorded(), "InvalidStateError(Result is not set.) InvalidStateError(Exception is not set.) "
                                    "0 0 1 0 =1 None");
}

static gen_status_t stop_iteration(gen_t *self, void *args)
{
    gen_t *f = gen_create_future(gen_running_loop());
    gen_error_t *stop = gen_error_new(GEN_STOP_ITERATION, NULL), *e;

    (void)args;
    gen_future_set_exception(f, stop);
    gen_error_free(stop);
    if (gen_future_result(f, NULL, &e) == GEN_RAISED)
        record("%s", gen_error_message(e));
    record_error(gen_error_cause(e));
    gen_error_free(e);
    gen_free(f);
    return gen_return(self, GEN_NONE);
}

/* Check that a StopIteration is stored as a RuntimeError that it is the cause of. */
static void test_stop_iteration(void **state)
{
    (void)state;
    assert_int_equal(run_body(stop_iteration), GEN_RETURNED);
    assert_string_equal(
        recorded(), "StopIteration interacts badly with generators and cannot be raised into a Future StopIteration");
}

static gen_status_t cancelled(gen_t *self, void *args)
{
    gen_t *f = gen_create_future(gen_running_loop());

    (void)args;
    record("%d", gen_future_cancel(f, "enough"));
    record("%d", gen_future_cancel(f, "again"));
    record("%d %d", gen_future_done(f), gen_future_cancelled(f));
    record_outcome(f);
    if (!gen_await(self, f, NULL))
        record_pending(self);
    return gen_catch(self, GEN_CANCELLED_ERROR) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that cancel() is true once, and the result is then a CancelledError with its message. */
static void test_cancel(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancelled), GEN_RETURNED);
    assert_string_equal(recorded(), "1 0 1 1 CancelledError(enough) CancelledError(enough)");
}

static gen_status_t callbacks(gen_t *self, void *args)
{
    static char one[] = "one", two[] = "two", three[] = "three", four[] = "four";
    gen_t *f = gen_create_future(gen_running_loop());
    bool ok = gen_future_add_done_callback(f, note_done, one) && gen_future_add_done_callback(f, note_done, two) &&
              gen_future_add_done_callback(f, note_done, three) && gen_future_add_done_callback(f, note_done, two);

    (void)args;
    record("%d", (int)gen_future_remove_done_callback(f, note_done, two));
    gen_future_set_result(f, gen_int(5));
    record("set");
    ok = gen_future_add_done_callback(f, note_done, four) && ok;
    gen_free(f);
    ok = gen_sleep(self, 0) && ok;
    record("end");
    return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that callbacks run in order in the next turn, and removing tells how many. */
static void test_callbacks(void **state)
{
    (void)state;
    assert_int_equal(run_body(callbacks), GEN_RETURNED);
    assert_string_equal(recorded(), "2 set one =5 three =5 four =5 end");
}

static gen_status_t drop_exception(gen_t *self, void *args)
{
    gen_t *f = gen_create_future(gen_running_loop()), *g = gen_create_future(gen_running_loop());
    gen_error_t *e = gen_error_new(GEN_KEY_ERROR, "k");

    (void)args;
    gen_future_set_exception(f, e);
    gen_future_set_exception(g, e);
    gen_error_free(e);
    gen_free(f);
    if (gen_future_exception(g, &e) == GEN_RETURNED)
        gen_error_free(e);
    gen_free(g);
    return gen_return(self, GEN_NONE);
}

/* Check that an exception is reported when dropped unless somebody asked for it. */
static void test_never_retrieved(void **state)
{
    (void)state;
    assert_int_equal(run_body(drop_exception), GEN_RETURNED);
    assert_string_equal(recorded(), "[Future exception was never retrieved: KeyError(k)]");
}

static gen_status_t await_one(gen_t *self, void *args)
{
    gen_value_t v;

    if (!gen_await(self, gen_ref(*(gen_t **)args), &v))
        return GEN_RAISED;
    record("got%d@%d", (int)gen_as_int(v), (int)now());
    return gen_return(self, v);
}

static gen_status_t await_by_many(gen_t *self, void *args)
{
    gen_t *f = gen_create_future(gen_running_loop());
    gen_t *a = spawn_args(await_one, &f, sizeof f, NULL), *b = spawn_args(await_one, &f, sizeof f, NULL);
    bool ok = gen_sleep(self, 1);

    (void)args;
    gen_future_set_result(f, gen_int(9));
    ok = gen_await(self, a, NULL) && ok;
    ok = gen_await(self, b, NULL) && ok;
    ok = gen_await(self, f, NULL) && ok;
    return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that a future is awaited by many, and again when it is done. */
static void test_await_by_many(void **state)
{
    (void)state;
    assert_int_equal(run_body(await_by_many), GEN_RETURNED);
    assert_string_equal(recorded(), "got9@100 got9@100");
}

static gen_status_t other_loop(gen_t *self, void *args)
{
    gen_loop_t *other = gen_loop_new(NULL);
    gen_t *f = gen_create_future(other);

    (void)args;
    if (!gen_await(self, gen_ref(f), NULL))
        record("%d", strstr(gen_error_message(gen_pending(self)), "attached to a different loop") != NULL);
    gen_free(f);
    gen_loop_free(other);
    return gen_catch(self, GEN_RUNTIME_ERROR) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that a future of another loop is refused. */
static void test_other_loop(void **state)
{
    (void)state;
    assert_int_equal(run_body(other_loop), GEN_RETURNED);
    assert_string_equal(recorded(), "1");
}

static gen_status_t drop_pending(gen_t *self, void *args)
{
    static char late[] = "late";
    gen_t *f = gen_create_future(gen_running_loop());
    bool ok = gen_future_add_done_callback(f, note_done, late);

    (void)args;
    gen_free(f);
    return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that the callbacks of a future that is dropped before it is done are never called, and freed. */
static void test_drop_pending(void **state)
{
    (void)state;
    assert_int_equal(run_body(drop_pending), GEN_RETURNED);
    assert_string_equal(recorded(), "");
}

/* Check that a future may outlive its loop. */
static void test_future_outlives_loop(void **state)
{
    gen_loop_t *loop = gen_loop_new(NULL);
    gen_t *f = gen_create_future(loop);

    (void)state;
    gen_loop_free(loop);
    assert_true(gen_future_set_result(f, gen_int(1)));
    assert_true(gen_future_done(f));
    gen_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_states),
        cmocka_unit_test(test_stop_iteration),
        cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_callbacks),
        cmocka_unit_test(test_never_retrieved),
        cmocka_unit_test(test_await_by_many),
        cmocka_unit_test(test_other_loop),
        cmocka_unit_test(test_drop_pending),
        cmocka_unit_test(test_future_outlives_loop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
