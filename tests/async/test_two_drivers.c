/* A coroutine that somebody else than its task resumes, closes, or makes a second task of. */
#include "record.h"
#include "tasks.h"

static gen_status_t two_naps(gen_t *self, void *args)
{
    bool ok = gen_sleep(self, 1) && gen_sleep(self, 1);

    (void)args;
    record_pending(self);
    return ok ? gen_return(self, gen_int(5)) : GEN_RAISED;
}

static gen_t *naps(void)
{
    return gen_coroutine(NULL, two_naps, NULL, 0);
}

static gen_status_t gather_twice(gen_t *self, void *args)
{
    gen_t *co = naps(), *both[2] = {gen_ref(co), co};
    gen_error_t *errors[2];
    bool ok = gen_gather(self, both, 2, NULL, errors);

    (void)args;
    for (int i = 0; i < 2 && ok; i++) {
        record_error(errors[i]);
        gen_error_free(errors[i]);
    }
    return finish(self, ok);
}

/* Check that one coroutine in two tasks is told that nobody has woken it, and neither task waits for ever. */
static void test_two_tasks(void **state)
{
    (void)state;
    assert_int_equal(run_body(gather_twice), GEN_RETURNED);
    assert_string_equal(recorded(), "RuntimeError(await wasn't used with future) "
                                    "RuntimeError(cannot reuse already awaited coroutine) "
                                    "RuntimeError(await wasn't used with future)");
}

static gen_status_t by_hand(gen_t *self, void *args)
{
    gen_t *co = naps(), *t = gen_create_task(gen_ref(co), NULL);
    bool ok = gen_sleep(self, 0.5);

    if (*(bool *)args)
        gen_close(co, NULL);
    else
        record("%d", gen_next(co, NULL));
    gen_free(co);
    ok = gen_wait(self, &t, 1, 100, GEN_ALL_COMPLETED, NULL) && ok;
    record_outcome(t);
    gen_free(t);
    return finish(self, ok);
}

/* Check that a task whose coroutine was resumed or closed by hand goes on, and finds it finished. */
static void test_by_hand(void **state)
{
    bool closes = true, steps = false;

    (void)state;
    assert_int_equal(run_with_args(by_hand, &closes, sizeof closes), GEN_RETURNED);
    assert_string_equal(recorded(), "GeneratorExit RuntimeError(cannot reuse already awaited coroutine)");
    assert_int_equal(run_with_args(by_hand, &steps, sizeof steps), GEN_RETURNED);
    assert_string_equal(recorded(), "RuntimeError(await wasn't used with future) -1 "
                                    "RuntimeError(cannot reuse already awaited coroutine)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_tasks),
        cmocka_unit_test(test_by_hand),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
