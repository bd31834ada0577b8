/* error.h - the exception object. */
#ifndef ERROR_H
#define ERROR_H

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
    unsigned refs;
    bool suppress_context;
    bool immortal;
    bool has_text;
    unsigned char passed_size;  /* of what is used of passed */
    unsigned short passed_more; /* how many names had no room there */
    char passed[PASSED_ROOM];   /* the names of the generators it left, one after the other, each with its zero byte */
    char text[];
};

/* The exception leaves a generator of that name. */
void gen_error_passed_(gen_error_t *e, const char *name);

gen_error_t *gen_error_allocate_(const gen_exc_t *type, size_t text_size);
gen_error_t *gen_error_new_exit_(void); /* GeneratorExit, whether there is memory or not */
void gen_error_destroy_(gen_error_t *e);

/* A thread keeps spare ones only while its end will be noticed. */
void gen_error_thread_begins_(void);
void gen_error_thread_ends_(void);

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
