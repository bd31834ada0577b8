/* reader.c - the reading half of a stream. */
#define _GNU_SOURCE
#include "async/net/stream.h"
#include "async/poller.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const gen_exc_t GEN_INCOMPLETE_READ_ERROR[1] = {{"IncompleteReadError", GEN_EOF_ERROR}};
const gen_exc_t GEN_LIMIT_OVERRUN_ERROR[1] = {{"LimitOverrunError", GEN_EXCEPTION}};

/* --- What was lent --- */

static void lend(gen_stream_t *s, size_t size, const char **data, size_t *out_size)
{
    s->lent = size;
    *data = "";
    if (size > 0) {
        char *front = buffer_front(&s->in);

        s->behind = front[size];
        front[size] = '\0';
        *data = front;
    }
    if (out_size != NULL)
        *out_size = size;
}

bool gen_stream_lent_(gen_stream_t *s, const char **data, size_t *size)
{
    if (s->lent == 0 || s->lent < buffer_size(&s->in) || !s->eof)
        return false;
    *data = buffer_front(&s->in);
    *size = s->lent;
    return true;
}

static void take_back(gen_stream_t *s)
{
    if (s->lent == 0)
        return;
    buffer_front(&s->in)[s->lent] = s->behind;
    gen_buffer_consume_(&s->in, s->lent);
    s->lent = 0;
}

/* --- Receiving --- */

/* As read(), but blocking is no error: EAGAIN. Notes what is learnt about the next one. */
static ssize_t get(gen_stream_t *s, void *data, size_t size)
{
    ssize_t n;

    do {
        n = read(s->descriptor.fd, data, size);
    } while (n < 0 && errno == EINTR);
    if (n < 0 && errno == EWOULDBLOCK)
        errno = EAGAIN;
    if (n < 0 || (size_t)n < size)
        s->descriptor.maybe &= ~UV_READABLE;
    if (n == 0)
        s->eof = true;
    if (n < 0 && errno != EAGAIN)
        gen_stream_lose_(s, gen_os_error(errno, NULL));
    return n;
}

static bool wait_for_data(gen_t *self, gen_stream_t *s, const char *function)
{
    if (!link_alone(&s->descriptor.readers)) {
        gen_raise(self, GEN_RUNTIME_ERROR, "%s() called while another coroutine is already waiting for incoming data",
                  function);
        return false;
    }
    return gen_stream_wait_for_input_(self, s);
}

/* Receives at least one byte, unless at the end: *got is 0 then. */
static bool receive(gen_t *self, gen_stream_t *s, void *data, size_t size, size_t *got, const char *function)
{
    ssize_t n;

    if (!gen_stream_spend_(self, s, GEN_SYSTEM_CALL_))
        return false;
    if (s->write_only) {
        *got = 0;
        gen_raise_os_error(self, EBADF, NULL);
        return false;
    }
    for (*got = 0;;) {
        if (s->error != NULL) {
            gen_raise_error(self, s->error);
            return false;
        }
        if (s->eof)
            return true;
        if ((s->descriptor.maybe & UV_READABLE) != 0) {
            n = get(s, data, size);
            if (n >= 0) {
                *got = (size_t)n;
                return true;
            }
            continue;
        }
        if (!wait_for_data(self, s, function))
            return false;
    }
}

static char *scratch(gen_stream_t *s)
{
    struct poller *o = s->descriptor.loop->poller;

    if (o == NULL)
        return NULL;
    if (o->scratch == NULL)
        o->scratch = malloc(SCRATCH_SIZE);
    return o->scratch;
}

static bool no_memory(gen_t *self)
{
    gen_raise(self, GEN_MEMORY_ERROR, NULL);
    return false;
}

/* Receives more into the buffer. It passes through the loop's scratch, so that an idle stream needs none. */
static bool fill(gen_t *self, gen_stream_t *s, const char *function)
{
    char *data = scratch(s);
    size_t got;

    if (s->eof)
        return true;
    if (data == NULL)
        return no_memory(self);
    if (!receive(self, s, data, SCRATCH_SIZE, &got, function))
        return false;
    if (got == 0 || gen_buffer_append_(&s->in, data, got))
        return true;
    gen_stream_lose_(s, gen_error_new(GEN_MEMORY_ERROR, NULL));
    return no_memory(self);
}

/* --- In the background --- */

void gen_stream_pump_ready_(gen_stream_t *s)
{
    char *data = scratch(s);
    ssize_t n = data != NULL ? get(s, data, SCRATCH_SIZE) : 0;

    if (data == NULL || (n > 0 && !gen_buffer_append_(&s->in, data, (size_t)n)))
        gen_stream_lose_(s, gen_error_new(GEN_MEMORY_ERROR, NULL));
    if (s->error == NULL && !s->eof)
        return;
    gen_descriptor_unwatch_(&s->descriptor, UV_READABLE);
    gen_descriptor_keep_(&s->descriptor, false);
    gen_wake_all_(&s->closers);
}

void gen_stream_pump_(gen_stream_t *s)
{
    if (s->eof || s->error != NULL)
        return;
    s->pumped = true;
    gen_descriptor_watch_(&s->descriptor, UV_READABLE);
    gen_descriptor_keep_(&s->descriptor, true);
}

static const struct gen_wait_kind_ ending = {"the end of a stream", "gen_process_communicate()", NULL, NULL};

bool gen_stream_pumped_(gen_t *self, gen_stream_t *s)
{
    while (!s->eof && s->error == NULL)
        if (!gen_stream_wait_(self, s, &s->closers, &ending))
            return false;
    return true;
}

/* --- What users call --- */

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The data are set, to none, whatever becomes of the call. */
static bool begin_lending(gen_t *self, gen_stream_t *s, const char **data, size_t *size)
{
    *data = "";
    if (size != NULL)
        *size = 0;
    if (!gen_stream_spend_(self, s, 1))
        return false;
    take_back(s);
    return true;
}

/* Takes up to size bytes out of the buffer. */
static size_t take(gen_stream_t *s, void *data, size_t size)
{
    size_t n = smaller(size, buffer_size(&s->in));

    if (n > 0) {
        memcpy(data, buffer_front(&s->in), n);
        gen_buffer_consume_(&s->in, n);
    }
    return n;
}

bool gen_stream_read(gen_t *self, gen_stream_t *stream, void *data, size_t size, size_t *got)
{
    GIVEN(stream);
    *got = 0;
    if (!gen_stream_spend_(self, stream, 1))
        return false;
    take_back(stream);
    *got = take(stream, data, size);
    return *got > 0 || size == 0 || receive(self, stream, data, size, got, "read");
}

/* The end came before expected bytes ("undefined": before a separator). */
static void raise_incomplete(gen_t *self, size_t got, const char *expected)
{
    gen_raise(self, GEN_INCOMPLETE_READ_ERROR, "%zu bytes read on a total of %s expected bytes", got, expected);
}

bool gen_stream_read_some(gen_t *self, gen_stream_t *stream, const char **data, size_t *size)
{
    GIVEN(stream);
    if (!begin_lending(self, stream, data, size))
        return false;
    if (buffer_size(&stream->in) == 0 && !fill(self, stream, "read"))
        return false;
    lend(stream, buffer_size(&stream->in), data, size);
    return true;
}

bool gen_stream_readexactly(gen_t *self, gen_stream_t *stream, void *data, size_t size, size_t *got)
{
    size_t taken;
    char expected[32];

    GIVEN(stream);
    if (got != NULL)
        *got = 0;
    if (!gen_stream_spend_(self, stream, 1))
        return false;
    take_back(stream);
    while (buffer_size(&stream->in) < size && !stream->eof)
        if (!fill(self, stream, "readexactly"))
            return false;
    taken = take(stream, data, size);
    if (got != NULL)
        *got = taken;
    if (taken == size)
        return true;
    snprintf(expected, sizeof expected, "%zu", size);
    raise_incomplete(self, taken, expected);
    return false;
}

bool gen_stream_readall(gen_t *self, gen_stream_t *stream, const char **data, size_t *size)
{
    GIVEN(stream);
    take_back(stream);
    while (!stream->eof)
        if (!fill(self, stream, "read"))
            return false;
    lend(stream, buffer_size(&stream->in), data, size);
    return true;
}

/* How a search for a separator ended. */
enum search { FOUND, ENDED, TOO_LONG, NOT_FOUND_TOO_LONG, FAILED };

/* Reads until the separator is in the buffer; *size is how much is before it, or before where it may yet begin. */
static enum search search(gen_t *self, gen_stream_t *s, const char *separator, size_t length, size_t *size)
{
    size_t offset = 0, held;
    const char *found;

    for (;;) {
        held = buffer_size(&s->in);
        found =
            held - offset >= length ? memmem(buffer_front(&s->in) + offset, held - offset, separator, length) : NULL;
        if (found != NULL) {
            *size = (size_t)(found - buffer_front(&s->in));
            return *size > s->limit ? TOO_LONG : FOUND;
        }
        if (held >= length)
            offset = held + 1 - length;
        *size = offset;
        if (offset > s->limit)
            return NOT_FOUND_TOO_LONG;
        *size = held;
        if (s->eof)
            return ENDED;
        if (!fill(self, s, "readuntil"))
            return FAILED;
    }
}

static const char *overrun_message(enum search how)
{
    return how == TOO_LONG ? "Separator is found, but chunk is longer than limit"
                           : "Separator is not found, and chunk exceed the limit";
}

bool gen_stream_readuntil(gen_t *self, gen_stream_t *stream, const void *separator, size_t separator_size,
                          const char **data, size_t *size)
{
    size_t before;
    enum search how;

    GIVEN(stream);
    if (!begin_lending(self, stream, data, size))
        return false;
    if (separator_size == 0) {
        gen_raise(self, GEN_VALUE_ERROR, "Separator should be at least one-byte string");
        return false;
    }
    how = search(self, stream, separator, separator_size, &before);
    if (how == FOUND) {
        lend(stream, before + separator_size, data, size);
        return true;
    }
    if (how == ENDED) {
        lend(stream, before, data, size);
        raise_incomplete(self, before, "undefined");
    } else if (how != FAILED) {
        gen_raise(self, GEN_LIMIT_OVERRUN_ERROR, "%s", overrun_message(how));
    }
    return false;
}

bool gen_stream_readline(gen_t *self, gen_stream_t *stream, const char **line, size_t *size)
{
    size_t before;
    enum search how;

    GIVEN(stream);
    if (!begin_lending(self, stream, line, size))
        return false;
    how = search(self, stream, "\n", 1, &before);
    if (how == FAILED)
        return false;
    if (how == FOUND || how == ENDED) {
        lend(stream, how == FOUND ? before + 1 : before, line, size);
        return true;
    }
    gen_buffer_consume_(&stream->in, how == TOO_LONG ? before + 1 : buffer_size(&stream->in));
    gen_raise(self, GEN_VALUE_ERROR, "%s", overrun_message(how));
    return false;
}
