/* deep_handlers.c - what sets a handler fails at will, and where coverage is counted it is by way of a function that counts. */
#define _GNU_SOURCE
#include "deep.h"
#include <errno.h>
#include <signal.h>
#include <string.h>

/* Set where what the tests cover is counted: what the handler did must be written before the signal kills the child. */
extern __attribute__((weak)) void __gcov_dump(void);

int __real_sigaction(int number, const struct sigaction *action, struct sigaction *old);
int __wrap_sigaction(int number, const struct sigaction *action, struct sigaction *old);

bool sigaction_fails;

static void count_and_die(int number)
{
    struct sigaction plain;

    __gcov_dump();
    memset(&plain, 0, sizeof plain);
    plain.sa_handler = SIG_DFL;
    __real_sigaction(number, &plain, NULL);
    raise(number);
}

/* The linker leads the library here. The default action is taken by a function that counts first. */
int __wrap_sigaction(int number, const struct sigaction *action, struct sigaction *old)
{
    struct sigaction counting;

    if (sigaction_fails) {
        errno = EINVAL;
        return -1;
    }
    if (__gcov_dump == NULL || action == NULL || action->sa_handler != SIG_DFL)
        return __real_sigaction(number, action, old);
    counting = *action;
    counting.sa_handler = count_and_die;
    counting.sa_flags |= (int)SA_ONSTACK;
    return __real_sigaction(number, &counting, old);
}
