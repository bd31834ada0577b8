/*
 * fault.c - faults as POSIX has them: SIGSEGV, handled on an alternate stack.
 *
 * The handler shows what may be one to who wants to see it, and hands the signal on to whoever had it before. All in it is
 * async-signal-safe.
 */
#define _GNU_SOURCE
#include "machine/fault.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

enum { ALTERNATE_SIZE = 65536 };

static bool installed;
static struct sigaction previous;
static gen_fault_seen_t *_Atomic show;

/* This thread's alternate stack, if it is ours. */
static _Thread_local void *alternate;

/* NULL where it is not known: there a fault counts as the overflow of whose guard it hits. */
static const void *stack_pointer(const ucontext_t *context)
{
    (void)context;
#if defined(__x86_64__)
    return (const void *)context->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
    return (const void *)context->uc_mcontext.sp;
#else
    return NULL;
#endif
}

/* The default action: the faulting instruction is run again without us, so that a core file shows it. */
static void die(int signal, const siginfo_t *info)
{
    struct sigaction plain;

    memset(&plain, 0, sizeof plain);
    plain.sa_handler = SIG_DFL;
    if (sigaction(signal, &plain, NULL) != 0)
        abort(); /* rather than to be called again and again */
    if (info->si_code <= 0)
        raise(signal); /* nothing will fault again; it arrives when the handler returns */
}

static void call_previous(int signal, siginfo_t *info, void *context)
{
    struct sigaction chained = previous;
    sigset_t mask;

    if ((chained.sa_flags & (int)SA_RESETHAND) != 0)
        previous.sa_handler = SIG_DFL;
    pthread_sigmask(SIG_BLOCK, &chained.sa_mask, &mask);
    if ((chained.sa_flags & SA_SIGINFO) != 0)
        chained.sa_sigaction(signal, info, context);
    else
        chained.sa_handler(signal);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
}

static void on_fault(int signal, siginfo_t *info, void *context)
{
    int saved = errno;
    const void *sp = stack_pointer(context);

    if (info->si_code > 0) /* not sent by somebody */
        atomic_load (&show)(info->si_addr, sp != NULL ? sp : info->si_addr);
    if (previous.sa_handler == SIG_IGN && info->si_code <= 0)
        ;
    else if (previous.sa_handler == SIG_DFL || previous.sa_handler == SIG_IGN)
        die(signal, info);
    else
        call_previous(signal, info, context);
    errno = saved;
}

bool gen_fault_watch_(gen_fault_seen_t *seen)
{
    struct sigaction action;

    atomic_store(&show, seen);
    if (installed)
        return true;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_fault;
    action.sa_flags = SA_SIGINFO | (int)SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    installed = sigaction(SIGSEGV, NULL, &previous) == 0 && sigaction(SIGSEGV, &action, NULL) == 0;
    return installed;
}

/* Stays if somebody has put a handler in front of it since. */
void gen_fault_unwatch_(void)
{
    struct sigaction now;

    if (!installed || sigaction(SIGSEGV, NULL, &now) != 0)
        return;
    if ((now.sa_flags & SA_SIGINFO) == 0 || now.sa_sigaction != on_fault)
        return;
    sigaction(SIGSEGV, &previous, NULL);
    installed = false;
}

/* An alternate stack for this thread, unless it has one. */
void gen_fault_make_room_(void)
{
    stack_t stack;
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK;

    if (sigaltstack(NULL, &stack) != 0 || (stack.ss_flags & SS_DISABLE) == 0)
        return;
    memset(&stack, 0, sizeof stack);
    stack.ss_size = ALTERNATE_SIZE;
    stack.ss_sp = mmap(NULL, stack.ss_size, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (stack.ss_sp == MAP_FAILED)
        return;
    if (sigaltstack(&stack, NULL) == 0)
        alternate = stack.ss_sp;
    else
        munmap(stack.ss_sp, stack.ss_size);
}

bool gen_fault_is_unhandled_(void)
{
    struct sigaction now;

    return sigaction(SIGSEGV, NULL, &now) == 0 && (now.sa_flags & SA_SIGINFO) == 0 && now.sa_handler == SIG_DFL;
}

void gen_fault_return_room_(void)
{
    stack_t stack;

    if (alternate == NULL)
        return;
    if (sigaltstack(NULL, &stack) == 0 && stack.ss_sp == alternate) {
        memset(&stack, 0, sizeof stack);
        stack.ss_flags = SS_DISABLE;
        sigaltstack(&stack, NULL);
    }
    munmap(alternate, ALTERNATE_SIZE);
    alternate = NULL;
}

void gen_fault_say_(const char *text, size_t length)
{
    if (write(STDERR_FILENO, text, length) < 0)
        return;
}
