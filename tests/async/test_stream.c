/* Streams: reading and its limits, two readers, writing, draining, closing. */
#include "peer.h"
#include "tasks.h"
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void read_line(gen_t *self, gen_stream_t *s)
{
    const char *line;
    size_t size;
    bool ok = gen_stream_readline(self, s, &line, &size);

    record_read(self, ok, line, size);
}

static void read_until(gen_t *self, gen_stream_t *s, const char *separator)
{
    const char *data;
    size_t size;
    bool ok = gen_stream_readuntil(self, s, separator, strlen(separator), &data, &size);

    if (!ok && size > 0)
        record("partial=%.*s", (int)size, data);
    record_read(self, ok, data, size);
}

static void read_exactly(gen_t *self, gen_stream_t *s, size_t size)
{
    char data[100];
    size_t got;
    bool ok = gen_stream_readexactly(self, s, data, size, &got);

    if (!ok && got > 0)
        record("partial=%.*s", (int)got, data);
    record_read(self, ok, data, got);
}

static gen_status_t partial(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);

    (void)args;
    put_text(peer, "one\ntwo\nthree");
    read_line(self, s);
    read_exactly(self, s, 2);
    record("eof=%d", gen_stream_at_eof(s));
    read_line(self, s);
    close(peer);
    read_line(self, s);
    read_line(self, s);
    record("eof=%d", gen_stream_at_eof(s));
    read_some(self, s, 10);
    read_exactly(self, s, 0);
    gen_stream_free(s);
    return finish_caught(self);
}

/* Check that lines, exact sizes and what is left at the end are told apart. */
static void test_partial(void **state)
{
    (void)state;
    assert_int_equal(run_io(partial), GEN_RETURNED);
    assert_string_equal(recorded(), "'one\n' 'tw' eof=0 'o\n' 'three' '' eof=1 '' ''");
}

static void take_some(gen_t *self, gen_stream_t *s)
{
    const char *data;
    size_t size;
    bool ok = gen_stream_read_some(self, s, &data, &size);

    record_read(self, ok, data, size);
    if (ok)
        record("%d", data[size] == '\0');
}

static gen_status_t put_later(gen_t *self, void *args)
{
    if (!gen_sleep(self, 0))
        return GEN_RAISED;
    put_text(*(int *)args, "late");
    return gen_return(self, GEN_NONE);
}

static gen_status_t some(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);
    gen_t *later;

    (void)args;
    put_text(peer, "one\ntwo\nthree");
    read_line(self, s);
    take_some(self, s); /* what the line left */
    later = spawn_args(put_later, &peer, sizeof peer, NULL);
    take_some(self, s);
    gen_free(later);
    put_text(peer, "end");
    close(peer);
    read_exactly(self, s, 1);
    take_some(self, s);
    take_some(self, s);
    record("eof=%d", gen_stream_at_eof(s));
    gen_stream_free(s);
    return finish_caught(self);
}

/* Check that read_some() lends what is there, with a NUL behind it, waits if that is nothing, and tells the end. */
static void test_read_some(void **state)
{
    (void)state;
    assert_int_equal(run_io(some), GEN_RETURNED);
    assert_string_equal(recorded(), "'one\n' 'two\nthree' 1 'late' 1 'e' 'nd' 1 '' 1 eof=1");
}

static gen_status_t some_much(gen_t *self, void *args)
{
    static char big[20000];
    int peer;
    gen_stream_t *s = stream_pair(&peer);
    const char *data;
    size_t size;
    bool ok;

    (void)args;
    memset(big, 'x', sizeof big - 1);
    put_text(peer, big);
    ok = gen_stream_read_some(self, s, &data, &size);
    record("%d %zu %d", ok, size, ok && strcmp(data, big) == 0);
    put_text(peer, "y");
    take_some(self, s);
    close(peer);
    gen_stream_free(s);
    return finish_caught(self);
}

/* Check that read_some() lends many bytes at once, and none of them twice. */
static void test_read_some_much(void **state)
{
    (void)state;
    assert_int_equal(run_io(some_much), GEN_RETURNED);
    assert_string_equal(recorded(), "1 19999 1 'y' 1");
}

static gen_status_t incomplete(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);

    (void)args;
    put_text(peer, "ab");
    close(peer);
    read_exactly(self, s, 5);
    read_exactly(self, s, 1);
    gen_stream_free(s);
    s = stream_pair(&peer);
    put_text(peer, "ab");
    close(peer);
    read_until(self, s, ";");
    read_until(self, s, ";");
    read_until(self, s, "");
    gen_stream_free(s);
    return finish_caught(self);
}

/* Check that an end that comes too early is an IncompleteReadError with what had come. */
static void test_incomplete(void **state)
{
    (void)state;
    assert_int_equal(run_io(incomplete), GEN_RETURNED);
    assert_string_equal(recorded(),
                        "partial=ab IncompleteReadError(2 bytes read on a total of 5 expected bytes) "
                        "IncompleteReadError(0 bytes read on a total of 1 expected bytes) "
                        "partial=ab IncompleteReadError(2 bytes read on a total of undefined expected bytes) "
                        "IncompleteReadError(0 bytes read on a total of undefined expected bytes) "
                        "ValueError(Separator should be at least one-byte string)");
}

static gen_status_t limits(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);

    (void)args;
    gen_stream_set_limit(s, 4);
    put_text(peer, "12345;67;");
    read_until(self, s, ";");
    read_exactly(self, s, 6);
    read_until(self, s, ";");
    put_text(peer, "123456");
    read_until(self, s, ";");
    read_until(self, s, "--");
    read_exactly(self, s, 6);
    put_text(peer, "123456\nabcd\n");
    read_line(self, s);
    read_line(self, s);
    put_text(peer, "123456");
    read_line(self, s);
    put_text(peer, "ab\n");
    read_line(self, s);
    gen_stream_free(s);
    close(peer);
    return finish_caught(self);
}

/* Check that readuntil() leaves what is beyond the limit, and readline() drops it. */
static void test_limits(void **state)
{
    (void)state;
    assert_int_equal(run_io(limits), GEN_RETURNED);
    assert_string_equal(recorded(),
                        "LimitOverrunError(Separator is found, but chunk is longer than limit) '12345;' '67;' "
                        "LimitOverrunError(Separator is not found, and chunk exceed the limit) "
                        "LimitOverrunError(Separator is not found, and chunk exceed the limit) '123456' "
                        "ValueError(Separator is found, but chunk is longer than limit) 'abcd\n' "
                        "ValueError(Separator is not found, and chunk exceed the limit) 'ab\n'");
}

static gen_status_t in_pieces(gen_t *self, void *args)
{
    int peer = *(int *)args;
    const char *pieces[] = {"on", "e\r", "\ntwo\r\n", "rest"};

    for (size_t i = 0; i < 4; i++) {
        put_text(peer, pieces[i]);
        for (int turns = 0; turns < 3; turns++)
            if (!gen_sleep(self, 0))
                return GEN_RAISED;
    }
    close(peer);
    return gen_return(self, GEN_NONE);
}

static gen_status_t pieces(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);
    gen_t *writer = spawn_args(in_pieces, &peer, sizeof peer, NULL);
    const char *all;
    size_t size;
    bool ok;

    (void)args;
    read_until(self, s, "\r\n");
    read_until(self, s, "\r\n");
    ok = gen_stream_readall(self, s, &all, &size);
    record_read(self, ok, all, size);
    gen_stream_free(s);
    return gen_await(self, writer, NULL) ? finish_caught(self) : GEN_RAISED;
}

/* Check that a separator is found though it comes in pieces, and readall() takes all up to the end. */
static void test_pieces(void **state)
{
    (void)state;
    assert_int_equal(run_io(pieces), GEN_RETURNED);
    assert_string_equal(recorded(), "'one\r\n' 'two\r\n' 'rest'");
}

static gen_status_t reader(gen_t *self, void *args)
{
    read_some(self, *(gen_stream_t **)args, 10);
    return finish_caught(self);
}

static gen_status_t two_readers(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);
    gen_t *first = spawn_args(reader, &s, sizeof s, NULL);

    (void)args;
    if (!gen_sleep(self, 0))
        return GEN_RAISED;
    read_some(self, s, 10);
    read_line(self, s);
    read_exactly(self, s, 3);
    put_text(peer, "data");
    if (!gen_await(self, first, NULL))
        return GEN_RAISED;
    gen_stream_free(s);
    close(peer);
    return finish_caught(self);
}

/* Check that a second coroutine that reads is refused, and the first gets the data. */
static void test_two_readers(void **state)
{
    (void)state;
    assert_int_equal(run_io(two_readers), GEN_RETURNED);
    assert_string_equal(
        recorded(), "RuntimeError(read() called while another coroutine is already waiting for incoming data) "
                    "RuntimeError(readuntil() called while another coroutine is already waiting for incoming data) "
                    "RuntimeError(readexactly() called while another coroutine is already waiting for incoming data) "
                    "'data'");
}

static gen_status_t exact_reader(gen_t *self, void *args)
{
    read_exactly(self, *(gen_stream_t **)args, 5);
    return finish_caught(self);
}

static gen_status_t cancelled_read(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);
    gen_t *task = spawn_args(exact_reader, &s, sizeof s, NULL);

    (void)args;
    put_text(peer, "ab");
    for (int i = 0; i < 3; i++)
        if (!gen_sleep(self, 0))
            return GEN_RAISED;
    gen_task_cancel(task, NULL);
    if (!gen_await(self, task, NULL))
        gen_catch(self, GEN_CANCELLED_ERROR);
    put_text(peer, "cde");
    read_exactly(self, s, 5);
    gen_stream_free(s);
    close(peer);
    return finish_caught(self);
}

/* Check that a read that is cancelled half-way loses nothing: the next one gets what had come. */
static void test_cancelled_read(void **state)
{
    (void)state;
    assert_int_equal(run_io(cancelled_read), GEN_RETURNED);
    assert_string_equal(recorded(), "CancelledError 'abcde'");
}

static gen_status_t closed_under_reader(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);
    gen_t *task = spawn_args(reader, &s, sizeof s, NULL);

    (void)args;
    if (!gen_sleep(self, 0))
        return GEN_RAISED;
    gen_stream_close(s);
    record("closing=%d fd=%d", gen_stream_is_closing(s), gen_stream_fd(s));
    if (!gen_await(self, task, NULL))
        return GEN_RAISED;
    record("write=%d", gen_stream_write(s, "x", 1));
    record_read(self, gen_stream_drain(self, s), "", 0);
    record_read(self, gen_stream_wait_closed(self, s), "closed", 6);
    gen_stream_free(s);
    close(peer);
    return finish_caught(self);
}

/* Check that who reads a stream that another task closes meets the end, and drain() raises from then on. */
static void test_closed_under_reader(void **state)
{
    (void)state;
    assert_int_equal(run_io(closed_under_reader), GEN_RETURNED);
    assert_string_equal(recorded(), "closing=1 fd=-1 '' write=0 ConnectionResetError(Connection lost) 'closed'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_partial),
        cmocka_unit_test(test_read_some),
        cmocka_unit_test(test_read_some_much),
        cmocka_unit_test(test_incomplete),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_two_readers),
        cmocka_unit_test(test_cancelled_read),
        cmocka_unit_test(test_closed_under_reader),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
