/* fatal.h - a broken contract ends the program with one sentence. */
#ifndef FATAL_H
#define FATAL_H

#include <gen/generator.h>

/* What seldom runs is kept out of what often does, whose registers it would have to save. */
#define GEN_COLD __attribute__((noinline))

GEN_NORETURN void gen_fatal_(const char *fmt, ...) GEN_FORMAT(1, 2);
GEN_NORETURN void gen_not_alive_(const gen_t *g, const char *function);
void gen_need_(const void *pointer, const char *function, const char *what); /* not NULL */

#endif
