/*
 * reserve.c - stacks that no thread has, by size.
 *
 * The warm ones have their memory still. They come in magazines, lists of so many, which one thread that frees more than it
 * makes leaves here for one that makes more than it frees; or the same thread, when there are many and then few and then
 * many again. The cold ones gave their memory back, which costs a system call now and a page fault later: only their places
 * are known.
 */
#include "stack/reserve.h"
#include "error/error.h"
#include "machine/failure.h"
#include "stack/frames.h"
#include "stack/slab.h"
#include <stdlib.h>

/* How many times what a thread may keep of a size all threads may share, and of larger stacks than the default ones
 * accordingly fewer. */
enum { SHARED_PART = 32 };

/* There is room for every stack that was ever carved, so that giving one back needs no memory. */
struct reserve {
    gen_t **places;
    gen_t **magazines; /* the first stack of each */
    size_t count, magazine_count, capacity;
    size_t carved;
};

static struct reserve reserves[SIZE_CLASSES];
static size_t in_use_or_cached;

static bool grow(struct reserve *reserve)
{
    size_t capacity = reserve->capacity == 0 ? MAGAZINE : reserve->capacity * 2;
    gen_t **magazines = realloc(reserve->magazines, capacity / MAGAZINE * sizeof *magazines);
    gen_t **places = magazines != NULL ? realloc(reserve->places, capacity * sizeof *places) : NULL;

    if (magazines != NULL)
        reserve->magazines = magazines;
    if (places == NULL) {
        gen_set_new_error_("out of memory");
        return false;
    }
    reserve->places = places;
    reserve->capacity = capacity;
    return true;
}

static gen_t *carve(struct reserve *reserve, int size_class)
{
    gen_t *g = NULL;

    if (reserve->carved < reserve->capacity || grow(reserve))
        g = gen_slab_carve_(size_class);
    if (g != NULL)
        reserve->carved++;
    return g;
}

gen_t *gen_reserve_take_(int size_class)
{
    struct reserve *reserve = &reserves[size_class];
    gen_t *g;

    if (reserve->count > 0) {
        g = reserve->places[--reserve->count];
        gen_slab_describe_(g);
    } else {
        g = carve(reserve, size_class);
    }
    if (g != NULL)
        in_use_or_cached++;
    return g;
}

static size_t most_magazines(int size_class, size_t limit)
{
    size_t most = limit / MAGAZINE * SHARED_PART;

    return size_class <= DEFAULT_CLASS ? most : most >> (size_class - DEFAULT_CLASS);
}

void gen_reserve_lend_(struct shelf *shelf, int size_class, size_t limit)
{
    struct reserve *reserve = &reserves[size_class];
    size_t most = most_magazines(size_class, limit);

    while (shelf->count > limit && shelf->count >= MAGAZINE && reserve->magazine_count < most) {
        gen_t *last = shelf->top;

        for (int i = 1; i < MAGAZINE; i++)
            last = last->stack.next;
        reserve->magazines[reserve->magazine_count++] = shelf->top;
        shelf->top = last->stack.next;
        shelf->count -= MAGAZINE;
        last->stack.next = NULL;
    }
}

bool gen_reserve_borrow_(struct shelf *shelf, int size_class)
{
    struct reserve *reserve = &reserves[size_class];

    if (reserve->magazine_count == 0)
        return false;
    shelf->top = reserve->magazines[--reserve->magazine_count];
    shelf->count = MAGAZINE;
    return true;
}

size_t gen_reserve_retire_(struct shelf *shelf, int size_class, size_t count)
{
    struct reserve *reserve = &reserves[size_class];
    gen_t **places;

    if (count == 0)
        return 0;
    places = reserve->places + reserve->count;
    for (size_t i = 0; i < count; i++) {
        places[i] = gen_shelf_pop_(shelf);
        gen_frames_dead_(places[i]);
    }
    reserve->count += count;
    in_use_or_cached -= count;
    return gen_slab_drop_memory_(places, count);
}

size_t gen_reserve_trim_(void)
{
    struct shelf shelf = {NULL, 0};
    size_t bytes = 0;

    for (int k = 0; k < SIZE_CLASSES; k++)
        while (gen_reserve_borrow_(&shelf, k))
            bytes += gen_reserve_retire_(&shelf, k, MAGAZINE);
    return bytes;
}

size_t gen_reserve_lent_(void)
{
    size_t sum = 0;

    for (int k = 0; k < SIZE_CLASSES; k++)
        sum += MAGAZINE * reserves[k].magazine_count;
    return sum;
}

size_t gen_reserve_in_use_or_cached_(void)
{
    return in_use_or_cached;
}

void gen_reserve_forget_(size_t count)
{
    in_use_or_cached -= count;
}
