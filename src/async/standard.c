/* standard.c - descriptors 0, 1 and 2: where one of them is closed, the next that is opened would get its number. */
#include "async/poller.h"
#include <fcntl.h>
#include <unistd.h>

bool gen_standard_open_(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        int got = fcntl(fd, F_GETFD) < 0 ? open("/dev/null", O_RDWR | O_CLOEXEC) : fd;

        if (got < 0)
            return false;
        if (got > STDERR_FILENO) /* another thread has filled it */
            close(got);
    }
    return true;
}
