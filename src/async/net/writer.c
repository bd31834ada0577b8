/* writer.c - the writing half of a stream: at once, or from a buffer as the peer takes it. */
#define _GNU_SOURCE
#include "async/net/stream.h"
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * As write(), but there is no SIGPIPE, which sockets alone can be asked for: it is held back from this thread, and taken away
 * if it has come. One that was held back by the program, and had come before, is the program's.
 */
static ssize_t write_quietly(int fd, const void *data, size_t size)
{
    const struct timespec at_once = {0, 0};
    sigset_t quiet, before, pending;
    ssize_t n;
    int failed;

    sigemptyset(&quiet);
    sigemptyset(&pending);
    sigaddset(&quiet, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &quiet, &before);
    if (sigismember(&before, SIGPIPE))
        sigpending(&pending);
    n = write(fd, data, size);
    failed = errno;
    if (n < 0 && failed == EPIPE && !sigismember(&pending, SIGPIPE))
        sigtimedwait(&quiet, NULL, &at_once);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = failed;
    return n;
}

static ssize_t put(gen_stream_t *s, const void *data, size_t size)
{
    int fd = s->descriptor.fd;
    ssize_t n;

    do {
        n = s->socket ? send(fd, data, size, MSG_NOSIGNAL) : write_quietly(fd, data, size);
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

/* Keeps the first. */
static void keep(gen_error_t **place, gen_error_t *e)
{
    if (*place == NULL)
        *place = e;
    else
        gen_error_free(e);
}

void gen_stream_lose_(gen_stream_t *s, gen_error_t *e)
{
    keep(&s->error, e);
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
    else if (s->write_only)
        gen_stream_finish_(s);
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

/* A write that is refused is no harm to the stream. NULL: it is not refused. */
static gen_error_t *refusal(const gen_stream_t *s, size_t size)
{
    if (s->eof_asked)
        return gen_error_new(GEN_RUNTIME_ERROR, "Cannot call write() after write_eof()");
    if (s->read_only)
        return gen_os_error(EBADF, NULL);
    if (size > PTRDIFF_MAX) /* nothing is that long */
        return gen_error_new(GEN_MEMORY_ERROR, NULL);
    return NULL;
}

/* Whether it still takes data. */
static bool accepts(gen_stream_t *s, size_t size)
{
    gen_error_t *e;

    if (s->error != NULL || (s->closing && !s->eof_asked))
        return false;
    e = refusal(s, size);
    if (e != NULL)
        keep(&s->refused, e);
    return e == NULL;
}

bool gen_stream_write(gen_stream_t *stream, const void *data, size_t size)
{
    size_t sent = 0;

    GIVEN(stream);
    if (!accepts(stream, size))
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
    GIVEN(stream);
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

static bool raise_refused(gen_t *self, gen_stream_t *s)
{
    gen_error_t *e = s->refused;

    s->refused = NULL;
    gen_raise_error(self, e);
    gen_error_free(e);
    return false;
}

static const struct gen_wait_kind_ draining = {"drain of stream", "gen_stream_drain()", NULL, NULL};

bool gen_stream_drain(gen_t *self, gen_stream_t *stream)
{
    GIVEN(stream);
    if (!gen_stream_spend_(self, stream, GEN_SYSTEM_CALL_))
        return false;
    if (stream->refused != NULL)
        return raise_refused(self, stream);
    if (stream->error != NULL || stream->descriptor.fd < 0)
        return raise_lost(self, stream);
    while (stream->paused)
        if (!gen_stream_wait_(self, stream, &stream->drainers, &draining))
            return false;
    /* it may have been sent to the last byte and closed meanwhile */
    return stream->error == NULL && !stream->dropped ? true : raise_lost(self, stream);
}
