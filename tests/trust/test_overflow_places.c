/* Where an overflow may happen: it is named after the generator whose stack it was. */
#define _GNU_SOURCE
#include "deep.h"
#ifdef _WIN32
#include <malloc.h>
#else
#include <alloca.h>
#endif
#include <pthread.h>
#include <sys/mman.h>

/* No generator is made in this process: see test_overflow.c. */

static gen_t *new_named(const char *name, gen_body_t *body)
{
    gen_attr_t attr = gen_attr();

    attr.name = name;
    return gen_new_with(&attr, body, NULL, 0);
}

static gen_status_t steps_another(gen_t *self, void *args)
{
    (void)self, (void)args;
    overflow("nested");
    return GEN_RETURNED;
}

static void overflow_nested(void *arg)
{
    gen_next(new_named("outer", steps_another), arg);
}

static gen_status_t overflows_after_another(gen_t *self, void *args)
{
    gen_t *g = new_deep("nested", 0, 1);

    (void)args;
    gen_next(g, NULL);
    gen_free(g);
    return gen_return(self, gen_int(recurse(1000)));
}

static void overflow_after_nested(void *arg)
{
    gen_next(new_named("outer", overflows_after_another), arg);
}

/* Check that of generators that step each other the innermost that runs is named. */
static void test_nested(void **state)
{
    (void)state;
    assert_death_by(SIGSEGV, overflow_nested, NULL, NAMED("nested", "65536"));
    assert_death_by(SIGSEGV, overflow_after_nested, NULL, NAMED("outer", "65536"));
}

static gen_status_t yields_then_overflows(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield(self, GEN_NONE, NULL))
        return GEN_RAISED;
    return gen_return(self, gen_int(recurse(1000)));
}

static gen_status_t delegates(gen_t *self, void *args)
{
    (void)args;
    return gen_yield_from(self, new_named("inner", yields_then_overflows), NULL) ? GEN_RETURNED : GEN_RAISED;
}

static gen_status_t delegates_further(gen_t *self, void *args)
{
    (void)args;
    return gen_yield_from(self, new_named("middle", delegates), NULL) ? GEN_RETURNED : GEN_RAISED;
}

static void overflow_in_a_delegate(void *arg)
{
    gen_t *g = new_named("outer", delegates_further);

    gen_next(g, arg);
    gen_next(g, arg);
}

/* Check that in a chain it is the leaf, to which the step of the root has gone straight. */
static void test_delegate(void **state)
{
    (void)state;
    assert_death_by(SIGSEGV, overflow_in_a_delegate, NULL, NAMED("inner", "65536"));
}

static gen_status_t cleans_up_deep(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield(self, GEN_NONE, NULL))
        recurse(1000);
    return GEN_RAISED;
}

static void overflow_in_cleanup(void *arg)
{
    gen_t *g = new_named("cleaner", cleans_up_deep);

    gen_next(g, arg);
    gen_free(g);
}

/* Check that a body that overflows while it is closed by gen_free() is named: it is still alive. */
static void test_cleanup(void **state)
{
    (void)state;
    assert_death_by(SIGSEGV, overflow_in_cleanup, NULL, NAMED("cleaner", "65536"));
}

static gen_status_t next_deep(gen_t *self, void *iterator_state, gen_value_t *out)
{
    (void)self, (void)iterator_state;
    *out = gen_int(recurse(1000));
    return GEN_YIELDED;
}

static gen_status_t steps_an_iterator(gen_t *self, void *args)
{
    static const gen_iterator_t type[1] = {{"deep", next_deep, NULL, NULL, NULL, NULL}};

    return gen_yield_from(self, gen_iter_new(type, args, 0), NULL) ? GEN_RETURNED : GEN_RAISED;
}

static void overflow_in_iterator(void *arg)
{
    gen_next(new_named("stepper", steps_an_iterator), arg);
}

/* Check that the method of an iterator, which has no stack, overflows that of whoever steps it. */
static void test_iterator(void **state)
{
    (void)state;
    assert_death_by(SIGSEGV, overflow_in_iterator, NULL, NAMED("stepper", "65536"));
}

static volatile size_t huge = 1024 * 1024;

static gen_status_t has_a_large_frame(gen_t *self, void *args)
{
    volatile char *frame = alloca(huge);

    (void)args;
    frame[0] = 1; /* 15 stacks further down */
    return gen_return(self, gen_int(frame[0]));
}

static void overflow_by_one_frame(void *arg)
{
    gen_next(new_named("large", has_a_large_frame), arg);
}

/* Check that no frame jumps over the guard where the program is compiled as the manual says. */
static void test_large_frame(void **state)
{
    (void)state;
    assert_death_by(SIGSEGV, overflow_by_one_frame, NULL, NAMED("large", "65536"));
}

static void *map_guarded(size_t size, void *context)
{
    char *p = mmap(NULL, size + 65536, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    (void)context;
    mprotect(p + 65536, size, PROT_READ | PROT_WRITE);
    return p + 65536;
}

static void unmap_guarded(void *stack, size_t size, void *context)
{
    (void)context;
    munmap((char *)stack - 65536, size + 65536);
}

static const gen_stack_allocator_t guarded = {map_guarded, unmap_guarded, NULL};

static gen_t *new_custom(const char *name, gen_body_t *body)
{
    gen_attr_t attr = gen_attr();

    attr.name = name;
    attr.stack_size = 32768 - sizeof(void *); /* not a multiple of anything */
    attr.allocator = &guarded;
    return gen_new_with(&attr, body, NULL, 0);
}

static void *overflow_custom(void *arg)
{
    gen_t *neighbour = new_custom("neighbour", yields_then_overflows), *g = new_custom("own", yields_then_overflows);

    gen_next(neighbour, arg);
    gen_next(g, arg);
    gen_next(g, arg);
    return NULL;
}

static void overflow_custom_here(void *arg)
{
    overflow_custom(arg);
}

static void overflow_custom_in_thread(void *arg)
{
    pthread_t thread;

    pthread_create(&thread, NULL, overflow_custom, arg);
    pthread_join(thread, NULL);
}

/* Check that a stack of the program's own is named, if it has a guard, in any thread and among others. */
static void test_custom(void **state)
{
    static const char words[] = "gen: stack overflow in generator 'own': its stack of 32"; /* less struct gen */

    (void)state;
#ifdef _WIN32 /* where the fault is told of on that stack, and it has no room for that */
    skip();
#endif
    assert_death_by(SIGSEGV, overflow_custom_here, NULL, words);
    assert_death_by(SIGSEGV, overflow_custom_in_thread, NULL, words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nested),   cmocka_unit_test(test_delegate),    cmocka_unit_test(test_cleanup),
        cmocka_unit_test(test_iterator), cmocka_unit_test(test_large_frame), cmocka_unit_test(test_custom),
    };

    if (named_by_sanitizer())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
