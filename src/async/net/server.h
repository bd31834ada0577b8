/*
 * server.h - a server: listening sockets, and the connections they brought. listen.c makes the sockets.
 *
 * It lives as long as the program has its reference, a socket is with libuv, a connection is being served, or somebody
 * waits for it.
 */
#ifndef ASYNC_SERVER_H
#define ASYNC_SERVER_H

#include "async/net/socket.h"
#include <sys/types.h>

struct listener {
    struct descriptor descriptor;
    gen_server_t *server;
};

struct gen_server {
    gen_loop_t *loop;
    gen_attr_t handler;                  /* of the coroutines */
    size_t limit, write_high, write_low; /* of the streams */
    gen_body_t *body;
    void *arg;
    struct listener *listeners;
    size_t count;      /* of listeners */
    size_t unreleased; /* of those, with libuv */
    struct gen_link_ clients;
    size_t active;            /* connections being served */
    struct gen_link_ closers; /* waits for the end of all that */
    struct gen_link_ forever; /* waits of serve_forever() */
    gen_handle_t *retry;      /* of an accept() that ran out of descriptors */
    char *path;               /* of a Unix socket, to be removed if it is still this one */
    dev_t device;
    ino_t inode;
    bool closed, referenced;
    unsigned waiting;
};

void gen_server_remove_path_(gen_server_t *s);

/* Takes over fd, which listens. Returns an errno. */
int gen_server_add_(gen_server_t *s, int fd);

#endif
