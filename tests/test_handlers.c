/* What is being handled, and so becomes the context of what is raised next: PEP 3134 as CPython has it. */
#include "death.h"
#include "outcome.h"
#include "record.h"

/* `try: raise KeyError(name)`, and into the handler: `except KeyError:`. */
static void enter_except(gen_t *self, gen_handler_t *handler, const char *name)
{
    gen_error_t *e;

    gen_raise(self, GEN_KEY_ERROR, "%s", name);
    if (!gen_catch_as(self, GEN_KEY_ERROR, &e))
        return;
    gen_except_begin(handler, e);
    gen_error_free(e);
}

static gen_status_t raise_in_handler(gen_t *self, void *args)
{
    gen_handler_t handler;

    (void)args;
    enter_except(self, &handler, "first");
    record("handling %s", error_text(gen_handled()));
    gen_raise(self, GEN_RUNTIME_ERROR, "second");
    gen_except_end(&handler);
    record("handling %s", error_text(gen_handled()));
    return GEN_RAISED;
}

/* Check that what is raised in a handler has what is being handled as its context. */
static void test_pep3134_raising_in_a_handler_sets_the_context(void **state)
{
    gen_t *g = gen_new(raise_in_handler, NULL, 0);

    (void)state;
    assert_next(g, "raises RuntimeError('second')");
    assert_string_equal(chain_of(g), "RuntimeError('second')<context KeyError('first')>");
    assert_recorded("handling KeyError('first'); handling nothing");
    gen_free(g);
}

static gen_status_t raise_after_catch(gen_t *self, void *args)
{
    (void)args;
    gen_raise(self, GEN_KEY_ERROR, "first");
    if (gen_catch(self, GEN_KEY_ERROR))
        gen_raise(self, GEN_RUNTIME_ERROR, "second");
    return GEN_RAISED;
}

/* Check that gen_catch() is done with the exception: nothing is chained to it. */
static void test_a_plain_catch_sets_no_context(void **state)
{
    gen_t *g = gen_new(raise_after_catch, NULL, 0);

    (void)state;
    assert_next(g, "raises RuntimeError('second')");
    assert_string_equal(chain_of(g), "RuntimeError('second')");
    gen_free(g);
}

static gen_status_t every_raise(gen_t *self, void *args)
{
    gen_error_t *e = gen_error_new(GEN_OS_ERROR, "e"), *cause = gen_error_new(GEN_TYPE_ERROR, "cause");
    gen_handler_t handler;

    (void)args;
    enter_except(self, &handler, "handled");
    gen_reraise(self, e);
    record("reraise: %s", chain_text(gen_pending(self)));
    gen_raise_error(self, e);
    record("raise_error: %s", chain_text(gen_pending(self)));
    gen_raise_from(self, e, cause);
    record("raise_from: %s", chain_text(gen_pending(self)));
    gen_raise_from(self, e, NULL);
    record("raise_from None: %s", chain_text(gen_pending(self)));
    gen_raise_value(self, GEN_VALUE_ERROR, gen_int(1));
    record("raise_value: %s", chain_text(gen_pending(self)));
    gen_raise_error(self, gen_handled());
    record("raise the handled one: %s", chain_text(gen_pending(self)));
    gen_except_end(&handler);
    gen_error_free(e);
    gen_error_free(cause);
    return GEN_RAISED;
}

/* Check the chain that each way to raise makes. */
static void test_pep3134_every_way_to_raise(void **state)
{
    gen_t *g = gen_new(every_raise, NULL, 0);

    (void)state;
    assert_next(g, "raises KeyError('handled')");
    assert_recorded("reraise: OSError('e'); raise_error: OSError('e')<context KeyError('handled')>; "
                    "raise_from: OSError('e')<cause TypeError('cause')><context KeyError('handled')>; "
                    "raise_from None: OSError('e')<no cause><context KeyError('handled')>; "
                    "raise_value: ValueError(1)<context KeyError('handled')>; "
                    "raise the handled one: KeyError('handled')");
    gen_free(g);
}

/* Handles KeyError('own') across two yields; then ends it and yields once more. */
static gen_status_t yield_in_handler(gen_t *self, void *args)
{
    gen_handler_t handler;

    (void)args;
    enter_except(self, &handler, "own");
    for (int i = 0; i < 2; i++) {
        if (!gen_yield(self, gen_int(i), NULL))
            break;
        record("handling %s", error_text(gen_handled()));
    }
    gen_except_end(&handler);
    if (gen_pending(self) != NULL || !gen_yield(self, gen_int(2), NULL))
        return GEN_RAISED;
    record("handling %s", error_text(gen_handled()));
    return GEN_RETURNED;
}

/* Check that what a generator handles is invisible to its caller, and still there when it goes on. */
static void test_what_a_generator_handles_is_its_own(void **state)
{
    gen_t *g = gen_new(yield_in_handler, NULL, 0);

    (void)state;
    assert_next(g, "yields 0");
    assert_null(gen_handled());
    assert_next(g, "yields 1");
    assert_null(gen_handled());
    assert_next(g, "yields 2");
    assert_next(g, "returns None");
    assert_recorded("handling KeyError('own'); handling KeyError('own'); handling nothing");
    gen_free(g);
}

/* Check that a generator sees what its caller handles, but only while it handles nothing itself. */
static void test_the_callers_handled_exception_is_seen(void **state)
{
    gen_t *g = gen_new(yield_in_handler, NULL, 0);
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "the caller's");
    gen_handler_t handler;

    (void)state;
    gen_except_begin(&handler, e);
    assert_next(g, "yields 0");
    assert_ptr_equal(gen_handled(), e);
    assert_next(g, "yields 1");
    assert_next(g, "yields 2");
    assert_next(g, "returns None");
    assert_ptr_equal(gen_handled(), e);
    gen_except_end(&handler);
    assert_null(gen_handled());
    assert_recorded("handling KeyError('own'); handling KeyError('own'); handling ValueError(\"the caller's\")");
    gen_free(g);
    gen_error_free(e);
}

static gen_status_t raise_plainly(gen_t *self, void *args)
{
    (void)args;
    return gen_yield(self, gen_int(1), NULL) ? gen_raise(self, GEN_OS_ERROR, "raised") : GEN_RAISED;
}

/* Check that what a generator raises has what its caller handles as its context. */
static void test_the_callers_handled_exception_becomes_the_context(void **state)
{
    gen_t *g = gen_new(raise_plainly, NULL, 0);
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "caller");
    gen_handler_t handler;

    (void)state;
    assert_next(g, "yields 1");
    gen_except_begin(&handler, e);
    assert_next(g, "raises OSError('raised')");
    gen_except_end(&handler);
    assert_string_equal(chain_of(g), "OSError('raised')<context ValueError('caller')>");
    gen_free(g);
    gen_error_free(e);
}

/* Check that a throw doesn't give what is thrown the thrower's handled exception as context. */
static void test_a_throw_sets_no_context(void **state)
{
    gen_t *g = gen_new(raise_plainly, NULL, 0);
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "caller");
    gen_handler_t handler;

    (void)state;
    assert_next(g, "yields 1");
    gen_except_begin(&handler, e);
    assert_throw(g, GEN_KEY_ERROR, GEN_NONE, "raises KeyError()");
    gen_except_end(&handler);
    assert_string_equal(chain_of(g), "KeyError()");
    gen_free(g);
    gen_error_free(e);
}

/* Check that what is thrown into a generator that handles something gets that as its context. */
static void test_a_throw_into_a_handler_sets_the_context(void **state)
{
    gen_t *g = gen_new(yield_in_handler, NULL, 0);

    (void)state;
    assert_next(g, "yields 0");
    assert_throw(g, GEN_TYPE_ERROR, GEN_NONE, "raises TypeError()");
    assert_string_equal(chain_of(g), "TypeError()<context KeyError('own')>");
    gen_free(g);
}

static gen_status_t record_exit(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield(self, gen_int(1), NULL))
        record("%s", chain_text(gen_pending(self)));
    return GEN_RAISED;
}

static gen_status_t record_exit_in_handler(gen_t *self, void *args)
{
    gen_handler_t handler;

    (void)args;
    enter_except(self, &handler, "own");
    if (!gen_yield(self, gen_int(1), NULL))
        record("%s", chain_text(gen_pending(self)));
    gen_except_end(&handler);
    return GEN_RAISED;
}

/* Check that close's GeneratorExit has what its caller handles as context, or what the generator handles itself. */
static void test_the_context_of_generator_exit(void **state)
{
    gen_t *g = gen_new(record_exit, NULL, 0), *h = gen_new(record_exit_in_handler, NULL, 0);
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "closer");
    gen_handler_t handler;

    (void)state;
    assert_next(g, "yields 1");
    assert_next(h, "yields 1");
    gen_except_begin(&handler, e);
    assert_close(g, "returns None");
    assert_close(h, "returns None");
    gen_except_end(&handler);
    assert_recorded("GeneratorExit()<context ValueError('closer')>; GeneratorExit()<context KeyError('own')>");
    gen_free(g);
    gen_free(h);
    gen_error_free(e);
}

static gen_status_t ignore_exit(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield(self, gen_int(1), NULL) && gen_catch(self, GEN_GENERATOR_EXIT))
        return gen_yield(self, gen_int(2), NULL) ? GEN_RETURNED : GEN_RAISED;
    return GEN_RAISED;
}

/* Check that the context of "generator ignored GeneratorExit" is what the closer handles, never the GeneratorExit. */
static void test_the_context_of_an_ignored_exit(void **state)
{
    gen_t *g = gen_new(ignore_exit, NULL, 0);
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "closer");
    gen_handler_t handler;

    (void)state;
    assert_next(g, "yields 1");
    gen_except_begin(&handler, e);
    assert_close(g, "raises RuntimeError('generator ignored GeneratorExit')");
    gen_except_end(&handler);
    assert_string_equal(chain_of(g), "RuntimeError('generator ignored GeneratorExit')<context ValueError('closer')>");
    gen_free(g);
    gen_error_free(e);
}

/* Delegates to a generator with the body it is given while it handles KeyError('delegator'). */
static gen_status_t delegate_in_handler(gen_t *self, void *args)
{
    gen_handler_t handler;

    enter_except(self, &handler, "delegator");
    if (gen_yield_from(self, gen_new(*(gen_body_t **)args, NULL, 0), NULL))
        record("completed");
    gen_except_end(&handler);
    return gen_pending(self) != NULL ? GEN_RAISED : GEN_RETURNED;
}

static gen_status_t record_handled(gen_t *self, void *args)
{
    (void)args;
    for (;;) {
        record("sub sees %s", error_text(gen_handled()));
        if (!gen_yield(self, gen_int(1), NULL) && !gen_catch(self, GEN_OS_ERROR)) {
            record("sub sees %s", error_text(gen_handled()));
            return gen_raise(self, GEN_RUNTIME_ERROR, "from sub");
        }
    }
}

/* Check that a sub sees what its delegator handles: in next, and in a delegated throw and close as well. */
static void test_a_sub_sees_what_its_delegator_handles(void **state)
{
    gen_body_t *body = record_handled;
    gen_t *g = gen_new(delegate_in_handler, &body, sizeof body);

    (void)state;
    assert_next(g, "yields 1");
    assert_next(g, "yields 1");
    assert_throw(g, GEN_OS_ERROR, GEN_NONE, "yields 1");
    assert_close(g, "raises RuntimeError('from sub')");
    assert_string_equal(chain_of(g), "RuntimeError('from sub')<context KeyError('delegator')>");
    assert_recorded("sub sees KeyError('delegator'); sub sees KeyError('delegator'); sub sees KeyError('delegator'); "
                    "sub sees KeyError('delegator')");
    gen_free(g);
}

/* Delegates to the generator it is given while it handles KeyError('delegator'). */
static gen_status_t delegate_given_in_handler(gen_t *self, void *args)
{
    gen_handler_t handler;

    enter_except(self, &handler, "delegator");
    if (gen_yield_from(self, *(gen_t **)args, NULL))
        record("completed");
    gen_except_end(&handler);
    return gen_pending(self) != NULL ? GEN_RAISED : GEN_RETURNED;
}

/* Check that what is thrown at a delegation, and comes through a sub that handles nothing, gets the context of a throw. */
static void test_a_throw_through_a_sub_sets_the_context(void **state)
{
    gen_t *sub = gen_new(raise_plainly, NULL, 0);
    gen_t *g = gen_new(delegate_given_in_handler, &sub, sizeof sub);

    (void)state;
    assert_next(g, "yields 1");
    assert_throw(g, GEN_TYPE_ERROR, GEN_NONE, "raises TypeError()");
    assert_string_equal(chain_of(g), "TypeError()<context KeyError('delegator')>");
    gen_free(g);
}

static gen_value_t unchanged(gen_t *self, gen_value_t value, void *arg)
{
    (void)self, (void)arg;
    return value;
}

static gen_status_t raise_in_handler_later(gen_t *self, void *args)
{
    return gen_yield(self, gen_int(1), NULL) ? raise_in_handler(self, args) : GEN_RAISED;
}

/* Check that what the next of an iterator raises by itself keeps its context: it was not thrown at the delegation. */
static void test_what_an_iterator_raises_keeps_its_context(void **state)
{
    gen_t *at_once = gen_map(gen_new(raise_in_handler, NULL, 0), unchanged, NULL);
    gen_t *later = gen_map(gen_new(raise_in_handler_later, NULL, 0), unchanged, NULL);
    gen_t *g = gen_new(delegate_given_in_handler, &at_once, sizeof at_once);
    gen_t *h = gen_new(delegate_given_in_handler, &later, sizeof later);

    (void)state;
    assert_next(g, "raises RuntimeError('second')");
    assert_next(h, "yields 1");
    assert_next(h, "raises RuntimeError('second')");
    assert_string_equal(chain_of(g),
                        "RuntimeError('second')<context KeyError('first')<context KeyError('delegator')>>");
    assert_string_equal(chain_of(h),
                        "RuntimeError('second')<context KeyError('first')<context KeyError('delegator')>>");
    assert_recorded("handling KeyError('first'); handling KeyError('delegator'); handling KeyError('first'); "
                    "handling KeyError('delegator')");
    gen_free(g);
    gen_free(h);
}

static gen_status_t ignore_exit_in_handler(gen_t *self, void *args)
{
    gen_handler_t handler;

    (void)args;
    enter_except(self, &handler, "own");
    if (!gen_yield_from(self, gen_new(raise_plainly, NULL, 0), NULL) && gen_catch(self, GEN_GENERATOR_EXIT) &&
        gen_yield(self, gen_int(2), NULL))
        record("resumed");
    gen_except_end(&handler);
    return gen_pending(self) != NULL ? GEN_RAISED : GEN_RETURNED;
}

static gen_status_t delegate_plainly(gen_t *self, void *args)
{
    return gen_yield_from(self, *(gen_t **)args, NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Check that an ignored exit in the middle of a chain has the context of who closes that one, and not what it handles. */
static void test_the_context_of_an_exit_ignored_in_a_chain(void **state)
{
    gen_t *middle = gen_new(ignore_exit_in_handler, NULL, 0);
    gen_t *g = gen_new(delegate_plainly, &middle, sizeof middle);
    gen_error_t *e = gen_error_new(GEN_VALUE_ERROR, "closer");
    gen_handler_t handler;

    (void)state;
    assert_next(g, "yields 1");
    gen_except_begin(&handler, e);
    assert_close(g, "raises RuntimeError('generator ignored GeneratorExit')");
    gen_except_end(&handler);
    assert_string_equal(chain_of(g), "RuntimeError('generator ignored GeneratorExit')<context ValueError('closer')>");
    gen_free(g);
    gen_error_free(e);
}

static gen_status_t step_in_handler(gen_t *self, void *args)
{
    gen_t *inner = *(gen_t **)args;
    gen_handler_t handler;

    enter_except(self, &handler, "resumer");
    record("inner %s", next_of(inner));
    gen_except_end(&handler);
    return GEN_RETURNED;
}

/* Check that a generator resumed from another one's handler sees what that one handles. */
static void test_a_resumed_generator_sees_what_its_resumer_handles(void **state)
{
    gen_t *inner = gen_new(record_handled, NULL, 0), *outer = gen_new(step_in_handler, &inner, sizeof inner);

    (void)state;
    assert_next(outer, "returns None");
    assert_recorded("sub sees KeyError('resumer'); inner yields 1");
    assert_next(inner, "yields 1");
    assert_recorded("sub sees nothing");
    gen_free(outer);
    gen_free(inner);
    assert_recorded("sub sees nothing; unraisable in generator: RuntimeError('from sub')");
}

static void end_in_the_wrong_order(void *arg)
{
    gen_error_t *e = gen_error_new(GEN_KEY_ERROR, NULL);
    gen_handler_t outer, inner;

    (void)arg;
    gen_except_begin(&outer, e);
    gen_except_begin(&inner, e);
    gen_except_end(&outer);
}

static gen_status_t forget_to_end(gen_t *self, void *args)
{
    static gen_handler_t handler;

    (void)args;
    enter_except(self, &handler, "forgotten");
    return GEN_RETURNED;
}

static void run_forgetful(void *arg)
{
    (void)arg;
    gen_next(gen_new(forget_to_end, NULL, 0), NULL);
}

/* Check that handlers that don't nest, or are never ended, end the program. */
static void test_handlers_must_nest(void **state)
{
    (void)state;
    assert_death(end_in_the_wrong_order, NULL, "gen_except_end() was given another handler than the innermost");
    assert_death(run_forgetful, NULL, "the body of generator 'generator' returned without gen_except_end()");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pep3134_raising_in_a_handler_sets_the_context),
        TEST(test_a_plain_catch_sets_no_context),
        TEST(test_pep3134_every_way_to_raise),
        TEST(test_what_a_generator_handles_is_its_own),
        TEST(test_the_callers_handled_exception_is_seen),
        TEST(test_the_callers_handled_exception_becomes_the_context),
        TEST(test_a_throw_sets_no_context),
        TEST(test_a_throw_into_a_handler_sets_the_context),
        TEST(test_the_context_of_generator_exit),
        TEST(test_the_context_of_an_ignored_exit),
        TEST(test_a_sub_sees_what_its_delegator_handles),
        TEST(test_a_throw_through_a_sub_sets_the_context),
        TEST(test_what_an_iterator_raises_keeps_its_context),
        TEST(test_the_context_of_an_exit_ignored_in_a_chain),
        TEST(test_a_resumed_generator_sees_what_its_resumer_handles),
        TEST(test_handlers_must_nest),
    };

    return cmocka_run_group_tests_name("handlers", tests, NULL, NULL);
}
