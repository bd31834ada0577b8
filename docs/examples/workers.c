/* Producer and consumers: a queue between one task that has work and three that do it. */
#include <gen/async.h>

struct shared {
    gen_queue_t queue;
    int64_t sum;
};

/* Works until the queue is shut down and empty. */
static gen_status_t worker(gen_t *self, void *args)
{
    struct shared *shared = *(struct shared **)args;
    gen_value_t item;

    while (gen_queue_get(self, &shared->queue, &item)) {
        if (!gen_sleep(self, 0.01))
            return GEN_RAISED;
        shared->sum += gen_as_int(item) * gen_as_int(item);
        gen_queue_task_done(self, &shared->queue);
    }
    return gen_catch(self, GEN_QUEUE_SHUT_DOWN) ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

static bool produce(gen_t *self, struct shared *shared)
{
    for (int64_t i = 1; i <= 10; i++)
        if (!gen_queue_put(self, &shared->queue, gen_int(i))) /* waits while two wait already */
            return false;
    gen_queue_shutdown(&shared->queue, false);
    return gen_queue_join(self, &shared->queue);
}

static gen_status_t program(gen_t *self, void *args)
{
    struct shared *shared = *(struct shared **)args;
    gen_taskgroup_t group;
    bool ok;

    if (!gen_taskgroup_enter(self, &group))
        return GEN_RAISED;
    ok = true;
    for (int i = 0; ok && i < 3; i++)
        ok = gen_taskgroup_create_task(self, &group, gen_coroutine(NULL, worker, &shared, sizeof shared), NULL, NULL);
    ok = ok && produce(self, shared);
    ok = gen_taskgroup_exit(self, &group) && ok;
    if (!ok)
        return GEN_RAISED;
    printf("sum of squares: %lld\n", (long long)shared->sum);
    return gen_return(self, GEN_NONE);
}

int main(void)
{
    struct shared shared = {.sum = 0}, *args = &shared;
    gen_status_t status;

    gen_queue_init(&shared.queue, 2);
    status = gen_run(gen_coroutine(NULL, program, &args, sizeof args), NULL, NULL);
    gen_queue_destroy(&shared.queue);
    return status == GEN_RETURNED ? 0 : 1;
}
