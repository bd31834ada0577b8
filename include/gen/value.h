/**
 * @file gen/value.h
 * Values: what a generator yields, receives and returns.
 *
 * A value is a tag and eight bytes, passed by value in two registers. It owns nothing: a string, a
 * pointer or an exception inside a value is borrowed, and lives as long as whoever made it says. gen_value_keep() makes one's own
 * of it.
 *
 * @code
 * switch (v.kind) {                                    // what came may be of any kind
 * case GEN_KIND_INT:
 *     total += gen_as_int(v);
 *     break;
 * case GEN_KIND_NONE:                                  // None is no number, not even 0
 *     break;
 * default:
 *     return gen_raise(self, GEN_TYPE_ERROR, "a number is needed, not '%s'", gen_kind_name(v.kind));
 * }
 * @endcode
 */
#ifndef GEN_VALUE_H
#define GEN_VALUE_H

#include <gen/export.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An exception object; see gen/error.h. */
typedef struct gen_error_object gen_error_t;

/** The kind of a value. */
typedef enum gen_kind {
    GEN_KIND_NONE = 0, /**< None: no value. It differs from every other value, 0 and "" included. */
    GEN_KIND_INT,      /**< a 64-bit signed integer */
    GEN_KIND_REAL,     /**< a double */
    GEN_KIND_STR,      /**< a NUL-terminated string, borrowed */
    GEN_KIND_PTR,      /**< any pointer, borrowed */
    GEN_KIND_ERROR     /**< an exception object as a plain value, borrowed: it is not raised */
} gen_kind_t;

/** What a gen_value holds besides its kind. Use the accessors below: they check the kind. */
union gen_payload {
    int64_t i;      /**< GEN_KIND_INT */
    double r;       /**< GEN_KIND_REAL */
    const char *s;  /**< GEN_KIND_STR */
    void *p;        /**< GEN_KIND_PTR */
    gen_error_t *e; /**< GEN_KIND_ERROR */
};

/** A tagged value of 16 bytes. */
typedef struct gen_value {
    gen_kind_t kind;      /**< which of the payload's members is meant */
    union gen_payload as; /**< the payload */
} gen_value_t;

/** Python's None, also what a function that returns nothing returns. */
static const gen_value_t GEN_NONE = {GEN_KIND_NONE, {0}};

/**
 * @name Making values
 * @{
 */

/** @return @p i as a value */
static inline gen_value_t gen_int(int64_t i)
{
    gen_value_t v = GEN_NONE;

    v.kind = GEN_KIND_INT;
    v.as.i = i;
    return v;
}

/** @return @p r as a value */
static inline gen_value_t gen_real(double r)
{
    gen_value_t v = GEN_NONE;

    v.kind = GEN_KIND_REAL;
    v.as.r = r;
    return v;
}

/** Stops the program: NULL is no string. Not for users. */
GEN_API GEN_NORETURN void gen_null_string_(void);

/** @return @p s as a value. The string is borrowed, not copied; NULL stops the program: GEN_NONE is what is meant. */
static inline gen_value_t gen_str(const char *s)
{
    gen_value_t v = GEN_NONE;

    if (s == NULL)
        gen_null_string_();
    v.kind = GEN_KIND_STR;
    v.as.s = s;
    return v;
}

/** @return @p p as a value. What it points to stays the caller's. */
static inline gen_value_t gen_ptr(void *p)
{
    gen_value_t v = GEN_NONE;

    v.kind = GEN_KIND_PTR;
    v.as.p = p;
    return v;
}

/** @return the exception object @p e as a plain value. No reference is taken. */
static inline gen_value_t gen_err(gen_error_t *e)
{
    gen_value_t v = GEN_NONE;

    v.kind = GEN_KIND_ERROR;
    v.as.e = e;
    return v;
}

/** @} */

/** @return whether @p v is None */
static inline bool gen_is_none(gen_value_t v)
{
    return v.kind == GEN_KIND_NONE;
}

/** Stops the program: the value has the kind @p got where @p wanted is needed. Not for users. */
GEN_API GEN_NORETURN void gen_kind_mismatch_(gen_kind_t got, gen_kind_t wanted);

/**
 * @name Reading values
 * Each stops the program with a sentence if the value is of another kind: test `v.kind` first where it
 * may be.
 * @{
 */

/** Copies part by part. Copied whole, a value that has just been written would be read while its parts are still on
 * their way to memory, and a processor waits for that. Not for users. */
static inline void gen_copy_(gen_value_t *to, const gen_value_t *from)
{
    to->kind = from->kind;
    to->as = from->as;
}

/** @return the integer in @p v */
static inline int64_t gen_as_int(gen_value_t v)
{
    if (v.kind != GEN_KIND_INT)
        gen_kind_mismatch_(v.kind, GEN_KIND_INT);
    return v.as.i;
}

/** @return the number in `v`: a real, or an integer converted to one */
static inline double gen_as_real(gen_value_t v)
{
    if (v.kind == GEN_KIND_INT)
        return (double)v.as.i;
    if (v.kind != GEN_KIND_REAL)
        gen_kind_mismatch_(v.kind, GEN_KIND_REAL);
    return v.as.r;
}

/** @return the string in @p v, still borrowed */
static inline const char *gen_as_str(gen_value_t v)
{
    if (v.kind != GEN_KIND_STR)
        gen_kind_mismatch_(v.kind, GEN_KIND_STR);
    return v.as.s;
}

/** @return the pointer in @p v, still borrowed; NULL if @p v is None */
static inline void *gen_as_ptr(gen_value_t v)
{
    if (v.kind == GEN_KIND_NONE)
        return NULL;
    if (v.kind != GEN_KIND_PTR)
        gen_kind_mismatch_(v.kind, GEN_KIND_PTR);
    return v.as.p;
}

/** @return the exception object in @p v, still borrowed */
static inline gen_error_t *gen_as_err(gen_value_t v)
{
    if (v.kind != GEN_KIND_ERROR)
        gen_kind_mismatch_(v.kind, GEN_KIND_ERROR);
    return v.as.e;
}

/** @} */

/**
 * @name Keeping values
 * A value of one's own, for what must outlive the step, the buffer or the generator that it is borrowed from.
 *
 * @code
 * gen_value_t longest = GEN_NONE;
 *
 * GEN_FOREACH (line, lines)
 *     if (gen_is_none(longest) || strlen(gen_as_str(line)) > strlen(gen_as_str(longest)))
 *         if (!gen_value_keep(&longest, line))             // the line is good until the next step, its copy until the end
 *             return gen_raise(self, GEN_MEMORY_ERROR, NULL);
 * ...
 * gen_value_drop(&longest);
 * @endcode
 * @{
 */

/**
 * Puts a value of one's own into a variable: a copy of a string, a reference to an exception; of all else there is nothing to
 * own, and what a pointer points to stays whose it was.
 * @param slot   begins as #GEN_NONE, or as an earlier call has left it: what was kept there is dropped, and may be what @p value
 *               points to
 * @param value  borrowed
 * @return false if out of memory: @p slot is as it was
 */
GEN_API bool gen_value_keep(gen_value_t *slot, gen_value_t value) GEN_CHECKED;

/** Frees what gen_value_keep() has put into @p slot, which is None then. */
GEN_API void gen_value_drop(gen_value_t *slot);

/** @} */

/** @return the name of @p kind as Python says it: "None", "int", "float", "str", "pointer", "exception" */
GEN_API const char *gen_kind_name(gen_kind_t kind);

/** @return whether two values are equal: the same kind and content; strings are compared by strcmp() */
GEN_API bool gen_value_equal(gen_value_t a, gen_value_t b);

/** Writes @p v to @p out as Python's repr() would: `None`, `42`, `0.5`, `'text'`. */
GEN_API void gen_value_print(gen_value_t v, FILE *out);

#ifdef __cplusplus
}
#endif

#endif
