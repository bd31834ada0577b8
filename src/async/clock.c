/* clock.c - what time it is: the machine's, or that of a loop whose clock is virtual. */
#include "async/internal.h"
#include <time.h>

double gen_real_time_(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

double gen_loop_time(const gen_loop_t *loop)
{
    gen_check_loop_(loop, "gen_loop_time");
    return loop->virtual_clock ? loop->virtual_time : gen_real_time_();
}
