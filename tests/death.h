/*
 * death.h - tests that the program ends, and says why.
 */
#ifndef DEATH_H
#define DEATH_H

#include <signal.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Checks that function(arg) ends a process with SIGABRT after writing a line that contains the sentence to stderr. */
#define assert_death(function, arg, sentence) assert_death_by(SIGABRT, function, arg, sentence)

/* The same with another signal. */
#define assert_death_by(by, function, arg, sentence)                                                                   \
    assert_string_equal(last_words(by, function, arg, sentence), sentence)

/*
 * Runs function(arg) in a child. Returns the sentence if the child died by that signal and its stderr contains it;
 * otherwise what happened instead.
 */
const char *last_words(int by, void (*function)(void *arg), void *arg, const char *sentence);

#ifdef __cplusplus
}
#endif

#endif
