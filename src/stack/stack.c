/*
 * stack.c - taking stacks and giving them back.
 *
 * Each thread keeps what it frees, last in, first out, so that the next generator runs on a stack that is still in the
 * processor's cache; no lock is taken there. What is beyond the bound goes to the reserve, which all threads share, and what a
 * thread leaves behind does, without its memory.
 */
#include "stack/stack.h"
#include "error/error.h"
#include "machine/failure.h"
#include "machine/fork.h"
#include "machine/module.h"
#include "stack/overflow.h"
#include "stack/reserve.h"
#include <gen/stack.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    DEFAULT_CACHE = 4096,
    LEAST_WATCHED = 16384 /* code that a sanitizer watches needs larger frames */
};

/* What checks at every switch, and frames that are not optimised, need of a stack that has less than a page. */
#if defined(GEN_DEBUG) || !defined(__OPTIMIZE__)
enum { EXTRA_ROOM = 2048 };
#else
enum { EXTRA_ROOM = GEN_CONTEXT_ROOM_ };
#endif

/* The shelves of a thread for other sizes; that for the default one stays empty. */
struct cabinet {
    struct shelf shelves[SIZE_CLASSES];
    struct stack_cache *cache;       /* whose it is */
    struct cabinet *previous, *next; /* of all threads */
};

GEN_OF_THREAD_DEFINED(struct stack_cache, gen_stack_cache_);

static pthread_mutex_t reserve_lock = PTHREAD_MUTEX_INITIALIZER;
static struct cabinet *cabinets;
static atomic_size_t cache_limit = DEFAULT_CACHE;

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

static size_t retire_all(struct cabinet *c)
{
    size_t bytes = 0;

    for (int k = 0; k < SIZE_CLASSES; k++)
        bytes += gen_reserve_retire_(shelf_of(c, k), k, shelf_of(c, k)->count);
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
    made = made || (make && gen_thread_ends_call_(thread_ends));
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
    struct cabinet *mine = gen_stack_cache_()->cabinet;

    for (struct cabinet *c = cabinets, *next; c != NULL; c = next) {
        next = c->next;
        if (c == mine)
            continue;
        gen_reserve_forget_(count_cached(c));
        free(c);
    }
    cabinets = mine;
    if (mine != NULL)
        mine->previous = mine->next = NULL;
    let_go_reserve();
}

GEN_BEFORE_OTHERS static void expect_forks(void)
{
    gen_at_fork_(hold_reserve, let_go_reserve, forget_other_threads);
}

/* Lets this thread's end be noticed, and its counts be summed. */
static bool register_cache(struct stack_cache *cache)
{
    struct cabinet *c = calloc(1, sizeof *c);

    if (c == NULL) {
        gen_set_new_error_("out of memory");
        return false;
    }
    if (!make_key() || !gen_thread_has_end_(c)) {
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
    return gen_stack_cache_()->cabinet != NULL || register_cache(gen_stack_cache_());
}

gen_t *gen_stack_take_shared_(int size_class)
{
    struct shelf *shelf;
    gen_t *g = NULL;
    bool warm;

    if (!gen_stack_register_thread_())
        return NULL;
    shelf = shelf_of(gen_stack_cache_()->cabinet, size_class);
    pthread_mutex_lock(&reserve_lock);
    warm = gen_reserve_borrow_(shelf, size_class);
    if (!warm)
        g = gen_reserve_take_(size_class);
    pthread_mutex_unlock(&reserve_lock);
    if (warm)
        return gen_shelf_pop_(shelf);
    if (g == NULL)
        return NULL;
    gen_frames_born_(g);
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
    g = gen_shelf_pop_(shelf_of(gen_stack_cache_()->cabinet, size_class));
    return g != NULL ? g : gen_stack_take_shared_(size_class);
}

/* The cache is full, or of a thread that had none. Under a sanitizer nothing is kept, nor where nobody would notice that the
 * thread has ended. */
void gen_stack_give_more_(gen_t *g)
{
    struct stack_cache *cache = gen_stack_cache_();
    int size_class = g->stack.size_class;
    bool registered = gen_stack_register_thread_();
    size_t limit = gen_watched_ || !registered ? 0 : atomic_load_explicit(&cache_limit, memory_order_relaxed);
    struct shelf alone = {NULL, 0};
    struct shelf *shelf = registered ? shelf_of(cache->cabinet, size_class) : &alone;

    gen_frames_unmark_(g);
    gen_shelf_push_(shelf, g);
    pthread_mutex_lock(&reserve_lock);
    gen_reserve_lend_(shelf, size_class, limit);
    if (shelf->count > limit)
        gen_reserve_retire_(shelf, size_class, shelf->count - limit + (limit / 16 < MAGAZINE ? limit / 16 : MAGAZINE));
    pthread_mutex_unlock(&reserve_lock);
    cache->limit = limit;
}

static void push(gen_t *g)
{
    struct stack_cache *cache = gen_stack_cache_();
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
        gen_frames_unmark_(g);
        gen_stack_prime_(g);
    }
    push(g);
}

size_t gen_stack_usable_(const gen_t *g)
{
    if (g->stack.size_class == CUSTOM_CLASS)
        return gen_frames_size_(g);
    return gen_slab_usable_(g->stack.size_class);
}

/* So that a program that is linked statically can be looked at by a debugger. */
extern const struct gen_debugger gen_debugger_;
__attribute__((used)) static const void *const debugger = &gen_debugger_;

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
    stats->cached = gen_reserve_lent_();
    for (struct cabinet *c = cabinets; c != NULL; c = c->next)
        stats->cached += count_cached(c);
    stats->live = gen_reserve_in_use_or_cached_() - stats->cached;
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
    struct cabinet *mine = gen_stack_cache_()->cabinet;
    size_t bytes;

    pthread_mutex_lock(&reserve_lock);
    bytes = gen_reserve_trim_() + (mine != NULL ? retire_all(mine) : 0);
    pthread_mutex_unlock(&reserve_lock);
    return bytes;
}

void gen_stack_set_cache(size_t count)
{
    pthread_mutex_lock(&reserve_lock);
    gen_reserve_trim_();
    pthread_mutex_unlock(&reserve_lock);
    atomic_store_explicit(&cache_limit, count, memory_order_relaxed);
    gen_stack_cache_()->limit = 0; /* until the next stack is freed */
}
