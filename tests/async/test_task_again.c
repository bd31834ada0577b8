/* Tasks whose memory was another task's before: nothing of that one is left. */
#include "record.h"
#include <string.h>

static const gen_local_t LOCAL = {"LOCAL", {GEN_KIND_INT, {7}}};

static gen_status_t sleep_in_locals(gen_t *self, void *args)
{
    (void)args;
    return gen_local_set(&LOCAL, gen_int(8)) && gen_sleep(self, 100) ? gen_return(self, gen_str("slept")) : GEN_RAISED;
}

static gen_status_t raise_no(gen_t *self, void *args)
{
    (void)args;
    return gen_raise(self, GEN_VALUE_ERROR, "no");
}

/* What a task tells of itself when it is made, when it runs and when it has ended. */
static gen_status_t look(gen_t *self, void *args)
{
    gen_t *t = gen_current_task();

    (void)self;
    (void)args;
    record("%s cancelling=%u local=%d", gen_task_name(t), gen_task_cancelling(t),
           (int)gen_as_int(gen_local_get(&LOCAL)));
    return gen_return(self, gen_str("looked"));
}

static bool look_at_new(gen_t *self)
{
    gen_t *t = spawn(look, NULL);
    gen_error_t *e;
    gen_value_t v;

    record("%s done=%d cancelled=%d", gen_name(t), gen_future_done(t), gen_future_cancelled(t));
    if (!gen_await(self, gen_ref(t), &v))
        return false;
    gen_future_exception(t, &e);
    record("%s %s", gen_as_str(v), e == NULL ? "well" : "ill");
    gen_free(t);
    return true;
}

/* Ends tasks in all ways in which something could be left, and looks at the next one each time. */
static gen_status_t end_and_look(gen_t *self, void *args)
{
    gen_t *t = spawn(sleep_in_locals, "sleeper");

    (void)args;
    gen_set_name(t, "renamed");
    if (!gen_sleep(self, 1))
        return GEN_RAISED;
    gen_task_cancel(t, "enough");
    if (!gen_await(self, gen_ref(t), NULL) && !gen_catch(self, GEN_CANCELLED_ERROR))
        return GEN_RAISED;
    gen_free(t);
    if (!look_at_new(self))
        return GEN_RAISED;
    t = spawn(raise_no, "failing");
    if (!gen_await(self, t, NULL) && !gen_catch(self, GEN_VALUE_ERROR))
        return GEN_RAISED;
    return look_at_new(self) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

/* Check that a task is as new after one that was named, had locals, was cancelled with a message or failed. */
static void test_new_after_another(void **state)
{
    (void)state;
    assert_int_equal(run_body(end_and_look), GEN_RETURNED);
    assert_string_equal(recorded(), "Task done=0 cancelled=0 Task-3 cancelling=0 local=7 looked well "
                                    "Task done=0 cancelled=0 Task-5 cancelling=0 local=7 looked well");
}

static gen_status_t keep_one_of_many(gen_t *self, void *args)
{
    gen_t *tasks[200], **kept = *(gen_t ***)args;

    for (int i = 0; i < 200; i++)
        tasks[i] = spawn(look, "many");
    for (int i = 0; i < 200; i++)
        if (!gen_await(self, gen_ref(tasks[i]), NULL))
            return GEN_RAISED;
    recorded();
    *kept = tasks[100];
    for (int i = 0; i < 200; i++)
        if (i != 100)
            gen_free(tasks[i]);
    return gen_return(self, GEN_NONE);
}

/* Check that more tasks may end at once than are kept, and that one may outlive its loop. */
static void test_many_and_one_that_stays(void **state)
{
    gen_t *kept = NULL, **place = &kept;
    gen_value_t v;

    (void)state;
    assert_int_equal(run_unchecked(keep_one_of_many, &place, sizeof place), GEN_RETURNED);
    assert_int_equal(gen_future_result(kept, &v, NULL), GEN_RETURNED);
    assert_string_equal(gen_as_str(v), "looked");
    gen_free(kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new_after_another),
        cmocka_unit_test(test_many_and_one_that_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
