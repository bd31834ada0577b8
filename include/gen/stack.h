/**
 * @file gen/stack.h
 * The stacks that generators run on.
 *
 * They are carved from mappings, guarded against overflow, and reused last in, first out, from a cache that each thread has.
 * A suspended generator keeps at least one page resident.
 *
 * Of address space (RLIMIT_AS, ulimit -v) a stack takes its size and 68 KiB, for the guard and what is kept of the
 * generator, in whole pages; the first mapping of a size takes at most 512 KiB, or that of one stack, and each further one
 * as much as all before it, up to 256 MiB, or less where a limit demands it. So one generator of the default size takes 396
 * KiB, and a thousand some 200 MiB. Where memory is locked (mlockall() with MCL_FUTURE), each stack is resident as a whole
 * from when it is first used, and stays.
 */
#ifndef GEN_STACK_H
#define GEN_STACK_H

#include <gen/generator.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What gen_stack_stats() tells. */
typedef struct {
    size_t live;   /**< stacks that generators are using, in all threads */
    size_t cached; /**< stacks waiting to be used again, in all threads */
    size_t mapped; /**< bytes of address space taken; most of it has no memory behind it */
} gen_stack_stats_t;

/**
 * Fills in @p stats. Exact when no other thread makes or frees generators meanwhile. At the end of a program that has the
 * environment variable GEN_REPORT_LOST, "gen: 2 generators were never freed" is written to stderr, if any with a stack is
 * left: leak checkers cannot see those.
 */
GEN_API void gen_stack_stats(gen_stack_stats_t *stats);

/**
 * Gives the memory of all stacks in this thread's cache, and of those that threads share, back to the system. Stacks of less than 4 KiB share their pages and
 * keep them, and what is locked (mlock()) stays.
 *
 * @return bytes of stack given back
 */
GEN_API size_t gen_stack_trim(void);

/**
 * Bounds how many stacks of a size keep their memory while they wait: those freed beyond it give it back at once.
 * @param count  per thread; the default is 4096. What a thread frees beyond it goes to whichever thread needs one next, up to
 *               32 times as many in all, or of stacks that are twice as large as the default ones half as many, and so on.
 *               0: none, and nothing is shared. What is shared by now gives its memory back
 */
GEN_API void gen_stack_set_cache(size_t count);

/** @return the bytes of stack that @p g has used at most, if it was made with measure_stack; else 0 */
GEN_API size_t gen_stack_used(const gen_t *g);

/**
 * Chooses whether a stack overflow is named before the program dies of it: one line on stderr with the generator's name,
 * its stack size, and what to change. The default is yes, unless the program handles SIGSEGV itself when a generator is
 * made for the first time: then nothing of it is touched.
 *
 * It takes a handler of SIGSEGV, which passes every signal on to the one that was there before, or else lets the program
 * die of it as ever; and an alternate signal stack (sigaltstack()) for every thread that makes or frees generators and has
 * none. A thread that only steps those of others calls this itself, to be given one. Other handlers may use that stack
 * too (SA_ONSTACK): a handler that does not runs on the stack of whatever generator is interrupted, which needs room
 * for it.
 *
 * A frame larger than the guard of 64 KiB can jump over it without a fault: compile bodies that have such frames, or
 * alloca() or variable arrays of any size, with -fstack-clash-protection.
 *
 * @param wanted  true: installs the handler now, in front of one of the program's, if it is not there yet. false: takes it
 *                out, or keeps it from ever being installed.
 * @return false if the handler could not be installed
 */
GEN_API bool gen_stack_report_overflow(bool wanted);

#ifdef __cplusplus
}
#endif

#endif
