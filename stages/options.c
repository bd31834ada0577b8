#include "options.h"
#include "clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* At the end of the program: what could not be written must not pass for a success. */
static void flush_stdout(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return;
    fprintf(stderr, "cannot write the output\n");
    _Exit(EXIT_FAILURE);
}

static void usage(const char *name, const char *lesson, unsigned known)
{
    printf("usage: %s%s [--speed N] [--virtual]%s [--help]\n", name, known & OPTION_SERIAL ? " [--serial]" : "",
           known & OPTION_TRACE ? " [--trace FILE]" : "");
    printf("%s\n\n", lesson);
    if (known & OPTION_SERIAL)
        puts("  --serial   run the tasks one after the other");
    puts("  --speed N  run N times faster than real time");
    puts("  --virtual  wait for nothing: a virtual clock jumps ahead, and the lines are the same");
    if (known & OPTION_TRACE)
        puts("  --trace FILE  write the real loop's timeline, for ui.perfetto.dev and chrome://tracing");
    puts("  --help     print this and exit");
    exit(EXIT_SUCCESS);
}

/* A plain decimal number: no sign, no exponent, nothing round it. */
static double parse_speed(const char *name, const char *text)
{
    char *end;
    double speed = strtod(text, &end);

    if (text[strspn(text, "0123456789.")] != '\0' || *end != '\0' || !(speed >= 0.01 && speed <= 1000000)) {
        fprintf(stderr, "%s: --speed needs a number from 0.01 to 1000000, not '%s'\n", name, text);
        exit(2);
    }
    return speed;
}

static const char *parse_file(const char *name, const char *path)
{
    if (path != NULL && path[0] != '\0')
        return path;
    fprintf(stderr, "%s: --trace needs a file\n", name);
    exit(2);
}

options_t parse_options(int argc, char **argv, const char *name, const char *lesson, unsigned known)
{
    options_t options = {false, NULL};
    bool is_virtual = false;
    double speed = 1.0;

    atexit(flush_stdout);
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--serial") == 0 && (known & OPTION_SERIAL)) {
            options.serial = true;
        } else if (strcmp(argv[i], "--virtual") == 0) {
            is_virtual = true;
        } else if (strcmp(argv[i], "--speed") == 0) {
            speed = parse_speed(name, i + 1 < argc ? argv[++i] : "");
        } else if (strncmp(argv[i], "--speed=", strlen("--speed=")) == 0) {
            speed = parse_speed(name, argv[i] + strlen("--speed="));
        } else if (strcmp(argv[i], "--trace") == 0 && (known & OPTION_TRACE)) {
            options.trace = parse_file(name, i + 1 < argc ? argv[++i] : NULL);
        } else if (strcmp(argv[i], "--help") == 0) {
            usage(name, lesson, known);
        } else {
            fprintf(stderr, "%s: unknown option '%s' (try --help)\n", name, argv[i]);
            exit(2);
        }
    }
    setvbuf(stdout, NULL, _IOLBF, 0); // each line when it happens, into a pipe as well
    setup_clock(speed, is_virtual);
    return options;
}
