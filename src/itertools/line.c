/* line.c - reading a line, as POSIX does it. */
#include "itertools/line.h"

bool gen_line_read_(char **line, size_t *size, FILE *file)
{
    return getline(line, size, file) != -1;
}
