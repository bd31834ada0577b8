/*
 * outcome.h - steps, values and exceptions as text, so that a test can say in one line what a step must come to:
 *
 *     assert_string_equal(next_of(g), "yields 1");
 *
 * An outcome is "yields VALUE", "returns VALUE" or "raises TYPE(VALUE)", values as Python's repr() writes them. Each text
 * is good for the next 16 texts.
 */
#ifndef OUTCOME_H
#define OUTCOME_H

#include <gen.h>

#ifdef __cplusplus
extern "C" {
#endif

#define assert_next(g, expected) assert_string_equal(next_of(g), expected)
#define assert_send(g, value, expected) assert_string_equal(send_to(g, value), expected)
#define assert_throw(g, type, value, expected) assert_string_equal(throw_at(g, type, value), expected)
#define assert_throw_error(g, e, expected) assert_string_equal(throw_error_at(g, e), expected)
#define assert_close(g, expected) assert_string_equal(close_of(g), expected)
#define assert_state(g, expected) assert_int_equal(gen_state(g), expected)

/* A step, and what came of it. */
const char *next_of(gen_t *g);
const char *send_to(gen_t *g, gen_value_t value);
const char *throw_at(gen_t *g, const gen_exc_t *type, gen_value_t value);
const char *throw_error_at(gen_t *g, gen_error_t *e);
const char *close_of(gen_t *g);

const char *value_text(gen_value_t value);

/* `TYPE(VALUE)`, or "nothing" for NULL. */
const char *error_text(const gen_error_t *e);

/*
 * The same with its chain: `<cause E>` and `<context E>`, or `<cause and context E>` where they are one; `<no cause>` if
 * the context is suppressed without a cause.
 */
const char *chain_text(const gen_error_t *e);

/* The chain of what the last step of g raised. */
const char *chain_of(const gen_t *g);

/* What gen_error_print() writes. */
const char *printed(const gen_error_t *e);

/* Where gen_print(), gen_value_print() and the like write to; text_written() closes it. */
FILE *text_begin(void);
const char *text_written(FILE *out);

#ifdef __cplusplus
}
#endif

#endif
