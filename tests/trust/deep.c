/* deep.c - generators that need a lot of stack. */
#define _GNU_SOURCE
#include "deep.h"
#include <errno.h>
#include <signal.h>
#include <string.h>

extern __attribute__((weak)) void __sanitizer_print_stack_trace(void);

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

static volatile int sink;

static int (*volatile again)(int) = recurse; /* so that no compiler makes a loop of it */

/* Every level uses its frame after the call: none of them can go. */
int recurse(int depth)
{
    volatile char frame[1024];

    frame[depth % 1024] = (char)depth; /* at a place that is not known: all of it is needed */
    if (depth > 0)
        sink += again(depth - 1);
    return frame[depth % 1024];
}

static gen_status_t deep(gen_t *self, void *args)
{
    sink = recurse(*(int *)args);
    return gen_return(self, gen_int(sink));
}

gen_t *new_deep(const char *name, size_t stack_size, int depth)
{
    gen_attr_t attr = gen_attr();

    attr.name = name;
    attr.stack_size = stack_size;
    return gen_new_with(&attr, deep, &depth, sizeof depth);
}

void overflow(void *name)
{
    gen_t *g = new_deep(name, 0, 1000);

    gen_next(g, NULL);
    gen_free(g);
}

bool named_by_sanitizer(void)
{
    return __sanitizer_print_stack_trace != NULL;
}
