/**
 * @file gen/generator.h
 * The caller's half of the protocol: new, next, send, throw, close, free.
 *
 * @par Ownership
 * A generator is counted: gen_new() gives one reference, gen_ref() another, gen_free() drops one, and the last
 * one closes the generator, so that its cleanup runs, and frees it. A delegator owns what it delegates to
 * until the delegation ends: gen_yield_from() takes over the reference it is given. An operation keeps its
 * generator alive until it returns: a generator may be freed from inside its own body, and is closed when the
 * operation that runs it returns. What a generator yields is borrowed from it, and is good until its next step.
 * A cycle of generators that own each other is never freed.
 *
 * @par Errors
 * Every step answers GEN_YIELDED, GEN_RETURNED or GEN_RAISED, as CPython's PySendResult does. "Done with a value"
 * is an answer of its own, not an exception. After GEN_RAISED the exception is gen_error() until the next step.
 * Misuse is answered with CPython's exception and message; a broken contract (NULL, a freed generator) stops the
 * program with one sentence.
 *
 * @par Threads
 * Generators that are each used by one thread need no lock. A suspended generator may go on in, and be freed by, another
 * thread than before, if the two hand it over as they would any other memory (under a mutex, through a queue); its body
 * must then not keep the address of a thread-local variable (errno is one) across a yield, in an expression either. To
 * step one that another thread is running stops the program with one sentence.
 * A thread that is cancelled, or calls pthread_exit(), inside a body ends there: destructors of C++ and cleanup handlers in
 * that body's frames run, those of who made the step do not, and the generator is left running for ever. Code compiled with
 * clang's -fsanitize=safe-stack must not yield: its second stack is the thread's, which bodies would share.
 *
 * @par Inline functions
 * The fast paths here are `static inline`. A function of yours that uses them and is `inline` itself should be `static
 * inline` too: C11 (6.7.4) lets no inline function with external linkage refer to what has internal linkage, and compilers
 * warn.
 */
#ifndef GEN_GENERATOR_H
#define GEN_GENERATOR_H

#include <gen/error.h>
#include <gen/switch.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The body of a generator: Python's `def` with a `yield` in it. @see gen/body.h */
typedef gen_status_t gen_body_t(gen_t *self, void *args);

/** inspect.getgeneratorstate()'s four states. */
typedef enum gen_state {
    GEN_CREATED,   /**< waiting for its first step; no line of the body has run */
    GEN_RUNNING,   /**< being executed, or delegating to one that is, or being closed */
    GEN_SUSPENDED, /**< waiting at a yield */
    GEN_CLOSED     /**< finished */
} gen_state_t;

/**
 * @name Making and freeing
 * @{
 */

/** Where stacks come from, for those who bring their own. It is borrowed, and what its context points to: both must live
 * until the last generator on a stack of its is freed. */
typedef struct gen_stack_allocator {
    /** @return the lowest address of a fresh stack of at least @p size bytes, or NULL */
    void *(*allocate)(size_t size, void *context);
    /** Takes back what allocate() gave. */
    void (*release)(void *stack, size_t size, void *context);
    void *context; /**< passed to both */
} gen_stack_allocator_t;

/**
 * What may be asked for when a generator is made. Start from gen_attr(), which fills in the defaults; later
 * versions add members at the end. One that was begun otherwise has no size, and stops the program with a sentence.
 */
typedef struct {
    size_t struct_size; /**< sizeof(gen_attr_t) as the caller knows it */
    const char *name;   /**< Python's `__name__`; borrowed for the generator's life. Default "generator". */
    size_t stack_size;  /**< usable bytes of stack; 0 for the default of 64 KiB. Below a page, stacks are packed
                             without guard pages and an overflow is found by a canary. */
    void (*destroy)(void *args); /**< called with the copied args when the generator is freed, whatever became of
                                      its body: frees what they own. NULL for nothing. */
    const gen_stack_allocator_t *allocator; /**< NULL for the built-in one */
    bool measure_stack; /**< paint the stack, so that gen_stack_used() can tell how much of it was used */
} gen_attr_t;

/** @return the default attributes */
static inline gen_attr_t gen_attr(void)
{
    gen_attr_t attr = {sizeof(gen_attr_t), NULL, 0, NULL, NULL, false};

    return attr;
}

/**
 * Makes a generator: Python's call of a generator function. The body does not run yet (PEP 255).
 * @param body  the function to run
 * @param args  copied into the generator, @p size bytes of it; may be NULL if @p size is 0. The copy is aligned to 16 bytes:
 *              of a type that asks for more (`_Alignas(32)`, a vector of AVX) pass a pointer.
 * @param size  in bytes
 * @return one reference; NULL if there is no memory for it, and then gen_new_error() says why. What the args own is then
 *     still the caller's: destroy() is called only with the copy.
 */
GEN_API gen_t *gen_new(gen_body_t *body, const void *args, size_t size) GEN_CHECKED;

/** The same with attributes. NULL for @p attr means the defaults. */
GEN_API gen_t *gen_new_with(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size) GEN_CHECKED;

/** @return one sentence: why this thread's last gen_new() or gen_iter_new() that returned NULL did */
GEN_API const char *gen_new_error(void);

/** Takes a reference: a second name for the same generator. @return @p g */
GEN_API gen_t *gen_ref(gen_t *g);

/**
 * Drops a reference. The last one closes the generator, as when Python drops it: its cleanup runs, an exception
 * out of that goes to the hook of gen_set_unraisable_hook(), and all memory is given back. NULL is fine.
 *
 * A body that yields in answer to GeneratorExit is destroyed where it stands: **no further line of it runs, no
 * enclosing cleanup either**. Only what gen_cleanup_push() registered is called.
 */
GEN_API void gen_free(gen_t *g);

/** @} */

/**
 * @name Steps
 * @{
 */

/**
 * Runs the body to its next yield: Python's next(g).
 * @param g    the generator
 * @param out  set to the yielded value, or with GEN_RETURNED to the return value; left as it is with GEN_RAISED; may be
 *     NULL
 * @return GEN_YIELDED; GEN_RETURNED when the body has returned (later steps return None again); GEN_RAISED when an
 *     exception left the body, which is then closed. ValueError "generator already executing" if it is running.
 */
static inline gen_status_t gen_next(gen_t *g, gen_value_t *out);

/**
 * The same, and the yield that the body waits at evaluates to @p in (PEP 342).
 * @param g    the generator
 * @param in   the value to send; None means next
 * @param out  as for gen_next()
 * @return as gen_next(). TypeError "can't send non-None value to a just-started generator", which changes nothing.
 */
static inline gen_status_t gen_send(gen_t *g, gen_value_t in, gen_value_t *out);

/**
 * Raises a new exception at the yield that the body waits at (PEP 342): gen_throw_error() of `type(value)`.
 * @param g      the generator
 * @param type   the exception's type; NULL is refused with a TypeError
 * @param value  its value; GEN_NONE for none
 * @param out    as for gen_next()
 */
static inline gen_status_t gen_throw(gen_t *g, const gen_exc_t *type, gen_value_t value, gen_value_t *out);

/**
 * Raises @p e at the yield that the body waits at. A body that has not started is closed without running; a
 * closed one raises @p e unchanged.
 * @param g    the generator
 * @param e    the exception; the caller keeps its reference
 * @param out  as for gen_next()
 * @return as gen_next(): GEN_YIELDED if the body handled it and yielded again. TypeError if @p e is NULL.
 */
static inline gen_status_t gen_throw_error(gen_t *g, gen_error_t *e, gen_value_t *out);

/**
 * Raises GeneratorExit at the yield that the body waits at, so that it cleans up and ends (PEP 342).
 * @param g    the generator
 * @param out  with GEN_RETURNED set to what the body returned in answer (CPython 3.13), else None; may be NULL
 * @return GEN_RETURNED; or GEN_RAISED: what the body raised instead, RuntimeError "generator ignored GeneratorExit"
 *     if it yielded (it then stays suspended and usable), ValueError if it is running
 */
static inline gen_status_t gen_close(gen_t *g, gen_value_t *out);

/**
 * Python's next(g, fallback).
 * @param g         the generator
 * @param fallback  what @p out is set to when the generator is done
 * @param out       the yielded value, or @p fallback; left as it is where an exception was raised
 * @return false if an exception was raised: gen_error()
 */
GEN_API bool gen_next_or(gen_t *g, gen_value_t fallback, gen_value_t *out) GEN_CHECKED;

/**
 * `for v in g`: the header of a loop whose body may break, continue and return. Leaving it does not close @p g.
 * After it, gen_error(g) tells whether an exception ended it.
 *
 * @code
 * GEN_FOREACH (v, g)                                   // for v in g:
 *     printf("%d\n", (int)gen_as_int(v));              //     print(v)
 * if (gen_error(g) != NULL)
 *     gen_error_print(gen_error(g), stderr);
 * @endcode
 */
#define GEN_FOREACH(v, g) for (gen_value_t v; gen_next((g), &v) == GEN_YIELDED;)

/** @} */

/**
 * @name Looking at a generator
 * @{
 */

/** @return the exception that the last step raised, borrowed until the next one; NULL if it raised none */
GEN_API gen_error_t *gen_error(const gen_t *g);

/** As gen_error(), and hands the reference over to the caller: gen_error_free(). gen_error() is NULL afterwards. */
GEN_API gen_error_t *gen_take_error(gen_t *g) GEN_CHECKED;

/** @return inspect.getgeneratorstate(g): its state. An iterator without a stack is always suspended. */
GEN_API gen_state_t gen_state(const gen_t *g);

/** @return Python's gi_yieldfrom, borrowed: what it delegates to while it is suspended; NULL if nothing */
GEN_API gen_t *gen_delegating_to(const gen_t *g);

/** @return `g.__name__`, borrowed */
GEN_API const char *gen_name(const gen_t *g);

/** Sets its name, which is borrowed for the generator's life, or until it is given another. */
GEN_API void gen_set_name(gen_t *g, const char *name);

/** Writes `<generator object NAME at 0x...>` to @p out. */
GEN_API void gen_print(const gen_t *g, FILE *out);

/**
 * Writes where @p g waits, and below it where each generator waits that it delegates to: one line each, with file and line
 * where the program has debug information and addr2line is installed, which this runs. For people to read.
 */
GEN_API void gen_print_stack(const gen_t *g, FILE *out);

/** @} */

/**
 * @name Exceptions that nobody can catch
 * @{
 */

/**
 * Is told of such an exception: a generator raised it while it was being freed, or after its own body had freed it.
 * @param g        the generator, which is being freed
 * @param e        the exception, borrowed
 * @param context  what gen_set_unraisable_hook() was given
 */
typedef void gen_unraisable_t(gen_t *g, gen_error_t *e, void *context);

/** `sys.unraisablehook`: sets the hook for such exceptions, in all threads. @p context is borrowed until another is set. NULL
 * restores the default, which prints them to stderr. */
GEN_API void gen_set_unraisable_hook(gen_unraisable_t *hook, void *context);

/** @} */

#include <gen/inline/step.h>

#ifdef __cplusplus
}
#endif

#endif
