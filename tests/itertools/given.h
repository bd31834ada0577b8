/* given.h - sources that the uses of the toolbox are given, and how what comes of them is written. */
#ifndef GIVEN_H
#define GIVEN_H

#include <gen.h>

/* A source of these values, eight at most. Strings come in one buffer, which each step overwrites. */
gen_t *values(size_t count, const gen_value_t *value);

#define VALUES(...)                                                                                                    \
    values(sizeof((gen_value_t[]){__VA_ARGS__}) / sizeof(gen_value_t), (const gen_value_t[]){__VA_ARGS__})

gen_t *numbers(void); /* 0 to 5 */
gen_t *nothing(void);
gen_t *words(void);
gen_t *broken(void);   /* 1, 2, KeyError */
gen_t *skipping(void); /* 1, ValueError, 3, 4 */

void show_value(gen_value_t value);

/* As Python's f"{type(e).__name__}: {e}". */
void show_error(const gen_error_t *e);

/* Steps on behind exceptions, as far as eight steps go; and once behind the end, where it must stay. Frees it. */
void show(const char *label, gen_t *it);

/* The same of one that yields pointers to tuples. */
void show_tuples(const char *label, gen_t *it);

#endif
