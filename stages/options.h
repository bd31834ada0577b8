/**
 * @file options.h
 * The stages' command line.
 */
#ifndef STAGES_OPTIONS_H
#define STAGES_OPTIONS_H

#include <stdbool.h>

/** What a stage knows besides the options that all have. */
enum {
    OPTION_SERIAL = 1, /**< --serial */
    OPTION_TRACE = 2   /**< --trace */
};

/** What was asked for. */
typedef struct {
    bool serial;
    const char *trace; /**< a file; NULL for none */
} options_t;

/**
 * Reads the command line and sets the clock up. With --help it prints what there is and ends the program; a wrong
 * option is refused in one line, with exit code 2.
 * @param argc    main()'s
 * @param argv    main()'s
 * @param name    the program's name
 * @param lesson  what it shows, in a sentence
 * @param known   OPTION_SERIAL, OPTION_TRACE, or both
 * @return what was given
 */
options_t parse_options(int argc, char **argv, const char *name, const char *lesson, unsigned known);

#endif
