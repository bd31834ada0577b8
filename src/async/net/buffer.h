/* buffer.h - bytes on their way: appended at the end, taken from the front. An empty one owns little or no memory. */
#ifndef ASYNC_BUFFER_H
#define ASYNC_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

struct buffer {
    char *data;
    size_t start, end; /* what it holds; both 0 when that is nothing */
    size_t room;
};

static inline size_t buffer_size(const struct buffer *b)
{
    return b->end - b->start;
}

static inline char *buffer_front(const struct buffer *b)
{
    return b->data + b->start;
}

bool gen_buffer_append_(struct buffer *b, const void *data, size_t size); /* false: out of memory */
void gen_buffer_consume_(struct buffer *b, size_t size);
void gen_buffer_clear_(struct buffer *b); /* and gives its memory back */

#endif
