/* gather, wait, as_completed, shield. */
#include "record.h"
#include "tasks.h"
#include <math.h>
#include <string.h>

struct job {
    int value;
    double seconds;
    const char *error;
};

static gen_status_t job(gen_t *self, void *args)
{
    struct job *j = args;

    if (!gen_sleep(self, j->seconds)) {
        record("%d-cancelled", j->value);
        return GEN_RAISED;
    }
    record("%d@%d", j->value, (int)now());
    return j->error != NULL ? gen_raise(self, GEN_VALUE_ERROR, "%s", j->error) : gen_return(self, gen_int(j->value));
}

static gen_t *make(int value, double seconds, const char *error)
{
    struct job j = {value, seconds, error};

    return gen_coroutine(NULL, job, &j, sizeof j);
}

static gen_t *start(int value, double seconds, const char *error)
{
    return gen_create_task(make(value, seconds, error), NULL);
}

static gen_status_t gather_three(gen_t *self, void *args)
{
    gen_t *two = start(2, 1, NULL);
    gen_t *all[4] = {make(1, 2, NULL), two, make(3, 0, NULL), gen_ref(two)};
    gen_value_t r[4];
    bool ok = gen_gather(self, all, 4, r, NULL);

    (void)args;
    for (int i = 0; i < 4 && ok; i++)
        record("=%d", (int)gen_as_int(r[i]));
    ok = ok && gen_gather(self, NULL, 0, NULL, NULL);
    return finish(self, ok);
}

/* Check that the results come in the order of the arguments, a future may stand there twice, and nothing is fine. */
static void test_gather(void **state)
{
    (void)state;
    assert_int_equal(run_body(gather_three), GEN_RETURNED);
    assert_string_equal(recorded(), "3@0 2@100 1@200 =1 =2 =3 =2");
}

static gen_status_t count_turns(gen_t *self, void *args)
{
    int *turns = *(int **)args;

    for (;; ++*turns)
        if (!gen_sleep(self, 0))
            return GEN_RAISED;
}

static gen_t *done_with(int value)
{
    gen_t *future = gen_create_future(gen_running_loop());

    gen_future_set_result(future, gen_int(value));
    return future;
}

static gen_t *failed_with(const char *message)
{
    gen_t *future = gen_create_future(gen_running_loop());
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "%s", message);

    gen_future_set_exception(future, e);
    gen_error_free(e);
    return future;
}

static gen_status_t gather_done(gen_t *self, void *args)
{
    int turns = 0, *counted = &turns;
    gen_t *counter = spawn_args(count_turns, &counted, sizeof counted, NULL);
    gen_t *two[] = {done_with(1), done_with(2)};
    gen_t *failed[] = {start(3, 1, NULL), failed_with("first"), failed_with("second"), done_with(4)};
    gen_value_t r[2] = {GEN_NONE, GEN_NONE};
    bool ok = gen_sleep(self, 0);

    (void)args;
    turns = 0;
    ok = ok && gen_gather(self, two, 2, r, NULL);
    record("=%d,%d", (int)gen_as_int(r[0]), (int)gen_as_int(r[1]));
    if (!gen_gather(self, failed, 4, NULL, NULL))
        record_pending(self);
    record("turns=%d", turns);
    gen_task_cancel(counter, NULL);
    gen_free(counter);
    return finish(self, gen_catch(self, GEN_VALUE_ERROR) && ok && gen_sleep(self, 2));
}

/* Check that gather() of what is done waits for nothing, and that of several exceptions none is reported. */
static void test_gather_of_done(void **state)
{
    (void)state;
    assert_int_equal(run_body(gather_done), GEN_RETURNED);
    assert_string_equal(recorded(), "=1,2 ValueError(first) turns=0 3@100");
}

static gen_status_t gather_cancelled(gen_t *self, void *args)
{
    gen_t *future = gen_create_future(gen_running_loop());
    gen_error_t *e = NULL;
    bool ok;

    (void)args;
    gen_future_cancel(future, NULL);
    ok = gen_gather(self, &future, 1, NULL, &e);
    record("%s", gen_kind_name(gen_error_value(e).kind));
    record_error(e);
    gen_error_free(e);
    return finish(self, ok);
}

/* Check that the CancelledError among gather()'s results has a message, the empty one, as asyncio's has. */
static void test_cancelled_result(void **state)
{
    (void)state;
    assert_int_equal(run_body(gather_cancelled), GEN_RETURNED);
    assert_string_equal(recorded(), "str CancelledError");
}

static gen_status_t gather_failing(gen_t *self, void *args)
{
    gen_t *all[3] = {make(1, 3, NULL), make(2, 1, "two"), make(3, 2, "three")};
    bool ok = gen_gather(self, all, 3, NULL, NULL);

    (void)args;
    caught(self);
    record("@%d", (int)now());
    return finish(self, !ok && gen_sleep(self, 5));
}

/* Check that the first exception comes at once, the others go on, and theirs are not reported. */
static void test_gather_raises(void **state)
{
    (void)state;
    assert_int_equal(run_body(gather_failing), GEN_RETURNED);
    assert_string_equal(recorded(), "2@100 ValueError(two) @100 3@200 1@300");
}

static gen_status_t gather_exceptions(gen_t *self, void *args)
{
    gen_t *doomed = start(3, 9, NULL);
    gen_t *all[3] = {make(1, 1, "one"), make(2, 2, NULL), doomed};
    gen_value_t r[3];
    gen_error_t *e[3];
    bool ok;

    (void)args;
    gen_task_cancel(doomed, "doom");
    ok = gen_gather(self, all, 3, r, e);
    for (int i = 0; i < 3; i++) {
        record_error(e[i]);
        gen_error_free(e[i]);
    }
    record("=%d", (int)gen_as_int(r[1]));
    return finish(self, ok);
}

/* Check that with return_exceptions exceptions, a CancelledError too, are results. */
static void test_return_exceptions(void **state)
{
    (void)state;
    assert_int_equal(run_body(gather_exceptions), GEN_RETURNED);
    assert_string_equal(recorded(), "1@100 2@200 ValueError(one) None CancelledError =2");
}

static gen_status_t gathers(gen_t *self, void *args)
{
    gen_t *all[2] = {make(1, 5, NULL), make(2, 6, NULL)};
    gen_error_t *e[2];
    bool ok = gen_gather(self, all, 2, NULL, *(bool *)args ? e : NULL);

    record_pending(self);
    return finish(self, ok);
}

static gen_status_t cancel_gather(gen_t *self, void *args)
{
    gen_t *t = spawn_args(gathers, args, sizeof(bool), NULL);
    bool ok = gen_sleep(self, 1);

    gen_task_cancel(t, "all");
    ok = gen_sleep(self, 1) && ok;
    record("%d %d", gen_future_cancelled(t), (int)gen_all_tasks(gen_running_loop(), NULL, 0));
    gen_free(t);
    return finish(self, ok);
}

/* Check that cancelling gather() cancels all of it and raises, with return_exceptions too. */
static void test_cancel_gather(void **state)
{
    bool no = false, yes = true;

    (void)state;
    assert_int_equal(run_with_args(cancel_gather, &no, sizeof no), GEN_RETURNED);
    assert_string_equal(recorded(), "1-cancelled 2-cancelled CancelledError(all) 1 1");
    assert_int_equal(run_with_args(cancel_gather, &yes, sizeof yes), GEN_RETURNED);
    assert_string_equal(recorded(), "1-cancelled 2-cancelled CancelledError(all) 1 1");
}

static gen_status_t gather_child_cancelled(gen_t *self, void *args)
{
    gen_t *child = start(1, 5, NULL), *all[2] = {gen_ref(child), make(2, 1, NULL)};
    bool ok;

    (void)args;
    gen_task_cancel(child, "child");
    ok = gen_gather(self, all, 2, NULL, NULL);
    caught(self);
    gen_free(child);
    return finish(self, !ok && gen_sleep(self, 2));
}

/* Check that a cancelled child is a CancelledError without return_exceptions, and the others go on. */
static void test_gather_child_cancelled(void **state)
{
    (void)state;
    assert_int_equal(run_body(gather_child_cancelled), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError(child) 2@100");
}

static gen_status_t gather_pending(gen_t *self, void *args)
{
    gen_t *f = gen_create_future(gen_running_loop()), *all[2] = {f, make(2, 1, "two")};
    bool ok = gen_gather(self, all, 2, NULL, NULL);

    (void)args;
    caught(self);
    return finish(self, !ok);
}

/* Check that a child that is never done does not keep a failed gather() alive (what is left would be a leak). */
static void test_gather_lets_go(void **state)
{
    (void)state;
    assert_int_equal(run_body(gather_pending), GEN_RETURNED);
    assert_string_equal(recorded(), "2@100 ValueError(two)");
}

struct wait {
    double seconds;
    gen_return_when_t when;
};

static gen_status_t waits(gen_t *self, void *args)
{
    struct wait *w = args;
    gen_t *all[3] = {start(1, 1, NULL), start(2, 2, "two"), start(3, 3, NULL)};
    size_t done;
    bool ok = gen_wait(self, all, 3, w->seconds, w->when, &done);

    record("%d: %d@%d %d%d%d", ok, (int)done, (int)now(), gen_future_done(all[0]), gen_future_done(all[1]),
           gen_future_done(all[2]));
    ok = gen_sleep(self, 5) && ok;
    record_outcome(all[1]);
    for (int i = 0; i < 3; i++)
        gen_free(all[i]);
    return finish(self, ok);
}

static void check_wait(double seconds, gen_return_when_t when, const char *expected)
{
    struct wait w = {seconds, when};

    assert_int_equal(run_with_args(waits, &w, sizeof w), GEN_RETURNED);
    assert_string_equal(recorded(), expected);
}

/* Check that wait() waits for all, the first, or the first exception; and the end of its time touches nothing. */
static void test_wait(void **state)
{
    (void)state;
    check_wait((double)INFINITY, GEN_ALL_COMPLETED, "1@100 2@200 3@300 1: 3@300 111 ValueError(two)");
    check_wait((double)INFINITY, GEN_FIRST_COMPLETED, "1@100 1: 1@100 100 2@200 3@300 ValueError(two)");
    check_wait((double)INFINITY, GEN_FIRST_EXCEPTION, "1@100 2@200 1: 2@200 110 3@300 ValueError(two)");
    check_wait(1.5, GEN_ALL_COMPLETED, "1@100 1: 1@150 100 2@200 3@300 ValueError(two)");
    check_wait(0, GEN_ALL_COMPLETED, "1: 0@0 000 1@100 2@200 3@300 ValueError(two)");
}

static gen_status_t waiting(gen_t *self, void *args)
{
    bool ok = gen_wait(self, args, 2, (double)INFINITY, GEN_ALL_COMPLETED, NULL);

    record_pending(self);
    return finish(self, ok);
}

static gen_status_t cancel_wait(gen_t *self, void *args)
{
    gen_t *all[2] = {start(1, 2, NULL), start(2, 3, NULL)}, *t = spawn_args(waiting, all, sizeof all, NULL);
    gen_t *co = make(4, 1, NULL);
    bool ok = gen_sleep(self, 1);

    (void)args;
    gen_task_cancel(t, NULL);
    ok = gen_sleep(self, 5) && ok;
    if (!gen_wait(self, all, 0, 1, GEN_ALL_COMPLETED, NULL))
        caught(self);
    if (!gen_wait(self, &co, 1, 1, GEN_ALL_COMPLETED, NULL))
        caught(self);
    gen_free(co);
    gen_free(t);
    gen_free(all[0]);
    gen_free(all[1]);
    return finish(self, ok);
}

/* Check that cancelling wait() leaves the tasks alone, and its two refusals. */
static void test_cancel_wait(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_wait), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError 1@200 2@300 ValueError(Set of Tasks/Futures is empty.) "
                                    "TypeError(Passing coroutines is forbidden, use tasks explicitly.)");
}

static gen_status_t in_completion_order(gen_t *self, void *args)
{
    gen_t *all[3] = {make(1, 3, NULL), make(2, 1, NULL), start(3, 2, "three")}, *next;
    gen_as_completed_t *it = gen_as_completed(self, all, 3, *(double *)args);
    bool ok = it != NULL;

    while (ok && (ok = gen_as_completed_next(self, it, &next)) && next != NULL)
        record_outcome(next);
    if (!ok)
        caught(self);
    gen_as_completed_free(it);
    return finish(self, gen_sleep(self, 5));
}

/* Check that as_completed() gives futures as they are done, and raises TimeoutError when the time is over. */
static void test_as_completed(void **state)
{
    double forever = (double)INFINITY, two = 2.5;

    (void)state;
    assert_int_equal(run_with_args(in_completion_order, &forever, sizeof forever), GEN_RETURNED);
    assert_string_equal(recorded(), "2@100 =2 3@200 ValueError(three) 1@300 =1");
    assert_int_equal(run_with_args(in_completion_order, &two, sizeof two), GEN_RETURNED);
    assert_string_equal(recorded(), "2@100 =2 3@200 ValueError(three) TimeoutError 1@300");
}

static gen_status_t given_twice(gen_t *self, void *args)
{
    gen_t *t = start(1, 1, NULL), *both[2] = {gen_ref(t), t}, *next = NULL;
    gen_as_completed_t *it;
    size_t done;
    bool ok = gen_wait(self, both, 2, (double)INFINITY, GEN_ALL_COMPLETED, &done);

    (void)args;
    record("%d", (int)done);
    it = gen_as_completed(self, both, 2, 1);
    while (it != NULL && gen_as_completed_next(self, it, &next) && next != NULL)
        record_outcome(next);
    gen_as_completed_free(it);
    return finish(self, ok);
}

/* Check that wait() and as_completed() take arrays, not sets: what stands there twice counts twice. */
static void test_twice(void **state)
{
    (void)state;
    assert_int_equal(run_body(given_twice), GEN_RETURNED);
    assert_string_equal(recorded(), "1@100 2 =1 =1");
}

static gen_status_t shields(gen_t *self, void *args)
{
    gen_value_t v = GEN_NONE;
    bool ok = gen_shield(self, gen_ref(*(gen_t **)args), &v);

    if (ok)
        record("=%d", (int)gen_as_int(v));
    record_pending(self);
    return finish(self, ok);
}

static gen_status_t cancel_shield(gen_t *self, void *args)
{
    gen_t *inner = start(1, 2, *(const char **)args), *outer = spawn_args(shields, &inner, sizeof inner, NULL);
    bool ok = gen_sleep(self, 1);

    gen_task_cancel(outer, "out");
    ok = gen_sleep(self, 0) && ok;
    record("%d %d", gen_future_cancelled(outer), gen_future_done(inner));
    gen_free(inner);
    gen_free(outer);
    return finish(self, gen_sleep(self, 5) && ok);
}

/* Check that cancelling a shield leaves the inner running, whose late exception is reported. */
static void test_cancel_shield(void **state)
{
    const char *none = NULL, *error = "late";

    (void)state;
    assert_int_equal(run_with_args(cancel_shield, &none, sizeof none), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError(out) 1 0 1@200");
    assert_int_equal(run_with_args(cancel_shield, &error, sizeof error), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError(out) 1 0 1@200 "
                                    "[ValueError exception in shielded future: ValueError(late)]");
}

static gen_status_t shield_outcomes(gen_t *self, void *args)
{
    gen_t *inner = start(1, 9, NULL);
    gen_value_t v;
    bool ok = gen_shield(self, make(2, 1, NULL), &v);

    (void)args;
    record("=%d", (int)gen_as_int(v));
    if (!gen_shield(self, make(3, 1, "three"), NULL))
        caught(self);
    gen_task_cancel(inner, NULL);
    if (!gen_shield(self, gen_ref(inner), NULL))
        caught(self);
    if (!gen_shield(self, inner, NULL))
        caught(self);
    return finish(self, ok);
}

/* Check that a shield gives what the inner gives, its cancellation too. */
static void test_shield(void **state)
{
    (void)state;
    assert_int_equal(run_body(shield_outcomes), GEN_RETURNED);
    assert_string_equal(recorded(), "2@100 =2 3@200 ValueError(three) 1-cancelled CancelledError CancelledError");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gather),
        cmocka_unit_test(test_gather_of_done),
        cmocka_unit_test(test_cancelled_result),
        cmocka_unit_test(test_gather_raises),
        cmocka_unit_test(test_return_exceptions),
        cmocka_unit_test(test_cancel_gather),
        cmocka_unit_test(test_gather_child_cancelled),
        cmocka_unit_test(test_gather_lets_go),
        cmocka_unit_test(test_wait),
        cmocka_unit_test(test_cancel_wait),
        cmocka_unit_test(test_as_completed),
        cmocka_unit_test(test_twice),
        cmocka_unit_test(test_cancel_shield),
        cmocka_unit_test(test_shield),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
