/* buffer.c - growing byte buffers. */
#include "async/net/buffer.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* An empty buffer keeps no more than KEPT bytes. */
enum { SMALLEST = 256, KEPT = 4096 };

/* Room for size more bytes at the end, and one beyond them, where a reader may set a NUL. */
static bool reserve(struct buffer *b, size_t size)
{
    size_t held = buffer_size(b);
    size_t room = b->room > 0 ? b->room : SMALLEST;
    char *data;

    if (b->room - b->end > size)
        return true;
    if (size >= PTRDIFF_MAX - held)
        return false;
    while (room - held <= size)
        room *= 2;
    if (b->start >= held && room == b->room) {
        memcpy(b->data, buffer_front(b), held); /* in place, and seldom: as much as is moved was taken before */
    } else {
        data = malloc(room);
        if (data == NULL)
            return false;
        if (held > 0)
            memcpy(data, buffer_front(b), held);
        free(b->data);
        b->data = data;
        b->room = room;
    }
    b->start = 0;
    b->end = held;
    return true;
}

bool gen_buffer_append_(struct buffer *b, const void *data, size_t size)
{
    if (!reserve(b, size))
        return false;
    memcpy(b->data + b->end, data, size);
    b->end += size;
    return true;
}

void gen_buffer_consume_(struct buffer *b, size_t size)
{
    b->start += size;
    if (b->start < b->end)
        return;
    if (b->room > KEPT) {
        gen_buffer_clear_(b);
        return;
    }
    b->start = 0;
    b->end = 0;
}

void gen_buffer_clear_(struct buffer *b)
{
    free(b->data);
    *b = (struct buffer){NULL, 0, 0, 0};
}
