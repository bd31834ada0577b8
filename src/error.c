/* error.c - exception objects: made, counted, chained. */
#include "error.h"
#include "context.h"
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Raised when there is no memory, so it must need none. It is shared, never freed and never chained. */
#define IMMORTAL(type)                                                                                                 \
    {                                                                                                                  \
        type, {GEN_KIND_NONE, {0}}, NULL, NULL, NULL, NULL, 1, false, true, false, 0, 0,                               \
        {                                                                                                              \
            0                                                                                                          \
        }                                                                                                              \
    }
static gen_error_t no_memory = IMMORTAL(GEN_MEMORY_ERROR);

/* The same for closing without memory: every body must clean up. */
static gen_error_t last_exit = IMMORTAL(GEN_GENERATOR_EXIT);

enum { SPARES = 16 };

/* Throwing and closing make short-lived exceptions without a message: each thread keeps a few of those. */
static _Thread_local struct {
    gen_error_t *first;
    int room; /* for how many more */
} spare __attribute__((tls_model("initial-exec")));

gen_error_t *gen_error_allocate_(const gen_exc_t *type, size_t text_size)
{
    gen_error_t *e;

    if (text_size == 0 && spare.first != NULL) {
        e = spare.first;
        spare.first = e->dying;
        spare.room++;
    } else {
        e = malloc(sizeof *e + text_size);
    }
    if (e == NULL)
        return &no_memory;
    e->has_text = text_size != 0;
    e->type = type;
    e->value = GEN_NONE;
    e->cause = NULL;
    e->context = NULL;
    e->dying = NULL;
    e->members = NULL;
    e->refs = 1;
    e->suppress_context = false;
    e->immortal = false;
    e->passed_size = 0;
    e->passed_more = 0;
    return e;
}

void gen_error_passed_(gen_error_t *e, const char *name)
{
    size_t size = strlen(name) + 1;

    if (e->immortal)
        return;
    if (e->passed_more > 0 || size > (size_t)PASSED_ROOM - e->passed_size) {
        if (e->passed_more < USHRT_MAX)
            e->passed_more++;
        return;
    }
    memcpy(e->passed + e->passed_size, name, size);
    e->passed_size = (unsigned char)(e->passed_size + size);
}

gen_error_t *gen_error_new_exit_(void)
{
    gen_error_t *e = gen_error_allocate_(GEN_GENERATOR_EXIT, 0);

    return e->immortal ? &last_exit : e;
}

gen_error_t *gen_error_new_list_(const gen_exc_t *type, const char *fmt, va_list args)
{
    va_list again;
    gen_error_t *e;
    int length;

    if (fmt == NULL)
        return gen_error_allocate_(type, 0);
    va_copy(again, args);
    length = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    if (length < 0)
        length = 0;
    e = gen_error_allocate_(type, (size_t)length + 1);
    if (e->immortal)
        return e;
    vsnprintf(e->text, (size_t)length + 1, fmt, args);
    e->value = gen_str(e->text);
    return e;
}

gen_error_t *gen_error_new(const gen_exc_t *type, const char *fmt, ...)
{
    va_list args;
    gen_error_t *e;

    va_start(args, fmt);
    e = gen_error_new_list_(type, fmt, args);
    va_end(args);
    return e;
}

gen_error_t *gen_error_new_value(const gen_exc_t *type, gen_value_t value)
{
    gen_error_t *e = gen_error_allocate_(type, 0);

    if (e->immortal)
        return e;
    e->value = value;
    if (value.kind == GEN_KIND_ERROR)
        gen_error_ref(value.as.e);
    return e;
}

gen_error_t *gen_error_ref(gen_error_t *e)
{
    if (e != NULL && !e->immortal)
        e->refs++;
    return e;
}

/* Drops one reference; at the last one puts e on the list of those to free. */
static void release(gen_error_t *e, gen_error_t **dying)
{
    if (e == NULL || e->immortal || --e->refs > 0)
        return;
    e->dying = *dying;
    *dying = e;
}

static void give_back(gen_error_t *e)
{
    if (e->has_text || spare.room == 0) {
        free(e);
        return;
    }
    e->dying = spare.first;
    spare.first = e;
    spare.room--;
}

void gen_error_thread_begins_(void)
{
    spare.room = gen_watched_ ? 0 : SPARES;
}

void gen_error_thread_ends_(void)
{
    spare.room = 0;
    while (spare.first != NULL) {
        gen_error_t *e = spare.first;

        spare.first = e->dying;
        free(e);
    }
}

/* Not recursive: a chain may be long, and the stack it is freed on short. */
static void destroy_chain(gen_error_t *e)
{
    gen_error_t *dying = e;

    e->dying = NULL;
    while ((e = dying) != NULL) {
        dying = e->dying;
        release(e->cause, &dying);
        release(e->context, &dying);
        if (e->value.kind == GEN_KIND_ERROR)
            release(e->value.as.e, &dying);
        for (gen_error_t **member = e->members; member != NULL && *member != NULL; member++)
            release(*member, &dying);
        free(e->members);
        give_back(e);
    }
}

void gen_error_destroy_(gen_error_t *e)
{
    if (e->cause == NULL && e->context == NULL && e->value.kind != GEN_KIND_ERROR && e->members == NULL)
        give_back(e);
    else
        destroy_chain(e);
}

void gen_error_free(gen_error_t *e)
{
    gen_error_drop_(e);
}

const gen_exc_t *gen_error_type(const gen_error_t *e)
{
    return e->type;
}

bool gen_error_is(const gen_error_t *e, const gen_exc_t *type)
{
    return e != NULL && gen_exc_is(e->type, type);
}

gen_value_t gen_error_value(const gen_error_t *e)
{
    return e->value;
}

const char *gen_error_message(const gen_error_t *e)
{
    return e->value.kind == GEN_KIND_STR ? e->value.as.s : "";
}

gen_error_t *gen_error_cause(const gen_error_t *e)
{
    return e->cause;
}

gen_error_t *gen_error_context(const gen_error_t *e)
{
    return e->context;
}

bool gen_error_suppress_context(const gen_error_t *e)
{
    return e->suppress_context;
}

void gen_error_set_cause(gen_error_t *e, gen_error_t *cause)
{
    gen_error_t *old = e->cause;

    if (e->immortal)
        return;
    e->cause = gen_error_ref(cause);
    e->suppress_context = true;
    gen_error_free(old);
}

/* Cuts the link by which the chain of contexts that begins at handled leads back to e. */
static void cut(gen_error_t *handled, const gen_error_t *e)
{
    for (gen_error_t *o = handled; o->context != NULL; o = o->context) {
        if (o->context == e) {
            gen_error_t *old = o->context;

            o->context = NULL;
            gen_error_free(old);
            return;
        }
    }
}

void gen_error_set_context(gen_error_t *e, gen_error_t *handled)
{
    gen_error_t *old = e->context;

    if (handled == NULL || handled == e || e->immortal)
        return;
    gen_error_ref(handled);
    cut(handled, e);
    e->context = handled;
    gen_error_free(old);
}
