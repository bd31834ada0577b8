/* A broken contract ends the program with a sentence: a reference is dropped that was not the caller's. */
#include "victim.h"

#define TOO_OFTEN "gen: gen_free() was given generator 'victim' more often than there were references to it\n"

static gen_t *new_victim(gen_body_t *body, void (*destroy)(void *args), const void *args, size_t size)
{
    gen_attr_t attr = gen_attr();

    attr.name = "victim";
    attr.destroy = destroy;
    return gen_new_with(&attr, body, args, size);
}

static gen_status_t frees_itself_twice(gen_t *self, void *args)
{
    (void)args;
    gen_free(self);
    gen_free(self);
    return GEN_RETURNED;
}

static void free_twice_inside(void *arg)
{
    gen_next(new_victim(frees_itself_twice, NULL, arg, 0), NULL);
}

static gen_status_t frees_itself_when_closed(gen_t *self, void *args)
{
    (void)args;
    if (gen_yield(self, GEN_NONE, NULL))
        return GEN_RETURNED;
    gen_free(self);
    return GEN_RAISED;
}

static void free_inside_a_free(void *arg)
{
    gen_t *g = new_victim(frees_itself_when_closed, NULL, arg, 0);

    gen_next(g, NULL);
    gen_free(g);
}

/* Check that a body cannot drop more references than there are, neither in a step nor while it is being freed. */
static void test_from_inside(void **state)
{
    (void)state;
    assert_death(free_twice_inside, NULL, TOO_OFTEN);
    assert_death(free_inside_a_free, NULL, TOO_OFTEN);
}

static gen_t *ours;

static void free_ours(void *arg)
{
    (void)arg;
    gen_free(ours);
}

static void step_ours(void *arg)
{
    (void)arg;
    gen_next(ours, NULL);
}

static gen_status_t clings(gen_t *self, void *args)
{
    gen_cleanup_t cleanup;

    if (*(bool *)args)
        gen_cleanup_push(self, &cleanup, free_ours, NULL);
    for (;;)
        if (!gen_yield(self, GEN_NONE, NULL) && !gen_catch(self, GEN_GENERATOR_EXIT))
            return GEN_RAISED;
}

static void hook_that_frees(gen_t *g, gen_error_t *e, void *context)
{
    (void)e, (void)context;
    gen_free(g);
}

static void hook_that_does_nothing(gen_t *g, gen_error_t *e, void *context)
{
    (void)g, (void)e, (void)context;
}

static void free_one_that_clings(bool with_cleanup)
{
    ours = new_victim(clings, NULL, &with_cleanup, sizeof with_cleanup);
    gen_next(ours, NULL);
    gen_free(ours);
}

static void free_in_hook(void *arg)
{
    (void)arg;
    gen_set_unraisable_hook(hook_that_frees, NULL);
    free_one_that_clings(false);
}

static void free_in_cleanup(void *arg)
{
    (void)arg;
    gen_set_unraisable_hook(hook_that_does_nothing, NULL);
    free_one_that_clings(true);
}

/* Check that neither the hook nor a cleanup can free the generator that is being freed. */
static void test_from_hooks(void **state)
{
    (void)state;
    assert_death(free_in_hook, NULL, TOO_OFTEN);
    assert_death(free_in_cleanup, NULL, TOO_OFTEN);
}

static void hook_that_steps(gen_t *g, gen_error_t *e, void *context)
{
    (void)e;
    *(gen_status_t *)context = gen_next(g, NULL);
}

/* Check that a generator may be stepped once more by the hook: it is alive for as long. */
static void test_step_in_hook(void **state)
{
    gen_status_t status = GEN_RAISED;

    (void)state;
    gen_set_unraisable_hook(hook_that_steps, &status);
    free_one_that_clings(false);
    gen_set_unraisable_hook(NULL, NULL);
    assert_int_equal(status, GEN_YIELDED);
}

static void free_in_destroy(void *arg)
{
    ours = new_victim(frees_itself_when_closed, free_ours, arg, 0);
    gen_free(ours);
}

static void step_in_destroy(void *arg)
{
    ours = new_victim(frees_itself_when_closed, step_ours, arg, 0);
    gen_free(ours);
}

/* Check that for the function that destroys its arguments the generator is freed already, though it never ran. */
static void test_in_destroy(void **state)
{
    (void)state;
    assert_death(free_in_destroy, NULL, "gen: gen_free() was given a generator that was freed, or something else\n");
    assert_death(step_in_destroy, NULL, "gen: gen_next() was given a generator that was freed, or something else\n");
}

static gen_status_t delegates(gen_t *self, void *args)
{
    return gen_yield_from(self, *(gen_t **)args, NULL) ? GEN_RETURNED : GEN_RAISED;
}

static gen_t *new_delegator(gen_t *sub)
{
    gen_t *g = gen_new(delegates, &sub, sizeof sub);

    gen_set_name(g, "outer");
    return g;
}

static void free_delegate(void *arg)
{
    gen_t *sub = new_one(0);

    gen_next(new_delegator(sub), arg);
    gen_free(sub);
}

static gen_status_t frees_itself(gen_t *self, void *args)
{
    (void)args;
    gen_free(self);
    return GEN_RETURNED;
}

static void free_delegate_inside(void *arg)
{
    gen_next(new_delegator(new_victim(frees_itself, NULL, arg, 0)), NULL);
}

/* Check that nobody but its delegator frees a generator that was handed over to one without a reference to spare. */
static void test_delegate(void **state)
{
    static const char sentence[] = "gen: gen_free() was given generator 'victim', whose last reference is owned by "
                                   "'outer', which delegates to it\n";

    (void)state;
    assert_death(free_delegate, NULL, sentence);
    assert_death(free_delegate_inside, NULL, sentence);
}

static gen_t *freed_iterator(void)
{
    gen_t *g = gen_range(0, 3, 1);

    gen_free(g);
    return g;
}

static void step_freed_iterator(void *arg)
{
    gen_next(freed_iterator(), arg);
}

static void free_iterator_twice(void *arg)
{
    (void)arg;
    gen_free(freed_iterator());
}

static gen_status_t yields_none(gen_t *self, void *iterator_state, gen_value_t *out)
{
    (void)self, (void)iterator_state;
    *out = GEN_NONE;
    return GEN_YIELDED;
}

static void free_iterator_in_destroy(void *arg)
{
    static const gen_iterator_t type[1] = {{"victim", yields_none, NULL, NULL, NULL, free_ours}};

    ours = gen_iter_new(type, arg, 0);
    gen_free(ours);
}

/* Check that an iterator that was freed is known to be, as a generator is, although its memory is malloc()'s. */
static void test_iterators(void **state)
{
    (void)state;
    assert_noticed(step_freed_iterator, "gen: gen_next() was given a generator that was freed, or something else\n");
    assert_noticed(free_iterator_twice, "gen: gen_free() was given a generator that was freed, or something else\n");
    assert_death(free_iterator_in_destroy, NULL, TOO_OFTEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_from_inside), cmocka_unit_test(test_from_hooks), cmocka_unit_test(test_step_in_hook),
        cmocka_unit_test(test_in_destroy),  cmocka_unit_test(test_delegate),   cmocka_unit_test(test_iterators),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
