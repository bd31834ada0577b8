/**
 * @file gen_contender.h
 * gen as a contender.
 */
#ifndef BENCH_GEN_CONTENDER_H
#define BENCH_GEN_CONTENDER_H

#include "bench.h"

#ifndef BENCH_MODULE
/** gen, linked statically. */
extern const bench_contender_t gen_contender;

/** The same by bodies without stacks. */
extern const bench_contender_t gen_flat_contender;
#else
/** @return an address inside libgen.so, so that the program finds the file */
const void *bench_library_symbol(void);
#endif

#endif
