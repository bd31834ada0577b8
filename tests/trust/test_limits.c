/* Limits and policies of the system, as it applies them itself. Every test runs in children, on which they are put. */
#define _GNU_SOURCE
#include "deep.h"
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { KIB = 1024, MANY = 4000 };

static gen_t *all[MANY];

/* A number of KiB from proc(5)'s status. */
static size_t status_of(const char *what)
{
    char line[200];
    size_t kib = 0;
    FILE *f = fopen("/proc/self/status", "r");

    if (f == NULL)
        abort();
    while (fgets(line, sizeof line, f) != NULL)
        if (strncmp(line, what, strlen(what)) == 0)
            kib = strtoul(line + strlen(what) + 1, NULL, 10);
    fclose(f);
    return kib;
}

static void limit_to(__rlimit_resource_t resource, size_t kib)
{
    struct rlimit limit = {kib * KIB, kib * KIB};

    if (setrlimit(resource, &limit) != 0)
        abort();
}

/* Makes generators until there are enough or no more. @return how many */
static int make_many(int most)
{
    int n = 0;

    while (n < most && (all[n] = new_deep("walk", 0, 1)) != NULL)
        n++;
    return n;
}

static void free_many(int n)
{
    for (int i = 0; i < n; i++)
        gen_free(all[i]);
}

static void in_little_space(void *arg)
{
    (void)arg;
    limit_to(RLIMIT_AS, status_of("VmSize:") + KIB);
    fprintf(stderr, "made: %d", make_many(1));
    abort();
}

/* Check that a MiB of address space does for a small generator. */
static void test_small(void **state)
{
    (void)state;
    assert_death(in_little_space, NULL, "made: 1");
}

struct limit {
    __rlimit_resource_t resource;
    const char *size, *sentence;
};

static void to_the_limit(void *arg)
{
    const struct limit *limit = arg;
    int made, again;

    limit_to(limit->resource, status_of(limit->size) + (size_t)64 * KIB);
    made = make_many(MANY);
    fprintf(stderr, "%s\n", gen_new_error());
    free_many(made);
    again = make_many(MANY);
    fprintf(stderr, "most of it was used: %d, and again: %d", made * 132 > 48 * KIB, again == made);
    abort();
}

/* Check that a limit of memory is used up, told by its name, and no end: what was freed can be used again. */
static void test_told(void **state)
{
    static struct limit limits[] = {{RLIMIT_AS, "VmSize:", "RLIMIT_AS (ulimit -v) is reached\n"},
                                    {RLIMIT_DATA, "VmData:", "RLIMIT_DATA (ulimit -d) is reached\n"}};

    (void)state;
    for (int i = 0; i < 2; i++) {
        assert_death(to_the_limit, &limits[i], limits[i].sentence);
        assert_death(to_the_limit, &limits[i], "most of it was used: 1, and again: 1");
    }
}

static void lock_memory(void *arg)
{
    size_t before, each;
    int made;

    (void)arg;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) != 0) {
        fprintf(stderr, "right");
        abort();
    }
    before = status_of("VmRSS:");
    made = make_many(1000);
    each = (status_of("VmRSS:") - before) / 1000;
    free_many(made);
    fprintf(stderr, made == 1000 && each >= 64 && each < 80 ? "right" : "%d made, of %zu KiB each", made, each);
    abort();
}

/* Check that where memory is locked a stack is resident as it should be, and nothing besides. */
static void test_locked(void **state)
{
    (void)state;
    assert_death(lock_memory, NULL, "right");
}

struct policy {
    int number, advice; /* -1: any */
    unsigned answer;
};

/* @return false: the system takes no policies */
static bool impose(const struct policy *policy)
{
    struct sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)policy->number, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2])),
        BPF_JUMP(BPF_JMP | (policy->advice < 0 ? BPF_JGE : BPF_JEQ) | BPF_K,
                 policy->advice < 0 ? 0 : (unsigned)policy->advice, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, policy->answer),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = {sizeof program / sizeof program[0], program};

    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

static void under(void *arg)
{
    const struct policy *policy = arg;
    int made;

    if (impose(policy)) {
        gen_stack_set_cache(100);
        made = make_many(MANY);
        free_many(made);
        gen_stack_trim();
        free_many(make_many(MANY));
        if (made < MANY) {
            fprintf(stderr, "%d made: %s\n", made, gen_new_error());
            abort();
        }
    }
    overflow("walk");
}

extern void __gcov_dump(void) __attribute__((weak));

/* Check that no policy that refuses what is optional keeps stacks from being had, guarded and given back. */
static void test_policies(void **state)
{
    enum { GUARD = 102, PROCESS_MADVISE = 440 };
    static struct policy policies[] = {
        {SYS_madvise, GUARD, SECCOMP_RET_ERRNO | EPERM},  {SYS_madvise, GUARD, SECCOMP_RET_ERRNO | ENOSYS},
        {SYS_madvise, GUARD, SECCOMP_RET_ERRNO | EACCES}, {SYS_madvise, -1, SECCOMP_RET_ERRNO | EPERM},
        {SYS_madvise, -1, SECCOMP_RET_ERRNO | ENOSYS},    {PROCESS_MADVISE, -1, SECCOMP_RET_KILL_PROCESS},
        {PROCESS_MADVISE, -1, SECCOMP_RET_ERRNO | EPERM}, {SYS_prlimit64, -1, SECCOMP_RET_KILL_PROCESS},
        {SYS_openat, -1, SECCOMP_RET_KILL_PROCESS},
    };
    static struct policy without_alternate = {SYS_sigaltstack, -1, SECCOMP_RET_ERRNO | EPERM};

    (void)state;
    for (size_t i = 0; i < sizeof policies / sizeof policies[0]; i++)
        if (__gcov_dump == NULL || policies[i].number != SYS_openat) /* whoever counts opens files as it ends */
            assert_death_by(SIGSEGV, under, &policies[i], "stack overflow in generator 'walk'");
    assert_death_by(SIGSEGV, under, &without_alternate, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small),
        cmocka_unit_test(test_told),
        cmocka_unit_test(test_locked),
        cmocka_unit_test(test_policies),
    };

    if (named_by_sanitizer())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
