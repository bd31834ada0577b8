/* items.c - the items of a queue. */
#include "async/sync/items.h"
#include "async/internal.h"
#include <stdlib.h>
#include <string.h>

bool gen_value_less_(gen_value_t a, gen_value_t b)
{
    bool numbers =
        (a.kind == GEN_KIND_INT || a.kind == GEN_KIND_REAL) && (b.kind == GEN_KIND_INT || b.kind == GEN_KIND_REAL);

    if (a.kind == GEN_KIND_INT && b.kind == GEN_KIND_INT)
        return a.as.i < b.as.i;
    if (numbers)
        return gen_as_real(a) < gen_as_real(b);
    if (a.kind == GEN_KIND_STR && b.kind == GEN_KIND_STR)
        return strcmp(a.as.s, b.as.s) < 0;
    gen_panic_("gen_queue_put",
               "items of a PriorityQueue are numbers or strings, or it needs a function to compare them");
}

/* The room is a power of two, so that places in the ring are found by a mask. */
static gen_value_t *at(const gen_queue_t *queue, size_t index)
{
    return &queue->items_[(queue->first_ + index) & (queue->room_ - 1)];
}

static bool grow(gen_queue_t *queue)
{
    size_t room = queue->room_ == 0 ? 8 : 2 * queue->room_;
    gen_value_t *items = malloc(room * sizeof *items);

    if (items == NULL)
        return false;
    for (size_t i = 0; i < queue->count_; i++)
        items[i] = *at(queue, i);
    free(queue->items_);
    queue->items_ = items;
    queue->first_ = 0;
    queue->room_ = room;
    return true;
}

static void sift_up(gen_queue_t *queue, size_t index, gen_value_t item)
{
    while (index > 0 && queue->less_(item, *at(queue, (index - 1) / 2))) {
        *at(queue, index) = *at(queue, (index - 1) / 2);
        index = (index - 1) / 2;
    }
    *at(queue, index) = item;
}

static void sift_down(gen_queue_t *queue, gen_value_t item)
{
    size_t index = 0, child;

    while ((child = 2 * index + 1) < queue->count_) {
        if (child + 1 < queue->count_ && queue->less_(*at(queue, child + 1), *at(queue, child)))
            child++;
        if (!queue->less_(*at(queue, child), item))
            break;
        *at(queue, index) = *at(queue, child);
        index = child;
    }
    *at(queue, index) = item;
}

bool gen_items_add_(gen_queue_t *queue, gen_value_t item)
{
    if (queue->count_ == queue->room_ && !grow(queue))
        return false;
    queue->count_++;
    if (queue->less_ != NULL)
        sift_up(queue, queue->count_ - 1, item);
    else
        *at(queue, queue->count_ - 1) = item;
    return true;
}

gen_value_t gen_items_take_(gen_queue_t *queue)
{
    gen_value_t last = *at(queue, queue->count_ - 1), item;

    if (queue->lifo_) {
        queue->count_--;
        return last;
    }
    item = *at(queue, 0);
    queue->count_--;
    if (queue->less_ != NULL && queue->count_ > 0)
        sift_down(queue, last);
    else if (queue->less_ == NULL)
        queue->first_ = (queue->first_ + 1) & (queue->room_ - 1);
    return item;
}
