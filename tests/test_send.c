/* PEP 342: send. */
#include "outcome.h"
#include "record.h"

/* Yields 0, 1, 2, ...; records what each yield evaluates to; returns 'stop' when told "stop". */
static gen_status_t listen(gen_t *self, void *args)
{
    gen_value_t in;

    (void)args;
    for (int64_t i = 0;; i++) {
        if (!gen_yield(self, gen_int(i), &in))
            return GEN_RAISED;
        record("got %s", value_text(in));
        if (gen_value_equal(in, gen_str("stop")))
            return gen_return(self, in);
        if (gen_value_equal(in, gen_str("raise")))
            return gen_raise(self, GEN_VALUE_ERROR, "as told");
    }
}

/* Check that send(None) starts a generator, as next does. */
static void test_pep342_send_none_is_next(void **state)
{
    gen_t *g = gen_new(listen, NULL, 0);

    (void)state;
    assert_send(g, GEN_NONE, "yields 0");
    assert_send(g, GEN_NONE, "yields 1");
    assert_recorded("got None");
    gen_free(g);
}

/* Check that a fresh generator takes no other value, and is as fresh as before after the attempt. */
static void test_pep342_a_fresh_generator_takes_none_only(void **state)
{
    gen_t *g = gen_new(listen, NULL, 0);

    (void)state;
    assert_send(g, gen_int(0), "raises TypeError(\"can't send non-None value to a just-started generator\")");
    assert_state(g, GEN_CREATED);
    assert_recorded("");
    assert_send(g, gen_ptr(NULL), "raises TypeError(\"can't send non-None value to a just-started generator\")");
    assert_next(g, "yields 0");
    assert_null(gen_error(g));
    gen_free(g);
}

/* Check that the yield expression is the value sent, and that send returns the next value yielded. */
static void test_pep342_yield_evaluates_to_what_is_sent(void **state)
{
    gen_t *g = gen_new(listen, NULL, 0);

    (void)state;
    assert_next(g, "yields 0");
    assert_send(g, gen_int(5), "yields 1");
    assert_send(g, gen_str("text"), "yields 2");
    assert_send(g, gen_real(0.5), "yields 3");
    assert_recorded("got 5; got 'text'; got 0.5");
    gen_free(g);
}

/* Check that after a plain next the yield expression is None. */
static void test_pep342_yield_evaluates_to_none_after_next(void **state)
{
    gen_t *g = gen_new(listen, NULL, 0);

    (void)state;
    assert_next(g, "yields 0");
    assert_send(g, gen_int(5), "yields 1");
    assert_next(g, "yields 2");
    assert_recorded("got 5; got None");
    gen_free(g);
}

/* Check that send answers with the return value, or with the exception, when the body ends. */
static void test_pep342_send_to_a_body_that_ends(void **state)
{
    gen_t *g = gen_new(listen, NULL, 0), *h = gen_new(listen, NULL, 0);

    (void)state;
    assert_next(g, "yields 0");
    assert_send(g, gen_str("stop"), "returns 'stop'");
    assert_next(h, "yields 0");
    assert_send(h, gen_str("raise"), "raises ValueError('as told')");
    assert_recorded("got 'stop'; got 'raise'");
    gen_free(g);
    gen_free(h);
}

/* Check that anything may be sent to a closed generator: it is done, and no TypeError comes. */
static void test_pep342_send_to_a_closed_generator(void **state)
{
    gen_t *g = gen_new(listen, NULL, 0), *never_started = gen_new(listen, NULL, 0);

    (void)state;
    assert_next(g, "yields 0");
    assert_send(g, gen_str("stop"), "returns 'stop'");
    assert_send(g, gen_int(1), "returns None");
    assert_close(never_started, "returns None");
    assert_send(never_started, gen_int(1), "returns None");
    assert_recorded("got 'stop'");
    gen_free(g);
    gen_free(never_started);
}

static gen_status_t compare_address(gen_t *self, void *args)
{
    void *expected = *(void **)args;
    gen_value_t in;

    if (!gen_yield(self, GEN_NONE, &in))
        return GEN_RAISED;
    record(gen_as_ptr(in) == expected ? "the same pointer" : "another pointer");
    if (!gen_yield(self, in, &in))
        return GEN_RAISED;
    record("got %s", value_text(in));
    return gen_return(self, in);
}

/* Check that a value is passed by identity, and that an exception that is sent is a value: it is not raised. */
static void test_pep342_values_pass_by_identity(void **state)
{
    int object = 0;
    void *address = &object;
    gen_t *g = gen_new(compare_address, &address, sizeof address);
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "not raised");
    gen_value_t out;

    (void)state;
    assert_next(g, "yields None");
    assert_int_equal(gen_send(g, gen_ptr(address), &out), GEN_YIELDED);
    assert_ptr_equal(gen_as_ptr(out), address);
    assert_send(g, gen_err(e), "returns ValueError('not raised')");
    assert_recorded("the same pointer; got ValueError('not raised')");
    gen_error_free(e);
    gen_free(g);
}

static gen_status_t accumulate(gen_t *self, void *args)
{
    int64_t total = *(int64_t *)args;
    gen_value_t x;

    for (;;) {
        if (gen_yield(self, gen_int(total), &x))
            total += gen_as_int(x);
        else if (gen_catch(self, GEN_VALUE_ERROR))
            total = 0;
        else
            return GEN_RAISED;
    }
}

/* Check that plain locals keep their values across yields, whether a value or an exception comes back. */
static void test_pep342_locals_survive_send_and_throw(void **state)
{
    int64_t start = 100;
    gen_t *g = gen_new(accumulate, &start, sizeof start);

    (void)state;
    assert_next(g, "yields 100");
    for (int64_t i = 1; i <= 1000; i++)
        assert_int_equal(gen_send(g, gen_int(i), NULL), GEN_YIELDED);
    assert_send(g, gen_int(0), "yields 500600");
    assert_throw(g, GEN_VALUE_ERROR, GEN_NONE, "yields 0");
    assert_send(g, gen_int(5), "yields 5");
    gen_free(g);
}

struct big {
    char text[5000];
    int64_t number;
};

static gen_status_t read_big(gen_t *self, void *args)
{
    struct big *big = (struct big *)args;

    record("%s, aligned: %d", big->text, (uintptr_t)args % 16 == 0);
    big->number++;
    return gen_yield(self, gen_int(big->number), NULL) ? gen_return(self, gen_int(big->number)) : GEN_RAISED;
}

/* Check that arguments are copied, of any size, suitably aligned, and belong to the generator alone. */
static void test_arguments_are_copied(void **state)
{
    struct big big = {"copied", 41};
    gen_t *g = gen_new(read_big, &big, sizeof big);

    (void)state;
    big.text[0] = '\0';
    big.number = 0;
    assert_next(g, "yields 42");
    assert_int_equal(big.number, 0);
    assert_next(g, "returns 42");
    assert_recorded("copied, aligned: 1");
    gen_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pep342_send_none_is_next),
        TEST(test_pep342_a_fresh_generator_takes_none_only),
        TEST(test_pep342_yield_evaluates_to_what_is_sent),
        TEST(test_pep342_yield_evaluates_to_none_after_next),
        TEST(test_pep342_send_to_a_body_that_ends),
        TEST(test_pep342_send_to_a_closed_generator),
        TEST(test_pep342_values_pass_by_identity),
        TEST(test_pep342_locals_survive_send_and_throw),
        TEST(test_arguments_are_copied),
    };

    return cmocka_run_group_tests_name("send", tests, NULL, NULL);
}
