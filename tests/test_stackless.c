/* Bodies without a stack: the protocol on one generator. */
#include "death.h"
#include "outcome.h"
#include "record.h"
#include <string.h>

/* Counts from a number; ValueError sets it back. */
struct counter {
    int64_t n;
    int64_t end;
};

static gen_status_t counter(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct counter *my = frame;
    gen_value_t told;

    GEN_BEGIN(self, sent, out);
    for (; my->n != my->end; my->n++) {
        GEN_YIELD_OR (gen_int(my->n), &told) {
            record("met %s", error_text(gen_pending(self)));
            if (!gen_catch(self, GEN_VALUE_ERROR))
                return GEN_RAISED;
            my->n = -1;
            continue;
        }
        if (!gen_is_none(told))
            record("told %s", value_text(told));
    }
    return gen_return(self, gen_str("end"));
    GEN_END;
}

static const gen_stackless_t counter_type[1] = {{"counter", counter, sizeof(struct counter), NULL}};

static gen_t *count_to(int64_t end)
{
    struct counter args = {0, end};

    return gen_stackless_new(counter_type, &args, sizeof args);
}

/* Check that the body runs at the first next, yields, returns its value once, and then None. */
static void test_it_yields_and_returns(void **state)
{
    gen_t *g = count_to(2);

    (void)state;
    assert_state(g, GEN_CREATED);
    assert_next(g, "yields 0");
    assert_state(g, GEN_SUSPENDED);
    assert_next(g, "yields 1");
    assert_next(g, "returns 'end'");
    assert_state(g, GEN_CLOSED);
    assert_next(g, "returns None");
    assert_string_equal(gen_name(g), "counter");
    gen_free(g);
}

/* Check that the variable of a yield has what was sent, and that a new one refuses a value and stays new. */
static void test_a_value_is_sent(void **state)
{
    gen_t *g = count_to(9);

    (void)state;
    assert_send(g, gen_int(5), "raises TypeError(\"can't send non-None value to a just-started generator\")");
    assert_state(g, GEN_CREATED);
    assert_send(g, GEN_NONE, "yields 0");
    assert_send(g, gen_str("x"), "yields 1");
    assert_recorded("told 'x'");
    assert_int_equal(gen_next(g, NULL), GEN_YIELDED);
    gen_free(g);
    assert_recorded("met GeneratorExit()");
}

/* Check that a thrown exception is caught where it is, or leaves the body, which is closed then. */
static void test_an_exception_is_thrown(void **state)
{
    gen_t *g = count_to(9);

    (void)state;
    gen_next(g, NULL);
    assert_throw(g, GEN_VALUE_ERROR, gen_int(1), "yields 0");
    assert_throw(g, GEN_KEY_ERROR, gen_int(42), "raises KeyError(42)");
    assert_state(g, GEN_CLOSED);
    assert_throw(g, GEN_KEY_ERROR, gen_int(43), "raises KeyError(43)");
    assert_recorded("met ValueError(1); met KeyError(42)");
    gen_free(g);
}

/* Check that throwing into a new one closes it without entering the body, and that PEP 479 holds there, too. */
static void test_throwing_into_a_new_one_never_enters_it(void **state)
{
    gen_t *g = count_to(9), *other = count_to(9);

    (void)state;
    assert_throw(g, GEN_VALUE_ERROR, gen_int(1), "raises ValueError(1)");
    assert_state(g, GEN_CLOSED);
    assert_throw(other, GEN_STOP_ITERATION, GEN_NONE, "raises RuntimeError('generator raised StopIteration')");
    assert_recorded("");
    gen_free(other);
    gen_free(g);
}

/* Check that close() is GeneratorExit at the yield, and is answered with None, before the body too and after it. */
static void test_close(void **state)
{
    gen_t *g = count_to(9), *other = count_to(9);

    (void)state;
    gen_next(g, NULL);
    assert_close(g, "returns None");
    assert_close(g, "returns None");
    assert_recorded("met GeneratorExit()");
    assert_close(other, "returns None");
    assert_state(other, GEN_CLOSED);
    assert_recorded("");
    gen_free(other);
    gen_free(g);
}

/* A body that does what its frame says when an exception comes. */
struct answer {
    gen_t *self;
    int what;
};

enum { YIELDS, RETURNS, STOPS, FORGETS, INVENTS, FREES, STEPS_ITSELF, YIELDS_PENDING };

static gen_status_t answer(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct answer *my = frame;

    GEN_BEGIN(self, sent, out);
    if (my->what == STEPS_ITSELF) {
        record("next %s", next_of(self));
        record("throw %s", throw_at(self, GEN_KEY_ERROR, GEN_NONE));
        record("close %s", close_of(self));
        record("state %d", gen_state(self) == GEN_RUNNING);
    }
    if (my->what == FREES)
        gen_free(my->self);
    GEN_YIELD_OR (gen_int(1), NULL) {
        if (my->what == YIELDS && gen_catch(self, GEN_BASE_EXCEPTION))
            GEN_YIELD_OR (gen_str("no"), NULL)
                return GEN_RAISED;
        if (my->what == RETURNS && gen_catch(self, GEN_BASE_EXCEPTION))
            return gen_return(self, gen_int(7));
        if (my->what == STOPS)
            return gen_raise(self, GEN_STOP_ITERATION, NULL);
        if (my->what == YIELDS_PENDING)
            GEN_YIELD_OR (gen_int(2), NULL)
                return GEN_RAISED;
        return my->what == FORGETS ? GEN_RETURNED : GEN_RAISED;
    }
    return my->what == INVENTS ? GEN_RAISED : GEN_RETURNED;
    GEN_END;
}

static void destroyed(void *frame)
{
    (void)frame;
    record("destroyed");
}

static const gen_stackless_t answer_type[1] = {{"answer", answer, sizeof(struct answer), destroyed}};

static gen_t *answering(int what)
{
    struct answer args = {NULL, what};

    return gen_stackless_new(answer_type, &args, sizeof args);
}

/* Check that close() hands out what the body returns, and says so where it yields instead; it can be closed later. */
static void test_answers_to_close(void **state)
{
    gen_t *g = answering(RETURNS), *other = answering(YIELDS);

    (void)state;
    gen_next(g, NULL);
    assert_close(g, "returns 7");
    gen_next(other, NULL);
    assert_close(other, "raises RuntimeError('generator ignored GeneratorExit')");
    assert_state(other, GEN_SUSPENDED);
    assert_close(other, "returns None");
    gen_free(other);
    gen_free(g);
    assert_recorded("destroyed; destroyed");
}

/* Check that one that ignores GeneratorExit while it is freed is destroyed all the same, and that the hook hears of it. */
static void ignored(gen_t *g, gen_error_t *e, void *context)
{
    (void)g, (void)context;
    record("unraisable %s", error_text(e));
}

static void test_freed_while_it_ignores_close(void **state)
{
    gen_t *g = answering(YIELDS);

    (void)state;
    gen_set_unraisable_hook(ignored, NULL);
    gen_next(g, NULL);
    gen_free(g);
    gen_set_unraisable_hook(NULL, NULL);
    assert_recorded("unraisable RuntimeError('generator ignored GeneratorExit'); destroyed");
}

/* Check PEP 479, and that a body must answer what it did. */
static void test_what_a_body_must_not_answer(void **state)
{
    static const struct {
        int what;
        const char *outcome;
    } cases[] = {{STOPS, "raises RuntimeError('generator raised StopIteration')"},
                 {FORGETS, "raises SystemError('generator returned a value with an exception pending')"},
                 {YIELDS_PENDING, "raises SystemError('GEN_YIELD_OR() was called with an exception pending')"}};
    gen_t *g = answering(INVENTS);

    (void)state;
    gen_next(g, NULL);
    assert_next(g, "raises SystemError('generator returned GEN_RAISED without an exception pending')");
    gen_free(g);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        g = answering(cases[i].what);
        gen_next(g, NULL);
        assert_throw(g, GEN_KEY_ERROR, GEN_NONE, cases[i].outcome);
        gen_free(g);
    }
    recorded();
}

/* Check that a running one refuses every step, goes on, and has no error of theirs afterwards. */
static void test_it_is_not_entered_twice(void **state)
{
    gen_t *g = answering(STEPS_ITSELF);

    (void)state;
    assert_next(g, "yields 1");
    assert_null(gen_error(g));
    assert_recorded("next raises ValueError('generator already executing'); "
                    "throw raises ValueError('generator already executing'); "
                    "close raises ValueError('generator already executing'); state 1");
    assert_next(g, "returns None");
    gen_free(g);
    recorded();
}

/* Check that one that is freed while it runs delivers its value, and is closed and freed then. */
static void test_freed_while_it_runs(void **state)
{
    gen_t *g = answering(FREES);
    gen_value_t v = GEN_NONE;

    (void)state;
    assert_non_null(g);
    ((struct answer *)gen_hot_(g)->frame)->self = g;
    assert_int_equal(gen_next(g, &v), GEN_YIELDED);
    assert_int_equal(gen_as_int(v), 1);
    assert_recorded("destroyed");
}

/* Check that an exception in a handler that is open across a yield has its context, and that nothing of it is seen by
 * whoever made the step. */
struct handler {
    gen_handler_t handler;
};

static gen_status_t handling(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct handler *my = frame;
    gen_error_t *e;

    GEN_BEGIN(self, sent, out);
    GEN_YIELD_OR (gen_int(1), NULL) {
        if (!gen_catch_as(self, GEN_KEY_ERROR, &e))
            return GEN_RAISED;
        gen_except_begin_in(self, &my->handler, e);
        gen_error_free(e);
        record("handles %s", error_text(gen_handled()));
        GEN_YIELD_OR (gen_int(2), NULL)
            record("not reached");
        record("handles %s", error_text(gen_handled()));
        gen_raise(self, GEN_VALUE_ERROR, "second");
        gen_except_end(&my->handler);
        return GEN_RAISED;
    }
    GEN_END;
}

static const gen_stackless_t handling_type[1] = {{"handling", handling, sizeof(struct handler), NULL}};

static void test_a_handler_lives_across_a_yield(void **state)
{
    gen_t *g = gen_stackless_new(handling_type, NULL, 0);

    (void)state;
    gen_next(g, NULL);
    assert_throw(g, GEN_KEY_ERROR, gen_int(1), "yields 2");
    assert_null(gen_handled());
    assert_next(g, "raises ValueError('second')");
    assert_string_equal(chain_of(g), "ValueError('second')<context KeyError(1)>");
    assert_null(gen_handled());
    assert_recorded("handles KeyError(1); handles KeyError(1)");
    gen_free(g);
}

/* Check that one that is freed inside of a handler has dropped it. */
static void test_freed_in_a_handler(void **state)
{
    gen_t *g = gen_stackless_new(handling_type, NULL, 0);

    (void)state;
    gen_next(g, NULL);
    gen_throw(g, GEN_KEY_ERROR, gen_int(1), NULL);
    assert_close(g, "raises ValueError('second')");
    gen_free(g);
    assert_null(gen_handled());
    recorded();
}

/* A finally that yields. */
static gen_status_t finally(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    gen_finally_t *my = frame;

    GEN_BEGIN(self, sent, out);
    GEN_YIELD_OR (gen_int(1), NULL)
        goto finally;
finally:
    gen_finally_begin(self, my);
    GEN_YIELD_OR (gen_str("cleaning"), NULL)
        record("%s", error_text(gen_pending(self)));
    return gen_finally_end(self, my) ? gen_return(self, gen_str("done")) : GEN_RAISED;
    GEN_END;
}

/* Check that what is pending is set aside while a finally yields, and raised again. */
static void test_yield_in_finally(void **state)
{
    static const gen_stackless_t type = {"finally", finally, sizeof(gen_finally_t), NULL};
    gen_t *g = gen_stackless_new(&type, NULL, 0), *other = gen_stackless_new(&type, NULL, 0);

    (void)state;
    gen_next(g, NULL);
    assert_throw(g, GEN_KEY_ERROR, gen_int(1), "yields 'cleaning'");
    assert_next(g, "raises KeyError(1)");
    gen_next(other, NULL);
    assert_next(other, "yields 'cleaning'");
    assert_next(other, "returns 'done'");
    gen_free(other);
    gen_free(g);
}

/* Check that the frame begins with the arguments and is zero beyond them. */
static gen_status_t looks(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    const int64_t *words = frame;

    (void)sent, (void)out;
    return gen_return(self, gen_int(words[0] + words[1] + words[2]));
}

static void test_the_frame(void **state)
{
    static const gen_stackless_t type = {NULL, looks, 3 * sizeof(int64_t), NULL};
    int64_t nine = 9;
    gen_t *g = gen_stackless_new(&type, &nine, sizeof nine);

    (void)state;
    assert_string_equal(gen_name(g), "generator");
    assert_next(g, "returns 9");
    gen_free(g);
}

/* Check that steps without a variable, gen_next_or() and the for loop work as on any other. */
static void test_loops(void **state)
{
    gen_t *g = count_to(4);
    gen_value_t v;
    int64_t sum = 0;

    (void)state;
    GEN_FOREACH (value, g)
        sum += gen_as_int(value);
    assert_int_equal(sum, 6);
    assert_true(gen_next_or(g, gen_int(-1), &v));
    assert_int_equal(gen_as_int(v), -1);
    gen_free(g);
}

/* Check that a generator expression takes its values from one. */
static void test_an_expression_over_it(void **state)
{
    gen_t *g = gen_take(count_to(9), 2);

    (void)state;
    assert_next(g, "yields 0");
    assert_next(g, "yields 1");
    assert_next(g, "returns None");
    gen_free(g);
    assert_recorded("met GeneratorExit()");
}

/* A yield by the function of the other kind, and a yield in a switch of the body's own. */
static gen_status_t wrong(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    (void)frame, (void)sent, (void)out;
    return gen_yield(self, GEN_NONE, NULL) ? GEN_RETURNED : GEN_RAISED;
}

static void wrong_yield(void *arg)
{
    static const gen_stackless_t type = {"wrong", wrong, 0, NULL};

    (void)arg;
    gen_next(gen_stackless_new(&type, NULL, 0), NULL);
}

static void large_arguments(void *arg)
{
    int64_t many[9] = {0};

    (void)arg;
    gen_free(gen_stackless_new(counter_type, many, sizeof many));
}

/* Check that what goes wrong for good is said in a sentence. */
static void test_misuse(void **state)
{
    (void)state;
    assert_death(wrong_yield, NULL,
                 "gen_yield() was given generator 'wrong', whose body has no stack: it yields by GEN_YIELD_OR()");
    assert_death(large_arguments, NULL, "the arguments of generator 'counter' are larger than its frame");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_it_yields_and_returns),
        TEST(test_a_value_is_sent),
        TEST(test_an_exception_is_thrown),
        TEST(test_throwing_into_a_new_one_never_enters_it),
        TEST(test_close),
        TEST(test_answers_to_close),
        TEST(test_freed_while_it_ignores_close),
        TEST(test_what_a_body_must_not_answer),
        TEST(test_it_is_not_entered_twice),
        TEST(test_freed_while_it_runs),
        TEST(test_a_handler_lives_across_a_yield),
        TEST(test_freed_in_a_handler),
        TEST(test_yield_in_finally),
        TEST(test_the_frame),
        TEST(test_loops),
        TEST(test_an_expression_over_it),
        TEST(test_misuse),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
