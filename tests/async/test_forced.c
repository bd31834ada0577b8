/* Coroutines that wait for ever again whatever is raised in them, and so are destroyed where they stand. */
#include "peer.h"
#include <arpa/inet.h>
#include <fcntl.h>
#include <math.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Something that waits, for ever if it is let. */
typedef bool operation_t(gen_t *self);

static gen_status_t stubborn(gen_t *self, void *args)
{
    operation_t *operation = *(operation_t **)args;

    for (int i = 0; i < 1000; i++) {
        if (operation(self))
            record("done");
        gen_catch(self, GEN_BASE_EXCEPTION);
    }
    return finish(self, true);
}

static gen_t *future(void)
{
    return gen_create_future(gen_running_loop());
}

static gen_status_t for_ever(gen_t *self, void *args)
{
    (void)args;
    return finish(self, gen_await(self, future(), NULL));
}

static gen_status_t suppress(gen_t *self, void *args)
{
    (void)args;
    while (!gen_await(self, future(), NULL))
        gen_catch(self, GEN_BASE_EXCEPTION);
    return finish(self, true);
}

static gen_status_t manager(gen_t *self, void *args)
{
    bool ok = *(bool *)args || gen_async_yield(self, GEN_NONE, NULL);

    if (!ok)
        gen_catch(self, GEN_BASE_EXCEPTION);
    return finish(self, gen_await(self, future(), NULL));
}

static bool do_gather(gen_t *self)
{
    gen_t *all[2] = {future(), gen_coroutine(NULL, for_ever, NULL, 0)};

    return gen_gather(self, all, 2, NULL, NULL);
}

static bool do_wait(gen_t *self)
{
    gen_t *f = future();
    gen_cleanup_t cleanup;
    bool ok;

    gen_cleanup_push(self, &cleanup, (void (*)(void *))gen_free, f);
    ok = gen_wait(self, &f, 1, 60, GEN_ALL_COMPLETED, NULL);
    gen_cleanup_pop(self, &cleanup);
    gen_free(f);
    return ok;
}

static bool do_wait_for(gen_t *self)
{
    return gen_wait_for(self, gen_coroutine(NULL, suppress, NULL, 0), 60, NULL);
}

static bool do_shield(gen_t *self)
{
    return gen_shield(self, future(), NULL);
}

static bool do_sleep(gen_t *self)
{
    return gen_sleep(self, 60);
}

static gen_lock_t lock;
static gen_condition_t condition;

static bool do_lock(gen_t *self)
{
    return gen_lock_acquire(self, &lock);
}

static bool do_condition(gen_t *self)
{
    lock.locked_ = true;
    return gen_condition_wait(self, &condition);
}

static bool do_group(gen_t *self)
{
    gen_taskgroup_t group;
    bool ok = gen_taskgroup_enter(self, &group);

    gen_raise(self, GEN_KEY_ERROR, "of the block");
    ok = gen_taskgroup_create_task(self, &group, gen_coroutine(NULL, suppress, NULL, 0), NULL, NULL) && ok;
    return gen_taskgroup_exit(self, &group) && ok;
}

static bool do_async_enter(gen_t *self)
{
    bool waits_first = true;
    gen_t *g = gen_async_generator(NULL, manager, &waits_first, sizeof waits_first);

    return gen_async_enter(self, g, NULL);
}

static bool do_async_exit(gen_t *self)
{
    bool waits_first = false;
    gen_t *g = gen_async_generator(NULL, manager, &waits_first, sizeof waits_first);

    if (!gen_async_enter(self, g, NULL))
        return false;
    gen_raise(self, GEN_KEY_ERROR, "of the block");
    return gen_async_exit(self, g);
}

static unsigned full_port; /* of a socket whose queue of connections is full: connecting to it takes for ever */

static bool do_connect(gen_t *self)
{
    gen_stream_t *s;

    return gen_open_connection(self, "127.0.0.1", full_port, &s);
}

static gen_status_t run_operation(gen_t *self, void *args)
{
    gen_t *co = gen_coroutine(NULL, stubborn, args, sizeof(operation_t *));
    gen_status_t status;
    gen_value_t v;

    memset(&condition, 0, sizeof condition);
    memset(&lock, 0, sizeof lock);
    lock.locked_ = true;
    condition.lock_ = &lock;
    status = gen_next(co, &v);
    record("%d", status);
    gen_free(co);
    return finish(self, true);
}

static void note_unraisable(gen_t *g, gen_error_t *e, void *context)
{
    (void)g;
    (void)context;
    record_error(e);
}

/* How many bytes are allocated; 0 where nobody knows. */
static size_t allocated(void)
{
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
    return mallinfo2().uordblks;
#else
    return 0;
#endif
}

static void destroy_in(operation_t *operation)
{
    static const char destroyed[] = "1 RuntimeError(coroutine ignored GeneratorExit)";
    size_t before = 0;

    gen_loop_free(gen_loop_new(NULL)); /* the first one makes libuv open what it keeps */
    gen_set_unraisable_hook(note_unraisable, NULL);
    for (int i = 0; i < 24; i++) {
        int descriptors = open_descriptors();

        assert_int_equal(run_with_args(run_operation, &operation, sizeof operation), GEN_RETURNED);
        assert_memory_equal(recorded(), destroyed,
                            strlen(destroyed)); /* a gather() complains that nobody saw its end */
        assert_int_equal(open_descriptors(), descriptors);
        if (i == 16) /* until then, memory is taken that is kept for later */
            before = allocated();
    }
    assert_int_equal(allocated(), before);
    gen_set_unraisable_hook(NULL, NULL);
}

/* Check that nothing is lost with a coroutine that is destroyed while it waits for tasks and futures. */
static void test_tasks(void **state)
{
    operation_t *const all[] = {do_gather, do_wait, do_wait_for, do_shield, do_sleep, do_group};

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        destroy_in(all[i]);
}

/* Check the same while it waits for locks, in `async with`. */
static void test_locks(void **state)
{
    (void)state;
    destroy_in(do_lock);
    destroy_in(do_condition);
    destroy_in(do_async_enter);
    destroy_in(do_async_exit);
}

/* A socket that listens, with as many connections waiting as it takes. Returns how many descriptors it opened. */
static int fill_queue(int fds[], int room)
{
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    int count = 0;

    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    fds[count++] = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(fds[0], (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(fds[0], 0), 0);
    getsockname(fds[0], (struct sockaddr *)&address, &size);
    full_port = ntohs(address.sin_port);
    while (count < room) {
        int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

        fds[count++] = fd;
        connect(fd, (struct sockaddr *)&address, sizeof address);
    }
    return count;
}

/* Check the same while it connects: neither its socket nor the list of addresses is lost. */
static void test_connect(void **state)
{
    int fds[8], count = fill_queue(fds, 8);

    (void)state;
    destroy_in(do_connect);
    while (count > 0)
        close(fds[--count]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tasks),
        cmocka_unit_test(test_locks),
        cmocka_unit_test(test_connect),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
