/* How a loop ends: by a deadlock, and with tasks left. */
#include "record.h"
#include <stdlib.h>
#include <string.h>

static gen_status_t wait_for_ever(gen_t *self, void *args)
{
    gen_t *f = gen_create_future(gen_running_loop());

    (void)args;
    if (gen_await(self, f, NULL))
        return gen_return(self, GEN_NONE);
    record_pending(self);
    return GEN_RAISED;
}

/* Check that a deadlock ends the run with a RuntimeError, and shutdown cancels who waited. */
static void test_deadlock(void **state)
{
    (void)state;
    silence_begin();
    assert_int_equal(run_body(wait_for_ever), GEN_RAISED);
    silence_end();
    assert_string_equal(
        recorded(), "raised RuntimeError(deadlock: every task is waiting and nothing can wake them) CancelledError");
}

static gen_status_t awaits(gen_t *self, void *args)
{
    return gen_await(self, gen_ref(*(gen_t **)args), NULL) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

static gen_status_t sleeps(gen_t *self, void *args)
{
    (void)args;
    return gen_sleep(self, 12.5) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

static gen_status_t print_tree(gen_t *self, void *args)
{
    gen_t *inner = spawn(sleeps, "inner"), *outer = spawn_args(awaits, &inner, sizeof inner, "outer");
    bool ok = gen_sleep(self, 0) && gen_sleep(self, 0);

    gen_print_tasks(gen_running_loop(), *(FILE **)args);
    ok = gen_await(self, outer, NULL) && ok;
    gen_free(inner);
    return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that gen_print_tasks() writes who awaits whom. */
static void test_print_tasks(void **state)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    (void)state;
    assert_int_equal(run_with_args(print_tree, &out, sizeof out), GEN_RETURNED);
    fclose(out);
    assert_string_equal(text, "Task-1: running\nouter awaits\n  inner: sleeping until 12.500\n");
    free(text);
}

static gen_status_t clean_up_slowly(gen_t *self, void *args)
{
    if (gen_sleep(self, 100))
        return gen_return(self, GEN_NONE);
    record("%s-cancelled", *(const char **)args);
    if (!gen_catch(self, GEN_CANCELLED_ERROR) || !gen_sleep(self, 1))
        return GEN_RAISED;
    record("%s-clean@%d", *(const char **)args, (int)now());
    return strcmp(*(const char **)args, "x") == 0 ? gen_raise(self, GEN_KEY_ERROR, "x") : gen_return(self, GEN_NONE);
}

static gen_status_t leave_tasks(gen_t *self, void *args)
{
    const char *x = "x", *y = "y";
    gen_t *first = spawn_args(clean_up_slowly, &x, sizeof x, NULL),
          *second = spawn_args(clean_up_slowly, &y, sizeof y, NULL);

    (void)args;
    gen_free(first);
    gen_free(second);
    if (!gen_sleep(self, 1))
        return GEN_RAISED;
    record("main");
    return gen_return(self, GEN_NONE);
}

/* Check that shutdown cancels all tasks, waits for their cleanup, and reports what they raise. */
static void test_shutdown(void **state)
{
    (void)state;
    assert_int_equal(run_body(leave_tasks), GEN_RETURNED);
    assert_string_equal(recorded(), "main x-cancelled y-cancelled x-clean@200 y-clean@200 "
                                    "[unhandled exception during asyncio.run() shutdown: KeyError(x)]");
}

static gen_status_t sleep_long(gen_t *self, void *args)
{
    bool ok = gen_sleep(self, 100);

    (void)args;
    record_pending(self);
    return finish(self, ok);
}

static gen_status_t spawn_at_end(gen_t *self, void *args)
{
    (void)args;
    if (gen_sleep(self, 100))
        return finish(self, true);
    record("spawns");
    gen_free(spawn(sleep_long, "late"));
    return GEN_RAISED;
}

static gen_status_t leave_spawner(gen_t *self, void *args)
{
    (void)args;
    gen_free(spawn(spawn_at_end, NULL));
    return finish(self, gen_sleep(self, 1));
}

/* Check that what a task starts as it is cancelled at the end is cancelled in turn. */
static void test_spawned_at_end(void **state)
{
    (void)state;
    assert_int_equal(run_body(leave_spawner), GEN_RETURNED);
    assert_string_equal(recorded(), "spawns");
}

static gen_status_t ignore_all(gen_t *self, void *args)
{
    gen_t *f = gen_create_future(gen_running_loop());

    (void)args;
    for (int i = 0; i < 2; i++)
        if (!gen_await(self, gen_create_future(gen_running_loop()), NULL))
            gen_catch(self, GEN_CANCELLED_ERROR);
    gen_free(f);
    return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, GEN_NONE);
}

static gen_status_t leave_stubborn(gen_t *self, void *args)
{
    (void)args;
    gen_free(spawn(ignore_all, "stubborn"));
    return gen_sleep(self, 1) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that a task that never ends is destroyed with the loop, and that is reported. */
static void test_destroyed_pending(void **state)
{
    (void)state;
    assert_int_equal(run_body(leave_stubborn), GEN_RETURNED);
    assert_string_equal(recorded(), "[Task was destroyed but it is pending!: None]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deadlock),          cmocka_unit_test(test_print_tasks),
        cmocka_unit_test(test_shutdown),          cmocka_unit_test(test_spawned_at_end),
        cmocka_unit_test(test_destroyed_pending),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
