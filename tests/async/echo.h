/* echo.h - a server that echoes, and its clients. */
#ifndef ECHO_H
#define ECHO_H

#include "peer.h"

/* Serves a connection; at its end records what went wrong, and its argument. */
gen_body_t echo;
extern char echo_name[]; /* the argument */

/* Sends a line, and records the one that comes back. */
void ask(gen_t *self, gen_stream_t *s, const char *question);

/* Asks once, closes, and waits until the server has ended the connection. */
void converse(gen_t *self, gen_server_t *server, gen_stream_t *s, const char *question);

#endif
