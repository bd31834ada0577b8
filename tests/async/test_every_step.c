/* Waits for tasks, cancelled at every step: gather, wait and the like, TaskGroup, timeouts, streams. */
#include "peer.h"
#include "tasks.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static gen_status_t count_turns(gen_t *self, void *args)
{
    return finish(self, turns(self, *(int *)args));
}

static gen_t *counter(int n)
{
    return gen_coroutine(NULL, count_turns, &n, sizeof n);
}

static gen_status_t everything(gen_t *self, void *args)
{
    gen_t *all[3] = {counter(1), counter(3), counter(2)},
          *more[2] = {gen_create_task(counter(2), NULL), gen_create_task(counter(4), NULL)};
    gen_t *last[2] = {counter(2), counter(1)}, *next;
    gen_as_completed_t *it = NULL;
    bool ok = gen_gather(self, all, 3, NULL, NULL);

    (void)args;
    ok = ok && gen_wait(self, more, 2, 5, GEN_FIRST_COMPLETED, NULL);
    for (int i = 0; i < 2; i++)
        gen_free(more[i]);
    if (ok) {
        it = gen_as_completed(self, last, 2, 10);
        ok = gen_as_completed_next(self, it, &next) && gen_as_completed_next(self, it, &next);
    } else {
        gen_free(last[0]);
        gen_free(last[1]);
    }
    gen_as_completed_free(it);
    ok = ok && gen_shield(self, counter(2), NULL) && gen_wait_for(self, counter(2), 3, NULL);
    return finish(self, ok);
}

/* Check that cancelling any of them at any step leaves no task and no reference behind. */
static void test_gather(void **state)
{
    (void)state;
    for (int k = 0; k < 30; k++) {
        assert_int_equal(run_cancelled(everything, k), GEN_RETURNED);
        assert_string_equal(recorded(), "1");
    }
}

static int finished_jobs, started_jobs;

static gen_status_t counted(gen_t *self, void *args)
{
    int turns = *(int *)args;
    bool ok = true;

    started_jobs++;
    for (int i = 0; i < turns && ok; i++)
        ok = gen_sleep(self, 0);
    finished_jobs++;
    return finish(self, ok);
}

static gen_status_t counted_group(gen_t *self, void *args)
{
    gen_taskgroup_t group;
    bool ok = gen_taskgroup_enter(self, &group);

    (void)args;
    for (int i = 1; i <= 3 && ok; i++)
        ok = gen_taskgroup_create_task(self, &group, gen_coroutine(NULL, counted, &i, sizeof i), NULL, NULL) &&
             gen_sleep(self, 0);
    ok = gen_taskgroup_exit(self, &group) && ok;
    record("%d", finished_jobs == started_jobs);
    return finish(self, ok);
}

/* Check that a group that is cancelled at any step has ended all its tasks when it is left. */
static void test_taskgroup(void **state)
{
    (void)state;
    for (int k = 0; k < 14; k++) {
        const char *text;

        started_jobs = finished_jobs = 0;
        assert_int_equal(run_cancelled(counted_group, k), GEN_RETURNED);
        text = recorded();
        assert_string_equal(text, k == 0 ? "1" : "1 1");
        assert_int_equal(started_jobs, finished_jobs);
    }
}

/* --- timeout --- */

static unsigned count_left;
static bool timed_out;

/* Takes its time, and may be cancelled as well. */
static void clean_up(gen_t *self)
{
    gen_error_t *e;

    if (!gen_catch_as(self, GEN_CANCELLED_ERROR, &e))
        return;
    if (turns(self, 2))
        gen_reraise(self, e);
    gen_error_free(e);
}

/* Two timeouts, one in the other, of which the inner expires; and what it waits for takes its time to end. */
static gen_status_t time_limited(gen_t *self, void *args)
{
    gen_timeout_t outer, inner;
    bool ok = gen_timeout_enter(self, &outer, 30);

    (void)args;
    if (!ok)
        return GEN_RAISED;
    ok = gen_timeout_enter(self, &inner, 3);
    if (ok) {
        ok = gen_sleep(self, 1) && gen_sleep(self, 0) && gen_sleep(self, 5);
        clean_up(self);
        timed_out = !gen_timeout_exit(self, &inner) && gen_catch(self, GEN_TIMEOUT_ERROR);
        ok = gen_pending(self) == NULL && gen_sleep(self, 1);
    }
    ok = gen_timeout_exit(self, &outer) && ok;
    count_left = gen_task_cancelling(gen_current_task());
    return finish(self, ok);
}

struct time_attack {
    int half_seconds;
};

static gen_status_t attack_timeout(gen_t *self, void *args)
{
    struct time_attack *k = args;
    gen_t *t = spawn(time_limited, NULL);
    bool ok = gen_sleep(self, k->half_seconds / 2.0), cancelled = gen_task_cancel(t, NULL);

    ok = join(self, &t, 1) && ok;
    record("%d %d", count_left == cancelled, (int)gen_all_tasks(gen_running_loop(), NULL, 0));
    return finish(self, ok);
}

/* Check that a task in timeouts that is cancelled at any time, also as one of them expires, is left with the count of
 * that cancellation, and none of the timeouts'. */
static void test_timeout(void **state)
{
    (void)state;
    for (int i = 0; i < 12; i++) {
        struct time_attack k = {i};

        timed_out = false;
        assert_int_equal(run_with_args(attack_timeout, &k, sizeof k), GEN_RETURNED);
        assert_string_equal(recorded(), "1 1");
        assert_int_equal(timed_out, i > 6); /* at 3 seconds, the cancellation wins */
    }
}

/* --- Streams --- */

enum { LINES = 12, LINE_SIZE = 6 };

struct wire {
    gen_stream_t *in, *out;
    int sent, got;
    bool in_order;
};

static gen_status_t send_lines(gen_t *self, void *args)
{
    struct wire *w = *(struct wire **)args;
    char line[16];

    while (w->sent < LINES) {
        snprintf(line, sizeof line, "%05d\n", w->sent++);
        gen_stream_write(w->out, line, LINE_SIZE);
        if (!gen_stream_drain(self, w->out) || !gen_sleep(self, 0.001))
            return GEN_RAISED;
    }
    return finish(self, true);
}

static gen_status_t read_lines(gen_t *self, void *args)
{
    struct wire *w = *(struct wire **)args;
    const char *line;
    char exact[LINE_SIZE];
    size_t size;

    while (w->got < LINES) {
        if (w->got % 2 == 0 && gen_stream_readline(self, w->in, &line, &size))
            w->in_order = w->in_order && size == LINE_SIZE && atoi(line) == w->got++;
        else if (w->got % 2 != 0 && gen_stream_readexactly(self, w->in, exact, LINE_SIZE, NULL))
            w->in_order = w->in_order && atoi(exact) == w->got++;
        else
            return GEN_RAISED;
    }
    return finish(self, true);
}

struct wire_attack {
    int victim, step;
};

static gen_status_t attack_wire(gen_t *self, void *args)
{
    struct wire_attack *k = args;
    struct wire wire = {.in_order = true}, *w = &wire;
    gen_body_t *const bodies[] = {send_lines, read_lines};
    gen_t *t[3];
    int peer;
    bool ok;

    w->in = stream_pair(&peer);
    if (gen_stream_from_fd(gen_running_loop(), peer, &w->out) != 0)
        return gen_raise(self, GEN_OS_ERROR, "no stream");
    for (int i = 0; i < 2; i++)
        t[i] = spawn_args(bodies[i], &w, sizeof w, NULL);
    ok = gen_sleep(self, 0.0005 * k->step);
    gen_task_cancel(t[k->victim], NULL);
    t[2] = spawn_args(bodies[k->victim], &w, sizeof w, NULL); /* goes on where that one was stopped */
    ok = join(self, t, 3) && ok;
    record("%d %d %d", w->in_order, w->got, (int)gen_all_tasks(gen_running_loop(), NULL, 0));
    gen_stream_free(w->in);
    gen_stream_free(w->out);
    return finish(self, ok);
}

/* Check that of what goes over a stream nothing is lost or doubled, whoever reads or writes is cancelled at any step. */
static void test_stream(void **state)
{
    (void)state;
    for (int victim = 0; victim < 2; victim++) {
        for (int step = 0; step < 24; step++) {
            struct wire_attack k = {victim, step};

            assert_int_equal(run_with_args(attack_wire, &k, sizeof k), GEN_RETURNED);
            assert_string_equal(recorded(), "1 12 1");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gather),
        cmocka_unit_test(test_taskgroup),
        cmocka_unit_test(test_timeout),
        cmocka_unit_test(test_stream),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
