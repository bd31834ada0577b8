/* lock.c - Lock and Event. */
#include "async/sync/waiters.h"
#include "async/waiting.h"

/* Tells the first in the queue that the lock is free. Who was told before and has not run yet stays the first. */
static void wake_first(gen_lock_t *lock)
{
    struct gen_wait_ *w = gen_waiters_first_(&lock->waiters_);

    if (w != NULL)
        gen_wait_wake_(w);
}

static const struct gen_wait_kind_ acquiring = {"lock", "gen_lock_acquire()", NULL, NULL};

/* Takes it if it is free, and nobody came before. */
static bool take_free(gen_lock_t *lock)
{
    if (lock->locked_ || gen_waiters_first_not_cancelled_(&lock->waiters_) != NULL)
        return false;
    lock->locked_ = true;
    return true;
}

bool gen_lock_acquire_(gen_t *self, gen_lock_t *lock)
{
    struct gen_wait_ w;
    struct gen_link_ *queue;

    GIVEN(lock);
    if (!gen_spend_(self, 1))
        return false;
    if (take_free(lock))
        return true;
    queue = gen_waiters_open_(self, &lock->waiters_, "Lock");
    if (queue == NULL)
        return false;
    if (!wait_on(self, &w, queue, &acquiring, lock)) {
        if (!lock->locked_) /* we may have been told: tell the next */
            wake_first(lock);
        return false;
    }
    lock->locked_ = true;
    return true;
}

bool gen_lock_release(gen_t *self, gen_lock_t *lock)
{
    GIVEN(lock);
    if (!lock->locked_) {
        gen_raise(self, GEN_RUNTIME_ERROR, "Lock is not acquired.");
        return false;
    }
    lock->locked_ = false;
    wake_first(lock);
    return true;
}

bool gen_lock_locked(const gen_lock_t *lock)
{
    GIVEN(lock);
    return lock->locked_;
}

/* We may have been told, and cannot use it: tell the next. */
static void pass_lock_on(gen_lock_t *lock)
{
    if (!lock->locked_)
        wake_first(lock);
}

static gen_status_t end_acquire(gen_t *self, gen_waiting_t *waiting, bool resumed)
{
    gen_lock_t *lock = (gen_lock_t *)(uintptr_t)waiting->wait_.on;

    if (!gen_wait_end_(self, &waiting->wait_, resumed)) {
        pass_lock_on(lock);
        return GEN_RAISED;
    }
    lock->locked_ = true;
    return GEN_RETURNED;
}

gen_status_t gen_lock_acquire_in(gen_t *self, gen_waiting_t *waiting, gen_lock_t *lock)
{
    static const struct waiting_kind kind = {{"lock", "gen_lock_acquire_in()", NULL, NULL}, end_acquire};
    gen_status_t status;

    GIVEN(waiting);
    GIVEN(lock);
    if (gen_waiting_gives_way_(self, waiting))
        return GEN_YIELDED;
    if (take_free(lock))
        return GEN_RETURNED;
    status = gen_waiting_begin_(self, waiting, gen_waiters_open_(self, &lock->waiters_, "Lock"), &kind, lock);
    if (status == GEN_RAISED)
        pass_lock_on(lock);
    return status;
}

/* --- Event --- */

static const struct gen_wait_kind_ event_wait = {"event", "gen_event_wait()", NULL, NULL};

bool gen_event_wait(gen_t *self, gen_event_t *event)
{
    struct gen_wait_ w;
    struct gen_link_ *queue;

    GIVEN(event);
    if (!gen_spend_(self, 1))
        return false;
    if (event->set_)
        return true;
    queue = gen_waiters_open_(self, &event->waiters_, "Event");
    return queue != NULL && wait_on(self, &w, queue, &event_wait, event);
}

static gen_status_t end_event_wait(gen_t *self, gen_waiting_t *waiting, bool resumed)
{
    return gen_wait_end_(self, &waiting->wait_, resumed) ? GEN_RETURNED : GEN_RAISED;
}

gen_status_t gen_event_wait_in(gen_t *self, gen_waiting_t *waiting, gen_event_t *event)
{
    static const struct waiting_kind kind = {{"event", "gen_event_wait_in()", NULL, NULL}, end_event_wait};

    GIVEN(waiting);
    GIVEN(event);
    if (gen_waiting_gives_way_(self, waiting))
        return GEN_YIELDED;
    if (event->set_)
        return GEN_RETURNED;
    return gen_waiting_begin_(self, waiting, gen_waiters_open_(self, &event->waiters_, "Event"), &kind, event);
}

void gen_event_set(gen_event_t *event)
{
    GIVEN(event);

    const struct gen_link_ *head = &event->waiters_.queue;

    if (event->set_)
        return;
    event->set_ = true;
    for (struct gen_link_ *l = head->next; l != NULL && l != head; l = l->next)
        gen_wait_wake_(CONTAINER_OF(l, struct gen_wait_, link));
}

void gen_event_clear(gen_event_t *event)
{
    GIVEN(event);
    event->set_ = false;
}

bool gen_event_is_set(const gen_event_t *event)
{
    GIVEN(event);
    return event->set_;
}
