/*
 * A frame: one run of a body, a method or main, and how exceptions travel in it.
 *
 * In a body an exception in flight is the library's pending one. Main and the methods of iterators are plain C
 * functions, to which the library gives no such place, so there it is in the frame. Exceptions are borrowed: the world
 * keeps them.
 */
#ifndef GP_FRAME_H
#define GP_FRAME_H

#include "instance.h"

/* How a statement ended. */
typedef enum { GP_FLOW_NEXT, GP_FLOW_BREAK, GP_FLOW_CONTINUE, GP_FLOW_RETURN, GP_FLOW_RAISE } gp_flow_t;

typedef struct gp_frame {
    gp_instance_t *instance;
    gen_t *self;         /* NULL in main */
    gen_t *body;         /* the same as self in a body, else NULL */
    gen_value_t result;  /* with GP_FLOW_RETURN */
    gen_error_t *raised; /* with GP_FLOW_RAISE, unless this is a body */
} gp_frame_t;

/* `raise e`, `raise e from cause` (NULL is None), and the passing on of e just as it is: each gives GP_FLOW_RAISE. */
gp_flow_t gp_raise(gp_frame_t *frame, gen_error_t *e);
gp_flow_t gp_raise_from(gp_frame_t *frame, gen_error_t *e, gen_error_t *cause);
gp_flow_t gp_pass_on(gp_frame_t *frame, gen_error_t *e);

/* Whether a frame is a body that is to use the library as users do. */
bool gp_is_idiomatic(const gp_frame_t *frame);

/* Takes the exception in flight if it is of this type; NULL if it is not. Nothing is caught in an exhausted world. */
gen_error_t *gp_catch(gp_frame_t *frame, const gen_exc_t *type);

/* The value of an operand: every run of an exception operand makes a new object. */
gen_value_t gp_evaluate(gp_frame_t *frame, const gp_operand_t *operand);

/* A new exception that the world keeps. */
gen_error_t *gp_error(gp_world_t *world, const gen_exc_t *type, gen_value_t value);

/* The exception that evaluates to a value; NULL if the value is none. */
gen_error_t *gp_value_error(gen_value_t value);

/* Where a variable is; NULL for none. */
gen_value_t *gp_place(gp_frame_t *frame, int variable);

void gp_assign(gp_frame_t *frame, int variable, gen_value_t value);

#endif
