/**
 * @file gen/async/asyncgen.h
 * Async generators (PEP 525): generators that may await between their yields.
 *
 * @code
 * static gen_status_t ticker(gen_t *self, void *args)                      // async def ticker(n):
 * {
 *     for (int i = 0; i < *(int *)args; i++) {                             //     for i in range(n):
 *         if (!gen_sleep(self, 1.0) || !gen_async_yield(self, gen_int(i), NULL))   // await sleep(1); yield i
 *             return GEN_RAISED;
 *     }
 *     return gen_return(self, GEN_NONE);
 * }
 *
 * gen_t *ticks = gen_async_generator(NULL, ticker, &n, sizeof n);
 *
 * GEN_ASYNC_FOREACH(v, self, ticks)                                        // async for v in ticks:
 *     printf("%d\n", (int)gen_as_int(v));
 * gen_free(ticks);
 * return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, GEN_NONE);
 * @endcode
 *
 * It is a gen_t, counted as all are, that can be neither stepped nor awaited itself: its operations are. Each of them,
 * gen_anext() and so on, makes an awaitable, in which nothing happens until it is awaited; it is awaited once, and one at
 * a time.
 *
 * One that is dropped unfinished has to close itself, for which it may have to wait: the loop does that in a task, and
 * for those still there when it is shut down. Where no loop runs it is closed at once, and may not await.
 *
 * A return value has no meaning. It works without the loop, too: whoever steps the coroutine that awaits sees what the
 * body awaits.
 */
#ifndef GEN_ASYNC_ASYNCGEN_H
#define GEN_ASYNC_ASYNCGEN_H

#include <gen/async/loop.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Makes an async generator: Python's call of an `async def` with a yield in it. As gen_coroutine(). */
GEN_API gen_t *gen_async_generator(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size) GEN_CHECKED;

/** @return whether @p g is an async generator */
GEN_API bool gen_is_async_generator(const gen_t *g);

/** @return ag_running: whether one of its operations has begun and not ended, also while it awaits */
GEN_API bool gen_async_running(const gen_t *agen);

/**
 * `in = yield out`, in the body of an async generator and the helpers it calls.
 * @param self  the async generator that runs
 * @param out   what the operation that runs it returns
 * @param in    set to what gen_asend() sent, None otherwise; may be NULL
 * @return true; false if an exception was thrown in, or it is being closed: it is pending
 */
GEN_API bool gen_async_yield(gen_t *self, gen_value_t out, gen_value_t *in) GEN_CHECKED;

/**
 * @name Operations
 * Each returns an awaitable; NULL if out of memory, or if @p agen is NULL, which gen_await() turns into a MemoryError.
 * Misuse is raised when it is awaited: RuntimeError "anext(): asynchronous generator is already running", "cannot reuse
 * already awaited __anext__()/asend()".
 * @{
 */

/** anext(): the next value, or StopAsyncIteration. */
GEN_API gen_t *gen_anext(gen_t *agen) GEN_CHECKED;

/** asend(): the same, and the yield it waits at evaluates to @p value. */
GEN_API gen_t *gen_asend(gen_t *agen, gen_value_t value) GEN_CHECKED;

/** athrow(): raises @p e, of which the caller keeps its reference, at the yield it waits at; then as anext(). */
GEN_API gen_t *gen_athrow(gen_t *agen, gen_error_t *e) GEN_CHECKED;

/**
 * aclose(): raises GeneratorExit there, and returns None when the body has ended. RuntimeError "async generator ignored
 * GeneratorExit" if it yields in answer.
 */
GEN_API gen_t *gen_aclose(gen_t *agen) GEN_CHECKED;

/** @} */

/**
 * `await anext(agen, fallback)`.
 * @return true, with the next value or @p fallback in @p out; false if an exception is pending
 */
GEN_API bool gen_anext_or(gen_t *self, gen_t *agen, gen_value_t fallback, gen_value_t *out) GEN_CHECKED;

/** One round of GEN_ASYNC_FOREACH(): false at the end, and when an exception is pending. */
GEN_API bool gen_async_for(gen_t *self, gen_t *agen, gen_value_t *out);

/**
 * `async for v in agen`: the header of a loop whose body may break, continue and return. Leaving it does not close
 * @p agen (await gen_aclose() where that matters). After it, gen_pending(self) tells whether an exception ended it.
 */
#define GEN_ASYNC_FOREACH(v, self, agen) for (gen_value_t v; gen_async_for((self), (agen), &v);)

/**
 * @name `async with`, by an async generator that yields once (contextlib.asynccontextmanager)
 *
 * @code
 * gen_t *connection = gen_async_generator(NULL, connected, &address, sizeof address);
 *
 * if (!gen_async_enter(self, connection, &socket))      // async with connected(address) as socket:
 *     return GEN_RAISED;
 * bool ok = talk(self, gen_as_ptr(socket));
 * ok = gen_async_exit(self, connection);                // its cleanup runs, and sees what talk() raised
 * @endcode
 * @{
 */

/**
 * Runs it to its yield.
 * @param self   the coroutine that runs
 * @param agen   the async generator; **if this fails, the reference is taken over**
 * @param value  set to what it yields; may be NULL
 * @return true; false if an exception is pending: RuntimeError "generator didn't yield"
 */
GEN_API bool gen_async_enter(gen_t *self, gen_t *agen, gen_value_t *value) GEN_CHECKED;

/**
 * Runs it to its end, with what is pending raised at its yield: it may clean up, let it pass, or catch it.
 * @param self  the coroutine that runs
 * @param agen  the async generator; **the reference is taken over**
 * @return whether nothing is pending now. RuntimeError "generator didn't stop" if it yields again.
 */
GEN_API bool gen_async_exit(gen_t *self, gen_t *agen) GEN_CHECKED;

/** @} */

#ifdef __cplusplus
}
#endif

#endif
