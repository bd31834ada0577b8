/**
 * @file gen/async/waiting.h
 * What a coroutine without a stack waits for by itself: a time, a lock, an event, a semaphore, a queue.
 *
 * What waits in a body with a stack is a function that yields. In one without, it is begun by a function, and the yield is the
 * body's own: GEN_WAIT_OR() makes it. What is waited by is a member of the frame, one for all waits of a body, and nothing is
 * allocated.
 *
 * @code
 * struct worker { gen_queue_t *jobs; gen_waiting_t waiting; };
 *
 * static gen_status_t worker(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
 * {
 *     struct worker *my = (struct worker *)frame;
 *     gen_value_t job;
 *
 *     GEN_BEGIN(self, sent, out);
 *     for (;;) {
 *         GEN_WAIT_OR(&my->waiting, gen_queue_get_in(self, &my->waiting, my->jobs, &job))        // job = await jobs.get()
 *             return GEN_RAISED;
 *         do_it(job);
 *         GEN_WAIT_OR(&my->waiting, gen_sleep_in(self, &my->waiting, 0.5))                       // await asyncio.sleep(0.5)
 *             return GEN_RAISED;
 *     }
 *     GEN_END;
 * }
 * @endcode
 *
 * All else of gen::async that waits, streams for example, is called in a coroutine with a stack, which is awaited.
 */
#ifndef GEN_ASYNC_WAITING_H
#define GEN_ASYNC_WAITING_H

#include <gen/async/queue.h>
#include <gen/async/sync.h>
#include <gen/stackless.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a coroutine without a stack waits by, one thing at a time: a member of its frame, which needs no initialisation. */
typedef struct gen_waiting {
    struct gen_wait_ wait_;
    struct gen_timer_ timer_;
    gen_cleanup_t cleanup_;
    int status_; /**< how it has begun, or ended */
} gen_waiting_t;

/**
 * Waits, and then what to do if an exception is pending: of the wait, or because the task was cancelled.
 *
 * One statement together with the one that follows it, as GEN_YIELD_OR().
 * @param waiting  the address of the frame's gen_waiting_t
 * @param begun    the call of a function below, with the same address. Where it has to be tried again, when there was an item
 *                 that somebody else took for example, it is evaluated once more.
 */
#define GEN_WAIT_OR(waiting, begun)                                                                                    \
    if (1) {                                                                                                           \
        while (((waiting)->status_ = (int)(begun)) == (int)GEN_YIELDED) {                                              \
            *gen_out_ = gen_waiting_value_(waiting);                                                                   \
            gen_hot_(gen_self_)->at = __LINE__;                                                                        \
            return GEN_YIELDED;                                                                                        \
        case GEN_PLACE_ + __LINE__:                                                                                    \
            (waiting)->status_ = (int)gen_waiting_end_(gen_self_, (waiting));                                          \
            if ((waiting)->status_ != (int)GEN_YIELDED)                                                                \
                break;                                                                                                 \
        }                                                                                                              \
        if (GEN_UNLIKELY((waiting)->status_ == (int)GEN_RAISED))                                                       \
            goto GEN_LABEL_(gen_or_, __LINE__);                                                                        \
    } else                                                                                                             \
        GEN_LABEL_(gen_or_, __LINE__) :

/**
 * @name What can be waited for
 * Each as the function of that name without `_in`, in a coroutine without a stack. All are for GEN_WAIT_OR() alone.
 * @return GEN_RETURNED if there was nothing to wait for; GEN_YIELDED if there is; GEN_RAISED if an exception is pending
 * @{
 */

/** `await asyncio.sleep(seconds)`, as gen_sleep(). */
GEN_API gen_status_t gen_sleep_in(gen_t *self, gen_waiting_t *waiting, double seconds) GEN_CHECKED;

/** `await lock.acquire()`, as gen_lock_acquire(). */
GEN_API gen_status_t gen_lock_acquire_in(gen_t *self, gen_waiting_t *waiting, gen_lock_t *lock) GEN_CHECKED;

/** `await event.wait()`, as gen_event_wait(). */
GEN_API gen_status_t gen_event_wait_in(gen_t *self, gen_waiting_t *waiting, gen_event_t *event) GEN_CHECKED;

/** `await semaphore.acquire()`, as gen_semaphore_acquire(). */
GEN_API gen_status_t gen_semaphore_acquire_in(gen_t *self, gen_waiting_t *waiting, gen_semaphore_t *semaphore)
    GEN_CHECKED;

/** `await queue.put(item)`, as gen_queue_put(). */
GEN_API gen_status_t gen_queue_put_in(gen_t *self, gen_waiting_t *waiting, gen_queue_t *queue, gen_value_t item)
    GEN_CHECKED;

/** `item = await queue.get()`, as gen_queue_get(). The item may be a local variable: it is set behind the wait. */
GEN_API gen_status_t gen_queue_get_in(gen_t *self, gen_waiting_t *waiting, gen_queue_t *queue, gen_value_t *item)
    GEN_CHECKED;

/** `await queue.join()`, as gen_queue_join(). */
GEN_API gen_status_t gen_queue_join_in(gen_t *self, gen_waiting_t *waiting, gen_queue_t *queue) GEN_CHECKED;

/** @} */

/**
 * @name Inside the macro
 * @{
 */

/** What the loop is told by. */
GEN_API gen_value_t gen_waiting_value_(gen_waiting_t *waiting);

/** The body goes on. GEN_YIELDED: begin once more. */
GEN_API gen_status_t gen_waiting_end_(gen_t *self, gen_waiting_t *waiting);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
