/* Control settings of floating point: a body begins with its caller's, and from then on each side keeps its own. */
#include "outcome.h"
#include "record.h"
#include <fenv.h>
#include <float.h>
#include <pthread.h>
#include <xmmintrin.h>

/* What is set, if both ways to compute go by it: fegetround() tells of one alone where there are two. */
static const char *mode(void)
{
    volatile double one = 1, three = 3;
    bool up = one / three > 0x1.5555555555555p-2;

    if (up != (fegetround() == FE_UPWARD))
        return "mixed";
    return up ? "up" : fegetround() == FE_TONEAREST ? "nearest" : "other";
}

static int restore(void **state)
{
    fesetround(FE_TONEAREST);
    return record_end(state);
}

#define ROUNDING_TEST(function) cmocka_unit_test_setup_teardown(function, record_begin, restore)

/* Records what it begins with, sets what it is given, and records at each step what it has then. */
static gen_status_t body(gen_t *self, void *args)
{
    record("begins %s", mode());
    fesetround(*(int *)args);
    while (gen_yield(self, GEN_NONE, NULL) || gen_catch(self, GEN_KEY_ERROR))
        record("goes on %s", mode());
    record("ends %s", mode());
    return GEN_RAISED;
}

static gen_t *new_body(int wanted)
{
    return gen_new(body, &wanted, sizeof wanted);
}

/* Check that a body begins with what is set when it is first stepped, whatever the last one on its stack has left. */
static void test_begins_with_the_callers(void **state)
{
    gen_t *g = new_body(FE_UPWARD);

    (void)state;
    assert_next(g, "yields None");
    gen_free(g);
    assert_recorded("begins nearest; ends up");
    g = new_body(FE_TONEAREST);
    assert_next(g, "yields None");
    gen_free(g);
    assert_recorded("begins nearest; ends nearest");
    g = new_body(FE_TONEAREST);
    fesetround(FE_UPWARD);
    assert_next(g, "yields None");
    record("caller %s", mode());
    gen_free(g);
    assert_recorded("begins up; caller up; ends nearest");
}

/* Check that next, send, throw and close leave each side what it has set. */
static void test_each_side_keeps_its_own(void **state)
{
    gen_t *g = new_body(FE_UPWARD);

    (void)state;
    assert_next(g, "yields None");
    record("caller %s", mode());
    assert_send(g, gen_int(1), "yields None");
    record("caller %s", mode());
    assert_throw(g, GEN_KEY_ERROR, GEN_NONE, "yields None");
    record("caller %s", mode());
    assert_close(g, "returns None");
    record("caller %s", mode());
    assert_recorded(
        "begins nearest; caller nearest; goes on up; caller nearest; goes on up; caller nearest; ends up; caller "
        "nearest");
    gen_free(g);
}

static gen_status_t delegate(gen_t *self, void *args)
{
    gen_status_t status = GEN_RETURNED;

    (void)args;
    fesetround(FE_UPWARD);
    if (!gen_yield_from(self, new_body(FE_TONEAREST), NULL))
        status = GEN_RAISED;
    record("delegator %s", mode());
    return status;
}

/* Check that a delegate begins with its delegator's, and gives it back. */
static void test_delegation(void **state)
{
    gen_t *g = gen_new(delegate, NULL, 0);

    (void)state;
    assert_next(g, "yields None");
    record("caller %s", mode());
    gen_free(g);
    record("caller %s", mode());
    assert_recorded("begins up; caller nearest; ends nearest; delegator up; caller nearest");
}

enum { FLUSH_TO_ZERO = 0x8000 };

static bool flushes(void)
{
    volatile float least = FLT_MIN, half = 0.5F;

    return least * half == 0;
}

static gen_status_t flushing_body(gen_t *self, void *args)
{
    (void)args;
    record("begins %d", flushes());
    _mm_setcsr(_mm_getcsr() ^ FLUSH_TO_ZERO);
    while (gen_yield(self, GEN_NONE, NULL))
        record("goes on %d", flushes());
    return GEN_RAISED;
}

/* Check that results are flushed to zero where a side has said so, by MXCSR alone, and nowhere else. */
static void test_flush_to_zero(void **state)
{
    gen_t *g = gen_new(flushing_body, NULL, 0), *other;

    (void)state;
    assert_next(g, "yields None");
    record("caller %d", flushes());
    assert_next(g, "yields None");
    _mm_setcsr(_mm_getcsr() | FLUSH_TO_ZERO);
    assert_next(g, "yields None");
    other = gen_new(flushing_body, NULL, 0);
    assert_next(other, "yields None");
    record("caller %d", flushes());
    assert_next(other, "yields None");
    gen_free(other);
    _mm_setcsr(_mm_getcsr() & ~(unsigned)FLUSH_TO_ZERO);
    gen_free(g);
    assert_recorded("begins 0; caller 0; goes on 1; goes on 1; begins 1; caller 1; goes on 0");
}

#ifdef GEN_SWITCH_NATIVE_
static gen_status_t computing_body(gen_t *self, void *args)
{
    volatile double one = 1, zero = 0;

    (void)args;
    feclearexcept(FE_ALL_EXCEPT);
    one /= zero;
    (void)one;
    return gen_yield(self, GEN_NONE, NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that status flags are nobody's: what a body raised is raised after its step, and nothing else is. */
static void test_flags(void **state)
{
    gen_t *g = gen_new(computing_body, NULL, 0);
    volatile double one = 1, three = 3;

    (void)state;
    one /= three;
    (void)one;
    assert_next(g, "yields None");
    assert_int_equal(fetestexcept(FE_ALL_EXCEPT), FE_DIVBYZERO);
    feclearexcept(FE_ALL_EXCEPT);
    fesetround(FE_UPWARD); /* both words are loaded now, but for the flags */
    assert_next(g, "returns None");
    assert_int_equal(fetestexcept(FE_ALL_EXCEPT), 0);
    gen_free(g);
}
#endif

static void *step_elsewhere(void *g)
{
    fesetround(FE_TONEAREST);
    record("%s, caller %s", next_of(g), mode());
    return NULL;
}

/* Check that a body keeps its own on another thread, and that thread its. */
static void test_another_thread(void **state)
{
    gen_t *g = new_body(FE_UPWARD);
    pthread_t thread;

    (void)state;
    assert_next(g, "yields None");
    assert_int_equal(pthread_create(&thread, NULL, step_elsewhere, g), 0);
    pthread_join(thread, NULL);
    assert_next(g, "yields None");
    assert_recorded("begins nearest; goes on up; yields None, caller nearest; goes on up");
    gen_free(g);
    assert_recorded("ends up");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROUNDING_TEST(test_begins_with_the_callers),
        ROUNDING_TEST(test_each_side_keeps_its_own),
        ROUNDING_TEST(test_delegation),
        ROUNDING_TEST(test_another_thread),
        ROUNDING_TEST(test_flush_to_zero),
#ifdef GEN_SWITCH_NATIVE_
        ROUNDING_TEST(test_flags),
#endif
    };

    return cmocka_run_group_tests_name("rounding", tests, NULL, NULL);
}
