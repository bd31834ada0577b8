/* Operations on objects: what a statement such as `next g` does, or `? next g` does and reports. */
#ifndef GP_OPERATE_H
#define GP_OPERATE_H

#include "frame.h"

/* Performs the operation of a statement, raises what it raises, and assigns its result. */
gp_flow_t gp_operate(gp_frame_t *frame, const gp_statement_t *statement);

/* A new reference to what a source names; NULL, and raised in the frame, if its handle is unset. */
gen_t *gp_source_open(gp_frame_t *frame, const gp_source_t *source);

/* One step of `for v in source`: whether there was a value. If not, *raised is the exception that was the reason. */
bool gp_iterate(gp_frame_t *frame, gen_t *source, gen_value_t *value, gen_error_t **raised);

#endif
