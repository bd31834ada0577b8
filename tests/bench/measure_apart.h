/**
 * @file measure_apart.h
 * Rows that are measured in processes of their own.
 */
#ifndef BENCH_MEASURE_APART_H
#define BENCH_MEASURE_APART_H

#include "measure.h"

/** Measures all of them that are wanted. */
void measure_apart(struct report *report, const struct roster *roster, const struct wish *wish);

#endif
