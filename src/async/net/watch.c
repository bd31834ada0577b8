/* watch.c - add_reader() and add_writer(): a callback for each direction of a file descriptor. */
#include "async/net/descriptor.h"
#include "async/poller.h"
#include <gen/async/watch.h>
#include <stdlib.h>

struct side {
    struct gen_ready_ ready;
    gen_callback_t *callback; /* NULL: nobody asks */
    void *arg;
    struct local_node *locals; /* of who asked */
};

struct interest {
    struct descriptor descriptor;
    struct gen_link_ link; /* in the loop's list */
    struct side reader, writer;
};

static void run_side(gen_loop_t *loop, struct gen_ready_ *ready)
{
    struct side *side = CONTAINER_OF(ready, struct side, ready);

    if (!loop->closed && side->callback != NULL)
        gen_locals_call_(loop, side->locals, side->callback, side->arg);
}

static void make_side_ready(struct interest *w, struct side *side)
{
    if (side->callback != NULL && link_alone(&side->ready.link))
        make_ready(w->descriptor.loop, &side->ready);
}

static void ready(struct descriptor *d, int events)
{
    struct interest *w = CONTAINER_OF(d, struct interest, descriptor);

    if ((events & UV_READABLE) != 0)
        make_side_ready(w, &w->reader);
    if ((events & UV_WRITABLE) != 0)
        make_side_ready(w, &w->writer);
}

/* The file descriptor itself is the program's. */
static void interest_end(struct interest *w)
{
    link_remove(&w->link);
    link_remove(&w->reader.ready.link);
    link_remove(&w->writer.ready.link);
    (void)gen_descriptor_detach_(&w->descriptor);
}

static void abandon(struct descriptor *d)
{
    interest_end(CONTAINER_OF(d, struct interest, descriptor));
}

static void released(struct descriptor *d)
{
    struct interest *w = CONTAINER_OF(d, struct interest, descriptor);

    gen_locals_free_(w->reader.locals);
    gen_locals_free_(w->writer.locals);
    free(w);
}

static const struct descriptor_class watch_class = {ready, abandon, released};

static struct interest *find(gen_loop_t *loop, int fd)
{
    struct gen_link_ *all = &loop->poller->watches;

    for (struct gen_link_ *l = all->next; l != all; l = l->next) {
        struct interest *w = CONTAINER_OF(l, struct interest, link);

        if (w->descriptor.fd == fd)
            return w;
    }
    return NULL;
}

static int interest_new(gen_loop_t *loop, int fd, struct interest **watch)
{
    struct interest *w = calloc(1, sizeof *w);
    int failed = w != NULL ? gen_descriptor_open_(&w->descriptor, &watch_class, loop, fd) : UV_ENOMEM;

    if (failed != 0) {
        free(w);
        return failed;
    }
    w->reader.ready.run = run_side;
    w->writer.ready.run = run_side;
    link_init(&w->reader.ready.link);
    link_init(&w->writer.ready.link);
    link_append(&loop->poller->watches, &w->link);
    gen_descriptor_keep_(&w->descriptor, true);
    *watch = w;
    return 0;
}

static struct side *side_of(struct interest *w, int event)
{
    return event == UV_READABLE ? &w->reader : &w->writer;
}

static void set_side(struct side *side, gen_loop_t *loop, gen_callback_t *callback, void *arg)
{
    gen_locals_free_(side->locals);
    side->locals = gen_locals_share_(loop);
    side->callback = callback;
    side->arg = arg;
}

static int add(gen_loop_t *loop, int fd, int event, gen_callback_t *callback, void *arg)
{
    struct interest *w = loop->poller != NULL ? find(loop, fd) : NULL;
    int failed = w == NULL ? interest_new(loop, fd, &w) : 0;

    if (failed != 0)
        return failed < 0 ? -failed : failed;
    set_side(side_of(w, event), loop, callback, arg);
    gen_descriptor_watch_(&w->descriptor, event);
    return 0;
}

static bool take_away(gen_loop_t *loop, int fd, int event)
{
    struct interest *w = loop->poller != NULL ? find(loop, fd) : NULL;

    if (w == NULL || side_of(w, event)->callback == NULL)
        return false;
    side_of(w, event)->callback = NULL;
    link_remove(&side_of(w, event)->ready.link);
    gen_descriptor_unwatch_(&w->descriptor, event);
    if (w->reader.callback == NULL && w->writer.callback == NULL)
        interest_end(w);
    return true;
}

int gen_add_reader(gen_loop_t *loop, int fd, gen_callback_t *callback, void *arg)
{
    GIVEN(loop);
    return add(loop, fd, UV_READABLE, callback, arg);
}

int gen_add_writer(gen_loop_t *loop, int fd, gen_callback_t *callback, void *arg)
{
    GIVEN(loop);
    return add(loop, fd, UV_WRITABLE, callback, arg);
}

bool gen_remove_reader(gen_loop_t *loop, int fd)
{
    GIVEN(loop);
    return take_away(loop, fd, UV_READABLE);
}

bool gen_remove_writer(gen_loop_t *loop, int fd)
{
    GIVEN(loop);
    return take_away(loop, fd, UV_WRITABLE);
}
