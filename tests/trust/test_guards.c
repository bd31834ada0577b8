/* Guards where the kernel has none of its own (before Linux 6.13), or only an emulator that claims to. */
#define _GNU_SOURCE
#include "deep.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>

/* Every test runs in a child: what the kernel can do is found out once in a process. The linker leads the library here. */
enum { TRUE_KERNEL, OLD_KERNEL, EMULATOR };
static int kernel;
static int protections_left = 1000, protections;

int __real_madvise(void *low, size_t size, int advice);
int __wrap_madvise(void *low, size_t size, int advice);
int __real_mprotect(void *low, size_t size, int protection);
int __wrap_mprotect(void *low, size_t size, int protection);

enum { POPULATE = 22, GUARD = 102 };

int __wrap_madvise(void *low, size_t size, int advice)
{
    if (kernel == TRUE_KERNEL || (advice != GUARD && advice != POPULATE))
        return __real_madvise(low, size, advice);
    errno = EINVAL;
    return kernel == EMULATOR ? 0 : -1;
}

int __wrap_mprotect(void *low, size_t size, int protection)
{
    if (protection == PROT_NONE && protections_left <= 0) {
        errno = ENOMEM;
        return -1;
    }
    protections_left--;
    protections++;
    return __real_mprotect(low, size, protection);
}

static void overflow_on(void *arg)
{
    gen_t *g;

    kernel = *(int *)arg;
    g = new_deep("walk", 0, 1000);
    if ((kernel != TRUE_KERNEL) != (protections > 0))
        return;
    gen_next(g, NULL);
    gen_free(g);
}

/* Check that a stack has a guard on any kernel, be it by mprotect(). */
static void test_guarded(void **state)
{
    (void)state;
    for (int kind = OLD_KERNEL; kind <= EMULATOR; kind++)
        assert_death_by(SIGSEGV, overflow_on, &kind, NAMED("walk", "65536"));
}

static void exhaust(void *arg)
{
    gen_t *all[5];

    (void)arg;
    kernel = OLD_KERNEL;
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

/* Check that the limit of such guards is told, and that there is room again when others are gone. */
static void test_limit(void **state)
{
    (void)state;
    assert_death(
        exhaust, NULL,
        "2: made\n"
        "3: cannot guard one more stack: this kernel (before Linux 6.13) needs a mapping for each, and the limit "
        "vm.max_map_count is reached\n"
        "4: cannot guard one more stack: this kernel (before Linux 6.13) needs a mapping for each, and the limit "
        "vm.max_map_count is reached\n"
        "again: made\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_guarded),
        cmocka_unit_test(test_limit),
    };

    if (named_by_sanitizer())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
