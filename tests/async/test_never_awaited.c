/* What is dropped without ever having been awaited. */
#include "record.h"

static void note(const char *sentence, void *context)
{
    record("[%s%s]", sentence, (const char *)context);
}

static gen_status_t body(gen_t *self, void *args)
{
    (void)args;
    record("runs");
    return finish(self, true);
}

static gen_t *named(const char *name)
{
    gen_attr_t attr = gen_attr();

    attr.name = name;
    return gen_coroutine(&attr, body, NULL, 0);
}

static gen_t *agen(void)
{
    gen_t *g = gen_async_generator(NULL, body, NULL, 0);

    gen_set_name(g, "g");
    return g;
}

static gen_status_t awaits(gen_t *self, void *args)
{
    gen_taskgroup_t group = {0};
    gen_t *t = gen_create_task(named("cancelled"), NULL);
    bool ok;

    (void)args;
    gen_task_cancel(t, NULL);
    gen_free(t);
    ok = gen_sleep(self, 0) && gen_await(self, named("awaited"), NULL);
    if (!gen_wait_for(self, named("no time"), 0, NULL))
        gen_catch(self, GEN_TIMEOUT_ERROR);
    if (!gen_taskgroup_create_task(self, &group, named("refused"), NULL, NULL))
        gen_catch(self, GEN_RUNTIME_ERROR);
    return finish(self, ok);
}

/* Check that a coroutine that is dropped unawaited is told to the hook, and does not run. */
static void test_never_awaited_coroutine(void **state)
{
    gen_t *closed = named("closed");

    (void)state;
    gen_set_never_awaited_hook(note, "!");
    gen_free(named("fetch"));
    gen_close(closed, NULL);
    gen_free(closed);
    gen_free(gen_new(body, NULL, 0)); /* a generator is no coroutine */
    assert_string_equal(recorded(), "[coroutine 'fetch' was never awaited!]");
    gen_set_never_awaited_hook(NULL, NULL);
    gen_free(named("fetch"));
    assert_string_equal(recorded(), "");
}

/* Check that an operation of an async generator is, too. */
static void test_operation(void **state)
{
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, NULL);
    gen_t *g = agen(), *used = gen_anext(g);
    gen_value_t v;

    (void)state;
    gen_set_never_awaited_hook(note, "");
    gen_free(gen_anext(g));
    gen_free(gen_athrow(g, e));
    gen_free(gen_aclose(g));
    assert_int_equal(gen_next(used, &v), GEN_RAISED);
    gen_free(used);
    gen_free(g);
    gen_error_free(e);
    gen_set_never_awaited_hook(NULL, NULL);
    assert_string_equal(recorded(), "[coroutine method 'asend' of 'g' was never awaited] "
                                    "[coroutine method 'athrow' of 'g' was never awaited] "
                                    "[coroutine method 'aclose' of 'g' was never awaited] runs");
}

/* Check that what the loop has no time for, or refuses, is not the program's mistake. */
static void test_refused(void **state)
{
    (void)state;
    gen_set_never_awaited_hook(note, "");
    assert_int_equal(run_body(awaits), GEN_RETURNED);
    gen_set_never_awaited_hook(NULL, NULL);
    assert_string_equal(recorded(), "runs");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_never_awaited_coroutine),
        cmocka_unit_test(test_operation),
        cmocka_unit_test(test_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
