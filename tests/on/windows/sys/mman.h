/* sys/mman.h - of memory that is mapped, what tests use on Windows. */
#ifndef ON_WINDOWS_SYS_MMAN_H
#define ON_WINDOWS_SYS_MMAN_H

#include <stddef.h>

enum { PROT_NONE = 0, PROT_READ = 1, PROT_WRITE = 2 };
enum { MAP_PRIVATE = 2, MAP_ANONYMOUS = 32 };
#define MAP_FAILED ((void *)-1)

void *mmap(void *address, size_t length, int protection, int flags, int file, long long offset);
int mprotect(void *low, size_t length, int protection);
int munmap(void *low, size_t length);

#endif
