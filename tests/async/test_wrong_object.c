/* Calls that are given another kind of object than they are for: where Python raises a TypeError, the program stops. */
#include "../death.h"
#include "tasks.h"

static gen_status_t nothing(gen_t *self, void *args)
{
    (void)args;
    return finish(self, true);
}

static gen_t *generator(void)
{
    return gen_new(nothing, NULL, 0);
}

static void iterate(void *unused)
{
    (void)unused;
    gen_free(gen_anext(generator()));
}

static void cancel(void *unused)
{
    (void)unused;
    gen_task_cancel(gen_create_future(gen_loop_new(NULL)), NULL);
}

static void ask_whether_done(void *unused)
{
    (void)unused;
    gen_future_done(generator());
}

static void make_task(void *unused)
{
    (void)unused;
    gen_free(gen_loop_create_task(gen_loop_new(NULL), generator(), NULL));
}

static void set_no_exception(void *unused)
{
    (void)unused;
    gen_future_set_exception(gen_create_future(gen_loop_new(NULL)), NULL);
}

static gen_status_t gathers_generator(gen_t *self, void *args)
{
    gen_t *g = generator();

    (void)args;
    return finish(self, gen_gather(self, &g, 1, NULL, NULL));
}

static void gather(void *unused)
{
    (void)unused;
    gen_run(gen_coroutine(NULL, gathers_generator, NULL, 0), NULL, NULL);
}

/* Check that each says in one sentence what is wrong. */
static void test_wrong_objects(void **state)
{
    (void)state;
    assert_death(iterate, NULL, "this is not an async generator");
    assert_death(cancel, NULL, "this is not a task");
    assert_death(ask_whether_done, NULL, "this is neither a future nor a task");
    assert_death(make_task, NULL, "a coroutine was expected");
    assert_death(set_no_exception, NULL, "the exception is NULL");
    assert_death(gather, NULL, "a coroutine, future or task was expected");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wrong_objects),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
