/* items.h - the items of a queue: a ring, of which a LifoQueue uses the end, or the heap of a PriorityQueue. */
#ifndef ASYNC_ITEMS_H
#define ASYNC_ITEMS_H

#include <gen/async/queue.h>

bool gen_items_add_(gen_queue_t *queue, gen_value_t item); /* false: out of memory */
gen_value_t gen_items_take_(gen_queue_t *queue);           /* there must be one */
bool gen_value_less_(gen_value_t a, gen_value_t b);

#endif
