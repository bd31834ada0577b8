/**
 * @file gen/stack.h
 * The stacks that generators run on.
 *
 * They are carved from large mappings, guarded against overflow, and reused last in, first out, from a cache that each
 * thread has. A suspended generator keeps at least one page resident.
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

/** Fills in @p stats. Exact when no other thread makes or frees generators meanwhile. */
GEN_API void gen_stack_stats(gen_stack_stats_t *stats);

/** Gives the memory of all stacks in this thread's and the shared cache back to the system. @return bytes of stack given back */
GEN_API size_t gen_stack_trim(void);

/**
 * Bounds how many stacks of a size keep their memory while they wait: those freed beyond it give it back at once.
 * @param count  per thread; the default is 1024
 */
GEN_API void gen_stack_set_cache(size_t count);

/** @return the bytes of stack that @p g has used at most, if it was made with measure_stack; else 0 */
GEN_API size_t gen_stack_used(const gen_t *g);

#ifdef __cplusplus
}
#endif

#endif
