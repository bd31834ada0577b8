#include "scenario.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static gen_loop_t *loop;

void note(const char *fmt, ...)
{
    va_list args;

    printf("@%g ", gen_loop_time(loop));
    va_start(args, fmt);
    vprintf(fmt, args);
    va_end(args);
    putchar('\n');
}

static size_t describe(const gen_error_t *e, char *text, size_t size)
{
    size_t members = gen_error_group_size(e);
    size_t used = (size_t)snprintf(text, size, "%s", gen_error_type(e)->name);

    if (gen_error_message(e)[0] == '\0')
        return used;
    used += (size_t)snprintf(text + used, size - used, "(%s", gen_error_message(e));
    for (size_t i = 0; i < members; i++) {
        used += (size_t)snprintf(text + used, size - used, i == 0 ? ": " : ", ");
        used += describe(gen_error_group_at(e, i), text + used, size - used);
    }
    return used + (size_t)snprintf(text + used, size - used, ")");
}

const char *what(const gen_error_t *e)
{
    static char texts[4][512];
    static unsigned next;
    char *text = texts[next++ % 4];

    describe(e, text, sizeof texts[0]);
    return text;
}

void outcome(gen_t *future)
{
    const char *name = gen_is_task(future) ? gen_task_name(future) : "future";
    gen_value_t v;
    gen_error_t *e = NULL;

    if (!gen_future_done(future)) {
        note("%s is pending", name);
    } else if (gen_future_cancelled(future)) {
        note("%s was cancelled", name);
    } else if (gen_future_result(future, &v, &e) == GEN_RAISED) {
        note("%s raised %s", name, what(e));
        gen_error_free(e);
    } else if (gen_is_none(v)) {
        note("%s returned None", name);
    } else {
        note("%s returned %d", name, (int)gen_as_int(v));
    }
}

/* --- Coroutines and tasks --- */

gen_status_t finish(gen_t *self, bool ok)
{
    return ok ? gen_return(self, GEN_NONE) : GEN_RAISED;
}

static gen_status_t work(gen_t *self, void *args)
{
    const worker_t *w = args;
    gen_error_t *e;
    bool ok;

    note("%s starts", w->name);
    if (gen_sleep(self, w->seconds)) {
        note("%s ends", w->name);
        return w->raises != NULL ? gen_raise(self, w->raises, "%s", w->name) : gen_return(self, gen_int(w->result));
    }
    if (!gen_catch_as(self, GEN_CANCELLED_ERROR, &e))
        return GEN_RAISED;
    note("%s gets %s", w->name, what(e));
    ok = w->cleanup <= 0 || gen_sleep(self, w->cleanup);
    if (ok && w->cleanup > 0)
        note("%s is clean", w->name);
    if (ok)
        gen_reraise(self, e);
    gen_error_free(e);
    return GEN_RAISED;
}

gen_t *worker(worker_t w)
{
    return gen_coroutine(NULL, work, &w, sizeof w);
}

gen_t *start(worker_t w)
{
    return gen_create_task(worker(w), w.name);
}

gen_t *call(gen_body_t *body)
{
    return gen_coroutine(NULL, body, NULL, 0);
}

gen_t *call_with(gen_body_t *body, void *pointer)
{
    return gen_coroutine(NULL, body, &pointer, sizeof pointer);
}

gen_t *task(const char *name, gen_body_t *body)
{
    return gen_create_task(call(body), name);
}

gen_t *task_with(const char *name, gen_body_t *body, void *pointer)
{
    return gen_create_task(call_with(body, pointer), name);
}

void settle(gen_t *self, const char *label)
{
    gen_error_t *e;

    if (gen_pending(self) == NULL) {
        note("%s is fine", label);
    } else if (gen_catch_as(self, GEN_BASE_EXCEPTION, &e)) {
        note("%s raised %s", label, what(e));
        gen_error_free(e);
    }
}

bool join(gen_t *self, gen_t *future)
{
    return gen_wait(self, &future, 1, (double)INFINITY, GEN_ALL_COMPLETED, NULL);
}

void drop(gen_t *const *references, size_t count)
{
    for (size_t i = 0; i < count; i++)
        gen_free(references[i]);
}

/* --- Running one --- */

static void report(gen_loop_t *of, const gen_exception_context_t *context, void *arg)
{
    (void)of;
    (void)arg;
    note("handler: %s%s%s", context->message, context->error != NULL ? " " : "",
         context->error != NULL ? what(context->error) : "");
}

int run_scenario(gen_t *coroutine, gen_exception_handler_t *handler)
{
    gen_loop_attr_t attr = gen_loop_attr();
    gen_error_t *e;

    attr.virtual_clock = true;
    loop = gen_loop_new(&attr);
    if (loop == NULL)
        return EXIT_FAILURE;
    gen_loop_set_exception_handler(loop, handler != NULL ? handler : report, NULL);
    if (gen_loop_run(loop, coroutine, NULL, &e) == GEN_RAISED) {
        note("main raised %s", what(e));
        gen_error_free(e);
    } else {
        note("main returned");
    }
    gen_loop_free(loop);
    return EXIT_SUCCESS;
}
