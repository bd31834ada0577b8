/* peer.h - what the tests of input and output share: the other end of a stream, and a check that nothing stays open. */
#ifndef PEER_H
#define PEER_H

#include "record.h"

/* As run_body(), and checks that no file descriptor is left open. */
gen_status_t run_io(gen_body_t *body);

/* A stream, and in *peer the other end of it: a blocking socket that the test reads and writes itself. */
gen_stream_t *stream_pair(int *peer);

/* Writes all of text to a descriptor. */
void put_text(int fd, const char *text);

/* Records what a read gave, or what it raised, and catches that. */
void record_read(gen_t *self, bool ok, const char *data, size_t size);

/* Reads up to size bytes, and records them. */
void read_some(gen_t *self, gen_stream_t *s, size_t size);

/* A connection to port of this machine by a blocking socket, with small buffers. */
int connect_to(unsigned port);

/* Closes a TCP socket so that its peer gets a reset. */
void close_by_reset(int fd);

/* How many file descriptors are open; -1 if /proc, which tells, is missing. */
int open_descriptors(void);

#endif
