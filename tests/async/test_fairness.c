/* Calls that never have to wait: whoever makes one after the other gives way to all others all the same. */
#include "agens.h"
#include "peer.h"
#include "tasks.h"
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* What one step of a task may do at once, and what is enough to see that it may do ever so much. */
enum { BUDGET = 128, ENDLESS = 2000, TURNS = 3 };

static struct {
    gen_queue_t queue;
    gen_lock_t lock;
    gen_event_t event;
    gen_condition_t condition;
    gen_semaphore_t semaphore;
    gen_barrier_t barrier;
    gen_t *agen;
    gen_stream_t *stream;
    int peer, listener;
    gen_datagram_t *endpoint;
    gen_address_t address;
    char path[64];
} there;

/* --- What can be done at once, each time that it is asked for --- */

static bool gets(gen_t *self)
{
    gen_value_t v;

    return gen_queue_put_nowait(self, &there.queue, GEN_NONE) && gen_queue_get(self, &there.queue, &v);
}

static bool puts_item(gen_t *self)
{
    gen_value_t v;

    return gen_queue_put(self, &there.queue, GEN_NONE) && gen_queue_get_nowait(self, &there.queue, &v);
}

static bool locks(gen_t *self)
{
    return gen_lock_acquire(self, &there.lock) && gen_lock_release(self, &there.lock);
}

static bool sees_event(gen_t *self)
{
    return gen_event_wait(self, &there.event);
}

static bool enters(gen_t *self)
{
    return gen_semaphore_acquire(self, &there.semaphore) && gen_semaphore_release(self, &there.semaphore);
}

static bool holds(void *arg)
{
    return arg == NULL;
}

static bool sees_condition(gen_t *self)
{
    return gen_condition_wait_for(self, &there.condition, holds, NULL);
}

static bool passes_barrier(gen_t *self)
{
    return gen_barrier_wait(self, &there.barrier, NULL);
}

static bool iterates(gen_t *self)
{
    gen_value_t v;

    return gen_async_for(self, there.agen, &v);
}

static bool reads(gen_t *self)
{
    char byte;
    size_t got;

    return gen_stream_read(self, there.stream, &byte, 1, &got);
}

static bool reads_line(gen_t *self)
{
    const char *line;

    return gen_stream_readline(self, there.stream, &line, NULL);
}

static bool reads_until(gen_t *self)
{
    const char *data;

    return gen_stream_readuntil(self, there.stream, "\n", 1, &data, NULL);
}

static bool reads_exactly(gen_t *self)
{
    char byte;

    return gen_stream_readexactly(self, there.stream, &byte, 1, NULL);
}

static bool writes(gen_t *self)
{
    char byte;

    gen_stream_write(there.stream, "x", 1);
    return gen_stream_drain(self, there.stream) && recv(there.peer, &byte, 1, 0) == 1;
}

static bool sends(gen_t *self)
{
    return gen_datagram_sendto(self, there.endpoint, "x", 1, &there.address);
}

static bool receives(gen_t *self)
{
    char byte;
    size_t got;
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ssize_t sent = sendto(fd, "x", 1, 0, (struct sockaddr *)&there.address.storage, there.address.size);

    close(fd);
    return sent == 1 && gen_datagram_recvfrom(self, there.endpoint, &byte, 1, &got, NULL);
}

static bool connects(gen_t *self)
{
    gen_stream_t *s;
    bool ok = gen_open_unix_connection(self, there.path, &s);

    gen_stream_free(ok ? s : NULL);
    return ok && close(accept(there.listener, NULL, NULL)) == 0;
}

static gen_status_t handler(gen_t *self, void *stream)
{
    (void)self;
    gen_stream_free(*(gen_stream_t **)stream);
    return GEN_RETURNED;
}

static bool listens(gen_t *self)
{
    gen_server_t *server;
    bool ok = gen_start_server(self, NULL, handler, NULL, "127.0.0.1", 0, &server);

    gen_server_free(server);
    return ok;
}

static bool spawns(gen_t *self)
{
    const char *const argv[] = {"/bin/true", NULL};
    gen_process_t *process;
    bool ok = gen_create_subprocess_exec(self, NULL, argv, &process);

    gen_process_free(process);
    return ok;
}

/* --- Those who do it, and who is beside them --- */

struct greedy {
    bool (*call)(gen_t *self);
    const bool *enough;
    int calls, before_others; /* how many in all, and how many before anybody else had a turn */
};

static gen_status_t run_greedy(gen_t *self, void *args)
{
    struct greedy *g = *(struct greedy **)args;
    bool ok = true;

    for (; ok && !*g->enough && g->calls < ENDLESS; g->calls++)
        ok = g->call(self);
    return finish(self, ok);
}

static gen_status_t endless(gen_t *self, void *args)
{
    (void)args;
    for (;;)
        if (!gen_async_yield(self, GEN_NONE, NULL))
            return GEN_RAISED;
}

static void open_listener(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    snprintf(there.path, sizeof there.path, "/tmp/gen-fairness-%d", (int)getpid());
    memcpy(address.sun_path, there.path, strlen(there.path) + 1);
    unlink(there.path);
    there.listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(there.listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(there.listener, 8) != 0)
        abort();
}

static bool open_all(gen_t *self)
{
    static char lines[8192];

    memset(&there, 0, sizeof there);
    gen_queue_init(&there.queue, 0);
    gen_event_set(&there.event);
    gen_semaphore_init(&there.semaphore, 1);
    gen_barrier_init(&there.barrier, 1);
    there.agen = gen_async_generator(NULL, endless, NULL, 0);
    there.stream = stream_pair(&there.peer);
    memset(lines, '\n', sizeof lines - 1);
    put_text(there.peer, lines);
    open_listener();
    return gen_condition_acquire(self, &there.condition) &&
           gen_create_datagram_endpoint(self, "127.0.0.1", 0, NULL, 0, &there.endpoint) &&
           gen_datagram_sockname(there.endpoint, &there.address);
}

static bool close_all(gen_t *self)
{
    bool ok = gen_await(self, gen_aclose(there.agen), NULL);

    gen_free(there.agen);
    gen_condition_release(self, &there.condition);
    gen_queue_destroy(&there.queue);
    gen_stream_free(there.stream);
    gen_datagram_free(there.endpoint);
    close(there.peer);
    close(there.listener);
    unlink(there.path);
    return ok;
}

/* Some turns beside a greedy task. */
static gen_status_t beside(gen_t *self, void *args)
{
    bool enough = false, ok = open_all(self);
    struct greedy greedy = {*(bool (**)(gen_t *))args, &enough, 0, 0}, *g = &greedy;
    gen_t *task = spawn_args(run_greedy, &g, sizeof g, NULL);

    ok = ok && turns(self, 1);
    greedy.before_others = greedy.calls;
    ok = ok && turns(self, TURNS - 1);
    enough = true;
    ok = gen_await(self, task, NULL) && ok;
    record("%d", greedy.before_others);
    if (greedy.calls > TURNS * (BUDGET + 1))
        record("%d in %d turns", greedy.calls, TURNS);
    return finish(self, close_all(self) && ok);
}

static const char *beside_one_who(bool (*call)(gen_t *self))
{
    return run_with_args(beside, &call, sizeof call) == GEN_RETURNED ? recorded() : "failed";
}

/* Check that who finds every lock free, every event set and every queue ready gives way after the budget of a step. */
static void test_sync(void **state)
{
    (void)state;
    assert_string_equal(beside_one_who(gets), "128");
    assert_string_equal(beside_one_who(puts_item), "128");
    assert_string_equal(beside_one_who(locks), "128");
    assert_string_equal(beside_one_who(sees_event), "128");
    assert_string_equal(beside_one_who(enters), "128");
    assert_string_equal(beside_one_who(sees_condition), "128");
    assert_string_equal(beside_one_who(passes_barrier), "64");
}

/* Check that who iterates over what an async generator has at once gives way. */
static void test_asyncgen(void **state)
{
    (void)state;
    assert_string_equal(beside_one_who(iterates), "128");
}

/* Check that who reads what is there already gives way: from the buffer, into which one system call reads it. */
static void test_buffered(void **state)
{
    (void)state;
    assert_string_equal(beside_one_who(reads_line), "120");
    assert_string_equal(beside_one_who(reads_until), "120");
    assert_string_equal(beside_one_who(reads_exactly), "120");
}

/* Check that who asks the system each time gives way sooner. */
static void test_system(void **state)
{
    (void)state;
    assert_string_equal(beside_one_who(reads), "14");
    assert_string_equal(beside_one_who(writes), "16");
    assert_string_equal(beside_one_who(sends), "16");
    assert_string_equal(beside_one_who(receives), "16");
    assert_string_equal(beside_one_who(connects), "16");
    assert_string_equal(beside_one_who(listens), "16");
    assert_string_equal(beside_one_who(spawns), "16");
}

/* --- What giving way must not do --- */

static gen_status_t get_all(gen_t *self, void *args)
{
    gen_value_t v;

    for (int *got = *(int **)args;; ++*got)
        if (!gen_queue_get(self, &there.queue, &v))
            return GEN_RAISED;
}

static gen_status_t cancelled(gen_t *self, void *args)
{
    int got = 0, *arg = &got;
    gen_t *task;
    bool ok = true;

    (void)args;
    gen_queue_init(&there.queue, 0);
    for (int i = 0; i < 2 * BUDGET && ok; i++)
        ok = gen_queue_put_nowait(self, &there.queue, GEN_NONE);
    task = spawn_args(get_all, &arg, sizeof arg, NULL);
    ok = ok && turns(self, 1);
    gen_task_cancel(task, NULL);
    if (!gen_await(self, task, NULL))
        caught(self);
    record("%d %d", got, (int)gen_queue_size(&there.queue));
    gen_queue_destroy(&there.queue);
    return finish_caught(self);
}

/* Check that a task can be cancelled where it gives way, and nothing that it was to be given is lost. */
static void test_cancelled(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancelled), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError 128 128");
}

static bool spend_all(gen_t *self)
{
    bool ok = true;

    gen_event_set(&there.event);
    for (int i = 0; i < BUDGET && ok; i++)
        ok = gen_event_wait(self, &there.event);
    return ok;
}

static gen_status_t locked_at_close(gen_t *self, void *args)
{
    gen_error_t *e;

    (void)args;
    if (gen_yield(self, GEN_NONE, NULL) || !gen_catch_as(self, GEN_GENERATOR_EXIT, &e))
        return GEN_RAISED;
    record("%d", gen_lock_acquire(self, &there.lock) && gen_lock_release(self, &there.lock));
    gen_reraise(self, e);
    gen_error_free(e);
    return GEN_RAISED;
}

static gen_status_t closes(gen_t *self, void *args)
{
    gen_t *c = gen_coroutine(NULL, locked_at_close, NULL, 0);
    gen_value_t v;

    (void)args;
    memset(&there, 0, sizeof there);
    record("%d", gen_next(c, &v));
    if (!spend_all(self))
        return GEN_RAISED;
    record("%d", gen_close(c, &v));
    gen_free(c);
    return finish_caught(self);
}

/* Check that a coroutine that is closed by hand does not give way in its cleanup: it would be "ignored GeneratorExit". */
static void test_closed_by_hand(void **state)
{
    (void)state;
    assert_int_equal(run_body(closes), GEN_RETURNED);
    assert_string_equal(recorded(), "1 1 0");
}

/* Between two waits each task has a budget of its own. */
static gen_status_t moderate(gen_t *self, void *args)
{
    for (int i = 0; i < 4; i++) {
        if (!spend_all(self))
            return GEN_RAISED;
        record("%s%d", (const char *)args, i);
        if (!gen_sleep(self, 0))
            return GEN_RAISED;
    }
    return gen_return(self, GEN_NONE);
}

static gen_status_t two_moderate(gen_t *self, void *args)
{
    gen_t *tasks[] = {spawn_args(moderate, "a", 2, NULL), spawn_args(moderate, "b", 2, NULL)};

    (void)args;
    memset(&there, 0, sizeof there);
    return finish(self, join(self, tasks, 2));
}

/* Check that who waits or gives way by itself has its whole budget again, and shares it with nobody: the order is that of
 * asyncio. */
static void test_moderate(void **state)
{
    (void)state;
    assert_int_equal(run_body(two_moderate), GEN_RETURNED);
    assert_string_equal(recorded(), "a0 b0 a1 b1 a2 b2 a3 b3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sync),     cmocka_unit_test(test_asyncgen),  cmocka_unit_test(test_buffered),
        cmocka_unit_test(test_system),   cmocka_unit_test(test_cancelled), cmocka_unit_test(test_closed_by_hand),
        cmocka_unit_test(test_moderate),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
