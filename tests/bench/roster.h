/**
 * @file roster.h
 * Who takes part: what is in the program, in the modules that were built, and in the Pythons that were found.
 */
#ifndef BENCH_ROSTER_H
#define BENCH_ROSTER_H

#include "bench.h"

#include <stdbool.h>

enum { ROSTER_MAX = 16 };

/** One participant. */
struct player {
    const char *name;
    char version[96];
    const bench_contender_t *local; /**< its cases in this process; NULL if it has a process of its own */
    const char *command[4];         /**< that process: program, arguments, NULL */
    const char *server[4];          /**< its echo server, the same way; NULL if it has none */
    const char *set;                /**< an environment variable for it; NULL for none */
    bool loop;                      /**< an event loop: it takes part in the works "async_..." alone */
    bool absent;                    /**< it was not found when the program was built */
};

/** All of them, in the order of the report's columns: raw and gen first. */
struct roster {
    struct player players[ROSTER_MAX];
    int count;
};

/** Loads the modules and asks the Pythons for their versions. */
void roster_load(struct roster *roster);

/** The same without those that have a process of their own. */
void roster_load_local(struct roster *roster);

/** Only gen itself, and the baselines: the bare switch, libuv, and coroutines of C++20. */
void roster_load_gen(struct roster *roster);

/** @return the player of that name; NULL if there is none, or it is absent */
const struct player *roster_find(const struct roster *roster, const char *name);

/** @return whether it may have such a work */
bool player_has(const struct player *player, const char *work);

/** @return @p player in a process of its own, with @p set in its environment (NULL for none) */
struct player roster_apart(const struct player *player, const char *set);

/** @return the bytes of machine code in libgen.so; 0 if that module is absent */
long roster_text_size(void);

#endif
