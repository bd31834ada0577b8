/* error.h - the exception object. */
#ifndef ERROR_H
#define ERROR_H

#include "machine/thread.h"
#include <gen/error.h>
#include <stdarg.h>

enum { PASSED_ROOM = 100 };

struct gen_error_object {
    const gen_exc_t *type;
    gen_value_t value; /* a message is a string in text */
    gen_error_t *cause;
    gen_error_t *context;
    gen_error_t *dying;    /* links those that are being freed together */
    gen_error_t **members; /* of a group, owned, NULL at the end; NULL for any other */
    void *carried;         /* another language's exception, and what frees it; NULL */
    void (*destroy_carried)(void *carried);
    unsigned refs;
    bool suppress_context;
    bool immortal;
    bool bare;                  /* it has nothing of its own but its value, and refers to nothing */
    unsigned char passed_size;  /* of what is used of passed */
    unsigned short passed_more; /* how many names had no room there */
    char passed[PASSED_ROOM];   /* the names of the generators it left, one after the other, each with its zero byte */
    char text[];
};

GEN_NORETURN void gen_not_an_error_(const gen_error_t *e, const char *function);

/* What every public function is given must be an exception that is not freed yet. */
static inline void gen_error_check_(const gen_error_t *e, const char *function)
{
    if (GEN_UNLIKELY(e == NULL || e->refs == 0))
        gen_not_an_error_(e, function);
}

/* A reference to e; if that is NULL, to a new TypeError. */
gen_error_t *gen_error_or_refusal_(gen_error_t *e);

/* The exception leaves a generator of that name. */
void gen_error_passed_(gen_error_t *e, const char *name);

gen_error_t *gen_error_allocate_(const gen_exc_t *type, size_t text_size);
extern gen_error_t gen_error_exit_;     /* GeneratorExit, not an object of its own yet */
gen_error_t *gen_error_new_exit_(void); /* GeneratorExit, whether there is memory or not */
void gen_error_destroy_(gen_error_t *e);

/* Throwing makes short-lived exceptions that own nothing: each thread keeps a few of those, as they were when new, but only
 * while its end will be noticed. */
struct gen_error_spares {
    gen_error_t *first;
    int room; /* for how many more */
};
GEN_OF_THREAD(struct gen_error_spares, gen_error_spares_)

void gen_error_thread_begins_(void);
void gen_error_thread_ends_(void);

/* NULL: there is none. */
static inline gen_error_t *gen_error_take_spare_(const gen_exc_t *type)
{
    struct gen_error_spares *spares = gen_error_spares_();
    gen_error_t *e = spares->first;

    if (GEN_UNLIKELY(e == NULL))
        return NULL;
    spares->first = e->dying;
    spares->room++;
    e->type = type;
    e->value = GEN_NONE;
    e->refs = 1;
    return e;
}

/* Whether e, to which nobody refers any more, could be kept. */
static inline bool gen_error_keep_spare_(gen_error_t *e)
{
    struct gen_error_spares *spares = gen_error_spares_();

    if (GEN_UNLIKELY(!e->bare || spares->room == 0))
        return false;
    e->dying = spares->first;
    spares->first = e;
    spares->room--;
    return true;
}

/* gen_error_free(), without a call where nothing is freed. */
static inline void gen_error_drop_(gen_error_t *e)
{
    if (e != NULL && !e->immortal && --e->refs == 0)
        gen_error_destroy_(e);
}

/* gen_error_is(), which most exceptions answer in two looks: they derive from Exception, and from it directly. */
static inline bool gen_error_is_exit_(const gen_error_t *e)
{
    const gen_exc_t *type = e->type;

    return type == GEN_GENERATOR_EXIT || (type->base != GEN_EXCEPTION && gen_exc_is(type, GEN_GENERATOR_EXIT));
}

gen_error_t *gen_error_new_list_(const gen_exc_t *type, const char *fmt, va_list args) GEN_FORMAT(2, 0);

#endif
