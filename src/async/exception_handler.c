/* exception_handler.c - loop.default_exception_handler(): writes what it is told to stderr. */
#include "async/internal.h"

void gen_default_exception_handler_(gen_loop_t *loop, const gen_exception_context_t *context, void *arg)
{
    (void)loop;
    (void)arg;
    fprintf(stderr, "%s\n", context->message);
    if (context->future != NULL) {
        if (gen_is_task(context->future))
            fprintf(stderr, "task: '%s'\n", gen_task_name(context->future));
        else
            fprintf(stderr, "future: %p\n", (void *)context->future);
    }
    if (context->error != NULL)
        gen_error_print(context->error, stderr);
}
