/* A body that ignores GeneratorExit while it is freed is destroyed where it stands: gen_cleanup_push(). */
#include "death.h"
#include "outcome.h"
#include "record.h"

static char outer_text[] = "outer cleanup", inner_text[] = "inner cleanup";

static gen_status_t stubborn(gen_t *self, void *args)
{
    (void)args;
    while (gen_yield(self, gen_int(1), NULL) || gen_catch(self, GEN_GENERATOR_EXIT))
        record("ignored");
    record("never reached");
    return GEN_RAISED;
}

static gen_t *tracked(gen_body_t *body)
{
    const char *text = "destroyed";
    gen_attr_t attr = gen_attr();

    attr.destroy = record_destroyed;
    return gen_new_with(&attr, body, &text, sizeof text);
}

/* Check that the hook is told, that no more of the body runs, and that the memory goes. */
static void test_a_stubborn_body_is_destroyed(void **state)
{
    gen_t *g = tracked(stubborn);

    (void)state;
    assert_next(g, "yields 1");
    gen_free(g);
    assert_recorded("ignored; unraisable in generator: RuntimeError('generator ignored GeneratorExit'); destroyed");
}

/* Check that its stack can be used again: the next generator on it runs as it should. */
static void test_the_stack_of_a_destroyed_body_is_used_again(void **state)
{
    (void)state;
    for (int i = 0; i < 100; i++) {
        gen_t *g = tracked(stubborn);

        assert_next(g, "yields 1");
        assert_next(g, "yields 1");
        gen_free(g);
        assert_recorded("ignored; ignored; unraisable in generator: RuntimeError('generator ignored GeneratorExit'); "
                        "destroyed");
    }
}

static gen_status_t with_cleanups(gen_t *self, void *args)
{
    gen_cleanup_t outer, inner;

    (void)args;
    gen_cleanup_push(self, &outer, record_text, outer_text);
    gen_cleanup_push(self, &inner, record_text, inner_text);
    while (gen_yield(self, gen_int(1), NULL) || gen_catch(self, GEN_GENERATOR_EXIT))
        ;
    gen_cleanup_pop(self, &inner);
    gen_cleanup_pop(self, &outer);
    record("unwound");
    return GEN_RAISED;
}

/* Check that what was registered is called, innermost first. */
static void test_cleanups_are_called_innermost_first(void **state)
{
    gen_t *g = tracked(with_cleanups);

    (void)state;
    assert_next(g, "yields 1");
    gen_free(g);
    assert_recorded("unraisable in generator: RuntimeError('generator ignored GeneratorExit'); "
                    "inner cleanup; outer cleanup; destroyed");
}

/* Check that a body that unwinds pops its cleanups itself, and none is called. */
static void test_cleanups_are_not_called_when_a_body_unwinds(void **state)
{
    gen_t *g = tracked(with_cleanups);

    (void)state;
    assert_next(g, "yields 1");
    assert_throw(g, GEN_KEY_ERROR, GEN_NONE, "raises KeyError()");
    assert_recorded("unwound");
    gen_free(g);
    assert_recorded("destroyed");
}

static gen_status_t pop_the_inner_one(gen_t *self, void *args)
{
    gen_cleanup_t outer, inner;

    (void)args;
    gen_cleanup_push(self, &outer, record_text, outer_text);
    gen_cleanup_push(self, &inner, record_text, inner_text);
    gen_cleanup_pop(self, &inner);
    while (gen_yield(self, gen_int(1), NULL) || gen_catch(self, GEN_GENERATOR_EXIT))
        ;
    gen_cleanup_pop(self, &outer);
    return GEN_RAISED;
}

/* Check that a cleanup that was popped is not called. */
static void test_a_popped_cleanup_is_not_called(void **state)
{
    gen_t *g = tracked(pop_the_inner_one);

    (void)state;
    assert_next(g, "yields 1");
    gen_free(g);
    assert_recorded("unraisable in generator: RuntimeError('generator ignored GeneratorExit'); "
                    "outer cleanup; destroyed");
}

static gen_status_t polite(gen_t *self, void *args)
{
    (void)args;
    if (gen_yield(self, gen_int(2), NULL))
        return GEN_RETURNED;
    record("polite cleanup after %s", error_text(gen_pending(self)));
    return GEN_RAISED;
}

static gen_status_t stubborn_in_the_middle(gen_t *self, void *args)
{
    gen_cleanup_t cleanup;

    (void)args;
    gen_cleanup_push(self, &cleanup, record_text, outer_text);
    if (gen_yield(self, gen_int(1), NULL) || !gen_catch(self, GEN_GENERATOR_EXIT))
        return GEN_RAISED;
    record("delegates in answer");
    if (gen_yield_from(self, tracked(polite), NULL))
        record("never reached");
    return GEN_RAISED;
}

/* Check that what a destroyed body was delegating to is released, and so closed. */
static void test_the_delegate_of_a_destroyed_body_is_closed(void **state)
{
    gen_t *g = tracked(stubborn_in_the_middle);

    (void)state;
    assert_next(g, "yields 1");
    gen_free(g);
    assert_recorded("delegates in answer; unraisable in generator: RuntimeError('generator ignored GeneratorExit'); "
                    "polite cleanup after GeneratorExit(); destroyed; outer cleanup; destroyed");
}

static gen_status_t handle_and_ignore(gen_t *self, void *args)
{
    gen_error_t *e;
    gen_handler_t handler;

    (void)args;
    if (gen_yield(self, gen_int(1), NULL) || !gen_catch_as(self, GEN_BASE_EXCEPTION, &e))
        return GEN_RAISED;
    gen_except_begin(&handler, e);
    gen_error_free(e);
    while (gen_yield(self, gen_int(2), NULL) || gen_catch(self, GEN_BASE_EXCEPTION))
        ;
    return GEN_RAISED;
}

/* Check that the references of handlers that a destroyed body had open are dropped. */
static void test_open_handlers_of_a_destroyed_body(void **state)
{
    gen_t *g = tracked(handle_and_ignore);

    (void)state;
    assert_next(g, "yields 1");
    assert_throw(g, GEN_KEY_ERROR, gen_int(1), "yields 2");
    gen_free(g);
    assert_recorded("unraisable in generator: RuntimeError('generator ignored GeneratorExit'); destroyed");
    assert_null(gen_handled());
}

static gen_status_t two_levels(gen_t *self, void *args)
{
    gen_cleanup_t cleanup;

    (void)args;
    gen_cleanup_push(self, &cleanup, record_text, outer_text);
    while (!gen_yield_from(self, tracked(with_cleanups), NULL))
        if (gen_catch(self, GEN_BASE_EXCEPTION))
            record("goes on");
    return GEN_RETURNED;
}

/* Check a delegator and a delegate that both ignore GeneratorExit: the first delegate, then the delegator, which went on
 * to a second delegate, then that one. */
static void test_a_stubborn_chain(void **state)
{
    gen_t *g = tracked(two_levels);

    (void)state;
    assert_next(g, "yields 1");
    gen_free(g);
    assert_recorded("unraisable in generator: RuntimeError('generator ignored GeneratorExit'); "
                    "inner cleanup; outer cleanup; destroyed; goes on; "
                    "unraisable in generator: RuntimeError('generator ignored GeneratorExit'); "
                    "unraisable in generator: RuntimeError('generator ignored GeneratorExit'); "
                    "inner cleanup; outer cleanup; destroyed; outer cleanup; destroyed");
}

static gen_status_t pop_the_wrong_one(gen_t *self, void *args)
{
    gen_cleanup_t outer, inner;

    (void)args;
    gen_cleanup_push(self, &outer, record_text, outer_text);
    gen_cleanup_push(self, &inner, record_text, inner_text);
    gen_cleanup_pop(self, &outer);
    return GEN_RETURNED;
}

static void run_body(void *arg)
{
    gen_body_t *body = *(gen_body_t **)arg;

    gen_next(gen_new(body, NULL, 0), NULL);
}

/* Check that popping another cleanup than the innermost ends the program. */
static void test_popping_the_wrong_cleanup_ends_the_program(void **state)
{
    gen_body_t *body = pop_the_wrong_one;

    (void)state;
    assert_death(run_body, &body, "gen_cleanup_pop() was given another cleanup than the innermost");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_stubborn_body_is_destroyed),
        TEST(test_the_stack_of_a_destroyed_body_is_used_again),
        TEST(test_cleanups_are_called_innermost_first),
        TEST(test_cleanups_are_not_called_when_a_body_unwinds),
        TEST(test_a_popped_cleanup_is_not_called),
        TEST(test_the_delegate_of_a_destroyed_body_is_closed),
        TEST(test_open_handlers_of_a_destroyed_body),
        TEST(test_a_stubborn_chain),
        TEST(test_popping_the_wrong_cleanup_ends_the_program),
    };

    return cmocka_run_group_tests_name("cleanups", tests, NULL, NULL);
}
