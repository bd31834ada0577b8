/*
 * slab.c - large mappings carved into stacks.
 *
 * A slab is a mapping without reserved memory, divided into equal strides. The first of a size has a few, each next one
 * twice as many as the last: a program with one generator takes little address space, one with a million few mappings. A
 * stride is
 *
 *     guard | usable stack | struct gen | colour                    (guarded: a page or more of stack)
 *     canary | usable stack | struct gen                            (packed: less)
 *
 * The colour moves the tops of neighbouring stacks to different cache sets. A table finds the slab of any address, so
 * that the generator that a stack pointer belongs to is found by arithmetic.
 */
#include "machine/failure.h"
#include "machine/mapping.h"
#include "stack/slab.h"
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* Below a packed stack lies this word, twice; whoever overflows overwrites it. */
#define CANARY UINT64_C(0x6e65670064616564)

enum {
    CANARY_SIZE = 16,
    UNIT_SHIFT = 26,        /* 64 MiB: what one entry of the table stands for */
    HEADER_SIZE = 4096,     /* for struct gen and the colour */
    GUARD_SIZE = 65536,     /* as much as -fstack-clash-protection takes for granted anywhere */
    FIRST_SIZE = 1 << 19,   /* of the first slab of a size, at most unless it has one stack alone */
    LARGEST_SIZE = 1 << 28, /* of the others, likewise */
    COLOURS = 32
};
/* Open addressing by the number of each unit that a slab has part in; entries are added under the lock and never removed. */
_Atomic(struct slab *) gen_slabs_[SLAB_TABLE];
static struct slab *newest[SIZE_CLASSES];
static size_t mapped;

static bool is_packed(int size_class)
{
    return size_class < PACKED_CLASSES;
}

static size_t guard_size(void)
{
    return gen_mapping_round_(GUARD_SIZE);
}

/* With pages of 4 KiB of most classes an odd number of them, so that their translations do not compete for few of the
 * processor's places. */
static size_t stride_of(int size_class)
{
    if (is_packed(size_class))
        return CANARY_SIZE + gen_slab_size_(size_class) + sizeof(gen_t);
    return gen_mapping_round_(guard_size() + gen_slab_size_(size_class) + HEADER_SIZE);
}

size_t gen_slab_usable_(int size_class)
{
    return is_packed(size_class) ? gen_slab_size_(size_class) : stride_of(size_class) - guard_size() - HEADER_SIZE;
}

static size_t hash(uintptr_t unit)
{
    return (size_t)(unit * UINT64_C(0x9e3779b97f4a7c15) >> 40) % SLAB_TABLE;
}

/* The slab that an address lies in; NULL if in none. */
static struct slab *find_slab(const void *address)
{
    for (size_t i = hash((uintptr_t)address >> UNIT_SHIFT);; i = (i + 1) % SLAB_TABLE) {
        struct slab *slab = atomic_load_explicit(&gen_slabs_[i], memory_order_acquire);

        if (slab == NULL || (uintptr_t)address - (uintptr_t)slab->base < slab->stride * slab->count)
            return slab;
    }
}

static bool enter_in_table(struct slab *slab)
{
    static size_t entries;
    uintptr_t first = (uintptr_t)slab->base >> UNIT_SHIFT;
    uintptr_t last = ((uintptr_t)slab->base + slab->stride * slab->count - 1) >> UNIT_SHIFT;

    if (entries + (last - first + 1) > SLAB_TABLE / 2) {
        gen_set_new_error_("there are too many stacks: the table of their mappings is full");
        return false;
    }
    entries += last - first + 1;
    for (uintptr_t unit = first; unit <= last; unit++) {
        size_t i = hash(unit);

        while (atomic_load_explicit(&gen_slabs_[i], memory_order_relaxed) != NULL)
            i = (i + 1) % SLAB_TABLE;
        atomic_store_explicit(&gen_slabs_[i], slab, memory_order_release);
    }
    return true;
}

static size_t colours(void)
{
    const char *wanted = getenv("GEN_STACK_COLOURS");

    return wanted != NULL && wanted[0] == '0' ? 1 : COLOURS;
}

/* How many stacks the next slab should have. */
static size_t next_count(int size_class, size_t stride)
{
    const struct slab *last = newest[size_class];
    size_t wanted = last == NULL ? FIRST_SIZE / stride : last->count * 2;
    size_t most = LARGEST_SIZE / stride;

    if (wanted > most)
        wanted = most;
    return wanted > 0 ? wanted : 1;
}

/* Under a limit fewer may do. */
static bool map_slab(struct slab *slab)
{
    size_t guard = is_packed(slab->size_class) ? 0 : guard_size();

    for (slab->count = next_count(slab->size_class, slab->stride); slab->count > 0; slab->count /= 2) {
        slab->length = gen_mapping_round_(slab->stride * slab->count);
        slab->base = gen_mapping_new_(slab->length, guard, &slab->open);
        if (slab->base != NULL)
            return true;
    }
    return false;
}

static struct slab *new_slab(int size_class)
{
    struct slab *slab = calloc(1, sizeof *slab);

    if (slab == NULL) {
        gen_set_new_error_("out of memory");
        return NULL;
    }
    slab->stride = stride_of(size_class);
    slab->size_class = size_class;
    slab->colours = is_packed(size_class) ? 1 : colours();
    if (!map_slab(slab)) {
        free(slab);
        return NULL;
    }
    if (!enter_in_table(slab)) {
        gen_mapping_free_(slab->base, slab->length);
        free(slab);
        return NULL;
    }
    mapped += slab->length;
    newest[size_class] = slab;
    return slab;
}

static gen_t *nth(const struct slab *slab, size_t n)
{
    size_t colour = n % slab->colours * COLOUR_STEP;

    return (gen_t *)(void *)(slab->base + (n + 1) * slab->stride - sizeof(gen_t) - colour);
}

static char *lowest(const struct slab *slab, size_t n)
{
    return slab->base + n * slab->stride + (is_packed(slab->size_class) ? CANARY_SIZE : guard_size());
}

/* Which of its stacks an address belongs to. */
static size_t index_of(const struct slab *slab, const void *address)
{
    return (size_t)((const char *)address - slab->base) / slab->stride;
}

static void write_canary(char *low)
{
    const uint64_t canary[2] = {CANARY, CANARY};

    memcpy(low - CANARY_SIZE, canary, CANARY_SIZE);
}

void gen_slab_check_canary_(const gen_t *g)
{
    uint64_t canary[2];

    memcpy(canary, g->stack.low - CANARY_SIZE, CANARY_SIZE);
    if (canary[0] != CANARY || canary[1] != CANARY)
        gen_fatal_("stack overflow in generator '%s': its stack of %zu bytes was not enough; ask for a larger "
                   "stack_size in its attributes",
                   g->name, gen_slab_usable_(g->stack.size_class));
}

void gen_slab_describe_(gen_t *g)
{
    const struct slab *slab = find_slab(g);
    char *low = lowest(slab, index_of(slab, g));

    gen_context_allow_(low, (size_t)((char *)(g + 1) - low));
    g->stack.low = low;
    g->stack.size = (size_t)((char *)(g + 1) - low);
    g->stack.size_class = slab->size_class;
}

static bool prepare(const struct slab *slab, size_t n)
{
    char *begin = slab->base + n * slab->stride, *low = lowest(slab, n);

    if (is_packed(slab->size_class)) {
        write_canary(low);
        return true;
    }
    if (slab->open)
        return gen_mapping_guard_(begin, (size_t)(low - begin));
    return gen_mapping_open_(low, (size_t)(begin + slab->stride - low)); /* the guard is what stays closed */
}

gen_t *gen_slab_carve_(int size_class)
{
    struct slab *slab = newest[size_class];
    gen_t *g;

    if (slab == NULL || slab->carved == slab->count)
        slab = new_slab(size_class);
    if (slab == NULL || !prepare(slab, slab->carved))
        return NULL;
    g = nth(slab, slab->carved++);
    gen_slab_describe_(g);
    return g;
}

/* Neighbours in a slab: from the first stack's end of address space to the last one's. */
struct run {
    const struct slab *slab;
    size_t first, last;
};

static bool extend(struct run *run, const struct slab *slab, size_t n)
{
    if (run->slab != slab || n + 1 < run->first || n > run->last + 1)
        return false;
    if (n < run->first)
        run->first = n;
    if (n > run->last)
        run->last = n;
    return true;
}

/* The guards between them stay. @return how many bytes of stack that gave back */
static size_t drop(const struct run *run)
{
    char *low;

    if (run->slab == NULL)
        return 0;
    low = lowest(run->slab, run->first);
    if (!gen_mapping_drop_(low, (size_t)(run->slab->base + (run->last + 1) * run->slab->stride - low)))
        return 0;
    return (run->last + 1 - run->first) * gen_slab_usable_(run->slab->size_class);
}

/* Neighbours at once: each call makes the processors forget their translations, which costs more than all else, in virtual
 * machines above all. Packed stacks share their pages and keep theirs. */
size_t gen_slab_drop_memory_(gen_t *const *places, size_t count)
{
    struct run run = {NULL, 0, 0};
    size_t bytes = 0;

    for (size_t i = 0; i < count; i++) {
        const struct slab *slab = find_slab(places[i]);
        size_t n = index_of(slab, places[i]);

        gen_context_forbid_(lowest(slab, n), (size_t)((char *)(places[i] + 1) - lowest(slab, n)));
        if (is_packed(slab->size_class) || extend(&run, slab, n))
            continue;
        bytes += drop(&run);
        run = (struct run){slab, n, n};
    }
    return bytes + drop(&run);
}

gen_t *gen_slab_owner_(const void *address)
{
    const struct slab *slab = find_slab(address);

    return slab != NULL ? nth(slab, index_of(slab, address)) : NULL;
}

const gen_t *gen_slab_overflown_(const void *address, const void *sp)
{
    const struct slab *slab = find_slab(address);
    size_t n;

    if (slab == NULL || is_packed(slab->size_class))
        return NULL;
    n = index_of(slab, address);
    if (n >= slab->carved || (const char *)address >= lowest(slab, n))
        return NULL;
    return gen_slab_owner_(sp) == nth(slab, n) ? nth(slab, n) : NULL;
}

size_t gen_slab_mapped_(void)
{
    return mapped;
}
