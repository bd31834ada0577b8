/* inject.c - the calls, wrapped. */
#define _GNU_SOURCE
#include "inject.h"
#include "tally.h"
#include <errno.h>
#include <pthread.h>
#include <search.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static bool armed;
static pid_t owner; /* that asked for it */
static size_t calls, fired, wanted;
static enum inject_mode mode;
static const char *first = "";
static size_t mapped;
static bool old_kernel;

/* The blocks that are in use, by open addressing. */
enum { SLOTS = 1 << 14, FREE = 0, LENT, KEPT, LEFT };

static struct {
    uintptr_t block;
    int use;
} slots[SLOTS];

void inject_begin(size_t nth, enum inject_mode how)
{
    calls = 0;
    fired = 0;
    wanted = nth;
    mode = how;
    first = "";
    owner = getpid();
    armed = true;
}

void inject_old_kernel(void)
{
    old_kernel = true;
}

size_t inject_end(void)
{
    armed = false;
    return fired;
}

size_t inject_fired(void)
{
    return fired;
}

const char *inject_first(void)
{
    return first;
}

/* Set where what the tests cover is counted: there, a child of vfork() saves the counts before it executes its program. */
extern void __gcov_dump(void) __attribute__((weak));

static bool saves_counts(const char *call)
{
    return __gcov_dump != NULL && getpid() != owner && strcmp(call, "sigaction") != 0; /* which is ours */
}

bool inject_fails_at(const char *name, int error, const void *site)
{
    bool failing;

    if (!armed || saves_counts(name))
        return false;
    pthread_mutex_lock(&lock);
    calls++;
    failing = calls == wanted || (mode == FOR_GOOD && calls > wanted);
    if (failing)
        tally_site(site);
    if (failing && fired++ == 0)
        first = name;
    pthread_mutex_unlock(&lock);
    if (failing)
        errno = error;
    return failing;
}

static size_t hash(uintptr_t block)
{
    return (size_t)(block * UINT64_C(0x9e3779b97f4a7c15) >> 32) % SLOTS;
}

static void *note(void *block, int use)
{
    size_t i = hash((uintptr_t)block);

    if (block == NULL)
        return NULL;
    pthread_mutex_lock(&lock);
    for (size_t tried = 0; slots[i].use == LENT || slots[i].use == KEPT; i = (i + 1) % SLOTS) {
        if (tried++ == SLOTS) {
            fputs("inject: too many blocks\n", stderr);
            abort();
        }
    }
    slots[i].block = (uintptr_t)block;
    slots[i].use = use;
    pthread_mutex_unlock(&lock);
    return block;
}

static void forget(uintptr_t block)
{
    size_t i = hash(block);

    if (block == 0)
        return;
    pthread_mutex_lock(&lock);
    for (size_t tried = 0; slots[i].use != FREE && tried < SLOTS; tried++, i = (i + 1) % SLOTS) {
        if (slots[i].block == block && slots[i].use != LEFT) {
            slots[i].use = LEFT;
            break;
        }
    }
    pthread_mutex_unlock(&lock);
}

static size_t count(int use)
{
    size_t sum = 0;

    for (size_t i = 0; i < SLOTS; i++)
        sum += slots[i].use == use;
    return sum;
}

size_t inject_blocks(void)
{
    return count(LENT);
}

size_t inject_kept_blocks(void)
{
    return count(KEPT);
}

size_t inject_mapped(void)
{
    return mapped;
}

WRAP(void *, malloc, (size_t size))
{
    return inject_fails("malloc", ENOMEM) ? NULL : note(__real_malloc(size), LENT);
}

WRAP(void *, calloc, (size_t n, size_t size))
{
    return inject_fails("calloc", ENOMEM) ? NULL : note(__real_calloc(n, size), KEPT);
}

WRAP(void *, realloc, (void *old, size_t size))
{
    uintptr_t before = (uintptr_t)old;
    void *block;

    if (inject_fails("realloc", ENOMEM))
        return NULL;
    block = __real_realloc(old, size);
    if (block != NULL) {
        forget(before);
        note(block, KEPT);
    }
    return block;
}

WRAP(void, free, (void *block))
{
    forget((uintptr_t)block);
    __real_free(block);
}

WRAP(void *, mmap, (void *at, size_t length, int protection, int flags, int file, off_t offset))
{
    void *p = inject_fails("mmap", ENOMEM) ? MAP_FAILED : __real_mmap(at, length, protection, flags, file, offset);

    if (p != MAP_FAILED)
        mapped += length;
    return p;
}

/* It fails where it would split a mapping too many; what stays mapped then has no memory behind it. */
WRAP(int, munmap, (void *at, size_t length))
{
    mapped -= length;
    return inject_fails("munmap", ENOMEM) ? -1 : __real_munmap(at, length);
}

enum { GUARD_INSTALL = 102 };

WRAP(int, madvise, (void *at, size_t length, int advice))
{
    if (old_kernel && advice == GUARD_INSTALL) {
        errno = EINVAL;
        return -1;
    }
    return inject_fails("madvise", ENOMEM) ? -1 : __real_madvise(at, length, advice);
}

WRAP(int, mprotect, (void *at, size_t length, int protection))
{
    return inject_fails("mprotect", ENOMEM) ? -1 : __real_mprotect(at, length, protection);
}

WRAP(void *, tsearch, (const void *key, void **root, int (*compare)(const void *, const void *)))
{
    return inject_fails("tsearch", ENOMEM) ? NULL : __real_tsearch(key, root, compare);
}

WRAP(int, pthread_key_create, (pthread_key_t * key, void (*destroy)(void *)))
{
    return inject_fails("pthread_key_create", EAGAIN) ? EAGAIN : __real_pthread_key_create(key, destroy);
}

WRAP(int, pthread_setspecific, (pthread_key_t key, const void *value))
{
    return inject_fails("pthread_setspecific", ENOMEM) ? ENOMEM : __real_pthread_setspecific(key, value);
}

WRAP(char *, strdup, (const char *text))
{
    return inject_fails("strdup", ENOMEM) ? NULL : note(__real_strdup(text), LENT);
}

WRAP(int, sigaltstack, (const stack_t *restrict stack, stack_t *restrict old))
{
    return inject_fails("sigaltstack", EPERM) ? -1 : __real_sigaltstack(stack, old);
}

WRAP(int, sigaction, (int signal, const struct sigaction *restrict action, struct sigaction *restrict old))
{
    return inject_fails("sigaction", EINVAL) ? -1 : __real_sigaction(signal, action, old);
}
