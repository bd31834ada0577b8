/**
 * @file entrant.h
 * One contender at one kind of work: opened, checked, sampled in turn with others.
 */
#ifndef BENCH_ENTRANT_H
#define BENCH_ENTRANT_H

#include "remote.h"
#include "roster.h"

enum { SAMPLES_MAX = 512 };

/** What is wanted of a series of samples. */
struct plan {
    int rounds;       /**< at most SAMPLES_MAX */
    double sample_ns; /**< how long a sample should take */
    double budget_ns; /**< how long all samples of one entrant may take */
    int warm_runs;    /**< how many times the work of a sample is done before it */
    bool progress;    /**< tell on stderr how far it is */
};

/** A contender at work. All times are ns a step. */
struct entrant {
    const struct player *player;
    const char *work;
    long scale;
    const bench_case_t *local; /**< in this process ... */
    void *state;
    struct remote remote; /**< ... or in another */
    int id;
    long long done; /**< counts so far */
    long count;     /**< counts a sample */
    long warm;      /**< counts before each, not timed */
    int stride;     /**< takes part in every so manieth round */
    int taken;
    double samples[SAMPLES_MAX];
    int rounds[SAMPLES_MAX]; /**< in which round each was taken */
    bool open;
    char failure[256]; /**< why it could not do the work; "" if it could, or has no such work */
};

/** Opens the work. @return false if it has no such work or failed */
bool entrant_open(struct entrant *e, const struct player *player, const char *work, long scale);

/** Does the work @p count times. @return ns a step; negative if it failed, or the sum of the values was wrong */
double entrant_run(struct entrant *e, long count);

/** @return the bytes that the process of @p e has resident, page tables included; only for one in its own */
long entrant_memory(struct entrant *e);

/** Closes the work; the samples stay. */
void entrant_close(struct entrant *e);

/** Samples the open ones of @p count entrants in turn, round by round. */
void entrants_sample(struct entrant *entrants, int count, const struct plan *plan, const char *title);

/** @return the median of the samples; negative if there are none */
double entrant_median(const struct entrant *e);

/**
 * @return the median of the ratios of each sample of @p e to that of @p base in the same round, which what happens to
 *     the processor's clock meanwhile does not touch; negative if there are none
 */
double entrant_ratio(const struct entrant *e, const struct entrant *base);

#endif
