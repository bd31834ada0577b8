/*
 * overflow.c - a stack overflow says so before the program dies of it.
 *
 * A body that runs off its stack touches the guard below, and the kernel sends SIGSEGV. The handler runs on an alternate
 * stack, writes one sentence if the fault is such a one, and hands the signal on to whoever had it before. All in it is
 * async-signal-safe.
 */
#define _GNU_SOURCE
#include "stack/overflow.h"
#include "machine/fork.h"
#include "stack/stack.h"
#include <errno.h>
#include <gen/stack.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

enum { ALTERNATE_SIZE = 65536 };

static pthread_mutex_t handler_lock = PTHREAD_MUTEX_INITIALIZER;
static bool decided; /* by the program, or by the first generator */
static bool installed;
static atomic_bool reporting;
static struct sigaction previous;

GEN_HOLD_DURING_FORK(handler_lock)

/* This thread's alternate stack, if it is ours. */
static _Thread_local void *alternate;

/* A sentence in the making. */
struct line {
    char text[400];
    size_t length;
};

static void append(struct line *line, const char *words)
{
    while (*words != '\0' && line->length < sizeof line->text - 1)
        line->text[line->length++] = *words++;
}

static void add_number(struct line *line, size_t number)
{
    char digits[24];
    char *p = digits + sizeof digits;

    *--p = '\0';
    do
        *--p = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    append(line, p);
}

static void say(const gen_t *g)
{
    struct line line = {"", 0};

    append(&line, "gen: stack overflow in generator '");
    append(&line, g->name);
    append(&line, "': its stack of ");
    add_number(&line, gen_stack_usable_(g));
    append(&line, " bytes was not enough; ask for a larger stack_size in its attributes");
    line.text[line.length++] = '\n';
    if (write(STDERR_FILENO, line.text, line.length) < 0)
        return;
}

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

/* The generator that has run off its stack; NULL if the fault is another one. */
static const gen_t *overflown(const siginfo_t *info, const ucontext_t *context)
{
    const void *sp = stack_pointer(context);
    const gen_t *g;

    if (info->si_code <= 0)
        return NULL; /* sent by somebody */
    if (sp == NULL)
        sp = info->si_addr;
    g = gen_slab_overflown_(info->si_addr, sp);
    if (g == NULL)
        g = gen_custom_overflown_(info->si_addr, sp);
    return g != NULL && g->magic == ALIVE ? g : NULL;
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
    const gen_t *g = atomic_load(&reporting) ? overflown(info, context) : NULL;

    if (g != NULL)
        say(g);
    if (previous.sa_handler == SIG_IGN && info->si_code <= 0)
        ;
    else if (previous.sa_handler == SIG_DFL || previous.sa_handler == SIG_IGN)
        die(signal, info);
    else
        call_previous(signal, info, context);
    errno = saved;
}

/* Under the lock. */
static bool install(void)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_fault;
    action.sa_flags = SA_SIGINFO | (int)SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    installed = sigaction(SIGSEGV, NULL, &previous) == 0 && sigaction(SIGSEGV, &action, NULL) == 0;
    return installed;
}

/* Under the lock. Stays if somebody has put a handler in front of it since. */
static void uninstall(void)
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
static void give_alternate(void)
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

/* A host that handles SIGSEGV itself is left alone, as long as it does not ask. */
static bool is_unhandled(void)
{
    struct sigaction now;

    return sigaction(SIGSEGV, NULL, &now) == 0 && (now.sa_flags & SA_SIGINFO) == 0 && now.sa_handler == SIG_DFL;
}

void gen_overflow_thread_begins_(void)
{
    pthread_mutex_lock(&handler_lock);
    if (!decided) {
        decided = true;
        if (is_unhandled())
            atomic_store(&reporting, install());
    }
    pthread_mutex_unlock(&handler_lock);
    if (atomic_load(&reporting))
        give_alternate();
}

void gen_overflow_thread_ends_(void)
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

bool gen_stack_report_overflow(bool wanted)
{
    bool done = true;

    pthread_mutex_lock(&handler_lock);
    decided = true;
    if (!wanted)
        uninstall();
    else if (!installed)
        done = install();
    atomic_store(&reporting, wanted && done);
    pthread_mutex_unlock(&handler_lock);
    if (wanted && done && gen_stack_register_thread_()) /* whose end takes it back */
        give_alternate();
    return done;
}
