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
 * steps (by gen_accumulate(), gen_batched(), gen_combinations(), gen_cycle(), gen_pairwise(), gen_permutations(),
 * gen_product(), and gen_repeat()'s value) is kept by a copy if it is a string and
 * by a reference if it is an exception: it is good until the iterator's next step. What a **pointer** points to is not
 * copied: it must live for as long as the iterator may yield it again.
 *
 * @par Errors
 * As in CPython, an exception of a source or a function goes through and does not end the iterator: it may be asked for the
 * next value. It ends gen_batched(), gen_combinations(), gen_islice(), gen_pairwise(), gen_permutations(), gen_product() and
 * gen_zip_longest(), as it does there. A function that is missing is a TypeError
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

/**
 * `iter(array)`: the values of an array, or of a gen_list_t: `gen_values(list.items, list.count)`.
 * @param array  borrowed, and what its values point to, until the iterator is done, closed or freed; NULL with a count is a
 *               TypeError "'NoneType' object is not iterable" at the first step
 * @param count  of the values
 * @return one reference; NULL if out of memory
 */
GEN_API gen_t *gen_values(const gen_value_t *array, size_t count) GEN_CHECKED;

/** `reversed(array)`: the last first. As gen_values(). */
GEN_API gen_t *gen_reversed(const gen_value_t *array, size_t count) GEN_CHECKED;

/**
 * `iter(text.split(separator))`, one part at a time. Its strings are good until it is closed or freed.
 * @param text       copied; NULL stops the program
 * @param separator  copied. NULL, Python's None, splits at blanks, as many as there are, and yields no empty string: at those
 *                   of bytes.split(), space, tab, newline, return, vertical tab and form feed. With a separator, empty parts are
 *                   yielded, too. An empty one is a ValueError "empty separator" at the first step.
 * @return one reference; NULL if out of memory
 */
GEN_API gen_t *gen_split(const char *text, const char *separator) GEN_CHECKED;

/**
 * `iter(file)`: the lines of a file, each with its newline; good until the next step. A line is a string: what follows a NUL in
 * it is not seen.
 * @param file  borrowed until the iterator is done, closed or freed, and read as the steps are made; it is not closed. NULL, what
 *              fopen() gives if it cannot, is a TypeError "'NoneType' object is not iterable" at the first step.
 * @return one reference; NULL if out of memory. A step raises OSError "[Errno 5] Input/output error" if reading fails.
 */
GEN_API gen_t *gen_lines(FILE *file) GEN_CHECKED;

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
 * `itertools.chain.from_iterable(sources)`: the values of one source, then those of the next, and so on.
 *
 * @code
 * static gen_value_t split(gen_t *self, gen_value_t line, void *arg)
 * {
 *     return gen_ptr(gen_split(gen_as_str(line), NULL));
 * }
 *
 * gen_t *words = gen_chain_from(gen_map(gen_lines(file), split, NULL));  // words = chain.from_iterable(map(str.split, file))
 * @endcode
 *
 * @param sources  yields gen_ptr() of a gen_t each, whose reference is taken over, and which is freed before the next one is
 *                 asked for. The reference to @p sources is taken over, too.
 * @return one reference; NULL if out of memory, and then @p sources is freed. For a NULL pointer, a source that could not be
 *     made, a step raises MemoryError; for what is no pointer TypeError "'int' object is not iterable". Either ends it.
 */
GEN_API gen_t *gen_chain_from(gen_t *sources) GEN_CHECKED;

/**
 * `itertools.pairwise(source)`: gen_ptr() of a gen_pair_t of each value and the one after it, good until the next step.
 * @param source  the reference is taken over
 * @return one reference; NULL if out of memory, and then @p source is freed. A step raises MemoryError if a value cannot be
 *     kept, which ends the iterator.
 */
GEN_API gen_t *gen_pairwise(gen_t *source) GEN_CHECKED;

/**
 * `itertools.zip_longest(first, second, fillvalue=fill)`: gen_ptr() of a gen_pair_t, until both are done, as gen_zip() until
 * either is.
 * @param first   the reference is taken over
 * @param second  likewise
 * @param fill    stands for the values of one that is done; a string is copied, of an exception a reference is taken
 * @return one reference; NULL if out of memory, and then both are freed. An exception of either ends it.
 */
GEN_API gen_t *gen_zip_longest(gen_t *first, gen_t *second, gen_value_t fill) GEN_CHECKED;

/**
 * `itertools.product(first, second)`: gen_ptr() of a gen_pair_t of each value of the one with each of the other. Both are taken to
 * their ends at the first step, and their values kept.
 * @param first   the reference is taken over
 * @param second  likewise
 * @return one reference; NULL if out of memory, and then both are freed. An exception of either ends it, as does a
 *     MemoryError if a value cannot be kept.
 */
GEN_API gen_t *gen_product(gen_t *first, gen_t *second) GEN_CHECKED;

/** Python's tuple: what gen_batched(), gen_combinations() and gen_permutations() yield a pointer to, good until the next step. */
typedef struct gen_tuple {
    const gen_value_t *items; /**< the values */
    size_t count;             /**< how many there are */
} gen_tuple_t;

/**
 * `itertools.batched(source, size)`: gen_ptr() of a gen_tuple_t of the next values, so many at a time; the last has what is left.
 * @param source  the reference is taken over
 * @param size    how many; 0 is a ValueError "n must be at least one" at the first step
 * @return one reference; NULL if out of memory, and then @p source is freed. An exception of the source ends it, and what had
 *     come before it is lost, as in CPython; so does a MemoryError if a value cannot be kept.
 */
GEN_API gen_t *gen_batched(gen_t *source, size_t size) GEN_CHECKED;

/**
 * `itertools.combinations(source, size)`: gen_ptr() of a gen_tuple_t of each choice of so many values, in their order. The source
 * is taken to its end at the first step, and its values are kept.
 * @param source  the reference is taken over
 * @param size    how many; of more than there are no choice is possible
 * @return one reference; NULL if out of memory, and then @p source is freed. An exception of the source ends it, as does a
 *     MemoryError.
 */
GEN_API gen_t *gen_combinations(gen_t *source, size_t size) GEN_CHECKED;

/** `itertools.permutations(source, size)`: the same of each choice in each order; #GEN_ENDLESS for @p size, Python's None, is as
 * many as there are. As gen_combinations(). */
GEN_API gen_t *gen_permutations(gen_t *source, size_t size) GEN_CHECKED;

/** @} */

/**
 * @name One answer out of many values
 * These take a source to its end. They **take over the reference** to it and free it; NULL (out of memory) is a MemoryError.
 * What was raised is in @p error, which the caller then owns; if @p error is NULL, it is written to stderr. A result that is
 * not wanted may be NULL.
 *
 * @code
 * gen_error_t *e;
 *
 * if (gen_sum(numbers, gen_int(0), &total, &e) == GEN_RAISED) {         // total = sum(numbers)
 *     gen_raise_error(self, e);
 *     gen_error_free(e);
 *     return GEN_RAISED;
 * }
 * @endcode
 *
 * @{
 */

/**
 * `all(source)`: whether each value is true (gen_truth()). The source is asked until one is not.
 * @param source  what is asked
 * @param result  set with GEN_RETURNED
 * @param error   set to NULL, or with GEN_RAISED to the exception
 * @return GEN_RETURNED or GEN_RAISED
 */
GEN_API gen_status_t gen_all(gen_t *source, bool *result, gen_error_t **error);

/** `any(source)`: whether some value is true. The source is asked until one is. As gen_all(). */
GEN_API gen_status_t gen_any(gen_t *source, bool *result, gen_error_t **error);

/**
 * `sum(source, start)`. Reals are added as CPython 3.12 does: what rounding takes away is made up for.
 * @param source  what is asked
 * @param start   an integer or a real; gen_int(0) is Python's default
 * @param result  set with GEN_RETURNED
 * @param error   set to NULL, or with GEN_RAISED to the exception: TypeError "unsupported operand type(s) for +: 'int' and
 *                'str'", OverflowError if integers do not fit in 64 bits
 * @return GEN_RETURNED or GEN_RAISED
 */
GEN_API gen_status_t gen_sum(gen_t *source, gen_value_t start, gen_value_t *result, gen_error_t **error);

/**
 * `functools.reduce(function, source, initial)`: as gen_accumulate(), of which it is the last result.
 * @param source    what is asked
 * @param function  what makes one of two; NULL for `operator.add`
 * @param arg       passed on to it
 * @param initial   the first result; GEN_NONE for none: then the first value is
 * @param result    set with GEN_RETURNED, whatever was in it, to a value of the caller's own: gen_value_drop(); None with
 *                  GEN_RAISED
 * @param error     set to NULL, or with GEN_RAISED to the exception: TypeError "reduce() of empty iterable with no initial value"
 * @return GEN_RETURNED or GEN_RAISED
 */
GEN_API gen_status_t gen_reduce(gen_t *source, gen_fold_t *function, void *arg, gen_value_t initial,
                                gen_value_t *result, gen_error_t **error);

/**
 * `max(source)`: the greatest value, the first of equal ones. What can be compared is what gen_sorted() can sort.
 * @param source  what is asked
 * @param result  set with GEN_RETURNED, whatever was in it, to a value of the caller's own: gen_value_drop(); None with GEN_RAISED
 * @param error   set to NULL, or with GEN_RAISED to the exception: ValueError "max() iterable argument is empty", TypeError
 *                "'>' not supported between instances of 'str' and 'int'"
 * @return GEN_RETURNED or GEN_RAISED
 */
GEN_API gen_status_t gen_max(gen_t *source, gen_value_t *result, gen_error_t **error);

/** `min(source)`: the least value. As gen_max(). */
GEN_API gen_status_t gen_min(gen_t *source, gen_value_t *result, gen_error_t **error);

/** Python's list. It owns copies of its strings, and references to its exceptions; what its pointers point to is the caller's.
 * One that is made by hand begins with all zeros. */
typedef struct {
    gen_value_t *items; /**< the values */
    size_t count;       /**< how many there are */
    size_t room;        /**< for so many; not for users */
} gen_list_t;

/**
 * `list(source)`.
 * @param source  what is asked
 * @param list    filled in, whatever was in it: gen_list_free(); empty with GEN_RAISED
 * @param error   set to NULL, or with GEN_RAISED to the exception
 * @return GEN_RETURNED or GEN_RAISED
 */
GEN_API gen_status_t gen_list(gen_t *source, gen_list_t *list, gen_error_t **error);

/** `sorted(source)`: as gen_list(), the smallest value first; what is equal keeps its order. Numbers are compared with numbers,
 * strings with strings, by strcmp(); else TypeError "'<' not supported between instances of 'str' and 'int'". */
GEN_API gen_status_t gen_sorted(gen_t *source, gen_list_t *list, gen_error_t **error);

/** `list.append(value)`. @return false if out of memory: the list is as it was */
GEN_API bool gen_list_append(gen_list_t *list, gen_value_t value) GEN_CHECKED;

/** `del list`: frees its values. It is empty then, and may be used again. */
GEN_API void gen_list_free(gen_list_t *list);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
