#include "taskqueue.h"

#include <string.h>

bool taskqueue_fill(taskqueue_t *queue, gen_t *const tasks[], size_t count)
{
    bool ok = true;

    for (size_t i = 0; i < count; i++) {
        if (tasks[i] != NULL) {
            taskqueue_append(queue, tasks[i], GEN_NONE);
        } else {
            fprintf(stderr, "cannot make a task: %s\n", gen_new_error());
            ok = false;
        }
    }
    return ok;
}

gen_t *taskqueue_pop(taskqueue_t *queue, gen_value_t *last)
{
    gen_t *task;

    if (queue->count == 0)
        return NULL;
    task = queue->entries[0].task;
    if (last != NULL)
        *last = queue->entries[0].last;
    queue->count--;
    memmove(queue->entries, queue->entries + 1, queue->count * sizeof queue->entries[0]);
    return task;
}

void taskqueue_append(taskqueue_t *queue, gen_t *task, gen_value_t last)
{
    queue->entries[queue->count].task = task;
    queue->entries[queue->count].last = last;
    queue->count++;
}

void taskqueue_clear(taskqueue_t *queue)
{
    while (queue->count > 0)
        gen_free(taskqueue_pop(queue, NULL));
}
