/*
 * mapping.h - memory from the system for stacks, in whole pages of whatever size it has.
 *
 * Each answer counts for the memory it was asked about, and for no other: what a system refuses may change at any time, be
 * it by mlockall() or by a policy (seccomp).
 */
#ifndef MAPPING_H
#define MAPPING_H

#include <stdbool.h>
#include <stddef.h>

/* Rounded up to whole pages. */
size_t gen_mapping_round_(size_t size);

/* Address space. All of it can be touched but for a guard of that many bytes at its beginning, if *open; otherwise nothing
 * can, and its stacks are opened one by one. NULL: gen_new_error() says why not. */
char *gen_mapping_new_(size_t length, size_t guard, bool *open);
void gen_mapping_free_(char *low, size_t length);

/* Lets a part of it be touched, or no more. False: gen_new_error() says why not. */
bool gen_mapping_open_(char *low, size_t length);
bool gen_mapping_guard_(char *low, size_t length);

/* Gives the memory back but keeps the place, and the guards in it. False: it was not given back. */
bool gen_mapping_drop_(char *low, size_t length);

#endif
