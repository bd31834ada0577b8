/* mapping.c - the system calls by which memory for stacks is had, and what their refusals mean. */
#define _GNU_SOURCE
#include "machine/mapping.h"
#include "machine/failure.h"
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102 /* Linux 6.13: guards without a mapping of their own */
#endif
#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22
#endif

static size_t page_size(void)
{
    long size = sysconf(_SC_PAGESIZE);

    return size > 0 ? (size_t)size : 4096;
}

static size_t round_up(size_t size, size_t step)
{
    return (size + step - 1) / step * step;
}

/* The least power of two, from what is said to be a page on, at whose multiples protection is not refused; 0 if there is no
 * memory to try it on. */
static size_t try_steps(void)
{
    enum { LARGEST = 65536 };
    size_t step = page_size();
    char *low = mmap(NULL, 3 * LARGEST, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    char *even;

    if (low == MAP_FAILED)
        return 0;
    even = low + (round_up((uintptr_t)low, LARGEST) - (uintptr_t)low);
    while (step < LARGEST && mprotect(even + step, step, PROT_NONE) != 0 && errno == EINVAL)
        step *= 2;
    munmap(low, 3 * LARGEST);
    return step;
}

/* What must be a page to us. What the system says is tried once: who plays another processor may say what that one has. */
static size_t step_size(void)
{
    static atomic_size_t known;
    size_t step = atomic_load_explicit(&known, memory_order_relaxed);

    if (step == 0) {
        step = try_steps();
        atomic_store_explicit(&known, step, memory_order_relaxed);
    }
    return step != 0 ? step : page_size();
}

size_t gen_mapping_round_(size_t size)
{
    return round_up(size, step_size());
}

/* The first bytes of a file that the system writes; an empty string if there are none. */
static void read_beginning(const char *path, char *text, size_t size)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = file >= 0 ? read(file, text, size - 1) : 0;

    text[length > 0 ? length : 0] = '\0';
    if (file >= 0)
        close(file);
}

/* How many bytes the process has of what is limited, by the nth number of proc(5)'s statm. */
static size_t in_use(int nth)
{
    char text[200];
    char *number = text;
    size_t pages = 0;

    read_beginning("/proc/self/statm", text, sizeof text);
    for (int i = 0; i <= nth; i++)
        pages = strtoul(number, &number, 10);
    return pages * page_size();
}

static bool is_limit(const struct rlimit *limit, int nth, size_t wanted)
{
    return limit->rlim_cur != RLIM_INFINITY && limit->rlim_cur < in_use(nth) + wanted;
}

static bool commits_by_the_book(void)
{
    char mode[2];

    read_beginning("/proc/sys/vm/overcommit_memory", mode, sizeof mode);
    return mode[0] == '2';
}

/* Why memory that was only address space can't be had, or can't be divided once more. */
static void explain(int error, size_t length)
{
    enum { DATA = 5 }; /* in statm */
    struct rlimit limit;

    if (error != ENOMEM)
        gen_set_new_error_("no memory for stacks: the system refuses mprotect()");
    else if (getrlimit(RLIMIT_DATA, &limit) == 0 && is_limit(&limit, DATA, length))
        gen_set_new_error_("no memory for stacks: the limit RLIMIT_DATA (ulimit -d) is reached");
    else if (commits_by_the_book())
        gen_set_new_error_("no memory for stacks: the system commits no more than it has (vm.overcommit_memory is 2)");
    else
        gen_set_new_error_(
            "cannot guard one more stack: without the kernel's guards (Linux 6.13, but none in locked memory) "
            "each needs a mapping of its own, and the limit vm.max_map_count is reached");
}

static void explain_mmap(int error, size_t length)
{
    enum { ADDRESS_SPACE = 0 }; /* in statm */
    struct rlimit limit;

    if (error == EAGAIN)
        gen_set_new_error_("no address space for stacks: memory is locked (mlockall()), and RLIMIT_MEMLOCK is reached");
    else if (error == ENOMEM && getrlimit(RLIMIT_AS, &limit) == 0 && is_limit(&limit, ADDRESS_SPACE, length))
        gen_set_new_error_("no address space for stacks: the limit RLIMIT_AS (ulimit -v) is reached");
    else
        gen_set_new_error_("no address space for stacks: mmap() failed");
}

static bool protect(char *low, size_t length, int protection)
{
    if (mprotect(low, length, protection) == 0)
        return true;
    explain(errno, protection == PROT_NONE ? 0 : length);
    return false;
}

/* The kernel's guards cost nothing; those by mprotect() split the mapping, of which there may be 65 530 by default. */
static bool install_guard(char *low, size_t length)
{
    return madvise(low, length, MADV_GUARD_INSTALL) == 0;
}

/* An emulator may take any advice and do nothing: only memory that can't be populated is guarded. */
static bool is_guarded(char *low)
{
    return madvise(low, 1, MADV_POPULATE_READ) != 0 && errno == EFAULT;
}

/* Opens all but the guard, where there are guards of the kernel's own. That comes first: locked memory takes none, and would
 * have its pages from the moment that it can be touched. */
static bool open_all(char *low, size_t length, size_t guard, bool *open)
{
    *open = guard == 0;
    if (*open)
        return protect(low, length, PROT_READ | PROT_WRITE);
    if (!install_guard(low, guard) || mprotect(low, length, PROT_READ | PROT_WRITE) != 0)
        return true;
    *open = is_guarded(low);
    return *open || protect(low, length, PROT_NONE);
}

static void trim(char *low, size_t length)
{
    if (length > 0)
        munmap(low, length);
}

/* At a multiple of the step, also where the system says that its pages are smaller: it maps more then, and cuts that off. */
static char *map_aligned(size_t length)
{
    size_t more = step_size() - page_size(), before;
    char *low = mmap(NULL, length + more, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (low == MAP_FAILED)
        return NULL;
    before = round_up((uintptr_t)low, step_size()) - (uintptr_t)low;
    trim(low, before);
    trim(low + before + length, more - before);
    return low + before;
}

char *gen_mapping_new_(size_t length, size_t guard, bool *open)
{
    char *low = map_aligned(length);

    if (low == NULL) {
        explain_mmap(errno, length);
        return NULL;
    }
    madvise(low, length, MADV_NOHUGEPAGE); /* refused where there are no such pages */
    if (open_all(low, length, guard, open))
        return low;
    gen_mapping_free_(low, length);
    return NULL;
}

/* It may fail where it would split a mapping too many: then the address space is lost, but no memory. */
void gen_mapping_free_(char *low, size_t length)
{
    munmap(low, length);
}

bool gen_mapping_open_(char *low, size_t length)
{
    return protect(low, length, PROT_READ | PROT_WRITE);
}

bool gen_mapping_guard_(char *low, size_t length)
{
    return install_guard(low, length) || protect(low, length, PROT_NONE);
}

bool gen_mapping_drop_(char *low, size_t length)
{
    return madvise(low, length, MADV_DONTNEED) == 0;
}
