/*
 * pages.c - preloaded: a system whose pages have PAGE_SIZE bytes, from the environment, more than this one's.
 *
 * It says so to whoever asks, maps at multiples of it, rounds lengths up to them, and refuses what is not aligned. With
 * PAGE_UNTOLD in the environment it only refuses: it says what this system has, and maps where this system does.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

static size_t page(void)
{
    static size_t size;

    if (size == 0)
        size = strtoul(getenv("PAGE_SIZE"), NULL, 10);
    return size;
}

static bool is_told(void)
{
    return getenv("PAGE_UNTOLD") == NULL;
}

static size_t whole(size_t length)
{
    return (length + page() - 1) / page() * page();
}

static void find(void **next, const char *name)
{
    if (*next == NULL)
        *next = dlsym(RTLD_NEXT, name);
}

#define NEXT(name)                                                                                                     \
    static __typeof__(name) *next;                                                                                     \
    find((void **)(void *)&next, #name)

static int refuse_odd(const void *low)
{
    errno = EINVAL;
    return (uintptr_t)low % page() != 0 ? -1 : 0;
}

long sysconf(int name)
{
    NEXT(sysconf);
    return name == _SC_PAGESIZE && is_told() ? (long)page() : next(name);
}

int getpagesize(void)
{
    return (int)sysconf(_SC_PAGESIZE);
}

unsigned long getauxval(unsigned long type)
{
    NEXT(getauxval);
    return type == AT_PAGESZ && is_told() ? page() : next(type);
}

int munmap(void *low, size_t length)
{
    NEXT(munmap);
    if (!is_told())
        return next(low, length);
    return refuse_odd(low) != 0 ? -1 : next(low, whole(length));
}

int mprotect(void *low, size_t length, int protection)
{
    NEXT(mprotect);
    return refuse_odd(low) != 0 ? -1 : next(low, whole(length), protection);
}

int madvise(void *low, size_t length, int advice)
{
    NEXT(madvise);
    return refuse_odd(low) != 0 ? -1 : next(low, whole(length), advice);
}

static void cut(char *low, size_t length)
{
    NEXT(munmap);
    if (length > 0)
        next(low, length);
}

/* Anywhere: maps more, and cuts it to size. */
static void *map_aligned(__typeof__(mmap) *map, size_t length, int protection, int flags, int file, off_t offset)
{
    char *p = map(NULL, length + page(), protection, flags, file, offset);
    size_t before;

    if ((void *)p == MAP_FAILED)
        return p;
    before = whole((uintptr_t)p) - (uintptr_t)p;
    cut(p, before);
    cut(p + before + length, page() - before);
    return p + before;
}

void *mmap(void *at, size_t length, int protection, int flags, int file, off_t offset)
{
    NEXT(mmap);
    if (!is_told())
        return next(at, length, protection, flags, file, offset);
    if (at == NULL)
        return map_aligned(next, whole(length), protection, flags, file, offset);
    return refuse_odd(at) != 0 ? MAP_FAILED : next(at, whole(length), protection, flags, file, offset);
}
