/* report.c - exceptions that nobody awaits. */
#include "async/internal.h"

void gen_loop_set_exception_handler(gen_loop_t *loop, gen_exception_handler_t *handler, void *arg)
{
    GIVEN(loop);
    loop->handler = handler;
    loop->handler_arg = arg;
}

void gen_loop_call_exception_handler(gen_loop_t *loop, const gen_exception_context_t *context)
{
    GIVEN(loop);
    if (loop->handler != NULL)
        loop->handler(loop, context, loop->handler_arg);
    else
        loop->default_handler(loop, context, NULL);
}

void gen_report_(gen_loop_t *loop, const char *message, gen_error_t *error, gen_t *future)
{
    gen_exception_context_t context = {message, error, future};

    gen_loop_call_exception_handler(loop, &context);
}
