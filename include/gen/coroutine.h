/**
 * @file gen/coroutine.h
 * Coroutines and await (PEP 492).
 *
 * A coroutine is a generator with three differences, as in CPython: its messages say "coroutine", it is awaited once
 * (a step of a finished one raises RuntimeError "cannot reuse already awaited coroutine"), and a plain generator may
 * not delegate to it. What it awaits, in the end, is an iterator that yields to whoever drives the coroutine, an
 * event loop as a rule: gen/iterator.h makes those, gen/async.h has a whole loop.
 *
 * @code
 * static gen_status_t area(gen_t *self, void *args)                        // async def area(side):
 * {
 *     gen_value_t width, height;
 *
 *     if (!gen_await(self, measure(args), &width) ||                       //     width = await measure(side)
 *         !gen_await(self, measure(args), &height))                        //     height = await measure(side)
 *         return GEN_RAISED;
 *     return gen_return(self, gen_int(gen_as_int(width) * gen_as_int(height)));
 * }
 *
 * gen_t *c = gen_coroutine(NULL, area, &side, sizeof side);                // c = area(side)
 * @endcode
 */
#ifndef GEN_COROUTINE_H
#define GEN_COROUTINE_H

#include <gen/body.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes a coroutine: Python's call of an `async def`. Nothing of its body runs before it is awaited.
 * @param attr  its name, stack and so on, as for gen_new_with(); NULL for the defaults
 * @param body  the function to run
 * @param args  copied into it, @p size bytes of them; may be NULL if @p size is 0
 * @param size  in bytes
 * @return one reference, which gen_await(), gen_create_task() and the like take over; NULL if out of memory, which they
 *     turn into a MemoryError
 */
GEN_API gen_t *gen_coroutine(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size) GEN_CHECKED;

/** What runs inside an async generator, and may await. Not for users: gen/async/asyncgen.h makes the whole of it. */
GEN_API gen_t *gen_async_generator_(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size)
    GEN_CHECKED;

/** @return the first of those that delegate to each other, the last to @p g; @p g if nobody delegates to it. Not for users. */
GEN_API gen_t *gen_top_(const gen_t *g);

/** @return inspect.iscoroutine(g): whether @p g is a coroutine */
GEN_API bool gen_is_coroutine(const gen_t *g);

/**
 * `result = await awaitable`.
 * @param self       the coroutine that runs
 * @param awaitable  a coroutine, or the iterator that an awaitable's `__await__` would return; **the reference is taken
 *                   over**, and NULL raises a MemoryError, as for gen_yield_from()
 * @param result     set to what it returned; may be NULL
 * @return true; false if an exception is pending. TypeError for a plain generator, RuntimeError "coroutine is being
 *     awaited already" for a coroutine that somebody else awaits.
 */
static inline bool gen_await(gen_t *self, gen_t *awaitable, gen_value_t *result) GEN_CHECKED;

#include <gen/inline/await.h>

/** Is told in a sentence, "coroutine 'fetch' was never awaited", of what was freed without ever having begun. */
typedef void gen_never_awaited_t(const char *sentence, void *context);

/**
 * Sets the hook for coroutines, and operations of async generators, that are freed without having been awaited, closed or
 * thrown into: Python's RuntimeWarning. There is none unless it is set, for to free what is not needed any more is no
 * mistake in C. @p context is borrowed until another is set. NULL takes it back.
 */
GEN_API void gen_set_never_awaited_hook(gen_never_awaited_t *hook, void *context);

/** Tells the hook. Not for users. */
GEN_API void gen_never_awaited_(const char *fmt, ...) GEN_FORMAT(1, 2);

#ifdef __cplusplus
}
#endif

#endif
