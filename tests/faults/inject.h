/*
 * inject.h - calls that fail when a test says so: the N-th of them, once or from then on.
 *
 * The linker (--wrap) leads the library's calls of malloc(), mmap(), ... through here, and no others: the C library's own
 * are not touched. What was allocated is kept in a list, so that what is left over is found.
 */
#ifndef INJECT_H
#define INJECT_H

#include <stdbool.h>
#include <stddef.h>

enum inject_mode { ONCE, FOR_GOOD };

/* From here on the nth call fails, counted from 1; with FOR_GOOD all later ones fail too. */
void inject_begin(size_t nth, enum inject_mode mode);

/* From here on the kernel knows no guards of its own, as before Linux 6.13: the library must use mprotect(). */
void inject_old_kernel(void);

/* All calls succeed again. Returns how many were made to fail. */
size_t inject_end(void);

/* How many calls were made to fail since inject_begin(). */
size_t inject_fired(void);

/* For the calls themselves: counts one, and tells whether it must fail, with error in errno. */
#define inject_fails(name, error) inject_fails_at(name, error, __builtin_return_address(0))
bool inject_fails_at(const char *name, int error, const void *site);

/* The name of the first call that was. */
const char *inject_first(void);

/* Blocks of malloc() that nobody has freed: generators, iterators, arguments, exceptions. */
size_t inject_blocks(void);

/* Blocks of calloc() and realloc() that nobody has freed: what the library keeps for as long as the program runs. */
size_t inject_kept_blocks(void);

/* Bytes that mmap() has given out and munmap() has not taken back. */
size_t inject_mapped(void);

/* WRAP(RESULT, NAME, PARAMETERS): declares the real function and our own. */
#define WRAP(result, name, parameters)                                                                                 \
    result __real_##name parameters;                                                                                   \
    result __wrap_##name parameters;                                                                                   \
    result __wrap_##name parameters

#endif
