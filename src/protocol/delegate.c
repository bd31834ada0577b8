/*
 * delegate.c - yield from (PEP 380).
 *
 * A generator that can go on is linked into the delegator's chain (attach), and from then on steps pass the delegator
 * by. All else is done step by step on the delegator's own stack: iterators without a stack, and a delegate that
 * is closed, is running, or was taken away by somebody who stepped it directly.
 */
#include "protocol/internal.h"

gen_t *gen_top_(const gen_t *g)
{
    while (g->delegator != NULL)
        g = g->delegator;
    return (gen_t *)g;
}

/* Where the context of a suspended root is. */
static gen_context_t_ *context_of(gen_t *root)
{
    return root->hot.resume != NULL ? &root->hot.resume : &root->idle;
}

/* Links sub, which can be resumed, below self, which runs. Returns where to switch to. */
static gen_context_t_ attach(gen_t *self, gen_t *sub)
{
    gen_context_t_ to = sub->hot.resume;

    sub->hot.resume = NULL;
    sub->delegator = self;
    sub->leaf->root = self->root;
    self->root->leaf = sub->leaf;
    return to;
}

/* Takes g, suspended, out of the chain it is in: it becomes the root of the lower part, its delegator the leaf of the
 * upper, and finds out when it is resumed. */
void gen_detach_(gen_t *g)
{
    gen_t *above = g->delegator;
    gen_t *root = gen_top_(above);
    gen_context_t_ *context = context_of(root);

    if (gen_is_stackless_(g)) {
        gen_stackless_detach_(g);
        return;
    }
    g->delegator = NULL;
    g->hot.resume = *context;
    g->leaf = root->leaf;
    g->leaf->root = g;
    *context = g->return_to;
    root->leaf = above;
    above->root = root;
}

/* An exception was thrown at this delegation, rather than coming up by itself: what self handles becomes its context. */
void gen_chain_thrown_(gen_t *self, gen_error_t *e)
{
    if (self->handlers != NULL)
        gen_error_set_context(e, gen_innermost_(self->handlers));
}

/* sub has ended: self is the leaf again, and takes over the step that runs the chain. Returns whether the exception that
 * ended sub, if one did, was thrown at it. */
static inline bool come_back(gen_t *self, gen_t *sub, gen_context_t_ from)
{
    gen_t *root = sub->root;
    bool thrown = root->thrown == sub;

    sub->idle = from;
    sub->delegator = NULL;
    self->hot.step = sub->hot.step;
    self->hot.resumer = sub->hot.resumer;
    sub->hot.step = NULL;
    self->root = root;
    root->leaf = self;
    if (GEN_UNLIKELY(thrown))
        root->thrown = self;
    return thrown;
}

/* An exception has ended sub. */
static enum gen_outcome come_back_raised(gen_t *self, gen_t *sub, gen_context_t_ from)
{
    bool thrown = come_back(self, sub, from);

    self->hot.pending = gen_take_error(sub);
    if (thrown)
        gen_chain_thrown_(self, self->hot.pending);
    return RAISED;
}

void gen_woken_(gen_t *self)
{
    self->hot.pending = NULL;
    gen_take_over_(self, self->hot.step->delegator);
}

/* Readies sub, which can be resumed, to take over with value. Returns where to switch to, with the step. */
static gen_context_t_ enter_delegate(gen_t *self, gen_t *sub, gen_value_t value)
{
    struct gen_step_ *step = self->hot.step;

    gen_copy_(&step->value, &value);
    self->hot.step = NULL;
    if (sub->life == LIFE_STARTED) {
        step->delegator = self;
        sub->leaf->hot.pending = GEN_RIDDEN_;
    }
    return attach(self, sub);
}

/* self wakes after that: sub has ended, or was taken away and there is a new step. */
static enum gen_outcome leave_delegate(gen_t *self, gen_t *sub, struct gen_arrival_ arrival, gen_value_t *value)
{
    struct gen_step_ *step = arrival.data;

    if (step == NULL && sub->error != NULL)
        return come_back_raised(self, sub, arrival.from);
    if (step == NULL) {
        come_back(self, sub, arrival.from);
        gen_copy_(value, &sub->result);
        return DONE;
    }
    self->hot.resumer = arrival.from;
    self->hot.step = step;
    gen_copy_(value, &step->value);
    if (self->hot.pending == GEN_RIDDEN_)
        gen_woken_(self);
    return TAKEN_AWAY;
}

/* The exception that a step of sub raised, to be raised here; a StopIteration of an iterator is its result (PEP 380). */
static enum gen_outcome raised(gen_t *self, gen_t *sub, bool at_throw, gen_value_t *value)
{
    gen_error_t *e = gen_take_error(sub);

    if (gen_error_is(e, GEN_STOP_ITERATION) && (sub->type != NULL || at_throw)) {
        *value = gen_error_value(e);
        gen_error_free(self->kept);
        self->kept = e;
        return DONE;
    }
    if (at_throw)
        gen_chain_thrown_(self, e);
    self->hot.pending = e;
    return RAISED;
}

static enum gen_outcome outcome_of(gen_t *self, gen_t *sub, gen_status_t status, bool at_throw, gen_value_t *value)
{
    switch (status) {
    case GEN_YIELDED:
        return YIELDED;
    case GEN_RETURNED:
        return DONE;
    case GEN_RAISED:
        break;
    }
    return raised(self, sub, at_throw, value);
}

/* GeneratorExit closes the delegate and is then raised here; what the close raises replaces it. */
static enum gen_outcome forward_exit(gen_t *self, gen_t *sub, gen_error_t *e)
{
    bool closes = sub->type == NULL || sub->type->close != NULL;

    if (closes && gen_close(sub, NULL) == GEN_RAISED) {
        gen_error_free(e);
        e = gen_take_error(sub);
    }
    gen_chain_thrown_(self, e);
    self->hot.pending = e;
    return RAISED;
}

/* Any other exception is thrown into the delegate, if it has a throw. */
static enum gen_outcome forward_throw(gen_t *self, gen_t *sub, gen_error_t *e, gen_value_t *value)
{
    gen_status_t status;

    if (sub->type != NULL && sub->type->throw_ == NULL) {
        gen_chain_thrown_(self, e);
        self->hot.pending = e;
        return RAISED;
    }
    status = gen_throw_error(sub, e, value);
    gen_error_free(e);
    return outcome_of(self, sub, status, true, value);
}

/* Whether sub can take over: it waits, for any value or for its first step. */
static bool can_be_entered(gen_t *sub, gen_value_t value)
{
    gen_state_t state;

    if (GEN_UNLIKELY(sub->type != NULL || gen_is_stackless_(sub)))
        return false;
    state = gen_enter_(sub);
    return state == GEN_SUSPENDED || (state == GEN_CREATED && gen_is_none(value));
}

/* One step of the delegation, by the public functions: with the value, or with the exception that is pending. */
enum gen_outcome gen_step_by_call_(gen_t *self, gen_t *sub, gen_value_t *value)
{
    gen_error_t *e = self->hot.pending;

    if (e != NULL) {
        self->hot.pending = NULL;
        return gen_error_is(e, GEN_GENERATOR_EXIT) ? forward_exit(self, sub, e) : forward_throw(self, sub, e, value);
    }
    if (sub->type != NULL && gen_is_none(*value))
        return outcome_of(self, sub, gen_iter_next_(sub, value), false, value);
    return outcome_of(self, sub, gen_send(sub, *value, value), false, value);
}

/* The same, by a switch where that is possible. */
static enum gen_outcome step_delegate(gen_t *self, gen_t *sub, gen_value_t *value)
{
    if (self->hot.pending == NULL && can_be_entered(sub, *value)) {
        struct gen_step_ *step = self->hot.step;

        return leave_delegate(self, sub, gen_switch_(enter_delegate(self, sub, *value), step), value);
    }
    return gen_step_by_call_(self, sub, value);
}

/* Yields what sub yielded. Returns false if an exception came back that is not for sub. */
static bool pass_on(gen_t *self, gen_value_t *value)
{
    bool resumed;

    self->here = false;
    resumed = gen_yield(self, *value, value);
    return resumed || !self->here;
}

/* The delegation is over. */
static bool delegation_finish(gen_t *self, enum gen_outcome outcome, const gen_value_t *value, gen_value_t *result)
{
    gen_t *sub = self->sub;

    self->sub = NULL;
    self->here = false;
    gen_free(sub);
    if (outcome == DONE && result != NULL)
        gen_copy_(result, value);
    return outcome == DONE;
}

/* The first step of an iterator, here already: what it yields is then yielded by the inline function, in the body's own
 * frame. What ends it at once waits in the step. */
static inline gen_context_t_ begin_by_step(gen_t *self, gen_t *sub)
{
    gen_value_t value;
    enum gen_outcome outcome = outcome_of(self, sub, gen_iter_next_(sub, &value), false, &value);
    struct gen_step_ *step = self->hot.step;

    if (outcome == YIELDED) {
        self->hot.step = NULL;
        gen_copy_(&step->value, &value);
        return self->hot.resumer;
    }
    step->status = outcome == DONE ? GEN_RETURNED : GEN_RAISED;
    if (outcome == DONE)
        gen_copy_(&step->value, &value);
    return NULL;
}

gen_context_t_ gen_enter_delegate_(gen_t *self, gen_t *sub)
{
    self->sub = sub;
    self->here = false;
    if (GEN_UNLIKELY(sub->type != NULL))
        return begin_by_step(self, sub);
    return can_be_entered(sub, GEN_NONE) ? enter_delegate(self, sub, GEN_NONE) : NULL;
}

/* What has become of the delegation by now: it began with a switch, with a step of an iterator, or not at all. */
static enum gen_outcome take_up(gen_t *self, struct gen_arrival_ arrival, gen_value_t *value)
{
    struct gen_step_ *step = self->hot.step;

    if (arrival.from != NULL)
        return leave_delegate(self, self->sub, arrival, value);
    if (self->sub->type == NULL)
        return NOT_BEGUN;
    if (step->status == GEN_RAISED)
        return RAISED;
    gen_copy_(value, &step->value);
    return DONE;
}

/* All that is not a plain end of a delegate that took over. */
static GEN_COLD bool end_by_steps(gen_t *self, gen_context_t_ from, void *data, gen_value_t *result)
{
    gen_value_t value = GEN_NONE;
    enum gen_outcome outcome = take_up(self, (struct gen_arrival_){from, data}, &value);

    while (outcome == NOT_BEGUN || (outcome == YIELDED && pass_on(self, &value)) ||
           (outcome == TAKEN_AWAY && !self->here))
        outcome = step_delegate(self, self->sub, &value);
    return delegation_finish(self, outcome, &value, result);
}

bool gen_end_delegation_(gen_t *self, gen_context_t_ from, void *data, gen_value_t *result)
{
    gen_t *sub = self->sub;

    if (sub == NULL)
        return false; /* refused */
    if (GEN_UNLIKELY(from == NULL || data != NULL || sub->error != NULL))
        return end_by_steps(self, from, data, result);
    come_back(self, sub, from);
    self->sub = NULL;
    if (result != NULL)
        gen_copy_(result, &sub->result);
    if (--sub->refs == 0)
        gen_free_memory_(sub, true);
    return true;
}

static inline bool is_coroutine_to_other(const gen_t *sub, const gen_t *self)
{
    gen_check_(sub, "gen_yield_from");
    return sub->flavour == COROUTINE && self->flavour != COROUTINE;
}

/* Raises in self why it cannot delegate to sub, if it is to blame. */
static GEN_COLD gen_context_t_ refuse_delegation(gen_t *self, gen_t *sub)
{
    gen_check_(self, "gen_yield_from");
    if (self->hot.step == NULL)
        gen_yield_refused_(self);
    else if (self->hot.pending != NULL)
        gen_call_refused_(self, self->flavour == COROUTINE ? "gen_await()" : "gen_yield_from()");
    else if (sub == NULL)
        gen_raise(self, GEN_MEMORY_ERROR, "%s", gen_new_error());
    else
        gen_raise(self, GEN_TYPE_ERROR, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    gen_free(sub);
    return NULL;
}

gen_context_t_ gen_begin_delegation_(gen_t *self, gen_t *sub)
{
    if (GEN_UNLIKELY(self == NULL || self->hot.step == NULL || self->hot.pending != NULL || sub == NULL ||
                     is_coroutine_to_other(sub, self)))
        return refuse_delegation(self, sub);
    return gen_enter_delegate_(self, sub);
}
