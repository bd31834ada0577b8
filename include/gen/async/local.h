/**
 * @file gen/async/local.h
 * Locals of a task: what contextvars are for.
 *
 * A variable is a constant whose address is its identity. Every task has its own value of it; a task starts with the
 * values of whoever created it, a callback with those of whoever asked for the call. Giving them on costs nothing,
 * however many there are.
 *
 * @code
 * static const gen_local_t request_id = {"request_id", {GEN_KIND_NONE, {0}}};
 *
 * if (!gen_local_set(&request_id, gen_int(42)))
 *     return gen_raise(self, GEN_MEMORY_ERROR, NULL);
 * ...
 * log_line(gen_local_get(&request_id));
 * @endcode
 */
#ifndef GEN_ASYNC_LOCAL_H
#define GEN_ASYNC_LOCAL_H

#include <gen/async/loop.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A variable of which each task has its own value. */
typedef struct gen_local {
    const char *name;    /**< for people */
    gen_value_t initial; /**< its value where nobody has set it */
} gen_local_t;

/** `var.get()`. @return its value in the task, or callback, that runs; the initial one outside a loop */
GEN_API gen_value_t gen_local_get(const gen_local_t *local);

/**
 * `var.set(value)`: sets its value in the task, or callback, that runs, and in what that will create.
 * @param local  the variable, borrowed as the value is: a constant of the program, not a local variable
 * @param value  what it points to must be good for as long as any of these runs, also after the task that set it has ended
 * @return false if out of memory, or if no loop runs
 */
GEN_API bool gen_local_set(const gen_local_t *local, gen_value_t value) GEN_CHECKED;

#ifdef __cplusplus
}
#endif

#endif
