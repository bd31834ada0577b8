/* Guards, whatever the system answers to those who ask for them. */
#define _GNU_SOURCE
#include "deep.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Systems, by what they answer. Every test runs in a child, for which one is chosen; the linker leads the library here. */
enum { TRUE_KERNEL, OLD_KERNEL, SANDBOX, FILTER, EMULATOR, HALF_EMULATOR, LOCKED_LATER, SYSTEMS };
static int kernel, guards;

static int protections_left = 100000, protections;
static bool commits_no_more;
static size_t given_back;

int __real_madvise(void *low, size_t size, int advice);
int __wrap_madvise(void *low, size_t size, int advice);
int __real_mprotect(void *low, size_t size, int protection);
int __wrap_mprotect(void *low, size_t size, int protection);
int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);

enum { POPULATE = 22, GUARD = 102 };

static int refuse(int error)
{
    errno = error;
    return -1;
}

static int answer_guard(void *low, size_t size)
{
    switch (kernel) {
    case OLD_KERNEL:
        return refuse(EINVAL);
    case SANDBOX:
        return refuse(EPERM);
    case FILTER:
        return refuse(ENOSYS);
    case LOCKED_LATER:
        return guards++ < 3 ? __real_madvise(low, size, GUARD) : refuse(EINVAL);
    default:
        return 0;
    }
}

int __wrap_madvise(void *low, size_t size, int advice)
{
    int answer;

    if (kernel != TRUE_KERNEL && advice == GUARD)
        return answer_guard(low, size);
    if (kernel >= EMULATOR && kernel <= HALF_EMULATOR && advice == POPULATE)
        return kernel == EMULATOR ? 0 : refuse(EINVAL);
    if (kernel == LOCKED_LATER && advice == MADV_DONTNEED)
        return refuse(EINVAL);
    answer = __real_madvise(low, size, advice);
    given_back += advice == MADV_DONTNEED && answer == 0 ? size : 0;
    return answer;
}

int __wrap_mprotect(void *low, size_t size, int protection)
{
    if (protections_left-- <= 0)
        return refuse(ENOMEM);
    protections++;
    return __real_mprotect(low, size, protection);
}

/* How the system commits memory is asked for by a file. */
int __wrap_open(const char *path, int flags, ...)
{
    int ends[2];

    if (!commits_no_more || strstr(path, "overcommit") == NULL)
        return __real_open(path, flags);
    if (pipe(ends) != 0 || write(ends[1], "2\n", 2) != 2)
        return -1;
    close(ends[1]);
    return ends[0];
}

static void overflow_on(void *arg)
{
    kernel = *(int *)arg;
    overflow("walk");
}

/* What the system has, be it that only the preloaded library knows. */
static size_t page_size(void)
{
    const char *played = getenv("PAGE_SIZE");

    return played != NULL ? strtoul(played, NULL, 10) : (size_t)sysconf(_SC_PAGESIZE);
}

/* The words that name it: with larger pages a stack may have more than was asked for. */
static const char *named(void)
{
    static char words[200];
    size_t page = page_size(), stack = (65536 + 4096 + page - 1) / page * page - 4096;

    snprintf(words, sizeof words, "gen: stack overflow in generator 'walk': its stack of %zu bytes was not enough",
             stack);
    return words;
}

/* Check that an overflow is named on any system, whatever kind of guard it has. */
static void test_named(void **state)
{
    (void)state;
    for (int kind = 0; kind < SYSTEMS; kind++)
        assert_death_by(SIGSEGV, overflow_on, &kind, named());
}

/* Whether there is memory to read: the kernel tells who would write it elsewhere. */
static bool is_readable(const char *address)
{
    static int ends[2];
    char byte;

    if (ends[1] == 0 && pipe(ends) != 0)
        abort();
    return write(ends[1], address, 1) == 1 && read(ends[0], &byte, 1) == 1;
}

static gen_status_t tell_where(gen_t *self, void *args)
{
    char here;

    (void)args;
    return gen_yield(self, gen_ptr(&here), NULL) ? GEN_RETURNED : GEN_RAISED;
}

enum { STEP = 4096, GUARD_SIZE = 65536 };

/* Looks down a stack from a frame of its body: there is as much of it as was asked for, and then a guard. */
static bool is_guarded(const char *frame, size_t size)
{
    size_t page = page_size(), most = size + STEP + page, stack = 0;

    while (stack <= most && is_readable(frame - stack))
        stack += STEP;
    if (stack + STEP < size || stack > most)
        return false;
    for (size_t guard = 0; guard < GUARD_SIZE; guard += STEP)
        if (is_readable(frame - stack - guard))
            return false;
    return true;
}

enum { EACH = 20, ROUNDS = 3 };

static gen_t *make(size_t size, gen_value_t *frame)
{
    gen_attr_t attr = gen_attr();
    gen_t *g;

    attr.stack_size = size;
    g = gen_new_with(&attr, tell_where, NULL, 0);
    if (g == NULL)
        fprintf(stderr, "no generator: %s\n", gen_new_error());
    else
        gen_next(g, frame);
    return g;
}

static int count_unguarded(size_t size)
{
    gen_t *all[EACH];
    gen_value_t frame = GEN_NONE;
    int unguarded = 0;

    for (int i = 0; i < EACH; i++) {
        all[i] = make(size, &frame);
        unguarded += all[i] == NULL || !is_guarded(gen_as_ptr(frame), size);
    }
    for (int i = 0; i < EACH; i++)
        gen_free(all[i]);
    return unguarded;
}

/* Stacks that are carved, that are taken from the cache, and from the reserve. */
static void look_at_guards(void *arg)
{
    static const size_t sizes[] = {4096, 16384, 65536, 1 << 20};
    int unguarded = 0;
    size_t told = 0;

    kernel = *(int *)arg;
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < 4; i++)
            unguarded += count_unguarded(sizes[i]);
        if (round > 0)
            told += gen_stack_trim();
    }
    fprintf(stderr, "%d without a guard, ", unguarded);
    fprintf(stderr, "told %s was given back: %d\n", told <= given_back ? "what" : "more than", told > 0);
    abort();
}

/* Where every switch is checked no stack is kept, and there is nothing to trim. */
#ifdef GEN_DEBUG
#define TRIMMED "told what was given back: 0\n"
#else
#define TRIMMED "told what was given back: 1\n"
#endif

/* Check that every stack has its guard, on whatever way it was had, and that trimming claims what it has given back alone. */
static void test_guarded(void **state)
{
    (void)state;
    for (int kind = 0; kind < SYSTEMS; kind++)
        assert_death(look_at_guards, &kind,
                     kind == LOCKED_LATER ? "0 without a guard, told what was given back: 0\n"
                                          : "0 without a guard, " TRIMMED);
}

/* Check that the system's guards are used where there are some, and mappings are divided elsewhere alone. */
static void test_divided(void **state)
{
    (void)state;
    kernel = OLD_KERNEL;
    protections = 0;
    assert_int_equal(count_unguarded(32768), 0);
    assert_true(protections >= EACH);
}

#define EXHAUSTED                                                                                                      \
    "cannot guard one more stack: without the kernel's guards (Linux 6.13, but none in locked memory) each needs a "   \
    "mapping of its own, and the limit vm.max_map_count is reached\n"

static void exhaust(void *arg)
{
    gen_t *all[5];

    kernel = OLD_KERNEL;
    commits_no_more = *(bool *)arg;
    protections_left = 3;
    for (int i = 0; i < 5; i++) {
        all[i] = new_deep("walk", 0, 1);
        fprintf(stderr, "%d: %s\n", i, all[i] != NULL ? "made" : gen_new_error());
    }
    protections_left = 1;
    fprintf(stderr, "again: %s\n", (all[3] = new_deep("walk", 0, 1)) != NULL ? "made" : gen_new_error());
    for (int i = 0; i < 4; i++)
        gen_free(all[i]);
    abort();
}

/* Check that the limit of such guards is told, or that of memory, and that there is room again when others are gone. */
static void test_limit(void **state)
{
    bool commits = false;

    (void)state;
    assert_death(exhaust, &commits, "2: made\n3: " EXHAUSTED "4: " EXHAUSTED "again: made\n");
    commits = true;
    assert_death(exhaust, &commits,
                 "3: no memory for stacks: the system commits no more than it has (vm.overcommit_memory is 2)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_named),
        cmocka_unit_test(test_guarded),
        cmocka_unit_test(test_divided),
        cmocka_unit_test(test_limit),
    };

    if (named_by_sanitizer())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
