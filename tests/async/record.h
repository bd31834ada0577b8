/* record.h - what the tests of the loop share: bodies record what happens, tests compare the record. */
#ifndef RECORD_H
#define RECORD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gen/async.h>

/* Adds to the record, as printf(). Events are separated by blanks. */
void record(const char *fmt, ...) GEN_FORMAT(1, 2);

/* The record so far; it is empty again afterwards. */
const char *recorded(void);

/* Adds "TYPE" or "TYPE(message)" of e, or "None". */
void record_error(const gen_error_t *e);

/* Adds what is pending in self. */
void record_pending(gen_t *self);

/* Adds how a finished future ended: "=VALUE", or the exception. */
void record_outcome(gen_t *future);

/* The virtual time, in hundredths of a second. */
int64_t now(void);

/* The end of a body: GEN_RAISED unless ok, that is if nothing is pending. */
gen_status_t finish(gen_t *self, bool ok);

/* The end of one that may have caught what was raised: GEN_RAISED if something is pending. */
gen_status_t finish_caught(gen_t *self);

/* Runs body under the virtual clock. Whatever goes to the exception handler is recorded as "[message: exception]".
 * Adds how it ended if that was an exception. Checks that nothing is left of it. */
gen_status_t run_body(gen_body_t *body);
gen_status_t run_with_args(gen_body_t *body, const void *args, size_t size);

/* The same for a body that leaves something behind on purpose. */
gen_status_t run_unchecked(gen_body_t *body, const void *args, size_t size);

/* A task that runs body. */
gen_t *spawn(gen_body_t *body, const char *name);
gen_t *spawn_args(gen_body_t *body, const void *args, size_t size, const char *name);

/* Sends what is written to stderr to nowhere, and back. */
void silence_begin(void);
void silence_end(void);

#endif
