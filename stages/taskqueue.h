/**
 * @file taskqueue.h
 * The page's taskqueue: the tasks that take turns, first in, first out, and what each of them yielded last.
 */
#ifndef STAGES_TASKQUEUE_H
#define STAGES_TASKQUEUE_H

#include <gen.h>

/** Room for more tasks than any stage has. */
#define TASKQUEUE_MAX 8

/** The queue; `{0}` is an empty one. It owns a reference to each task in it. */
typedef struct {
    size_t count; /**< how many tasks are in it */
    struct {
        gen_t *task;      /**< the task */
        gen_value_t last; /**< what it yielded last; None if it has not run yet */
    } entries[TASKQUEUE_MAX];
} taskqueue_t;

/**
 * Fills an empty queue.
 * @param queue  the queue
 * @param tasks  the tasks, whose references it takes over; NULL for one that could not be made
 * @param count  how many
 * @return whether all of them could be made; if not, it says so on stderr
 */
bool taskqueue_fill(taskqueue_t *queue, gen_t *const tasks[], size_t count);

/** Takes the task at the front out of the queue. @return it, and its last value in @p last; NULL if there is none */
gen_t *taskqueue_pop(taskqueue_t *queue, gen_value_t *last);

/** Puts @p task at the end of the queue, which takes over the reference. */
void taskqueue_append(taskqueue_t *queue, gen_t *task, gen_value_t last);

/** Frees what is left in the queue. */
void taskqueue_clear(taskqueue_t *queue);

#endif
