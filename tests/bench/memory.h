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

#endif
