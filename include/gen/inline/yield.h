/**
 * @file gen/inline/yield.h
 * The definition behind gen_yield().
 */
#ifndef GEN_INLINE_YIELD_H
#define GEN_INLINE_YIELD_H

/** A yield that may not be: an exception is pending, or @p self is not running. @return false */
GEN_API bool gen_yield_refused_(gen_t *self);

static inline bool gen_yield(gen_t *self, gen_value_t out, gen_value_t *in)
{
    struct gen_hot_part_ *hot = gen_hot_(self);
    struct gen_step_ *step = hot->step;
    struct gen_arrival_ arrival;

    if (GEN_UNLIKELY(hot->pending != NULL || step == NULL)) {
        (void)gen_yield_refused_(self);
        return false; /* said here, so that the compiler knows when *in is set */
    }
    hot->step = NULL;
    step->value = out;
    arrival = gen_switch_(step->resumer, NULL);
    step = (struct gen_step_ *)arrival.data;
    *step->save = arrival.from;
    hot->step = step;
    if (in != NULL)
        *in = step->value;
    return hot->pending == NULL;
}

#endif
