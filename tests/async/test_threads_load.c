/* A loop in each of several threads, and calls from all of them and from others to all of them, as fast as they can. */
#include "record.h"
#include <pthread.h>
#include <stdlib.h>

enum { LOOPS = 4, ALIENS = 4, SENDERS = LOOPS + ALIENS, CALLS = 3000, BURST = 50 };

struct receiver {
    gen_loop_t *loop;
    gen_t *complete; /* a future */
    long next[SENDERS];
    long left;
    bool wrong;
};

struct call {
    struct receiver *to;
    int sender;
    long number;
};

static struct receiver receivers[LOOPS];
static struct call calls[LOOPS][SENDERS][CALLS];

static void receive(void *arg)
{
    const struct call *call = arg;
    struct receiver *r = call->to;

    if (call->number != r->next[call->sender]++ || gen_running_loop() != r->loop)
        r->wrong = true;
    if (--r->left == 0) {
        gen_future_set_result(r->complete, GEN_NONE);
        gen_loop_release(r->loop);
    }
}

/* The number-th call of this sender, to every loop. */
static bool send_to_all(int sender, long number)
{
    bool sent = true;

    for (int i = 0; i < LOOPS; i++) {
        struct call *call = &calls[i][sender][number];

        *call = (struct call){&receivers[i], sender, number};
        sent = gen_call_soon_threadsafe(call->to->loop, receive, call) && sent;
    }
    return sent;
}

static gen_status_t send_and_wait(gen_t *self, void *args)
{
    int sender = *(int *)args;
    bool ok = true;

    for (long n = 0; ok && n < CALLS; n++)
        ok = send_to_all(sender, n) && (n % BURST != 0 || gen_sleep(self, 0));
    ok = ok && gen_await(self, gen_ref(receivers[sender].complete), NULL);
    return ok ? gen_return(self, GEN_NONE) : gen_raise(self, GEN_MEMORY_ERROR, NULL);
}

/* A thread with a loop. Returns what was wrong. */
static void *run_loop(void *arg)
{
    int sender = (int)((struct receiver *)arg - receivers);
    gen_t *task = gen_coroutine(NULL, send_and_wait, &sender, sizeof sender);

    return gen_loop_run(receivers[sender].loop, task, NULL, NULL) == GEN_RETURNED ? NULL : arg;
}

/* A thread without. */
static void *send_only(void *arg)
{
    int sender = *(int *)arg;
    bool sent = true;

    for (long n = 0; n < CALLS; n++)
        sent = send_to_all(sender, n) && sent;
    return sent ? NULL : arg;
}

/* Check that loops in several threads run side by side, and lose no call, nor the order of any thread's. */
static void test_loops_in_threads(void **state)
{
    pthread_t threads[SENDERS];
    int aliens[ALIENS];

    (void)state;
    for (int i = 0; i < LOOPS; i++) {
        receivers[i].loop = gen_loop_new(NULL);
        receivers[i].complete = gen_create_future(receivers[i].loop);
        receivers[i].left = (long)SENDERS * CALLS;
        gen_loop_hold(receivers[i].loop);
    }
    for (int i = 0; i < LOOPS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, run_loop, &receivers[i]), 0);
    for (int i = 0; i < ALIENS; i++) {
        aliens[i] = LOOPS + i;
        assert_int_equal(pthread_create(&threads[LOOPS + i], NULL, send_only, &aliens[i]), 0);
    }
    for (int i = 0; i < SENDERS; i++) {
        void *wrong;

        pthread_join(threads[i], &wrong);
        assert_null(wrong);
    }
    for (int i = 0; i < LOOPS; i++) {
        assert_int_equal(receivers[i].left, 0);
        assert_false(receivers[i].wrong);
        gen_free(receivers[i].complete);
        gen_loop_free(receivers[i].loop);
    }
    print_message("%d calls by %d threads to %d loops, none lost\n", LOOPS * SENDERS * CALLS, SENDERS, LOOPS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_loops_in_threads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
