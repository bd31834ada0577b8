/* custom.c - stacks that come from the user's allocator: found again by a search tree of the C library. */
#include "machine/failure.h"
#include "machine/fork.h"
#include "stack/stack.h"
#include <pthread.h>
#include <search.h>
#include <stdatomic.h>

enum { DEFAULT_SIZE = 65536, SMALLEST = 512, NEAR_GUARD = 65536 };

static pthread_mutex_t customs_lock = PTHREAD_MUTEX_INITIALIZER;
static void *tree; /* of gen_t, in the order of their stacks */
static atomic_size_t custom_count;

struct custom_node *gen_customs_;

GEN_HOLD_DURING_FORK(customs_lock)

static struct range range_of(const gen_t *g)
{
    struct range range = {g->stack.low, g->stack.low + g->stack.size};

    return range;
}

/* A search for an address is one for a range of length 1: ranges that overlap are equal. */
static int by_address(const void *a, const void *b)
{
    struct range x = *(const struct range *)a, y = *(const struct range *)b;

    return x.high <= y.low ? -1 : x.low >= y.high;
}

static struct custom_node *node_of(gen_t *g)
{
    return (struct custom_node *)(void *)(g + 1);
}

gen_t *gen_custom_owner_(const void *address)
{
    struct range wanted = {address, (const char *)address + 1};
    struct custom_node **found;
    gen_t *g = NULL;

    if (atomic_load_explicit(&custom_count, memory_order_relaxed) == 0)
        return NULL;
    pthread_mutex_lock(&customs_lock);
    found = tfind(&wanted, &tree, by_address);
    if (found != NULL)
        g = (*found)->g;
    pthread_mutex_unlock(&customs_lock);
    return g;
}

/* The user's allocator has its own idea of a guard: what is near below counts. Without waiting for the lock: whoever has
 * overflown may hold it. */
const gen_t *gen_custom_overflown_(const void *address, const void *sp)
{
    struct range nearby = {address, (const char *)address + NEAR_GUARD};
    struct custom_node **found;
    const gen_t *g = NULL;

    if (atomic_load_explicit(&custom_count, memory_order_relaxed) == 0 || pthread_mutex_trylock(&customs_lock) != 0)
        return NULL;
    found = tfind(&nearby, &tree, by_address);
    if (found != NULL && (const char *)address < (*found)->range.low && (const char *)sp < (*found)->range.high &&
        (const char *)sp + NEAR_GUARD > (*found)->range.low)
        g = (*found)->g;
    pthread_mutex_unlock(&customs_lock);
    return g;
}

static bool enlist(gen_t *g)
{
    struct custom_node *node = node_of(g);
    bool entered;

    node->range = range_of(g);
    node->g = g;
    pthread_mutex_lock(&customs_lock);
    entered = tsearch(node, &tree, by_address) != NULL;
    if (entered) {
        node->newer = NULL;
        node->older = gen_customs_;
        if (node->older != NULL)
            node->older->newer = node;
        gen_customs_ = node;
        custom_count++;
    }
    pthread_mutex_unlock(&customs_lock);
    return entered;
}

gen_t *gen_custom_take_(const gen_stack_allocator_t *allocator, size_t size)
{
    size_t usable = size == 0 ? DEFAULT_SIZE : size < SMALLEST ? SMALLEST : size;
    size_t whole = ((usable + 63) & ~(size_t)63) + sizeof(gen_t) + 64;
    char *low;
    gen_t *g;

    if (allocator->allocate == NULL || allocator->release == NULL)
        gen_fatal_("a stack allocator needs both of its functions");
    if (usable > PTRDIFF_MAX - sizeof(gen_t) - 128) { /* no object can be so large, and whole has wrapped around */
        gen_set_new_error_("no stack can be as large as that");
        return NULL;
    }
    low = allocator->allocate(whole, allocator->context);
    if (low == NULL) {
        gen_set_new_error_("the stack allocator returned NULL");
        return NULL;
    }
    g = (gen_t *)(((uintptr_t)low + whole - sizeof(struct custom_node) - sizeof(gen_t)) & ~(uintptr_t)15);
    g->stack.low = low;
    g->stack.size = whole;
    g->stack.size_class = CUSTOM_CLASS;
    g->stack.allocator = allocator;
    g->stack.runner = 0;
    g->magic = DEAD;
    if (!enlist(g)) {
        allocator->release(low, whole, allocator->context);
        gen_set_new_error_("out of memory");
        return NULL;
    }
    gen_stack_register_thread_();
    gen_frames_born_(g);
    gen_stack_prime_(g);
    return g;
}

void gen_custom_give_(gen_t *g)
{
    const gen_stack_allocator_t *allocator = g->stack.allocator;
    struct custom_node *node = node_of(g);

    pthread_mutex_lock(&customs_lock);
    tdelete(node, &tree, by_address);
    if (node->newer != NULL)
        node->newer->older = node->older;
    else
        gen_customs_ = node->older;
    if (node->older != NULL)
        node->older->newer = node->newer;
    custom_count--;
    pthread_mutex_unlock(&customs_lock);
    gen_frames_dead_(g);
    allocator->release(g->stack.low, g->stack.size, allocator->context);
}
