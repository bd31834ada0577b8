/*
 * budget.c - how much a task may do at once, by calls that do not have to wait, before all others get a turn.
 *
 * In asyncio whoever finds an item, a free lock or a line that is there goes on, and so it is here; but a source that never
 * runs dry would then keep all other tasks, timers and the outside world waiting. So each such call says what it costs, before
 * it does anything, and the one that goes beyond the budget of a step gives way first, as sleep(0) does.
 *
 * A step is told from the one before by what it costs nothing to know: a task has one in each turn.
 */
#include "async/internal.h"
#include <gen/async/task.h>

_Thread_local const gen_t *gen_driven_core_;

/* Whether what self yields comes to the loop: not if its body is being closed, or stepped by hand. */
static bool is_heard(const gen_loop_t *loop, const gen_t *self)
{
    const gen_t *top = gen_top_(self);

    return top == loop->current->coroutine || top == gen_driven_core_;
}

bool gen_is_spent_(gen_t *self, unsigned cost)
{
    gen_loop_t *loop = gen_running_loop_;

    if (loop == NULL || loop->current == NULL)
        return false;
    if (loop->spender != loop->current) {
        loop->spender = loop->current;
        loop->spent = 0;
    }
    loop->spent += cost;
    if (loop->spent <= GEN_BUDGET_)
        return false;
    loop->spent = 0;
    return gen_pending(self) == NULL && is_heard(loop, self);
}

bool gen_spend_(gen_t *self, unsigned cost)
{
    return !gen_is_spent_(self, cost) || gen_sleep(self, 0);
}
