/**
 * @file gen/async/taskgroup.h
 * Task groups: tasks that none outlives the block that started them (asyncio.TaskGroup).
 *
 * @code
 * gen_taskgroup_t group;
 *
 * if (!gen_taskgroup_enter(self, &group))
 *     return GEN_RAISED;
 * bool ok = gen_taskgroup_create_task(self, &group, gen_coroutine(NULL, fetch, &a, sizeof a), "a", NULL) &&
 *           gen_taskgroup_create_task(self, &group, gen_coroutine(NULL, fetch, &b, sizeof b), "b", NULL);
 * ok = gen_taskgroup_exit(self, &group);               // waits for both
 * @endcode
 *
 * The first task that fails has the others cancelled, and the block itself where it waits; when all have ended, exit
 * raises an ExceptionGroup "unhandled errors in a TaskGroup" of what went wrong. A task that is only cancelled does not
 * count as failed. If the block itself ends with an exception, or is cancelled, its tasks are cancelled too.
 */
#ifndef GEN_ASYNC_TASKGROUP_H
#define GEN_ASYNC_TASKGROUP_H

#include <gen/async/scope.h>

#ifdef __cplusplus
extern "C" {
#endif

/** `asyncio.TaskGroup()`: a local variable of the coroutine whose block it is. Its members are its own. */
typedef struct gen_taskgroup {
    void *parent_; /* the task whose block it is; a reference */
    gen_loop_t *loop_;
    struct gen_link_ tasks_; /* that are not done */
    struct gen_wait_ *exit_; /* the block, waiting for them at its end */
    gen_error_t **errors_;   /* of those that failed, in that order */
    size_t error_count_;
    size_t error_room_;
    gen_error_t *base_error_; /* a SystemExit or KeyboardInterrupt among them */
    bool exiting_;
    bool aborting_;
    bool finished_;
    bool cancelled_parent_;
    gen_cleanup_t cleanup_;
} gen_taskgroup_t;

/**
 * Enters the block.
 * @param self   the coroutine that runs
 * @param group  any memory of the task's; initialised here
 * @return true; false if an exception is pending: RuntimeError outside of a task
 */
GEN_API bool gen_taskgroup_enter(gen_t *self, gen_taskgroup_t *group) GEN_CHECKED;

/**
 * Starts a task in the group. Its own tasks may do that too, while the block waits for them.
 * @param self       the coroutine that runs
 * @param group      the group
 * @param coroutine  what to run; **the reference is taken over**, NULL raises a MemoryError
 * @param name       as for gen_create_task()
 * @param task       set to a reference to the task; NULL if it is not needed
 * @return true; false if an exception is pending: RuntimeError "TaskGroup is finished", "TaskGroup is shutting down"
 */
GEN_API bool gen_taskgroup_create_task(gen_t *self, gen_taskgroup_t *group, gen_t *coroutine, const char *name,
                                       gen_t **task) GEN_CHECKED;

/**
 * Exits the block, whether an exception is pending or not: waits for all tasks.
 * @return whether nothing is pending now. Raises an ExceptionGroup if a task or the block failed; the SystemExit or
 *     KeyboardInterrupt of a task as it is; CancelledError if the block was cancelled and nothing failed.
 */
GEN_API bool gen_taskgroup_exit(gen_t *self, gen_taskgroup_t *group) GEN_CHECKED;

#ifdef __cplusplus
}
#endif

#endif
