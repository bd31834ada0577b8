/*
 * descriptor.h - a file descriptor that the loop watches: what it may be ready for, and who waits for that.
 *
 * Nothing is ever lent to libuv but the handle: a task tries its system call, waits for readiness if that would block,
 * and tries again. So a wait may be cancelled, and its stack destroyed, at any time. The handle is part of its owner, a
 * stream or the like, which must live until released() is called.
 *
 * Invariants:
 *   - fd is -1 exactly if it was closed.
 *   - libuv watches for `armed`, `watched` among it. Reading stays armed between waits, for changing it costs two system calls; it is
 *     taken back when a second event comes that nobody has asked for.
 *   - A direction in `maybe` is worth a system call. It is cleared by who saw that call block or come back short; then
 *     only an event sets it.
 *   - What was armed since libuv polled last is among the fresh ones. One that cannot be watched, for it was closed behind the
 *     loop's back as a rule, is `refused`: it is not armed, and who waits for it is told.
 *   - The handle counts for the loop's being alive exactly while somebody waits or keep is set: a deadlock is noticed
 *     though connections are open.
 */
#ifndef ASYNC_DESCRIPTOR_H
#define ASYNC_DESCRIPTOR_H

#include "async/internal.h"
#include <uv.h>

struct descriptor;

struct descriptor_class {
    void (*ready)(struct descriptor *d, int events); /* something that is watched for */
    void (*abandon)(struct descriptor *d);           /* the loop is being freed: must close it */
    void (*released)(struct descriptor *d);          /* libuv has let go of it */
};

struct descriptor {
    uv_poll_t poll;
    const struct descriptor_class *class;
    gen_loop_t *loop;
    struct gen_link_ link;             /* in the loop's list */
    struct gen_link_ fresh;            /* in another of the loop's */
    struct gen_link_ readers, writers; /* waits */
    int fd;
    int refused;               /* why; 0 for not */
    int armed, maybe, watched; /* UV_READABLE and UV_WRITABLE */
    bool keep;
};

/* Begins to watch fd, which is taken over. Returns 0, or an errno, and then fd is still the caller's. */
int gen_descriptor_open_(struct descriptor *d, const struct descriptor_class *class, gen_loop_t *loop, int fd);

/* Closes it, if it is open, and wakes all who wait. */
void gen_descriptor_close_(struct descriptor *d);

/* As that, but fd stays open. Returns it. */
int gen_descriptor_detach_(struct descriptor *d);

/* Waits for an event. OSError if it cannot be watched. false: an exception is pending. Whoever calls must keep d's owner alive. */
bool gen_descriptor_wait_(gen_t *self, struct descriptor *d, int event, const struct gen_wait_kind_ *kind);

/* Has ready() called for these events until they are taken back. */
void gen_descriptor_watch_(struct descriptor *d, int events);
void gen_descriptor_unwatch_(struct descriptor *d, int events);

/* Whether the loop lives for it while nobody waits. */
void gen_descriptor_keep_(struct descriptor *d, bool keep);

#endif
