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
    return finish(self, ok);
}
