/* queue.c - Queue, LifoQueue, PriorityQueue: who waits, and how the work is counted. items.c keeps the items. */
#include "async/sync/items.h"
#include "async/sync/waiters.h"
#include "async/waiting.h"
#include <stdlib.h>

const gen_exc_t GEN_QUEUE_EMPTY[1] = {{"QueueEmpty", GEN_EXCEPTION}};
const gen_exc_t GEN_QUEUE_FULL[1] = {{"QueueFull", GEN_EXCEPTION}};
const gen_exc_t GEN_QUEUE_SHUT_DOWN[1] = {{"QueueShutDown", GEN_EXCEPTION}};

void gen_queue_init(gen_queue_t *queue, size_t maxsize)
{
    static const gen_queue_t fresh;

    GIVEN(queue);
    *queue = fresh;
    queue->maxsize_ = maxsize > 0 ? maxsize : SIZE_MAX;
    queue->finished_.set_ = true;
}

void gen_lifo_queue_init(gen_queue_t *queue, size_t maxsize)
{
    GIVEN(queue);
    gen_queue_init(queue, maxsize);
    queue->lifo_ = true;
}

void gen_priority_queue_init(gen_queue_t *queue, size_t maxsize, gen_queue_less_t *less)
{
    GIVEN(queue);
    gen_queue_init(queue, maxsize);
    queue->less_ = less != NULL ? less : gen_value_less_;
}

/* Who still waits does so in vain, until it is cancelled: the queue is not there any more. */
static void forget_waits(struct gen_waiters_ *waiters)
{
    while (waiters->queue.next != NULL && !link_alone(&waiters->queue))
        link_remove(waiters->queue.next);
}

void gen_queue_destroy(gen_queue_t *queue)
{
    GIVEN(queue);
    forget_waits(&queue->getters_);
    forget_waits(&queue->putters_);
    forget_waits(&queue->finished_.waiters_);
    free(queue->items_);
    queue->items_ = NULL;
    queue->count_ = 0;
    queue->room_ = 0;
}

size_t gen_queue_size(const gen_queue_t *queue)
{
    GIVEN(queue);
    return queue->count_;
}

bool gen_queue_full(const gen_queue_t *queue)
{
    GIVEN(queue);
    return queue->count_ >= queue->maxsize_;
}

/* Wakes the first who waits. Who is woken leaves the queue of waits, so that the next wake-up is another's. */
static bool wake_next(struct gen_waiters_ *waiters)
{
    const struct gen_link_ *head = &waiters->queue;

    while (head->next != NULL && head->next != head) {
        struct gen_wait_ *w = CONTAINER_OF(head->next, struct gen_wait_, link);

        link_remove(&w->link);
        if (gen_wait_wake_(w))
            return true;
    }
    return false;
}

/* --- put --- */

static int raise_in(gen_t *self, const gen_exc_t *type)
{
    gen_raise(self, type, NULL);
    return -1;
}

static int put(gen_t *self, gen_queue_t *queue, gen_value_t item)
{
    if (!gen_items_add_(queue, item))
        return raise_in(self, GEN_MEMORY_ERROR);
    queue->unfinished_++;
    gen_event_clear(&queue->finished_);
    wake_next(&queue->getters_);
    return 1;
}

/* Begins a wait in one of the two queues of waits. */
static int queue_begin(gen_t *self, struct gen_waiters_ *waiters, struct gen_wait_ *w,
                       const struct gen_wait_kind_ *kind, gen_queue_t *queue)
{
    struct gen_link_ *link = gen_waiters_open_(self, waiters, "Queue");

    return link != NULL && gen_wait_begin_(self, w, link, kind, queue) ? 0 : -1;
}

static const struct gen_wait_kind_ putting = {"queue.put", "gen_queue_put()", NULL, NULL};

static int begin_put(gen_t *self, gen_queue_t *queue, gen_value_t item, struct gen_wait_ *w,
                     const struct gen_wait_kind_ *kind)
{
    if (queue->shut_down_)
        return raise_in(self, GEN_QUEUE_SHUT_DOWN);
    if (gen_queue_full(queue))
        return queue_begin(self, &queue->putters_, w, kind, queue);
    return put(self, queue, item);
}

int gen_queue_put_(gen_t *self, gen_queue_t *queue, gen_value_t item, struct gen_wait_ *w)
{
    GIVEN(queue);
    return gen_spend_(self, 1) ? begin_put(self, queue, item, w, &putting) : -1;
}

bool gen_queue_end_put_(gen_t *self, gen_queue_t *queue, struct gen_wait_ *w, bool resumed)
{
    if (gen_wait_end_(self, w, resumed))
        return true;
    if (w->state == WAIT_WOKEN && !gen_queue_full(queue))
        wake_next(&queue->putters_); /* there is room, and we cannot use it */
    return false;
}

/* What begin_put() and begin_get() answer, as a status. */
static gen_status_t status_of(int done)
{
    if (done < 0)
        return GEN_RAISED;
    return done > 0 ? GEN_RETURNED : GEN_YIELDED;
}

static gen_queue_t *queue_of(const gen_waiting_t *waiting)
{
    return (gen_queue_t *)(uintptr_t)waiting->wait_.on;
}

static gen_status_t end_put_in(gen_t *self, gen_waiting_t *waiting, bool resumed)
{
    return gen_queue_end_put_(self, queue_of(waiting), &waiting->wait_, resumed) ? GEN_YIELDED : GEN_RAISED;
}

gen_status_t gen_queue_put_in(gen_t *self, gen_waiting_t *waiting, gen_queue_t *queue, gen_value_t item)
{
    static const struct waiting_kind kind = {{"queue.put", "gen_queue_put_in()", NULL, NULL}, end_put_in};

    GIVEN(waiting);
    GIVEN(queue);
    if (gen_waiting_gives_way_(self, waiting))
        return GEN_YIELDED;
    return status_of(begin_put(self, queue, item, &waiting->wait_, &kind.kind));
}

bool gen_queue_put_nowait(gen_t *self, gen_queue_t *queue, gen_value_t item)
{
    GIVEN(queue);
    if (queue->shut_down_)
        raise_in(self, GEN_QUEUE_SHUT_DOWN);
    else if (gen_queue_full(queue))
        raise_in(self, GEN_QUEUE_FULL);
    else
        return put(self, queue, item) > 0;
    return false;
}

/* --- get --- */

static int get(gen_queue_t *queue, gen_value_t *item)
{
    gen_value_t value = gen_items_take_(queue);

    if (item != NULL)
        *item = value;
    wake_next(&queue->putters_);
    return 1;
}

static const struct gen_wait_kind_ getting = {"queue.get", "gen_queue_get()", NULL, NULL};

static int begin_get(gen_t *self, gen_queue_t *queue, gen_value_t *item, struct gen_wait_ *w,
                     const struct gen_wait_kind_ *kind)
{
    if (queue->count_ > 0)
        return get(queue, item);
    if (queue->shut_down_)
        return raise_in(self, GEN_QUEUE_SHUT_DOWN);
    return queue_begin(self, &queue->getters_, w, kind, queue);
}

int gen_queue_get_(gen_t *self, gen_queue_t *queue, gen_value_t *item, struct gen_wait_ *w)
{
    GIVEN(queue);
    return gen_spend_(self, 1) ? begin_get(self, queue, item, w, &getting) : -1;
}

bool gen_queue_end_get_(gen_t *self, gen_queue_t *queue, struct gen_wait_ *w, bool resumed)
{
    if (gen_wait_end_(self, w, resumed))
        return true;
    if (w->state == WAIT_WOKEN && queue->count_ > 0)
        wake_next(&queue->getters_); /* there is an item, and we cannot use it */
    return false;
}

static gen_status_t end_get_in(gen_t *self, gen_waiting_t *waiting, bool resumed)
{
    return gen_queue_end_get_(self, queue_of(waiting), &waiting->wait_, resumed) ? GEN_YIELDED : GEN_RAISED;
}

gen_status_t gen_queue_get_in(gen_t *self, gen_waiting_t *waiting, gen_queue_t *queue, gen_value_t *item)
{
    static const struct waiting_kind kind = {{"queue.get", "gen_queue_get_in()", NULL, NULL}, end_get_in};

    GIVEN(waiting);
    GIVEN(queue);
    if (gen_waiting_gives_way_(self, waiting))
        return GEN_YIELDED;
    return status_of(begin_get(self, queue, item, &waiting->wait_, &kind.kind));
}

bool gen_queue_get_nowait(gen_t *self, gen_queue_t *queue, gen_value_t *item)
{
    GIVEN(queue);
    if (queue->count_ > 0)
        return get(queue, item) > 0;
    raise_in(self, queue->shut_down_ ? GEN_QUEUE_SHUT_DOWN : GEN_QUEUE_EMPTY);
    return false;
}

/* --- The work --- */

static void one_finished(gen_queue_t *queue)
{
    if (queue->unfinished_ > 0 && --queue->unfinished_ == 0)
        gen_event_set(&queue->finished_);
}

bool gen_queue_task_done(gen_t *self, gen_queue_t *queue)
{
    GIVEN(queue);
    if (queue->unfinished_ == 0) {
        gen_raise(self, GEN_VALUE_ERROR, "task_done() called too many times");
        return false;
    }
    one_finished(queue);
    return true;
}

bool gen_queue_join(gen_t *self, gen_queue_t *queue)
{
    GIVEN(queue);
    return gen_event_wait(self, &queue->finished_);
}

gen_status_t gen_queue_join_in(gen_t *self, gen_waiting_t *waiting, gen_queue_t *queue)
{
    GIVEN(queue);
    return gen_event_wait_in(self, waiting, &queue->finished_);
}

void gen_queue_shutdown(gen_queue_t *queue, bool immediate)
{
    GIVEN(queue);
    queue->shut_down_ = true;
    while (immediate && queue->count_ > 0) {
        gen_items_take_(queue);
        one_finished(queue);
    }
    while (wake_next(&queue->getters_)) {
    }
    while (wake_next(&queue->putters_)) {
    }
}
