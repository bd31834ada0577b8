/* stream.c - streams: made, closed, freed, looked at. */
#include "async/net/stream.h"
#include "async/poller.h"
#include "async/pin.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void let_go(void *stream)
{
    gen_stream_t *s = stream;

    if (s->refs > 0 || s->waiting > 0 || !s->released)
        return;
    gen_buffer_clear_(&s->in);
    gen_buffer_clear_(&s->out);
    gen_error_free(s->error);
    gen_error_free(s->refused);
    free(s);
}

static void ready(struct descriptor *d, int events)
{
    gen_stream_t *s = stream_of(d);

    if ((events & UV_READABLE) != 0 && s->pumped)
        gen_stream_pump_ready_(s);
    if ((events & UV_WRITABLE) != 0 && d->fd >= 0)
        gen_stream_flush_(s);
}

static void abandon(struct descriptor *d)
{
    gen_stream_abort(stream_of(d));
}

static void released(struct descriptor *d)
{
    gen_stream_t *s = stream_of(d);

    s->released = true;
    let_go(s);
}

static const struct descriptor_class stream_class = {ready, abandon, released};

int gen_stream_from_fd(gen_loop_t *loop, int fd, gen_stream_t **stream)
{
    gen_stream_t *s = calloc(1, sizeof *s);
    gen_address_t address;
    int failed, mode;

    GIVEN(loop);
    *stream = NULL;
    if (s == NULL)
        return ENOMEM;
    failed = gen_descriptor_open_(&s->descriptor, &stream_class, loop, fd);
    if (failed != 0) {
        free(s);
        return failed;
    }
    s->refs = 1;
    s->limit = GEN_STREAM_LIMIT_;
    gen_stream_set_write_buffer_limits(s, GEN_STREAM_LIMIT_, GEN_STREAM_LIMIT_ / 4);
    link_init(&s->drainers);
    link_init(&s->closers);
    s->socket = gen_stream_sockname(s, &address) || errno != ENOTSOCK;
    mode = fcntl(fd, F_GETFL) & O_ACCMODE;
    s->read_only = mode == O_RDONLY;
    s->write_only = mode == O_WRONLY;
    *stream = s;
    return 0;
}

/* --- Closing --- */

void gen_stream_finish_(gen_stream_t *s)
{
    s->closing = true;
    s->eof = true;
    s->paused = false;
    s->dropped = s->dropped || buffer_size(&s->out) > 0;
    gen_buffer_clear_(&s->out);
    gen_descriptor_close_(&s->descriptor);
    gen_wake_all_(&s->drainers);
    gen_wake_all_(&s->closers);
}

void gen_stream_abort(gen_stream_t *stream)
{
    GIVEN(stream);
    gen_stream_finish_(stream);
}

void gen_stream_close(gen_stream_t *stream)
{
    GIVEN(stream);
    if (stream->closing)
        return;
    if (buffer_size(&stream->out) == 0) {
        gen_stream_finish_(stream);
        return;
    }
    stream->closing = true;
    stream->eof = true;
    gen_wake_all_(&stream->descriptor.readers);
}

static const struct gen_wait_kind_ closing = {"close of stream", "gen_stream_wait_closed()", NULL, NULL};

bool gen_stream_wait_closed(gen_t *self, gen_stream_t *stream)
{
    GIVEN(stream);

    struct gen_wait_ w;
    struct pin pin;
    bool ok = stream->descriptor.fd < 0 || gen_need_own_loop_(self, stream->descriptor.loop, "stream");

    pin_begin(self, &pin, &stream->waiting, let_go, stream);
    while (ok && stream->descriptor.fd >= 0)
        ok = wait_on(self, &w, &stream->closers, &closing, stream);
    if (ok && stream->error != NULL) {
        gen_raise_error(self, stream->error);
        ok = false;
    }
    pin_end(self, &pin);
    return ok;
}

/* The end of a wait. A stream that was freed meanwhile is not to be used any more. */
static bool unpin(gen_t *self, gen_stream_t *s, struct pin *pin, bool ok)
{
    bool freed = s->refs == 0;

    pin_end(self, pin);
    if (ok && freed)
        gen_raise(self, GEN_CONNECTION_RESET_ERROR, "Connection lost");
    return ok && !freed;
}

bool gen_stream_wait_(gen_t *self, gen_stream_t *s, struct gen_link_ *queue, const struct gen_wait_kind_ *kind)
{
    struct gen_wait_ w;
    struct pin pin;

    if (!gen_need_own_loop_(self, s->descriptor.loop, kind->what))
        return false;
    pin_begin(self, &pin, &s->waiting, let_go, s);
    return unpin(self, s, &pin, wait_on(self, &w, queue, kind, s));
}

static const struct gen_wait_kind_ reading = {"incoming data", "a function that reads from a stream", NULL, NULL};

bool gen_stream_wait_for_input_(gen_t *self, gen_stream_t *s)
{
    struct pin pin;

    pin_begin(self, &pin, &s->waiting, let_go, s);
    return unpin(self, s, &pin, gen_descriptor_wait_(self, &s->descriptor, UV_READABLE, &reading));
}

bool gen_stream_spend_(gen_t *self, gen_stream_t *s, unsigned cost)
{
    struct pin pin;

    if (!gen_is_spent_(self, cost))
        return true;
    pin_begin(self, &pin, &s->waiting, let_go, s);
    return unpin(self, s, &pin, gen_sleep(self, 0));
}

gen_stream_t *gen_stream_ref(gen_stream_t *stream)
{
    GIVEN(stream);
    stream->refs++;
    return stream;
}

void gen_stream_free(gen_stream_t *stream)
{
    if (stream == NULL || --stream->refs > 0)
        return;
    gen_stream_close(stream);
    let_go(stream);
}

/* --- Looking at it --- */

bool gen_stream_is_closing(const gen_stream_t *stream)
{
    GIVEN(stream);
    return stream->closing || stream->error != NULL;
}

int gen_stream_fd(const gen_stream_t *stream)
{
    GIVEN(stream);
    return stream->descriptor.fd;
}

bool gen_stream_sockname(const gen_stream_t *stream, gen_address_t *address)
{
    GIVEN(stream);
    address->size = sizeof address->storage;
    return getsockname(stream->descriptor.fd, (struct sockaddr *)&address->storage, &address->size) == 0;
}

bool gen_stream_peername(const gen_stream_t *stream, gen_address_t *address)
{
    GIVEN(stream);
    address->size = sizeof address->storage;
    return getpeername(stream->descriptor.fd, (struct sockaddr *)&address->storage, &address->size) == 0;
}

void gen_stream_set_limit(gen_stream_t *stream, size_t limit)
{
    GIVEN(stream);
    stream->limit = limit;
}

void gen_stream_set_write_buffer_limits(gen_stream_t *stream, size_t high, size_t low)
{
    GIVEN(stream);
    stream->high = high;
    stream->low = low < high ? low : high;
}

size_t gen_stream_write_buffer_size(const gen_stream_t *stream)
{
    GIVEN(stream);
    return buffer_size(&stream->out);
}

bool gen_stream_at_eof(const gen_stream_t *stream)
{
    GIVEN(stream);
    return stream->eof && buffer_size(&stream->in) == stream->lent;
}
