/**
 * @file outcome.h
 * What was measured: figures, compared by work and scale, and judged by row.
 */
#ifndef BENCH_OUTCOME_H
#define BENCH_OUTCOME_H

#include "entrant.h"
#include "rows.h"

enum { ROWS_MAX = 64, GROWTH_MAX = 24 };

/** What one contender took: ns a step, or bytes a generator. */
struct figure {
    const struct player *player;
    double value;      /**< negative if there is none */
    double ratio_raw;  /**< to a raw round trip in the same rounds; negative if there is none */
    char failure[256]; /**< why it failed; "" if it has no such work */
};

/** One kind of work at one scale, by everybody. */
struct comparison {
    const char *work;
    long scale;
    double raw; /**< ns of a raw round trip in the same rounds; negative if it was not measured with them */
    struct figure figures[ROSTER_MAX];
    int count;
};

/** One row's outcome. */
struct outcome {
    const struct row *row;
    struct comparison all;
    double value;      /**< gen's figure; negative if it failed */
    double ratio_raw;  /**< negative if it is not a time */
    double compared;   /**< what the target bounds: a ratio, or bytes */
    bool met;          /**< whether it holds; true where there is no target */
    char failure[256]; /**< why gen failed */
};

/** Everything. */
struct report {
    struct outcome rows[ROWS_MAX];
    int row_count;
    struct comparison growth[GROWTH_MAX]; /**< of works "delegate", "many" and "tree_yield_from", by scale */
    int growth_count;
};

/** @return the figure of the player @p name; NULL if it did not take part */
const struct figure *comparison_figure(const struct comparison *c, const char *name);

/** Adds what @p e took, compared with @p baseline if that is not NULL. */
void comparison_add(struct comparison *c, const struct entrant *e, double value, const struct entrant *baseline);

/** @return an outcome of @p row without any figure: a new one, or that which there was */
struct outcome *outcome_begin(struct report *report, const struct row *row);

/** Takes gen's figure out of the comparison, and judges it. */
void outcome_judge(const struct report *report, struct outcome *outcome);

/** Judges it by what its target is compared with, where the comparison does not tell. */
void outcome_judge_by(struct outcome *outcome, double compared);

/** @return a new comparison in the report's growth */
struct comparison *growth_begin(struct report *report, const char *work, long scale);

#endif
