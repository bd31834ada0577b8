/* scenarios_objects.c - iterators, generator expressions, coroutines and bodies without a stack, while calls fail. */
#include "bodies.h"
#include "outcome.h"
#include "scenarios.h"
#include <gen/coroutine.h>
#include <gen/iterator.h>
#include <gen/stackless.h>

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

void iterators(void)
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

void expressions(void)
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

void coroutines(void)
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

/* Bodies without a stack: one that delegates and handles, one that awaits. */
struct delegation {
    gen_t *sub;
    gen_handler_t handler;
};

static gen_status_t delegating(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct delegation *my = frame;
    gen_error_t *e;

    GEN_BEGIN(self, sent, out);
    GEN_YIELD_FROM_OR (my->sub, NULL) {
        if (!gen_catch_as(self, GEN_KEY_ERROR, &e))
            return GEN_RAISED;
        gen_except_begin_in(self, &my->handler, e);
        gen_error_free(e);
        GEN_YIELD_OR (gen_str("caught"), NULL) {
        }
        gen_except_end(&my->handler);
    }
    return gen_pending(self) == NULL ? gen_return(self, gen_str("end")) : GEN_RAISED;
    GEN_END;
}

static gen_status_t awaiting(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct delegation *my = frame;
    gen_value_t result;

    GEN_BEGIN(self, sent, out);
    GEN_AWAIT_OR (my->sub, &result)
        return GEN_RAISED;
    return gen_return(self, result);
    GEN_END;
}

void stackless(void)
{
    static const gen_stackless_t outer = {"outer", delegating, sizeof(struct delegation), NULL};
    static const gen_stackless_t inner = {"inner", awaiting, sizeof(struct delegation), NULL};
    struct delegation args = {NULL, {NULL, NULL, NULL}};
    gen_t *g, *c;

    args.sub = gen_new(accumulator, NULL, 0);
    g = made(args.sub) ? gen_stackless_new(&outer, &args, sizeof args.sub) : NULL;
    if (made(g) && is(next_of(g), "yields 0"))
        if (is(throw_at(g, GEN_KEY_ERROR, GEN_NONE), "yields 'caught'"))
            is(next_of(g), "returns 'end'");
    if (g == NULL)
        gen_free(args.sub);
    gen_free(g);
    args.sub = gen_stackless_coroutine(&inner, NULL, 0);
    c = made(args.sub) ? gen_stackless_coroutine(&inner, &args, sizeof args.sub) : NULL;
    if (made(c))
        refused(next_of(c), "raises MemoryError('')");
    if (c == NULL)
        gen_free(args.sub);
    gen_free(c);
}
