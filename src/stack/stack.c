/*
 * stack.c - taking stacks and giving them back.
 *
 * Each thread keeps what it frees, last in, first out, so that the next generator runs on a stack that is still in the
 * processor's cache; no lock is taken there. What is beyond the bound, and what a thread leaves behind, gives its memory
 * back and waits in the shared reserve, as an address alone.
 */
#include "machine/failure.h"
#include "stack/stack.h"
#include "error/error.h"
#include "machine/fork.h"
#include "machine/module.h"
#include "stack/overflow.h"
#include <gen/stack.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    DEFAULT_CACHE = 4096,
    BATCH = 64,           /* a full cache retires so many more, for the price of one */
    LEAST_WATCHED = 16384 /* code that a sanitizer watches needs larger frames */
};

/* What checks at every switch, and frames that are not optimised, need of a stack that has less than a page. */
#if defined(GEN_DEBUG) || !defined(__OPTIMIZE__)
enum { EXTRA_ROOM = 2048 };
#else
enum { EXTRA_ROOM = GEN_CONTEXT_ROOM_ };
#endif

/* Stacks whose memory was given back: only their places are known. There is room for every stack that was ever carved, so
 * that giving one back needs no memory. */
struct reserve {
    gen_t **places;
    size_t count, capacity;
    size_t carved;
};

/* The shelves of a thread for other sizes; that for the default one stays empty. */
struct cabinet {
    struct shelf shelves[SIZE_CLASSES];
    struct stack_cache *cache;       /* whose it is */
    struct cabinet *previous, *next; /* of all threads */
};

_Thread_local struct stack_cache gen_stack_cache_;

static pthread_mutex_t reserve_lock = PTHREAD_MUTEX_INITIALIZER;
static struct cabinet *cabinets;
static struct reserve reserves[SIZE_CLASSES];
static size_t in_use_or_cached;
static atomic_size_t cache_limit = DEFAULT_CACHE;

static pthread_key_t key;

static struct shelf *shelf_of(struct cabinet *cabinet, int size_class)
{
    return size_class == DEFAULT_CLASS ? &cabinet->cache->usual : &cabinet->shelves[size_class];
}

static size_t count_cached(struct cabinet *cabinet)
{
    size_t sum = 0;

    for (int k = 0; k < SIZE_CLASSES; k++)
        sum += shelf_of(cabinet, k)->count;
    return sum;
}

static GEN_COLD int class_of(size_t size)
{
    int size_class = PACKED_CLASSES;

    if (gen_sanitized_ && size < LEAST_WATCHED)
        size = LEAST_WATCHED;
    if (size < 4096)
        size += EXTRA_ROOM;
    if (size <= 3840) {
        size_t steps = (size + PACKED_STEP - 1) / PACKED_STEP;

        return steps <= 2 ? 0 : (int)steps - 2;
    }
    while (size_class < SIZE_CLASSES && gen_slab_size_(size_class) < size)
        size_class++;
    return size_class;
}

void (*gen_stack_prime_)(gen_t *g);

void gen_stack_born_(gen_t *g)
{
    gen_context_born_(g->stack.low, g->stack.size, &g->stack.fiber, &g->stack.valgrind_id);
}

/* What the last body left there no longer counts: AddressSanitizer has marked its frames. */
static void unmark_frames(const gen_t *g)
{
    gen_context_allow_(g->stack.low, gen_stack_frames_size_(g));
}

void gen_stack_dead_(gen_t *g)
{
    gen_context_dead_(g->stack.low, g->stack.size, g->stack.fiber, g->stack.valgrind_id);
    gen_context_forget_(g->stack.low, gen_stack_frames_size_(g));
    unmark_frames(g);
}

/* Under the lock. Whether there is room for one more. */
static bool has_room(struct reserve *reserve)
{
    size_t capacity = reserve->capacity == 0 ? 64 : reserve->capacity * 2;
    gen_t **places;

    if (reserve->carved < reserve->capacity)
        return true;
    places = realloc(reserve->places, capacity * sizeof *places);
    if (places == NULL) {
        gen_set_new_error_("out of memory");
        return false;
    }
    reserve->places = places;
    reserve->capacity = capacity;
    return true;
}

/* Moves the newest stacks of a class from a shelf to the reserve. Under the lock. @return bytes given back */
static size_t retire(struct shelf *shelf, int size_class, size_t count)
{
    struct reserve *reserve = &reserves[size_class];
    gen_t **places;

    if (count == 0)
        return 0;
    places = reserve->places + reserve->count;
    for (size_t i = 0; i < count; i++) {
        places[i] = gen_shelf_pop_(shelf);
        gen_stack_dead_(places[i]);
    }
    reserve->count += count;
    in_use_or_cached -= count;
    return gen_slab_drop_memory_(places, count);
}

static size_t retire_all(struct cabinet *c)
{
    size_t bytes = 0;

    for (int k = 0; k < SIZE_CLASSES; k++)
        bytes += retire(shelf_of(c, k), k, shelf_of(c, k)->count);
    return bytes;
}

static void thread_ends(void *arg)
{
    struct cabinet *c = arg;

    pthread_mutex_lock(&reserve_lock);
    retire_all(c);
    if (c->previous != NULL)
        c->previous->next = c->next;
    else
        cabinets = c->next;
    if (c->next != NULL)
        c->next->previous = c->previous;
    c->cache->cabinet = NULL;
    c->cache->limit = 0;
    gen_error_thread_ends_();
    pthread_mutex_unlock(&reserve_lock);
    free(c);
    gen_overflow_thread_ends_();
}

static bool key_is_made(bool make)
{
    static bool made;
    bool there;

    pthread_mutex_lock(&reserve_lock);
    made = made || (make && pthread_key_create(&key, thread_ends) == 0);
    there = made;
    pthread_mutex_unlock(&reserve_lock);
    return there;
}

/* For the first generator of all. Not under the lock, since the dynamic linker has one, too. */
static bool make_key(void)
{
    if (key_is_made(false))
        return true;
    gen_look_who_watches_();
    gen_module_stay_();
    return key_is_made(true);
}

/* Whoever forks makes the key first: the dynamic linker's lock, too, may be another thread's as the child is made, and
 * would stay so there. */
static void hold_reserve(void)
{
    make_key();
    pthread_mutex_lock(&reserve_lock);
}

static void let_go_reserve(void)
{
    pthread_mutex_unlock(&reserve_lock);
}

/* What other threads had in their caches is lost: those threads may have been in the middle of taking or giving. */
static void forget_other_threads(void)
{
    struct cabinet *mine = gen_stack_cache_.cabinet;

    for (struct cabinet *c = cabinets, *next; c != NULL; c = next) {
        next = c->next;
        if (c == mine)
            continue;
        in_use_or_cached -= count_cached(c);
        free(c);
    }
    cabinets = mine;
    if (mine != NULL)
        mine->previous = mine->next = NULL;
    let_go_reserve();
}

GEN_BEFORE_OTHERS static void expect_forks(void)
{
    pthread_atfork(hold_reserve, let_go_reserve, forget_other_threads);
}

/* Lets this thread's end be noticed, and its counts be summed. */
static bool register_cache(struct stack_cache *cache)
{
    struct cabinet *c = calloc(1, sizeof *c);

    if (c == NULL) {
        gen_set_new_error_("out of memory");
        return false;
    }
    if (!make_key() || pthread_setspecific(key, c) != 0) {
        gen_set_new_error_("the end of this thread can't be noticed: pthread_key_create() or pthread_setspecific() "
                           "failed");
        free(c);
        return false;
    }
    c->cache = cache;
    pthread_mutex_lock(&reserve_lock);
    c->next = cabinets;
    if (cabinets != NULL)
        cabinets->previous = c;
    cabinets = c;
    cache->cabinet = c;
    pthread_mutex_unlock(&reserve_lock);
    gen_error_thread_begins_();
    gen_overflow_thread_begins_();
    return true;
}

bool gen_stack_register_thread_(void)
{
    return gen_stack_cache_.cabinet != NULL || register_cache(&gen_stack_cache_);
}

/* Under the lock. */
static gen_t *carve(int size_class)
{
    struct reserve *reserve = &reserves[size_class];
    gen_t *g = has_room(reserve) ? gen_slab_carve_(size_class) : NULL;

    if (g != NULL)
        reserve->carved++;
    return g;
}

gen_t *gen_stack_take_shared_(int size_class)
{
    struct reserve *reserve = &reserves[size_class];
    gen_t *g;

    if (!gen_stack_register_thread_())
        return NULL;
    pthread_mutex_lock(&reserve_lock);
    if (reserve->count > 0) {
        g = reserve->places[--reserve->count];
        gen_slab_describe_(g);
    } else {
        g = carve(size_class);
    }
    if (g != NULL)
        in_use_or_cached++;
    pthread_mutex_unlock(&reserve_lock);
    if (g == NULL)
        return NULL;
    gen_stack_born_(g);
    gen_stack_prime_(g);
    return g;
}

gen_t *gen_stack_take_sized_(size_t size)
{
    int size_class = class_of(size);
    gen_t *g;

    if (size_class >= SIZE_CLASSES) {
        gen_set_new_error_("a stack can have 1 GiB at most");
        return NULL;
    }
    if (!gen_stack_register_thread_())
        return NULL;
    g = gen_shelf_pop_(shelf_of(gen_stack_cache_.cabinet, size_class));
    return g != NULL ? g : gen_stack_take_shared_(size_class);
}

/* The cache is full, or of a thread that had none. Under a sanitizer nothing is kept, nor where nobody would notice that the
 * thread has ended. */
void gen_stack_give_more_(gen_t *g)
{
    struct stack_cache *cache = &gen_stack_cache_;
    int size_class = g->stack.size_class;
    bool registered = gen_stack_register_thread_();
    size_t limit = gen_watched_ || !registered ? 0 : atomic_load_explicit(&cache_limit, memory_order_relaxed);
    struct shelf alone = {NULL, 0};
    struct shelf *shelf = registered ? shelf_of(cache->cabinet, size_class) : &alone;

    unmark_frames(g);
    gen_shelf_push_(shelf, g);
    pthread_mutex_lock(&reserve_lock);
    if (shelf->count > limit)
        retire(shelf, size_class, shelf->count - limit + (limit / 16 < BATCH ? limit / 16 : BATCH));
    pthread_mutex_unlock(&reserve_lock);
    cache->limit = limit;
}

static void push(gen_t *g)
{
    struct stack_cache *cache = &gen_stack_cache_;
    struct shelf *shelf = cache->cabinet != NULL ? shelf_of(cache->cabinet, g->stack.size_class) : NULL;

    if (shelf == NULL || shelf->count >= cache->limit)
        gen_stack_give_more_(g);
    else
        gen_shelf_push_(shelf, g);
}

void gen_stack_give_used_(gen_t *g, bool parked)
{
    if (g->stack.size_class == CUSTOM_CLASS) {
        gen_custom_give_(g);
        return;
    }
    if (g->stack.size_class < PACKED_CLASSES)
        gen_slab_check_canary_(g);
    if (!parked) {
        unmark_frames(g);
        gen_stack_prime_(g);
    }
    push(g);
}

size_t gen_stack_usable_(const gen_t *g)
{
    if (g->stack.size_class == CUSTOM_CLASS)
        return gen_stack_frames_size_(g);
    return gen_slab_usable_(g->stack.size_class);
}

gen_t *gen_stack_owner_(const void *address)
{
    gen_t *g = gen_slab_owner_(address);

    return g != NULL ? g : gen_custom_owner_(address);
}

static bool find_stack(const void *address, struct gen_context_stack_ *found)
{
    const gen_t *g = gen_stack_owner_(address);

    if (g != NULL)
        *found = (struct gen_context_stack_){g->stack.low, g->stack.size, g->stack.fiber};
    return g != NULL;
}

GEN_BEFORE_OTHERS static void tell_of_stacks(void)
{
    gen_context_hooks_.find = find_stack;
}

void gen_stack_stats(gen_stack_stats_t *stats)
{
    gen_need_(stats, "gen_stack_stats", "a gen_stack_stats_t");
    pthread_mutex_lock(&reserve_lock);
    stats->cached = 0;
    for (struct cabinet *c = cabinets; c != NULL; c = c->next)
        stats->cached += count_cached(c);
    stats->live = in_use_or_cached - stats->cached;
    stats->mapped = gen_slab_mapped_();
    pthread_mutex_unlock(&reserve_lock);
}

/* Leak checkers cannot see them: stacks are no blocks of malloc(), and what a suspended body holds counts as reachable. */
static __attribute__((destructor)) void report_lost(void)
{
    gen_stack_stats_t stats;

    if (getenv("GEN_REPORT_LOST") == NULL)
        return;
    gen_stack_stats(&stats);
    if (stats.live > 0)
        fprintf(stderr, "gen: %zu generator%s never freed\n", stats.live, stats.live == 1 ? " was" : "s were");
}

size_t gen_stack_trim(void)
{
    struct cabinet *mine = gen_stack_cache_.cabinet;
    size_t bytes = 0;

    if (mine == NULL)
        return 0;
    pthread_mutex_lock(&reserve_lock);
    bytes = retire_all(mine);
    pthread_mutex_unlock(&reserve_lock);
    return bytes;
}

void gen_stack_set_cache(size_t count)
{
    atomic_store_explicit(&cache_limit, count, memory_order_relaxed);
    gen_stack_cache_.limit = 0; /* until the next stack is freed */
}
