/*
 * protocol.c - a fuzz target: bytes become steps of many generators and iterators, whose bodies and methods step, delegate
 * to, free and make others. Whatever a step comes to must be what the model says.
 */
#include "model.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The real world, beside its model. */
static struct {
    struct limits limits;
    gen_t *slot[SLOTS];
    int live;
    int unraisable;
} real;

static struct outcome raised_by(gen_error_t *e)
{
    gen_value_t value = gen_error_value(e);
    struct outcome o = {GEN_RAISED, value.kind == GEN_KIND_INT ? value.as.i : 0, gen_error_type(e)};

    return o;
}

static struct outcome came_to(gen_status_t status, gen_value_t value, gen_error_t *e)
{
    struct outcome o = {status, value.kind == GEN_KIND_INT ? value.as.i : 0, NULL};

    return status == GEN_RAISED ? raised_by(e) : o;
}

static struct outcome real_do(struct action action);

/* A body or method does something to the generator in a slot. */
static struct outcome act(struct action action)
{
    struct outcome met;

    real.limits.depth++;
    met = real_do(action);
    real.limits.depth--;
    if (met.status == GEN_RAISED && (action.deed == THROW || met.value % 2 == 1))
        met.status = GEN_YIELDED;
    return met;
}

/* Takes the exception that is pending, if there is one. */
static struct outcome met_at(gen_t *self, bool went_on, gen_status_t status, gen_value_t value, gen_error_t **caught)
{
    if (went_on)
        return came_to(status, value, NULL);
    if (!gen_catch_as(self, GEN_BASE_EXCEPTION, caught))
        abort();
    return raised_by(*caught);
}

/* A body lets what it has met pass. */
static gen_status_t let_pass(gen_t *self, struct outcome met, gen_error_t *caught)
{
    if (caught != NULL)
        gen_reraise(self, caught);
    else
        gen_raise_value(self, met.type, gen_int(met.value));
    gen_error_free(caught);
    return GEN_RAISED;
}

static bool lets_pass(struct outcome met, struct action action)
{
    return met.status == GEN_RAISED && action.deed == RAISE && action.type == NULL;
}

static gen_status_t body(gen_t *self, void *args)
{
    struct mind *mind = args;
    struct outcome met = {GEN_YIELDED, 0, NULL};
    gen_error_t *caught = NULL;

    for (;;) {
        struct action action = mind_decide(mind, &real.limits, met);
        gen_value_t value = GEN_NONE;

        if (lets_pass(met, action))
            return let_pass(self, met, caught);
        gen_error_free(caught);
        caught = NULL;
        switch (action.deed) {
        case YIELD:
            met = met_at(self, gen_yield(self, gen_int(action.value), &value), GEN_YIELDED, value, &caught);
            break;
        case RETURN:
            return gen_return(self, gen_int(action.value));
        case RAISE:
            return gen_raise_value(self, action.type, gen_int(action.value));
        case DELEGATE:
            if (real.slot[action.slot] == NULL)
                met = came_to(GEN_RETURNED, GEN_NONE, NULL);
            else
                met = met_at(self, gen_yield_from(self, gen_ref(real.slot[action.slot]), &value), GEN_RETURNED, value,
                             &caught);
            break;
        default:
            met = act(action);
        }
    }
}

/* The same without a stack. No exception is kept across a yield, but what has been met. */
struct flat {
    struct mind mind;
    struct outcome met;
};

static gen_status_t flat_body(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct flat *my = frame;
    gen_error_t *caught = NULL;
    struct action action;
    gen_value_t value;

    GEN_BEGIN(self, sent, out);
    my->met = came_to(GEN_YIELDED, GEN_NONE, NULL);
    for (;;) {
        action = mind_decide(&my->mind, &real.limits, my->met);
        if (lets_pass(my->met, action))
            return let_pass(self, my->met, caught);
        gen_error_free(caught);
        caught = NULL;
        if (action.deed == YIELD) {
            GEN_YIELD_OR (gen_int(action.value), &value) {
                my->met = met_at(self, false, GEN_YIELDED, GEN_NONE, &caught);
                continue;
            }
            my->met = came_to(GEN_YIELDED, value, NULL);
        } else if (action.deed == DELEGATE && real.slot[action.slot] != NULL) {
            GEN_YIELD_FROM_OR (gen_ref(real.slot[action.slot]), &value) {
                my->met = met_at(self, false, GEN_RETURNED, GEN_NONE, &caught);
                continue;
            }
            my->met = came_to(GEN_RETURNED, value, NULL);
        } else if (action.deed == DELEGATE) {
            my->met = came_to(GEN_RETURNED, GEN_NONE, NULL);
        } else if (action.deed == RETURN) {
            return gen_return(self, gen_int(action.value));
        } else if (action.deed == RAISE) {
            return gen_raise_value(self, action.type, gen_int(action.value));
        } else {
            my->met = act(action);
        }
    }
    GEN_END;
}

/* A method of an iterator, which has met something. */
static gen_status_t call(gen_t *self, struct mind *mind, struct outcome met, gen_status_t yield, gen_value_t *out)
{
    for (;;) {
        struct action action = mind_decide(mind, &real.limits, met);

        switch (action.deed) {
        case YIELD:
        case DELEGATE:
            *out = gen_int(action.value);
            return yield;
        case RETURN:
            *out = gen_int(action.value);
            return GEN_RETURNED;
        case RAISE:
            return action.type == NULL ? gen_raise_value(self, met.type, gen_int(met.value))
                                       : gen_raise_value(self, action.type, gen_int(action.value));
        default:
            met = act(action);
        }
    }
}

static gen_status_t method_next(gen_t *self, void *state, gen_value_t *out)
{
    return call(self, state, came_to(GEN_YIELDED, GEN_NONE, NULL), GEN_YIELDED, out);
}

static gen_status_t method_send(gen_t *self, void *state, gen_value_t in, gen_value_t *out)
{
    return call(self, state, came_to(GEN_YIELDED, in, NULL), GEN_YIELDED, out);
}

static gen_status_t method_throw(gen_t *self, void *state, gen_error_t *e, gen_value_t *out)
{
    return call(self, state, raised_by(e), GEN_YIELDED, out);
}

static gen_status_t method_close(gen_t *self, void *state, gen_value_t *out)
{
    return call(self, state, came_to(GEN_YIELDED, GEN_NONE, NULL), GEN_RETURNED, out);
}

static void destroyed(void *args)
{
    (void)args;
    real.live--;
}

#define ITERATOR(send, throw_, close)                                                                                  \
    {                                                                                                                  \
        "iterator", method_next, send, throw_, close, destroyed                                                        \
    }

/* By their methods. */
static const gen_iterator_t types[] = {
    ITERATOR(NULL, NULL, NULL),
    ITERATOR(method_send, NULL, NULL),
    ITERATOR(NULL, method_throw, NULL),
    ITERATOR(method_send, method_throw, NULL),
    ITERATOR(NULL, NULL, method_close),
    ITERATOR(method_send, NULL, method_close),
    ITERATOR(NULL, method_throw, method_close),
    ITERATOR(method_send, method_throw, method_close),
};

static gen_t *new_of_kind(struct action action)
{
    static const gen_stackless_t flat = {"flat", flat_body, sizeof(struct flat), destroyed};
    struct mind mind = {(uint32_t)action.value, 0};
    gen_attr_t attr = gen_attr();

    attr.destroy = destroyed;
    if (makes_iterator(action))
        return gen_iter_new(&types[methods_of(action)], &mind, sizeof mind);
    return makes_stackless(action) ? gen_stackless_new(&flat, &mind, sizeof mind)
                                   : gen_new_with(&attr, body, &mind, sizeof mind);
}

static struct outcome make(struct action action)
{
    if (real.slot[action.slot] != NULL)
        return came_to(GEN_RETURNED, GEN_NONE, NULL);
    real.slot[action.slot] = new_of_kind(action);
    if (real.slot[action.slot] == NULL)
        abort();
    real.live++;
    return came_to(GEN_YIELDED, GEN_NONE, NULL);
}

static void real_free(int slot)
{
    gen_t *g = real.slot[slot];

    real.slot[slot] = NULL;
    gen_free(g);
}

static gen_status_t real_step(gen_t *g, struct action action, gen_value_t *out)
{
    switch (action.deed) {
    case SEND:
        return gen_send(g, gen_int(action.value), out);
    case THROW:
        return gen_throw(g, action.type, gen_int(action.value), out);
    case CLOSE:
        return gen_close(g, out);
    default:
        return gen_next(g, out);
    }
}

static struct outcome real_do(struct action action)
{
    gen_t *g = real.slot[action.slot];
    gen_value_t value = GEN_NONE;
    gen_status_t status;
    struct outcome o;

    if (action.deed == NEW)
        return make(action);
    if (g == NULL)
        return came_to(GEN_RETURNED, GEN_NONE, NULL);
    if (action.deed == FREE) {
        real_free(action.slot);
        return came_to(GEN_RETURNED, GEN_NONE, NULL);
    }
    gen_ref(g);
    status = real_step(g, action, &value);
    o = came_to(status, value, gen_error(g));
    gen_free(g);
    return o;
}

static void count_unraisable(gen_t *g, gen_error_t *e, void *context)
{
    (void)g, (void)e, (void)context;
    real.unraisable++;
}

static void check(bool holds, const char *what, size_t at)
{
    if (holds)
        return;
    fprintf(stderr, "operation %zu: the library and the model disagree about %s\n", at, what);
    abort();
}

static void compare(const struct model *m, size_t at)
{
    check(real.live == m->live, "how many generators there are", at);
    check(real.unraisable == m->unraisable, "unraisable exceptions", at);
    for (int i = 0; i < SLOTS; i++) {
        const gen_t *g = real.slot[i];
        const struct twin *t = m->slot[i];

        check((g == NULL) == (t == NULL), "what was made and freed", at);
        if (g == NULL || t == NULL)
            continue;
        check(gen_state(g) == t->state, "a state", at);
        check((gen_delegating_to(g) == NULL) == (t->sub == NULL), "a delegation", at);
    }
}

static void both_do(struct model *m, struct action action, size_t at)
{
    struct outcome o = real_do(action), p = model_do(m, action);

    if (getenv("GEN_FUZZ_TRACE") != NULL)
        fprintf(stderr, "%zu: deed %d slot %d value %lld %s: %d %lld %s, model %d %lld %s\n", at, action.deed,
                action.slot, (long long)action.value, action.type != NULL ? action.type->name : "", o.status,
                (long long)o.value, o.type != NULL ? o.type->name : "", p.status, (long long)p.value,
                p.type != NULL ? p.type->name : "");
    check(o.status == p.status, "how a step ended", at);
    check(o.type == p.type, "the exception's type", at);
    check(o.value == p.value, "a value", at);
    compare(m, at);
}

/* Bodies let everything pass from here on, so that what owns itself in a circle is taken apart. */
static void end(struct model *m, size_t at)
{
    struct action closing = {CLOSE, 0, 0, NULL};

    real.limits.ending = true;
    m->limits.ending = true;
    for (closing.slot = 0; closing.slot < SLOTS; closing.slot++)
        both_do(m, closing, at);
    for (int i = 0; i < SLOTS; i++) {
        real_free(i);
        model_free(m, i);
        compare(m, at);
    }
}

/* Three bytes are one operation. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum deed deeds[] = {NEW, NEXT, SEND, THROW, CLOSE, FREE, NEW, NEXT};
    struct model m = {.limits.fuel = 2000};
    size_t at;

    memset(&real, 0, sizeof real);
    real.limits.fuel = 2000;
    gen_set_unraisable_hook(count_unraisable, NULL);
    for (at = 0; at + 3 <= size; at += 3) {
        struct action action = {deeds[data[at] % 8], (data[at] >> 3) % SLOTS, 1 + data[at + 1] + 256 * data[at + 2],
                                mind_exceptions[data[at + 2] % EXCEPTIONS]};

        both_do(&m, action, at / 3);
    }
    end(&m, at / 3);
    model_end(&m);
    return 0;
}
