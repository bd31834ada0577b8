/**
 * @file gen/inline/yield.h
 * The definitions behind gen_yield() and gen_yield_from().
 */
#ifndef GEN_INLINE_YIELD_H
#define GEN_INLINE_YIELD_H

/** A yield that may not be: an exception is pending, or @p self is not running. @return false */
GEN_API bool gen_yield_refused_(gen_t *self);

/** The same of another call that yields or waits, where that is known: "gen_sleep()". @return false */
GEN_API bool gen_call_refused_(gen_t *self, const char *call);

/** What is pending where no exception is: it was a delegator that switched here, not whoever made the step. */
#define GEN_RIDDEN_ ((gen_error_t *)1)

/** Puts right who resumed @p self, which was ridden. */
GEN_API void gen_woken_(gen_t *self);

/** Prepares to delegate to @p sub: takes it over. @return where to switch to; NULL if that is not all there is to do */
GEN_API gen_context_t_ gen_begin_delegation_(gen_t *self, gen_t *sub);

/** Does the rest: after a switch back from @p from with @p data, or all of it if @p from is NULL. */
GEN_API bool gen_end_delegation_(gen_t *self, gen_context_t_ from, void *data, gen_value_t *result);

static inline bool gen_yield(gen_t *self, gen_value_t out, gen_value_t *in)
{
    struct gen_hot_part_ *hot = gen_hot_(self);
    struct gen_step_ *step;
    struct gen_arrival_ arrival;

    if (GEN_UNLIKELY(self == NULL || hot->pending != NULL || hot->step == NULL)) {
        (void)gen_yield_refused_(self);
        return false; /* said here, so that the compiler knows when *in is set */
    }
    step = hot->step;
    hot->step = NULL;
    gen_copy_(&step->value, &out);
    arrival = gen_switch_(hot->resumer, NULL);
    step = (struct gen_step_ *)arrival.data;
    hot->resumer = arrival.from;
    hot->step = step;
    if (GEN_UNLIKELY(hot->pending != NULL)) {
        if (hot->pending != GEN_RIDDEN_)
            return false;
        gen_woken_(self);
        hot->pending = NULL;
        hot->step = step; /* as it is already: now the compiler knows, and the next yield need not look */
    }
    if (in != NULL)
        gen_copy_(in, &step->value);
    return true;
}

/** Delegates from here, in the body's own frame: a return across the switch would be mispredicted. */
static inline bool gen_delegate_(gen_t *self, struct gen_step_ *step, gen_context_t_ to, gen_value_t *result)
{
    struct gen_arrival_ arrival = {NULL, NULL};

    if (to != NULL)
        arrival = gen_switch_(to, step);
    return gen_end_delegation_(self, arrival.from, arrival.data, result);
}

static inline bool gen_yield_from(gen_t *self, gen_t *sub, gen_value_t *result)
{
    struct gen_step_ *step = self != NULL ? gen_hot_(self)->step : NULL;

    return gen_delegate_(self, step, gen_begin_delegation_(self, sub), result);
}

#endif
