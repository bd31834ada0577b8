/**
 * @file gen/async/scope.h
 * Cancel scopes and timeouts: blocks of a task that can be cut short.
 *
 * A scope is a local variable. Between enter and exit every wait of the task is inside it; scopes nest, and are exited
 * in the reverse order, also when an exception is pending:
 *
 * @code
 * gen_scope_t scope;
 *
 * if (!gen_scope_enter(self, &scope, 2.0))             // at most two seconds
 *     return GEN_RAISED;
 * bool ok = fetch(self, page);                         // may be cut short
 * ok = gen_scope_exit(self, &scope);                   // catches the scope's own CancelledError
 * if (scope.caught)
 *     puts("too slow");
 * @endcode
 *
 * Cancelling is Trio's, not asyncio's: while a scope is cancelled *every* wait inside it raises CancelledError at once,
 * so that code which caught one by mistake is cut short at its next wait; and the scope that was cancelled, the
 * outermost if several were, catches it at its exit. gen_task_cancel() is something else: it raises once, and no scope
 * catches it.
 *
 * A timeout is asyncio.timeout(): a scope that raises once, and turns the CancelledError into a TimeoutError.
 */
#ifndef GEN_ASYNC_SCOPE_H
#define GEN_ASYNC_SCOPE_H

#include <gen/async/node.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A cancel scope. The first three members may be read. */
typedef struct gen_scope {
    bool cancelled;       /**< it was cancelled, by its deadline or gen_scope_cancel() */
    bool caught;          /**< after its exit: it was cut short */
    double deadline;      /**< on the loop's clock; INFINITY for none */
    bool shield_;         /* keeps cancelled scopes around it out */
    bool once_;           /* cancels as gen_task_cancel() does: a timeout */
    unsigned cancelling_; /* the task's count at the beginning */
    void *task_;          /* whose it is; NULL outside of enter and exit */
    struct gen_scope *outer_;
    struct gen_timer_ timer_;
    gen_cleanup_t cleanup_;
} gen_scope_t;

/**
 * Enters a scope of the task that runs.
 * @param self     the coroutine that runs, or a helper's
 * @param scope    any memory of the task's; initialised here
 * @param seconds  until its deadline, from now; INFINITY for none
 * @return true; false if an exception is pending: RuntimeError outside of a task, MemoryError,
 *     ValueError "Invalid delay: NaN (not a number)"
 */
GEN_API bool gen_scope_enter(gen_t *self, gen_scope_t *scope, double seconds) GEN_CHECKED;

/**
 * Exits it: catches the CancelledError that is pending if it is the scope's own.
 * @return whether nothing is pending now. RuntimeError if it is not the innermost scope of the task.
 */
GEN_API bool gen_scope_exit(gen_t *self, gen_scope_t *scope) GEN_CHECKED;

/** Cancels it: every wait inside raises CancelledError from now on. */
GEN_API void gen_scope_cancel(gen_scope_t *scope);

/** Sets its deadline on the loop's clock; INFINITY for none; no NaN. @return false if out of memory */
GEN_API bool gen_scope_reschedule(gen_scope_t *scope, double deadline) GEN_CHECKED;

/**
 * Shields what is inside from cancelled scopes around it, for cleanup that has to wait; or does so no more. It does not
 * hold off gen_task_cancel().
 */
GEN_API void gen_scope_shield(gen_scope_t *scope, bool shield);

/**
 * @name asyncio.timeout()
 * @{
 */

/** `async with asyncio.timeout(...)`. */
typedef struct gen_timeout {
    gen_scope_t scope_;
    const char *over_; /* how it ended: "finished", "expired"; NULL before */
} gen_timeout_t;

/**
 * Enters the block.
 * @param self     the coroutine that runs
 * @param timeout  any memory of the task's; initialised here
 * @param seconds  how long the block may take; INFINITY for as long as it likes
 * @return as gen_scope_enter(); RuntimeError "Timeout should be used inside a task"
 */
GEN_API bool gen_timeout_enter(gen_t *self, gen_timeout_t *timeout, double seconds) GEN_CHECKED;

/**
 * Exits it. If it expired, its CancelledError becomes a TimeoutError whose cause it is.
 * @return whether nothing is pending now
 */
GEN_API bool gen_timeout_exit(gen_t *self, gen_timeout_t *timeout) GEN_CHECKED;

/** @return whether it expired, also if the body then swallowed the CancelledError */
GEN_API bool gen_timeout_expired(const gen_timeout_t *timeout);

/** @return when it expires, on the loop's clock */
GEN_API double gen_timeout_when(const gen_timeout_t *timeout);

/**
 * reschedule(): sets when it expires, on the loop's clock; INFINITY for never.
 * @return true; false if an exception is pending: RuntimeError "Cannot change state of finished Timeout", or
 *     "Timeout has not been entered" of one that is all zeros; ValueError for NaN
 */
GEN_API bool gen_timeout_reschedule(gen_t *self, gen_timeout_t *timeout, double when) GEN_CHECKED;

/**
 * asyncio.wait_for(): awaits within a timeout. With a timeout of zero or less, a coroutine never starts, and a future is
 * only looked at.
 * @param self       the coroutine that runs
 * @param awaitable  as for gen_await(); **the reference is taken over**
 * @param seconds    how long to wait at most; INFINITY for ever
 * @param result     as for gen_await()
 * @return true; false if an exception is pending: TimeoutError, or what @p awaitable raised in answer
 */
GEN_API bool gen_wait_for(gen_t *self, gen_t *awaitable, double seconds, gen_value_t *result) GEN_CHECKED;

/** @} */

#ifdef __cplusplus
}
#endif

#endif
