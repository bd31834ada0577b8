/**
 * @file gen/async/loop.h
 * The event loop: run, call_soon, call_later, the clock, and what happens to exceptions that nobody awaits.
 *
 * A program calls gen_run() and needs nothing else of this file. What follows it is for programs that run several
 * things on one loop, own a libuv loop already, or test under a virtual clock.
 *
 * The order is asyncio's: one iteration first serves the outside world, then appends the timers that are due to the
 * ready queue, then runs what was ready, first in, first out. What becomes ready meanwhile runs in the next iteration.
 * Timers of the same time run in the order in which they were made. While something is ready in every iteration, not each
 * of them asks the system what is new outside: about every millisecond one does, and every 64th in any case.
 *
 * A call that does not have to wait goes on at once, as in asyncio: an item that is there, a free lock, a line in the
 * buffer. So that a source which never runs dry cannot keep everything else waiting, a task that has made 128 such calls
 * since it last waited or gave way gives way before the next one, as by `sleep(0)`; one that asks the system, to receive,
 * to send or to connect, counts as 8. It may be cancelled there, and has then not been given anything. These calls are
 * those of gen/async/sync.h and gen/async/queue.h that may wait, reading, gen_stream_drain(), datagrams, connecting,
 * starting servers and processes, and gen_async_yield(). Awaiting what is over for good, a future that is done for
 * example, does not count; nor does anything outside a task, or in a coroutine that is stepped or closed by hand.
 *
 * A loop belongs to the process that has made it. In a child of fork() no loop runs: what waits raises RuntimeError "no
 * running event loop", as in asyncio. The child may run a loop of its own and free what it has inherited, which closes its
 * own descriptors and nothing of its parent's. If it comes back to the loop that has forked, gen_run() and the like return
 * there with a RuntimeError, and its tasks are destroyed.
 *
 * The virtual clock stands still while anything is ready, while a thread of the pool works for the loop (a lookup of a
 * name, gen_to_thread()), and while the loop is held: all of these end by themselves, and are waited for. Otherwise
 * it jumps to the next timer. Descriptors, signals and subprocesses are looked at before each jump but not waited for, for
 * nothing may ever come from there: a program that waits for one of them, and sets itself a time limit, says so by
 * gen_loop_hold().
 */
#ifndef GEN_ASYNC_LOOP_H
#define GEN_ASYNC_LOOP_H

#include <gen.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An event loop. It belongs to the thread that runs it. */
typedef struct gen_loop gen_loop_t;

struct uv_loop_s;

/** What may be asked for when a loop is made. Start from gen_loop_attr(); later versions add members at the end. */
typedef struct {
    size_t struct_size; /**< sizeof(gen_loop_attr_t) as the caller knows it */
    bool virtual_clock; /**< time stands still while anything happens, and jumps to the next timer when nothing does */
    bool debug;         /**< asyncio's debug mode: a step that takes slow_step or longer is reported to the
                               exception handler: "Executing Task-1 took 0.123 seconds" */
    double slow_step;   /**< in seconds; 0.1 unless set */
    struct uv_loop_s
        *uv; /**< a libuv loop of the program's own to run on, which must outlive this one; NULL: make one. Its handles
                may wake tasks; but not an uv_prepare_t that was started before this loop was made. */
} gen_loop_attr_t;

/** @return the default attributes */
static inline gen_loop_attr_t gen_loop_attr(void)
{
    gen_loop_attr_t attr = {sizeof(gen_loop_attr_t), false, false, 0.1, NULL};

    return attr;
}

/**
 * @name Running
 * @{
 */

/**
 * asyncio.run(): makes a loop, runs @p coroutine as its main task, then cancels what tasks are left, waits for them,
 * closes the async generators and frees the loop.
 * @param coroutine  what to run; **the reference is taken over**, and NULL (out of memory) is a MemoryError
 * @param result     set to what it returned; may be NULL. As with gen_await(), it must not point into the coroutine.
 * @param error      set to what it raised, which the caller then owns, or to NULL; if @p error is NULL, an exception is
 *                   written to stderr
 * @return GEN_RETURNED or GEN_RAISED. RuntimeError if a loop is running in this thread already; RuntimeError "deadlock:
 *     ..." if every task waits and nothing can wake them, after all of them were written to stderr.
 */
GEN_API gen_status_t gen_run(gen_t *coroutine, gen_value_t *result, gen_error_t **error);

/** The same, on a loop with attributes. NULL for @p attr means the defaults. */
GEN_API gen_status_t gen_run_with(const gen_loop_attr_t *attr, gen_t *coroutine, gen_value_t *result,
                                  gen_error_t **error);

/**
 * Makes a loop: asyncio.Runner, for several runs on one loop.
 * Where descriptor 0, 1 or 2 is closed, it is opened at /dev/null, for good: what the loop needs would get its number.
 * @param attr  NULL for the defaults
 * @return the loop, to be freed with gen_loop_free(); NULL if out of memory or file descriptors
 */
GEN_API gen_loop_t *gen_loop_new(const gen_loop_attr_t *attr) GEN_CHECKED;

/**
 * run_until_complete(): runs the loop until @p awaitable is done.
 * @param loop       the loop, which is not running
 * @param awaitable  a coroutine, which becomes a task, or a future or task of this loop; **the reference is taken over**
 * @param result     as for gen_run()
 * @param error      as for gen_run()
 * @return as gen_run(); RuntimeError "Event loop stopped before Future completed." after gen_loop_stop()
 */
GEN_API gen_status_t gen_loop_run(gen_loop_t *loop, gen_t *awaitable, gen_value_t *result, gen_error_t **error);

/**
 * run_forever(): runs until gen_loop_stop(). It never reports a deadlock, for a thread may still call.
 * @return NULL; or the exception that ended it, owned by the caller: a SystemExit or KeyboardInterrupt that a task
 *     raised, or the RuntimeError of a loop that cannot run
 */
GEN_API gen_error_t *gen_loop_run_forever(gen_loop_t *loop) GEN_CHECKED;

/** stop(): the iteration that runs is completed, then the loop ends. One that does not run yet will run for one iteration. */
GEN_API void gen_loop_stop(gen_loop_t *loop);

/**
 * Cancels all tasks, waits for them, closes the async generators, and frees the loop: Runner.close(). It waits for as
 * long as they take; those that nothing can wake any more, or that start others again and again, are destroyed. What they
 * raise, a SystemExit too, goes to the exception handler. Stops the program if the loop is running. NULL is fine.
 */
GEN_API void gen_loop_free(gen_loop_t *loop);

/** @return the loop that runs in this thread; NULL if none does */
GEN_API gen_loop_t *gen_running_loop(void);

/** @return whether @p loop runs */
GEN_API bool gen_loop_is_running(const gen_loop_t *loop);

/** @return loop.time(): seconds of a monotonic clock, or of the virtual one, which starts at 0 */
GEN_API double gen_loop_time(const gen_loop_t *loop);

/** @return the libuv loop underneath; NULL if the loop is closed */
GEN_API struct uv_loop_s *gen_loop_uv(gen_loop_t *loop);

/**
 * Says that something unseen by the loop, a thread as a rule, will call gen_call_soon_threadsafe(): a loop that is held
 * waits for that instead of reporting a deadlock, or letting a virtual clock jump.
 */
GEN_API void gen_loop_hold(gen_loop_t *loop);

/** Takes back one gen_loop_hold(). */
GEN_API void gen_loop_release(gen_loop_t *loop);

/** @} */

/**
 * @name Callbacks
 * @{
 */

/** A call that the loop is asked to make: asyncio's Handle and TimerHandle. */
typedef struct gen_handle gen_handle_t;

/**
 * What the loop calls. It runs outside any task and may not wait.
 *
 * @p arg is borrowed, here and wherever a function is handed to the loop: it must be good until the call has been made, or
 * was taken back (cancelled, removed, replaced by another) from where it cannot be made any more. The end of the loop
 * takes back all that are left. The loop frees no @p arg.
 */
typedef void gen_callback_t(void *arg);

/**
 * Calls `callback(arg)` in the next iteration.
 * @param loop      the loop
 * @param callback  what to call
 * @param arg       with what; borrowed until it has been called, or cancelled
 * @return a reference to the call, to cancel it by; drop it with gen_handle_free(), at once if it is not needed. NULL
 *     if out of memory, or if the loop is closed: freed, but kept in memory by a future of its own.
 */
GEN_API gen_handle_t *gen_call_soon(gen_loop_t *loop, gen_callback_t *callback, void *arg) GEN_CHECKED;

/** The same after @p delay seconds, which may be INFINITY, but no NaN. */
GEN_API gen_handle_t *gen_call_later(gen_loop_t *loop, double delay, gen_callback_t *callback, void *arg) GEN_CHECKED;

/** The same when gen_loop_time() has reached @p when. */
GEN_API gen_handle_t *gen_call_at(gen_loop_t *loop, double when, gen_callback_t *callback, void *arg) GEN_CHECKED;

/**
 * gen_call_soon() for other threads: wakes the loop up. The loop must live until the call is made, and so must @p arg: there
 * is no handle to cancel it by. A loop that ends before drops the call.
 * @return false if out of memory, or if the loop is closed
 */
GEN_API bool gen_call_soon_threadsafe(gen_loop_t *loop, gen_callback_t *callback, void *arg) GEN_CHECKED;

/**
 * asyncio.run_coroutine_threadsafe(coroutine, loop).result(): runs a coroutine as a task of a loop that another thread runs,
 * and waits for it, blocking the thread that calls. The loop must live until the call is made. The wait has no limit of
 * its own: it lasts as long as the coroutine runs, or until the loop is freed, which cancels the coroutine and, if that is
 * ignored and nothing can wake it any more, destroys it. For a limit, wrap it: a coroutine that calls gen_wait_for().
 * @param loop       the loop; gen_loop_hold() keeps it running until there is something to do
 * @param coroutine  what to run; **the reference is taken over**, and NULL (out of memory) is a MemoryError
 * @param result     as for gen_run()
 * @param error      as for gen_run(). The coroutine must not keep it: exceptions are not shared between threads.
 * @return GEN_RETURNED or GEN_RAISED: CancelledError if the loop was freed before it ended; RuntimeError "Event loop is
 *     closed" if it was before, and in the thread that runs the loop
 */
GEN_API gen_status_t gen_run_coroutine_threadsafe(gen_loop_t *loop, gen_t *coroutine, gen_value_t *result,
                                                  gen_error_t **error);

/** Cancels the call, if it has not been made yet: it never will be. */
GEN_API void gen_handle_cancel(gen_handle_t *handle);

/** @return whether it was cancelled */
GEN_API bool gen_handle_cancelled(const gen_handle_t *handle);

/** @return TimerHandle.when(): the time it is to be called at; 0 for gen_call_soon() */
GEN_API double gen_handle_when(const gen_handle_t *handle);

/** Drops the reference. The call is made all the same. NULL is fine. */
GEN_API void gen_handle_free(gen_handle_t *handle);

/** @} */

/**
 * @name Exceptions that nobody awaits
 * @{
 */

/** What the exception handler is told. */
typedef struct gen_exception_context {
    const char *message; /**< what happened: "Task exception was never retrieved" */
    gen_error_t *error;  /**< the exception, borrowed; NULL if there is none */
    gen_t *future;       /**< the future or task, borrowed; NULL if there is none */
} gen_exception_context_t;

/** An exception handler. */
typedef void gen_exception_handler_t(gen_loop_t *loop, const gen_exception_context_t *context, void *arg);

/** Sets it. @p arg is borrowed until another is set, or the loop freed. NULL restores the default, which writes the message,
 * the future and the exception to stderr. */
GEN_API void gen_loop_set_exception_handler(gen_loop_t *loop, gen_exception_handler_t *handler, void *arg);

/** Calls it. */
GEN_API void gen_loop_call_exception_handler(gen_loop_t *loop, const gen_exception_context_t *context);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
