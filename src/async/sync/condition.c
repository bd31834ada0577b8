/* condition.c - Condition, and Barrier, which is made of one. */
#include "async/sync/waiters.h"
#include <math.h>

static gen_lock_t *lock_of(gen_condition_t *condition)
{
    return condition->lock_ != NULL ? condition->lock_ : &condition->own_;
}

void gen_condition_init(gen_condition_t *condition, gen_lock_t *lock)
{
    static const gen_condition_t fresh;

    GIVEN(condition);
    *condition = fresh;
    condition->lock_ = lock;
}

bool gen_condition_acquire(gen_t *self, gen_condition_t *condition)
{
    GIVEN(condition);
    return gen_lock_acquire(self, lock_of(condition));
}

bool gen_condition_release(gen_t *self, gen_condition_t *condition)
{
    GIVEN(condition);
    return gen_lock_release(self, lock_of(condition));
}

static void notify(gen_condition_t *condition, size_t count)
{
    const struct gen_link_ *head = &condition->waiters_.queue;

    for (struct gen_link_ *l = head->next; count > 0 && l != NULL && l != head; l = l->next)
        count -= gen_wait_wake_(CONTAINER_OF(l, struct gen_wait_, link));
}

/* Acquires the lock, whatever cancellations arrive meanwhile. Under GeneratorExit it is not to be had where that would
 * mean to wait: who closes is told that it was ignored, as in CPython. */
static void acquire_again(gen_t *self, gen_condition_t *condition, gen_error_t **e)
{
    gen_scope_t scope;
    gen_cleanup_t cleanup;
    bool shielded;

    shielded = gen_scope_begin_(self, &scope, (double)INFINITY, false);
    if (shielded)
        gen_scope_shield(&scope, true); /* a cancelled scope would raise in every wait */
    else
        gen_catch(self, GEN_BASE_EXCEPTION);
    gen_cleanup_push(self, &cleanup, drop_error, e);
    while (!gen_lock_acquire(self, lock_of(condition))) {
        stash(self, e);
        if (!gen_error_is(*e, GEN_CANCELLED_ERROR))
            break;
    }
    gen_cleanup_pop(self, &cleanup);
    if (shielded && !gen_scope_end_(self, &scope))
        stash(self, e);
}

static const struct gen_wait_kind_ waiting = {"condition", "gen_condition_wait()", NULL, NULL};

bool gen_condition_wait(gen_t *self, gen_condition_t *condition)
{
    struct gen_wait_ w;
    struct gen_link_ *queue;
    gen_error_t *e = NULL;

    GIVEN(condition);
    if (!lock_of(condition)->locked_) {
        gen_raise(self, GEN_RUNTIME_ERROR, "cannot wait on un-acquired lock");
        return false;
    }
    queue = gen_waiters_open_(self, &condition->waiters_, "Condition");
    if (queue == NULL)
        return false;
    gen_condition_release(self, condition);
    if (!wait_on(self, &w, queue, &waiting, condition))
        stash(self, &e);
    acquire_again(self, condition, &e);
    if (e == NULL)
        return true;
    notify(condition, 1); /* we may have been notified: somebody else can use it */
    gen_reraise(self, e);
    gen_error_free(e);
    return false;
}

bool gen_condition_wait_for(gen_t *self, gen_condition_t *condition, bool (*predicate)(void *arg), void *arg)
{
    GIVEN(condition);
    if (!gen_spend_(self, 1))
        return false;
    while (!predicate(arg))
        if (!gen_condition_wait(self, condition))
            return false;
    return true;
}

bool gen_condition_notify(gen_t *self, gen_condition_t *condition, size_t count)
{
    GIVEN(condition);
    if (!lock_of(condition)->locked_) {
        gen_raise(self, GEN_RUNTIME_ERROR, "cannot notify on un-acquired lock");
        return false;
    }
    notify(condition, count);
    return true;
}

bool gen_condition_notify_all(gen_t *self, gen_condition_t *condition)
{
    GIVEN(condition);
    return gen_condition_notify(self, condition, SIZE_MAX);
}

/* --- Barrier --- */

const gen_exc_t GEN_BROKEN_BARRIER_ERROR[1] = {{"BrokenBarrierError", GEN_RUNTIME_ERROR}};

/* Tasks gather; enough have, and they leave; or they leave because of a reset; or it is of no use any more. */
enum barrier_state { FILLING, DRAINING, RESETTING, BROKEN };

void gen_barrier_init(gen_barrier_t *barrier, size_t parties)
{
    GIVEN(barrier);
    if (parties < 1)
        gen_panic_("gen_barrier_init", "parties must be >= 1");
    barrier->parties_ = parties;
    barrier->count_ = 0;
    barrier->state_ = FILLING;
    gen_condition_init(&barrier->condition_, NULL);
}

static bool may_enter(void *arg)
{
    const gen_barrier_t *barrier = arg;

    return barrier->state_ == FILLING || barrier->state_ == BROKEN;
}

static bool may_leave(void *arg)
{
    const gen_barrier_t *barrier = arg;

    return barrier->state_ != FILLING;
}

static bool enter(gen_t *self, gen_barrier_t *barrier)
{
    if (!gen_condition_wait_for(self, &barrier->condition_, may_enter, barrier))
        return false;
    if (barrier->state_ != BROKEN)
        return true;
    gen_raise(self, GEN_BROKEN_BARRIER_ERROR, "Barrier aborted");
    return false;
}

static bool stay(gen_t *self, gen_barrier_t *barrier)
{
    if (!gen_condition_wait_for(self, &barrier->condition_, may_leave, barrier))
        return false;
    if (barrier->state_ == DRAINING)
        return true;
    gen_raise(self, GEN_BROKEN_BARRIER_ERROR, "Abort or reset of barrier");
    return false;
}

static void barrier_leave(gen_barrier_t *barrier)
{
    if (--barrier->count_ > 0)
        return;
    if (barrier->state_ == RESETTING || barrier->state_ == DRAINING)
        barrier->state_ = FILLING;
    notify(&barrier->condition_, SIZE_MAX);
}

static bool pass(gen_t *self, gen_barrier_t *barrier, size_t *index)
{
    size_t mine;
    bool ok = true;

    if (!enter(self, barrier))
        return false;
    mine = barrier->count_++;
    if (index != NULL)
        *index = mine;
    if (mine + 1 == barrier->parties_) {
        barrier->state_ = DRAINING;
        notify(&barrier->condition_, SIZE_MAX);
    } else {
        ok = stay(self, barrier);
    }
    barrier_leave(barrier);
    return ok;
}

bool gen_barrier_wait(gen_t *self, gen_barrier_t *barrier, size_t *index)
{
    bool ok;

    GIVEN(barrier);
    if (!gen_condition_acquire(self, &barrier->condition_))
        return false;
    ok = pass(self, barrier, index);
    if (gen_lock_locked(&barrier->condition_.own_))
        gen_condition_release(self, &barrier->condition_);
    return ok;
}

static bool change(gen_t *self, gen_barrier_t *barrier, enum barrier_state state)
{
    if (!gen_condition_acquire(self, &barrier->condition_))
        return false;
    barrier->state_ = state == RESETTING && barrier->count_ == 0 ? FILLING : (int)state;
    notify(&barrier->condition_, SIZE_MAX);
    gen_condition_release(self, &barrier->condition_);
    return true;
}

bool gen_barrier_reset(gen_t *self, gen_barrier_t *barrier)
{
    GIVEN(barrier);
    return change(self, barrier, RESETTING);
}

bool gen_barrier_abort(gen_t *self, gen_barrier_t *barrier)
{
    GIVEN(barrier);
    return change(self, barrier, BROKEN);
}

size_t gen_barrier_waiting(const gen_barrier_t *barrier)
{
    GIVEN(barrier);
    return barrier->state_ == FILLING ? barrier->count_ : 0;
}

bool gen_barrier_broken(const gen_barrier_t *barrier)
{
    GIVEN(barrier);
    return barrier->state_ == BROKEN;
}
