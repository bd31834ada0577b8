/**
 * @file report.h
 * Telling what was measured.
 */
#ifndef BENCH_REPORT_H
#define BENCH_REPORT_H

#include "measure.h"

/** Prints tables for people. */
void report_table(const struct report *report, const struct roster *roster);

/** Prints one JSON object for programs. */
void report_json(const struct report *report, const struct roster *roster);

/** The processor, the kernel, the compiler: one line each. */
void report_machine(char *cpu, char *kernel, size_t size);

/** @return the heading of growth by @p work: "depth of yield from", ... */
const char *report_growth_title(const char *work);

#endif
