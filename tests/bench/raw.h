/**
 * @file raw.h
 * The baseline as a contender.
 */
#ifndef BENCH_RAW_H
#define BENCH_RAW_H

#include "bench.h"

/** Boost's bare stack switch. */
extern const bench_contender_t raw_contender;

#endif
