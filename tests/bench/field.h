/**
 * @file field.h
 * All players at some works and scales in the same rounds, and the baseline in front.
 */
#ifndef BENCH_FIELD_H
#define BENCH_FIELD_H

#include "outcome.h"

enum { FIELD_MAX = 64 };

/** Who measures up to whom. */
struct field {
    struct entrant entrants[FIELD_MAX]; /**< the baseline first */
    int count;
};

/** @return a field of the baseline alone */
struct field *field_new(const struct roster *roster);

/** Adds one player. @return its place */
struct entrant *field_add(struct field *field, const struct player *player, const char *work, long scale);

/** Adds all players that have such a work. */
void field_add_all(struct field *field, const struct roster *roster, const char *work, long scale);

/** Fills in what those of one work at one scale took. */
void field_compare(const struct field *field, const char *work, long scale, struct comparison *c);

/** Ends the work of all. */
void field_free(struct field *field);

#endif
