/* writer.c - the writing half of a stream: at once, or from a buffer as the peer takes it. */
#include "stream.h"
#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

/* Without a SIGPIPE where that can be had. */
static ssize_t put(gen_stream_t *s, const void *data, size_t size)
{
    int fd = s->descriptor.fd;
    ssize_t n;

    do {
        n = s->socket ? send(fd, data, size, MSG_NOSIGNAL) : write(fd, data, size);
    } while (n < 0 && errno == EINTR);
    return n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? 0 : n;
}

/* The poll callback sends what is in the buffer, as long as there is any. */
static void send_later(gen_stream_t *s, bool any)
{
    if (any)
        gen_descriptor_watch_(&s->descriptor, UV_WRITABLE);
    else
        gen_descriptor_unwatch_(&s->descriptor, UV_WRITABLE);
    gen_descriptor_keep_(&s->descriptor, any);
}

static void refuse(gen_stream_t *s, gen_error_t *e)
{
    if (s->error == NULL)
        s->error = e;
    else
        gen_error_free(e);
}

void gen_stream_lose_(gen_stream_t *s, gen_error_t *e)
{
    refuse(s, e);
    if (s->closing) {
        gen_stream_finish_(s);
        return;
    }
    send_later(s, false);
    gen_buffer_clear_(&s->out);
    s->paused = false;
    gen_wake_all_(&s->drainers);
}

static void send_eof(gen_stream_t *s)
{
    if (s->socket)
        shutdown(s->descriptor.fd, SHUT_WR);
}

void gen_stream_flush_(gen_stream_t *s)
{
    ssize_t n = put(s, buffer_front(&s->out), buffer_size(&s->out));

    if (n < 0) {
        gen_stream_lose_(s, gen_os_error(errno, NULL));
        return;
    }
    gen_buffer_consume_(&s->out, (size_t)n);
    if (s->paused && buffer_size(&s->out) <= s->low) {
        s->paused = false;
        gen_wake_all_(&s->drainers);
    }
    if (buffer_size(&s->out) > 0)
        return;
    send_later(s, false);
    if (s->closing)
        gen_stream_finish_(s);
    else if (s->eof_asked)
        send_eof(s);
}

/* Whether it still takes data. */
static bool accepts(gen_stream_t *s)
{
    if (s->closing || s->error != NULL)
        return false;
    if (s->eof_asked)
        refuse(s, gen_error_new(GEN_RUNTIME_ERROR, "Cannot call write() after write_eof()"));
    return !s->eof_asked;
}

bool gen_stream_write(gen_stream_t *stream, const void *data, size_t size)
{
    size_t sent = 0;

    if (!accepts(stream))
        return false;
    if (buffer_size(&stream->out) == 0) {
        ssize_t n = put(stream, data, size);

        if (n < 0) {
            gen_stream_lose_(stream, gen_os_error(errno, NULL));
            return false;
        }
        sent = (size_t)n;
        if (sent == size)
            return true;
    }
    if (!gen_buffer_append_(&stream->out, (const char *)data + sent, size - sent)) {
        gen_stream_lose_(stream, gen_error_new(GEN_MEMORY_ERROR, NULL));
        return false;
    }
    send_later(stream, true);
    stream->paused = stream->paused || buffer_size(&stream->out) > stream->high;
    return true;
}

void gen_stream_write_eof(gen_stream_t *stream)
{
    if (stream->closing || stream->eof_asked)
        return;
    stream->eof_asked = true;
    if (buffer_size(&stream->out) == 0)
        send_eof(stream);
}

static bool raise_lost(gen_t *self, const gen_stream_t *s)
{
    if (s->error != NULL)
        gen_raise_error(self, s->error);
    else
        gen_raise(self, GEN_CONNECTION_RESET_ERROR, "Connection lost");
    return false;
}

bool gen_stream_drain(gen_t *self, gen_stream_t *stream)
{
    if (stream->error != NULL || stream->descriptor.fd < 0)
        return raise_lost(self, stream);
    while (stream->paused)
        if (!gen_stream_wait_(self, stream, &stream->drainers, "drain of stream"))
            return false;
    /* it may have been sent to the last byte and closed meanwhile */
    return stream->error == NULL && !stream->dropped ? true : raise_lost(self, stream);
}
