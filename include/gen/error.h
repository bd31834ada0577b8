/**
 * @file gen/error.h
 * Exceptions: their types, the objects that are raised, and how they are chained.
 *
 * An exception *type* is a constant with a name and a base, compared by address along the base chain. To
 * declare one of your own:
 *
 * @code
 * static const gen_exc_t PARSE_ERROR[1] = {{"ParseError", GEN_VALUE_ERROR}};
 * @endcode
 *
 * An exception *object* has a type, a value (its message, or anything else), a cause (`raise ... from ...`)
 * and a context (the exception that was being handled when it was raised; PEP 3134). It is counted:
 * gen_error_ref() takes a reference, gen_error_free() drops one, and the last one frees it. A cycle of
 * causes is never freed, nor is a group that is the context or cause of its own member, nor an exception whose value is its
 * own ancestor: `raise F(e)` while e is handled, then `raise e` while that F is. Contexts alone make no cycles.
 */
#ifndef GEN_ERROR_H
#define GEN_ERROR_H

#include <gen/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An exception type. */
typedef struct gen_exc gen_exc_t;

struct gen_exc {
    const char *name;      /**< as printed: "ValueError" */
    const gen_exc_t *base; /**< the type it derives from; NULL only for BaseException */
};

/**
 * @name Python's exception types
 * Arrays of one, so that the name alone is a pointer.
 * @{
 */
extern GEN_DATA const gen_exc_t GEN_BASE_EXCEPTION[1];        /**< the root of all */
extern GEN_DATA const gen_exc_t GEN_GENERATOR_EXIT[1];        /**< what close() raises in a body; not an Exception */
extern GEN_DATA const gen_exc_t GEN_KEYBOARD_INTERRUPT[1];    /**< not an Exception */
extern GEN_DATA const gen_exc_t GEN_SYSTEM_EXIT[1];           /**< not an Exception */
extern GEN_DATA const gen_exc_t GEN_CANCELLED_ERROR[1];       /**< asyncio's; not an Exception */
extern GEN_DATA const gen_exc_t GEN_EXCEPTION[1];             /**< the base of ordinary exceptions */
extern GEN_DATA const gen_exc_t GEN_STOP_ITERATION[1];        /**< Exception */
extern GEN_DATA const gen_exc_t GEN_STOP_ASYNC_ITERATION[1];  /**< Exception */
extern GEN_DATA const gen_exc_t GEN_ARITHMETIC_ERROR[1];      /**< Exception */
extern GEN_DATA const gen_exc_t GEN_ZERO_DIVISION_ERROR[1];   /**< ArithmeticError */
extern GEN_DATA const gen_exc_t GEN_OVERFLOW_ERROR[1];        /**< ArithmeticError */
extern GEN_DATA const gen_exc_t GEN_ASSERTION_ERROR[1];       /**< Exception */
extern GEN_DATA const gen_exc_t GEN_ATTRIBUTE_ERROR[1];       /**< Exception */
extern GEN_DATA const gen_exc_t GEN_EOF_ERROR[1];             /**< Exception */
extern GEN_DATA const gen_exc_t GEN_LOOKUP_ERROR[1];          /**< Exception */
extern GEN_DATA const gen_exc_t GEN_INDEX_ERROR[1];           /**< LookupError */
extern GEN_DATA const gen_exc_t GEN_KEY_ERROR[1];             /**< LookupError */
extern GEN_DATA const gen_exc_t GEN_MEMORY_ERROR[1];          /**< Exception; raising it needs no memory */
extern GEN_DATA const gen_exc_t GEN_NAME_ERROR[1];            /**< Exception */
extern GEN_DATA const gen_exc_t GEN_OS_ERROR[1];              /**< Exception */
extern GEN_DATA const gen_exc_t GEN_CONNECTION_ERROR[1];      /**< OSError */
extern GEN_DATA const gen_exc_t GEN_TIMEOUT_ERROR[1];         /**< OSError */
extern GEN_DATA const gen_exc_t GEN_RUNTIME_ERROR[1];         /**< Exception */
extern GEN_DATA const gen_exc_t GEN_NOT_IMPLEMENTED_ERROR[1]; /**< RuntimeError */
extern GEN_DATA const gen_exc_t GEN_RECURSION_ERROR[1];       /**< RuntimeError */
extern GEN_DATA const gen_exc_t GEN_SYSTEM_ERROR[1];          /**< Exception: a body broke a rule of this library */
extern GEN_DATA const gen_exc_t GEN_TYPE_ERROR[1];            /**< Exception */
extern GEN_DATA const gen_exc_t GEN_VALUE_ERROR[1];           /**< Exception */
extern GEN_DATA const gen_exc_t GEN_BASE_EXCEPTION_GROUP[1];  /**< a group with one that is not an Exception in it */
extern GEN_DATA const gen_exc_t GEN_EXCEPTION_GROUP[1];       /**< Exception and BaseExceptionGroup: of Exceptions */
/** @} */

/** @return whether @p type is @p base or derives from it: Python's issubclass() */
GEN_API bool gen_exc_is(const gen_exc_t *type, const gen_exc_t *base);

/**
 * @name Exception objects
 * @{
 */

/**
 * Makes an exception object with a message.
 * @param type  its type; of NULL a TypeError "exceptions must derive from BaseException" is made
 * @param fmt   the message, as for printf(); NULL for none
 * @return a new reference, never NULL: out of memory it is the MemoryError that needs none
 */
GEN_API gen_error_t *gen_error_new(const gen_exc_t *type, const char *fmt, ...) GEN_FORMAT(2, 3) GEN_CHECKED;

/**
 * Makes an exception object with any value: Python's `KeyError(42)`.
 * @param type   its type
 * @param value  borrowed, as every value is, except that the exception keeps a reference to an exception
 * @return a new reference, never NULL, as gen_error_new()
 */
GEN_API gen_error_t *gen_error_new_value(const gen_exc_t *type, gen_value_t value) GEN_CHECKED;

/** Takes a reference. @return @p e, which may be NULL */
GEN_API gen_error_t *gen_error_ref(gen_error_t *e);

/** Drops a reference; the last one frees @p e and drops its references to cause and context. NULL is fine. */
GEN_API void gen_error_free(gen_error_t *e);

/** @return the type of @p e */
GEN_API const gen_exc_t *gen_error_type(const gen_error_t *e);

/** @return whether @p e is an instance of `type`: Python's isinstance(). False if @p e is NULL. */
GEN_API bool gen_error_is(const gen_error_t *e, const gen_exc_t *type);

/** @return the value of `e`: its message as a string, or what gen_error_new_value() was given */
GEN_API gen_value_t gen_error_value(const gen_error_t *e);

/** @return the message of @p e; "" if its value is not a string. It lives as long as @p e. */
GEN_API const char *gen_error_message(const gen_error_t *e);

/** @return `__cause__`, borrowed; NULL if there is none */
GEN_API gen_error_t *gen_error_cause(const gen_error_t *e);

/** @return `__context__`, borrowed; NULL if there is none */
GEN_API gen_error_t *gen_error_context(const gen_error_t *e);

/** @return `__suppress_context__`: whether a cause (or `from None`) hides the context when printed */
GEN_API bool gen_error_suppress_context(const gen_error_t *e);

/** Sets `__cause__` as `raise e from cause` does, and hides the context. NULL is `from None`. Takes a reference. */
GEN_API void gen_error_set_cause(gen_error_t *e, gen_error_t *cause);

/**
 * Sets `__context__` as a raise does while @p handled is being handled: nothing if @p handled is NULL or @p e
 * itself, and an older link from the chain of @p handled back to @p e is cut, so that contexts make no cycle.
 * Takes a reference.
 */
GEN_API void gen_error_set_context(gen_error_t *e, gen_error_t *handled);

/**
 * Writes @p e to @p out with its chain, as the last lines of a Python traceback: causes and contexts first,
 * each followed by "The above exception was the direct cause of the following exception:" or "During
 * handling of the above exception, another exception occurred:". The named generators that an exception left stand before
 * it, "Traceback (most recent call last):" and one line each; it keeps their names, as many as have room in 100 bytes.
 * Of a group 15 members are printed, and 10 groups in each other. A cause or context that is printed elsewhere already
 * is left out, so that cycles end; and what there is no memory for.
 */
GEN_API void gen_error_print(const gen_error_t *e, FILE *out);

/**
 * Makes a group of exceptions (PEP 654): an ExceptionGroup, or a BaseExceptionGroup if one of them is no Exception.
 * @param message  copied; " (2 sub-exceptions)" is added to it, as str() of a group does
 * @param errors   its members, none NULL, which the caller keeps a reference to; the group takes its own
 * @param count    how many
 * @return a new reference, never NULL, as gen_error_new()
 */
GEN_API gen_error_t *gen_error_new_group(const char *message, gen_error_t *const *errors, size_t count) GEN_CHECKED;

/** @return how many exceptions are in group @p e; 0 if it is none, or NULL */
GEN_API size_t gen_error_group_size(const gen_error_t *e);

/** @return one of them, borrowed; NULL if there is none at @p index */
GEN_API gen_error_t *gen_error_group_at(const gen_error_t *e, size_t index);

/** @return `message`: what group @p e was given, without the count that gen_error_message() adds; "" if it is no group, or
 * NULL. It lives as long as @p e. */
GEN_API const char *gen_error_group_message(const gen_error_t *e);

/**
 * Lets @p e carry an object of another language's, as which it is thrown there. Not for users: gen.hpp does.
 * @param e        the exception
 * @param object   what it carries from now on
 * @param destroy  frees it with the exception, in which nothing may be raised
 * @return whether it does; false if it carries one already, or is the MemoryError that all share
 */
GEN_API bool gen_error_carry_(gen_error_t *e, void *object, void (*destroy)(void *object)) GEN_CHECKED;

/** @return what gen_error_carry_() was given along with @p destroy; NULL if nothing was. Not for users. */
GEN_API void *gen_error_carried_(const gen_error_t *e, void (*destroy)(void *object));

/** @} */

/**
 * @name What is being handled
 * Python sets the context of a new exception to the one that an enclosing `except` or `finally` is handling.
 * gen_catch() is done with an exception at once, so nothing is chained to it. Where the link is wanted, say
 * where handling begins and ends:
 *
 * @code
 * gen_error_t *e;
 * if (gen_catch_as(self, GEN_KEY_ERROR, &e)) {
 *     gen_handler_t handler;
 *     gen_except_begin(&handler, e);       // except KeyError as e:
 *     status = gen_raise(self, GEN_RUNTIME_ERROR, "no such user");   // its context is e
 *     gen_except_end(&handler);
 *     gen_error_free(e);
 * }
 * @endcode
 *
 * Each generator has its own stack of these, every thread another one for what runs outside generators. In a body without a
 * stack, begin by gen_except_begin_in() of gen/body.h.
 * @{
 */

/** One exception that is being handled: a local variable of the code that handles it. */
typedef struct gen_handler {
    gen_error_t *error;         /**< what is being handled; a counted reference */
    struct gen_handler *outer;  /**< what the same generator (or thread) was handling before */
    struct gen_handler **stack; /**< whose stack of handlers it is on */
} gen_handler_t;

/** Begins to handle @p e in the generator (or thread) that runs. Takes a reference to @p e. A handler begins once before it
 * ends. */
GEN_API void gen_except_begin(gen_handler_t *handler, gen_error_t *e);

/** Ends what gen_except_begin() began; handlers end in the reverse order. */
GEN_API void gen_except_end(gen_handler_t *handler);

/**
 * Python's sys.exception(): what is being handled by the generator that runs, or else by its delegators, or
 * else by whoever resumed them, and so on outward.
 * @return borrowed; NULL if nothing is
 */
GEN_API gen_error_t *gen_handled(void);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
