/**
 * @file gen/async/queue.h
 * Queues between the tasks of one loop: Queue, LifoQueue, PriorityQueue.
 *
 * @code
 * gen_queue_t queue;
 *
 * gen_queue_init(&queue, 10);                          // at most ten items wait
 * ...
 * if (!gen_queue_put(self, &queue, gen_int(1)))        // one task; waits while it is full
 *     return GEN_RAISED;
 * ...
 * if (!gen_queue_get(self, &queue, &item))             // another; waits while it is empty
 *     return GEN_RAISED;
 * gen_queue_task_done(self, &queue);
 * ...
 * gen_queue_destroy(&queue);
 * @endcode
 *
 * An item is never lost: a task that is cancelled although an item was there for it leaves it to the next. Items are
 * values, and own nothing: what they point to belongs to whoever takes them, and what is left in a queue that is destroyed,
 * or shut down at once, to whoever has put it there.
 */
#ifndef GEN_ASYNC_QUEUE_H
#define GEN_ASYNC_QUEUE_H

#include <gen/async/sync.h>

#ifdef __cplusplus
extern "C" {
#endif

extern GEN_DATA const gen_exc_t GEN_QUEUE_EMPTY[1];     /**< `asyncio.QueueEmpty`, an Exception */
extern GEN_DATA const gen_exc_t GEN_QUEUE_FULL[1];      /**< `asyncio.QueueFull`, an Exception */
extern GEN_DATA const gen_exc_t GEN_QUEUE_SHUT_DOWN[1]; /**< `asyncio.QueueShutDown` (CPython 3.13), an Exception */

/** Tells whether item @p a comes before item @p b. */
typedef bool gen_queue_less_t(gen_value_t a, gen_value_t b);

/** A queue, of any of the three orders. It owns memory: gen_queue_destroy(). */
typedef struct gen_queue {
    gen_value_t *items_;
    size_t first_; /* of a Queue, a ring */
    size_t count_;
    size_t room_;
    size_t maxsize_; /* SIZE_MAX for no limit */
    size_t unfinished_;
    gen_queue_less_t *less_; /* of a PriorityQueue, a heap */
    bool lifo_;
    bool shut_down_;
    struct gen_waiters_ getters_;
    struct gen_waiters_ putters_;
    gen_event_t finished_;
} gen_queue_t;

/**
 * @name Making
 * @{
 */

/**
 * `asyncio.Queue(maxsize)`: first in, first out. Nothing is allocated before the first item.
 * @param queue    any memory; initialised here
 * @param maxsize  how many items it holds at most; 0 for no limit
 */
GEN_API void gen_queue_init(gen_queue_t *queue, size_t maxsize);

/** `asyncio.LifoQueue(maxsize)`: last in, first out. As gen_queue_init(). */
GEN_API void gen_lifo_queue_init(gen_queue_t *queue, size_t maxsize);

/**
 * `asyncio.PriorityQueue(maxsize)`: the least first.
 * @param queue    as for gen_queue_init()
 * @param maxsize  as for gen_queue_init()
 * @param less     its order; NULL compares numbers by value and strings by strcmp(), and stops the program for others
 */
GEN_API void gen_priority_queue_init(gen_queue_t *queue, size_t maxsize, gen_queue_less_t *less);

/**
 * Frees what it owns; what its items point to is not touched. Whoever still waits for it does so until it is cancelled;
 * whoever was woken must not run any more.
 */
GEN_API void gen_queue_destroy(gen_queue_t *queue);

/** @} */

/**
 * @name Putting and getting
 * @{
 */

/** Parts of put() and get(): 1 done, 0 a wait has begun, -1 an exception is pending. Not for users. */
GEN_API int gen_queue_put_(gen_t *self, gen_queue_t *queue, gen_value_t item, struct gen_wait_ *w) GEN_CHECKED;
GEN_API int gen_queue_get_(gen_t *self, gen_queue_t *queue, gen_value_t *item, struct gen_wait_ *w) GEN_CHECKED;
GEN_API bool gen_queue_end_put_(gen_t *self, gen_queue_t *queue, struct gen_wait_ *w, bool resumed) GEN_CHECKED;
GEN_API bool gen_queue_end_get_(gen_t *self, gen_queue_t *queue, struct gen_wait_ *w, bool resumed) GEN_CHECKED;

/**
 * `await queue.put(item)`: waits while the queue is full; first come, first served.
 * @param self   the coroutine that runs
 * @param queue  the queue
 * @param item   what to put; what it points to must live until it has been used
 * @return true; false if an exception is pending, and the item is not in the queue: QueueShutDown, MemoryError, CancelledError
 */
static inline bool gen_queue_put(gen_t *self, gen_queue_t *queue, gen_value_t item) GEN_CHECKED;

/**
 * `item = await queue.get()`: waits while it is empty; first come, first served.
 * @param self   the coroutine that runs
 * @param queue  the queue
 * @param item   set to the item; may be NULL
 * @return true; false if an exception is pending, and no item was taken: QueueShutDown, CancelledError
 */
static inline bool gen_queue_get(gen_t *self, gen_queue_t *queue, gen_value_t *item) GEN_CHECKED;

static inline bool gen_queue_put(gen_t *self, gen_queue_t *queue, gen_value_t item)
{
    struct gen_wait_ w;
    int done;

    while ((done = gen_queue_put_(self, queue, item, &w)) == 0)
        if (!gen_queue_end_put_(self, queue, &w, gen_yield(self, gen_ptr(&w), NULL)))
            return false;
    return done > 0;
}

static inline bool gen_queue_get(gen_t *self, gen_queue_t *queue, gen_value_t *item)
{
    struct gen_wait_ w;
    int done;

    while ((done = gen_queue_get_(self, queue, item, &w)) == 0)
        if (!gen_queue_end_get_(self, queue, &w, gen_yield(self, gen_ptr(&w), NULL)))
            return false;
    return done > 0;
}

/** `queue.put_nowait(item)`. @return true; false if an exception is pending: QueueFull, QueueShutDown, MemoryError */
GEN_API bool gen_queue_put_nowait(gen_t *self, gen_queue_t *queue, gen_value_t item) GEN_CHECKED;

/** `item = queue.get_nowait()`. @return true; false if an exception is pending: QueueEmpty, QueueShutDown */
GEN_API bool gen_queue_get_nowait(gen_t *self, gen_queue_t *queue, gen_value_t *item) GEN_CHECKED;

/** @} */

/**
 * @name The work that the items stand for
 * @{
 */

/**
 * `queue.task_done()`: the work on one item that was taken is finished.
 * @param self   the coroutine that runs
 * @param queue  the queue
 * @return true; false: ValueError "task_done() called too many times" is pending
 */
GEN_API bool gen_queue_task_done(gen_t *self, gen_queue_t *queue);

/**
 * `await queue.join()`: waits until task_done() was called for every item that was put.
 * @param self   the coroutine that runs
 * @param queue  the queue
 * @return true; false if an exception is pending
 */
GEN_API bool gen_queue_join(gen_t *self, gen_queue_t *queue) GEN_CHECKED;

/**
 * `queue.shutdown(immediate)` (CPython 3.13): put() raises QueueShutDown from now on, also in those who wait; get() does
 * when the queue is empty. So consumers end when all work is done.
 * @param queue      the queue
 * @param immediate  drop the items that are in it, as finished
 */
GEN_API void gen_queue_shutdown(gen_queue_t *queue, bool immediate);

/** @} */

/**
 * @name Looking at a queue
 * @{
 */

/** @return `queue.qsize()`: how many items are in it */
GEN_API size_t gen_queue_size(const gen_queue_t *queue);

/** @return `queue.full()`: whether put() would wait; never of one without a limit */
GEN_API bool gen_queue_full(const gen_queue_t *queue);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
