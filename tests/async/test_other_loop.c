/* Futures and primitives that belong to another loop: each way to wait for one is refused. */
#include "record.h"
#include "tasks.h"
#include <math.h>
#include <string.h>

/* What the message says of the task and the future, whose addresses nobody knows. */
static void caught_message(gen_t *self)
{
    const char *message = gen_pending(self) != NULL ? gen_error_message(gen_pending(self)) : "nothing";
    const char *known[] = {"attached to a different loop", "is bound to a different event loop", message};
    size_t i = 0;

    while (strstr(message, known[i]) == NULL)
        i++;
    record("%s(%s)", gen_pending(self) != NULL ? gen_error_type(gen_pending(self))->name : "", known[i]);
    gen_catch(self, GEN_EXCEPTION);
}

static gen_status_t return_none(gen_t *self, void *args)
{
    (void)args;
    record("ran");
    return finish(self, true);
}

static gen_status_t wait_for_foreign(gen_t *self, void *args)
{
    gen_t *f = *(gen_t **)args, *both[2];

    if (!gen_shield(self, gen_ref(f), NULL))
        caught_message(self);
    if (!gen_wait_for(self, gen_ref(f), 1, NULL))
        caught_message(self);
    if (!gen_wait(self, &f, 1, 1, GEN_ALL_COMPLETED, NULL))
        caught_message(self);
    both[0] = gen_coroutine(NULL, return_none, NULL, 0);
    both[1] = gen_ref(f);
    if (!gen_gather(self, both, 2, NULL, NULL))
        caught_message(self);
    both[0] = gen_ref(f);
    if (gen_as_completed(self, both, 1, (double)INFINITY) == NULL)
        caught_message(self);
    return finish(self, true);
}

#define REFUSED "ValueError(The future belongs to a different loop than the one specified as the loop argument)"

/* Check that neither a task nor a loop waits for a future of another loop, of which it would never hear. */
static void test_futures(void **state)
{
    gen_loop_t *other = gen_loop_new(NULL), *loop = gen_loop_new(NULL);
    gen_t *f = gen_create_future(other);
    gen_error_t *e;

    (void)state;
    assert_int_equal(run_with_args(wait_for_foreign, &f, sizeof f), GEN_RETURNED);
    assert_string_equal(recorded(), "RuntimeError(attached to a different loop) "
                                    "RuntimeError(attached to a different loop) " REFUSED " " REFUSED " " REFUSED);
    assert_int_equal(gen_loop_run(loop, gen_ref(f), NULL, &e), GEN_RAISED);
    record_error(e);
    gen_error_free(e);
    assert_string_equal(recorded(), REFUSED);
    gen_free(f);
    gen_loop_free(loop);
    gen_loop_free(other);
}

/* One of each, none of which lets anybody pass. */
struct primitives {
    gen_lock_t lock;
    gen_event_t event;
    gen_condition_t condition;
    gen_semaphore_t semaphore;
    gen_barrier_t barrier;
    gen_queue_t queue;
};

static gen_status_t wait_on_one(gen_t *self, void *args)
{
    struct primitives *p = ((struct primitives **)args)[0];
    gen_timeout_t timeout;
    gen_value_t v;
    bool ok = gen_timeout_enter(self, &timeout, 1);

    switch (*((int **)args)[1]) {
    case 0:
        ok = ok && gen_lock_acquire(self, &p->lock);
        break;
    case 1:
        ok = ok && gen_event_wait(self, &p->event);
        break;
    case 2:
        ok = ok && gen_condition_acquire(self, &p->condition) && gen_condition_wait(self, &p->condition);
        gen_condition_release(self, &p->condition);
        break;
    case 3:
        ok = ok && gen_semaphore_acquire(self, &p->semaphore);
        break;
    case 4:
        ok = ok && gen_barrier_wait(self, &p->barrier, NULL);
        break;
    default:
        ok = ok && gen_queue_get(self, &p->queue, &v);
    }
    if (!gen_timeout_exit(self, &timeout) && !gen_catch(self, GEN_TIMEOUT_ERROR))
        caught_message(self);
    return finish(self, !ok);
}

/* Check that every primitive that tasks of one loop waited for is refused to those of another. */
static void test_primitives(void **state)
{
    struct primitives p = {0};

    (void)state;
    p.lock.locked_ = true;
    gen_semaphore_init(&p.semaphore, 0);
    gen_barrier_init(&p.barrier, 2);
    gen_queue_init(&p.queue, 0);
    for (int kind = 0; kind < 6; kind++) {
        void *args[] = {&p, &kind};

        assert_int_equal(run_with_args(wait_on_one, args, sizeof args), GEN_RETURNED);
        assert_string_equal(recorded(), "");
        assert_int_equal(run_with_args(wait_on_one, args, sizeof args), GEN_RETURNED);
        assert_string_equal(recorded(), "RuntimeError(is bound to a different event loop)");
    }
    gen_queue_destroy(&p.queue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_futures),
        cmocka_unit_test(test_primitives),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
