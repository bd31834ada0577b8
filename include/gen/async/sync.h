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
 * in. One that waits must not outlive them: the program stops where that is noticed. They serve the loop on which they were
 * first waited for, "... is bound to a different event loop" is raised in any other.
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

/** `asyncio.Lock`: one task at a time. Not recursive: who holds it and acquires it again waits for ever. */
typedef struct gen_lock {
    bool locked_;
    struct gen_waiters_ waiters_;
} gen_lock_t;

/** What gen_lock_acquire() does. Not for users. */
GEN_API bool gen_lock_acquire_(gen_t *self, gen_lock_t *lock) GEN_CHECKED;

/**
 * `await lock.acquire()`: waits until nobody holds it and all who came before have had it. Where it is free, this does
 * not wait, and no other task runs.
 * @param self  the coroutine that runs
 * @param lock  the lock
 * @return true; false if an exception is pending, and it is not held: CancelledError, RuntimeError of another loop
 */
static inline bool gen_lock_acquire(gen_t *self, gen_lock_t *lock) GEN_CHECKED;

static inline bool gen_lock_acquire(gen_t *self, gen_lock_t *lock)
{
    return gen_lock_acquire_(self, lock);
}

/**
 * `lock.release()`: lets the next one in, when it next runs. Any task may, as in Python.
 * @param self  the coroutine that runs
 * @param lock  the lock
 * @return true; false if it was not held: RuntimeError "Lock is not acquired." is pending
 */
GEN_API bool gen_lock_release(gen_t *self, gen_lock_t *lock);

/** @return `lock.locked()`: whether somebody holds it */
GEN_API bool gen_lock_locked(const gen_lock_t *lock);

/** @} */

/**
 * @name Event
 * @{
 */

/**
 * `asyncio.Event`: set or not, for many to wait for one thing.
 *
 * @code
 * static gen_event_t ready;
 *
 * if (!gen_event_wait(self, &ready))                   // await ready.wait(): any number of tasks
 *     return GEN_RAISED;
 * ...
 * gen_event_set(&ready);                               // ready.set(): a task, or a callback
 * @endcode
 */
typedef struct gen_event {
    bool set_;
    struct gen_waiters_ waiters_;
} gen_event_t;

/** `await event.wait()`: until it is set; not at all if it is. @return true; false if an exception is pending */
GEN_API bool gen_event_wait(gen_t *self, gen_event_t *event) GEN_CHECKED;

/** `event.set()`: wakes all who wait, even if it is cleared before they run. Whoever comes later does not wait. */
GEN_API void gen_event_set(gen_event_t *event);

/** `event.clear()`: whoever comes from now on waits. */
GEN_API void gen_event_clear(gen_event_t *event);

/** @return `event.is_set()` */
GEN_API bool gen_event_is_set(const gen_event_t *event);

/** @} */

/**
 * @name Condition
 * @{
 */

/**
 * `asyncio.Condition`: waiting, with a lock held, for another task to say that something has changed.
 *
 * @code
 * static gen_condition_t changed;                      // with a lock of its own
 *
 * if (!gen_condition_acquire(self, &changed))          // async with changed:
 *     return GEN_RAISED;
 * bool ok = gen_condition_wait_for(self, &changed, has_room, pool);
 * if (ok)
 *     take(pool);
 * gen_condition_release(self, &changed);
 * @endcode
 */
typedef struct gen_condition {
    gen_lock_t *lock_; /* NULL: its own */
    gen_lock_t own_;
    struct gen_waiters_ waiters_;
} gen_condition_t;

/**
 * `asyncio.Condition(lock)`.
 * @param condition  initialised here; not needed for one that is all zeros, which has a lock of its own
 * @param lock       the lock that it shares with others, borrowed for its life; NULL for one of its own
 */
GEN_API void gen_condition_init(gen_condition_t *condition, gen_lock_t *lock);

/** `await condition.acquire()`: as gen_lock_acquire() of its lock. */
GEN_API bool gen_condition_acquire(gen_t *self, gen_condition_t *condition) GEN_CHECKED;

/** `condition.release()`: as gen_lock_release() of its lock. */
GEN_API bool gen_condition_release(gen_t *self, gen_condition_t *condition);

/**
 * `await condition.wait()`: releases the lock, waits to be notified, and acquires the lock again, also when cancelled: it
 * is held in either case. A notification that a cancelled task cannot use goes to the next. What was waited for may have
 * changed again since: gen_condition_wait_for() looks.
 * @param self       the coroutine that runs, which holds the lock
 * @param condition  the condition
 * @return true; false if an exception is pending: RuntimeError "cannot wait on un-acquired lock"
 */
GEN_API bool gen_condition_wait(gen_t *self, gen_condition_t *condition) GEN_CHECKED;

/**
 * `await condition.wait_for(predicate)`: waits, notification by notification, until `predicate(arg)` is true; not at all
 * if it is.
 * @param self       the coroutine that runs, which holds the lock
 * @param condition  the condition
 * @param predicate  is called with the lock held, and may not wait
 * @param arg        with what
 * @return as gen_condition_wait()
 */
GEN_API bool gen_condition_wait_for(gen_t *self, gen_condition_t *condition, bool (*predicate)(void *arg), void *arg)
    GEN_CHECKED;

/**
 * `condition.notify(count)`: wakes up to @p count of those who wait, the first first. They go on when the lock is
 * released.
 * @param self       the coroutine that runs, which holds the lock
 * @param condition  the condition
 * @param count      how many
 * @return true; false: RuntimeError "cannot notify on un-acquired lock" is pending
 */
GEN_API bool gen_condition_notify(gen_t *self, gen_condition_t *condition, size_t count) GEN_CHECKED;

/** `condition.notify_all()`: the same for all who wait. */
GEN_API bool gen_condition_notify_all(gen_t *self, gen_condition_t *condition) GEN_CHECKED;

/** @} */

/**
 * @name Semaphore and BoundedSemaphore
 * @{
 */

/**
 * `asyncio.Semaphore`: so many tasks at a time.
 *
 * @code
 * gen_semaphore_t connections;
 *
 * gen_semaphore_init(&connections, 3);
 * ...
 * if (!gen_semaphore_acquire(self, &connections))      // async with connections:
 *     return GEN_RAISED;
 * bool ok = fetch(self, page);
 * gen_semaphore_release(self, &connections);
 * @endcode
 */
typedef struct gen_semaphore {
    size_t value_;
    size_t bound_; /* SIZE_MAX for none */
    struct gen_waiters_ waiters_;
} gen_semaphore_t;

/** `asyncio.Semaphore(value)`: lets @p value tasks in. Each release lets in one more. */
GEN_API void gen_semaphore_init(gen_semaphore_t *semaphore, size_t value);

/** `asyncio.BoundedSemaphore(value)`: the same, and it is a mistake to release it more often than it was acquired. */
GEN_API void gen_bounded_semaphore_init(gen_semaphore_t *semaphore, size_t value);

/** `await semaphore.acquire()`: waits for a permit. @return true; false if an exception is pending, and none was taken */
GEN_API bool gen_semaphore_acquire(gen_t *self, gen_semaphore_t *semaphore) GEN_CHECKED;

/** `semaphore.release()`. @return true; false: ValueError "BoundedSemaphore released too many times" is pending */
GEN_API bool gen_semaphore_release(gen_t *self, gen_semaphore_t *semaphore);

/** @return `semaphore.locked()`: whether acquire() would wait */
GEN_API bool gen_semaphore_locked(const gen_semaphore_t *semaphore);

/** @} */

/**
 * @name Barrier
 * @{
 */

/** Somebody aborted or reset the barrier that was waited at: `asyncio.BrokenBarrierError`, a RuntimeError. */
extern GEN_DATA const gen_exc_t GEN_BROKEN_BARRIER_ERROR[1];

/**
 * `asyncio.Barrier`: tasks wait until there are enough of them, then all go on. It can be used again and again.
 *
 * @code
 * gen_barrier_t barrier;
 * size_t index;
 *
 * gen_barrier_init(&barrier, 4);
 * ...
 * if (!gen_barrier_wait(self, &barrier, &index))       // index = await barrier.wait()
 *     return GEN_RAISED;
 * if (index == 0)
 *     puts("all four are here");                       // said once
 * @endcode
 */
typedef struct gen_barrier {
    size_t parties_;
    size_t count_;
    int state_;
    gen_condition_t condition_;
} gen_barrier_t;

/** `asyncio.Barrier(parties)`. Stops the program if @p parties is 0. */
GEN_API void gen_barrier_init(gen_barrier_t *barrier, size_t parties);

/**
 * `await barrier.wait()`: until as many tasks as it was made for wait.
 * @param self     the coroutine that runs
 * @param barrier  the barrier
 * @param index    set to a number from 0, another one for each of them; may be NULL
 * @return true; false if an exception is pending: BrokenBarrierError "Barrier aborted", "Abort or reset of barrier"
 */
GEN_API bool gen_barrier_wait(gen_t *self, gen_barrier_t *barrier, size_t *index) GEN_CHECKED;

/** `await barrier.reset()`: raises BrokenBarrierError in those who wait, and empties it. It can be used again. */
GEN_API bool gen_barrier_reset(gen_t *self, gen_barrier_t *barrier) GEN_CHECKED;

/** `await barrier.abort()`: the same, for all who come later, too, until it is reset. */
GEN_API bool gen_barrier_abort(gen_t *self, gen_barrier_t *barrier) GEN_CHECKED;

/** @return `barrier.n_waiting`: how many wait */
GEN_API size_t gen_barrier_waiting(const gen_barrier_t *barrier);

/** @return `barrier.broken`: whether it was aborted */
GEN_API bool gen_barrier_broken(const gen_barrier_t *barrier);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
