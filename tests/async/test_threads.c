/* Other threads: calls and coroutines that they give to the loop. */
#include "record.h"
#include <math.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <uv.h>

struct from_thread {
    gen_loop_t *loop;
    gen_t *future;
};

static void set_from_thread(void *arg)
{
    struct from_thread *f = arg;

    gen_future_set_result(f->future, gen_int(5));
    gen_loop_release(f->loop);
}

static void *thread_main(void *arg)
{
    struct from_thread *f = arg;

    return gen_call_soon_threadsafe(f->loop, set_from_thread, f) ? NULL : arg;
}

/* Check that another thread wakes a loop that waits, and a held loop waits for it. */
static void test_call_soon_threadsafe(void **state)
{
    struct from_thread f;
    pthread_t thread;
    gen_value_t v;

    (void)state;
    for (int i = 0; i < 20; i++) {
        f.loop = gen_loop_new(NULL);
        f.future = gen_create_future(f.loop);
        gen_loop_hold(f.loop);
        assert_int_equal(pthread_create(&thread, NULL, thread_main, &f), 0);
        assert_int_equal(gen_loop_run(f.loop, gen_ref(f.future), &v, NULL), GEN_RETURNED);
        assert_int_equal(gen_as_int(v), 5);
        pthread_join(thread, NULL);
        gen_free(f.future);
        gen_loop_free(f.loop);
    }
}

/* A thread that has a loop run a coroutine, and waits for it. */
struct asker {
    gen_loop_t *loop;
    gen_t *coroutine;
    gen_value_t result;
    gen_error_t *error;
    gen_status_t status;
};

static gen_status_t answer(gen_t *self, void *args)
{
    int n = *(int *)args;

    if (!gen_sleep(self, 0.001))
        return GEN_RAISED;
    return n < 0 ? gen_raise(self, GEN_VALUE_ERROR, "%d is negative", n) : gen_return(self, gen_int(n * n));
}

static gen_t *question(int n)
{
    return gen_coroutine(NULL, answer, &n, sizeof n);
}

static void let_go(void *loop)
{
    gen_loop_stop(loop);
}

static void *ask(void *arg)
{
    struct asker *a = arg;

    a->status = gen_run_coroutine_threadsafe(a->loop, a->coroutine, &a->result, &a->error);
    return gen_call_soon_threadsafe(a->loop, let_go, a->loop) ? NULL : arg;
}

static struct asker ask_in_thread(gen_t *coroutine)
{
    struct asker a = {.loop = gen_loop_new(NULL), .coroutine = coroutine};
    pthread_t thread;

    assert_int_equal(pthread_create(&thread, NULL, ask, &a), 0);
    assert_null(gen_loop_run_forever(a.loop));
    pthread_join(thread, NULL);
    gen_loop_free(a.loop);
    return a;
}

/* Check that a coroutine given to the loop by another thread runs there, and its outcome comes back. */
static void test_run_coroutine_threadsafe(void **state)
{
    struct asker a = ask_in_thread(question(7));

    (void)state;
    assert_int_equal(a.status, GEN_RETURNED);
    assert_int_equal(gen_as_int(a.result), 49);
    assert_null(a.error);
    a = ask_in_thread(question(-1));
    assert_int_equal(a.status, GEN_RAISED);
    record_error(a.error);
    gen_error_free(a.error);
    a = ask_in_thread(NULL);
    record_error(a.error);
    gen_error_free(a.error);
    assert_string_equal(recorded(), "ValueError(-1 is negative) MemoryError");
}

static void *ask_once(void *arg)
{
    struct asker *a = arg;

    a->status = gen_run_coroutine_threadsafe(a->loop, a->coroutine, &a->result, &a->error);
    return NULL;
}

static gen_status_t nap(gen_t *self, void *args)
{
    (void)args;
    return finish(self, gen_sleep(self, 0.001));
}

static gen_status_t stop_and_wait(gen_t *self, void *args)
{
    (void)args;
    gen_loop_stop(gen_running_loop());
    return finish(self, gen_sleep(self, (double)INFINITY));
}

/* Frees the loop while a thread waits for coroutine: before it has begun, or in the middle. */
static void free_while_asked(gen_t *coroutine, bool begun)
{
    struct asker a = {.loop = gen_loop_new(NULL), .coroutine = coroutine};
    struct pollfd wakened;
    pthread_t thread;

    assert_int_equal(gen_loop_run(a.loop, gen_coroutine(NULL, nap, NULL, 0), NULL, NULL), GEN_RETURNED);
    assert_int_equal(pthread_create(&thread, NULL, ask_once, &a), 0);
    wakened = (struct pollfd){uv_backend_fd(gen_loop_uv(a.loop)), POLLIN, 0};
    if (begun)
        assert_null(gen_loop_run_forever(a.loop));
    else
        assert_int_equal(poll(&wakened, 1, -1), 1);
    gen_loop_free(a.loop);
    pthread_join(thread, NULL);
    assert_int_equal(a.status, GEN_RAISED);
    record_error(a.error);
    gen_error_free(a.error);
}

static gen_t *kept;

static gen_status_t stop_and_stay(gen_t *self, void *args)
{
    gen_loop_t *loop = gen_running_loop();

    (void)args;
    kept = gen_ref(gen_current_task());
    gen_loop_stop(loop);
    for (;;) {
        gen_t *f = gen_create_future(loop);

        if (!gen_await(self, f, NULL) && !gen_catch(self, GEN_CANCELLED_ERROR))
            return GEN_RAISED;
        record("stays");
    }
}

/* Check that a thread whose coroutine the loop never gets to, or cancels as it is freed, is told; also if it
 * ignores that, and is destroyed. */
static void test_loop_freed(void **state)
{
    (void)state;
    free_while_asked(question(3), false);
    free_while_asked(gen_coroutine(NULL, stop_and_wait, NULL, 0), true);
    assert_string_equal(recorded(), "CancelledError CancelledError");
    silence_begin();
    free_while_asked(gen_coroutine(NULL, stop_and_stay, NULL, 0), true);
    silence_end();
    assert_string_equal(recorded(), "stays CancelledError");
    assert_false(gen_future_done(kept));
    gen_free(kept);
}

static gen_status_t ask_oneself(gen_t *self, void *args)
{
    gen_error_t *e;

    (void)args;
    if (gen_run_coroutine_threadsafe(gen_running_loop(), question(1), NULL, &e) == GEN_RAISED)
        record_error(e);
    gen_error_free(e);
    return finish(self, true);
}

/* Check that the loop's own thread is refused: it would wait for ever. */
static void test_own_thread(void **state)
{
    (void)state;
    assert_int_equal(run_body(ask_oneself), GEN_RETURNED);
    assert_string_equal(recorded(), "RuntimeError(gen_run_coroutine_threadsafe() would wait for its own thread)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_call_soon_threadsafe),
        cmocka_unit_test(test_run_coroutine_threadsafe),
        cmocka_unit_test(test_loop_freed),
        cmocka_unit_test(test_own_thread),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
