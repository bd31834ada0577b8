/* Streams: writing, closing, and what they leave of a loop. */
#include "peer.h"
#include "tasks.h"
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MANY = 1 << 20 };

static size_t read_away(int fd, size_t size)
{
    static char data[65536];
    size_t total = 0;

    while (total < size) {
        ssize_t n = read(fd, data, sizeof data < size - total ? sizeof data : size - total);

        if (n <= 0)
            break;
        total += (size_t)n;
    }
    return total;
}

static gen_status_t drainer(gen_t *self, void *args)
{
    gen_stream_t *s = *(gen_stream_t **)args;

    record_read(self, gen_stream_drain(self, s), "drained", 7);
    record("%d", gen_stream_write_buffer_size(s) <= 16384);
    return finish_caught(self);
}

/* Writes more than the peer takes, and has a task wait for it. */
static gen_t *write_many(gen_stream_t *s)
{
    static char data[MANY];

    gen_stream_write(s, data, MANY);
    return spawn_args(drainer, &s, sizeof s, NULL);
}

/* The peer takes some, and the loop turns once. */
static bool take_some(gen_t *self, int peer)
{
    static char some[65536];

    recv(peer, some, sizeof some, MSG_DONTWAIT);
    return turns(self, 1);
}

static gen_status_t back_pressure(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);
    size_t held;
    gen_t *task;

    (void)args;
    gen_stream_write(s, "x", 1);
    record("%zu", gen_stream_write_buffer_size(s));
    record_read(self, gen_stream_drain(self, s), "at once", 7);
    task = write_many(s);
    held = gen_stream_write_buffer_size(s);
    record("held=%d", held > 65536 && held < MANY);
    if (!turns(self, 3))
        return GEN_RAISED;
    record("waits=%d", !gen_future_done(task));
    record("got=%d", read_away(peer, MANY / 8) == MANY / 8);
    record("waits=%d", !gen_future_done(task));
    gen_stream_close(s);
    record("fd=%d", gen_stream_fd(s) >= 0);
    while (gen_stream_fd(s) >= 0)
        if (!take_some(self, peer))
            return GEN_RAISED;
    if (!gen_await(self, task, NULL))
        return GEN_RAISED;
    gen_stream_free(s);
    close(peer);
    return finish_caught(self);
}

/* Check that drain() waits above the high-water mark until the low one, and close() sends what is left first. */
static void test_back_pressure(void **state)
{
    (void)state;
    assert_int_equal(run_io(back_pressure), GEN_RETURNED);
    assert_string_equal(recorded(), "0 'at once' held=1 waits=1 got=1 waits=1 fd=1 'drained' 1");
}

static gen_status_t two_drainers(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);
    gen_t *tasks[2] = {write_many(s), spawn_args(drainer, &s, sizeof s, NULL)};

    (void)args;
    if (!turns(self, 2))
        return GEN_RAISED;
    record("wait=%d", !gen_future_done(tasks[0]) && !gen_future_done(tasks[1]));
    while (!gen_future_done(tasks[0]) || !gen_future_done(tasks[1]))
        if (!take_some(self, peer))
            return GEN_RAISED;
    if (!join(self, tasks, 2))
        return GEN_RAISED;
    gen_stream_abort(s);
    gen_stream_free(s);
    close(peer);
    return finish_caught(self);
}

/* Check that several tasks may wait for one stream to drain, and all go on. */
static void test_two_drainers(void **state)
{
    (void)state;
    assert_int_equal(run_io(two_drainers), GEN_RETURNED);
    assert_string_equal(recorded(), "wait=1 'drained' 1 'drained' 1");
}

static gen_status_t lost(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);
    gen_t *task = write_many(s);

    (void)args;
    if (!turns(self, 2))
        return GEN_RAISED;
    close(peer);
    if (!gen_await(self, task, NULL))
        return GEN_RAISED;
    record("closing=%d write=%d", gen_stream_is_closing(s), gen_stream_write(s, "x", 1));
    record_read(self, gen_stream_drain(self, s), "drained", 7);
    read_some(self, s, 10);
    gen_stream_close(s);
    record_read(self, gen_stream_wait_closed(self, s), "closed", 6);
    gen_stream_free(s);
    return finish_caught(self);
}

/* Check that a peer that goes away ends drain() with the reason, for those who wait and those who come later, and that the
 * stream is closing then. */
static void test_lost(void **state)
{
    (void)state;
    assert_int_equal(run_io(lost), GEN_RETURNED);
    assert_string_equal(recorded(), "BrokenPipeError([Errno 32] Broken pipe) 1 closing=1 write=0 "
                                    "BrokenPipeError([Errno 32] Broken pipe) BrokenPipeError([Errno 32] Broken pipe) "
                                    "BrokenPipeError([Errno 32] Broken pipe)");
}

static gen_status_t abort_under_drainer(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);
    gen_t *task = write_many(s);

    (void)args;
    if (!turns(self, 2))
        return GEN_RAISED;
    gen_stream_abort(s);
    record("fd=%d", gen_stream_fd(s));
    if (!gen_await(self, task, NULL))
        return GEN_RAISED;
    gen_stream_free(s);
    close(peer);
    return finish_caught(self);
}

/* Check that abort() drops what waits to be sent, and says so to who waits for it. */
static void test_abort(void **state)
{
    (void)state;
    assert_int_equal(run_io(abort_under_drainer), GEN_RETURNED);
    assert_string_equal(recorded(), "fd=-1 ConnectionResetError(Connection lost) 1");
}

static gen_status_t half_closed(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);
    char data[10];

    (void)args;
    gen_stream_write(s, "ask", 3);
    gen_stream_write_eof(s);
    record("peer=%d", (int)read(peer, data, 3));
    record("peer=%d", (int)read(peer, data, 3));
    put_text(peer, "answer");
    shutdown(peer, SHUT_WR);
    read_some(self, s, 10);
    read_some(self, s, 10);
    record("write=%d", gen_stream_write(s, "x", 1));
    record_read(self, gen_stream_drain(self, s), "", 0);
    gen_stream_free(s);
    close(peer);
    return finish_caught(self);
}

/* Check that each direction ends by itself, and write() after write_eof() is refused. */
static void test_half_closed(void **state)
{
    (void)state;
    assert_int_equal(run_io(half_closed), GEN_RETURNED);
    assert_string_equal(recorded(),
                        "peer=3 peer=0 'answer' '' write=0 RuntimeError(Cannot call write() after write_eof())");
}

static gen_status_t left_open(gen_t *self, void *args)
{
    static char data[MANY];
    gen_stream_t **s = *(gen_stream_t ***)args;
    int *peer = ((int **)args)[1];

    *s = stream_pair(peer);
    gen_stream_write(*s, data, MANY);
    return finish_caught(self);
}

/* Check that the loop closes streams that a program has left open, and they can be freed after it. */
static void test_left_open(void **state)
{
    gen_stream_t *s;
    int peer, before = open_descriptors();
    void *args[] = {&s, &peer};

    (void)state;
    assert_int_equal(run_with_args(left_open, args, sizeof args), GEN_RETURNED);
    assert_int_equal(gen_stream_fd(s), -1);
    assert_true(gen_stream_is_closing(s));
    assert_false(gen_stream_write(s, "x", 1));
    gen_stream_free(s);
    close(peer);
    assert_int_equal(open_descriptors(), before);
}

static gen_status_t greedy(gen_t *self, void *args)
{
    gen_stream_t *s = *(gen_stream_t **)args;
    char c[1];
    size_t got = 1;

    while (got > 0)
        if (!gen_stream_read(self, s, c, 1, &got))
            return GEN_RAISED;
    record("greedy");
    return gen_return(self, GEN_NONE);
}

static gen_status_t fairness(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);
    gen_t *task;

    (void)args;
    put_text(peer, "0123456789012345678901234567890123456789");
    close(peer);
    task = spawn_args(greedy, &s, sizeof s, NULL);
    if (!turns(self, 2))
        return GEN_RAISED;
    record("other");
    if (!gen_await(self, task, NULL))
        return GEN_RAISED;
    gen_stream_free(s);
    return finish_caught(self);
}

/* Check that a stream on which there is always something to read lets the others run. */
static void test_fairness(void **state)
{
    (void)state;
    assert_int_equal(run_io(fairness), GEN_RETURNED);
    assert_string_equal(recorded(), "other greedy");
}

static gen_status_t no_deadlock_hidden(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);
    bool ok = gen_await(self, gen_create_future(gen_running_loop()), NULL);

    (void)args;
    gen_stream_free(s);
    close(peer);
    return ok ? finish_caught(self) : GEN_RAISED;
}

/* Check that a stream that nobody waits for does not hide a deadlock. */
static void test_deadlock(void **state)
{
    (void)state;
    silence_begin();
    assert_int_equal(run_io(no_deadlock_hidden), GEN_RAISED);
    silence_end();
    assert_string_equal(recorded(), "raised RuntimeError(deadlock: every task is waiting and nothing can wake them)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_back_pressure), cmocka_unit_test(test_two_drainers), cmocka_unit_test(test_lost),
        cmocka_unit_test(test_abort),         cmocka_unit_test(test_half_closed),  cmocka_unit_test(test_left_open),
        cmocka_unit_test(test_fairness),      cmocka_unit_test(test_deadlock),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
