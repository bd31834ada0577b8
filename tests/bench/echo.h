/**
 * @file echo.h
 * An echo server in a process of its own, and connections to it from this one.
 */
#ifndef BENCH_ECHO_H
#define BENCH_ECHO_H

#include <stdbool.h>
#include <stddef.h>

/** A server and who talks to it. */
struct echo;

/**
 * Starts the server, which must print "listening on port N", and connects.
 * @param argv         its program and arguments, ended by NULL
 * @param connections  how many
 * @param size         of a message, in bytes
 * @param why   set to a reason where it fails
 * @return NULL if it failed
 */
struct echo *echo_open(const char *const *argv, int connections, size_t size, char *why, size_t why_size);

/**
 * Sends @p rounds messages on each connection, each after the one before has come back; the
 * connections take turns in no order.
 * @return the processor's time that the server took for each message, in ns; negative if one came back wrong
 */
double echo_run(struct echo *echo, long rounds);

/** @return the bytes that the server has resident */
long echo_memory(const struct echo *echo);

/** Hangs up and ends the server. */
void echo_close(struct echo *echo);

#endif
