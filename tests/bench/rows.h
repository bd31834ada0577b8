/**
 * @file rows.h
 * What is measured and what it should cost.
 */
#ifndef BENCH_ROWS_H
#define BENCH_ROWS_H

/** What a row's figure is compared with. */
enum row_basis {
    OF_RAW,    /**< the time of a raw round trip */
    OF_ROW,    /**< the time of another row */
    OF_COLOUR, /**< the same without coloured stack tops */
    OF_PEER,   /**< a peer's time for the same work */
    OF_BYTES,  /**< none: it is a number of bytes */
    OF_NOTHING /**< none: there is no target */
};

/** One row. */
struct row {
    const char *name;   /**< in the JSON; never changes */
    const char *title;  /**< for people */
    const char *work;   /**< the case that does it */
    const char *player; /**< whose figure counts: "gen", "gen_shared" or "gen_flat" */
    long scale;         /**< what the case is opened with */
    int group;          /**< rows of a group are measured in the same rounds */
    enum row_basis basis;
    const char *other; /**< for OF_ROW and OF_PEER: which */
    double target;     /**< the most it should be */
    double or_ns;      /**< or this time, if it is met sooner; 0 for none */
};

/** The groups in the order in which they are measured. */
enum {
    GROUP_NEXT,
    GROUP_SEND,
    GROUP_DELEGATE,
    GROUP_WALK,
    GROUP_RECURSION,
    GROUP_CREATE,
    GROUP_THROW,
    GROUP_CLOSE,
    GROUP_MAP,
    GROUP_LIVE_10K,
    GROUP_LIVE_100K,
    GROUP_HANDED,
    GROUP_SWITCH,
    GROUP_SPAWN,
    GROUP_QUEUE,
    GROUPS,
    GROUP_APART /**< in processes of their own, by functions of their own */
};

/** Ends with a NULL name. */
extern const struct row bench_rows[];

/** @return how many steps one count of @p work is at @p scale: the nodes of a walk, the generators of a round */
long row_steps(const char *work, long scale);

/** @return the sum of the values of counts @p done + 1 to @p done + @p count of @p work at @p scale */
long long row_sum(const char *work, long scale, long long done, long count);

#endif
