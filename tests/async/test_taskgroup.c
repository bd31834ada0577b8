/* TaskGroup. */
#include "record.h"
#include "tasks.h"
#include <math.h>
#include <string.h>

static void record_group(const gen_error_t *e)
{
    record_error(e);
    for (size_t i = 0; i < gen_error_group_size(e); i++) {
        record("<");
        record_group(gen_error_group_at(e, i));
        record(">");
    }
}

static void caught_group(gen_t *self)
{
    record_group(gen_pending(self));
    gen_catch(self, GEN_BASE_EXCEPTION);
}

struct job {
    const char *name;
    double seconds;
    const gen_exc_t *type; /* raised in the end; NULL to return */
    double cleanup;
};

static gen_status_t job(gen_t *self, void *args)
{
    struct job *j = args;
    gen_error_t *e;

    if (gen_sleep(self, j->seconds)) {
        record("%s@%d", j->name, (int)now());
        return j->type != NULL ? gen_raise(self, j->type, "%s", j->name) : gen_return(self, GEN_NONE);
    }
    record("%s-cancelled@%d", j->name, (int)now());
    if (j->cleanup > 0 && gen_catch_as(self, GEN_CANCELLED_ERROR, &e)) {
        bool ok = gen_sleep(self, j->cleanup);

        if (ok)
            gen_reraise(self, e);
        gen_error_free(e);
        record("%s-clean@%d", j->name, (int)now());
    }
    return GEN_RAISED;
}

static bool add(gen_t *self, gen_taskgroup_t *group, struct job j)
{
    return gen_taskgroup_create_task(self, group, gen_coroutine(NULL, job, &j, sizeof j), j.name, NULL);
}

struct scenario {
    struct job jobs[3];
    double body;
    const gen_exc_t *type;
};

/* A group of some jobs whose block sleeps and perhaps raises. */
static gen_status_t group_of(gen_t *self, void *args)
{
    struct scenario *s = args;
    gen_taskgroup_t group;
    bool ok = gen_taskgroup_enter(self, &group);

    for (int i = 0; i < 3 && ok && s->jobs[i].name != NULL; i++)
        ok = add(self, &group, s->jobs[i]);
    ok = ok && gen_sleep(self, s->body);
    record(ok ? "body@%d" : "body-cut@%d", (int)now());
    if (ok && s->type != NULL)
        gen_raise(self, s->type, "body");
    ok = gen_taskgroup_exit(self, &group);
    record("exit@%d", (int)now());
    if (!ok)
        record_group(gen_pending(self));
    record("%u", gen_task_cancelling(gen_current_task()));
    return finish(self, ok);
}

static void check_group(struct scenario s, gen_status_t status, const char *expected)
{
    char text[1024];

    assert_int_equal(run_with_args(group_of, &s, sizeof s), status);
    snprintf(text, sizeof text, "%s", recorded());
    if (strstr(text, " raised") != NULL)
        *strstr(text, " raised") = '\0';
    assert_string_equal(text, expected);
}

/* Check that exit waits for all tasks. */
static void test_waits_for_all(void **state)
{
    (void)state;
    check_group((struct scenario){{{"a", 1, NULL, 0}, {"b", 3, NULL, 0}}, 0, NULL}, GEN_RETURNED,
                "body@0 a@100 b@300 exit@300 0");
    check_group((struct scenario){{{NULL, 0, NULL, 0}}, 1, NULL}, GEN_RETURNED, "body@100 exit@100 0");
}

/* Check that a task that fails has the others and the block cancelled; all are awaited, then the group is raised. */
static void test_child_fails(void **state)
{
    (void)state;
    check_group((struct scenario){{{"a", 1, GEN_VALUE_ERROR, 0}, {"b", 5, NULL, 2}}, 4, NULL}, GEN_RAISED,
                "a@100 b-cancelled@100 body-cut@100 b-clean@300 exit@300 "
                "ExceptionGroup(unhandled errors in a TaskGroup (1 sub-exception)) < ValueError(a) > 0");
    check_group(
        (struct scenario){{{"a", 1, GEN_VALUE_ERROR, 0}, {"b", 1, GEN_KEY_ERROR, 0}}, 0, NULL}, GEN_RAISED,
        "body@0 a@100 b@100 exit@100 "
        "ExceptionGroup(unhandled errors in a TaskGroup (2 sub-exceptions)) < ValueError(a) > < KeyError(b) > 0");
}

/* Check that a block that raises has the tasks cancelled, and its exception is the last of the group. */
static void test_body_raises(void **state)
{
    (void)state;
    check_group((struct scenario){{{"a", 5, NULL, 0}}, 1, GEN_KEY_ERROR}, GEN_RAISED,
                "body@100 a-cancelled@100 exit@100 "
                "ExceptionGroup(unhandled errors in a TaskGroup (1 sub-exception)) < KeyError(body) > 0");
}

static gen_status_t cancel_group(gen_t *self, void *args)
{
    gen_t *t = spawn_args(group_of, args, sizeof(struct scenario), "group");
    bool ok = gen_sleep(self, 1);

    record("%d", gen_task_cancel(t, "outside"));
    ok = gen_sleep(self, 10) && ok;
    record_outcome(t);
    gen_free(t);
    return finish(self, ok);
}

/* Check that a cancelled block has its tasks cancelled and awaited, and ends with CancelledError: in its body and
 * at its exit. */
static void test_parent_cancelled(void **state)
{
    struct scenario in_body = {{{"a", 5, NULL, 1}}, 5, NULL}, at_exit = {{{"a", 5, NULL, 1}}, 0, NULL};

    (void)state;
    assert_int_equal(run_with_args(cancel_group, &in_body, sizeof in_body), GEN_RETURNED);
    assert_string_equal(recorded(), "1 body-cut@100 a-cancelled@100 a-clean@200 exit@200 CancelledError(outside) 1 "
                                    "CancelledError(outside)");
    assert_int_equal(run_with_args(cancel_group, &at_exit, sizeof at_exit), GEN_RETURNED);
    assert_string_equal(recorded(), "body@0 1 a-cancelled@100 a-clean@200 exit@200 CancelledError(outside) 1 "
                                    "CancelledError(outside)");
}

static gen_status_t group_then_wait(gen_t *self, void *args)
{
    gen_taskgroup_t group;
    struct job a = {"a", 5, NULL, 1}, b = {"b", 1.5, GEN_VALUE_ERROR, 0};
    bool ok = gen_taskgroup_enter(self, &group);

    (void)args;
    ok = ok && add(self, &group, a) && add(self, &group, b);
    ok = gen_taskgroup_exit(self, &group) && ok;
    caught_group(self);
    record("%u", gen_task_cancelling(gen_current_task()));
    ok = gen_sleep(self, 1);
    record_pending(self);
    return finish(self, ok);
}

static gen_status_t fail_and_cancel(gen_t *self, void *args)
{
    gen_t *t = spawn(group_then_wait, NULL);
    bool ok = gen_sleep(self, 2); /* b has failed, a is cleaning up */

    (void)args;
    gen_task_cancel(t, "outside");
    ok = gen_sleep(self, 3) && ok;
    record("%d", gen_future_cancelled(t));
    gen_free(t);
    return finish(self, ok);
}

/* Check that of a cancellation and a failure the group is raised, and the cancellation comes at the next wait. */
static void test_parent_cancelled_and_child_fails(void **state)
{
    (void)state;
    assert_int_equal(run_body(fail_and_cancel), GEN_RETURNED);
    assert_string_equal(recorded(), "b@150 a-cancelled@150 a-clean@250 ExceptionGroup(unhandled errors in a TaskGroup "
                                    "(1 sub-exception)) < ValueError(b) > 1 CancelledError 1");
}

static gen_status_t cancel_child(gen_t *self, void *args)
{
    gen_taskgroup_t group;
    struct job a = {"a", 5, NULL, 0}, b = {"b", 2, NULL, 0};
    gen_t *task = NULL;
    bool ok = gen_taskgroup_enter(self, &group);

    (void)args;
    ok = ok && gen_taskgroup_create_task(self, &group, gen_coroutine(NULL, job, &a, sizeof a), "a", &task);
    ok = ok && add(self, &group, b) && gen_sleep(self, 1);
    gen_task_cancel(task, NULL);
    ok = gen_taskgroup_exit(self, &group) && ok;
    record("%d@%d", gen_future_cancelled(task), (int)now());
    gen_free(task);
    return finish(self, ok);
}

/* Check that a task that is cancelled alone does not matter to the group. */
static void test_child_cancelled(void **state)
{
    (void)state;
    assert_int_equal(run_body(cancel_child), GEN_RETURNED);
    assert_string_equal(recorded(), "a-cancelled@100 b@200 1@200");
}

static gen_status_t nested_group(gen_t *self, void *args)
{
    gen_taskgroup_t outer, inner;
    struct job a = {"a", 1, GEN_VALUE_ERROR, 0}, b = {"b", 5, NULL, 0};
    bool ok = gen_taskgroup_enter(self, &outer);

    (void)args;
    ok = ok && add(self, &outer, b) && gen_taskgroup_enter(self, &inner) && add(self, &inner, a);
    ok = gen_taskgroup_exit(self, &inner) && ok;
    ok = gen_taskgroup_exit(self, &outer) && ok;
    caught_group(self);
    record("%u", gen_task_cancelling(gen_current_task()));
    return finish(self, !ok);
}

/* Check that the error of an inner group is a group inside the outer's. */
static void test_nested(void **state)
{
    (void)state;
    assert_int_equal(run_body(nested_group), GEN_RETURNED);
    assert_string_equal(recorded(),
                        "a@100 b-cancelled@100 "
                        "ExceptionGroup(unhandled errors in a TaskGroup (1 sub-exception)) < "
                        "ExceptionGroup(unhandled errors in a TaskGroup (1 sub-exception)) < ValueError(a) > "
                        "> 0");
}

struct late {
    gen_taskgroup_t *group;
    double seconds;
};

static gen_status_t add_later(gen_t *self, void *args)
{
    struct late *l = args;
    struct job b = {"b", 1, NULL, 0};

    if (!gen_sleep(self, l->seconds))
        gen_catch(self, GEN_CANCELLED_ERROR);
    if (!add(self, l->group, b))
        caught_group(self);
    return gen_return(self, GEN_NONE);
}

static gen_status_t misuse(gen_t *self, void *args)
{
    gen_taskgroup_t group, never;
    struct late late = {&group, 1}, later = {&group, 5};
    struct job a = {"a", 2, GEN_KEY_ERROR, 0};
    bool ok = gen_taskgroup_enter(self, &group);

    (void)args;
    memset(&never, 0, sizeof never);
    if (!add(self, &never, a))
        caught_group(self);
    ok = ok && gen_taskgroup_create_task(self, &group, gen_coroutine(NULL, add_later, &late, sizeof late), NULL, NULL);
    ok =
        ok && gen_taskgroup_create_task(self, &group, gen_coroutine(NULL, add_later, &later, sizeof later), NULL, NULL);
    ok = ok && add(self, &group, a);
    ok = gen_taskgroup_exit(self, &group) && ok;
    caught_group(self);
    if (!add(self, &group, a))
        caught_group(self);
    if (!gen_taskgroup_exit(self, &group))
        caught_group(self);
    return finish(self, !ok);
}

/* Check that a group takes tasks, from its tasks too, only while it is entered and not shutting down. */
static void test_misuse(void **state)
{
    (void)state;
    assert_int_equal(run_body(misuse), GEN_RETURNED);
    assert_string_equal(recorded(), "RuntimeError(TaskGroup has not been entered) a@200 b@200 "
                                    "RuntimeError(TaskGroup is shutting down) "
                                    "ExceptionGroup(unhandled errors in a TaskGroup (1 sub-exception)) < KeyError(a) > "
                                    "RuntimeError(TaskGroup is finished) RuntimeError(TaskGroup is finished)");
}

static gen_status_t base_error(gen_t *self, void *args)
{
    gen_taskgroup_t group;
    bool ok = gen_taskgroup_enter(self, &group);

    (void)args;
    ok = ok && gen_sleep(self, 1);
    gen_raise(self, GEN_KEYBOARD_INTERRUPT, "body");
    ok = gen_taskgroup_exit(self, &group) && ok;
    caught_group(self);
    return finish(self, !ok);
}

/* Check that a KeyboardInterrupt is raised bare. */
static void test_base_error(void **state)
{
    (void)state;
    assert_int_equal(run_body(base_error), GEN_RETURNED);
    assert_string_equal(recorded(), "KeyboardInterrupt(body)");
}

/* Check that a KeyboardInterrupt of a task leaves the loop at once; the others are cancelled as that ends, and the block
 * raises it bare. */
static void test_base_error_of_child(void **state)
{
    struct scenario s = {
        {{"a", 1, GEN_KEYBOARD_INTERRUPT, 0}, {"b", 5, NULL, 1}, {"c", 1, GEN_VALUE_ERROR, 0}}, 0, NULL};

    (void)state;
    assert_int_equal(run_with_args(group_of, &s, sizeof s), GEN_RAISED);
    assert_string_equal(
        recorded(),
        "body@0 a@100 raised KeyboardInterrupt(a) c-cancelled@100 b-cancelled@100 b-clean@200 "
        "exit@200 KeyboardInterrupt(a) 2 [unhandled exception during asyncio.run() shutdown: KeyboardInterrupt(a)]");
}

static gen_status_t in_scope(gen_t *self, void *args)
{
    gen_scope_t scope;
    gen_taskgroup_t group;
    struct job a = {"a", 5, NULL, 2};
    bool ok = gen_scope_enter(self, &scope, 1) && gen_taskgroup_enter(self, &group) && add(self, &group, a);

    (void)args;
    ok = gen_taskgroup_exit(self, &group) && ok;
    record_pending(self);
    ok = gen_scope_exit(self, &scope);
    record("caught=%d@%d", scope.caught, (int)now());
    return finish(self, ok);
}

/* Check that a cancelled scope around a group ends its tasks, waits for their cleanup, and catches. */
static void test_in_cancelled_scope(void **state)
{
    (void)state;
    assert_int_equal(run_body(in_scope), GEN_RETURNED);
    assert_string_equal(recorded(), "a-cancelled@100 a-clean@300 CancelledError caught=1@300");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_waits_for_all),
        cmocka_unit_test(test_child_fails),
        cmocka_unit_test(test_body_raises),
        cmocka_unit_test(test_parent_cancelled),
        cmocka_unit_test(test_parent_cancelled_and_child_fails),
        cmocka_unit_test(test_child_cancelled),
        cmocka_unit_test(test_nested),
        cmocka_unit_test(test_misuse),
        cmocka_unit_test(test_base_error),
        cmocka_unit_test(test_base_error_of_child),
        cmocka_unit_test(test_in_cancelled_scope),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
