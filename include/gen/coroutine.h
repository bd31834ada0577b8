/**
 * @file gen/coroutine.h
 * Coroutines and await (PEP 492).
 *
 * A coroutine is a generator with three differences, as in CPython: its messages say "coroutine", it is awaited once
 * (a step of a finished one raises RuntimeError "cannot reuse already awaited coroutine"), and a plain generator may
 * not delegate to it. What it awaits, in the end, is an iterator that yields to whoever drives the coroutine, an
 * event loop as a rule: gen/iterator.h makes those.
 */
#ifndef GEN_COROUTINE_H
#define GEN_COROUTINE_H

#include <gen/body.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Makes a coroutine: Python's call of an `async def`. As gen_new_with(), and NULL for @p attr means the defaults. */
GEN_API gen_t *gen_coroutine(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size) GEN_CHECKED;

/** What runs inside an async generator, and may await. Not for users: gen/async/asyncgen.h makes the whole of it. */
GEN_API gen_t *gen_async_generator_(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size)
    GEN_CHECKED;

/** @return whether @p g is a coroutine */
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
 * mistake in C. NULL takes it back.
 */
GEN_API void gen_set_never_awaited_hook(gen_never_awaited_t *hook, void *context);

/** Tells the hook. Not for users. */
GEN_API void gen_never_awaited_(const char *fmt, ...) GEN_FORMAT(1, 2);

#ifdef __cplusplus
}
#endif

#endif
