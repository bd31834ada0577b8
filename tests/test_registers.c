/* What a function must keep in registers for its caller, a step and a yield keep, too: integers, doubles and vectors. */
#include "record.h"

enum { ROUNDS = 8, BODYS = 1000 };

typedef int32_t vector_t __attribute__((vector_size(16)));

static volatile int zero; /* what is made with it, no compiler knows beforehand */

/* More variables than any processor has registers of a kind, so that all that are kept are in use. */
#define EACH(X, type, make, number)                                                                                    \
    X(0, type, make, number)                                                                                           \
    X(1, type, make, number)                                                                                           \
    X(2, type, make, number)                                                                                           \
    X(3, type, make, number)                                                                                           \
    X(4, type, make, number)                                                                                           \
    X(5, type, make, number)                                                                                           \
    X(6, type, make, number)                                                                                           \
    X(7, type, make, number)                                                                                           \
    X(8, type, make, number)                                                                                           \
    X(9, type, make, number)                                                                                           \
    X(10, type, make, number)                                                                                          \
    X(11, type, make, number)                                                                                          \
    X(12, type, make, number)                                                                                          \
    X(13, type, make, number)                                                                                          \
    X(14, type, make, number)                                                                                          \
    X(15, type, make, number)                                                                                          \
    X(16, type, make, number)                                                                                          \
    X(17, type, make, number)                                                                                          \
    X(18, type, make, number)                                                                                          \
    X(19, type, make, number)

#define BEGIN(n, type, make, number) type x##n = make(start + (n));
#define ADD(n, type, make, number) x##n += make((n) + 1);
#define COUNT(n, type, make, number) wrong += number(x##n) != start + (n) + ROUNDS * ((n) + 1);

/*
 * KIND(NAME, TYPE, MAKE, NUMBER): a body and its caller, each of which holds variables of the type while the other one runs.
 * They begin with other numbers, add to each variable after each switch, and count those that are wrong in the end.
 */
#define KIND(name, type, make, number)                                                                                 \
    static gen_status_t hold_##name(gen_t *self, void *args)                                                           \
    {                                                                                                                  \
        int wrong = 0, start = zero + BODYS;                                                                           \
        EACH(BEGIN, type, make, number)                                                                                \
        (void)args;                                                                                                    \
        for (int i = 0; i < ROUNDS; i++) {                                                                             \
            if (!gen_yield(self, gen_int(i), NULL))                                                                    \
                return GEN_RAISED;                                                                                     \
            EACH(ADD, type, make, number)                                                                              \
        }                                                                                                              \
        EACH(COUNT, type, make, number)                                                                                \
        return gen_return(self, gen_int(wrong));                                                                       \
    }                                                                                                                  \
                                                                                                                       \
    static __attribute__((noinline)) int step_##name(gen_t *g)                                                         \
    {                                                                                                                  \
        int wrong = 0, start = zero;                                                                                   \
        EACH(BEGIN, type, make, number)                                                                                \
        for (int i = 0; i < ROUNDS; i++) {                                                                             \
            wrong += gen_next(g, NULL) != GEN_YIELDED;                                                                 \
            EACH(ADD, type, make, number)                                                                              \
        }                                                                                                              \
        EACH(COUNT, type, make, number)                                                                                \
        return wrong;                                                                                                  \
    }                                                                                                                  \
                                                                                                                       \
    static void both_keep_##name(void)                                                                                 \
    {                                                                                                                  \
        gen_t *g = gen_new(hold_##name, NULL, 0);                                                                      \
        gen_value_t wrong = GEN_NONE;                                                                                  \
        int callers_wrong = step_##name(g);                                                                            \
                                                                                                                       \
        assert_int_equal(gen_next(g, &wrong), GEN_RETURNED);                                                           \
        gen_free(g);                                                                                                   \
        assert_int_equal(callers_wrong, 0);                                                                            \
        assert_int_equal(gen_as_int(wrong), 0);                                                                        \
    }

#define LONG(n) ((long)(n))
#define DOUBLE(n) ((double)(n))
#define VECTOR(n) ((vector_t){(n), (n), (n), (n)})
#define NUMBER(x) ((int)(x))
#define LAST(x) ((x)[3])

KIND(longs, long, LONG, NUMBER)
KIND(doubles, double, DOUBLE, NUMBER)
KIND(vectors, vector_t, VECTOR, LAST)

/* Check that integers are kept on both sides of a step. */
static void test_integers_are_kept(void **state)
{
    (void)state;
    both_keep_longs();
}

/* Check that doubles are kept on both sides of a step. */
static void test_doubles_are_kept(void **state)
{
    (void)state;
    both_keep_doubles();
}

/* Check that vectors of 16 bytes are kept on both sides of a step. */
static void test_vectors_are_kept(void **state)
{
    (void)state;
    both_keep_vectors();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_integers_are_kept),
        TEST(test_doubles_are_kept),
        TEST(test_vectors_are_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
