/**
 * @file gen/body.h
 * The body's half of the protocol: yield, yield from, return, raise, catch.
 *
 * A body is an ordinary C function that is given itself. It ends with `return gen_return(self, value)`, with
 * `return GEN_RETURNED` (None), or with `return GEN_RAISED` while an exception is pending, which is also what
 * gen_raise() returns. Anything may stand in between: loops, gotos, helpers that take @p self and yield too, a
 * callback of somebody else's function.
 *
 * An exception that arrives at a yield makes gen_yield() return false and is then *pending*, like CPython's error
 * indicator. Either the body handles it (gen_catch()), or it cleans up and returns GEN_RAISED.
 *
 * Somebody else's function that has called back into yours, qsort() or a parser, does not know of it: its answer may look
 * like success although the callback's yield was false. After each such call ask gen_pending(self), before anything else
 * that yields or waits: that would be a SystemError, which names the function that was called, with what was pending as its
 * context.
 */
#ifndef GEN_BODY_H
#define GEN_BODY_H

#include <gen/generator.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @name Yielding
 * @{
 */

/**
 * `in = yield out`: hands @p out to the caller and waits for the next step.
 *
 * @code
 * if (!gen_yield(self, gen_int(i), &told))             // told = yield i
 *     goto finally;                                    // close(), or an exception that was thrown in
 * @endcode
 *
 * @param self  the generator that runs
 * @param out   the value to yield
 * @param in    set to the value sent, None for a plain next; left as it is where false is returned, as Python assigns
 *              nothing then; may be NULL
 * @return true; false if an exception was thrown in, or the generator is being closed: it is pending
 */
static inline bool gen_yield(gen_t *self, gen_value_t out, gen_value_t *in) GEN_CHECKED;

/**
 * `result = yield from sub` (PEP 380): every step goes to @p sub until it returns. Costs nothing per step, however
 * deep the chain of delegations is.
 *
 * @code
 * if (!gen_yield_from(self, gen_new(subtask, &n, sizeof n), &result))     // result = yield from subtask(n)
 *     return GEN_RAISED;
 * @endcode
 *
 * @param self    the generator that runs
 * @param sub     a generator or iterator; **the reference is taken over**: pass gen_ref(sub) to keep one. NULL, which
 *                gen_new() returns when out of memory, raises a MemoryError.
 * @param result  set to what @p sub returned, and only then; may be NULL
 * @return true; false if an exception is pending: @p sub raised it, or it was thrown in and @p sub let it pass
 */
static inline bool gen_yield_from(gen_t *self, gen_t *sub, gen_value_t *result) GEN_CHECKED;

/** @} */

/**
 * @name Ending
 * @{
 */

/**
 * `return value` (PEP 380): sets what the body returns, which whoever made the step finds in its `out`.
 * @param self   the generator that runs
 * @param value  borrowed, as every value is: what it points to must outlive the body
 * @return GEN_RETURNED, to be returned from the body
 */
GEN_API gen_status_t gen_return(gen_t *self, gen_value_t value) GEN_CHECKED;

/**
 * `raise type(message)`.
 *
 * @code
 * return gen_raise(self, GEN_VALUE_ERROR, "no %d", n);                    // raise ValueError(f"no {n}")
 * @endcode
 *
 * What is being handled (gen_except_begin()) becomes its context. One that is pending already is replaced. Out of memory,
 * a MemoryError is raised instead.
 * @param self  the generator that runs, or the iterator whose method does
 * @param type  the exception's type
 * @param fmt   its message, as for printf(); NULL for none
 * @return GEN_RAISED, to be returned from the body or method
 */
GEN_API gen_status_t gen_raise(gen_t *self, const gen_exc_t *type, const char *fmt, ...) GEN_FORMAT(3, 4);

/** `raise type(value)`: the same with any value, KeyError(42). It is borrowed. @return GEN_RAISED */
GEN_API gen_status_t gen_raise_value(gen_t *self, const gen_exc_t *type, gen_value_t value);

/** `raise e`: the caller keeps its reference, and what is being handled becomes its context. NULL raises a TypeError.
 * @return GEN_RAISED */
GEN_API gen_status_t gen_raise_error(gen_t *self, gen_error_t *e);

/** `raise e from cause`; a NULL @p cause is `from None`. The caller keeps both references. @return GEN_RAISED */
GEN_API gen_status_t gen_raise_from(gen_t *self, gen_error_t *e, gen_error_t *cause);

/** A bare `raise` of @p e, which leaves its context alone: the caller keeps its reference. NULL raises RuntimeError "No
 * active exception to reraise". @return GEN_RAISED */
GEN_API gen_status_t gen_reraise(gen_t *self, gen_error_t *e);

/**
 * Lets the exception that a step of @p from raised pass through, as a call in Python does.
 *
 * @code
 * switch (gen_next(inner, &v)) {
 * case GEN_RAISED:
 *     return gen_propagate(self, inner);
 * @endcode
 *
 * @param self  the generator that runs
 * @param from  another, whose last step answered GEN_RAISED
 * @return GEN_RAISED
 */
GEN_API gen_status_t gen_propagate(gen_t *self, gen_t *from);

/** @} */

/**
 * @name Catching
 * @{
 */

/** @return the pending exception, borrowed until it is caught or the body returns; NULL if there is none */
GEN_API gen_error_t *gen_pending(const gen_t *self);

/**
 * `except type:`. An `except` that follows another is an `else if`:
 *
 * @code
 * if (gen_yield(self, v, NULL))
 *     continue;
 * else if (gen_catch(self, GEN_KEY_ERROR))             // except KeyError:
 *     misses++;
 * else
 *     return GEN_RAISED;                               // anything else, GeneratorExit too, is not for us
 * @endcode
 *
 * @param self  the generator that runs
 * @param type  what to catch: GEN_EXCEPTION leaves GeneratorExit and CancelledError alone, as in Python;
 *              GEN_BASE_EXCEPTION is the bare `except:`
 * @return true, and nothing is pending any more, if what was pending is a @p type; false, also if nothing was pending
 */
GEN_API bool gen_catch(gen_t *self, const gen_exc_t *type);

/**
 * `except type as e:`.
 * @param self  the generator that runs
 * @param type  what to catch
 * @param e     set to the exception, which the caller then owns: gen_error_free()
 * @return as gen_catch()
 */
GEN_API bool gen_catch_as(gen_t *self, const gen_exc_t *type, gen_error_t **e) GEN_CHECKED;

/**
 * `with contextlib.suppress(type):` round one call, whose answer is @p ok.
 *
 * @code
 * gen_suppress(self, GEN_BASE_EXCEPTION, gen_await(self, task, NULL));    // wait for it, whatever comes
 * @endcode
 *
 * @param self  the generator that runs
 * @param type  what to drop; with GEN_BASE_EXCEPTION nothing is left to check, and a CancelledError is lost too
 * @param ok    what the call answered: false while an exception is pending
 * @return whether nothing is pending now
 */
GEN_API bool gen_suppress(gen_t *self, const gen_exc_t *type, bool ok);

/**
 * gen_except_begin() in the generator that is named: what a body without a stack (gen/stackless.h) needs, whose handlers are
 * members of its frame. Good for any other body, too.
 * @param self     the generator that runs, or the iterator whose method does
 * @param handler  filled in; ends with gen_except_end()
 * @param e        what is being handled
 */
GEN_API void gen_except_begin_in(gen_t *self, gen_handler_t *handler, gen_error_t *e);

/** @} */

/**
 * @name Finally
 * A `finally` in which the body waits or yields: what is pending is set aside meanwhile. Where it does neither, a label is
 * enough.
 *
 * @code
 * finally:
 *     gen_finally_begin(self, &finally);
 *     gen_suppress(self, GEN_EXCEPTION, gen_await(self, goodbye(stream), NULL));
 *     return gen_finally_end(self, &finally) ? status : GEN_RAISED;
 * @endcode
 * @{
 */

/** One such block: a local variable of the body. Its members are its own. */
typedef struct gen_finally {
    gen_handler_t handler; /**< of what is set aside */
    bool raised;           /**< whether something is */
} gen_finally_t;

/**
 * Begins: sets aside what is pending, if anything is. It is being handled until the end, as in Python: the context of what is
 * raised meanwhile. If the body is destroyed where it waits, it is dropped.
 */
GEN_API void gen_finally_begin(gen_t *self, gen_finally_t *finally);

/**
 * Ends: raises again what was set aside, unless something else is pending by now, which takes its place.
 * @return whether nothing is pending: what gen_return() has set before gen_finally_begin() is returned then
 */
GEN_API bool gen_finally_end(gen_t *self, gen_finally_t *finally) GEN_CHECKED;

/** @} */

/**
 * @name When a body is destroyed without being unwound
 * Cleanup belongs where the body ends: `goto finally`, a destructor. A body that yields in answer to
 * GeneratorExit while it is being freed never gets there; what it registers here is called all the same.
 * @{
 */

/** One such call: a local variable of the body, which stays where it is until it is taken back. */
typedef struct gen_cleanup {
    void (*function)(void *arg); /**< what to call */
    void *arg;                   /**< with what */
    struct gen_cleanup *outer;   /**< the one registered before */
} gen_cleanup_t;

/**
 * Registers `function(arg)`, to be called, innermost first, if the body is destroyed where it stands.
 *
 * @code
 * gen_cleanup_t cleanup;
 *
 * gen_cleanup_push(self, &cleanup, free, buffer);
 * bool ok = gen_yield(self, gen_str(buffer), NULL);
 * gen_cleanup_pop(self, &cleanup);
 * free(buffer);
 * @endcode
 *
 * @param self      the generator that runs
 * @param cleanup   filled in
 * @param function  what to call: it may neither yield nor raise
 * @param arg       with what
 */
GEN_API void gen_cleanup_push(gen_t *self, gen_cleanup_t *cleanup, void (*function)(void *arg), void *arg);

/** Takes back the innermost registration, which must be @p cleanup, without calling it. A body that returns must have
 * taken back all: it stops the program otherwise, for what they refer to is gone. */
GEN_API void gen_cleanup_pop(gen_t *self, gen_cleanup_t *cleanup);

/** @} */

#include <gen/inline/yield.h>

#ifdef __cplusplus
}
#endif

#endif
