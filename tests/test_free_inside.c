/* A generator freed while it runs: by its own body, during every step. */
#include "outcome.h"
#include "record.h"

struct box {
    gen_t *g;
};

static void destroy_nothing(void *args)
{
    (void)args;
    record("destroyed");
}

static gen_t *in_box(gen_body_t *body, struct box *box)
{
    gen_attr_t attr = gen_attr();

    attr.destroy = destroy_nothing;
    box->g = gen_new_with(&attr, body, &box, sizeof box);
    return box->g;
}

static gen_status_t free_itself_and_yield(gen_t *self, void *args)
{
    struct box *box = *(struct box **)args;

    gen_free(box->g);
    record("still running");
    if (!gen_yield(self, gen_str("delivered"), NULL))
        record("closed with %s", error_text(gen_pending(self)));
    return GEN_RAISED;
}

/* Check that a generator freed inside its own body still delivers its value, and is then closed. */
static void test_free_from_inside_before_a_yield(void **state)
{
    struct box box;
    gen_value_t out;

    (void)state;
    assert_int_equal(gen_next(in_box(free_itself_and_yield, &box), &out), GEN_YIELDED);
    assert_string_equal(gen_as_str(out), "delivered");
    assert_recorded("still running; closed with GeneratorExit(); destroyed");
}

static gen_status_t free_itself_and_return(gen_t *self, void *args)
{
    struct box *box = *(struct box **)args;

    gen_free(box->g);
    return gen_return(self, gen_str("result"));
}

/* Check that one freed before it returns delivers its result, and its memory goes. */
static void test_free_from_inside_before_a_return(void **state)
{
    struct box box;
    gen_value_t out;

    (void)state;
    assert_int_equal(gen_next(in_box(free_itself_and_return, &box), &out), GEN_RETURNED);
    assert_string_equal(gen_as_str(out), "result");
    assert_recorded("destroyed");
}

static gen_status_t free_itself_and_raise(gen_t *self, void *args)
{
    struct box *box = *(struct box **)args;

    gen_free(box->g);
    return gen_raise(self, GEN_KEY_ERROR, "nobody can ask for it");
}

/* Check that one freed before it raises says so; the hook is told of what nobody can ask for, and its memory goes. */
static void test_free_from_inside_before_a_raise(void **state)
{
    struct box box;

    (void)state;
    assert_int_equal(gen_next(in_box(free_itself_and_raise, &box), NULL), GEN_RAISED);
    assert_recorded("unraisable in generator: KeyError('nobody can ask for it'); destroyed");
}

static gen_status_t free_itself_and_let_it_pass(gen_t *self, void *args)
{
    struct box *box = *(struct box **)args;
    bool resumed = gen_yield(self, gen_int(1), NULL);

    gen_free(box->g);
    return resumed ? GEN_RETURNED : GEN_RAISED;
}

/* Check the same of what is thrown in; closing lets its own exception out of the body without a word. */
static void test_free_from_inside_before_a_throw_comes_back(void **state)
{
    struct box box;

    (void)state;
    assert_next(in_box(free_itself_and_let_it_pass, &box), "yields 1");
    assert_int_equal(gen_throw(box.g, GEN_KEY_ERROR, gen_int(2), NULL), GEN_RAISED);
    assert_recorded("unraisable in generator: KeyError(2); destroyed");
    assert_next(in_box(free_itself_and_let_it_pass, &box), "yields 1");
    assert_int_equal(gen_close(box.g, NULL), GEN_RETURNED);
    assert_recorded("destroyed");
}

static gen_status_t free_itself_in_next(gen_t *self, void *state, gen_value_t *out)
{
    (void)state, (void)out;
    gen_free(self);
    return gen_raise(self, GEN_KEY_ERROR, "iterator");
}

/* Check the same of an iterator. */
static void test_an_iterator_frees_itself_and_raises(void **state)
{
    static const gen_iterator_t type = {"it", free_itself_in_next, NULL, NULL, NULL, destroy_nothing};

    (void)state;
    assert_int_equal(gen_next(gen_iter_new(&type, NULL, 0), NULL), GEN_RAISED);
    assert_recorded("unraisable in it: KeyError('iterator'); destroyed");
}

static gen_status_t free_itself_later(gen_t *self, void *args)
{
    struct box *box = *(struct box **)args;
    bool resumed = gen_yield(self, gen_int(1), NULL);

    record(resumed ? "resumed" : "thrown");
    gen_free(box->g);
    if (!resumed && !gen_catch(self, GEN_BASE_EXCEPTION))
        return GEN_RAISED;
    if (!gen_yield(self, gen_int(2), NULL))
        record("closed with %s", error_text(gen_pending(self)));
    return GEN_RAISED;
}

/* Check that freeing from inside is safe during send, throw and close as well. */
static void test_free_from_inside_during_every_step(void **state)
{
    struct box box;
    gen_value_t out;

    (void)state;
    assert_next(in_box(free_itself_later, &box), "yields 1");
    assert_int_equal(gen_send(box.g, gen_int(7), &out), GEN_YIELDED);
    assert_int_equal(gen_as_int(out), 2);
    assert_recorded("resumed; closed with GeneratorExit(); destroyed");
    assert_next(in_box(free_itself_later, &box), "yields 1");
    assert_int_equal(gen_throw(box.g, GEN_KEY_ERROR, GEN_NONE, &out), GEN_YIELDED);
    assert_int_equal(gen_as_int(out), 2);
    assert_recorded("thrown; closed with GeneratorExit(); destroyed");
    assert_next(in_box(free_itself_later, &box), "yields 1");
    assert_int_equal(gen_close(box.g, NULL), GEN_RAISED);
    assert_recorded("thrown; unraisable in generator: RuntimeError('generator ignored GeneratorExit'); "
                    "closed with GeneratorExit(); destroyed");
}

static gen_status_t free_and_step_itself(gen_t *self, void *args)
{
    struct box *box = *(struct box **)args;

    gen_free(box->g);
    record("next: %s", next_of(self));
    record("send: %s", send_to(self, gen_int(1)));
    record("close: %s", close_of(self));
    return gen_return(self, gen_str("result"));
}

/* Check that one that was freed while it runs is still refused as one that runs. */
static void test_steps_from_inside_after_the_free(void **state)
{
    struct box box;
    gen_value_t out;

    (void)state;
    assert_int_equal(gen_next(in_box(free_and_step_itself, &box), &out), GEN_RETURNED);
    assert_string_equal(gen_as_str(out), "result");
    assert_recorded("next: raises ValueError('generator already executing'); "
                    "send: raises ValueError('generator already executing'); "
                    "close: raises ValueError('generator already executing'); destroyed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_free_from_inside_before_a_yield),     TEST(test_free_from_inside_before_a_return),
        TEST(test_free_from_inside_before_a_raise),     TEST(test_free_from_inside_before_a_throw_comes_back),
        TEST(test_an_iterator_frees_itself_and_raises), TEST(test_free_from_inside_during_every_step),
        TEST(test_steps_from_inside_after_the_free),
    };

    return cmocka_run_group_tests_name("free_inside", tests, NULL, NULL);
}
