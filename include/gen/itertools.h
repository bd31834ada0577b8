/**
 * @file gen/itertools.h
 * Python's itertools: iterators over iterators, without a stack. A library of its own, gen::itertools.
 *
 * They go with those of gen/iterator.h, gen_map() and the like. Each **takes over the reference** to its sources and frees
 * them when it is done, closed or freed; a NULL source (out of memory) gives NULL, and the other source is freed: only the
 * outermost has to be looked at. A source may be anything that can be stepped.
 *
 * @code
 * gen_t *numbers = gen_islice(gen_count(10, 1), 0, 100, 3);         // numbers = islice(count(10), 0, 100, 3)
 * gen_t *totals = gen_accumulate(numbers, NULL, NULL, GEN_NONE);    // totals = accumulate(numbers)
 * gen_t *small = gen_takewhile(totals, is_small, NULL);             // small = takewhile(is_small, totals)
 * @endcode
 *
 * @par What a value is good for
 * What comes straight from a source is good for as long as the source says. What has to be kept while a source makes further
 * steps (by gen_accumulate(), gen_cycle(), gen_pairwise(), and gen_repeat()'s value) is kept by a copy if it is a string and
 * by a reference if it is an exception: it is good until the iterator's next step. What a **pointer** points to is not
 * copied: it must live for as long as the iterator may yield it again.
 *
 * @par Errors
 * As in CPython, an exception of a source or a function goes through and does not end the iterator: it may be asked for the
 * next value. It ends gen_islice() and gen_pairwise(), as it does there. A function that is missing is a TypeError
 * "'NoneType' object is not callable" at the step that needs it. A step of an iterator from within its own step is a
 * ValueError "generator already executing".
 *
 * @par Sending, throwing, closing
 * They have neither send nor throw, as in Python: AttributeError, and a delegation to one is left. close() ends them and
 * frees their sources.
 */
#ifndef GEN_ITERTOOLS_H
#define GEN_ITERTOOLS_H

#include <gen/iterator.h>

#ifdef __cplusplus
extern "C" {
#endif

/** No end: for gen_repeat()'s times and gen_islice()'s stop. */
#define GEN_ENDLESS SIZE_MAX

/** `bool(value)`. @return false for None, 0, 0.0, the empty string and NULL; true for all else, NaN too */
GEN_API bool gen_truth(gen_value_t value);

/**
 * @name Making values
 * @{
 */

/**
 * `itertools.count(start, step)`: integers, one after the other, without an end.
 * @param start  the first
 * @param step   what each is more than the one before it; may be 0 or negative
 * @return one reference; NULL if out of memory. Where Python's integers grow, a step raises OverflowError "int too large to
 *     convert", and so does every later one.
 */
GEN_API gen_t *gen_count(int64_t start, int64_t step) GEN_CHECKED;

/**
 * `itertools.repeat(value, times)`: the same value, time and again.
 * @param value  a string is copied; of an exception a reference is taken
 * @param times  how often; #GEN_ENDLESS for ever
 * @return one reference; NULL if out of memory
 */
GEN_API gen_t *gen_repeat(gen_value_t value, size_t times) GEN_CHECKED;

/**
 * `itertools.cycle(source)`: its values, which are kept, and when it is done the same again, for ever. Nothing if there was
 * none.
 * @param source  the reference is taken over
 * @return one reference; NULL if out of memory, and then @p source is freed. A step raises MemoryError if a value cannot be
 *     kept; the value is lost.
 */
GEN_API gen_t *gen_cycle(gen_t *source) GEN_CHECKED;

/** @} */

/**
 * @name Choosing values
 * @{
 */

/**
 * `itertools.compress(data, selectors)`: those of data whose selector is true (gen_truth()), until either is done.
 * @param data       the reference is taken over
 * @param selectors  likewise
 * @return one reference; NULL if out of memory, and then both are freed
 */
GEN_API gen_t *gen_compress(gen_t *data, gen_t *selectors) GEN_CHECKED;

/**
 * `itertools.dropwhile(predicate, source)`: leaves values out as long as the predicate holds, and yields all that follow.
 * @param source     the reference is taken over
 * @param predicate  is called for each value until it is false. It is not asked for any more then.
 * @param arg        passed on to it; borrowed until the iterator is done, closed or freed
 * @return one reference; NULL if out of memory, and then @p source is freed
 */
GEN_API gen_t *gen_dropwhile(gen_t *source, gen_filter_t *predicate, void *arg) GEN_CHECKED;

/** `itertools.filterfalse(predicate, source)`: the values for which the predicate is false. As gen_dropwhile(); NULL for @p
 * predicate, Python's None, is gen_truth(). */
GEN_API gen_t *gen_filterfalse(gen_t *source, gen_filter_t *predicate, void *arg) GEN_CHECKED;

/** `itertools.takewhile(predicate, source)`: values as long as the predicate holds. As gen_dropwhile(); the value for which it
 * does not is lost, and the iterator is done. */
GEN_API gen_t *gen_takewhile(gen_t *source, gen_filter_t *predicate, void *arg) GEN_CHECKED;

/**
 * `itertools.islice(source, start, stop, step)`: the values at these places, counted from 0.
 * @param source  the reference is taken over. What comes before @p start is dropped; no value from @p stop
 *                on is asked for.
 * @param start   the first place
 * @param stop    the place behind the last; #GEN_ENDLESS, Python's None, for none
 * @param step    the distance of two. 0 is a ValueError "Step for islice() must be a positive integer or None." at the first
 *                step.
 * @return one reference; NULL if out of memory, and then @p source is freed
 */
GEN_API gen_t *gen_islice(gen_t *source, size_t start, size_t stop, size_t step) GEN_CHECKED;

/** @} */

/**
 * @name Putting values together
 * @{
 */

/**
 * Turns a result so far and the next value into the next result.
 * @param self   the iterator, to raise on: what is then returned is ignored, and the result so far stays
 * @param total  the result so far
 * @param value  the next value; both are good until the function returns
 * @param arg    what gen_accumulate() was given
 * @return the next result. It is kept: a string is copied, so that it may stand in a buffer of the function's own.
 */
typedef gen_value_t gen_fold_t(gen_t *self, gen_value_t total, gen_value_t value, void *arg);

/**
 * `itertools.accumulate(source, function, initial=initial)`: results so far.
 * @param source    the reference is taken over
 * @param function  what makes one of two; NULL for `operator.add`: of integers and reals the sum, of strings both in one;
 *                  OverflowError where a sum does not fit in 64 bits, TypeError "unsupported operand type(s) for +: 'int' and
 *                  'str'"
 * @param arg       passed on to it; borrowed until the iterator is done, closed or freed
 * @param initial   the first result, which is yielded before the source is asked; GEN_NONE for none: then the first value
 *                  is. A string is copied; of an exception a reference is taken.
 * @return one reference; NULL if out of memory, and then @p source is freed. A step raises MemoryError if a result cannot be
 *     kept.
 */
GEN_API gen_t *gen_accumulate(gen_t *source, gen_fold_t *function, void *arg, gen_value_t initial) GEN_CHECKED;

/**
 * `itertools.pairwise(source)`: gen_ptr() of a gen_pair_t of each value and the one after it, good until the next step.
 * @param source  the reference is taken over
 * @return one reference; NULL if out of memory, and then @p source is freed. A step raises MemoryError if a value cannot be
 *     kept, which ends the iterator.
 */
GEN_API gen_t *gen_pairwise(gen_t *source) GEN_CHECKED;

/** @} */

#ifdef __cplusplus
}
#endif

#endif
