/* Barrier: parties, one who is cancelled, reset, abort. */
#include "scenario.h"

static gen_barrier_t barrier;

struct visit {
    const char *name;
    double seconds;
};

static gen_status_t visit(gen_t *self, void *args)
{
    struct visit *v = args;
    size_t index;

    if (gen_sleep(self, v->seconds) && gen_barrier_wait(self, &barrier, &index))
        note("%s passes %d", v->name, (int)index);
    else
        note("%s raised %s", v->name, what(gen_pending(self)));
    return finish(self, gen_pending(self) == NULL || gen_catch(self, GEN_EXCEPTION));
}

static gen_t *spawn_late(const char *name, double seconds)
{
    struct visit v = {name, seconds};

    return gen_create_task(gen_coroutine(NULL, visit, &v, sizeof v), name);
}

static gen_t *spawn(const char *name)
{
    return spawn_late(name, 0);
}

/* Takes the tasks over. */
static bool join_all(gen_t *self, gen_t *const *tasks, size_t count)
{
    bool ok = gen_wait(self, tasks, count, (double)INFINITY, GEN_ALL_COMPLETED, NULL);

    drop(tasks, count);
    return ok;
}

static const char *broken(void)
{
    return gen_barrier_broken(&barrier) ? "True" : "False";
}

static bool full(gen_t *self)
{
    gen_t *three[] = {spawn_late("a", 0), spawn_late("b", 1), spawn_late("c", 2)}, *six[6];
    bool ok = join_all(self, three, 3);
    static const char *const names[] = {"d", "e", "f", "g", "h", "i"};

    for (size_t i = 0; i < 6; i++)
        six[i] = spawn(names[i]);
    return join_all(self, six, 6) && ok;
}

static bool one_cancelled(gen_t *self)
{
    gen_t *tasks[4] = {spawn("j"), spawn("k"), NULL, NULL};
    bool ok = gen_sleep(self, 1);

    note("waiting %d", (int)gen_barrier_waiting(&barrier));
    gen_task_cancel(tasks[0], "leaves");
    ok = gen_sleep(self, 1) && ok;
    note("waiting %d broken %s", (int)gen_barrier_waiting(&barrier), broken());
    tasks[2] = spawn("l");
    tasks[3] = spawn("m");
    return join_all(self, tasks, 4) && ok;
}

static bool reset(gen_t *self)
{
    gen_t *tasks[] = {spawn("n"), spawn("o")}, *three[3];
    bool ok = gen_sleep(self, 1) && gen_barrier_reset(self, &barrier);

    note("reset %s", broken());
    ok = join_all(self, tasks, 2) && ok;
    three[0] = spawn("p");
    three[1] = spawn("q");
    three[2] = spawn("r");
    return join_all(self, three, 3) && ok;
}

static bool aborted(gen_t *self)
{
    gen_t *tasks[] = {spawn("s"), spawn("t")}, *three[3];
    bool ok = gen_sleep(self, 1) && gen_barrier_abort(self, &barrier);

    note("aborted %s", broken());
    ok = join_all(self, tasks, 2) && ok;
    ok = gen_await(self, spawn("late"), NULL) && gen_barrier_reset(self, &barrier) && ok;
    note("reset %s", broken());
    three[0] = spawn("u");
    three[1] = spawn("v");
    three[2] = spawn("w");
    return join_all(self, three, 3) && ok;
}

static bool cancelled_as_it_opens(gen_t *self)
{
    gen_t *tasks[] = {spawn("x"), spawn("y"), spawn("z")};
    bool ok = gen_sleep(self, 0) && gen_sleep(self, 0);

    gen_task_cancel(tasks[1], "as it opens");
    ok = gen_wait(self, tasks, 3, (double)INFINITY, GEN_ALL_COMPLETED, NULL) && ok;
    for (size_t i = 0; i < 3; i++)
        outcome(tasks[i]);
    drop(tasks, 3);
    note("waiting %d", (int)gen_barrier_waiting(&barrier));
    return ok;
}

gen_status_t scenario_barrier(gen_t *self, void *args)
{
    (void)args;
    gen_barrier_init(&barrier, 3);
    return finish(self,
                  full(self) && one_cancelled(self) && reset(self) && aborted(self) && cancelled_as_it_opens(self));
}
