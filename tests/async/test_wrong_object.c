/* Calls that are given another kind of object than they are for, or none, and blocks that are not left: where Python raises
 * a TypeError, or has a `with`, the program stops. */
#include "../death.h"
#include "tasks.h"
#include <string.h>

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

static void free_loop_twice(void *unused)
{
    gen_loop_t *loop = gen_loop_new(NULL);
    gen_t *future = gen_create_future(loop); /* keeps the loop's memory */

    (void)unused;
    gen_loop_free(loop);
    gen_loop_free(loop);
    gen_free(future);
}

static void call_nothing(void *unused)
{
    (void)unused;
}

static void free_handle_too_often(void *unused)
{
    gen_handle_t *h = gen_call_soon(gen_loop_new(NULL), call_nothing, unused);

    gen_handle_free(h);
    gen_handle_free(h);
}

/* Check that what was freed is not freed again. */
static void test_freed(void **state)
{
    (void)state;
    assert_death(free_loop_twice, NULL, "gen_loop_free: this loop was freed already\n");
    assert_death(free_handle_too_often, NULL, "gen_handle_free: this handle was freed already\n");
}

static void make_future(void *unused)
{
    (void)unused;
    gen_free(gen_create_future(gen_running_loop()));
}

static void call_soon(void *unused)
{
    gen_handle_free(gen_call_soon(gen_running_loop(), call_nothing, unused));
}

static void ask_time(void *unused)
{
    (void)unused;
    printf("%g", gen_loop_time(gen_running_loop()));
}

static void stop(void *unused)
{
    (void)unused;
    gen_loop_stop(gen_running_loop());
}

static void run_nowhere(void *unused)
{
    (void)unused;
    gen_loop_run(NULL, gen_coroutine(NULL, nothing, NULL, 0), NULL, NULL);
}

static void make_task_nowhere(void *unused)
{
    (void)unused;
    gen_free(gen_loop_create_task(NULL, gen_coroutine(NULL, nothing, NULL, 0), NULL));
}

/* Check that what needs a loop says so where none runs. */
static void test_no_loop(void **state)
{
    void (*const uses[])(void *) = {make_future, call_soon, ask_time, stop, run_nowhere, make_task_nowhere};

    (void)state;
    for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++)
        assert_death(uses[i], NULL, ": NULL was given for 'loop'\n");
}

static gen_status_t forgets_timeout(gen_t *self, void *args)
{
    gen_timeout_t timeout;

    (void)args;
    gen_set_name(self, "hasty");
    return finish(self, gen_timeout_enter(self, &timeout, 1));
}

static gen_status_t forgets_group(gen_t *self, void *args)
{
    gen_taskgroup_t group;

    (void)args;
    gen_set_name(self, "hasty");
    return finish(self, gen_taskgroup_enter(self, &group));
}

static void forget_timeout(void *unused)
{
    (void)unused;
    gen_run(gen_coroutine(NULL, forgets_timeout, NULL, 0), NULL, NULL);
}

static void forget_group(void *unused)
{
    (void)unused;
    gen_run(gen_coroutine(NULL, forgets_group, NULL, 0), NULL, NULL);
}

/* Check that a coroutine cannot end inside a block, whose timer and tasks would be told to a stack that is gone. */
static void test_block_left(void **state)
{
    static const char sentence[] =
        "gen: the body of generator 'hasty' returned without gen_cleanup_pop(), or without the "
        "exit of a scope, timeout or task group\n";

    (void)state;
    assert_death(forget_timeout, NULL, sentence);
    assert_death(forget_group, NULL, sentence);
}

static void cancel_nothing(void *unused)
{
    (void)unused;
    gen_task_cancel(NULL, NULL);
}

static void iterate_nothing(void *unused)
{
    (void)unused;
    record("%d", gen_async_running(NULL));
}

static gen_status_t acquires(gen_t *self, void *args)
{
    return finish(self, gen_lock_acquire(self, *(gen_lock_t **)args));
}

static gen_status_t loses_lock(gen_t *self, void *args)
{
    gen_lock_t lock = {0}, *pointer = &lock;
    bool ok = gen_lock_acquire(self, &lock);
    gen_t *t = spawn_args(acquires, &pointer, sizeof pointer, NULL);

    (void)args;
    ok = ok && gen_sleep(self, 0) && gen_sleep(self, 0);
    memset(&lock, 0, sizeof lock); /* as if its memory were used for something else */
    gen_task_cancel(t, NULL);
    gen_free(t);
    return finish(self, gen_sleep(self, 0) && ok);
}

static void lose_lock(void *unused)
{
    (void)unused;
    gen_run(gen_coroutine(NULL, loses_lock, NULL, 0), NULL, NULL);
}

/* Check that a task that waited for a lock whose memory is used for something else stops the program, and does not write
 * there. */
static void test_lost_lock(void **state)
{
    (void)state;
    assert_death(lose_lock, NULL, "lock: it is gone while a task waits for it");
}

static void make_barrier(void *unused)
{
    gen_barrier_t barrier;

    (void)unused;
    gen_barrier_init(&barrier, 0);
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
    assert_death(make_barrier, NULL, "parties must be >= 1");
    assert_death(cancel_nothing, NULL, "gen_task_cancel: this is not a task");
    assert_death(iterate_nothing, NULL, "gen_async_running: this is not an async generator");
    assert_false(gen_is_task(NULL) || gen_is_future(NULL) || gen_is_async_generator(NULL));
}

static void make_loop_without_size(void *unused)
{
    gen_loop_attr_t attr = {.virtual_clock = true};

    (void)unused;
    gen_loop_free(gen_loop_new(&attr));
}

static void make_agen_without_size(void *unused)
{
    gen_attr_t attr = {.name = "mine"};

    (void)unused;
    gen_free(gen_async_generator(&attr, nothing, NULL, 0));
}

static gen_status_t starts_process(gen_t *self, void *args)
{
    gen_process_attr_t attr = {.cwd = "/"};
    const char *argv[] = {"true", NULL};
    gen_process_t *process;

    (void)args;
    return finish(self, gen_create_subprocess_exec(self, &attr, argv, &process));
}

static gen_status_t starts_server(gen_t *self, void *args)
{
    gen_server_attr_t attr = {.backlog = 1};
    gen_server_t *server;

    (void)args;
    return finish(self, gen_start_server(self, &attr, nothing, NULL, "127.0.0.1", 0, &server));
}

static gen_status_t starts_server_with_handler(gen_t *self, void *args)
{
    gen_server_attr_t attr = gen_server_attr();
    gen_attr_t handler = {.stack_size = 1 << 20};
    gen_server_t *server;

    (void)args;
    attr.handler = &handler;
    return finish(self, gen_start_server(self, &attr, nothing, NULL, "127.0.0.1", 0, &server));
}

static void run_start(void *body)
{
    gen_run(gen_coroutine(NULL, *(gen_body_t **)body, NULL, 0), NULL, NULL);
}

/* Check that attributes of any kind which did not begin with their function are not ignored. */
static void test_attributes_without_size(void **state)
{
    gen_body_t *process = starts_process, *server = starts_server, *handler = starts_server_with_handler;

    (void)state;
    assert_death(make_loop_without_size, NULL, "gen_loop_attr: attributes without their struct_size were given");
    assert_death(make_agen_without_size, NULL, "gen_attr: attributes without their struct_size were given");
    assert_death(run_start, &process, "gen_process_attr: attributes without their struct_size were given");
    assert_death(run_start, &server, "gen_server_attr: attributes without their struct_size were given");
    assert_death(run_start, &handler, "gen_attr: attributes without their struct_size were given");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wrong_objects), cmocka_unit_test(test_freed),
        cmocka_unit_test(test_no_loop),       cmocka_unit_test(test_block_left),
        cmocka_unit_test(test_lost_lock),     cmocka_unit_test(test_attributes_without_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
