/**
 * @file gen/iterator.h
 * Iterators without a stack: a table of functions over some state.
 *
 * They are gen_t too: every step works on them, and gen_yield_from() delegates to them by PEP 380's rules for
 * iterators that are not generators. Their methods run on the caller's stack and may do there what the caller may.
 *
 * @code
 * static gen_status_t count_next(gen_t *self, void *state, gen_value_t *out)   // class count:
 * {                                                                            //     def __next__(self):
 *     int64_t *n = state;
 *
 *     (void)self;
 *     *out = gen_int((*n)++);
 *     return GEN_YIELDED;
 * }
 *
 * static gen_t *count(int64_t from)
 * {
 *     static const gen_iterator_t type = {.name = "count", .next = count_next};
 *
 *     return gen_iter_new(&type, &from, sizeof from);
 * }
 * @endcode
 */
#ifndef GEN_ITERATOR_H
#define GEN_ITERATOR_H

#include <gen/body.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The methods of an iterator. Each is given the iterator itself, on which it raises (gen_raise()), and its state.
 * Only next is needed; a step that needs a missing one raises AttributeError "'NAME' object has no attribute 'send'".
 */
typedef struct gen_iterator {
    const char *name; /**< the type's name, for messages */

    /** `__next__`: GEN_YIELDED with the next value in @p out; GEN_RETURNED when done, with the return value in it;
     * GEN_RAISED, which leaves @p out alone: it may be the caller's own variable. */
    gen_status_t (*next)(gen_t *self, void *state, gen_value_t *out);

    /** The same, told @p in, which is not None. NULL: a value sent to it ends a delegation with AttributeError. */
    gen_status_t (*send)(gen_t *self, void *state, gen_value_t in, gen_value_t *out);

    /** Is thrown @p e, borrowed. NULL: what is thrown at a delegation to it is raised in the delegator. */
    gen_status_t (*throw_)(gen_t *self, void *state, gen_error_t *e, gen_value_t *out);

    /** Is closed: GEN_RETURNED or GEN_RAISED. NULL: closing a delegation to it does not tell it. */
    gen_status_t (*close)(gen_t *self, void *state, gen_value_t *out);

    /** Frees what the state owns, when the last reference is dropped. NULL for nothing. */
    void (*destroy)(void *state);
} gen_iterator_t;

/**
 * Makes an iterator.
 * @param type   its methods; borrowed for its life
 * @param state  copied into it, @p size bytes of it; NULL for all zeros
 * @param size   in bytes
 * @return one reference; NULL if out of memory: gen_new_error()
 */
GEN_API gen_t *gen_iter_new(const gen_iterator_t *type, const void *state, size_t size) GEN_CHECKED;

/** @return the state of iterator @p g, which lives as long as it does; NULL if @p g is not an iterator of @p type */
GEN_API void *gen_iter_state(gen_t *g, const gen_iterator_t *type);

/**
 * @name The memory of iterators
 * For who makes many of a kind. Not for users.
 * @{
 */

/** Called in @p g's destroy: its memory is not freed. @return false: it is, so that whoever watches can see its misuse */
GEN_API bool gen_iter_reserve_(gen_t *g) GEN_CHECKED;

/** It is an iterator again, with one reference and its state as it was left. */
GEN_API void gen_iter_renew_(gen_t *g);

/** Frees the memory. */
GEN_API void gen_iter_give_(gen_t *g);

/** @} */

/**
 * @name Generator expressions (PEP 289)
 * Iterators over iterators. Each **takes over the reference** to its source and frees it when done, closed or freed;
 * a NULL source (out of memory) gives NULL: only the outermost has to be looked at. They behave like generators: send() is
 * next(), throw() and close() end them. What their function raises ends them as well.
 *
 * @code
 * gen_t *odd = gen_filter(gen_range(0, 10, 1), is_odd, NULL);      // odd = (n for n in range(10) if n % 2)
 * gen_t *squares = gen_map(odd, square, NULL);                     // squares = (n * n for n in odd)
 * @endcode
 *
 * @{
 */

/**
 * Turns one value into another.
 * @param self   the generator expression, to raise on: what is then returned is ignored
 * @param value  the value, good until the function returns
 * @param arg    what gen_map() was given
 * @return the other value, which must be good until the next step
 */
typedef gen_value_t gen_map_t(gen_t *self, gen_value_t value, void *arg);

/** Tells whether to keep a value. Its parameters are those of a gen_map_t. */
typedef bool gen_filter_t(gen_t *self, gen_value_t value, void *arg);

/**
 * `(function(v) for v in source)`, or `map(function, source)`.
 * @param source    the reference is taken over
 * @param function  is called once for each value, when it is asked for
 * @param arg       passed on to it; borrowed until the expression is done, closed or freed
 * @return one reference; NULL if out of memory, and then @p source is freed
 */
GEN_API gen_t *gen_map(gen_t *source, gen_map_t *function, void *arg) GEN_CHECKED;

/** `(v for v in source if predicate(v))`, or `filter(predicate, source)`. As gen_map(). */
GEN_API gen_t *gen_filter(gen_t *source, gen_filter_t *predicate, void *arg) GEN_CHECKED;

/** `iter(range(start, stop, step))`: integers, down if @p step is negative; ValueError at the first step if it is 0. */
GEN_API gen_t *gen_range(int64_t start, int64_t stop, int64_t step) GEN_CHECKED;

/** `itertools.islice(source, count)`: at most @p count values. @p source is not asked for one more. */
GEN_API gen_t *gen_take(gen_t *source, size_t count) GEN_CHECKED;

/** `itertools.chain(first, second)`: the values of one, then those of the other. */
GEN_API gen_t *gen_chain(gen_t *first, gen_t *second) GEN_CHECKED;

/** What gen_zip() and gen_enumerate() yield a pointer to, good until the next step. */
typedef struct gen_pair {
    gen_value_t first;  /**< from the first source, or the index */
    gen_value_t second; /**< from the second source */
} gen_pair_t;

/** `zip(first, second)`: yields gen_ptr() of a gen_pair_t, until either is done. What its values point to is good for as
 * long as the sources say: of one that is done, not any more. */
GEN_API gen_t *gen_zip(gen_t *first, gen_t *second) GEN_CHECKED;

/** `enumerate(source)`: yields gen_ptr() of a gen_pair_t, the first of which counts from 0. */
GEN_API gen_t *gen_enumerate(gen_t *source) GEN_CHECKED;

/** @} */

#ifdef __cplusplus
}
#endif

#endif
