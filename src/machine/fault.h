/* fault.h - an access to memory that must not be touched, noticed before the program dies of it. */
#ifndef FAULT_H
#define FAULT_H

#include <stdbool.h>
#include <stddef.h>

/* Sees what was touched, and the stack pointer, or what was touched again where that is not known. It must do with what a
 * signal handler may do. */
typedef void gen_fault_seen_t(const void *address, const void *sp);

/* Whether the program would die of one. */
bool gen_fault_is_unhandled_(void);

/* From now on, and no longer; then the program dies or handles it as it would have. Under a lock of the caller's. False: it
 * can't be done. */
bool gen_fault_watch_(gen_fault_seen_t *seen);
void gen_fault_unwatch_(void);

/* Room to do so in this thread, wherever its stack pointer is. */
void gen_fault_make_room_(void);
void gen_fault_return_room_(void);

/* Writes to stderr as well as it can be done then. */
void gen_fault_say_(const char *text, size_t length);

#endif
