/* PEP 380: yield from an iterator that is not a generator, and lacks some of the methods. */
#include "death.h"
#include "outcome.h"
#include "record.h"

/* One state for all iterators here: what they answer next. */
struct script {
    int64_t count;         /* of steps so far */
    const gen_exc_t *type; /* raised by send, throw and close, if not NULL */
    gen_status_t status;   /* what they answer otherwise */
};

static gen_status_t next(gen_t *self, void *state, gen_value_t *out)
{
    struct script *script = state;

    record("next");
    if (script->count == 3 && script->type != NULL)
        return gen_raise(self, script->type, "from next");
    *out = script->count == 3 ? gen_str("result") : gen_int(script->count);
    return script->count++ == 3 ? GEN_RETURNED : GEN_YIELDED;
}

static gen_status_t perform(gen_t *self, struct script *script, gen_value_t *out)
{
    *out = gen_str("answer");
    return script->type != NULL ? gen_raise_value(self, script->type, gen_str("raised")) : script->status;
}

static gen_status_t send(gen_t *self, void *state, gen_value_t in, gen_value_t *out)
{
    record("send %s", value_text(in));
    return perform(self, state, out);
}

static gen_status_t throw_(gen_t *self, void *state, gen_error_t *e, gen_value_t *out)
{
    record("throw %s", error_text(e));
    return perform(self, state, out);
}

static gen_status_t close_(gen_t *self, void *state, gen_value_t *out)
{
    record("close");
    return perform(self, state, out);
}

static void destroy(void *state)
{
    (void)state;
    record("destroy");
}

static const gen_iterator_t BARE[1] = {{"Bare", next, NULL, NULL, NULL, destroy}};
static const gen_iterator_t FULL[1] = {{"Full", next, send, throw_, close_, destroy}};

static gen_status_t delegator(gen_t *self, void *args)
{
    gen_value_t result;

    if (gen_yield_from(self, *(gen_t **)args, &result)) {
        record("result %s", value_text(result));
        return gen_yield(self, gen_str("went on"), NULL) ? gen_return(self, result) : GEN_RAISED;
    }
    record("raised here: %s", error_text(gen_pending(self)));
    return GEN_RAISED;
}

static gen_t *delegate_to(const gen_iterator_t *type, const gen_exc_t *raises, gen_status_t status)
{
    struct script script = {0, raises, status};
    gen_t *iterator = gen_iter_new(type, &script, sizeof script);

    return gen_new(delegator, &iterator, sizeof iterator);
}

/* One that has taken its first step. */
static gen_t *started(const gen_iterator_t *type, const gen_exc_t *raises, gen_status_t status)
{
    gen_t *g = delegate_to(type, raises, status);

    gen_next(g, NULL);
    recorded();
    return g;
}

/* Check that next and send(None) call next, and that its end is the result. */
static void test_pep380_next_and_send_none_call_next(void **state)
{
    gen_t *g = delegate_to(BARE, NULL, GEN_YIELDED);

    (void)state;
    assert_next(g, "yields 0");
    assert_send(g, GEN_NONE, "yields 1");
    assert_next(g, "yields 2");
    assert_recorded("next; next; next");
    assert_next(g, "yields 'went on'");
    assert_recorded("next; destroy; result 'result'");
    gen_free(g);
}

/* Check that a value sent to an iterator without send is an AttributeError at the yield from; it isn't closed. */
static void test_pep380_send_to_one_without_send(void **state)
{
    static const gen_iterator_t closable[1] = {{"Closable", next, NULL, NULL, close_, destroy}};
    gen_t *g = started(closable, NULL, GEN_YIELDED);

    (void)state;
    assert_send(g, gen_int(5), "raises AttributeError(\"'Closable' object has no attribute 'send'\")");
    assert_recorded("destroy; raised here: AttributeError(\"'Closable' object has no attribute 'send'\")");
    gen_free(g);
}

/* Check the three answers of a send. */
static void test_pep380_send_to_one_with_send(void **state)
{
    gen_t *yields = started(FULL, NULL, GEN_YIELDED), *returns = started(FULL, NULL, GEN_RETURNED);
    gen_t *raises = started(FULL, GEN_VALUE_ERROR, GEN_YIELDED);

    (void)state;
    assert_send(yields, gen_int(5), "yields 'answer'");
    assert_recorded("send 5");
    assert_send(returns, gen_int(6), "yields 'went on'");
    assert_recorded("send 6; destroy; result 'answer'");
    assert_send(raises, gen_int(7), "raises ValueError('raised')");
    assert_recorded("send 7; destroy; raised here: ValueError('raised')");
    gen_free(yields);
    gen_free(returns);
    gen_free(raises);
    assert_recorded("close; destroy; raised here: GeneratorExit()");
}

/* Check that what is thrown at an iterator without throw is raised at the yield from. */
static void test_pep380_throw_to_one_without_throw(void **state)
{
    gen_t *g = started(BARE, NULL, GEN_YIELDED);
    gen_error_t *e = gen_error_new(GEN_KEY_ERROR, "mine");

    (void)state;
    assert_throw_error(g, e, "raises KeyError('mine')");
    assert_ptr_equal(gen_error(g), e);
    assert_recorded("destroy; raised here: KeyError('mine')");
    gen_free(g);
    gen_error_free(e);
}

/* Check the three answers of a throw. */
static void test_pep380_throw_to_one_with_throw(void **state)
{
    gen_t *yields = started(FULL, NULL, GEN_YIELDED), *returns = started(FULL, NULL, GEN_RETURNED);
    gen_t *raises = started(FULL, GEN_VALUE_ERROR, GEN_YIELDED);

    (void)state;
    assert_throw(yields, GEN_KEY_ERROR, gen_int(1), "yields 'answer'");
    assert_recorded("throw KeyError(1)");
    assert_non_null(gen_delegating_to(yields));
    assert_throw(returns, GEN_KEY_ERROR, gen_int(2), "yields 'went on'");
    assert_recorded("throw KeyError(2); destroy; result 'answer'");
    assert_throw(raises, GEN_KEY_ERROR, gen_int(3), "raises ValueError('raised')");
    assert_recorded("throw KeyError(3); destroy; raised here: ValueError('raised')");
    gen_free(yields);
    gen_free(returns);
    gen_free(raises);
    assert_recorded("close; destroy; raised here: GeneratorExit()");
}

/* Check that a StopIteration that throw raises completes the delegation with its value. */
static void test_pep380_a_stop_iteration_out_of_throw_is_the_result(void **state)
{
    gen_t *g = started(FULL, GEN_STOP_ITERATION, GEN_YIELDED);

    (void)state;
    assert_throw(g, GEN_KEY_ERROR, gen_int(3), "yields 'went on'");
    assert_recorded("throw KeyError(3); destroy; result 'raised'");
    gen_free(g);
}

/* Check that a StopIteration that next or send raises completes the delegation with its value. */
static void test_pep380_a_stop_iteration_out_of_next_or_send_is_the_result(void **state)
{
    gen_t *sent = started(FULL, GEN_STOP_ITERATION, GEN_YIELDED),
          *nexted = started(BARE, GEN_STOP_ITERATION, GEN_YIELDED);

    (void)state;
    assert_send(sent, gen_int(1), "yields 'went on'");
    assert_recorded("send 1; destroy; result 'raised'");
    assert_next(nexted, "yields 1");
    assert_next(nexted, "yields 2");
    assert_next(nexted, "yields 'went on'");
    assert_recorded("next; next; next; destroy; result 'from next'");
    gen_free(sent);
    gen_free(nexted);
}

/* Check that any other exception out of next is raised at the yield from. */
static void test_pep380_an_exception_out_of_next(void **state)
{
    gen_t *g = started(BARE, GEN_OS_ERROR, GEN_YIELDED);

    (void)state;
    assert_next(g, "yields 1");
    assert_next(g, "yields 2");
    assert_next(g, "raises OSError('from next')");
    assert_recorded("next; next; next; destroy; raised here: OSError('from next')");
    gen_free(g);
}

/* Check that a StopIteration thrown at an iterator without throw doesn't complete the delegation (PEP 380 as written). */
static void test_pep380_a_stop_iteration_thrown_at_one_without_throw(void **state)
{
    gen_t *g = started(BARE, NULL, GEN_YIELDED);

    (void)state;
    assert_throw(g, GEN_STOP_ITERATION, gen_int(9), "raises RuntimeError('generator raised StopIteration')");
    assert_recorded("destroy; raised here: StopIteration(9)");
    gen_free(g);
}

/* Check that close and throw(GeneratorExit) on a delegation to an iterator without close raise here, and that is all. */
static void test_pep380_close_with_one_without_close(void **state)
{
    gen_t *closed = started(BARE, NULL, GEN_YIELDED), *thrown = started(BARE, NULL, GEN_YIELDED);

    (void)state;
    assert_close(closed, "returns None");
    assert_recorded("destroy; raised here: GeneratorExit()");
    assert_throw(thrown, GEN_GENERATOR_EXIT, gen_int(1), "raises GeneratorExit(1)");
    assert_recorded("destroy; raised here: GeneratorExit(1)");
    gen_free(closed);
    gen_free(thrown);
}

/* Check that the iterator's close is called once, and that its result doesn't matter. */
static void test_pep380_close_with_one_with_close(void **state)
{
    gen_t *closed = started(FULL, NULL, GEN_RETURNED), *thrown = started(FULL, NULL, GEN_RETURNED);

    (void)state;
    assert_close(closed, "returns None");
    assert_recorded("close; destroy; raised here: GeneratorExit()");
    assert_throw(thrown, GEN_GENERATOR_EXIT, gen_int(1), "raises GeneratorExit(1)");
    assert_recorded("close; destroy; raised here: GeneratorExit(1)");
    gen_free(closed);
    gen_free(thrown);
}

/* Check that what the iterator's close raises replaces GeneratorExit. */
static void test_pep380_an_exception_out_of_close_replaces_the_exit(void **state)
{
    gen_t *closed = started(FULL, GEN_OS_ERROR, GEN_RETURNED), *thrown = started(FULL, GEN_OS_ERROR, GEN_RETURNED);

    (void)state;
    assert_close(closed, "raises OSError('raised')");
    assert_recorded("close; destroy; raised here: OSError('raised')");
    assert_throw(thrown, GEN_GENERATOR_EXIT, GEN_NONE, "raises OSError('raised')");
    assert_recorded("close; destroy; raised here: OSError('raised')");
    gen_free(closed);
    gen_free(thrown);
}

/* Check that a StopIteration out of close doesn't complete the delegation either (PEP 380 as written). */
static void test_pep380_a_stop_iteration_out_of_close(void **state)
{
    gen_t *g = started(FULL, GEN_STOP_ITERATION, GEN_RETURNED);

    (void)state;
    assert_close(g, "raises RuntimeError('generator raised StopIteration')");
    assert_recorded("close; destroy; raised here: StopIteration('raised')");
    gen_free(g);
}

/* Check that freeing the delegator closes and frees the iterator. */
static void test_freeing_a_delegator_closes_the_iterator(void **state)
{
    (void)state;
    gen_free(started(FULL, NULL, GEN_RETURNED));
    assert_recorded("close; destroy; raised here: GeneratorExit()");
}

/* Check every step on an iterator itself, with and without the methods. */
static void test_steps_on_an_iterator_itself(void **state)
{
    struct script script = {0, NULL, GEN_YIELDED};
    gen_t *full = gen_iter_new(FULL, &script, sizeof script), *bare = gen_iter_new(BARE, &script, sizeof script);

    (void)state;
    assert_next(full, "yields 0");
    assert_send(full, gen_int(1), "yields 'answer'");
    assert_throw(full, GEN_KEY_ERROR, gen_int(2), "yields 'answer'");
    assert_recorded("next; send 1; throw KeyError(2)");
    assert_send(bare, gen_int(1), "raises AttributeError(\"'Bare' object has no attribute 'send'\")");
    assert_throw(bare, GEN_KEY_ERROR, GEN_NONE, "raises AttributeError(\"'Bare' object has no attribute 'throw'\")");
    assert_close(bare, "raises AttributeError(\"'Bare' object has no attribute 'close'\")");
    assert_next(bare, "yields 0");
    assert_null(gen_error(bare));
    recorded();
    gen_free(full);
    gen_free(bare);
    assert_recorded("destroy; destroy");
}

/* Check that the state is copied, and found again by its type alone. */
static void test_iter_state(void **state)
{
    struct script script = {2, NULL, GEN_YIELDED};
    gen_t *iterator = gen_iter_new(BARE, &script, sizeof script);
    struct script *copy = gen_iter_state(iterator, BARE);

    (void)state;
    assert_ptr_not_equal(copy, &script);
    assert_int_equal(copy->count, 2);
    assert_null(gen_iter_state(iterator, FULL));
    assert_string_equal(gen_name(iterator), "Bare");
    gen_free(iterator);
    assert_recorded("destroy");
}

/* Check that without a state to copy it is all zeros, whatever was in that memory before. */
static void test_iter_state_of_zeros(void **state)
{
    const struct script full = {~(int64_t)0, GEN_VALUE_ERROR, GEN_YIELDED};
    const struct script *script;
    gen_t *iterator;

    (void)state;
    gen_free(gen_iter_new(BARE, &full, sizeof full));
    iterator = gen_iter_new(BARE, NULL, sizeof *script);
    script = gen_iter_state(iterator, BARE);
    assert_int_equal(script->count, 0);
    assert_null(script->type);
    assert_int_equal(script->status, 0);
    gen_free(iterator);
    assert_recorded("destroy; destroy");
}

static void make_without_next(void *arg)
{
    static const gen_iterator_t none[1] = {{"None", NULL, NULL, NULL, NULL, NULL}};

    gen_free(gen_iter_new(none, arg, 0));
}

/* Check that an iterator without next ends the program. */
static void test_an_iterator_needs_next(void **state)
{
    (void)state;
    assert_death(make_without_next, NULL, "an iterator needs a next method");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pep380_next_and_send_none_call_next),
        TEST(test_pep380_send_to_one_without_send),
        TEST(test_pep380_send_to_one_with_send),
        TEST(test_pep380_throw_to_one_without_throw),
        TEST(test_pep380_throw_to_one_with_throw),
        TEST(test_pep380_a_stop_iteration_out_of_throw_is_the_result),
        TEST(test_pep380_a_stop_iteration_out_of_next_or_send_is_the_result),
        TEST(test_pep380_an_exception_out_of_next),
        TEST(test_pep380_a_stop_iteration_thrown_at_one_without_throw),
        TEST(test_pep380_close_with_one_without_close),
        TEST(test_pep380_close_with_one_with_close),
        TEST(test_pep380_an_exception_out_of_close_replaces_the_exit),
        TEST(test_pep380_a_stop_iteration_out_of_close),
        TEST(test_freeing_a_delegator_closes_the_iterator),
        TEST(test_steps_on_an_iterator_itself),
        TEST(test_iter_state),
        TEST(test_iter_state_of_zeros),
        TEST(test_an_iterator_needs_next),
    };

    return cmocka_run_group_tests_name("foreign", tests, NULL, NULL);
}
