/* test_typed.c - generators of one C type. */
#include "death.h"
#include "outcome.h"
#include "record.h"

struct point {
    int x;
    double y;
    char name[40];
};

GEN_TYPED(points, struct point);
GEN_TYPED(counts, unsigned char);
GEN_TYPED(addresses, const char *);

static gen_status_t diagonal(gen_t *self, void *args)
{
    for (int i = 0; i < *(int *)args; i++) {
        struct point p = {i, i / 2.0, "point"};

        if (!points_yield(self, p, NULL)) {
            record("%s", error_text(gen_pending(self)));
            return GEN_RAISED;
        }
        p.x = -1;
    }
    return gen_return(self, gen_str("end"));
}

static points_t *points(int count)
{
    return points_new(diagonal, &count, sizeof count);
}

/* Check that each value is copied whole, and that the variable is left alone at the end. */
static void test_values(void **state)
{
    points_t *g = points(3);
    struct point p = {0, 0, ""};

    (void)state;
    while (points_next(g, &p))
        record("%d %.1f %s", p.x, p.y, p.name);
    assert_recorded("0 0.0 point; 1 0.5 point; 2 1.0 point");
    assert_int_equal(p.x, 2);
    assert_false(points_next(g, &p));
    assert_null(gen_error(points_gen(g)));
    points_free(g);
}

/* Check that a value which was copied stays as it is through later steps, and after the generator. */
static void test_values_are_the_callers(void **state)
{
    points_t *g = points(2);
    struct point first = {9, 9, ""}, second = {9, 9, ""};

    (void)state;
    assert_true(points_next(g, &first));
    assert_true(points_next(g, &second));
    points_free(g);
    assert_recorded("GeneratorExit()");
    assert_int_equal(first.x, 0);
    assert_int_equal(second.x, 1);
    assert_string_equal(first.name, "point");
}

static gen_status_t fails(gen_t *self, void *args)
{
    (void)args;
    return gen_raise(self, GEN_KEY_ERROR, "no point");
}

/* Check that an exception ends the loop, and is the generator's. */
static void test_exceptions(void **state)
{
    points_t *g = points_new(fails, NULL, 0);
    struct point p = {7, 0, ""};

    (void)state;
    assert_false(points_next(g, &p));
    assert_int_equal(p.x, 7);
    assert_string_equal(error_text(gen_error(points_gen(g))), "KeyError('no point')");
    points_free(g);
}

static gen_status_t echoes(gen_t *self, void *args)
{
    gen_value_t in = GEN_NONE;

    (void)args;
    for (unsigned char n = 250;; n++) {
        if (!counts_yield(self, n, &in))
            return GEN_RAISED;
        record("%s", value_text(in));
    }
}

/* Check that small types do, that what is sent arrives at the yield, and that all else is asked by the generator itself. */
static void test_sent(void **state)
{
    counts_t *g = counts_new(echoes, NULL, 0);
    unsigned char n = 0;

    (void)state;
    assert_true(counts_next(g, &n));
    assert_int_equal(gen_send(counts_gen(g), gen_int(5), NULL), GEN_YIELDED);
    assert_true(counts_next(g, &n));
    assert_int_equal(n, 252);
    assert_recorded("5; None");
    assert_close(counts_gen(g), "returns None");
    assert_false(counts_next(g, &n));
    counts_free(g);
}

static gen_status_t words(gen_t *self, void *args)
{
    (void)args;
    return addresses_yield(self, "one", NULL) && addresses_yield(self, NULL, NULL) ? GEN_RETURNED : GEN_RAISED;
}

static gen_status_t both(gen_t *self, void *args)
{
    (void)args;
    return gen_yield_from(self, addresses_gen(addresses_new(words, NULL, 0)), NULL) &&
                   gen_yield_from(self, addresses_gen(addresses_new(words, NULL, 0)), NULL)
               ? GEN_RETURNED
               : GEN_RAISED;
}

/* Check that one delegates to others of its type, and that a pointer is a type like any other. */
static void test_delegation(void **state)
{
    gen_attr_t attr = gen_attr();
    addresses_t *g;
    const char *text = "";

    (void)state;
    attr.name = "both";
    g = addresses_of(gen_new_with(&attr, both, NULL, 0));
    while (addresses_next(g, &text))
        record("%s", text != NULL ? text : "NULL");
    assert_recorded("one; NULL; one; NULL");
    addresses_free(g);
}

static gen_status_t yields_an_integer(gen_t *self, void *args)
{
    (void)args;
    return gen_yield(self, gen_int(1), NULL) ? GEN_RETURNED : GEN_RAISED;
}

static void step_an_integer(void *arg)
{
    struct point p;

    (void)arg;
    points_next(points_new(yields_an_integer, NULL, 0), &p);
}

/* Check that a body which yields otherwise than by its type's function stops the program with a sentence. */
static void test_another_kind(void **state)
{
    (void)state;
    assert_death(step_an_integer, NULL, "a value of type pointer was read where it is of type int");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_values),     TEST(test_values_are_the_callers), TEST(test_exceptions), TEST(test_sent),
        TEST(test_delegation), TEST(test_another_kind),
    };

    return cmocka_run_group_tests_name("typed", tests, NULL, NULL);
}
