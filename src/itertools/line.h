/* line.h - reading a line of a file, however long it is. */
#ifndef LINE_H
#define LINE_H

#include <stdbool.h>
#include <stdio.h>

/* The next one with its newline, if it has one, in memory of malloc() that grows as needed. False: the file is at its end,
 * or errno says why there is none. */
bool gen_line_read_(char **line, size_t *size, FILE *file);

#endif
