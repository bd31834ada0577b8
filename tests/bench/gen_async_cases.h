/**
 * @file gen_async_cases.h
 * What gen::async is measured at, where it was built.
 */
#ifndef BENCH_GEN_ASYNC_CASES_H
#define BENCH_GEN_ASYNC_CASES_H

#include "bench.h"

#include <gen.h>
#include <stdlib.h>

void *gen_async_open(long scale, char *why, size_t why_size);
void gen_async_close(void *state);
int64_t gen_async_switch_run(void *state, long count);
int64_t gen_async_spawn_run(void *state, long count);
int64_t gen_async_queue_run(void *state, long count);

void *gen_async_sleepers_open(long scale, char *why, size_t why_size);
void *gen_async_flat_sleepers_open(long scale, char *why, size_t why_size);
int64_t gen_async_sleepers_run(void *state, long count);
double gen_async_sleepers_lap(void *state);
void gen_async_sleepers_close(void *state);

#endif
