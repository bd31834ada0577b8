/* Statements. */
#ifndef GP_EXECUTE_H
#define GP_EXECUTE_H

#include "frame.h"

/* Runs a block until its end or until a statement leaves it. */
gp_flow_t gp_execute(gp_frame_t *frame, const gp_statement_t *block);

/* What a body without a stack has in common with this: a statement that neither yields nor has a block, */
gp_flow_t gp_execute_one(gp_frame_t *frame, const gp_statement_t *statement);

/* the block that an `if` chooses, */
const gp_statement_t *gp_choose(gp_frame_t *frame, const gp_statement_t *statement);

/* what a loop does when its block has ended: go on, or end in the given way, */
bool gp_goes_on(gp_flow_t *flow);

/* and whether the program has not run for too long yet: if it has, that is raised. */
bool gp_may_go_on(gp_frame_t *frame);

#endif
