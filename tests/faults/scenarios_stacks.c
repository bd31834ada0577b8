/* scenarios_stacks.c - stacks of every size and origin, and what lies on them, while calls fail. */
#include "bodies.h"
#include "inject.h"
#include "outcome.h"
#include "scenarios.h"
#include <gen/stack.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Arguments larger than the room that is kept for them, and what they own. */
static void free_block(void *args)
{
    void *block;

    memcpy(&block, args, sizeof block);
    free(block);
}

static gen_status_t owner(gen_t *self, void *args)
{
    char *block;

    memcpy(&block, args, sizeof block);
    entered();
    block[0] = 1;
    if (gen_yield(self, gen_int(block[0]), NULL))
        gen_catch(self, GEN_EXCEPTION);
    left();
    return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, GEN_NONE);
}

void large_arguments(void)
{
    char args[1000] = {0};
    void *block = malloc(10);
    gen_attr_t attr = gen_attr();
    gen_t *g;

    if (block == NULL)
        return;
    memcpy(args, &block, sizeof block);
    attr.destroy = free_block;
    attr.measure_stack = true;
    g = gen_new_with(&attr, owner, args, sizeof args);
    if (made(g))
        is(next_of(g), "yields 1");
    else
        free(block);
    gen_free(g);
}

/* Stacks of every size, cached, given back and taken again. */
void stack_sizes(void)
{
    static const size_t sizes[] = {1000, 3840, 4096, 65536, 1 << 20};
    gen_t *all[3][5];

    gen_stack_set_cache(1);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 15; i++) {
            gen_attr_t attr = gen_attr();

            attr.stack_size = sizes[i % 5];
            all[i / 5][i % 5] = gen_new_with(&attr, raiser, NULL, 0);
            made(all[i / 5][i % 5]);
        }
        for (int i = 0; i < 15; i++)
            gen_free(all[i / 5][i % 5]);
        gen_stack_trim();
    }
    gen_stack_set_cache(4096);
}

/* More stacks than the reserve has room for at first. */
void many_stacks(void)
{
    enum { MANY = 66 };
    static gen_t *all[MANY];

    gen_stack_set_cache(0);
    for (int i = 0; i < MANY; i++) {
        all[i] = gen_new(accumulator, NULL, 0);
        if (made(all[i]))
            is(next_of(all[i]), "yields 0");
    }
    for (int i = 0; i < MANY; i++)
        gen_free(all[i]);
    gen_stack_set_cache(4096);
}

static void *allocate(size_t size, void *context)
{
    (void)context;
    return malloc(size);
}

static void release(void *stack, size_t size, void *context)
{
    (void)size, (void)context;
    free(stack);
}

/* Guards by mprotect(), on a kernel that knows no others. */
void old_kernel(void)
{
    inject_old_kernel();
    stack_sizes();
}

/* Stacks from the user's allocator. */
void custom_stacks(void)
{
    static const gen_stack_allocator_t allocator = {allocate, release, NULL};
    gen_attr_t attr = gen_attr();
    gen_t *g, *h;

    attr.allocator = &allocator;
    g = gen_new_with(&attr, accumulator, NULL, 0);
    h = gen_new_with(&attr, handler, NULL, 0);
    if (made(g))
        is(next_of(g), "yields 0");
    if (made(h) && is(next_of(h), "yields 1"))
        refused(throw_at(h, GEN_KEY_ERROR, GEN_NONE), "raises RuntimeError('in answer to KeyError')");
    gen_free(g);
    gen_free(h);
}

/* The reporter of stack overflows, switched on and off. */
void overflow_reports(void)
{
    gen_t *g;

    gen_stack_report_overflow(true);
    g = gen_new(accumulator, NULL, 0);
    if (made(g))
        is(next_of(g), "yields 0");
    gen_free(g);
    gen_stack_report_overflow(false);
}

static void *free_all(void *all)
{
    for (gen_t **g = all; *g != NULL; g++)
        gen_free(*g);
    return NULL;
}

/* Generators that another thread frees, which never made any. */
void freed_elsewhere(void)
{
    gen_t *all[] = {gen_new(accumulator, NULL, 0), NULL, NULL};
    pthread_t thread;

    if (!made(all[0]))
        return;
    all[1] = gen_new(accumulator, NULL, 0);
    if (made(all[1]))
        is(next_of(all[1]), "yields 0");
    if (pthread_create(&thread, NULL, free_all, all) == 0)
        pthread_join(thread, NULL);
}
