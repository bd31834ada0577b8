/*
 * record.h - "record, then assert": an event log for what must not assert.
 *
 * cmocka's asserts longjmp, which must never cross a body. So bodies, methods and hooks record what happens, and the test
 * compares the whole list afterwards. Every test made with TEST() starts with an empty log and must have read all of it
 * at its end; it must have given every stack back, too.
 */
#ifndef RECORD_H
#define RECORD_H

/* cmocka.h needs the first four. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <gen.h>

#ifdef __cplusplus
extern "C" {
#endif

#include <cmocka.h>

/* A test with a log of its own. */
#define TEST(function) cmocka_unit_test_setup_teardown(function, record_begin, record_end)

/* Checks everything that was recorded since the last check. */
#define assert_recorded(expected) assert_string_equal(recorded(), expected)

int record_begin(void **state);
int record_end(void **state);

/* Appends an event to the log. */
void record(const char *fmt, ...) GEN_FORMAT(1, 2);

/* Everything recorded since the last call, joined by "; ". Good until the next recording. */
const char *recorded(void);

/* A destroy function, cleanup function or the like: records the string it is given. */
void record_text(void *text);

/* The same for a copied argument, which is a string's address. */
void record_destroyed(void *args);

#ifdef __cplusplus
}
#endif

#endif
