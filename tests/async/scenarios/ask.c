#include "ask.h"
#include <string.h>

struct visitor {
    char name[8];
    enum kind kind;
    void *of;
    int item;
};

static bool enter(gen_t *self, const struct visitor *v, gen_value_t *got)
{
    size_t index = 0;
    bool ok;

    switch (v->kind) {
    case LOCK:
        return gen_lock_acquire(self, v->of);
    case SEMAPHORE:
    case PERMIT:
        return gen_semaphore_acquire(self, v->of);
    case BARRIER:
        ok = gen_barrier_wait(self, v->of, &index);
        *got = gen_int((int64_t)index);
        return ok;
    case GET:
        return gen_queue_get(self, v->of, got);
    case PUT:
        return gen_queue_put(self, v->of, gen_int(v->item));
    case JOIN:
        return gen_queue_join(self, v->of);
    }
    return false;
}

/* Goes in, stays for a turn, and leaves; tells what stops it. */
static gen_status_t ask(gen_t *self, void *args)
{
    const struct visitor *v = args;
    gen_value_t got = GEN_NONE;
    bool ok = enter(self, v, &got);

    if (!ok) {
        note("%s gets %s", v->name, what(gen_pending(self)));
        return GEN_RAISED;
    }
    if (gen_is_none(got))
        note("%s is in", v->name);
    else
        note("%s is in %d", v->name, (int)gen_as_int(got));
    ok = gen_sleep(self, 0);
    if (v->kind == LOCK)
        gen_lock_release(self, v->of);
    else if (v->kind == SEMAPHORE)
        gen_semaphore_release(self, v->of);
    return finish(self, ok);
}

gen_t *spawn(const char *name, enum kind kind, void *of, int item)
{
    struct visitor v = {"", kind, of, item};

    strncpy(v.name, name, sizeof v.name - 1);
    return gen_create_task(gen_coroutine(NULL, ask, &v, sizeof v), v.name);
}

void spawn_all(gen_t **tasks, const char *letters, enum kind kind, void *of)
{
    for (int i = 0; letters[i] != '\0'; i++)
        tasks[i] = spawn((char[]){letters[i], '\0'}, kind, of, i);
}

bool turns(gen_t *self, int count)
{
    bool ok = true;

    while (count-- > 0 && ok)
        ok = gen_sleep(self, 0);
    return ok;
}

bool end(gen_t *self, gen_t *const *tasks, size_t count)
{
    bool ok = gen_wait(self, tasks, count, (double)INFINITY, GEN_ALL_COMPLETED, NULL);

    for (size_t i = 0; i < count; i++)
        outcome(tasks[i]);
    drop(tasks, count);
    return ok;
}
