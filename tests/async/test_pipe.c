/* Ends of pipes as streams, and writes that are refused without harm. */
#define _GNU_SOURCE
#include "peer.h"
#include "tasks.h"
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A stream that is one end of a pipe, and in *peer the other. */
static gen_stream_t *pipe_end(int end, int *peer)
{
    gen_stream_t *stream;
    int fds[2];

    if (pipe2(fds, O_CLOEXEC) != 0 || gen_stream_from_fd(gen_running_loop(), fds[end], &stream) != 0)
        abort();
    *peer = fds[1 - end];
    return stream;
}

static void drain(gen_t *self, gen_stream_t *s)
{
    record_read(self, gen_stream_drain(self, s), "drained", 7);
}

static void record_bytes(int fd)
{
    char text[32];
    ssize_t n = read(fd, text, sizeof text);

    record("'%.*s'", (int)n, text);
}

static gen_status_t answer_after_refusal(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);

    (void)args;
    gen_stream_write_eof(s);
    record("%d", gen_stream_write(s, "x", 1));
    put_text(peer, "answer\n");
    read_some(self, s, 100);
    drain(self, s);
    drain(self, s);
    record("%d", gen_stream_write(s, "x", 1));
    gen_stream_close(s);
    record_read(self, gen_stream_wait_closed(self, s), "closed", 6);
    gen_stream_free(s);
    close(peer);
    return finish_caught(self);
}

/* Check that a write after write_eof() is refused, that drain() tells once, and that reading and closing go on. */
static void test_write_after_eof(void **state)
{
    (void)state;
    assert_int_equal(run_io(answer_after_refusal), GEN_RETURNED);
    assert_string_equal(recorded(), "0 'answer\n' RuntimeError(Cannot call write() after write_eof()) 'drained' 0 "
                                    "'closed'");
}

static gen_status_t endless(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = stream_pair(&peer);

    (void)args;
    record("%d", gen_stream_write(s, "x", SIZE_MAX));
    drain(self, s);
    gen_stream_write(s, "y", 1);
    record_bytes(peer);
    gen_stream_free(s);
    close(peer);
    return finish_caught(self);
}

/* Check that more bytes than anything has are a MemoryError, none of them is sent, and the stream goes on. */
static void test_endless(void **state)
{
    (void)state;
    assert_int_equal(run_io(endless), GEN_RETURNED);
    assert_string_equal(recorded(), "0 MemoryError 'y'");
}

static gen_status_t sizes(gen_t *self, void *args)
{
    gen_error_t *one = gen_error_new(GEN_VALUE_ERROR, NULL);
    gen_error_t *group = gen_error_new_group("group", &one, SIZE_MAX);
    gen_t *agen = gen_async_generator(NULL, answer_after_refusal, args, SIZE_MAX);

    record("%s %d", gen_error_type(group)->name, agen == NULL);
    gen_error_free(group);
    gen_error_free(one);
    return finish_caught(self);
}

/* Check that no size wraps around where room for it is made. */
static void test_sizes(void **state)
{
    (void)state;
    assert_int_equal(run_io(sizes), GEN_RETURNED);
    assert_string_equal(recorded(), "MemoryError 1");
}

static gen_status_t writing_end(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = pipe_end(1, &peer);

    (void)args;
    read_some(self, s, 1);
    record("%d", gen_stream_write(s, "hello", 5));
    drain(self, s);
    record_bytes(peer);
    gen_stream_write_eof(s);
    record_bytes(peer);
    record("%d", gen_stream_write(s, "x", 1));
    gen_stream_free(s);
    close(peer);
    return finish_caught(self);
}

/* Check that the writing end of a pipe is written to, not read, and that write_eof() lets the reader see the end. */
static void test_writing_end(void **state)
{
    (void)state;
    assert_int_equal(run_io(writing_end), GEN_RETURNED);
    assert_string_equal(recorded(), "OSError([Errno 9] Bad file descriptor) 1 'drained' 'hello' '' 0");
}

enum { MUCH = 1 << 20 };

static gen_status_t writes_much(gen_t *self, void *args)
{
    static char data[MUCH], back[MUCH];
    size_t total = 0;
    int peer;
    gen_stream_t *s = pipe_end(1, &peer);

    (void)args;
    gen_stream_write(s, data, MUCH);
    gen_stream_write_eof(s);
    fcntl(peer, F_SETFL, O_NONBLOCK);
    for (int i = 0; i < 10000 && total < MUCH; i++) {
        ssize_t n = read(peer, back, sizeof back);

        total += n > 0 ? (size_t)n : 0;
        if (!turns(self, 1))
            return GEN_RAISED;
    }
    record("%zu", total);
    record("%d", (int)read(peer, back, 1));
    gen_stream_free(s);
    close(peer);
    return finish_caught(self);
}

/* Check that what a pipe does not take at once follows, and the end behind it. */
static void test_much(void **state)
{
    (void)state;
    assert_int_equal(run_io(writes_much), GEN_RETURNED);
    assert_string_equal(recorded(), "1048576 0");
}

static gen_status_t reading_end(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = pipe_end(0, &peer);

    (void)args;
    record("%d", gen_stream_write(s, "x", 1));
    drain(self, s);
    record("%d", (int)write(peer, "hello", 5));
    read_some(self, s, 100);
    close(peer);
    read_some(self, s, 100);
    gen_stream_free(s);
    return finish_caught(self);
}

/* Check that writing to the reading end of a pipe is refused, and reading goes on. */
static void test_reading_end(void **state)
{
    (void)state;
    assert_int_equal(run_io(reading_end), GEN_RETURNED);
    assert_string_equal(recorded(), "0 OSError([Errno 9] Bad file descriptor) 5 'hello' ''");
}

static volatile sig_atomic_t signals;

static void count(int signum)
{
    (void)signum;
    signals++;
}

/* Writes to a pipe that nobody reads. */
static gen_status_t broken_pipe(gen_t *self, void *args)
{
    int peer;
    gen_stream_t *s = pipe_end(1, &peer);

    (void)args;
    close(peer);
    record("%d", gen_stream_write(s, "x", 1));
    drain(self, s);
    gen_stream_free(s);
    return finish_caught(self);
}

static bool is_pending(void)
{
    sigset_t pending;

    return sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1;
}

/* Check that a pipe that nobody reads is a BrokenPipeError and no SIGPIPE, if that is fatal, ignored, handled, held back by
 * the program, or waiting there already. */
static void test_sigpipe(void **state)
{
    void (*const dispositions[])(int) = {SIG_DFL, SIG_IGN, count};
    sigset_t pipe, before;

    (void)state;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    for (size_t i = 0; i < 3; i++) {
        signal(SIGPIPE, dispositions[i]);
        assert_int_equal(run_io(broken_pipe), GEN_RETURNED);
        assert_string_equal(recorded(), "0 BrokenPipeError([Errno 32] Broken pipe)");
    }
    pthread_sigmask(SIG_BLOCK, &pipe, &before);
    for (int waiting = 0; waiting < 2; waiting++) {
        if (waiting)
            raise(SIGPIPE);
        assert_int_equal(run_io(broken_pipe), GEN_RETURNED);
        assert_string_equal(recorded(), "0 BrokenPipeError([Errno 32] Broken pipe)");
        assert_int_equal(is_pending(), waiting);
    }
    assert_int_equal(signals, 0);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    assert_int_equal(signals, 1);
    signal(SIGPIPE, SIG_DFL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_write_after_eof), cmocka_unit_test(test_endless), cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_writing_end),     cmocka_unit_test(test_much),    cmocka_unit_test(test_reading_end),
        cmocka_unit_test(test_sigpipe),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
