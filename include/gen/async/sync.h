/**
 * @file gen/async/sync.h
 * Locks and signals between the tasks of one loop: Lock, Event, Condition, Semaphore, BoundedSemaphore, Barrier.
 *
 * They are plain variables that own no memory. A Lock, an Event and a Condition that are all zeros are ready to use:
 *
 * @code
 * static gen_lock_t lock;
 *
 * if (!gen_lock_acquire(self, &lock))                  // async with lock:
 *     return GEN_RAISED;
 * bool ok = update(self);
 * gen_lock_release(self, &lock);
 * return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
 * @endcode
 *
 * All are fair: first come, first served. A task that is cancelled although it had been let in already lets the next one
 * in. One that waits must not outlive them. They serve the loop on which they were first waited for, "... is bound to a
 * different event loop" is raised in any other.
 */
#ifndef GEN_ASYNC_SYNC_H
#define GEN_ASYNC_SYNC_H

#include <gen/async/node.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Who waits for something; all zeros to begin with. Not for users. */
struct gen_waiters_ {
    struct gen_link_ queue; /**< of waits */
    uint64_t loop;          /**< the number of the loop of whoever waited first; 0 before that */
};

/**
 * @name Lock
 * @{
 */

/** asyncio.Lock: one task at a time. */
typedef struct gen_lock {
    bool locked_;
    struct gen_waiters_ waiters_;
} gen_lock_t;

/** The part of gen_lock_acquire() that may wait. Not for users. */
GEN_API bool gen_lock_acquire_(gen_t *self, gen_lock_t *lock) GEN_CHECKED;

/** acquire(): waits until nobody holds it. @return true; false if an exception is pending, and it is not held */
static inline bool gen_lock_acquire(gen_t *self, gen_lock_t *lock) GEN_CHECKED;

static inline bool gen_lock_acquire(gen_t *self, gen_lock_t *lock)
{
    struct gen_link_ *queue = &lock->waiters_.queue;

    if (lock->locked_ || (queue->next != NULL && queue->next != queue))
        return gen_lock_acquire_(self, lock);
    lock->locked_ = true;
    return true;
}

/** release(): lets the next one in. @return true; false if it was not held: RuntimeError "Lock is not acquired." */
GEN_API bool gen_lock_release(gen_t *self, gen_lock_t *lock);

/** @return whether somebody holds it */
GEN_API bool gen_lock_locked(const gen_lock_t *lock);

/** @} */

/**
 * @name Event
 * @{
 */

/** asyncio.Event: set or not. */
typedef struct gen_event {
    bool set_;
    struct gen_waiters_ waiters_;
} gen_event_t;

/** wait(): until it is set. @return true; false if an exception is pending */
GEN_API bool gen_event_wait(gen_t *self, gen_event_t *event) GEN_CHECKED;

/** set(): wakes all who wait, even if it is cleared at once. */
GEN_API void gen_event_set(gen_event_t *event);

/** clear() */
GEN_API void gen_event_clear(gen_event_t *event);

/** is_set() */
GEN_API bool gen_event_is_set(const gen_event_t *event);

/** @} */

/**
 * @name Condition
 * @{
 */

/** asyncio.Condition: waiting, with a lock held, for another task to say that something has changed. */
typedef struct gen_condition {
    gen_lock_t *lock_; /* NULL: its own */
    gen_lock_t own_;
    struct gen_waiters_ waiters_;
} gen_condition_t;

/** Makes a condition on a lock that it shares with others. Not needed for one with a lock of its own. */
GEN_API void gen_condition_init(gen_condition_t *condition, gen_lock_t *lock);

/** acquire() of its lock */
GEN_API bool gen_condition_acquire(gen_t *self, gen_condition_t *condition) GEN_CHECKED;

/** release() of its lock */
GEN_API bool gen_condition_release(gen_t *self, gen_condition_t *condition);

/**
 * wait(): releases the lock, waits to be notified, and acquires the lock again, also when cancelled. A notification that a
 * cancelled task cannot use goes to the next.
 * @return true; false if an exception is pending: RuntimeError "cannot wait on un-acquired lock"
 */
GEN_API bool gen_condition_wait(gen_t *self, gen_condition_t *condition) GEN_CHECKED;

/** wait_for(): waits until `predicate(arg)` is true. */
GEN_API bool gen_condition_wait_for(gen_t *self, gen_condition_t *condition, bool (*predicate)(void *arg), void *arg)
    GEN_CHECKED;

/** notify(): wakes up to @p count tasks. @return false: RuntimeError "cannot notify on un-acquired lock" is pending */
GEN_API bool gen_condition_notify(gen_t *self, gen_condition_t *condition, size_t count) GEN_CHECKED;

/** notify_all() */
GEN_API bool gen_condition_notify_all(gen_t *self, gen_condition_t *condition) GEN_CHECKED;

/** @} */

/**
 * @name Semaphore and BoundedSemaphore
 * @{
 */

/** asyncio.Semaphore: so many tasks at a time. */
typedef struct gen_semaphore {
    size_t value_;
    size_t bound_; /* SIZE_MAX for none */
    struct gen_waiters_ waiters_;
} gen_semaphore_t;

/** Makes a Semaphore that lets @p value tasks in. */
GEN_API void gen_semaphore_init(gen_semaphore_t *semaphore, size_t value);

/** Makes a BoundedSemaphore, which is never released more often than it was acquired. */
GEN_API void gen_bounded_semaphore_init(gen_semaphore_t *semaphore, size_t value);

/** acquire() @return true; false if an exception is pending, and nothing was taken */
GEN_API bool gen_semaphore_acquire(gen_t *self, gen_semaphore_t *semaphore) GEN_CHECKED;

/** release() @return true; false: ValueError "BoundedSemaphore released too many times" is pending */
GEN_API bool gen_semaphore_release(gen_t *self, gen_semaphore_t *semaphore);

/** locked(): whether acquire() would wait */
GEN_API bool gen_semaphore_locked(const gen_semaphore_t *semaphore);

/** @} */

/**
 * @name Barrier
 * @{
 */

/** asyncio.BrokenBarrierError, a RuntimeError */
extern GEN_API const gen_exc_t GEN_BROKEN_BARRIER_ERROR[1];

/** asyncio.Barrier: tasks wait until there are enough of them. */
typedef struct gen_barrier {
    size_t parties_;
    size_t count_;
    int state_;
    gen_condition_t condition_;
} gen_barrier_t;

/** Makes a barrier for @p parties tasks, at least 1. */
GEN_API void gen_barrier_init(gen_barrier_t *barrier, size_t parties);

/**
 * wait(): until as many tasks as were asked for wait.
 * @param self     the coroutine that runs
 * @param barrier  the barrier
 * @param index    set to a number from 0, another one for each of them; may be NULL
 * @return true; false if an exception is pending: BrokenBarrierError "Barrier aborted", "Abort or reset of barrier"
 */
GEN_API bool gen_barrier_wait(gen_t *self, gen_barrier_t *barrier, size_t *index) GEN_CHECKED;

/** reset(): raises BrokenBarrierError in those who wait, and empties it. */
GEN_API bool gen_barrier_reset(gen_t *self, gen_barrier_t *barrier) GEN_CHECKED;

/** abort(): the same, for all who come later, too. */
GEN_API bool gen_barrier_abort(gen_t *self, gen_barrier_t *barrier) GEN_CHECKED;

/** n_waiting: how many wait */
GEN_API size_t gen_barrier_waiting(const gen_barrier_t *barrier);

/** broken: whether it was aborted */
GEN_API bool gen_barrier_broken(const gen_barrier_t *barrier);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
