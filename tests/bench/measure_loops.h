/**
 * @file measure_loops.h
 * Rows of event loops that are measured in processes of their own.
 */
#ifndef BENCH_MEASURE_LOOPS_H
#define BENCH_MEASURE_LOOPS_H

#include "measure.h"

/** Measures a crowd of sleepers once, for the rows from @p row to before @p end: some tell the time, some the memory. */
void measure_crowds(struct report *report, const struct roster *roster, const struct wish *wish, const struct row *row,
                    const struct row *end);

/** Measures echo servers: the time for a message, or the memory of a server whose connections are idle. */
void measure_echo(struct report *report, const struct roster *roster, const struct wish *wish, const struct row *row);

#endif
