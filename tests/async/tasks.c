#include "tasks.h"

void caught(gen_t *self)
{
    record_pending(self);
    gen_catch(self, GEN_BASE_EXCEPTION);
}

bool turns(gen_t *self, int count)
{
    bool ok = true;

    for (int i = 0; i < count && ok; i++)
        ok = gen_sleep(self, 0);
    return ok;
}

bool join(gen_t *self, gen_t **tasks, size_t count)
{
    bool ok = gen_wait(self, tasks, count, 1000, GEN_ALL_COMPLETED, NULL);

    for (size_t i = 0; i < count; i++) {
        gen_future_exception(tasks[i], NULL);
        gen_free(tasks[i]);
    }
    return ok;
}

struct attack {
    gen_body_t *body;
    int step;
};

static gen_status_t attack(gen_t *self, void *args)
{
    struct attack *a = args;
    gen_t *t = spawn(a->body, NULL);
    bool ok = turns(self, a->step);

    gen_task_cancel(t, NULL);
    ok = gen_sleep(self, 1) && ok;
    record("%d", (int)gen_all_tasks(gen_running_loop(), NULL, 0));
    gen_free(t);
    return finish(self, ok);
}

gen_status_t run_cancelled(gen_body_t *body, int step)
{
    struct attack a = {body, step};

    return run_with_args(attack, &a, sizeof a);
}
