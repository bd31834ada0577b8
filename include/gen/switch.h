/**
 * @file gen/switch.h
 * What the inline functions share with the library: the stack switch and the hot part of a generator.
 *
 * But for gen_t and gen_status_t, nothing here is for users. It stands in the header because after a switch of stacks every executed `ret` is
 * mispredicted: inlined at both ends, a step costs what the bare switch costs; as function calls it costs more than
 * twice that. Names end in an underscore; later versions may change all of it together with the library's major
 * version.
 */
#ifndef GEN_SWITCH_H
#define GEN_SWITCH_H

#include <gen/value.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef __cplusplus
#define gen gen_object_ /* only here: in C++ the tag is a name like any other, and gen is gen.hpp's namespace */
#endif
/**
 * A generator, coroutine or iterator: an object with Python's generator protocol. What makes one gives a reference to it,
 * which gen_free() drops. In gen::async a future, a task and an async generator are gen_t, too.
 */
typedef struct gen gen_t;
#undef gen

/**
 * How a step ended: CPython's PySendResult. A body answers one of the first two; if it yields, that is not its answer, but
 * a call of gen_yield().
 */
typedef enum gen_status {
    GEN_RAISED = -1,  /**< an exception was raised: gen_error(); from a body, one is pending */
    GEN_RETURNED = 0, /**< it is done, with a value: Python's StopIteration */
    GEN_YIELDED = 1   /**< it yielded a value and can go on */
} gen_status_t;

/** A suspended stack: the place it waits at, or what Boost calls an fcontext_t. */
typedef void *gen_context_t_;

/** What arrives with a switch: where it came from, now suspended, and the pointer it was given. */
struct gen_arrival_ {
    gen_context_t_ from;
    void *data;
};

/*
 * The whole contract with the machine: gen_switch_() suspends this stack and continues that one.
 *
 * Where both the compiler and the processor are known it is a few instructions in the frame that waits; elsewhere, and with
 * GEN_SWITCH_FCONTEXT, it is Boost.Context's jump_fcontext(). Each kind has a function of the library with a name of its
 * own: what was compiled for one kind does not link with a library of the other.
 */
#if !defined(GEN_SWITCH_FCONTEXT) && defined(__ELF__) && !defined(__ILP32__) &&                                        \
    ((defined(__x86_64__) && !defined(__APX_F__)) || (defined(__aarch64__) && defined(__AARCH64EL__)))
#define GEN_SWITCH_NATIVE_ 1

#ifdef __x86_64__
#include <gen/inline/switch_x86_64.h>
#else
#include <gen/inline/switch_aarch64.h>
#endif

/** Whether anything has to be looked at before a switch: in most programs nothing. */
extern GEN_DATA int gen_switch_looks_;

/** Whether there is something: a sanitizer that wants to know, or a C++ exception that is being handled. */
GEN_API bool gen_switch_must_look_(void);

/** The switch that sees to it. */
GEN_API GEN_NOPLT struct gen_arrival_ gen_switch_looking_(gen_context_t_ to,
                                                          void *data) __asm__("gen_switch_of_kind_native_");

static inline __attribute__((always_inline)) struct gen_arrival_ gen_switch_(gen_context_t_ to, void *data)
{
    if (GEN_UNLIKELY(gen_switch_looks_ != 0) && gen_switch_must_look_())
        return gen_switch_looking_(to, data);
    return gen_switch_native_(to, data);
}
#else
/** A call by way of the linkage table would cost a jump more. */
GEN_API GEN_NOPLT struct gen_arrival_ gen_switch_(gen_context_t_ to,
                                                  void *data) __asm__("gen_switch_of_kind_fcontext_");
#endif

/** One step: a local variable of whoever resumes. Values travel through it in both directions. */
struct gen_step_ {
    gen_value_t value;   /**< what is sent, then what is yielded or returned */
    gen_t *delegator;    /**< the delegator that switched into its delegate, where that has to be told */
    gen_status_t status; /**< the answer, where it needed no switch */
};

/** What a body without a stack looks like: gen/stackless.h. */
typedef gen_status_t gen_stackless_body_t(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out);

/** The hot part of a generator, at its very beginning. */
struct gen_hot_part_ {
    /** Where to go on. Set exactly while one switch is all that a step needs: the generator is suspended and nobody
     * delegates to it. If it delegates itself, this is the innermost generator's context. */
    gen_context_t_ resume;
    struct gen_step_ *step; /**< the step that runs it, for as long */
    gen_error_t *pending;   /**< the exception that the body must handle or pass on; briefly a mark of the library's */
    gen_context_t_
        resumer;   /**< where a yield goes, while it runs itself and not a delegate: set when it wakes. Apart from
                             * step: a compiler would store both at once, by way of a vector register */
    int attention; /**< whether the switch back must be looked at by gen_settle_() */
    unsigned at;   /**< the line that a body without a stack waits at, 0 before its first */
    /** The call that is all that a step needs, where the innermost generator has no stack: then that is `resumer`. Like
     * resume it is NULL in all other states. */
    gen_stackless_body_t *call;
    void *frame; /**< of one without a stack; else NULL */
};

/** @return the hot part of @p g */
static inline struct gen_hot_part_ *gen_hot_(gen_t *g)
{
    return (struct gen_hot_part_ *)(void *)g;
}

#ifdef __cplusplus
}
#endif

#endif
