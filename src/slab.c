/*
 * slab.c - large mappings carved into stacks.
 *
 * A slab is a mapping without reserved memory, aligned to its unit, divided into equal strides. A stride is
 *
 *     guard | usable stack | struct gen | colour                    (guarded: a page or more of stack)
 *     canary | usable stack | struct gen                            (packed: less)
 *
 * The colour moves the tops of neighbouring stacks to different cache sets. A table finds the slab of any address, so
 * that the generator that a stack pointer belongs to is found by arithmetic.
 */
#define _GNU_SOURCE
#include "stack.h"
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102 /* Linux 6.13: guards without a mapping of their own */
#endif
#ifndef SYS_process_madvise
#define SYS_process_madvise 440
#endif
#ifndef PIDFD_SELF
#define PIDFD_SELF (-10000)
#endif
#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22
#endif

/* Below a packed stack lies this word, twice; whoever overflows overwrites it. */
#define CANARY UINT64_C(0x6e65670064616564)

enum {
    CANARY_SIZE = 16,
    UNIT_SHIFT = 26,    /* 64 MiB: what one entry of the table stands for */
    HEADER_SIZE = 4096, /* for struct gen and the colour */
    GUARD_SIZE = 65536, /* as much as -fstack-clash-protection takes for granted anywhere */
    COLOURS = 32,
    RANGES = 64 /* given back at once */
};
#define UNIT ((size_t)1 << UNIT_SHIFT)

/* Open addressing by the number of the unit; entries are added under the lock and never removed. */
_Atomic(struct slab *) gen_slabs_[SLAB_TABLE];
static struct slab *newest[SIZE_CLASSES];
static size_t mapped;

static bool is_packed(int size_class)
{
    return size_class < PACKED_CLASSES;
}

size_t gen_slab_usable_(int size_class)
{
    if (is_packed(size_class))
        return (size_t)PACKED_STEP * (size_t)(size_class + 2);
    return (size_t)4096 << (size_class - PACKED_CLASSES);
}

/* Of most classes an odd number of pages, so that their translations do not compete for few of the processor's places. */
static size_t stride_of(int size_class)
{
    if (is_packed(size_class))
        return CANARY_SIZE + gen_slab_usable_(size_class) + sizeof(gen_t);
    return GUARD_SIZE + gen_slab_usable_(size_class) + HEADER_SIZE;
}

static size_t hash(uintptr_t unit)
{
    return (size_t)(unit * UINT64_C(0x9e3779b97f4a7c15) >> 40) % SLAB_TABLE;
}

/* One slab may span several units: each has an entry. */
static struct slab *find(uintptr_t unit)
{
    for (size_t i = hash(unit);; i = (i + 1) % SLAB_TABLE) {
        struct slab *slab = atomic_load_explicit(&gen_slabs_[i], memory_order_acquire);
        uintptr_t first;

        if (slab == NULL)
            return NULL;
        first = (uintptr_t)slab->base >> UNIT_SHIFT;
        if (unit >= first && unit - first <= (slab->stride * slab->count - 1) >> UNIT_SHIFT)
            return slab;
    }
}

static bool enter_in_table(struct slab *slab)
{
    static size_t entries;
    uintptr_t first = (uintptr_t)slab->base >> UNIT_SHIFT;
    size_t units = ((slab->stride * slab->count - 1) >> UNIT_SHIFT) + 1;

    if (entries + units > SLAB_TABLE / 2) {
        gen_set_new_error_("there are too many stacks: the table of their mappings is full");
        return false;
    }
    entries += units;
    for (size_t u = 0; u < units; u++) {
        size_t i = hash(first + u);

        while (atomic_load_explicit(&gen_slabs_[i], memory_order_relaxed) != NULL)
            i = (i + 1) % SLAB_TABLE;
        atomic_store_explicit(&gen_slabs_[i], slab, memory_order_release);
    }
    return true;
}

/* Maps length bytes aligned to UNIT, next to the last ones where possible so that the kernel merges them. */
static char *map_aligned(size_t length)
{
    static char *hint;
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    char *p = mmap(hint == NULL ? NULL : hint - length, length, PROT_READ | PROT_WRITE, flags, -1, 0);

    if (p != MAP_FAILED && ((uintptr_t)p & (UNIT - 1)) != 0) {
        char *aligned;

        munmap(p, length);
        p = mmap(NULL, length + UNIT, PROT_READ | PROT_WRITE, flags, -1, 0);
        if (p != MAP_FAILED) {
            aligned = (char *)(((uintptr_t)p + UNIT - 1) & ~(UNIT - 1));
            if (aligned != p)
                munmap(p, (size_t)(aligned - p));
            munmap(aligned + length, UNIT - (size_t)(aligned - p));
            p = aligned;
        }
    }
    if (p == MAP_FAILED)
        return NULL;
    hint = p;
    madvise(p, length, MADV_NOHUGEPAGE);
    return p;
}

static size_t colours(void)
{
    const char *wanted = getenv("GEN_STACK_COLOURS");

    return wanted != NULL && wanted[0] == '0' ? 1 : COLOURS;
}

static struct slab *new_slab(int size_class)
{
    size_t stride = stride_of(size_class);
    size_t length = (stride * 8 + UNIT - 1) & ~(UNIT - 1);
    struct slab *slab = calloc(1, sizeof *slab);

    if (slab == NULL) {
        gen_set_new_error_("out of memory");
        return NULL;
    }
    slab->base = map_aligned(length);
    if (slab->base == NULL) {
        gen_set_new_error_("no address space for stacks: mmap() failed");
        free(slab);
        return NULL;
    }
    slab->stride = stride;
    slab->count = length / stride;
    slab->size_class = size_class;
    slab->colours = is_packed(size_class) ? 1 : colours();
    if (!enter_in_table(slab)) {
        munmap(slab->base, length);
        free(slab);
        return NULL;
    }
    mapped += length;
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
    return slab->base + n * slab->stride + (is_packed(slab->size_class) ? CANARY_SIZE : GUARD_SIZE);
}

/* The kernel's guard regions cost nothing; mprotect() splits the mapping, of which there may be 65 530 by default. */
static bool install_guard(char *low)
{
    static enum { UNTRIED, KNOWN, UNKNOWN } advice;

    if (advice != UNKNOWN) {
        bool installed = madvise(low, GUARD_SIZE, MADV_GUARD_INSTALL) == 0;

        if (!installed && errno != EINVAL) {
            gen_set_new_error_("cannot guard a stack: madvise() failed");
            return false;
        }
        /* An emulator may take any advice and do nothing: memory that can be populated is not guarded. */
        if (advice == UNTRIED)
            advice = installed && madvise(low, 1, MADV_POPULATE_READ) != 0 ? KNOWN : UNKNOWN;
        if (advice == KNOWN)
            return true;
    }
    if (mprotect(low, GUARD_SIZE, PROT_NONE) == 0)
        return true;
    gen_set_new_error_("cannot guard one more stack: this kernel (before Linux 6.13) needs a mapping for each, and "
                       "the limit vm.max_map_count is reached");
    return false;
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
                   g->name, gen_stack_usable_(g));
}

void gen_slab_describe_(gen_t *g)
{
    const struct slab *slab = find((uintptr_t)g >> UNIT_SHIFT);
    size_t n = (size_t)((char *)g - slab->base) / slab->stride;
    char *low = lowest(slab, n);

    gen_context_allow_(low, (size_t)((char *)(g + 1) - low));
    g->stack.low = low;
    g->stack.size = (size_t)((char *)(g + 1) - low);
    g->stack.size_class = slab->size_class;
}

gen_t *gen_slab_carve_(int size_class)
{
    struct slab *slab = newest[size_class];
    gen_t *g;

    if (slab == NULL || slab->carved == slab->count)
        slab = new_slab(size_class);
    if (slab == NULL)
        return NULL;
    if (is_packed(size_class))
        write_canary(lowest(slab, slab->carved));
    else if (!install_guard(slab->base + slab->carved * slab->stride))
        return NULL;
    g = nth(slab, slab->carved++);
    gen_slab_describe_(g);
    return g;
}

/* Gives ranges back in one call where the kernel can (Linux 6.14): each call makes the processors forget their
 * translations, which costs more than all else, in virtual machines above all. */
static void drop_ranges(const struct iovec *ranges, size_t count)
{
    static bool unsupported;
    size_t sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += ranges[i].iov_len;
    if (count > 1 && !unsupported && !gen_on_valgrind_) { /* which does not know the newest system calls, and says so */
        if (syscall(SYS_process_madvise, PIDFD_SELF, ranges, count, MADV_DONTNEED, 0) == (long)sum)
            return;
        unsupported = true;
    }
    for (size_t i = 0; i < count; i++)
        madvise(ranges[i].iov_base, ranges[i].iov_len, MADV_DONTNEED);
}

/* Gives the memory back but keeps the places; the guards stay. Packed stacks share their pages and keep theirs. */
void gen_slab_drop_memory_(gen_t *const *places, size_t count)
{
    struct iovec ranges[RANGES];
    size_t used = 0;

    for (size_t i = 0; i < count; i++) {
        gen_t *g = places[i];
        const struct slab *slab = find((uintptr_t)g >> UNIT_SHIFT);
        size_t n = (size_t)((char *)g - slab->base) / slab->stride;
        char *low = lowest(slab, n);

        if (!is_packed(slab->size_class))
            ranges[used++] = (struct iovec){low, (size_t)(slab->base + (n + 1) * slab->stride - low)};
        if (used == RANGES || i + 1 == count) {
            drop_ranges(ranges, used);
            used = 0;
        }
        gen_context_forbid_(low, (size_t)((char *)(g + 1) - low));
    }
}

gen_t *gen_slab_owner_(const void *address)
{
    const struct slab *slab = find((uintptr_t)address >> UNIT_SHIFT);
    size_t offset;

    if (slab == NULL)
        return NULL;
    offset = (size_t)((const char *)address - slab->base);
    if (offset >= slab->stride * slab->count)
        return NULL;
    return nth(slab, offset / slab->stride);
}

const gen_t *gen_slab_overflown_(const void *address, const void *sp)
{
    const struct slab *slab = find((uintptr_t)address >> UNIT_SHIFT);
    size_t offset, n;

    if (slab == NULL || is_packed(slab->size_class))
        return NULL;
    offset = (size_t)((const char *)address - slab->base);
    n = offset / slab->stride;
    if (n >= slab->carved || offset % slab->stride >= GUARD_SIZE)
        return NULL;
    return gen_slab_owner_(sp) == nth(slab, n) ? nth(slab, n) : NULL;
}

/* So that a program that is linked statically can be looked at by a debugger. */
extern const struct gen_debugger gen_debugger_;
__attribute__((used)) static const void *const debugger = &gen_debugger_;

size_t gen_slab_mapped_(void)
{
    return mapped;
}
