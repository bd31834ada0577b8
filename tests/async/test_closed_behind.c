/* Descriptors that are closed behind the loop's back: who waits for one is told, and the others go on. */
#include "peer.h"
#include "tasks.h"
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

static int called;

static void on_ready(void *arg)
{
    (void)arg;
    called++;
}

/* Whether a stream that has nothing to do with it works. */
static bool others_go_on(gen_t *self)
{
    gen_stream_t *s;
    int peer;
    char byte;
    size_t got;
    bool ok;

    s = stream_pair(&peer);
    put_text(peer, "x");
    ok = gen_stream_read(self, s, &byte, 1, &got) && got == 1 && gen_sleep(self, 0.001);
    gen_stream_free(s);
    close(peer);
    return ok;
}

enum { UNUSED = 200 }; /* a number that nobody else gets */

static gen_status_t watched(gen_t *self, void *args)
{
    gen_loop_t *loop = gen_running_loop();
    int fds[2], fd, failed;
    bool ok;

    (void)args;
    called = 0;
    if (pipe(fds) != 0)
        return gen_raise(self, GEN_OS_ERROR, NULL);
    fd = fcntl(fds[0], F_DUPFD, UNUSED);
    close(fds[0]);
    close(fds[1]);
    failed = gen_add_reader(loop, fd, on_ready, NULL);
    close(fd);
    ok = others_go_on(self) && others_go_on(self);
    record("%d %d %d", failed, called, gen_remove_reader(loop, fd));
    return finish(self, ok);
}

/* Check that a reader whose descriptor is closed at once is called once, to find out by its system call. */
static void test_watched(void **state)
{
    (void)state;
    assert_int_equal(run_io(watched), GEN_RETURNED);
    assert_string_equal(recorded(), "0 1 1");
}

static gen_status_t reading(gen_t *self, void *args)
{
    char byte;
    size_t got;

    record_read(self, gen_stream_read(self, *(gen_stream_t **)args, &byte, 1, &got), &byte, 0);
    return finish_caught(self);
}

static gen_status_t waited_for(gen_t *self, void *args)
{
    int fds[2], fd;
    gen_stream_t *s;
    gen_t *task;
    bool ok;

    (void)args;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, fds) != 0)
        return gen_raise(self, GEN_OS_ERROR, NULL);
    fd = fcntl(fds[0], F_DUPFD, UNUSED);
    close(fds[0]);
    if (gen_stream_from_fd(gen_running_loop(), fd, &s) != 0)
        return gen_raise(self, GEN_OS_ERROR, NULL);
    task = spawn_args(reading, &s, sizeof s, NULL);
    ok = turns(self, 1);
    close(fd);
    ok = gen_await(self, task, NULL) && ok && others_go_on(self);
    close(fds[1]);
    gen_stream_free(s);
    return finish(self, ok);
}

/* Check that whoever waits to read from one gets EBADF. */
static void test_waited_for(void **state)
{
    (void)state;
    assert_int_equal(run_io(waited_for), GEN_RETURNED);
    assert_string_equal(recorded(), "OSError([Errno 9] Bad file descriptor)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_watched),
        cmocka_unit_test(test_waited_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
