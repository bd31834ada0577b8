#include "visit.h"
#include <stdio.h>
#include <string.h>

static bool go_in(gen_t *self, const visit_t *v)
{
    return v->lock != NULL ? gen_lock_acquire(self, v->lock) : gen_semaphore_acquire(self, v->semaphore);
}

static void leave(gen_t *self, const visit_t *v)
{
    if (v->lock != NULL)
        gen_lock_release(self, v->lock);
    else
        gen_semaphore_release(self, v->semaphore);
}

static gen_status_t visit(gen_t *self, void *args)
{
    const visit_t *v = args;
    bool ok;

    note("%s asks", v->name);
    ok = go_in(self, v);
    if (ok) {
        note("%s is in", v->name);
        ok = gen_sleep(self, v->seconds);
        leave(self, v);
    }
    if (ok)
        note("%s is out", v->name);
    else
        note("%s gets %s", v->name, what(gen_pending(self)));
    return finish(self, ok);
}

gen_t *visitor(visit_t v)
{
    return gen_create_task(gen_coroutine(NULL, visit, &v, sizeof v), v.name);
}

void visitors(gen_t *tasks[], const char *letters, gen_lock_t *lock, gen_semaphore_t *semaphore)
{
    static char names[256][2]; /* of all letters, for as long as the program runs */

    for (size_t i = 0; letters[i] != '\0'; i++) {
        char *name = names[(unsigned char)letters[i]];

        name[0] = letters[i];
        tasks[i] = visitor((visit_t){name, lock, semaphore, 1});
    }
}

bool join_all(gen_t *self, gen_t *const *tasks, size_t count)
{
    return gen_wait(self, tasks, count, (double)INFINITY, GEN_ALL_COMPLETED, NULL);
}
