/* Statements. */
#ifndef GP_EXECUTE_H
#define GP_EXECUTE_H

#include "frame.h"

/* Runs a block until its end or until a statement leaves it. */
gp_flow_t gp_execute(gp_frame_t *frame, const gp_statement_t *block);

#endif
