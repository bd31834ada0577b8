/* What callbacks are given is freed as soon as they are taken back, in the very iteration in which they would be called. */
#include "peer.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* Memory that may not be used once it is taken back. */
static int *allocate(int number)
{
    int *arg = malloc(sizeof *arg);

    if (arg == NULL)
        abort();
    *arg = number;
    return arg;
}

static void called(void *arg)
{
    record("called(%d)", *(int *)arg);
}

static void future_called(gen_t *future, void *arg)
{
    (void)future;
    called(arg);
}

struct call {
    gen_handle_t *handle;
    int *arg;
};

static void take_back(void *arg)
{
    struct call *call = arg;

    gen_handle_cancel(call->handle);
    free(call->arg);
    record("taken back");
}

static gen_status_t calls(gen_t *self, void *args)
{
    gen_loop_t *loop = gen_running_loop();
    struct call soon = {NULL, allocate(1)}, later = {NULL, allocate(2)};
    bool ok;

    (void)args;
    gen_handle_free(gen_call_soon(loop, take_back, &soon));
    soon.handle = gen_call_soon(loop, called, soon.arg);
    gen_handle_free(gen_call_later(loop, 0.01, take_back, &later));
    later.handle = gen_call_later(loop, 0.01, called, later.arg);
    ok = gen_sleep(self, 0.02);
    gen_handle_free(soon.handle);
    gen_handle_free(later.handle);
    return finish(self, ok);
}

/* Check that a call which another call of the same iteration cancels is not made. */
static void test_calls(void **state)
{
    (void)state;
    assert_int_equal(run_io(calls), GEN_RETURNED);
    assert_string_equal(recorded(), "taken back taken back");
}

static gen_status_t futures(gen_t *self, void *args)
{
    gen_t *removed = gen_create_future(gen_running_loop()), *freed = gen_create_future(gen_running_loop());
    int *first = allocate(1), *second = allocate(2);
    bool ok = gen_future_add_done_callback(removed, future_called, first) &&
              gen_future_add_done_callback(freed, future_called, second);

    (void)args;
    record("%zu", gen_future_remove_done_callback(removed, future_called, first));
    gen_free(freed);
    free(first);
    free(second);
    gen_future_set_result(removed, GEN_NONE);
    ok = ok && gen_sleep(self, 0) && gen_sleep(self, 0);
    gen_free(removed);
    return finish(self, ok);
}

/* Check that what a future would call is forgotten when it is removed, and with the future. */
static void test_futures(void **state)
{
    (void)state;
    assert_int_equal(run_io(futures), GEN_RETURNED);
    assert_string_equal(recorded(), "1");
}

/* Two sources of calls, both of which are due: the first that is called takes both back. */
struct pair {
    int source[2]; /* descriptors, or signals */
    struct pair **arg[2];
    bool (*take_back)(gen_loop_t *loop, int source);
};

static void take_both_back(void *arg)
{
    struct pair *pair = *(struct pair **)arg;

    for (int i = 0; i < 2; i++) {
        record("%d", pair->take_back(gen_running_loop(), pair->source[i]));
        free(pair->arg[i]);
    }
}

/* Begins with both, by add. */
static bool begin(struct pair *pair, int (*add)(gen_loop_t *loop, int source, gen_callback_t *callback, void *arg))
{
    bool ok = true;

    for (int i = 0; i < 2; i++) {
        pair->arg[i] = malloc(sizeof *pair->arg[i]);
        if (pair->arg[i] == NULL)
            abort();
        *pair->arg[i] = pair;
        ok = add(gen_running_loop(), pair->source[i], take_both_back, pair->arg[i]) == 0 && ok;
    }
    return ok;
}

static gen_status_t readers(gen_t *self, void *args)
{
    int first[2], second[2];
    struct pair pair = {{-1, -1}, {NULL, NULL}, gen_remove_reader};
    bool ok;

    (void)args;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, first) != 0 || socketpair(AF_UNIX, SOCK_STREAM, 0, second) != 0)
        return gen_raise(self, GEN_OS_ERROR, "socketpair");
    pair.source[0] = first[0];
    pair.source[1] = second[0];
    put_text(first[1], "x");
    put_text(second[1], "x");
    ok = begin(&pair, gen_add_reader) && gen_sleep(self, 0.01);
    for (int i = 0; i < 2; i++) {
        close(first[i]);
        close(second[i]);
    }
    return finish(self, ok);
}

/* Check that a callback for a descriptor which another callback removes is not called, though there is input. */
static void test_readers(void **state)
{
    (void)state;
    assert_int_equal(run_io(readers), GEN_RETURNED);
    assert_string_equal(recorded(), "1 1");
}

static gen_status_t signals(gen_t *self, void *args)
{
    struct pair pair = {{SIGUSR1, SIGUSR2}, {NULL, NULL}, gen_remove_signal_handler};
    bool ok = begin(&pair, gen_add_signal_handler);

    (void)args;
    raise(SIGUSR1);
    raise(SIGUSR2);
    return finish(self, ok && gen_sleep(self, 0.01));
}

/* Check the same of signals that have come already. */
static void test_signals(void **state)
{
    (void)state;
    assert_int_equal(run_io(signals), GEN_RETURNED);
    assert_string_equal(recorded(), "1 1");
}

static gen_status_t leaves_calls(gen_t *self, void *arg)
{
    gen_handle_free(gen_call_later(gen_running_loop(), 1000, called, *(int **)arg));
    return finish_caught(self);
}

/* Check that a call which is not due when the loop ends is never made. */
static void test_end(void **state)
{
    int *arg = allocate(1);

    (void)state;
    assert_int_equal(run_with_args(leaves_calls, &arg, sizeof arg), GEN_RETURNED);
    free(arg);
    assert_string_equal(recorded(), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calls),   cmocka_unit_test(test_futures), cmocka_unit_test(test_readers),
        cmocka_unit_test(test_signals), cmocka_unit_test(test_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
