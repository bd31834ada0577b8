/* error.c - exception objects: made, counted, chained. */
#include "error/error.h"
#include "error/fatal.h"
#include "machine/context.h"
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Raised when there is no memory, so it must need none. It is shared, never freed and never chained. */
#define IMMORTAL(type)                                                                                                 \
    {                                                                                                                  \
        type, {GEN_KIND_NONE, {0}}, NULL, NULL, NULL, NULL, NULL, NULL, 1, false, true, false, 0, 0,                   \
        {                                                                                                              \
            0                                                                                                          \
        }                                                                                                              \
    }
static gen_error_t no_memory = IMMORTAL(GEN_MEMORY_ERROR);

/* The same for closing without memory: every body must clean up. And as long as nobody has looked at it, it will do for any
 * close() at all. */
gen_error_t gen_error_exit_ = IMMORTAL(GEN_GENERATOR_EXIT);

enum { SPARES = 16 }; /* that a thread keeps */

GEN_OF_THREAD_DEFINED(struct gen_error_spares, gen_error_spares_);

static GEN_COLD gen_error_t *allocate_fresh(const gen_exc_t *type, size_t text_size)
{
    gen_error_t *e = malloc(sizeof *e + text_size);

    if (e == NULL)
        return &no_memory;
    e->bare = text_size == 0;
    e->immortal = false;
    e->type = type;
    e->value = GEN_NONE;
    e->cause = NULL;
    e->context = NULL;
    e->members = NULL;
    e->carried = NULL;
    e->destroy_carried = NULL;
    e->refs = 1;
    e->suppress_context = false;
    e->passed_size = 0;
    e->passed_more = 0;
    return e;
}

gen_error_t *gen_error_allocate_(const gen_exc_t *type, size_t text_size)
{
    gen_error_t *e = text_size == 0 ? gen_error_take_spare_(type) : NULL;

    return e != NULL ? e : allocate_fresh(type, text_size);
}

void gen_error_passed_(gen_error_t *e, const char *name)
{
    size_t size = strlen(name) + 1;

    if (e->immortal)
        return;
    e->bare = false;
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

    return e->immortal ? &gen_error_exit_ : e;
}

/* CPython's answer to a `raise` of what is no exception. */
static GEN_COLD gen_error_t *new_of_nothing(void)
{
    return gen_error_new(GEN_TYPE_ERROR, "exceptions must derive from BaseException");
}

gen_error_t *gen_error_or_refusal_(gen_error_t *e)
{
    return e != NULL ? gen_error_ref(e) : new_of_nothing();
}

GEN_COLD gen_error_t *gen_error_new_list_(const gen_exc_t *type, const char *fmt, va_list args)
{
    va_list again;
    gen_error_t *e;
    int length;

    if (type == NULL)
        return new_of_nothing();
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
    gen_error_t *e = type != NULL ? gen_error_allocate_(type, 0) : new_of_nothing();

    if (type == NULL || e->immortal)
        return e;
    e->value = value;
    if (GEN_UNLIKELY(value.kind == GEN_KIND_ERROR)) {
        e->bare = false;
        gen_error_ref(value.as.e);
    }
    return e;
}

GEN_NORETURN void gen_not_an_error_(const gen_error_t *e, const char *function)
{
    if (e == NULL)
        gen_fatal_("%s() was given NULL instead of an exception", function);
    gen_fatal_("%s() was given an exception that was freed, or something else", function);
}

gen_error_t *gen_error_ref(gen_error_t *e)
{
    if (e == NULL || e->immortal)
        return e;
    gen_error_check_(e, "gen_error_ref");
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

void gen_error_thread_begins_(void)
{
    gen_error_spares_()->room = gen_watched_ ? 0 : SPARES;
}

void gen_error_thread_ends_(void)
{
    gen_error_spares_()->room = 0;
    while (gen_error_spares_()->first != NULL) {
        gen_error_t *e = gen_error_spares_()->first;

        gen_error_spares_()->first = e->dying;
        free(e);
    }
}

/* Not recursive: a chain may be long, and the stack it is freed on short. */
static GEN_COLD void destroy_chain(gen_error_t *e)
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
        if (e->carried != NULL)
            e->destroy_carried(e->carried);
        free(e);
    }
}

void gen_error_destroy_(gen_error_t *e)
{
    if (!gen_error_keep_spare_(e))
        destroy_chain(e);
}

void gen_error_free(gen_error_t *e)
{
    if (e != NULL)
        gen_error_check_(e, "gen_error_free");
    gen_error_drop_(e);
}

const gen_exc_t *gen_error_type(const gen_error_t *e)
{
    gen_error_check_(e, "gen_error_type");
    return e->type;
}

bool gen_error_is(const gen_error_t *e, const gen_exc_t *type)
{
    return e != NULL && gen_exc_is(e->type, type);
}

gen_value_t gen_error_value(const gen_error_t *e)
{
    gen_error_check_(e, "gen_error_value");
    return e->value;
}

const char *gen_error_message(const gen_error_t *e)
{
    gen_error_check_(e, "gen_error_message");
    return e->value.kind == GEN_KIND_STR ? e->value.as.s : "";
}

gen_error_t *gen_error_cause(const gen_error_t *e)
{
    gen_error_check_(e, "gen_error_cause");
    return e->cause;
}

gen_error_t *gen_error_context(const gen_error_t *e)
{
    gen_error_check_(e, "gen_error_context");
    return e->context;
}

bool gen_error_suppress_context(const gen_error_t *e)
{
    gen_error_check_(e, "gen_error_suppress_context");
    return e->suppress_context;
}

void gen_error_set_cause(gen_error_t *e, gen_error_t *cause)
{
    gen_error_t *old;

    gen_error_check_(e, "gen_error_set_cause");
    if (e->immortal)
        return;
    old = e->cause;
    e->bare = false;
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
    gen_error_t *old;

    gen_error_check_(e, "gen_error_set_context");
    if (handled == NULL || handled == e || e->immortal)
        return;
    old = e->context;
    gen_error_ref(handled);
    cut(handled, e);
    e->bare = false;
    e->context = handled;
    gen_error_free(old);
}

bool gen_error_carry_(gen_error_t *e, void *object, void (*destroy)(void *object))
{
    gen_error_check_(e, "gen_error_carry_");
    if (e->immortal || e->carried != NULL)
        return false;
    e->bare = false;
    e->carried = object;
    e->destroy_carried = destroy;
    return true;
}

void *gen_error_carried_(const gen_error_t *e, void (*destroy)(void *object))
{
    gen_error_check_(e, "gen_error_carried_");
    return e->destroy_carried == destroy ? e->carried : NULL;
}
