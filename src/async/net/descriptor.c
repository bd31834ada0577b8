/* descriptor.c - watching a file descriptor by a uv_poll_t. */
#include "async/net/descriptor.h"
#include "async/poller.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* --- What libuv watches for --- */

static void on_poll(uv_poll_t *poll, int status, int events);

static void arm(struct descriptor *d, int events)
{
    struct poller *o = d->loop->poller;

    if (d->armed == events)
        return;
    leave_parent_alone(o);
    d->armed = events;
    link_remove(&d->fresh);
    d->refused = events != 0 ? -uv_poll_start(&d->poll, events, on_poll) : -uv_poll_stop(&d->poll);
    if (events != 0)
        link_append(&o->fresh, &d->fresh);
}

static void update_reference(struct descriptor *d)
{
    if (d->fd < 0)
        return;
    if (d->keep || !link_alone(&d->readers) || !link_alone(&d->writers))
        uv_ref((uv_handle_t *)&d->poll);
    else
        uv_unref((uv_handle_t *)&d->poll);
}

/* The events that came and are of use to nobody: they would come again and again. Reading gets a second chance. */
static int unwanted(const struct descriptor *d, int events)
{
    int idle = UV_WRITABLE;

    if (link_alone(&d->readers))
        idle |= d->maybe & UV_READABLE;
    return events & idle & ~d->watched;
}

static void on_poll(uv_poll_t *poll, int status, int events)
{
    struct descriptor *d = CONTAINER_OF(poll, struct descriptor, poll);

    if (status < 0) { /* an error of the socket: libuv has stopped watching, and the next system call tells */
        events = UV_READABLE | UV_WRITABLE;
        d->armed = 0;
    }
    arm(d, d->armed & ~unwanted(d, events));
    d->maybe |= events;
    if ((events & UV_READABLE) != 0)
        gen_wake_all_(&d->readers);
    if ((events & UV_WRITABLE) != 0)
        gen_wake_all_(&d->writers);
    if ((events & d->watched) != 0)
        d->class->ready(d, events & d->watched);
    if (d->fd >= 0)
        arm(d, d->armed | d->watched);
}

/* --- What cannot be watched --- */

/* Whoever waits is told; what is called when it is ready finds out by its system call. */
static void refuse(struct descriptor *d, int failed)
{
    int watched = d->watched;

    d->watched = 0;
    if (failed == EEXIST) /* libuv has not begun, and would stop another's of this number */
        d->armed = 0;
    else
        arm(d, 0);
    d->refused = failed;
    gen_wake_all_(&d->readers);
    gen_wake_all_(&d->writers);
    if (watched != 0)
        d->class->ready(d, watched);
}

static void check_fresh(struct poller *o)
{
    while (!link_alone(&o->fresh)) {
        struct descriptor *d = CONTAINER_OF(o->fresh.next, struct descriptor, fresh);
        int failed = d->refused;

        if (failed == 0 && fcntl(d->fd, F_GETFD) < 0)
            failed = errno;
        link_remove(&d->fresh);
        if (failed != 0)
            refuse(d, failed);
    }
}

/* --- Opening and closing --- */

static void abandon_descriptors(gen_loop_t *loop)
{
    struct gen_link_ *all = &loop->poller->descriptors;

    while (!link_alone(all)) {
        struct descriptor *d = CONTAINER_OF(all->next, struct descriptor, link);

        d->class->abandon(d);
    }
}

int gen_descriptor_open_(struct descriptor *d, const struct descriptor_class *class, gen_loop_t *loop, int fd)
{
    int failed;

    if (loop->poller == NULL)
        return EBADF;
    leave_parent_alone(loop->poller);
    failed = uv_poll_init(loop->poller->uv, &d->poll, fd);
    if (failed != 0)
        return -failed;
    uv_unref((uv_handle_t *)&d->poll);
    d->class = class;
    d->loop = loop;
    d->fd = fd;
    d->armed = 0;
    d->refused = 0;
    d->maybe = UV_READABLE | UV_WRITABLE;
    d->watched = 0;
    d->keep = false;
    link_init(&d->fresh);
    link_init(&d->readers);
    link_init(&d->writers);
    link_append(&loop->poller->descriptors, &d->link);
    loop->poller->check = check_fresh;
    loop->poller->abandon_descriptors = abandon_descriptors;
    gen_loop_ref_(loop);
    return 0;
}

static void on_close(uv_handle_t *handle)
{
    struct descriptor *d = CONTAINER_OF((uv_poll_t *)handle, struct descriptor, poll);
    gen_loop_t *loop = d->loop;

    loop->poller->closing--;
    d->class->released(d);
    gen_loop_unref_(loop);
}

int gen_descriptor_detach_(struct descriptor *d)
{
    int fd = d->fd;

    leave_parent_alone(d->loop->poller);
    d->fd = -1;
    d->armed = 0;
    d->watched = 0;
    link_remove(&d->link);
    link_remove(&d->fresh);
    d->loop->poller->closing++;
    uv_close((uv_handle_t *)&d->poll, on_close);
    gen_wake_all_(&d->readers);
    gen_wake_all_(&d->writers);
    return fd;
}

void gen_descriptor_close_(struct descriptor *d)
{
    if (d->fd >= 0)
        close(gen_descriptor_detach_(d));
}

/* --- Waiting --- */

bool gen_descriptor_wait_(gen_t *self, struct descriptor *d, int event, const struct gen_wait_kind_ *kind)
{
    struct gen_wait_ w;
    bool ok;

    if (!gen_need_own_loop_(self, d->loop, kind->what))
        return false;
    d->maybe &= ~event;
    arm(d, d->armed | event);
    uv_ref((uv_handle_t *)&d->poll);
    ok = wait_on(self, &w, event == UV_READABLE ? &d->readers : &d->writers, kind, d);
    update_reference(d);
    if (ok && d->refused != 0) {
        gen_raise_os_error(self, d->refused, NULL);
        ok = false;
    }
    return ok;
}

void gen_descriptor_watch_(struct descriptor *d, int events)
{
    d->watched |= events;
    arm(d, d->armed | events);
}

void gen_descriptor_unwatch_(struct descriptor *d, int events)
{
    d->watched &= ~events;
    if (d->fd >= 0)
        arm(d, d->armed & ~events);
}

void gen_descriptor_keep_(struct descriptor *d, bool keep)
{
    d->keep = keep;
    update_reference(d);
}
