/**
 * @file remote.h
 * A contender in a process of its own: CPython, greenlet, and the program itself where memory is measured.
 *
 * One line asks, one line answers:
 *
 *     version            ok TEXT
 *     open CASE SCALE    ok ID        absent: it has no such case
 *     run ID COUNT       ok NS SUM
 *     close ID           ok
 *     memory             ok BYTES     resident, page tables included
 *
 * or, to any of them, "failed REASON". The process ends when its input does.
 */
#ifndef BENCH_REMOTE_H
#define BENCH_REMOTE_H

#include "bench.h"

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

/** A process that answers. */
struct remote {
    pid_t pid;
    FILE *to;
    FILE *from;
    char answer[256]; /**< what followed "ok" or "failed"; "" for absent */
};

/**
 * Starts a process.
 * @param argv  its program and arguments, ended by NULL
 * @param set   an environment variable "NAME=value" to set for it; NULL for none
 */
bool remote_start(struct remote *remote, const char *const *argv, const char *set);

/** Asks, and waits for the answer. @return whether it was "ok"; a process that died has failed */
bool remote_ask(struct remote *remote, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/** Ends the process. */
void remote_stop(struct remote *remote);

/** Answers on stdin and stdout for @p contender, until there is no more input. */
void remote_serve(const bench_contender_t *contender);

#endif
