/*
 * What is global while one program runs: its handles, its trace, and the exceptions it has met.
 *
 * Values own nothing, so whatever exception a program can name must outlive it: the world keeps a reference to each
 * until the end, and then cuts the causes, which may form cycles.
 */
#ifndef GP_WORLD_H
#define GP_WORLD_H

#include "program.h"

typedef struct {
    gen_t *object;
    const struct gp_instance *instance;
} gp_handle_t;

typedef struct gp_world {
    gp_program_t *program;
    gp_text_t trace;
    int steps;
    unsigned stackless;   /* how many of 256 bodies have no stack */
    uint64_t coin;        /* which decides that */
    bool idioms;          /* use the library as its users do, instead of in the ways that suit an executor */
    bool exhausted;       /* too many statements: everything unwinds, nothing more is run or traced */
    int methods;          /* how many methods of iterators are running, one inside another */
    gp_handle_t *handles; /* by index; object is NULL where unset */
    int *order;           /* the handles that are set, in the order of the table */
    int set;              /* how many are */
    gen_error_t **kept;   /* open addressing by address */
    size_t kept_count, kept_size;
} gp_world_t;

void gp_world_open(gp_world_t *world, gp_program_t *program);
void gp_world_close(gp_world_t *world);

/* Whether the next body is to be one without a stack. */
bool gp_world_tosses(gp_world_t *world);

/* Takes over a reference and keeps it to the end. Returns the exception, borrowed. */
gen_error_t *gp_keep(gp_world_t *world, gen_error_t *e);

/* Puts an object into a handle, taking over the reference, and returns what was there, which is then the caller's. */
gen_t *gp_handle_set(gp_world_t *world, int handle, gen_t *object, const struct gp_instance *instance);

/* Empties a handle; its reference is then the caller's. */
gen_t *gp_handle_take(gp_world_t *world, int handle);

#endif
