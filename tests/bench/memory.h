/**
 * @file memory.h
 * Memory alone as a contender: the cache lines that visiting suspended generators needs, without any generator.
 */
#ifndef BENCH_MEMORY_H
#define BENCH_MEMORY_H

#include "bench.h"

/** With the lines of neighbours displaced as the tops of gen's stacks are. */
extern const bench_contender_t memory_coloured;

/** With all at the same place in their pages. */
extern const bench_contender_t memory_uncoloured;

/**
 * Touches @p size bytes, or as many as there are to spare, and gives them back, in a process of its own. In a virtual
 * machine the very first touch of a page may take tens of microseconds, which would be charged to whoever comes first.
 */
void memory_warm_up(size_t size);

#endif
