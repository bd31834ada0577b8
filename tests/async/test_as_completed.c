/* as_completed(): what comes too late, several who ask, the end of time; and wait() with no time at all. */
#include "record.h"
#include "tasks.h"
#include <math.h>

static gen_status_t sleep_for(gen_t *self, void *args)
{
    double seconds = *(double *)args;

    return gen_sleep(self, seconds) ? gen_return(self, gen_int((int64_t)(seconds * 10))) : GEN_RAISED;
}

static gen_t *sleeper(double seconds)
{
    return gen_coroutine(NULL, sleep_for, &seconds, sizeof seconds);
}

/* Asks once, and records the answer. */
static void ask_next(gen_t *self, gen_as_completed_t *it)
{
    gen_t *future;

    if (!gen_as_completed_next(self, it, &future))
        caught(self);
    else if (future == NULL)
        record("no more");
    else
        record_outcome(future);
}

static gen_status_t ask_late(gen_t *self, void *args)
{
    gen_t *all[] = {sleeper(1), sleeper(2.5), sleeper(9)};
    gen_as_completed_t *it = gen_as_completed(self, all, 3, 2);
    bool ok = gen_sleep(self, 3);

    (void)args;
    for (int i = 0; i < 4; i++)
        ask_next(self, it);
    record("@%d", (int)now());
    gen_as_completed_free(it);
    return finish(self, ok);
}

/* Check that what is done after the time is over is not given any more, also to who asks later; each that is missing is a
 * TimeoutError, and then there are no more. */
static void test_too_late(void **state)
{
    (void)state;
    assert_int_equal(run_body(ask_late), GEN_RETURNED);
    assert_string_equal(recorded(), "=10 TimeoutError TimeoutError no more @300");
}

static gen_status_t in_time(gen_t *self, void *args)
{
    gen_t *all[] = {sleeper(1), sleeper(2)};
    gen_as_completed_t *it = gen_as_completed(self, all, 2, 5);
    bool ok = gen_sleep(self, 10);

    (void)args;
    for (int i = 0; i < 3; i++)
        ask_next(self, it);
    gen_as_completed_free(it);
    it = gen_as_completed(self, NULL, 0, 5);
    ask_next(self, it);
    gen_as_completed_free(it);
    return finish(self, ok);
}

/* Check that what was done in time is given however late one asks, and of nothing there is no more. */
static void test_in_time(void **state)
{
    (void)state;
    assert_int_equal(run_body(in_time), GEN_RETURNED);
    assert_string_equal(recorded(), "=10 =20 no more no more");
}

static gen_status_t ask(gen_t *self, void *args)
{
    ask_next(self, *(gen_as_completed_t **)args);
    return finish(self, true);
}

static gen_status_t ask_three(gen_t *self, void *args)
{
    gen_t *all[] = {sleeper(1), sleeper(2)}, *t[4];
    gen_as_completed_t *it = gen_as_completed(self, all, 2, 5);
    bool ok;

    (void)args;
    for (int i = 0; i < 4; i++)
        t[i] = spawn_args(ask, &it, sizeof it, NULL);
    ok = gen_sleep(self, 0.5);
    gen_task_cancel(t[1], NULL);
    ok = join(self, t, 4) && ok;
    gen_as_completed_free(it);
    return finish(self, ok);
}

/* Check that several tasks may ask at the same time: each gets another one, and who is one too many is told. */
static void test_several(void **state)
{
    (void)state;
    assert_int_equal(run_body(ask_three), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError =10 =20 no more");
}

static gen_status_t drop_early(gen_t *self, void *args)
{
    gen_t *all[] = {sleeper(1), sleeper(2)};
    gen_as_completed_t *it = gen_as_completed(self, all, 2, 1.5);

    (void)args;
    ask_next(self, it);
    gen_as_completed_free(it);
    return finish(self, gen_sleep(self, 5));
}

static gen_as_completed_t *kept;

static gen_status_t keep(gen_t *self, void *args)
{
    gen_t *all[] = {sleeper(1), sleeper(2)};

    (void)args;
    kept = gen_as_completed(self, all, 2, 1.5);
    return finish(self, gen_sleep(self, 1));
}

/* Check that it may be freed before the time is over, and after the loop. */
static void test_freed(void **state)
{
    (void)state;
    assert_int_equal(run_body(drop_early), GEN_RETURNED);
    assert_string_equal(recorded(), "=10");
    assert_int_equal(run_unchecked(keep, NULL, 0), GEN_RETURNED);
    gen_as_completed_free(kept);
}

static gen_status_t wait_for_nothing(gen_t *self, void *args)
{
    gen_t *both[2] = {gen_create_future(gen_running_loop()), NULL};

    (void)args;
    if (!gen_wait(self, both, 2, 1, GEN_ALL_COMPLETED, NULL))
        caught(self);
    gen_free(both[0]);
    return finish(self, true);
}

/* Check that wait() for what could not be made for lack of memory says so. */
static void test_nothing(void **state)
{
    (void)state;
    assert_int_equal(run_body(wait_for_nothing), GEN_RETURNED);
    assert_string_equal(recorded(), "MemoryError");
}

static gen_status_t no_time(gen_t *self, void *args)
{
    gen_t *t = gen_create_task(sleeper(1), NULL), *next = sleeper(1);
    gen_as_completed_t *it;
    size_t done = 9;
    bool ok = gen_wait(self, &t, 1, -(double)INFINITY, GEN_ALL_COMPLETED, &done);

    (void)args;
    record("%d %d@%d", ok, (int)done, (int)now());
    it = gen_as_completed(self, &next, 1, -(double)INFINITY);
    ask_next(self, it);
    gen_as_completed_free(it);
    record("@%d", (int)now());
    return finish(self, join(self, &t, 1));
}

/* Check that time that is over since ever is over, and not for ever. */
static void test_no_time(void **state)
{
    (void)state;
    assert_int_equal(run_body(no_time), GEN_RETURNED);
    assert_string_equal(recorded(), "1 0@0 TimeoutError @0");
}

static gen_status_t fail_late(gen_t *self, void *args)
{
    (void)args;
    return gen_sleep(self, 2) ? gen_raise(self, GEN_VALUE_ERROR, "late") : GEN_RAISED;
}

static gen_status_t shields(gen_t *self, void *args)
{
    return finish(self, gen_shield(self, gen_ref(*(gen_t **)args), NULL));
}

static gen_status_t shield_twice(gen_t *self, void *args)
{
    gen_t *inner = spawn(fail_late, NULL), *t[2];
    bool ok;

    (void)args;
    for (int i = 0; i < 2; i++)
        t[i] = spawn_args(shields, &inner, sizeof inner, NULL);
    ok = gen_sleep(self, 1);
    for (int i = 0; i < 2; i++)
        gen_task_cancel(t[i], NULL);
    ok = join(self, t, 2) && gen_sleep(self, 2) && ok;
    gen_free(inner);
    return finish(self, ok);
}

/* Check that a late exception behind two shields that were cancelled is reported once. */
static void test_shielded_twice(void **state)
{
    (void)state;
    assert_int_equal(run_body(shield_twice), GEN_RETURNED);
    assert_string_equal(recorded(), "[ValueError exception in shielded future: ValueError(late)]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_too_late), cmocka_unit_test(test_in_time), cmocka_unit_test(test_several),
        cmocka_unit_test(test_freed),    cmocka_unit_test(test_no_time), cmocka_unit_test(test_shielded_twice),
        cmocka_unit_test(test_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
