/* A loop that is freed while one task waits for each thing that can be waited for, and everything else is pending too. */
#include "echo.h"
#include "tasks.h"
#include <netdb.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <uv.h>

enum { STREAMS = 3 };

static struct {
    gen_stream_t *streams[STREAMS], *client;
    int peers[STREAMS];
    gen_server_t *server;
    gen_process_t *process;
    gen_datagram_t *endpoint;
    gen_t *agen;
    gen_lock_t lock;
    gen_event_t event;
    gen_condition_t condition;
    gen_semaphore_t semaphore;
    gen_barrier_t barrier;
    gen_queue_t queue, full;
} all;

static bool reads(gen_t *self)
{
    char data[4];
    size_t got;

    return gen_stream_read(self, all.streams[0], data, sizeof data, &got);
}

static bool drains(gen_t *self)
{
    return gen_stream_drain(self, all.streams[1]);
}

static bool waits_for_close(gen_t *self)
{
    return gen_stream_wait_closed(self, all.streams[2]);
}

static bool serves(gen_t *self)
{
    return gen_server_serve_forever(self, all.server);
}

static bool waits_for_server(gen_t *self)
{
    return gen_server_wait_closed(self, all.server);
}

static bool communicates(gen_t *self)
{
    gen_output_t output;

    return gen_process_communicate(self, all.process, "x", 1, &output);
}

static bool waits_for_process(gen_t *self)
{
    return gen_process_wait(self, all.process, NULL);
}

static bool receives(gen_t *self)
{
    char data[4];
    size_t got;

    return gen_datagram_recvfrom(self, all.endpoint, data, sizeof data, &got, NULL);
}

static bool locks(gen_t *self)
{
    return gen_lock_acquire(self, &all.lock);
}

static bool waits_for_event(gen_t *self)
{
    return gen_event_wait(self, &all.event);
}

static bool waits_for_notice(gen_t *self)
{
    bool ok = gen_condition_acquire(self, &all.condition) && gen_condition_wait(self, &all.condition);

    gen_condition_release(self, &all.condition);
    return ok;
}

static bool waits_for_permit(gen_t *self)
{
    return gen_semaphore_acquire(self, &all.semaphore);
}

static bool waits_at_barrier(gen_t *self)
{
    return gen_barrier_wait(self, &all.barrier, NULL);
}

static bool gets(gen_t *self)
{
    return gen_queue_get(self, &all.queue, NULL);
}

static bool puts_one(gen_t *self)
{
    return gen_queue_put(self, &all.full, gen_int(2));
}

static bool joins(gen_t *self)
{
    return gen_queue_join(self, &all.full);
}

static gen_value_t work(void *arg, gen_error_t **error)
{
    (void)error;
    usleep(20000);
    return gen_ptr(arg);
}

static bool waits_for_work(gen_t *self)
{
    return gen_await(self, gen_run_in_executor(gen_running_loop(), work, NULL, 0, NULL), NULL);
}

static bool waits_for_executor(gen_t *self)
{
    return gen_shutdown_default_executor(self);
}

static bool resolves(gen_t *self)
{
    struct addrinfo *list = NULL;
    bool ok = gen_getaddrinfo(self, "localhost", "1", NULL, &list);

    if (ok)
        freeaddrinfo(list);
    return ok;
}

typedef bool wait_t(gen_t *self);

static gen_status_t run_wait(gen_t *self, void *args)
{
    bool ok = (*(wait_t **)args)(self);

    if (gen_catch(self, GEN_OS_ERROR)) /* a machine without "localhost" */
        ok = true;
    return finish(self, ok);
}

static gen_t *wait_coroutine(wait_t *wait)
{
    return gen_coroutine(NULL, run_wait, &wait, sizeof wait);
}

static bool gathers(gen_t *self)
{
    gen_t *both[] = {wait_coroutine(waits_for_event), wait_coroutine(locks)};

    return gen_gather(self, both, 2, NULL, NULL);
}

static bool groups(gen_t *self)
{
    gen_taskgroup_t group;
    bool ok = gen_taskgroup_enter(self, &group) &&
              gen_taskgroup_create_task(self, &group, wait_coroutine(gathers), NULL, NULL) &&
              gen_taskgroup_create_task(self, &group, wait_coroutine(gets), NULL, NULL);

    return gen_taskgroup_exit(self, &group) && ok;
}

static bool shields(gen_t *self)
{
    return gen_shield(self, wait_coroutine(groups), NULL);
}

static bool limits(gen_t *self)
{
    return gen_wait_for(self, wait_coroutine(shields), 1000, NULL);
}

static bool completes(gen_t *self)
{
    gen_t *both[] = {wait_coroutine(limits), wait_coroutine(waits_for_event)}, *next;
    gen_as_completed_t *it = gen_as_completed(self, both, 2, 1000);
    bool ok = it != NULL;

    while (ok && (ok = gen_as_completed_next(self, it, &next)) && next != NULL)
        gen_future_exception(next, NULL);
    gen_as_completed_free(it);
    return ok;
}

static bool iterates(gen_t *self)
{
    return gen_await(self, gen_anext(all.agen), NULL);
}

static gen_status_t sleepy(gen_t *self, void *args)
{
    (void)args;
    return finish(self, gen_sleep(self, 1000) && gen_async_yield(self, GEN_NONE, NULL));
}

static void nothing(void *arg)
{
    (void)arg;
}

static bool open_streams(gen_t *self)
{
    static char data[1 << 20];
    gen_process_attr_t attr = gen_process_attr();

    for (int i = 0; i < STREAMS; i++)
        all.streams[i] = stream_pair(&all.peers[i]);
    gen_stream_write(all.streams[1], data, sizeof data);
    attr.std_in = GEN_PIPE;
    attr.std_out = GEN_PIPE;
    return gen_start_server(self, NULL, echo, echo_name, "127.0.0.1", 0, &all.server) &&
           gen_open_connection(self, "127.0.0.1", gen_server_port(all.server), &all.client) &&
           gen_create_datagram_endpoint(self, "127.0.0.1", 0, NULL, 0, &all.endpoint) &&
           gen_create_subprocess_shell(self, &attr, "exec sleep 1000", &all.process);
}

static bool make_all(gen_t *self)
{
    all.agen = gen_async_generator(NULL, sleepy, NULL, 0);
    gen_semaphore_init(&all.semaphore, 0);
    gen_barrier_init(&all.barrier, 2);
    gen_queue_init(&all.queue, 0);
    gen_queue_init(&all.full, 1);
    return gen_lock_acquire(self, &all.lock) && gen_queue_put_nowait(self, &all.full, gen_int(1)) && open_streams(self);
}

static bool ask_for_calls(gen_loop_t *loop)
{
    gen_handle_free(gen_call_later(loop, 1000, nothing, NULL));
    gen_handle_free(gen_call_soon(loop, nothing, NULL));
    return gen_call_soon_threadsafe(loop, nothing, NULL) && gen_add_signal_handler(loop, SIGUSR1, nothing, NULL) == 0 &&
           gen_add_reader(loop, all.peers[0], nothing, NULL) == 0;
}

static gen_status_t leave_everything(gen_t *self, void *args)
{
    static wait_t *const waits[] = {
        reads,
        drains,
        waits_for_close,
        serves,
        waits_for_server,
        communicates,
        receives,
        locks,
        waits_for_event,
        gets,
        puts_one,
        joins,
        waits_for_work,
        waits_for_notice,
        waits_for_permit,
        groups,
        waits_at_barrier,
        waits_for_process,
        resolves,
        gathers,
        iterates,
        limits,
        shields,
        completes,
        waits_for_executor,
    };
    bool ok = make_all(self);

    for (size_t i = 0; i < sizeof waits / sizeof *waits && ok; i++)
        gen_free(gen_create_task(wait_coroutine(waits[i]), NULL));
    ok = ok && ask_for_calls(gen_running_loop());
    return finish(self, turns(self, *(int *)args) && ok);
}

static void drop_all(void)
{
    for (int i = 0; i < STREAMS; i++) {
        gen_stream_free(all.streams[i]);
        close(all.peers[i]);
    }
    gen_stream_free(all.client);
    gen_server_free(all.server);
    gen_process_free(all.process);
    gen_datagram_free(all.endpoint);
    gen_free(all.agen);
    gen_queue_destroy(&all.queue);
    gen_queue_destroy(&all.full);
    memset(&all, 0, sizeof all);
}

/* Check that a loop is freed in order, whatever is pending and however far it is, and leaves no handle behind on a libuv
 * loop of the program's, no descriptor, and no memory. */
static void test_everything(void **state)
{
    static const int steps[] = {0, 1, 2, 5, 80};
    gen_loop_attr_t attr = gen_loop_attr();
    int before;

    (void)state;
    gen_loop_free(gen_loop_new(NULL)); /* the first one makes libuv open what it keeps */
    before = open_descriptors();
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        gen_error_t *e;
        uv_loop_t uv;

        assert_int_equal(uv_loop_init(&uv), 0);
        attr.uv = &uv;
        gen_run_with(&attr, gen_coroutine(NULL, leave_everything, &steps[i], sizeof steps[i]), NULL, &e);
        assert_null(e);
        drop_all();
        assert_int_equal(uv_loop_close(&uv), 0);
        assert_int_equal(open_descriptors(), before);
    }
    recorded();
}

static bool sleeps(gen_t *self)
{
    return gen_sleep(self, 1);
}

static bool awaits(gen_t *self)
{
    return gen_await(self, gen_create_future(gen_running_loop()), NULL);
}

static bool waits_for_a_task(gen_t *self)
{
    gen_t *future = gen_create_future(gen_running_loop());
    bool ok = gen_wait(self, &future, 1, 1, GEN_ALL_COMPLETED, NULL);

    gen_free(future);
    return ok;
}

static int wrong;

/* Forgets about an exception, and waits. Counts what else becomes of it than a SystemError. */
static gen_status_t forget(gen_t *self, void *args)
{
    static const struct {
        wait_t *wait;
        const char *call;
    } waits[] = {
        {reads, "a function that reads from a stream"},
        {drains, "gen_stream_drain()"},
        {waits_for_close, "gen_stream_wait_closed()"},
        {serves, "gen_server_serve_forever()"},
        {waits_for_server, "gen_server_wait_closed()"},
        {receives, "gen_datagram_recvfrom()"},
        {locks, "gen_lock_acquire()"},
        {waits_for_event, "gen_event_wait()"},
        {gets, "gen_queue_get()"},
        {puts_one, "gen_queue_put()"},
        {waits_for_permit, "gen_semaphore_acquire()"},
        {waits_for_process, "gen_process_wait()"},
        {resolves, "a function that resolves names"},
        {sleeps, "gen_sleep()"},
        {awaits, "gen_await()"},
        {waits_for_a_task, "gen_wait()"},
    };
    bool ok = make_all(self);

    (void)args;
    for (size_t i = 0; i < sizeof waits / sizeof *waits && ok; i++) {
        char expected[100];
        gen_error_t *e;

        snprintf(expected, sizeof expected, "%s was called with an exception pending", waits[i].call);
        gen_raise(self, GEN_KEY_ERROR, "forgotten");
        if (waits[i].wait(self) || !gen_catch_as(self, GEN_SYSTEM_ERROR, &e)) {
            wrong++;
            continue;
        }
        wrong += strcmp(gen_error_message(e), expected) != 0 || !gen_error_is(gen_error_context(e), GEN_KEY_ERROR);
        gen_error_free(e);
    }
    return finish(self, ok);
}

/* Check that whoever waits although an exception is pending gets a SystemError that names the function that was called. */
static void test_forgotten(void **state)
{
    gen_error_t *e;

    (void)state;
    gen_run(gen_coroutine(NULL, forget, NULL, 0), NULL, &e);
    assert_null(e);
    drop_all();
    recorded();
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything),
        cmocka_unit_test(test_forgotten),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
