#define _POSIX_C_SOURCE 200809L

#include "clock.h"

#include <errno.h>
#include <stdio.h>
#include <time.h>

static double clock_speed = 1.0; // how much faster than real time this clock runs
static bool clock_is_virtual;    // whether it only counts, and never waits
static double zero;              // real clock: when it was started
static double elapsed;           // virtual clock: seconds since it was started
static double due;               // when the last work or wait was to end: the system may have ended it a little later

static double monotonic(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void real_sleep(double seconds)
{
    struct timespec rest;

    if (seconds <= 0)
        return;
    rest.tv_sec = (time_t)seconds;
    rest.tv_nsec = (long)((seconds - (double)rest.tv_sec) * 1e9);
    while (nanosleep(&rest, &rest) != 0 && errno == EINTR)
        continue;
}

void setup_clock(double speed, bool is_virtual)
{
    clock_speed = speed;
    clock_is_virtual = is_virtual;
}

double speed(void)
{
    return clock_is_virtual ? 1 : clock_speed;
}

bool is_virtual(void)
{
    return clock_is_virtual;
}

void start_clock(void)
{
    zero = monotonic();
    elapsed = 0.0;
    due = 0.0;
}

double now(void)
{
    return clock_is_virtual ? elapsed : (monotonic() - zero) * clock_speed;
}

void work(double seconds)
{
    double begin = now();

    if (begin - due < 0.5) // else many small delays would add up to seconds on a fast clock
        begin = due;
    wait_until(begin + seconds);
}

void wait_until(double when)
{
    due = when;
    if (!clock_is_virtual)
        real_sleep((when - now()) / clock_speed);
    else if (when > elapsed)
        elapsed = when;
}

const char *itime(void)
{
    static char text[32];

    snprintf(text, sizeof text, "@%.0f", now());
    return text;
}
