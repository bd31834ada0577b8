/* Exceptions that nobody asks for, and those that somebody does. */
#include "scenario.h"

static bool turns(gen_t *self, int count)
{
    bool ok = true;

    for (int i = 0; i < count; i++)
        ok = gen_sleep(self, 0) && ok;
    return ok;
}

static gen_t *start_bad(const char *name)
{
    return start((worker_t){.name = name, .raises = GEN_VALUE_ERROR});
}

static bool tasks(gen_t *self)
{
    gen_t *t = start_bad("a");
    gen_error_t *e = NULL;
    bool ok = turns(self, 4);

    note("drop a");
    gen_free(t);
    t = start_bad("b");
    ok = turns(self, 4) && ok;
    gen_future_exception(t, &e);
    note("b %s", gen_error_message(e));
    gen_error_free(e);
    gen_free(t);
    t = start((worker_t){.name = "c", .seconds = 5});
    ok = turns(self, 3) && ok;
    gen_task_cancel(t, NULL);
    ok = turns(self, 3) && ok;
    gen_free(t);
    note("cancelled is silent");
    return ok;
}

static gen_t *failed_future(const char *message)
{
    gen_t *future = gen_create_future(gen_running_loop());
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "%s", message);

    gen_future_set_exception(future, e);
    gen_error_free(e);
    return future;
}

static void futures(void)
{
    gen_t *future;

    gen_free(failed_future("future"));
    future = failed_future("asked");
    gen_future_exception(future, NULL);
    gen_free(future);
    future = gen_create_future(gen_running_loop());
    gen_future_cancel(future, NULL);
    gen_free(future);
}

/* --- What was seen, though a cancellation took its place --- */

static void set_failed(gen_t *future)
{
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "seen");

    gen_future_set_exception(future, e);
    gen_error_free(e);
}

static gen_status_t awaits(gen_t *self, void *args)
{
    return finish(self, gen_await(self, gen_ref(*(gen_t **)args), NULL));
}

static gen_status_t gathers(gen_t *self, void *args)
{
    gen_t *one = gen_ref(*(gen_t **)args);

    return finish(self, gen_gather(self, &one, 1, NULL, NULL));
}

static gen_status_t shields(gen_t *self, void *args)
{
    return finish(self, gen_shield(self, gen_ref(*(gen_t **)args), NULL));
}

static gen_status_t waits(gen_t *self, void *args)
{
    gen_t *two[] = {*(gen_t **)args, gen_create_future(gen_running_loop())};
    bool ok = gen_wait(self, two, 2, (double)INFINITY, GEN_FIRST_EXCEPTION, NULL);

    gen_free(two[1]);
    return finish(self, ok);
}

/* It fails, and so many turns later the task that waits for it is cancelled. */
static bool seen(gen_t *self, const char *name, gen_body_t *body, int later)
{
    gen_t *future = gen_create_future(gen_running_loop());
    gen_t *t = task_with(name, body, future);
    bool ok = turns(self, 2);

    set_failed(future);
    ok = turns(self, later) && ok;
    gen_task_cancel(t, NULL);
    ok = turns(self, 3) && ok;
    outcome(t);
    gen_free(t);
    gen_free(future);
    return ok;
}

static gen_status_t fails_to_clean_up(gen_t *self, void *args)
{
    (void)args;
    if (!gen_sleep(self, 9) && gen_catch(self, GEN_CANCELLED_ERROR))
        gen_raise(self, GEN_VALUE_ERROR, "cleanup");
    return finish(self, gen_pending(self) == NULL);
}

static gen_status_t gathers_errors(gen_t *self, void *args)
{
    gen_t *both[] = {call(fails_to_clean_up), call(fails_to_clean_up)};
    gen_error_t *errors[2];

    (void)args;
    return finish(self, gen_gather(self, both, 2, NULL, errors));
}

static bool all_seen(gen_t *self)
{
    gen_t *t = task("gather of errors", gathers_errors);
    bool ok = seen(self, "await", awaits, 0) && seen(self, "gather", gathers, 1) && seen(self, "shield", shields, 1) &&
              seen(self, "unseen by shield", shields, 0) && seen(self, "wait", waits, 0);

    gen_task_cancel(t, NULL);
    ok = turns(self, 4) && ok;
    outcome(t);
    gen_free(t);
    return ok;
}

/* wait() for the first exception asks for none where all are done anyway. */
static bool not_asked(gen_t *self)
{
    gen_t *t = start_bad("g");
    bool ok = gen_wait(self, &t, 1, (double)INFINITY, GEN_FIRST_EXCEPTION, NULL);

    note("waited for an exception");
    gen_free(t);
    return ok;
}

gen_status_t scenario_retrieved(gen_t *self, void *args)
{
    gen_error_t *e;
    gen_t *t;
    bool ok = tasks(self);

    (void)args;
    futures();
    gen_free(start_bad("d"));
    ok = turns(self, 5) && ok;
    note("dropped before it ran");
    t = start_bad("e");
    ok = join(self, t) && ok;
    note("waited for, not asked");
    gen_free(t);
    t = start_bad("f");
    ok = gen_gather(self, &t, 1, NULL, &e) && ok;
    gen_error_free(e);
    note("gathered 1");
    ok = all_seen(self) && not_asked(self) && ok;
    return finish(self, ok);
}
