/* Async generators: asend, athrow, aclose, also when a task is cancelled or another operation runs. */
#include "scenario.h"

struct counter {
    const char *name;
    double cleanup;
    bool ignore;
};

/* One round: waits, yields n. false: something is pending. */
static bool count_on(gen_t *self, struct counter *c, int *n)
{
    gen_value_t got;
    gen_error_t *e;

    if (gen_sleep(self, 1) && gen_async_yield(self, gen_int(*n), &got)) {
        if (gen_is_none(got))
            note("%s was sent None", c->name);
        else
            note("%s was sent %d", c->name, (int)gen_as_int(got));
        *n += gen_is_none(got) ? 1 : (int)gen_as_int(got);
        return true;
    }
    if (!gen_catch_as(self, GEN_VALUE_ERROR, &e))
        return false;
    note("%s catches %s", c->name, what(e));
    gen_error_free(e);
    *n = 100;
    return true;
}

static gen_status_t count(gen_t *self, void *args)
{
    struct counter *c = args;
    gen_error_t *e = NULL;
    int n = 0;

    while (count_on(self, c, &n)) {
    }
    note("%s gets %s", c->name, what(gen_pending(self)));
    if (c->ignore && gen_catch(self, GEN_BASE_EXCEPTION) && gen_async_yield(self, gen_int(-1), NULL))
        note("%s goes on", c->name);
    if (gen_catch_as(self, GEN_BASE_EXCEPTION, &e) && (c->cleanup <= 0 || gen_sleep(self, c->cleanup)))
        gen_reraise(self, e);
    note("%s is closed", c->name);
    gen_error_free(e);
    return GEN_RAISED;
}

static gen_t *counter(struct counter c)
{
    return gen_async_generator(NULL, count, &c, sizeof c);
}

/* Takes the operation over. A CancelledError goes on. */
static bool attempt(gen_t *self, const char *label, gen_t *operation)
{
    gen_value_t v;

    if (!gen_await(self, operation, &v)) {
        note("%s raised %s", label, what(gen_pending(self)));
        return gen_catch(self, GEN_EXCEPTION) || gen_catch(self, GEN_GENERATOR_EXIT);
    }
    if (gen_is_none(v))
        note("%s gives None", label);
    else
        note("%s gives %d", label, (int)gen_as_int(v));
    return true;
}

static bool throw_at(gen_t *self, const char *label, gen_t *g, const gen_exc_t *type, const char *message)
{
    gen_error_t *e = gen_error_new(type, "%s", message);
    bool ok = attempt(self, label, gen_athrow(g, e));

    gen_error_free(e);
    return ok;
}

static bool operations(gen_t *self)
{
    gen_t *g = counter((struct counter){"a", 0, false});
    bool ok = attempt(self, "send too early", gen_asend(g, gen_int(3))) && attempt(self, "next", gen_anext(g)) &&
              attempt(self, "send", gen_asend(g, gen_int(5))) && throw_at(self, "throw", g, GEN_VALUE_ERROR, "v") &&
              throw_at(self, "throw", g, GEN_TYPE_ERROR, "t") && attempt(self, "next", gen_anext(g)) &&
              attempt(self, "close", gen_aclose(g));

    gen_free(g);
    return ok;
}

static bool closing(gen_t *self)
{
    gen_t *b = counter((struct counter){"b", 1, false}), *c = counter((struct counter){"c", 1, false}),
          *d = counter((struct counter){"d", 0, true}), *e = counter((struct counter){"e", 0, false});
    bool ok = attempt(self, "close fresh", gen_aclose(b)) && attempt(self, "next", gen_anext(b)) &&
              attempt(self, "next", gen_anext(c)) && attempt(self, "close", gen_aclose(c)) &&
              attempt(self, "close again", gen_aclose(c)) && attempt(self, "throw at closed", gen_anext(c)) &&
              attempt(self, "next", gen_anext(d)) && attempt(self, "close", gen_aclose(d));

    drop((gen_t *[]){b, c, d}, 3);
    ok = ok && throw_at(self, "throw at fresh", e, GEN_VALUE_ERROR, "fresh") && attempt(self, "next", gen_anext(e));
    gen_free(e);
    return ok;
}

static bool leave_loop(gen_t *self)
{
    gen_t *g = counter((struct counter){"f", 1, false});
    bool ok;

    GEN_ASYNC_FOREACH (v, self, g) {
        note("first %d", (int)gen_as_int(v));
        break;
    }
    ok = attempt(self, "after break", gen_anext(g)) && gen_await(self, gen_aclose(g), NULL);
    gen_free(g);
    return ok;
}

struct next {
    const char *label;
    gen_t *g;
};

static gen_status_t next_of(gen_t *self, void *args)
{
    struct next *n = args;

    return finish(self, attempt(self, n->label, gen_anext(n->g)));
}

static gen_t *spawn(const char *label, gen_t *g)
{
    struct next n = {label, g};

    return gen_create_task(gen_coroutine(NULL, next_of, &n, sizeof n), label);
}

static bool in_two_tasks(gen_t *self)
{
    gen_t *g = counter((struct counter){"g", 1, false}), *tasks[] = {spawn("one", g), spawn("two", g)}, *three;
    bool ok = gen_wait(self, tasks, 2, (double)INFINITY, GEN_ALL_COMPLETED, NULL);

    drop(tasks, 2);
    three = spawn("three", g);
    ok = gen_sleep(self, 0) && ok;
    ok = attempt(self, "close meanwhile", gen_aclose(g)) && ok;
    gen_task_cancel(three, "the operation");
    ok = join(self, three) && ok;
    outcome(three);
    gen_free(three);
    ok = attempt(self, "next", gen_anext(g)) && ok;
    gen_free(g);
    return ok;
}

static bool in_timeout(gen_t *self)
{
    gen_t *g = counter((struct counter){"h", 0, false});
    gen_timeout_t timeout;
    bool ok = gen_timeout_enter(self, &timeout, 2.5);

    if (ok) {
        GEN_ASYNC_FOREACH (v, self, g)
            note("v %d", (int)gen_as_int(v));
        if (!gen_timeout_exit(self, &timeout) && gen_catch(self, GEN_TIMEOUT_ERROR))
            note("timed out");
        ok = attempt(self, "next", gen_anext(g));
    }
    gen_free(g);
    return ok;
}

static bool used_twice(gen_t *self)
{
    gen_t *g = counter((struct counter){"i", 0, false}), *used;
    bool ok = attempt(self, "anext", gen_anext(g)) && attempt(self, "close", gen_aclose(g));

    used = gen_anext(g);
    ok = attempt(self, "used", gen_ref(used)) && attempt(self, "used twice", used) && ok;
    gen_free(g);
    return ok;
}

gen_status_t scenario_asyncgen(gen_t *self, void *args)
{
    (void)args;
    return finish(self, operations(self) && closing(self) && leave_loop(self) && in_two_tasks(self) &&
                            in_timeout(self) && used_twice(self));
}
