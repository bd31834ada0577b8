/**
 * @file gen/stackless.h
 * Bodies without a stack: a frame, and a place in the body.
 *
 * A generator whose body has no stack is a gen_t like any other: who steps, throws, closes, delegates to, awaits or frees one
 * need not know. It costs a few words and a call where one with a stack costs a page and a switch, and yields from its own
 * body alone, not from a function that it calls.
 *
 * @code
 * struct accumulator { int64_t total; };                       // what lives across a yield lives in the frame
 *
 * static gen_status_t accumulator(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
 * {
 *     struct accumulator *my = (struct accumulator *)frame;
 *     gen_value_t x;
 *
 *     GEN_BEGIN(self, sent, out);
 *     for (;;) {
 *         GEN_YIELD_OR(gen_int(my->total), &x) {               // try: x = yield total
 *             if (!gen_catch(self, GEN_VALUE_ERROR))           // except ValueError:
 *                 return GEN_RAISED;
 *             my->total = 0;                                   //     total = 0
 *             continue;
 *         }
 *         my->total += gen_as_int(x);
 *     }
 *     GEN_END;
 * }
 *
 * static const gen_stackless_t type = {"accumulator", accumulator, sizeof(struct accumulator), NULL};
 * gen_t *g = gen_stackless_new(&type, NULL, 0);
 * @endcode
 *
 * The body is entered anew at each step, and goes on where it left. So:
 *
 * - A local variable has no value after a yield. What must keep one is a member of the frame; so are a gen_handler_t, a
 *   gen_finally_t and a gen_cleanup_t that are in use across a yield. A handler is begun by gen_except_begin_in().
 * - No yield inside a `switch` of the body's own: it would be a case of that one, which C++ refuses, of which C warns, and
 *   which stops the program with a sentence.
 * - One yield a line: two are the same case twice, an error.
 * - C++: no object with a destructor, and no variable that is initialised, where a yield follows in its scope.
 *
 * As a coroutine it is awaited, made a task, gathered and cancelled like any other, and awaits coroutines of both kinds, tasks
 * and futures. It sleeps, and waits for locks, events, semaphores and queues, by gen/async/waiting.h; whatever else of
 * gen::async waits by itself is called in a body with a stack, which it awaits.
 *
 * All else is as in a body with a stack (gen/body.h): gen_return(), gen_raise(), gen_catch(), `return GEN_RAISED`, `goto
 * finally`.
 */
#ifndef GEN_STACKLESS_H
#define GEN_STACKLESS_H

#include <gen/coroutine.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A kind of generator without a stack. */
typedef struct gen_stackless {
    const char *name;             /**< Python's `__name__`; NULL for "generator", or "coroutine" */
    gen_stackless_body_t *body;   /**< given itself, its frame, and what GEN_BEGIN() passes on */
    size_t frame_size;            /**< in bytes */
    void (*destroy)(void *frame); /**< called when it is freed, whatever became of its body; NULL for nothing */
} gen_stackless_t;

/**
 * Makes a generator without a stack. The body does not run yet (PEP 255).
 * @param type  its kind; borrowed for its life
 * @param args  the beginning of its frame, @p size bytes, the rest of which is zero; may be NULL if @p size is 0. The frame is
 *              aligned to 16 bytes.
 * @param size  in bytes, at most the frame's
 * @return one reference; NULL if out of memory: gen_new_error()
 */
GEN_API gen_t *gen_stackless_new(const gen_stackless_t *type, const void *args, size_t size) GEN_CHECKED;

/** Makes a coroutine without a stack, as gen_coroutine() makes one with. */
GEN_API gen_t *gen_stackless_coroutine(const gen_stackless_t *type, const void *args, size_t size) GEN_CHECKED;

/** Begins the body, behind its declarations: with the parameters that it was given. */
#define GEN_BEGIN(self, sent, out)                                                                                     \
    gen_t *const gen_self_ = (self);                                                                                   \
    const gen_value_t gen_sent_ = (sent);                                                                              \
    gen_value_t *const gen_out_ = (out);                                                                               \
    (void)gen_sent_, (void)gen_out_;                                                                                   \
    GEN_ALLOW_UNBRACED_                                                                                                \
    switch (GEN_PLACE_ + gen_hot_(gen_self_)->at) {                                                                    \
    case GEN_PLACE_:

/** Ends the body: who comes here returns None. */
#define GEN_END                                                                                                        \
    return GEN_RETURNED;                                                                                               \
    default:                                                                                                           \
        gen_lost_(gen_self_);                                                                                          \
        }                                                                                                              \
        GEN_ALLOW_UNBRACED_END_

/**
 * `in = yield value`, and then what to do if an exception was thrown in, or the generator is being closed: it is pending.
 *
 * @code
 * GEN_YIELD_OR(gen_int(my->i), NULL)                           // yield i
 *     goto finally;
 * @endcode
 *
 * One statement together with the one that follows it, which runs only then, and after which the body goes on behind both.
 * @p in is a variable's address, for what was sent, or NULL.
 */
#define GEN_YIELD_OR(value, in)                                                                                        \
    if (1) {                                                                                                           \
        if (GEN_UNLIKELY(gen_hot_(gen_self_)->pending != NULL)) {                                                      \
            (void)gen_call_refused_(gen_self_, "GEN_YIELD_OR()");                                                      \
            goto GEN_LABEL_(gen_or_, __LINE__);                                                                        \
        }                                                                                                              \
        *gen_out_ = (value);                                                                                           \
        GEN_WAIT_HERE_(GEN_YIELDED, in)                                                                                \
    } else                                                                                                             \
        GEN_LABEL_(gen_or_, __LINE__) :

/**
 * `result = yield from sub`, and then what to do if an exception is pending: @p sub raised it, or it was thrown in and @p sub
 * let it pass. As gen_yield_from(): the reference is taken over, NULL raises a MemoryError. For the rest as GEN_YIELD_OR().
 */
#define GEN_YIELD_FROM_OR(sub, result) GEN_DELEGATE_OR_(gen_delegate_stackless_(gen_self_, (sub)), result)

/** `result = await awaitable`, as gen_await(), in the same form. */
#define GEN_AWAIT_OR(awaitable, result) GEN_DELEGATE_OR_(gen_await_stackless_(gen_self_, (awaitable)), result)

/**
 * @name Inside the macros
 * @{
 */

/** Takes over @p sub, to be delegated to. @return false: an exception is pending instead */
GEN_API bool gen_delegate_stackless_(gen_t *self, gen_t *sub);

/** The same by the rules of await. */
GEN_API bool gen_await_stackless_(gen_t *self, gen_t *awaitable);

/** A yield was the case of another switch than GEN_BEGIN()'s. */
GEN_API GEN_NORETURN void gen_lost_(const gen_t *self);

/** What a body answers that has begun to delegate. */
#define GEN_DELEGATED_ ((gen_status_t)-2)

/** Cases begin beyond what an int can be, so that one in a switch over something else is noticed. */
#define GEN_PLACE_ UINT64_C(0x100000000)

/** What delegating and awaiting have in common. */
#define GEN_DELEGATE_OR_(delegated, result)                                                                            \
    if (1) {                                                                                                           \
        if (GEN_UNLIKELY(!(delegated)))                                                                                \
            goto GEN_LABEL_(gen_or_, __LINE__);                                                                        \
        GEN_WAIT_HERE_(GEN_DELEGATED_, result)                                                                         \
    } else                                                                                                             \
        GEN_LABEL_(gen_or_, __LINE__) :

/** Leaves the body, and takes what has arrived when it goes on. */
#define GEN_WAIT_HERE_(status, in)                                                                                     \
    gen_hot_(gen_self_)->at = __LINE__;                                                                                \
    return status;                                                                                                     \
    case GEN_PLACE_ + __LINE__:                                                                                        \
        if (GEN_UNLIKELY(gen_hot_(gen_self_)->pending != NULL))                                                        \
            goto GEN_LABEL_(gen_or_, __LINE__);                                                                        \
        gen_take_sent_((in), &gen_sent_);

/** A label of this line. */
#define GEN_LABEL_(name, line) GEN_JOIN_(name, line)

/** Both as one word. */
#define GEN_JOIN_(a, b) a##b

/** Sets the variable of a yield, if it has one. */
static inline void gen_take_sent_(gen_value_t *in, const gen_value_t *sent)
{
    if (in != NULL)
        *in = *sent;
}

/** `if (more) GEN_YIELD_OR(v, NULL) return GEN_RAISED;` is what it looks like, an else inside of the macro or not. */
#define GEN_ALLOW_UNBRACED_ _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wdangling-else\"")

/** Its end. */
#define GEN_ALLOW_UNBRACED_END_ _Pragma("GCC diagnostic pop")

/** @} */

#ifdef __cplusplus
}
#endif

#endif
