/*
 * stream.h - a stream: a descriptor with a buffer for each direction. reader.c reads, writer.c writes.
 *
 * It lives as long as somebody has a reference or waits for it, or libuv has the descriptor. What is not sent yet when
 * the last reference goes is sent by the poll callback, without any task.
 */
#ifndef ASYNC_STREAM_H
#define ASYNC_STREAM_H

#include "async/net/buffer.h"
#include "async/net/descriptor.h"

struct gen_stream {
    struct descriptor descriptor;
    struct buffer in, out;
    size_t lent;                        /* what a reader was given of `in`: taken away by the next read */
    char behind;                        /* what the NUL behind that has replaced */
    size_t limit, high, low;            /* in bytes */
    struct gen_link_ drainers, closers; /* waits; for the end of a pumped one too, among the closers */
    gen_error_t *error;                 /* what it was lost by; NULL for nothing */
    gen_error_t *refused;               /* what a write was refused for: the next drain() raises it, and forgets it */
    unsigned refs, waiting;
    bool released; /* by libuv */
    bool socket;
    bool read_only, write_only; /* an end of a pipe */
    bool eof;                   /* nothing more will be read */
    bool closing;               /* or closed */
    bool paused;                /* above the high-water mark, and not yet down to the low one */
    bool dropped;               /* closed before all was sent */
    bool eof_asked;
    bool pumped; /* is read in the background */
};

enum { GEN_STREAM_LIMIT_ = 65536 };

static inline gen_stream_t *stream_of(struct descriptor *d)
{
    return CONTAINER_OF(d, struct gen_stream, descriptor);
}

/* Sends what waits to be sent; closes, or sends the end, if that was asked for. */
void gen_stream_flush_(gen_stream_t *s);

/* It was lost: nothing more is sent, and e, which is taken over, is raised from now on. */
void gen_stream_lose_(gen_stream_t *s, gen_error_t *e);

/* Closes it now. */
void gen_stream_finish_(gen_stream_t *s);

/* Waits on one of its queues, for input, for a turn where a call that costs so much has to give way. false: an exception is pending, and the stream may be gone:
 * ConnectionResetError if somebody has freed it meanwhile. */
bool gen_stream_wait_(gen_t *self, gen_stream_t *s, struct gen_link_ *queue, const struct gen_wait_kind_ *kind);
bool gen_stream_wait_for_input_(gen_t *self, gen_stream_t *s);
bool gen_stream_spend_(gen_t *self, gen_stream_t *s, unsigned cost);

/* Reads all there is and will be in the background, up to the end, whoever waits for it or not. */
void gen_stream_pump_(gen_stream_t *s);
void gen_stream_pump_ready_(gen_stream_t *s);

/* Waits until it has. false: an exception is pending, not one of the stream's. */
bool gen_stream_pumped_(gen_t *self, gen_stream_t *s);

/* What was lent last, if that is all there is; false: it is not. */
bool gen_stream_lent_(gen_stream_t *s, const char **data, size_t *size);

#endif
