/**
 * @file gen_cases.h
 * What gen is measured at. These files are compiled twice: into the program with the static library, and into a
 * module with the shared one.
 */
#ifndef BENCH_GEN_CASES_H
#define BENCH_GEN_CASES_H

#include "bench.h"

#include <gen.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

/** One generator, and how far it is. */
struct gen_case {
    gen_t *g;
    int64_t position;
    double lap;
};

/** A body that yields 1, 2, 3, ... for ever. */
gen_status_t gen_case_counter(gen_t *self, void *args);

/** @return a case around @p g; NULL, with a reason, if that is NULL */
struct gen_case *gen_case_open(gen_t *g, char *why, size_t why_size);

/** Takes @p count values from the case's generator. @return their sum */
int64_t gen_case_next(void *state, long count);

/** Frees the case and its generator. */
void gen_case_close(void *state);

/** @return how long the part of the last run that counts took */
double gen_case_lap(void *state);

/** @name The files' cases
 * @{ */
void *gen_next_open(long scale, char *why, size_t why_size);
void *gen_fp_open(long scale, char *why, size_t why_size);
int64_t gen_fp_run(void *state, long count);
void *gen_rounding_open(long scale, char *why, size_t why_size);
void *gen_send_open(long scale, char *why, size_t why_size);
int64_t gen_send_run(void *state, long count);
void *gen_delegate_open(long scale, char *why, size_t why_size);
void *gen_create_open(long scale, char *why, size_t why_size);
int64_t gen_create_run(void *state, long count);
int64_t gen_close_run(void *state, long count);
int64_t gen_close_batches(void *state, long count, gen_t *new_cleaner(int64_t *cleaned));
void *gen_throw_open(long scale, char *why, size_t why_size);
int64_t gen_throw_run(void *state, long count);
void *gen_map_open(long scale, char *why, size_t why_size);
void *gen_walk_open(long scale, char *why, size_t why_size);
void *gen_recursion_open(long scale, char *why, size_t why_size);
int64_t gen_tree_run(void *state, long count);
void gen_tree_close(void *state);
void *gen_many_open(long scale, char *why, size_t why_size);
void *gen_live_open(long scale, char *why, size_t why_size);
int64_t gen_live_run(void *state, long count);
double gen_handed_lap(void *state);
void gen_live_close(void *state);
void *gen_handed_open(long scale, char *why, size_t why_size);
int64_t gen_handed_run(void *state, long count);
void gen_handed_close(void *state);
void *gen_small_open(long scale, char *why, size_t why_size);
void *gen_many_make(long scale, gen_t *new_counter(void), char *why, size_t why_size);
int64_t gen_many_run(void *state, long count);
void gen_many_close(void *state);
/** @} */

#endif
