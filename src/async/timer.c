/* timer.c - a heap of four children a node, ordered by time and then by age. */
#include "async/internal.h"
#include <math.h>
#include <stdlib.h>

static bool before(const struct heap_entry *a, const struct heap_entry *b)
{
    return a->when < b->when || (a->when == b->when && a->order < b->order);
}

static size_t parent(size_t place)
{
    return (place + 2) / 4;
}

static void put(struct heap *h, size_t place, struct heap_entry entry)
{
    h->entries[place] = entry;
    entry.timer->place = place;
}

static void sift_up(struct heap *h, size_t place, struct heap_entry entry)
{
    while (place > 1 && before(&entry, &h->entries[parent(place)])) {
        put(h, place, h->entries[parent(place)]);
        place = parent(place);
    }
    put(h, place, entry);
}

/* The earliest child of place, or 0. */
static size_t earliest_child(const struct heap *h, size_t place)
{
    size_t first = 4 * place - 2;
    size_t best = first;

    if (first > h->count)
        return 0;
    for (size_t child = first + 1; child < first + 4 && child <= h->count; child++)
        if (before(&h->entries[child], &h->entries[best]))
            best = child;
    return best;
}

static void sift_down(struct heap *h, size_t place, struct heap_entry entry)
{
    size_t child;

    while ((child = earliest_child(h, place)) != 0 && before(&h->entries[child], &entry)) {
        put(h, place, h->entries[child]);
        place = child;
    }
    put(h, place, entry);
}

static bool make_room(struct heap *h)
{
    struct heap_entry *entries;
    size_t room = h->room == 0 ? 16 : 2 * h->room;

    if (h->count + 1 < h->room)
        return true;
    entries = realloc(h->entries, room * sizeof *entries);
    if (entries == NULL)
        return false;
    h->entries = entries;
    h->room = room;
    return true;
}

bool gen_timer_start_(gen_loop_t *loop, struct gen_timer_ *timer, double when)
{
    struct heap *h = &loop->timers;
    struct heap_entry entry = {when, h->order, timer};

    if (!make_room(h))
        return false;
    h->order++;
    timer->when = when;
    link_init(&timer->ready.link);
    sift_up(h, ++h->count, entry);
    return true;
}

static void take_out(struct heap *h, struct gen_timer_ *timer)
{
    size_t place = timer->place;
    struct heap_entry last = h->entries[h->count--];

    timer->place = 0;
    if (last.timer == timer)
        return;
    if (place > 1 && before(&last, &h->entries[parent(place)]))
        sift_up(h, place, last);
    else
        sift_down(h, place, last);
}

void gen_timer_stop_(gen_loop_t *loop, struct gen_timer_ *timer)
{
    if (timer->place != 0)
        take_out(&loop->timers, timer);
    else
        link_remove(&timer->ready.link);
}

bool gen_timer_next_(const gen_loop_t *loop, double *when)
{
    if (loop->timers.count == 0)
        return false;
    *when = loop->timers.entries[1].when;
    return *when < INFINITY;
}

void gen_timers_due_(gen_loop_t *loop)
{
    double now = gen_loop_time(loop);

    while (loop->timers.count > 0 && loop->timers.entries[1].when <= now) {
        struct gen_timer_ *timer = loop->timers.entries[1].timer;

        take_out(&loop->timers, timer);
        make_ready(loop, &timer->ready);
    }
}
