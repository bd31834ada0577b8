#include "world.h"
#include <stdlib.h>

void gp_world_open(gp_world_t *world, gp_program_t *program)
{
    size_t handles = (size_t)program->handles.count + 1;

    *world = (gp_world_t){.program = program};
    world->handles = gp_allocate(handles * sizeof *world->handles);
    world->order = gp_allocate(handles * sizeof *world->order);
    for (size_t i = 0; i < handles; i++)
        world->handles[i] = (gp_handle_t){NULL, NULL};
}

bool gp_world_tosses(gp_world_t *world)
{
    world->coin = world->coin * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(world->coin >> 56) < world->stackless;
}

/* The place of e in the table, or the empty one where it belongs. */
static size_t find_place(gen_error_t *const *table, size_t size, const gen_error_t *e)
{
    size_t place = (size_t)((uintptr_t)e >> 4) & (size - 1);

    while (table[place] != NULL && table[place] != e)
        place = (place + 1) & (size - 1);
    return place;
}

static void grow_kept(gp_world_t *world)
{
    size_t size = world->kept_size == 0 ? 64 : world->kept_size * 2;
    gen_error_t **table = gp_allocate(size * sizeof *table);

    for (size_t i = 0; i < size; i++)
        table[i] = NULL;
    for (size_t i = 0; i < world->kept_size; i++)
        if (world->kept[i] != NULL)
            table[find_place(table, size, world->kept[i])] = world->kept[i];
    free(world->kept);
    world->kept = table;
    world->kept_size = size;
}

gen_error_t *gp_keep(gp_world_t *world, gen_error_t *e)
{
    size_t place;

    if (e == NULL)
        return NULL;
    if (world->kept_count * 2 >= world->kept_size)
        grow_kept(world);
    place = find_place(world->kept, world->kept_size, e);
    if (world->kept[place] == e) {
        gen_error_free(e);
        return e;
    }
    world->kept[place] = e;
    world->kept_count++;
    return e;
}

/* A cycle can only go through a cause that the program has set, on an exception that it could name. */
static void free_kept(gp_world_t *world)
{
    for (size_t i = 0; i < world->kept_size; i++)
        if (world->kept[i] != NULL)
            gen_error_set_cause(world->kept[i], NULL);
    for (size_t i = 0; i < world->kept_size; i++)
        gen_error_free(world->kept[i]);
    free(world->kept);
}

void gp_world_close(gp_world_t *world)
{
    free_kept(world);
    free(world->handles);
    free(world->order);
    free(world->trace.text);
}

gen_t *gp_handle_set(gp_world_t *world, int handle, gen_t *object, const struct gp_instance *instance)
{
    gen_t *old = world->handles[handle].object;

    if (old == NULL)
        world->order[world->set++] = handle;
    world->handles[handle] = (gp_handle_t){object, instance};
    return old;
}

gen_t *gp_handle_take(gp_world_t *world, int handle)
{
    gen_t *old = world->handles[handle].object;
    int at = 0;

    world->handles[handle] = (gp_handle_t){NULL, NULL};
    while (world->order[at] != handle)
        at++;
    for (world->set--; at < world->set; at++)
        world->order[at] = world->order[at + 1];
    return old;
}
