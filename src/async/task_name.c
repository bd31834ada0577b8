/* task_name.c - what a task is called: as its maker said, or by its number. */
#include "async/internal.h"
#include <stdlib.h>

const char *gen_task_known_as_(struct task *t)
{
    char name[32];

    if (t->name == NULL) {
        snprintf(name, sizeof name, "Task-%llu", (unsigned long long)t->id);
        t->name = strdup(name);
    }
    return t->name != NULL ? t->name : "Task";
}
