/* Locals in callbacks: each is called with those of whoever asked for the call. */
#include "peer.h"
#include "tasks.h"
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

static const gen_local_t depth = {"depth", {GEN_KIND_INT, {0}}};

/* Records the value, and sets another, which nobody else is to see. */
static void note(const char *what)
{
    record("%s=%d", what, (int)gen_as_int(gen_local_get(&depth)));
    record("%d", gen_local_set(&depth, gen_int(99)));
}

static void on_call(void *arg)
{
    note(arg);
}

static void on_done(gen_t *future, void *arg)
{
    (void)future;
    note(arg);
}

static void on_reader(void *arg)
{
    note("reader");
    gen_remove_reader(gen_running_loop(), *(int *)arg);
}

static void on_signal(void *future)
{
    note("signal");
    gen_future_set_result(future, GEN_NONE);
}

static bool ask_for_calls(gen_loop_t *loop, gen_t *f, int *fds)
{
    static char soon[] = "soon", later[] = "later", done[] = "done";
    bool ok = gen_local_set(&depth, gen_int(1));

    gen_handle_free(gen_call_soon(loop, on_call, soon));
    ok = gen_local_set(&depth, gen_int(2)) && ok;
    gen_handle_free(gen_call_later(loop, 0.01, on_call, later));
    ok = gen_local_set(&depth, gen_int(3)) && ok;
    ok = gen_future_add_done_callback(f, on_done, done) && ok;
    ok = gen_local_set(&depth, gen_int(4)) && ok;
    ok = gen_add_reader(loop, fds[0], on_reader, fds) == 0 && ok;
    ok = gen_local_set(&depth, gen_int(5)) && ok;
    ok = gen_add_signal_handler(loop, SIGUSR1, on_signal, f) == 0 && ok;
    return gen_local_set(&depth, gen_int(6)) && ok;
}

static gen_status_t asks(gen_t *self, void *args)
{
    gen_loop_t *loop = gen_running_loop();
    gen_t *f = gen_create_future(loop);
    int fds[2];
    bool ok = socketpair(AF_UNIX, SOCK_STREAM, 0, fds) == 0 && ask_for_calls(loop, f, fds);

    (void)args;
    ok = ok && gen_sleep(self, 1);
    put_text(fds[1], "x");
    ok = ok && gen_sleep(self, 1);
    raise(SIGUSR1);
    ok = gen_await(self, f, NULL) && ok && gen_sleep(self, 0);
    record("mine=%d", (int)gen_as_int(gen_local_get(&depth)));
    close(fds[0]);
    close(fds[1]);
    return finish(self, ok);
}

/* Check that a callback sees what was set where it was asked for, and what it sets stays its own. */
static void test_locals_of_callbacks(void **state)
{
    (void)state;
    assert_int_equal(run_io(asks), GEN_RETURNED);
    assert_string_equal(recorded(), "soon=1 1 later=2 1 reader=4 1 signal=5 1 done=3 1 mine=6");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_locals_of_callbacks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
