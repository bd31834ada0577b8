/* scenarios_steps.c - steps, delegation and exceptions, while calls fail. */
#include "bodies.h"
#include "inject.h"
#include "outcome.h"
#include "scenarios.h"

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
void steps(void)
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
void closing(void)
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
void ignored_exit(void)
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
void delegation(void)
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
void closing_a_chain(void)
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

void delegation_to_a_new_one(void)
{
    gen_t *g = gen_new(delegates_to_nothing, NULL, 0);

    if (made(g) && is(next_of(g), "yields 0"))
        is(send_to(g, GEN_NONE), "returns None");
    gen_free(g);
}

/* Exceptions with messages, values, causes, contexts, and groups of them. */
void exceptions(void)
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
void raising(void)
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

void misuse(void)
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
