/**
 * @file options.h
 * The stages' command line.
 */
#ifndef STAGES_OPTIONS_H
#define STAGES_OPTIONS_H

#include <stdbool.h>

/**
 * Reads the command line and sets the clock up. With --help it prints what there is and ends the program; a wrong
 * option is refused in one line, with exit code 2.
 * @param argc        main()'s
 * @param argv        main()'s
 * @param name        the program's name
 * @param lesson      what it shows, in a sentence
 * @param has_serial  whether it knows --serial
 * @return whether --serial was given
 */
bool parse_options(int argc, char **argv, const char *name, const char *lesson, bool has_serial);

#endif
