/* The trace: what a program prints, to the letter. */
#ifndef GP_TRACE_H
#define GP_TRACE_H

#include "frame.h"

void gp_trace_log(gp_frame_t *frame, const gp_statement_t *statement);
void gp_trace_handled(const gp_instance_t *instance);
void gp_trace_state(const gp_instance_t *instance, const gp_statement_t *statement);

/* How a reported operation ended: with an exception if e is not NULL, else with the value. */
void gp_trace_operation(const gp_instance_t *instance, const char *words, gen_value_t value, const gen_error_t *e);

/* A line that is a word and an exception with its chain. */
void gp_trace_exception(gp_world_t *world, const char *line, const gen_error_t *e);

#endif
