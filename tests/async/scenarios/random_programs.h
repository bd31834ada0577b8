/* random_programs.h - what a random program is made of. random_kinds.c has the statements. */
#ifndef RANDOM_PROGRAMS_H
#define RANDOM_PROGRAMS_H

#include "scenario.h"

enum { TASKS = 4, LEAF_COUNT = 19, KIND_COUNT = 33 };

struct statement;

struct block {
    struct statement *statements;
    size_t count;
};

struct statement {
    int number;
    unsigned kind, a, b; /* a and b are its arguments */
    struct block blocks[2];
};

struct program {
    uint64_t state; /* of the random numbers */
    int statements;
    struct block blocks[TASKS]; /* of the tasks */
    gen_t *tasks[TASKS];
    gen_lock_t locks[2];
    gen_semaphore_t semaphore;
    gen_event_t events[2];
    gen_condition_t condition;
    gen_barrier_t barrier;
    gen_queue_t queue;
};

/* A kind of statement. The owner is the task whose block it is in, directly or not. */
struct kind {
    bool (*run)(gen_t *self, struct program *p, struct statement *s, int owner);
    size_t blocks;
};

extern const struct kind kinds[KIND_COUNT];
extern const double times[8];

bool run_block(gen_t *self, struct program *p, const struct block *block, int owner);
gen_t *running(struct program *p, const struct block *block, int owner); /* the same as a coroutine */

/* An exception in one line; good until the next call. */
const char *brief(const gen_error_t *e);

#endif
