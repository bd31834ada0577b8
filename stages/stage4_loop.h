/**
 * @file stage4_loop.h
 * The last part of stage 4: the same tasks on the event loop of gen::async.
 */
#ifndef STAGES_STAGE4_LOOP_H
#define STAGES_STAGE4_LOOP_H

#include <stdbool.h>

/** Runs it. @param serial whether the tasks run one after the other @param trace where to write the timeline; NULL for
 *  nowhere @return whether all went as it should */
bool run_on_real_loop(bool serial, const char *trace);

#endif
