/* model.c - what must come of every step. */
#include "model.h"
#include <stdlib.h>

static struct outcome step(struct model *m, struct twin *t, struct action action);

static struct outcome none(gen_status_t status)
{
    struct outcome o = {status, 0, NULL};

    return o;
}

static struct outcome raised(const gen_exc_t *type, int64_t value)
{
    struct outcome o = {GEN_RAISED, value, type};

    return o;
}

static struct action doing(enum deed deed)
{
    struct action action = {deed, 0, 0, NULL};

    return action;
}

static void drop(struct model *m, struct twin *t)
{
    if (t == NULL || --t->refs > 0 || t->state == GEN_RUNNING)
        return;
    if (t->state == GEN_SUSPENDED && !t->iterator) {
        t->refs = 1;
        if (step(m, t, doing(CLOSE)).status == GEN_RAISED)
            m->unraisable++;
        if (t->state == GEN_SUSPENDED) {
            struct twin *sub = t->sub;

            t->state = GEN_CLOSED;
            t->sub = NULL;
            drop(m, sub);
        }
        if (--t->refs > 0)
            return;
    }
    t->state = GEN_CLOSED;
    m->live--;
}

static struct outcome close_twin(struct twin *t, struct outcome o)
{
    t->state = GEN_CLOSED;
    if (o.status == GEN_RAISED && o.type == GEN_STOP_ITERATION)
        return raised(GEN_RUNTIME_ERROR, 0); /* PEP 479 */
    return o;
}

/* How a delegation's step ended; *over unless sub yielded. A StopIteration of a throw may be the delegate's end, one of an
 * iterator always is. */
static struct outcome settle(struct model *m, struct twin *t, struct outcome o, bool at_throw, bool *over)
{
    struct twin *sub = t->sub;
    bool ends = at_throw || sub->iterator;

    *over = o.status != GEN_YIELDED;
    if (!*over)
        return o;
    t->sub = NULL;
    drop(m, sub);
    if (o.status == GEN_RAISED && (o.type != GEN_STOP_ITERATION || !ends))
        return o;
    o.status = GEN_RETURNED;
    o.type = NULL;
    return o;
}

/* A body or method does something to the generator in a slot. */
static struct outcome act(struct model *m, struct action action)
{
    struct outcome met;

    m->limits.depth++;
    met = model_do(m, action);
    m->limits.depth--;
    if (met.status == GEN_RAISED && (action.deed == THROW || met.value % 2 == 1))
        met.status = GEN_YIELDED; /* looked at and dropped */
    return met;
}

/* Runs t's body, which has met something, to its next yield or its end. */
static struct outcome resume(struct model *m, struct twin *t, struct outcome met)
{
    t->state = GEN_RUNNING;
    for (;;) {
        struct action action = mind_decide(&t->mind, &m->limits, met);
        bool over = true;

        if (met.status == GEN_RAISED && action.deed == RAISE && action.type == NULL)
            return close_twin(t, met);
        switch (action.deed) {
        case YIELD:
            t->state = GEN_SUSPENDED;
            return (struct outcome){GEN_YIELDED, action.value, NULL};
        case RETURN:
            return close_twin(t, (struct outcome){GEN_RETURNED, action.value, NULL});
        case RAISE:
            return close_twin(t, raised(action.type, action.value));
        case DELEGATE:
            if (m->slot[action.slot] == NULL) {
                met = none(GEN_RETURNED);
                break;
            }
            t->sub = m->slot[action.slot];
            t->sub->refs++;
            met = settle(m, t, step(m, t->sub, doing(NEXT)), false, &over);
            break;
        default:
            met = act(m, action);
        }
        if (!over) {
            t->state = GEN_SUSPENDED;
            return met;
        }
    }
}

static bool lacks(const struct twin *t, unsigned method)
{
    return t->iterator && (t->methods & method) == 0;
}

/* A method of an iterator, which has met something. */
static struct outcome call(struct model *m, struct twin *t, struct outcome met, bool closes)
{
    for (;;) {
        struct action action = mind_decide(&t->mind, &m->limits, met);

        switch (action.deed) {
        case YIELD:
        case DELEGATE:
            return (struct outcome){closes ? GEN_RETURNED : GEN_YIELDED, action.value, NULL};
        case RETURN:
            return (struct outcome){GEN_RETURNED, action.value, NULL};
        case RAISE:
            return action.type == NULL ? met : raised(action.type, action.value);
        default:
            met = act(m, action);
        }
    }
}

static struct outcome step_iterator(struct model *m, struct twin *t, struct action action)
{
    switch (action.deed) {
    case SEND:
        return lacks(t, HAS_SEND) ? raised(GEN_ATTRIBUTE_ERROR, 0)
                                  : call(m, t, (struct outcome){GEN_YIELDED, action.value, NULL}, false);
    case THROW:
        return lacks(t, HAS_THROW) ? raised(GEN_ATTRIBUTE_ERROR, 0)
                                   : call(m, t, raised(action.type, action.value), false);
    case CLOSE:
        return lacks(t, HAS_CLOSE) ? raised(GEN_ATTRIBUTE_ERROR, 0) : call(m, t, none(GEN_YIELDED), true);
    default:
        return call(m, t, none(GEN_YIELDED), false);
    }
}

/* Ends the delegation of t with what is raised in it. */
static struct outcome give_up(struct model *m, struct twin *t, struct outcome met)
{
    struct twin *sub = t->sub;

    t->sub = NULL;
    drop(m, sub);
    return resume(m, t, met);
}

/* What a delegator passes down, and what then comes of it. */
static struct outcome forward(struct model *m, struct twin *t, struct action action)
{
    struct outcome o;
    bool over, exits = action.deed == CLOSE || (action.deed == THROW && action.type == GEN_GENERATOR_EXIT);

    t->state = GEN_RUNNING;
    if (exits) {
        o = lacks(t->sub, HAS_CLOSE) ? none(GEN_RETURNED) : step(m, t->sub, doing(CLOSE));
        if (o.status != GEN_RAISED)
            o = raised(GEN_GENERATOR_EXIT, action.deed == CLOSE ? 0 : action.value);
        return give_up(m, t, o);
    }
    if (action.deed == THROW && lacks(t->sub, HAS_THROW))
        return give_up(m, t, raised(action.type, action.value));
    o = settle(m, t, step(m, t->sub, action), action.deed == THROW, &over);
    if (over)
        return resume(m, t, o);
    t->state = GEN_SUSPENDED;
    return o;
}

static struct outcome wake(struct model *m, struct twin *t, struct action action)
{
    if (t->sub != NULL)
        return forward(m, t, action);
    if (action.deed == THROW)
        return resume(m, t, raised(action.type, action.value));
    if (action.deed == CLOSE)
        return resume(m, t, raised(GEN_GENERATOR_EXIT, 0));
    return resume(m, t, (struct outcome){GEN_YIELDED, action.deed == SEND ? action.value : 0, NULL});
}

/* A step of one that does not wait at a yield. */
static struct outcome unstarted_or_closed(struct model *m, struct twin *t, struct action action)
{
    bool created = t->state == GEN_CREATED;

    if (action.deed == CLOSE) {
        t->state = GEN_CLOSED;
        return none(GEN_RETURNED);
    }
    if (action.deed == THROW)
        return created ? close_twin(t, raised(action.type, action.value)) : raised(action.type, action.value);
    if (!created)
        return none(GEN_RETURNED);
    if (action.deed == SEND)
        return raised(GEN_TYPE_ERROR, 0);
    return resume(m, t, none(GEN_YIELDED));
}

static struct outcome answer_to_close(const struct twin *t, struct outcome o)
{
    if (o.status == GEN_YIELDED && t->state == GEN_SUSPENDED)
        return raised(GEN_RUNTIME_ERROR, 0);
    if (o.status == GEN_RAISED && o.type == GEN_GENERATOR_EXIT)
        return none(GEN_RETURNED);
    return o;
}

static struct outcome step(struct model *m, struct twin *t, struct action action)
{
    struct outcome o;

    if (t->iterator)
        return step_iterator(m, t, action);
    if (t->state == GEN_RUNNING)
        return raised(GEN_VALUE_ERROR, 0);
    if (t->state != GEN_SUSPENDED)
        return unstarted_or_closed(m, t, action);
    o = wake(m, t, action);
    return action.deed == CLOSE ? answer_to_close(t, o) : o;
}

static struct outcome make(struct model *m, struct action action)
{
    struct twin *t;

    if (m->slot[action.slot] != NULL)
        return none(GEN_RETURNED);
    t = calloc(1, sizeof *t);
    if (t == NULL)
        abort();
    t->iterator = makes_iterator(action);
    t->methods = methods_of(action);
    t->state = t->iterator ? GEN_SUSPENDED : GEN_CREATED;
    t->refs = 1;
    t->mind.seed = (uint32_t)action.value;
    t->next = m->all;
    m->all = t;
    m->slot[action.slot] = t;
    m->live++;
    return none(GEN_YIELDED);
}

void model_free(struct model *m, int slot)
{
    struct twin *t = m->slot[slot];

    m->slot[slot] = NULL;
    drop(m, t);
}

struct outcome model_do(struct model *m, struct action action)
{
    struct twin *t = m->slot[action.slot];
    struct outcome o;

    if (action.deed == NEW)
        return make(m, action);
    if (t == NULL)
        return none(GEN_RETURNED);
    if (action.deed == FREE) {
        model_free(m, action.slot);
        return none(GEN_RETURNED);
    }
    t->refs++;
    o = step(m, t, action);
    drop(m, t);
    return o;
}

void model_end(struct model *m)
{
    while (m->all != NULL) {
        struct twin *t = m->all;

        m->all = t->next;
        free(t);
    }
}
