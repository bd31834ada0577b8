/* Barriers and queues while some leave and others come, are cancelled, or end it all. */
#include "ask.h"

static const char *boolean(bool b)
{
    return b ? "True" : "False";
}

/* --- Barrier --- */

static gen_status_t resets(gen_t *self, void *args)
{
    return finish(self, gen_barrier_reset(self, *(gen_barrier_t **)args));
}

/* Those who come while others leave wait; a reset while they leave lets them all go. */
static bool barrier_in_motion(gen_t *self)
{
    gen_barrier_t barrier;
    gen_t *tasks[4], *late;
    bool ok;

    note("barrier");
    gen_barrier_init(&barrier, 2);
    spawn_all(tasks, "abc", BARRIER, &barrier);
    ok = turns(self, 2);
    note("waiting %d", (int)gen_barrier_waiting(&barrier));
    tasks[3] = spawn("d", BARRIER, &barrier, 0);
    ok = end(self, tasks, 4) && ok;

    gen_barrier_init(&barrier, 3);
    spawn_all(tasks, "efg", BARRIER, &barrier);
    ok = turns(self, 2) && ok;
    tasks[3] = task_with("reset", resets, &barrier);
    late = spawn("h", BARRIER, &barrier, 0);
    ok = end(self, tasks, 4) && ok;
    note("waiting %d broken %s", (int)gen_barrier_waiting(&barrier), boolean(gen_barrier_broken(&barrier)));
    ok = gen_barrier_abort(self, &barrier) && ok;
    ok = end(self, &late, 1) && ok;
    ok = gen_barrier_reset(self, &barrier) && ok;
    spawn_all(tasks, "ijk", BARRIER, &barrier);
    return end(self, tasks, 3) && ok;
}

/* --- Queue --- */

static bool note_got(gen_t *self, const char *how, gen_queue_t *queue)
{
    gen_value_t v;

    if (!gen_queue_get(self, queue, &v))
        return false;
    note("%s %d", how, (int)gen_as_int(v));
    return true;
}

/* An item reaches somebody, whoever is cancelled in between. */
static bool item_handed_over(gen_t *self)
{
    gen_queue_t queue;
    gen_value_t v;
    gen_t *tasks[3];
    bool ok;

    gen_queue_init(&queue, 2);
    spawn_all(tasks, "abc", GET, &queue);
    ok = turns(self, 1) && gen_queue_put(self, &queue, gen_int(1));
    gen_task_cancel(tasks[0], NULL);
    gen_task_cancel(tasks[1], NULL);
    ok = turns(self, 1) && gen_queue_put(self, &queue, gen_int(2)) && gen_queue_put(self, &queue, gen_int(3)) && ok;
    ok = end(self, tasks, 3) && ok;
    note("left %d", (int)gen_queue_size(&queue));
    ok = note_got(self, "left", &queue) && note_got(self, "left", &queue) && ok;
    if (!gen_queue_get_nowait(self, &queue, &v))
        settle(self, "then");
    gen_queue_destroy(&queue);
    return ok;
}

/* Room reaches somebody. */
static bool room_handed_over(gen_t *self)
{
    gen_queue_t queue;
    gen_t *tasks[4];
    bool ok;

    gen_queue_init(&queue, 1);
    ok = gen_queue_put_nowait(self, &queue, gen_int(4));
    spawn_all(tasks, "defg", PUT, &queue);
    ok = turns(self, 1) && note_got(self, "got", &queue) && ok;
    gen_task_cancel(tasks[0], NULL);
    gen_task_cancel(tasks[2], NULL);
    ok = turns(self, 2) && ok;
    note("full %s", boolean(gen_queue_full(&queue)));
    ok = note_got(self, "got", &queue) && note_got(self, "got", &queue) && ok;
    ok = end(self, tasks, 4) && ok;
    gen_queue_destroy(&queue);
    return ok;
}

/* shutdown(immediate=True) takes the work back that nobody has begun, and no more. */
static bool work_taken_back(gen_t *self)
{
    gen_queue_t queue;
    gen_t *joining;
    bool ok = true;

    gen_queue_init(&queue, 0);
    for (int i = 0; i < 3 && ok; i++)
        ok = gen_queue_put_nowait(self, &queue, gen_int(i));
    ok = note_got(self, "got", &queue) && ok;
    joining = spawn("joins", JOIN, &queue, 0);
    ok = turns(self, 1) && ok;
    gen_queue_shutdown(&queue, true);
    ok = turns(self, 2) && ok;
    outcome(joining);
    ok = gen_queue_task_done(self, &queue) && ok;
    ok = end(self, &joining, 1) && ok;
    if (!gen_queue_task_done(self, &queue))
        settle(self, "then");
    gen_queue_destroy(&queue);
    return ok;
}

gen_status_t scenario_handovers(gen_t *self, void *args)
{
    bool ok = barrier_in_motion(self);

    (void)args;
    note("queue");
    return finish(self, ok && item_handed_over(self) && room_handed_over(self) && work_taken_back(self));
}
