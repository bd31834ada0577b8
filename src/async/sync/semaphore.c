/* semaphore.c - Semaphore and BoundedSemaphore. */
#include "async/sync/waiters.h"
#include "async/waiting.h"

void gen_semaphore_init(gen_semaphore_t *semaphore, size_t value)
{
    static const gen_semaphore_t fresh;

    GIVEN(semaphore);
    *semaphore = fresh;
    semaphore->value_ = value;
    semaphore->bound_ = SIZE_MAX;
}

void gen_bounded_semaphore_init(gen_semaphore_t *semaphore, size_t value)
{
    GIVEN(semaphore);
    gen_semaphore_init(semaphore, value);
    semaphore->bound_ = value;
}

bool gen_semaphore_locked(const gen_semaphore_t *semaphore)
{
    GIVEN(semaphore);
    return semaphore->value_ == 0 || gen_waiters_first_not_cancelled_(&semaphore->waiters_) != NULL;
}

/* Gives one permit to the first who waits. */
static bool wake_next(gen_semaphore_t *semaphore)
{
    struct gen_wait_ *w = gen_waiters_first_pending_(&semaphore->waiters_);

    if (w == NULL)
        return false;
    semaphore->value_--;
    return gen_wait_wake_(w);
}

static const struct gen_wait_kind_ acquiring = {"semaphore", "gen_semaphore_acquire()", NULL, NULL};

static bool take_permit(gen_semaphore_t *semaphore)
{
    if (gen_semaphore_locked(semaphore))
        return false;
    semaphore->value_--;
    return true;
}

/* A wait has ended so. */
static void settle_permits(gen_semaphore_t *semaphore, const struct gen_wait_ *w, bool ok)
{
    if (!ok && w->state == WAIT_WOKEN)
        semaphore->value_++; /* we had been given one */
    while (semaphore->value_ > 0 && wake_next(semaphore)) {
        /* those who came later had to wait for us to go first */
    }
}

bool gen_semaphore_acquire(gen_t *self, gen_semaphore_t *semaphore)
{
    struct gen_wait_ w;
    struct gen_link_ *queue;
    bool ok;

    GIVEN(semaphore);
    if (!gen_spend_(self, 1))
        return false;
    if (take_permit(semaphore))
        return true;
    queue = gen_waiters_open_(self, &semaphore->waiters_, "Semaphore");
    if (queue == NULL)
        return false;
    ok = wait_on(self, &w, queue, &acquiring, semaphore);
    settle_permits(semaphore, &w, ok);
    return ok;
}

static gen_status_t end_semaphore_wait(gen_t *self, gen_waiting_t *waiting, bool resumed)
{
    bool ok = gen_wait_end_(self, &waiting->wait_, resumed);

    settle_permits((gen_semaphore_t *)(uintptr_t)waiting->wait_.on, &waiting->wait_, ok);
    return ok ? GEN_RETURNED : GEN_RAISED;
}

gen_status_t gen_semaphore_acquire_in(gen_t *self, gen_waiting_t *waiting, gen_semaphore_t *semaphore)
{
    static const struct waiting_kind kind = {{"semaphore", "gen_semaphore_acquire_in()", NULL, NULL},
                                             end_semaphore_wait};

    GIVEN(waiting);
    GIVEN(semaphore);
    if (gen_waiting_gives_way_(self, waiting))
        return GEN_YIELDED;
    if (take_permit(semaphore))
        return GEN_RETURNED;
    return gen_waiting_begin_(self, waiting, gen_waiters_open_(self, &semaphore->waiters_, "Semaphore"), &kind,
                              semaphore);
}

bool gen_semaphore_release(gen_t *self, gen_semaphore_t *semaphore)
{
    GIVEN(semaphore);
    if (semaphore->value_ >= semaphore->bound_) {
        gen_raise(self, GEN_VALUE_ERROR, "BoundedSemaphore released too many times");
        return false;
    }
    semaphore->value_++;
    wake_next(semaphore);
    return true;
}
