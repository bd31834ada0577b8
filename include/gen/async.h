/**
 * @file gen/async.h
 * An event loop for coroutines, with asyncio's words and behaviour: everything that gen::async has.
 *
 * @code
 * static gen_status_t tick(gen_t *self, void *args)
 * {
 *     for (int i = 0; i < 3; i++) {
 *         printf("%s %d\n", *(const char **)args, i);
 *         if (!gen_sleep(self, 1.0))                        // await asyncio.sleep(1.0)
 *             return GEN_RAISED;
 *     }
 *     return gen_return(self, GEN_NONE);
 * }
 *
 * static gen_status_t both(gen_t *self, void *args)
 * {
 *     const char *a = "a", *b = "b";
 *     gen_t *first = gen_create_task(gen_coroutine(NULL, tick, &a, sizeof a), "first");
 *     gen_t *second = gen_create_task(gen_coroutine(NULL, tick, &b, sizeof b), "second");
 *     bool ok = gen_await(self, first, NULL);               // takes the reference over
 *
 *     (void)args;
 *     ok = gen_await(self, second, NULL) && ok;
 *     return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
 * }
 *
 * int main(void)
 * {
 *     return gen_run(gen_coroutine(NULL, both, NULL, 0), NULL, NULL) == GEN_RETURNED ? 0 : 1;
 * }
 * @endcode
 *
 * Five rules carry all of it:
 *
 * - **A function that takes `self` may wait.** It returns true, or false while an exception is pending, exactly as
 *   gen_yield() does: the body cleans up and returns GEN_RAISED, or catches it.
 * - **A future and a task are gen_t too.** gen_await() waits for them, gen_ref() and gen_free() count them. What a call
 *   makes, you own; what the loop still needs, it holds itself: dropping your reference never stops a task.
 * - **Cancelling is an exception.** gen_task_cancel() raises CancelledError where the task waits. It is no Exception:
 *   gen_catch(self, GEN_EXCEPTION) lets it pass.
 * - **A wait either completes or is cancelled, never both.** A cancelled task that had been handed a lock or an item
 *   already passes it on.
 * - **One loop, one thread.** Only gen_call_soon_threadsafe() and gen_run_coroutine_threadsafe() may be
 *   called from another.
 *
 * Read gen/async/task.h and gen/async/loop.h first; then, as needed, gen/async/future.h and the rest.
 */
#ifndef GEN_ASYNC_H
#define GEN_ASYNC_H

#include <gen.h>
#include <gen/async/address.h>
#include <gen/async/asyncgen.h>
#include <gen/async/datagram.h>
#include <gen/async/debug.h>
#include <gen/async/executor.h>
#include <gen/async/future.h>
#include <gen/async/gather.h>
#include <gen/async/local.h>
#include <gen/async/loop.h>
#include <gen/async/os_error.h>
#include <gen/async/process.h>
#include <gen/async/queue.h>
#include <gen/async/scope.h>
#include <gen/async/server.h>
#include <gen/async/signal.h>
#include <gen/async/stream.h>
#include <gen/async/sync.h>
#include <gen/async/task.h>
#include <gen/async/taskgroup.h>
#include <gen/async/waiting.h>
#include <gen/async/watch.h>

#endif
