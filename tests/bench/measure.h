/**
 * @file measure.h
 * Measuring all rows, and how they grow.
 */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include "outcome.h"

#include <stdbool.h>

/** What is to be done. */
struct wish {
    struct plan plan;
    const char *const *names; /**< only these rows; none means all, and the growth too */
    int name_count;
};

/** @return whether a row of that name is wanted */
bool wish_has(const struct wish *wish, const char *name);

/** Measures. */
void measure(struct report *report, const struct roster *roster, const struct wish *wish);

#endif
