/* posix.h - what tests use of POSIX and Windows has not, in front of every test that is compiled for it. */
#ifndef ON_WINDOWS_POSIX_H
#define ON_WINDOWS_POSIX_H

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Files in memory, which are copied there when they are closed. */
FILE *fmemopen(void *buffer, size_t size, const char *mode);
FILE *open_memstream(char **text, size_t *size);
int posix_fclose(FILE *file);
#define fclose posix_fclose

enum { _SC_PAGESIZE = 30 };
long sysconf(int name);

int dprintf(int descriptor, const char *fmt, ...) __attribute__((format(gnu_printf, 2, 3)));

#ifdef __cplusplus
}
#endif

#endif
