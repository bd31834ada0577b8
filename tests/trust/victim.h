/* victim.h - generators to misuse, and what is said of it. */
#ifndef VICTIM_H
#define VICTIM_H

#include "../death.h"
#include <gen.h>
#include <stdbool.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* For answers that nobody looks at. */
void ignore(bool answer);

/* A generator named 'victim', which yields twice. */
gen_t *new_one(size_t stack_size);

/* One that was freed in the middle. */
gen_t *new_freed(void);

/* Checks that function(NULL) dies with that sentence; AddressSanitizer sees the use of a freed generator before. */
#define assert_noticed(function, sentence)                                                                             \
    assert_string_equal(last_words(SIGABRT, function, NULL, noticed(sentence)), noticed(sentence))
const char *noticed(const char *sentence);

#endif
