/* A broken contract ends the program with a sentence. Those of builds with GEN_DEBUG stand at the end. */
#include "../death.h"
#include "../outcome.h"
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void ignore(bool answer)
{
    (void)answer;
}

static gen_status_t yields_twice(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield(self, gen_int(1), NULL) || !gen_yield(self, gen_int(2), NULL))
        return GEN_RAISED;
    return GEN_RETURNED;
}

static gen_t *new_one(size_t stack_size)
{
    gen_attr_t attr = gen_attr();

    attr.name = "victim";
    attr.stack_size = stack_size;
    return gen_new_with(&attr, yields_twice, NULL, 0);
}

static gen_t *new_freed(void)
{
    gen_t *g = new_one(0);

    gen_next(g, NULL);
    gen_free(g);
    return g;
}

/* Set under AddressSanitizer, which sees the use of a freed generator first, and ends the program with its own report. */
extern void __asan_init(void) __attribute__((weak));

static void assert_noticed(void (*function)(void *arg), const char *sentence)
{
    if (__asan_init != NULL)
        sentence = "it ended otherwise";
    assert_string_equal(last_words(SIGABRT, function, NULL, sentence), sentence);
}

static void free_twice(void *arg)
{
    (void)arg;
    gen_free(new_freed());
}

static void free_small_twice(void *arg)
{
    gen_t *g = new_one(1024);

    (void)arg;
    gen_free(g);
    gen_free(g);
}

/* Check that freeing twice is noticed, on any kind of stack. */
static void test_double_free(void **state)
{
    (void)state;
    assert_noticed(free_twice, "gen: gen_free() was given a generator that was freed, or something else\n");
    assert_noticed(free_small_twice, "gen: gen_free() was given a generator that was freed, or something else\n");
}

static void next_freed(void *arg)
{
    gen_next(new_freed(), arg);
}

static void send_freed(void *arg)
{
    gen_send(new_freed(), gen_int(1), arg);
}

static void throw_freed(void *arg)
{
    gen_throw(new_freed(), GEN_VALUE_ERROR, GEN_NONE, arg);
}

static void close_freed(void *arg)
{
    gen_close(new_freed(), arg);
}

static void ref_freed(void *arg)
{
    (void)arg;
    gen_ref(new_freed());
}

static void look_at_freed(void *arg)
{
    (void)arg;
    gen_state(new_freed());
}

/* Check that whatever is done with a freed generator is noticed. */
static void test_use_after_free(void **state)
{
    (void)state;
    assert_noticed(next_freed, "gen: gen_next() was given a generator that was freed, or something else\n");
    assert_noticed(send_freed, "was given a generator that was freed, or something else\n");
    assert_noticed(throw_freed, "gen: gen_throw() was given a generator that was freed, or something else\n");
    assert_noticed(close_freed, "gen: gen_close() was given a generator that was freed, or something else\n");
    assert_noticed(ref_freed, "gen: gen_ref() was given a generator that was freed, or something else\n");
    assert_noticed(look_at_freed, "gen: gen_state() was given a generator that was freed, or something else\n");
}

static void next_null(void *arg)
{
    gen_next(NULL, arg);
}

static void throw_null(void *arg)
{
    gen_throw(NULL, GEN_VALUE_ERROR, GEN_NONE, arg);
}

/* Check that NULL is named. */
static void test_null(void **state)
{
    (void)state;
    assert_death(next_null, NULL, "gen: gen_next() was given NULL instead of a generator\n");
    assert_death(throw_null, NULL, "gen: gen_throw() was given NULL instead of a generator\n");
}

static void yield_created(void *arg)
{
    (void)arg;
    ignore(gen_yield(new_one(0), GEN_NONE, NULL));
}

static void yield_suspended(void *arg)
{
    gen_t *g = new_one(0);

    gen_next(g, arg);
    ignore(gen_yield(g, GEN_NONE, NULL));
}

static void yield_closed(void *arg)
{
    gen_t *g = new_one(0);

    gen_close(g, arg);
    ignore(gen_yield(g, GEN_NONE, NULL));
}

static void delegate_suspended(void *arg)
{
    gen_t *g = new_one(0);

    gen_next(g, arg);
    ignore(gen_yield_from(g, new_one(0), NULL));
}

static void yield_freed(void *arg)
{
    (void)arg;
    ignore(gen_yield(new_freed(), GEN_NONE, NULL));
}

/* Check that only the generator that runs can yield. */
static void test_yield_outside(void **state)
{
    static const char sentence[] = "gen: gen_yield() was given generator 'victim', which is not the one that runs\n";

    (void)state;
    assert_death(yield_created, NULL, sentence);
    assert_death(yield_suspended, NULL, sentence);
    assert_death(yield_closed, NULL, sentence);
    assert_death(delegate_suspended, NULL, "generator 'victim', which is not the one that runs\n");
    assert_noticed(yield_freed, "gen: gen_yield() was given a generator that was freed, or something else\n");
}

static void raise_outside(void *arg)
{
    gen_t *g = new_one(0);

    gen_next(g, arg);
    gen_raise(g, GEN_VALUE_ERROR, "from outside");
}

static void propagate_outside(void *arg)
{
    gen_t *g = new_one(0);

    gen_next(g, arg);
    gen_propagate(g, g);
}

/* Check that nothing can be raised in a body but by itself: that is what gen_throw() is for. */
static void test_raise_outside(void **state)
{
    (void)state;
    assert_death(raise_outside, NULL,
                 "gen: gen_raise() was given generator 'victim', which is not the one that runs\n");
    assert_death(propagate_outside, NULL,
                 "gen: gen_propagate() was given generator 'victim', which is not the one that runs\n");
}

static gen_status_t delegates_to_victim(gen_t *self, void *args)
{
    if (!gen_yield_from(self, *(gen_t **)args, NULL))
        return GEN_RAISED;
    return GEN_RETURNED;
}

static void yield_delegator(void *arg)
{
    gen_t *sub = new_one(0);
    gen_t *g = gen_new(delegates_to_victim, &sub, sizeof sub);

    gen_next(g, arg);
    ignore(gen_yield(sub, GEN_NONE, NULL));
}

/* Check that one that is delegated to cannot yield by itself either. */
static void test_yield_in_a_delegation(void **state)
{
    (void)state;
    assert_death(yield_delegator, NULL, "generator 'victim', which is not the one that runs\n");
}

/* A body that does not come back before it is let. */
struct gate {
    sem_t inside, leave;
};

static gen_status_t waits(gen_t *self, void *args)
{
    struct gate *gate = *(struct gate **)args;

    gen_set_name(self, "victim");
    sem_post(&gate->inside);
    sem_wait(&gate->leave);
    return GEN_RETURNED;
}

static void *run(void *g)
{
    gen_next(g, NULL);
    return NULL;
}

/* A generator that another thread is inside of. */
static gen_t *new_busy(void)
{
    static struct gate gate;
    struct gate *args = &gate;
    gen_t *g = gen_new(waits, &args, sizeof args);
    pthread_t thread;

    sem_init(&gate.inside, 0, 0);
    sem_init(&gate.leave, 0, 0);
    pthread_create(&thread, NULL, run, g);
    sem_wait(&gate.inside);
    return g;
}

static void next_busy(void *arg)
{
    gen_next(new_busy(), arg);
}

static void throw_busy(void *arg)
{
    gen_throw(new_busy(), GEN_VALUE_ERROR, GEN_NONE, arg);
}

static void close_busy(void *arg)
{
    gen_close(new_busy(), arg);
}

static void free_busy(void *arg)
{
    (void)arg;
    gen_free(new_busy());
}

/* Check that a generator that one thread runs cannot be used by another. */
static void test_two_threads(void **state)
{
    static const char sentence[] =
        "gen: generator 'victim' is running, but not inside a step of this caller's: another "
        "thread is running it, or a longjmp() has left it\n";

    (void)state;
    assert_death(next_busy, NULL, sentence);
    assert_death(throw_busy, NULL, sentence);
    assert_death(close_busy, NULL, sentence);
    assert_death(free_busy, NULL, sentence);
}

static jmp_buf outside;

static gen_status_t jumps(gen_t *self, void *args)
{
    (void)args;
    gen_set_name(self, "victim");
    longjmp(outside, 1);
}

static void next_left(void *arg)
{
    gen_t *volatile g = gen_new(jumps, NULL, 0);

    if (setjmp(outside) == 0)
        gen_next(g, NULL);
    gen_next(g, arg);
}

/* Check that a body that a longjmp() has left is noticed. */
static void test_longjmp(void **state)
{
    (void)state;
    assert_death(next_left, NULL, "gen: generator 'victim' is running, but not inside a step of this caller's");
}

static gen_status_t frees_itself(gen_t *self, void *args)
{
    bool *cleaned = *(bool **)args;
    bool resumed;

    gen_free(self);
    resumed = gen_yield(self, gen_int(1), NULL);
    *cleaned = !resumed;
    return resumed ? GEN_RETURNED : GEN_RAISED;
}

/* Check that freeing the generator that runs is none: it yields, and is closed and freed when that step returns. */
static void test_free_running(void **state)
{
    bool cleaned = false, *args = &cleaned;
    gen_t *g = gen_new(frees_itself, &args, sizeof args);
    gen_value_t v;

    (void)state;
    assert_int_equal(gen_next(g, &v), GEN_YIELDED);
    assert_int_equal(gen_as_int(v), 1);
    assert_true(cleaned);
}

static gen_status_t leaves_a_handler(gen_t *self, void *args)
{
    static gen_handler_t handler;
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, NULL);

    (void)args;
    gen_set_name(self, "victim");
    gen_handle_begin(&handler, e);
    return GEN_RETURNED;
}

static void leave_handler(void *arg)
{
    gen_next(gen_new(leaves_a_handler, NULL, 0), arg);
}

/* Check that a body cannot end in the middle of handling. */
static void test_handler_left(void **state)
{
    (void)state;
    assert_death(leave_handler, NULL, "gen: the body of generator 'victim' returned without gen_handle_end()\n");
}

#ifdef GEN_DEBUG

enum { TINY = 2560 }; /* what 512 bytes come to, with the room for the checks */

static gen_status_t yields_for(gen_t *self, void *args)
{
    gen_t *other = *(gen_t **)args;

    if (!gen_yield(other, GEN_NONE, NULL))
        return GEN_RAISED;
    return gen_return(self, GEN_NONE);
}

static gen_status_t steps_one_that_yields_for_it(gen_t *self, void *args)
{
    gen_t *g = gen_new(yields_for, &self, sizeof self);

    (void)args;
    gen_set_name(g, "inner");
    gen_next(g, NULL);
    gen_free(g);
    return GEN_RETURNED;
}

static void yield_for_another(void *arg)
{
    gen_next(gen_new(steps_one_that_yields_for_it, NULL, 0), arg);
}

/* Check that a body cannot yield for the one that steps it. */
static void test_yield_for_another(void **state)
{
    (void)state;
    assert_death(yield_for_another, NULL,
                 "gen: gen_yield() was given another generator than 'inner', whose body it was called in\n");
}

static void step_while_new_ones_come_and_go(void *arg)
{
    gen_t *g = new_freed();

    for (int i = 0; i < 100; i++)
        gen_free(new_one(0));
    gen_next(g, arg);
}

/* Check that a freed generator is known to be freed although others have been made since. */
static void test_quarantine(void **state)
{
    (void)state;
    assert_noticed(step_while_new_ones_come_and_go, "was given a generator that was freed, or something else\n");
}

static gen_status_t counts(gen_t *self, void *args)
{
    (void)args;
    for (int64_t i = 0;; i++)
        if (!gen_yield(self, gen_int(i), NULL))
            return GEN_RAISED;
}

static void *step_for_ever(void *g)
{
    for (;;)
        gen_next(g, NULL);
    return NULL;
}

static void step_in_two_threads(void *arg)
{
    gen_t *g = gen_new(counts, arg, 0);
    pthread_t thread;

    pthread_create(&thread, NULL, step_for_ever, g);
    step_for_ever(g);
}

/* Check that two threads that step the same generator do not get far, whoever is where. */
static void test_race(void **state)
{
    (void)state;
    assert_death(step_in_two_threads, NULL, "another thread");
}

/* Writes where a call too deep would: over the canary below the stack. */
static gen_status_t overwrites(gen_t *self, void *args)
{
    volatile char *p = (volatile char *)self - TINY;

    (void)args;
    gen_set_name(self, "tiny");
    for (int i = 0; i < 16; i++)
        *--p = 'x';
    if (!gen_yield(self, GEN_NONE, NULL))
        return GEN_RAISED;
    return GEN_RETURNED;
}

static void overflow_and_yield(void *arg)
{
    gen_attr_t attr = gen_attr();

    attr.stack_size = 512;
    gen_next(gen_new_with(&attr, overwrites, NULL, 0), arg);
}

/* Check that the canary of a small stack is looked at on each switch. */
static void test_canary(void **state)
{
    (void)state;
    assert_death(overflow_and_yield, NULL, "gen: stack overflow in generator 'tiny': its stack of 2560 bytes");
}

static void switch_to_nothing(void *arg)
{
    gen_switch_(NULL, arg);
}

/* Check that a switch that would lead nowhere does not happen. */
static void test_nothing(void **state)
{
    (void)state;
    assert_death(switch_to_nothing, NULL, "gen: a switch would lead into nothing: there is nobody to return to\n");
}

static gen_status_t returns_for_another(gen_t *self, void *args)
{
    (void)self;
    return gen_return(*(gen_t **)args, GEN_NONE);
}

static void return_for_another(void *arg)
{
    gen_t *other = new_one(0);

    gen_next(gen_new(returns_for_another, &other, sizeof other), arg);
}

/* Check that a body cannot return for another. */
static void test_return_for_another(void **state)
{
    (void)state;
    assert_death(return_for_another, NULL,
                 "gen: gen_return() was given generator 'victim', which is not the one that runs\n");
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_double_free),
        cmocka_unit_test(test_use_after_free),
        cmocka_unit_test(test_null),
        cmocka_unit_test(test_yield_outside),
        cmocka_unit_test(test_raise_outside),
        cmocka_unit_test(test_yield_in_a_delegation),
        cmocka_unit_test(test_two_threads),
        cmocka_unit_test(test_longjmp),
        cmocka_unit_test(test_free_running),
        cmocka_unit_test(test_handler_left),
#ifdef GEN_DEBUG
        cmocka_unit_test(test_yield_for_another),
        cmocka_unit_test(test_quarantine),
        cmocka_unit_test(test_race),
        cmocka_unit_test(test_canary),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_return_for_another),
#endif
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
