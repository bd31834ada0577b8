/* list.c - values that are all there at once. */
#include "itertools/consume.h"
#include "itertools/keep.h"
#include "itertools/number.h"
#include <stdlib.h>
#include <string.h>

static bool make_room(gen_list_t *list)
{
    size_t room = list->room == 0 ? 8 : 2 * list->room;
    gen_value_t *items;

    if (list->count < list->room)
        return true;
    items = realloc(list->items, room * sizeof *items);
    if (items == NULL)
        return false;
    list->items = items;
    list->room = room;
    return true;
}

bool gen_list_append(gen_list_t *list, gen_value_t value)
{
    gen_value_t kept = GEN_NONE;

    if (!make_room(list) || !gen_value_keep(&kept, value))
        return false;
    list->items[list->count++] = kept;
    return true;
}

void gen_list_free(gen_list_t *list)
{
    gen_list_t old = *list;

    *list = (gen_list_t){NULL, 0, 0};
    while (old.count > 0)
        gen_value_drop(&old.items[--old.count]);
    free(old.items);
}

gen_status_t gen_list(gen_t *source, gen_list_t *list, gen_error_t **error)
{
    gen_error_t *e = NULL;
    gen_value_t value;

    *list = (gen_list_t){NULL, 0, 0};
    while (gen_consume_(source, &value, &e))
        if (!gen_list_append(list, value)) {
            e = gen_error_new(GEN_MEMORY_ERROR, NULL);
            break;
        }
    gen_free(source);
    if (e != NULL)
        gen_list_free(list);
    return gen_consumed_(e, error);
}

/* Merges the sorted halves of items, the first of which has been put aside. Equal ones stay as they were. */
static gen_error_t *merge(gen_value_t *items, size_t half, size_t count, const gen_value_t *aside)
{
    size_t left = 0, right = half, to = 0;
    gen_error_t *e = NULL;

    while (left < half && right < count && e == NULL) {
        bool less = false;

        e = gen_less_(items[right], aside[left], &less);
        items[to++] = less ? items[right++] : aside[left++];
    }
    memcpy(items + to, aside + left, (half - left) * sizeof *items); /* also after an error: none is lost */
    return e;
}

static gen_error_t *sort(gen_value_t *items, size_t count, gen_value_t *aside)
{
    size_t half = count / 2;
    gen_error_t *e = NULL;

    if (count < 2)
        return NULL;
    e = sort(items, half, aside);
    if (e == NULL)
        e = sort(items + half, count - half, aside);
    if (e != NULL)
        return e;
    memcpy(aside, items, half * sizeof *items);
    return merge(items, half, count, aside);
}

gen_status_t gen_sorted(gen_t *source, gen_list_t *list, gen_error_t **error)
{
    gen_error_t *e = NULL;
    gen_value_t *aside;

    if (gen_list(source, list, &e) == GEN_RAISED || list->count == 0)
        return gen_consumed_(e, error);
    aside = malloc(list->count * sizeof *aside);
    e = aside != NULL ? sort(list->items, list->count, aside) : gen_error_new(GEN_MEMORY_ERROR, NULL);
    free(aside);
    if (e != NULL)
        gen_list_free(list);
    return gen_consumed_(e, error);
}
