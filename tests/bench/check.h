/**
 * @file check.h
 * What the tests want of this program: that the work is done, not how fast.
 */
#ifndef BENCH_CHECK_H
#define BENCH_CHECK_H

#include "roster.h"

/** What a test's exit status is when it cannot be run here. */
enum { CHECK_SKIPPED = 77 };

/** Does every work of every contender at a small scale. @return 0 if all sums are right and gen leaks nothing */
int check_all(const struct roster *roster);

/** Holds a million guarded generators. @return 0 if they take no more than they may; CHECK_SKIPPED without the memory */
int check_million(const struct roster *roster);

#endif
