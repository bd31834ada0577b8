/* line_windows.c - reading a line where the C library has no getline(). */
#include "itertools/line.h"
#include <errno.h>
#include <stdlib.h>

enum { FIRST_SIZE = 120 };

/* Room for one more and for the zero byte. */
static bool has_room(char **line, size_t *size, size_t length)
{
    size_t more = *size == 0 ? FIRST_SIZE : *size * 2;
    char *grown;

    if (length + 1 < *size)
        return true;
    grown = realloc(*line, more);
    if (grown == NULL) {
        errno = ENOMEM;
        return false;
    }
    *line = grown;
    *size = more;
    return true;
}

bool gen_line_read_(char **line, size_t *size, FILE *file)
{
    size_t length = 0;
    int c;

    while ((c = getc(file)) != EOF) {
        if (!has_room(line, size, length))
            return false;
        (*line)[length++] = (char)c;
        if (c == '\n')
            break;
    }
    if (length == 0 || ferror(file))
        return false;
    (*line)[length] = '\0';
    return true;
}
