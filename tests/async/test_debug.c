/* Seeing what a loop does: the tree of tasks, deadlocks, slow steps, the timeline. */
#include "record.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static gen_status_t sleeps(gen_t *self, void *args)
{
    return finish(self, gen_sleep(self, *(double *)args));
}

static gen_t *sleeper(double seconds, const char *name)
{
    return gen_create_task(gen_coroutine(NULL, sleeps, &seconds, sizeof seconds), name);
}

static gen_status_t gathers(gen_t *self, void *args)
{
    gen_t *all[2] = {sleeper(3, "a"), sleeper(4, "b")};

    (void)args;
    return finish(self, gen_gather(self, all, 2, NULL, NULL));
}

static gen_status_t groups(gen_t *self, void *args)
{
    gen_taskgroup_t group;
    double one = 1;
    bool ok = gen_taskgroup_enter(self, &group);

    (void)args;
    ok = ok && gen_taskgroup_create_task(self, &group, gen_coroutine(NULL, gathers, NULL, 0), "child", NULL) &&
         gen_taskgroup_create_task(self, &group, gen_coroutine(NULL, sleeps, &one, sizeof one), "other", NULL);
    return finish(self, gen_taskgroup_exit(self, &group) && ok);
}

static gen_status_t holds(gen_t *self, void *args)
{
    gen_lock_t *lock = *(gen_lock_t **)args;
    bool ok = gen_lock_acquire(self, lock);

    if (ok)
        gen_lock_release(self, lock);
    return finish(self, ok);
}

static char *tree;

static gen_status_t prints(gen_t *self, void *args)
{
    static gen_lock_t lock;
    gen_lock_t *pointer = &lock;
    size_t size;
    FILE *out = open_memstream(&tree, &size);
    gen_t *g = spawn(groups, "group"), *h = spawn_args(holds, &pointer, sizeof pointer, "lock");
    bool ok = gen_lock_acquire(self, &lock) && gen_sleep(self, 0.5);

    (void)args;
    gen_print_tasks(gen_running_loop(), out);
    fclose(out);
    gen_lock_release(self, &lock);
    ok = gen_await(self, g, NULL) && ok;
    return finish(self, gen_await(self, h, NULL) && ok);
}

/* Check that the tree shows what a group and a gather() wait for, and a lock by its address. */
static void test_tree(void **state)
{
    (void)state;
    assert_int_equal(run_body(prints), GEN_RETURNED);
    *strstr(tree, " at 0x") = '\0';
    assert_string_equal(tree, "Task-1: running\n"
                              "group awaits 2 tasks\n"
                              "  child awaits 2 tasks\n"
                              "    a: sleeping until 3.000\n"
                              "    b: sleeping until 4.000\n"
                              "  other: sleeping until 1.000\n"
                              "lock: waiting for lock");
    free(tree);
}

static gen_status_t interrupted(gen_t *self, void *args)
{
    bool ok = gen_sleep(self, 0);

    (void)args;
    record("%d", gen_print_tasks_on_signal(gen_running_loop(), SIGQUIT));
    record("%d", gen_print_tasks_on_signal(gen_running_loop(), SIGKILL) != 0);
    raise(SIGQUIT);
    ok = gen_sleep(self, 0.01) && ok;
    return finish(self, gen_await(self, gen_create_future(gen_running_loop()), NULL) && ok);
}

/* What body writes to stderr, in a loop that runs on the real clock. */
static size_t stderr_of(gen_body_t *body, char *text, size_t size)
{
    char path[] = "/tmp/gen-stderr-XXXXXX";
    int fd = mkstemp(path), saved = dup(2);
    ssize_t length;

    fflush(stderr);
    dup2(fd, 2);
    gen_run(gen_coroutine(NULL, body, NULL, 0), NULL, NULL);
    fflush(stderr);
    dup2(saved, 2);
    close(saved);
    length = pread(fd, text, size - 1, 0);
    close(fd);
    unlink(path);
    text[length > 0 ? length : 0] = '\0';
    return length > 0 ? (size_t)length : 0;
}

/* Check that a signal has the tasks written, and does not hide the deadlock after it, which writes them again. */
static void test_signal(void **state)
{
    char text[2048];

    (void)state;
    stderr_of(interrupted, text, sizeof text);
    assert_string_equal(recorded(), "0 1");
    assert_int_equal(strncmp(text, "Task-1: ", 8), 0);
    assert_non_null(
        strstr(text, "\ndeadlock: every task is waiting and nothing can wake them\nTask-1: awaiting Future "));
}

static gen_status_t two_that_wait(gen_t *self, void *args)
{
    static gen_event_t never;
    static gen_lock_t lock;
    gen_lock_t *pointer = &lock;
    gen_t *t = spawn_args(holds, &pointer, sizeof pointer, "locker");
    bool ok = gen_lock_acquire(self, &lock) && gen_event_wait(self, &never);

    (void)args;
    gen_free(t);
    return finish(self, ok);
}

/* Check that a deadlock is reported with the name of each task and what it waits for. */
static void test_deadlock(void **state)
{
    char text[2048], *line;

    (void)state;
    stderr_of(two_that_wait, text, sizeof text);
    line = strstr(text, "Task-1: waiting for event at 0x");
    assert_non_null(line);
    assert_non_null(strstr(line, "\nlocker: waiting for lock at 0x"));
    assert_non_null(strstr(line, "RuntimeError: deadlock: every task is waiting and nothing can wake them"));
}

struct ring {
    gen_t *next;
};

static gen_status_t awaits(gen_t *self, void *args)
{
    struct ring *r = *(struct ring **)args;

    return finish(self, gen_await(self, gen_ref(r->next), NULL));
}

static gen_status_t make_ring(gen_t *self, void *args)
{
    struct ring rings[2], *r[2] = {&rings[0], &rings[1]};
    gen_t *a = spawn_args(awaits, &r[0], sizeof r[0], "a"), *b = spawn_args(awaits, &r[1], sizeof r[1], "b");
    size_t size;
    FILE *out = open_memstream(&tree, &size);
    bool ok;

    (void)args;
    rings[0].next = b;
    rings[1].next = a;
    ok = gen_sleep(self, 0) && gen_sleep(self, 0);
    gen_print_tasks(gen_running_loop(), out);
    fclose(out);
    ok = gen_sleep(self, 1) && ok;
    gen_free(a);
    gen_free(b);
    return finish(self, ok);
}

/* Check that tasks that await each other in a ring are written, too, and to an end; and cancelling breaks the ring. */
static void test_ring(void **state)
{
    (void)state;
    assert_int_equal(run_body(make_ring), GEN_RETURNED);
    assert_string_equal(tree, "Task-1: running\n"
                              "a awaits\n  b awaits\n    a, and so on in a ring\n");
    free(tree);
    assert_string_equal(recorded(), "");
}

static gen_t *myself;

static gen_status_t naps(gen_t *self, void *args)
{
    (void)args;
    return finish(self, gen_sleep(self, 1));
}

static gen_status_t gathers_itself(gen_t *self, void *args)
{
    gen_t *both[] = {gen_ref(myself), gen_create_task(gen_coroutine(NULL, naps, NULL, 0), "other")};

    (void)args;
    return finish(self, gen_gather(self, both, 2, NULL, NULL));
}

static gen_status_t print_gatherer(gen_t *self, void *args)
{
    size_t size;
    FILE *out = open_memstream(&tree, &size);
    bool ok;

    (void)args;
    myself = spawn(gathers_itself, "myself");
    ok = gen_sleep(self, 0) && gen_sleep(self, 0);
    gen_print_tasks(gen_running_loop(), out);
    fclose(out);
    ok = gen_sleep(self, 2) && ok;
    gen_free(myself);
    return finish(self, ok);
}

/* Check that a task that gathers itself, which no task without waiters leads to, is written once, with what else it awaits. */
static void test_gathers_itself(void **state)
{
    (void)state;
    assert_int_equal(run_body(print_gatherer), GEN_RETURNED);
    assert_string_equal(tree, "Task-1: running\n"
                              "myself awaits 2 tasks\n  myself, and so on in a ring\n  other: sleeping until 1.000\n");
    free(tree);
    assert_string_equal(recorded(), "");
}

static int reports;

static void count_report(gen_loop_t *loop, const gen_exception_context_t *context, void *arg)
{
    (void)loop;
    (void)arg;
    reports += strncmp(context->message, "Executing Task-1 took ", 22) == 0 && gen_is_task(context->future);
}

/* Check that debug mode reports steps that take as long as is said, and nothing else does. */
static void test_slow_steps(void **state)
{
    double one = 1;

    (void)state;
    for (int debug = 0; debug < 2; debug++) {
        gen_loop_attr_t attr = gen_loop_attr();
        gen_loop_t *loop;

        attr.virtual_clock = true;
        attr.debug = debug;
        attr.slow_step = 0;
        loop = gen_loop_new(&attr);
        reports = 0;
        gen_loop_set_exception_handler(loop, count_report, NULL);
        assert_int_equal(gen_loop_run(loop, gen_coroutine(NULL, sleeps, &one, sizeof one), NULL, NULL), GEN_RETURNED);
        gen_loop_free(loop);
        assert_int_equal(reports, debug ? 2 : 0);
    }
}

static const char timeline[] =
    "[\n"
    "{\"name\": \"process_name\", \"ph\": \"M\", \"pid\": 1, \"args\": {\"name\": \"loop\"}},\n"
    "{\"name\": \"thread_name\", \"ph\": \"M\", \"pid\": 1, \"tid\": 1, \"args\": {\"name\": \"Task-1\"}},\n"
    "{\"name\": \"run\", \"cat\": \"task\", \"ph\": \"X\", \"pid\": 1, \"tid\": 1, \"ts\": 0.000, \"dur\": 0.000},\n"
    "{\"name\": \"thread_name\", \"ph\": \"M\", \"pid\": 1, \"tid\": 2, \"args\": {\"name\": \"a \\\"b\\\"\"}},\n"
    "{\"name\": \"run\", \"cat\": \"task\", \"ph\": \"X\", \"pid\": 1, \"tid\": 2, \"ts\": 0.000, \"dur\": 0.000},\n"
    "{\"name\": \"sleep\", \"cat\": \"wait\", \"ph\": \"X\", \"pid\": 1, \"tid\": 2, \"ts\": 0.000, \"dur\": "
    "1500000.000},\n"
    "{\"name\": \"run\", \"cat\": \"task\", \"ph\": \"X\", \"pid\": 1, \"tid\": 2, \"ts\": 1500000.000, \"dur\": "
    "0.000},\n"
    "{\"name\": \"Task\", \"cat\": \"wait\", \"ph\": \"X\", \"pid\": 1, \"tid\": 1, \"ts\": 0.000, \"dur\": "
    "1500000.000},\n"
    "{\"name\": \"run\", \"cat\": \"task\", \"ph\": \"X\", \"pid\": 1, \"tid\": 1, \"ts\": 1500000.000, \"dur\": "
    "0.000}\n"
    "]\n";

static gen_status_t awaits_sleeper(gen_t *self, void *args)
{
    (void)args;
    return finish(self, gen_await(self, sleeper(1.5, "a \"b\""), NULL));
}

/* Check that the timeline has a row for each task, with its steps and its waits. */
static void test_timeline(void **state)
{
    char path[] = "/tmp/gen-trace-XXXXXX", text[4096];
    gen_loop_attr_t attr = gen_loop_attr();
    gen_loop_t *loop;
    FILE *in;
    size_t length;

    (void)state;
    close(mkstemp(path));
    attr.virtual_clock = true;
    loop = gen_loop_new(&attr);
    assert_true(gen_loop_trace(loop, path));
    assert_int_equal(gen_loop_run(loop, gen_coroutine(NULL, awaits_sleeper, NULL, 0), NULL, NULL), GEN_RETURNED);
    gen_loop_free(loop);
    in = fopen(path, "r");
    length = fread(text, 1, sizeof text - 1, in);
    fclose(in);
    unlink(path);
    text[length] = '\0';
    assert_string_equal(text, timeline);
}

/* Check that a timeline that can't be written is refused. */
static void test_no_timeline(void **state)
{
    gen_loop_t *loop = gen_loop_new(NULL);

    (void)state;
    assert_false(gen_loop_trace(loop, "/no/such/folder/trace.json"));
    gen_loop_free(loop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tree),     cmocka_unit_test(test_signal),         cmocka_unit_test(test_deadlock),
        cmocka_unit_test(test_ring),     cmocka_unit_test(test_gathers_itself), cmocka_unit_test(test_slow_steps),
        cmocka_unit_test(test_timeline), cmocka_unit_test(test_no_timeline),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
