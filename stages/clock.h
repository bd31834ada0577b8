/**
 * @file clock.h
 * The stages' clock: real, faster, or virtual.
 */
#ifndef STAGES_CLOCK_H
#define STAGES_CLOCK_H

#include <stdbool.h>

/** Chooses the clock: called once, before all else. @param speed how much faster than real time it runs
 *  @param is_virtual whether it only counts, and never waits */
void setup_clock(double speed, bool is_virtual);

/** @return how much faster than real time the clock was asked to run; 1 for the virtual one */
double speed(void);

/** @return whether it only counts */
bool is_virtual(void);

/** Sets the clock to 0. */
void start_clock(void);

/** @return seconds since the clock was started */
double now(void);

/** A piece of work that cannot be interrupted: nothing else happens meanwhile. @param seconds how long it takes */
void work(double seconds);

/** Waits, with nothing to do, until now() is @p when. */
void wait_until(double when);

/** @return the time as the stages print it, "@6"; good until the next call */
const char *itime(void);

#endif
