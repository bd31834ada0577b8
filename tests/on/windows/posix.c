/* posix.c - files in memory by way of temporary files, and memory by way of VirtualAlloc(). */
#include "posix.h"
#include <io.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <windows.h>
#undef fclose

enum { OPEN = 16 };

/* Those that are open. Where what was written goes: to a buffer, or to memory of its own. */
static struct kept {
    FILE *file;
    char *buffer, **text;
    size_t capacity, *size;
} kept[OPEN];

static FILE *keep(struct kept one)
{
    one.file = tmpfile();
    for (int i = 0; i < OPEN && one.file != NULL; i++) {
        if (kept[i].file == NULL) {
            kept[i] = one;
            return one.file;
        }
    }
    return NULL;
}

FILE *fmemopen(void *buffer, size_t size, const char *mode)
{
    FILE *file = keep((struct kept){.buffer = mode[0] == 'w' ? buffer : NULL, .capacity = size});

    if (file != NULL && mode[0] == 'r') {
        fwrite(buffer, 1, size, file);
        rewind(file);
    }
    return file;
}

FILE *open_memstream(char **text, size_t *size)
{
    return keep((struct kept){.text = text, .size = size});
}

static void copy(struct kept *one)
{
    long length = ftell(one->file);

    rewind(one->file);
    if (one->text != NULL) {
        *one->size = (size_t)length;
        *one->text = calloc(1, (size_t)length + 1);
        one->buffer = *one->text;
        one->capacity = (size_t)length + 1;
    }
    if (one->buffer != NULL)
        one->buffer[fread(one->buffer, 1, one->capacity - 1, one->file)] = '\0';
}

int posix_fclose(FILE *file)
{
    for (int i = 0; i < OPEN; i++) {
        if (kept[i].file == file) {
            fflush(file);
            copy(&kept[i]);
            kept[i].file = NULL;
        }
    }
    return fclose(file);
}

long sysconf(int name)
{
    SYSTEM_INFO system;

    GetSystemInfo(&system);
    return name == _SC_PAGESIZE ? (long)system.dwPageSize : -1;
}

int dprintf(int descriptor, const char *fmt, ...)
{
    char text[1024];
    va_list args;
    int length;

    va_start(args, fmt);
    length = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    return length < 0 || length >= (int)sizeof text ? -1 : write(descriptor, text, (unsigned)length);
}

static DWORD protection_of(int protection)
{
    return protection == PROT_NONE ? PAGE_NOACCESS : PAGE_READWRITE;
}

void *mmap(void *address, size_t length, int protection, int flags, int file, long long offset)
{
    void *low = VirtualAlloc(address, length, MEM_RESERVE | MEM_COMMIT, protection_of(protection));

    (void)flags;
    (void)file;
    (void)offset;
    return low != NULL ? low : MAP_FAILED;
}

int mprotect(void *low, size_t length, int protection)
{
    DWORD before;

    return VirtualProtect(low, length, protection_of(protection), &before) ? 0 : -1;
}

int munmap(void *low, size_t length)
{
    (void)length;
    return VirtualFree(low, 0, MEM_RELEASE) ? 0 : -1;
}
