/**
 * @file measure_loops.h
 * Rows of event loops that are measured in processes of their own, and what measure.c lends for that.
 */
#ifndef BENCH_MEASURE_LOOPS_H
#define BENCH_MEASURE_LOOPS_H

#include "measure.h"

/** Measures a crowd of sleepers: this row tells the time, the next the memory. */
void measure_crowds(struct report *report, const struct roster *roster, const struct wish *wish, const struct row *row);

/** Measures echo servers: the time for a message, or the memory of a server whose connections are idle. */
void measure_echo(struct report *report, const struct roster *roster, const struct wish *wish, const struct row *row);

/** @return a new outcome of @p row */
struct outcome *measure_add_outcome(struct report *report, const struct row *row);

/** Adds what @p e took, compared with @p baseline if that is not NULL. */
void measure_add_figure(struct comparison *c, const struct entrant *e, double value, const struct entrant *baseline);

/** Takes gen's figure out of the comparison, and judges it. */
void measure_judge(const struct report *report, struct outcome *outcome);

#endif
