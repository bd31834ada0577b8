/* PEP 492: coroutines and await. */
#include "outcome.h"
#include "record.h"

static gen_t *coroutine(gen_body_t *body, const void *args, size_t size)
{
    return gen_coroutine(NULL, body, args, size);
}

/* What an event loop's primitive is like: yields its name to whoever drives, and returns what that sends back. */
static gen_status_t ask_next(gen_t *self, void *state, gen_value_t *out)
{
    (void)self;
    *out = *(gen_value_t *)state;
    return GEN_YIELDED;
}

static gen_status_t ask_send(gen_t *self, void *state, gen_value_t in, gen_value_t *out)
{
    (void)self;
    (void)state;
    *out = in;
    return GEN_RETURNED;
}

static const gen_iterator_t ASK[1] = {{"Ask", ask_next, ask_send, NULL, NULL, NULL}};

static gen_t *ask(const char *question)
{
    gen_value_t state = gen_str(question);

    return gen_iter_new(ASK, &state, sizeof state);
}

static gen_status_t ask_once(gen_t *self, void *args)
{
    gen_value_t answer = GEN_NONE;

    (void)args;
    record("start");
    if (!gen_await(self, ask("who?"), &answer)) {
        record("thrown %s", error_text(gen_pending(self)));
        if (gen_catch(self, GEN_KEY_ERROR))
            return gen_return(self, gen_str("handled"));
        return GEN_RAISED;
    }
    return gen_return(self, answer);
}

static gen_status_t await_another(gen_t *self, void *args)
{
    gen_value_t answer = GEN_NONE;

    if (!gen_await(self, gen_ref(*(gen_t **)args), &answer)) {
        record("outer %s", error_text(gen_pending(self)));
        return GEN_RAISED;
    }
    record("outer got %s", value_text(answer));
    return gen_return(self, answer);
}

/* Check the states of a coroutine, and that it awaits by yielding to whoever drives it. */
static void test_pep492_an_awaitable_talks_to_the_driver(void **state)
{
    gen_t *c = coroutine(ask_once, NULL, 0);

    (void)state;
    assert_true(gen_is_coroutine(c));
    assert_state(c, GEN_CREATED);
    assert_recorded("");
    assert_next(c, "yields 'who?'");
    assert_state(c, GEN_SUSPENDED);
    assert_string_equal(gen_name(gen_delegating_to(c)), "Ask");
    assert_send(c, gen_str("me"), "returns 'me'");
    assert_state(c, GEN_CLOSED);
    assert_recorded("start");
    gen_free(c);
}

/* Check that values go through awaiting coroutines in both directions. */
static void test_pep492_await_passes_values_through(void **state)
{
    gen_t *inner = coroutine(ask_once, NULL, 0), *outer = coroutine(await_another, &inner, sizeof inner);

    (void)state;
    assert_next(outer, "yields 'who?'");
    assert_ptr_equal(gen_delegating_to(outer), inner);
    assert_send(outer, gen_int(7), "returns 7");
    assert_recorded("start; outer got 7");
    gen_free(outer);
    gen_free(inner);
}

/* Check the messages that speak of a coroutine. */
static void test_pep492_messages_say_coroutine(void **state)
{
    gen_t *c = coroutine(ask_once, NULL, 0);

    (void)state;
    assert_send(c, gen_int(1), "raises TypeError(\"can't send non-None value to a just-started coroutine\")");
    assert_state(c, GEN_CREATED);
    assert_close(c, "returns None");
    gen_free(c);
}

/* Check that a finished coroutine can't be stepped again, but closed as often as one likes. */
static void test_pep492_a_finished_coroutine_is_not_reused(void **state)
{
    gen_t *c = coroutine(ask_once, NULL, 0);

    (void)state;
    assert_next(c, "yields 'who?'");
    assert_send(c, gen_int(1), "returns 1");
    assert_next(c, "raises RuntimeError('cannot reuse already awaited coroutine')");
    assert_send(c, gen_int(1), "raises RuntimeError('cannot reuse already awaited coroutine')");
    assert_throw(c, GEN_KEY_ERROR, GEN_NONE, "raises RuntimeError('cannot reuse already awaited coroutine')");
    assert_close(c, "returns None");
    assert_close(c, "returns None");
    recorded();
    gen_free(c);
}

/* Check that one closed before its start never runs, and can't be used either. */
static void test_pep492_close_before_the_start(void **state)
{
    gen_t *c = coroutine(ask_once, NULL, 0);

    (void)state;
    assert_close(c, "returns None");
    assert_next(c, "raises RuntimeError('cannot reuse already awaited coroutine')");
    assert_recorded("");
    gen_free(c);
}

/* Check that throw before the start closes it: the body never runs. */
static void test_pep492_throw_before_the_start(void **state)
{
    gen_t *c = coroutine(ask_once, NULL, 0), *stopped = coroutine(ask_once, NULL, 0);

    (void)state;
    assert_throw(c, GEN_KEY_ERROR, gen_int(1), "raises KeyError(1)");
    assert_state(c, GEN_CLOSED);
    assert_throw(stopped, GEN_STOP_ITERATION, gen_int(1), "raises RuntimeError('coroutine raised StopIteration')");
    assert_recorded("");
    gen_free(c);
    gen_free(stopped);
}

/* Check that awaiting a finished coroutine is a RuntimeError in the one that awaits. */
static void test_pep492_awaiting_a_finished_coroutine(void **state)
{
    gen_t *inner = coroutine(ask_once, NULL, 0), *outer = coroutine(await_another, &inner, sizeof inner);

    (void)state;
    assert_close(inner, "returns None");
    assert_next(outer, "raises RuntimeError('cannot reuse already awaited coroutine')");
    assert_recorded("outer RuntimeError('cannot reuse already awaited coroutine')");
    gen_free(outer);
    gen_free(inner);
}

/* Check that a coroutine can be awaited by one at a time. */
static void test_pep492_awaiting_one_that_is_awaited(void **state)
{
    gen_t *inner = coroutine(ask_once, NULL, 0);
    gen_t *first = coroutine(await_another, &inner, sizeof inner),
          *second = coroutine(await_another, &inner, sizeof inner);

    (void)state;
    assert_next(first, "yields 'who?'");
    assert_next(second, "raises RuntimeError('coroutine is being awaited already')");
    assert_recorded("start; outer RuntimeError('coroutine is being awaited already')");
    assert_send(first, gen_int(1), "returns 1");
    recorded();
    gen_free(first);
    gen_free(second);
    gen_free(inner);
}

/* Check the same when the awaited one waits inside a chain that was driven from its middle. */
static void test_pep492_awaiting_one_that_is_awaited_and_was_driven(void **state)
{
    gen_t *inner = coroutine(ask_once, NULL, 0);
    gen_t *first = coroutine(await_another, &inner, sizeof inner),
          *second = coroutine(await_another, &inner, sizeof inner);

    (void)state;
    assert_next(first, "yields 'who?'");
    assert_next(inner, "yields 'who?'");
    assert_next(second, "raises RuntimeError('coroutine is being awaited already')");
    recorded();
    gen_free(first);
    recorded();
    gen_free(second);
    gen_free(inner);
}

static gen_status_t await_itself(gen_t *self, void *args)
{
    (void)args;
    return gen_await(self, gen_ref(self), NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that a coroutine can't await itself. */
static void test_pep492_awaiting_itself(void **state)
{
    gen_t *c = coroutine(await_itself, NULL, 0);

    (void)state;
    assert_next(c, "raises ValueError('coroutine already executing')");
    gen_free(c);
}

static gen_status_t step_itself(gen_t *self, void *args)
{
    (void)args;
    record("%s, %s, %s", send_to(self, GEN_NONE), throw_at(self, GEN_KEY_ERROR, GEN_NONE), close_of(self));
    return GEN_RETURNED;
}

/* Check that a running coroutine can't be resumed. */
static void test_pep492_a_running_coroutine_cannot_be_resumed(void **state)
{
    gen_t *c = coroutine(step_itself, NULL, 0);

    (void)state;
    assert_next(c, "returns None");
    assert_recorded(
        "raises ValueError('coroutine already executing'), raises ValueError('coroutine already executing'), "
        "raises ValueError('coroutine already executing')");
    gen_free(c);
}

/* Check that a plain generator can't be awaited. */
static void test_pep492_a_generator_cannot_be_awaited(void **state)
{
    gen_t *plain = gen_new(step_itself, NULL, 0), *c = coroutine(await_another, &plain, sizeof plain);

    (void)state;
    assert_false(gen_is_coroutine(plain));
    assert_next(c, "raises TypeError(\"'generator' object can't be awaited\")");
    recorded();
    gen_free(c);
    gen_free(plain);
}

static gen_status_t yield_from_coroutine(gen_t *self, void *args)
{
    return gen_yield_from(self, gen_ref(*(gen_t **)args), NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that a plain generator can't delegate to a coroutine. */
static void test_pep492_yield_from_a_coroutine_in_a_generator(void **state)
{
    gen_t *c = coroutine(ask_once, NULL, 0), *plain = gen_new(yield_from_coroutine, &c, sizeof c);

    (void)state;
    assert_next(plain, "raises TypeError(\"cannot 'yield from' a coroutine object in a non-coroutine generator\")");
    assert_state(c, GEN_CREATED);
    gen_free(plain);
    gen_free(c);
}

static gen_status_t raise_stop(gen_t *self, void *args)
{
    (void)args;
    return gen_raise(self, GEN_STOP_ITERATION, NULL);
}

/* Check that a StopIteration that leaves a coroutine is converted. */
static void test_pep479_in_a_coroutine(void **state)
{
    gen_t *c = coroutine(raise_stop, NULL, 0);

    (void)state;
    assert_next(c, "raises RuntimeError('coroutine raised StopIteration')");
    assert_string_equal(chain_of(c),
                        "RuntimeError('coroutine raised StopIteration')<cause and context StopIteration()>");
    gen_free(c);
}

/* Check that a throw reaches the innermost coroutine; what it returns in answer completes the await. */
static void test_pep492_throw_reaches_the_innermost(void **state)
{
    gen_t *inner = coroutine(ask_once, NULL, 0), *outer = coroutine(await_another, &inner, sizeof inner);

    (void)state;
    assert_next(outer, "yields 'who?'");
    assert_throw(outer, GEN_KEY_ERROR, gen_int(1), "returns 'handled'");
    assert_recorded("start; thrown KeyError(1); outer got 'handled'");
    gen_free(outer);
    gen_free(inner);
}

/* Check that close unwinds the innermost coroutine first, and may be repeated. */
static void test_pep492_close_unwinds_the_innermost_first(void **state)
{
    gen_t *inner = coroutine(ask_once, NULL, 0), *outer = coroutine(await_another, &inner, sizeof inner);

    (void)state;
    assert_next(outer, "yields 'who?'");
    assert_close(outer, "returns None");
    assert_close(outer, "returns None");
    assert_recorded("start; thrown GeneratorExit(); outer GeneratorExit()");
    gen_free(outer);
    gen_free(inner);
}

static gen_status_t await_in_answer(gen_t *self, void *args)
{
    gen_error_t *e;

    (void)args;
    if (gen_await(self, ask("work?"), NULL) || !gen_catch_as(self, GEN_BASE_EXCEPTION, &e))
        return GEN_RETURNED;
    if (gen_await(self, ask("cleanup?"), NULL))
        gen_reraise(self, e);
    gen_error_free(e);
    return GEN_RAISED;
}

/* Check that a coroutine that awaits in answer to close ignores GeneratorExit. */
static void test_pep492_await_in_answer_to_close(void **state)
{
    gen_t *c = coroutine(await_in_answer, NULL, 0);

    (void)state;
    assert_next(c, "yields 'work?'");
    assert_close(c, "raises RuntimeError('coroutine ignored GeneratorExit')");
    assert_send(c, gen_int(1), "raises GeneratorExit()");
    gen_free(c);
}

/* Check that an await in a finally keeps the exception, which goes on afterwards. */
static void test_pep492_await_in_finally_keeps_the_exception(void **state)
{
    gen_t *c = coroutine(await_in_answer, NULL, 0);

    (void)state;
    assert_next(c, "yields 'work?'");
    assert_throw(c, GEN_OS_ERROR, gen_int(5), "yields 'cleanup?'");
    assert_send(c, gen_int(1), "raises OSError(5)");
    gen_free(c);
}

static gen_status_t await_null(gen_t *self, void *args)
{
    (void)args;
    return gen_await(self, NULL, NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that awaiting NULL, what an awaitable is out of memory, is a MemoryError. */
static void test_awaiting_null_is_a_memory_error(void **state)
{
    gen_t *c = coroutine(await_null, NULL, 0);

    (void)state;
    assert_int_equal(gen_next(c, NULL), GEN_RAISED);
    assert_true(gen_error_is(gen_error(c), GEN_MEMORY_ERROR));
    gen_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pep492_an_awaitable_talks_to_the_driver),
        TEST(test_pep492_await_passes_values_through),
        TEST(test_pep492_messages_say_coroutine),
        TEST(test_pep492_a_finished_coroutine_is_not_reused),
        TEST(test_pep492_close_before_the_start),
        TEST(test_pep492_throw_before_the_start),
        TEST(test_pep492_awaiting_a_finished_coroutine),
        TEST(test_pep492_awaiting_one_that_is_awaited),
        TEST(test_pep492_awaiting_one_that_is_awaited_and_was_driven),
        TEST(test_pep492_awaiting_itself),
        TEST(test_pep492_a_running_coroutine_cannot_be_resumed),
        TEST(test_pep492_a_generator_cannot_be_awaited),
        TEST(test_pep492_yield_from_a_coroutine_in_a_generator),
        TEST(test_pep479_in_a_coroutine),
        TEST(test_pep492_throw_reaches_the_innermost),
        TEST(test_pep492_close_unwinds_the_innermost_first),
        TEST(test_pep492_await_in_answer_to_close),
        TEST(test_pep492_await_in_finally_keeps_the_exception),
        TEST(test_awaiting_null_is_a_memory_error),
    };

    return cmocka_run_group_tests_name("coroutines", tests, NULL, NULL);
}
