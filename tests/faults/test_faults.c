/* Every call that can fail fails, in every public path of the library. */
#include "inject.h"
#include "outcome.h"
#include "record.h"
#include "sweep.h"
#include <gen/coroutine.h>
#include <gen/iterator.h>
#include <gen/stack.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* x = yield total; except ValueError: total = 0. A value that is no int ends it. */
static gen_status_t accumulator(gen_t *self, void *args)
{
    gen_status_t status = GEN_RAISED;
    int64_t total = 0;
    gen_value_t x;

    (void)args;
    entered();
    for (;;) {
        if (gen_yield(self, gen_int(total), &x)) {
            if (x.kind != GEN_KIND_INT) {
                status = gen_return(self, gen_int(total));
                break;
            }
            total += x.as.i;
        } else if (gen_catch(self, GEN_VALUE_ERROR)) {
            total = 0;
        } else {
            break;
        }
    }
    left();
    return status;
}

/* Yields from what it is given, and then what that returned. */
static gen_status_t delegator(gen_t *self, void *args)
{
    gen_status_t status = GEN_RAISED;
    gen_value_t result;

    entered();
    if (gen_yield_from(self, gen_ref(*(gen_t **)args), &result) && gen_yield(self, result, NULL))
        status = gen_return(self, gen_str("end"));
    left();
    return status;
}

/* Raises what it is told to, with a message longer than anything that could be kept ready for it. */
static gen_status_t raiser(gen_t *self, void *args)
{
    (void)args;
    return gen_raise(self, GEN_VALUE_ERROR, "%s, %d", "a message that needs memory of its own", 42);
}

/* return inside except KeyError as e: raise RuntimeError from e */
static gen_status_t handler(gen_t *self, void *args)
{
    gen_handler_t scope;
    gen_error_t *e, *f;

    (void)args;
    entered();
    if (!gen_yield(self, gen_int(1), NULL) && gen_catch_as(self, GEN_KEY_ERROR, &e)) {
        gen_handle_begin(&scope, e);
        f = gen_error_new(GEN_RUNTIME_ERROR, "in answer to %s", gen_error_type(e)->name);
        gen_raise_from(self, f, e);
        gen_error_free(f);
        gen_handle_end(&scope);
        gen_error_free(e);
    }
    left();
    return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, GEN_NONE);
}

/* Goes on after GeneratorExit, once. */
static gen_status_t stubborn(gen_t *self, void *args)
{
    (void)args;
    entered();
    if (!gen_yield(self, gen_int(1), NULL) && gen_catch(self, GEN_GENERATOR_EXIT) &&
        gen_yield(self, gen_int(2), NULL)) {
        left();
        return gen_return(self, GEN_NONE);
    }
    left();
    return GEN_RAISED;
}

/* A step of a generator, in all ways. */
static void steps(void)
{
    gen_t *g = gen_new(accumulator, NULL, 0);

    if (made(g)) {
        refused(send_to(g, gen_int(1)), "raises TypeError(\"can't send non-None value to a just-started generator\")");
        if (is(next_of(g), "yields 0") && is(send_to(g, gen_int(3)), "yields 3") &&
            is(throw_at(g, GEN_VALUE_ERROR, gen_int(1)), "yields 0") && is(send_to(g, gen_int(4)), "yields 4"))
            is(send_to(g, gen_str("that's all")), "returns 4");
        refused(throw_error_at(g, NULL), "raises TypeError('exceptions must be classes or instances deriving from "
                                         "BaseException, not NULL')");
    }
    gen_free(g);
}

/* close() and free() let every body clean up, memory or not: what they throw needs none. */
static void closing(void)
{
    gen_t *closed = gen_new(accumulator, NULL, 0), *freed = gen_new(accumulator, NULL, 0);
    gen_value_t value;

    if (made(closed)) {
        holds(gen_next(closed, &value) == GEN_YIELDED, "a step needs no memory");
        holds(gen_close(closed, &value) == GEN_RETURNED, "close() needs no memory");
        holds(gen_state(closed) == GEN_CLOSED, "it is closed");
    }
    if (made(freed))
        holds(gen_next(freed, &value) == GEN_YIELDED, "a step needs no memory");
    gen_free(freed);
    gen_free(closed);
}

/* A body that ignores GeneratorExit is blamed for it, and goes on. */
static void ignored_exit(void)
{
    gen_t *g = gen_new(stubborn, NULL, 0);

    if (made(g)) {
        if (is(next_of(g), "yields 1")) {
            refused(close_of(g), "raises RuntimeError('generator ignored GeneratorExit')");
            holds(gen_state(g) == GEN_SUSPENDED, "it is suspended");
            is(next_of(g), "returns None");
        }
    }
    gen_free(g);
}

/* Delegation, through three generators. */
static void delegation(void)
{
    gen_t *leaf = gen_new(accumulator, NULL, 0);
    gen_t *middle = made(leaf) ? gen_new(delegator, &leaf, sizeof leaf) : NULL;
    gen_t *root = made(middle) ? gen_new(delegator, &middle, sizeof middle) : NULL;

    if (made(root) && is(next_of(root), "yields 0") && is(send_to(root, gen_int(5)), "yields 5") &&
        is(throw_at(root, GEN_VALUE_ERROR, gen_str("over the chain")), "yields 0") &&
        is(send_to(root, gen_int(7)), "yields 7")) {
        refused(throw_at(root, GEN_KEY_ERROR, gen_int(1)), "raises KeyError(1)");
        is(next_of(leaf), "returns None");
    }
    gen_free(root);
    gen_free(middle);
    gen_free(leaf);
}

/* A chain is closed from its leaf upwards. */
static void closing_a_chain(void)
{
    gen_t *leaf = gen_new(accumulator, NULL, 0);
    gen_t *middle = made(leaf) ? gen_new(delegator, &leaf, sizeof leaf) : NULL;
    gen_t *root = made(middle) ? gen_new(delegator, &middle, sizeof middle) : NULL;
    gen_value_t value;

    if (made(root)) {
        holds(gen_next(root, &value) == GEN_YIELDED, "a delegation to a generator needs no memory");
        holds(gen_close(root, &value) == GEN_RETURNED, "closing a chain needs no memory");
        holds(gen_state(leaf) == GEN_CLOSED, "its leaf is closed");
    }
    gen_free(root);
    gen_free(middle);
    gen_free(leaf);
}

/* Yields from a generator that could not be made. */
static gen_status_t delegates_to_nothing(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield_from(self, gen_new(accumulator, NULL, 0), NULL))
        return GEN_RAISED;
    return gen_return(self, GEN_NONE);
}

static void delegation_to_a_new_one(void)
{
    gen_t *g = gen_new(delegates_to_nothing, NULL, 0);

    if (made(g) && is(next_of(g), "yields 0"))
        is(send_to(g, GEN_NONE), "returns None");
    gen_free(g);
}

/* Exceptions with messages, values, causes, contexts, and groups of them. */
static void exceptions(void)
{
    gen_error_t *e = gen_error_new(GEN_KEY_ERROR, "%d", 1), *f = gen_error_new_value(GEN_INDEX_ERROR, gen_err(e));
    gen_error_t *members[] = {e, f}, *group = gen_error_new_group("two", members, 2);
    FILE *out = text_begin();

    gen_error_set_cause(f, e);
    gen_error_print(group, out);
    holds(text_written(out)[0] != '\0', "every exception can be printed");
    holds(gen_error_group_size(group) == (gen_error_is(group, GEN_EXCEPTION_GROUP) ? 2U : 0U),
          "a group has its members");
    holds(inject_fired() > 0 || !gen_error_is(e, GEN_MEMORY_ERROR), "the first is a MemoryError only out of memory");
    gen_error_free(group);
    gen_error_free(f);
    gen_error_free(e);
}

/* A body raises; PEP 479's conversion; a refused step; a body that breaks a rule. */
static void raising(void)
{
    gen_t *g = gen_new(raiser, NULL, 0), *h = gen_new(handler, NULL, 0), *s = gen_new(accumulator, NULL, 0);

    if (made(g))
        refused(next_of(g), "raises ValueError('a message that needs memory of its own, 42')");
    if (made(h) && is(next_of(h), "yields 1"))
        refused(throw_at(h, GEN_KEY_ERROR, gen_int(3)), "raises RuntimeError('in answer to KeyError')");
    if (made(s) && is(next_of(s), "yields 0"))
        refused(throw_at(s, GEN_STOP_ITERATION, gen_int(3)), "raises RuntimeError('generator raised StopIteration')");
    gen_free(s);
    gen_free(h);
    gen_free(g);
}

/* Breaks the rules: the library blames it. */
static gen_status_t rule_breaker(gen_t *self, void *args)
{
    (void)self;
    return *(gen_status_t *)args;
}

static gen_status_t steps_itself(gen_t *self, void *args)
{
    (void)args;
    gen_next(self, NULL);
    return gen_propagate(self, self);
}

static void misuse(void)
{
    gen_status_t raised = GEN_RAISED;
    gen_t *g = gen_new(rule_breaker, &raised, sizeof raised), *h = gen_new(steps_itself, NULL, 0);

    if (made(g))
        refused(next_of(g), "raises SystemError('generator returned GEN_RAISED without an exception pending')");
    if (made(h))
        refused(next_of(h), "raises ValueError('generator already executing')");
    gen_free(h);
    gen_free(g);
}

/* Arguments larger than the room that is kept for them, and what they own. */
static void free_block(void *args)
{
    void *block;

    memcpy(&block, args, sizeof block);
    free(block);
}

static gen_status_t owner(gen_t *self, void *args)
{
    char *block;

    memcpy(&block, args, sizeof block);
    entered();
    block[0] = 1;
    if (gen_yield(self, gen_int(block[0]), NULL))
        gen_catch(self, GEN_EXCEPTION);
    left();
    return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, GEN_NONE);
}

static void large_arguments(void)
{
    char args[1000] = {0};
    void *block = malloc(10);
    gen_attr_t attr = gen_attr();
    gen_t *g;

    if (block == NULL)
        return;
    memcpy(args, &block, sizeof block);
    attr.destroy = free_block;
    attr.measure_stack = true;
    g = gen_new_with(&attr, owner, args, sizeof args);
    if (made(g))
        is(next_of(g), "yields 1");
    else
        free(block);
    gen_free(g);
}

/* Stacks of every size, cached, given back and taken again. */
static void stack_sizes(void)
{
    static const size_t sizes[] = {1000, 3840, 4096, 65536, 1 << 20};
    gen_t *all[3][5];

    gen_stack_set_cache(1);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 15; i++) {
            gen_attr_t attr = gen_attr();

            attr.stack_size = sizes[i % 5];
            all[i / 5][i % 5] = gen_new_with(&attr, raiser, NULL, 0);
            made(all[i / 5][i % 5]);
        }
        for (int i = 0; i < 15; i++)
            gen_free(all[i / 5][i % 5]);
        gen_stack_trim();
    }
    gen_stack_set_cache(4096);
}

/* More stacks than the reserve has room for at first. */
static void many_stacks(void)
{
    enum { MANY = 66 };
    static gen_t *all[MANY];

    gen_stack_set_cache(0);
    for (int i = 0; i < MANY; i++) {
        all[i] = gen_new(accumulator, NULL, 0);
        if (made(all[i]))
            is(next_of(all[i]), "yields 0");
    }
    for (int i = 0; i < MANY; i++)
        gen_free(all[i]);
    gen_stack_set_cache(4096);
}

static void *allocate(size_t size, void *context)
{
    (void)context;
    return malloc(size);
}

static void release(void *stack, size_t size, void *context)
{
    (void)size, (void)context;
    free(stack);
}

/* Stacks from the user's allocator. */
static void custom_stacks(void)
{
    static const gen_stack_allocator_t allocator = {allocate, release, NULL};
    gen_attr_t attr = gen_attr();
    gen_t *g, *h;

    attr.allocator = &allocator;
    g = gen_new_with(&attr, accumulator, NULL, 0);
    h = gen_new_with(&attr, handler, NULL, 0);
    if (made(g))
        is(next_of(g), "yields 0");
    if (made(h) && is(next_of(h), "yields 1"))
        refused(throw_at(h, GEN_KEY_ERROR, GEN_NONE), "raises RuntimeError('in answer to KeyError')");
    gen_free(g);
    gen_free(h);
}

/* An iterator without a stack. */
static gen_status_t count_next(gen_t *self, void *state, gen_value_t *out)
{
    int *left_over = state;

    if (*left_over == 0)
        return gen_raise_value(self, GEN_STOP_ITERATION, gen_int(9));
    *out = gen_int((*left_over)--);
    return GEN_YIELDED;
}

static const gen_iterator_t count = {"count", count_next, NULL, NULL, NULL, NULL};

static void iterators(void)
{
    int two = 2;
    gen_t *it = gen_iter_new(&count, &two, sizeof two);
    gen_t *g = made(it) ? gen_new(delegator, &it, sizeof it) : NULL;

    if (made(it))
        refused(throw_at(it, GEN_KEY_ERROR, GEN_NONE),
                "raises AttributeError(\"'count' object has no attribute 'throw'\")");
    if (made(g) && is(next_of(g), "yields 2") && is(next_of(g), "yields 1") && is(next_of(g), "yields 9"))
        is(next_of(g), "returns 'end'");
    gen_free(g);
    gen_free(it);
}

/* Generator expressions: sources are taken over, made or not. */
static gen_value_t square(gen_t *self, gen_value_t v, void *arg)
{
    (void)self, (void)arg;
    return gen_int(gen_as_int(v) * gen_as_int(v));
}

static bool is_odd(gen_t *self, gen_value_t v, void *arg)
{
    (void)self, (void)arg;
    return gen_as_int(v) % 2 == 1;
}

static void expressions(void)
{
    gen_t *odd = gen_filter(gen_map(gen_range(1, 10, 1), square, NULL), is_odd, NULL);
    gen_t *both = gen_chain(gen_take(odd, 2), gen_new(accumulator, NULL, 0));
    gen_t *g = gen_zip(gen_enumerate(both), gen_range(0, 0, 0));

    if (made(g))
        refused(next_of(g), "raises ValueError('range() arg 3 must not be zero')");
    gen_free(g);
}

/* Coroutines, and what they refuse. */
static gen_status_t waiter(gen_t *self, void *args)
{
    gen_value_t result = GEN_NONE;
    gen_status_t status = GEN_RAISED;

    entered();
    if (gen_await(self, gen_ref(*(gen_t **)args), &result))
        status = gen_return(self, result);
    left();
    return status;
}

static void coroutines(void)
{
    int one = 1;
    gen_t *it = gen_iter_new(&count, &one, sizeof one);
    gen_t *c = made(it) ? gen_coroutine(NULL, waiter, &it, sizeof it) : NULL;
    gen_t *g = made(c) ? gen_new(delegator, &c, sizeof c) : NULL;

    if (made(g))
        refused(next_of(g),
                "raises TypeError(\"cannot 'yield from' a coroutine object in a non-coroutine generator\")");
    if (made(c) && is(next_of(c), "yields 1") && is(next_of(c), "returns 9"))
        refused(next_of(c), "raises RuntimeError('cannot reuse already awaited coroutine')");
    gen_free(g);
    gen_free(c);
    gen_free(it);
}

/* The reporter of stack overflows, switched on and off. */
static void overflow_reports(void)
{
    gen_t *g;

    gen_stack_report_overflow(true);
    g = gen_new(accumulator, NULL, 0);
    if (made(g))
        is(next_of(g), "yields 0");
    gen_free(g);
    gen_stack_report_overflow(false);
}

static void *free_all(void *all)
{
    for (gen_t **g = all; *g != NULL; g++)
        gen_free(*g);
    return NULL;
}

/* Generators that another thread frees, which never made any. */
static void freed_elsewhere(void)
{
    gen_t *all[] = {gen_new(accumulator, NULL, 0), NULL, NULL};
    pthread_t thread;

    if (!made(all[0]))
        return;
    all[1] = gen_new(accumulator, NULL, 0);
    if (made(all[1]))
        is(next_of(all[1]), "yields 0");
    if (pthread_create(&thread, NULL, free_all, all) == 0)
        pthread_join(thread, NULL);
}

static size_t all_injected;

static void check(scenario_t *scenario)
{
    size_t injected;
    const char *wrong = sweep(scenario, &injected);

    all_injected += injected;
    if (wrong != NULL)
        fail_msg("%s", wrong);
    assert_true(injected > 0);
}

/* Check that each of these survives the failure of every call in it, once and for good. */
#define SCENARIO(name)                                                                                                 \
    static void test_##name(void **state)                                                                              \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        check(name);                                                                                                   \
    }

SCENARIO(steps)
SCENARIO(closing)
SCENARIO(ignored_exit)
SCENARIO(delegation)
SCENARIO(closing_a_chain)
SCENARIO(delegation_to_a_new_one)
SCENARIO(exceptions)
SCENARIO(raising)
SCENARIO(misuse)
SCENARIO(large_arguments)
SCENARIO(stack_sizes)
SCENARIO(many_stacks)
SCENARIO(custom_stacks)
SCENARIO(iterators)
SCENARIO(expressions)
SCENARIO(coroutines)
SCENARIO(overflow_reports)
SCENARIO(freed_elsewhere)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_closing),
        cmocka_unit_test(test_ignored_exit),
        cmocka_unit_test(test_delegation),
        cmocka_unit_test(test_closing_a_chain),
        cmocka_unit_test(test_delegation_to_a_new_one),
        cmocka_unit_test(test_exceptions),
        cmocka_unit_test(test_raising),
        cmocka_unit_test(test_misuse),
        cmocka_unit_test(test_large_arguments),
        cmocka_unit_test(test_stack_sizes),
        cmocka_unit_test(test_many_stacks),
        cmocka_unit_test(test_custom_stacks),
        cmocka_unit_test(test_iterators),
        cmocka_unit_test(test_expressions),
        cmocka_unit_test(test_coroutines),
        cmocka_unit_test(test_overflow_reports),
        cmocka_unit_test(test_freed_elsewhere),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    printf("%zu failures injected\n", all_injected);
    return failed;
}
