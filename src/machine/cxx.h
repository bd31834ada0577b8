/*
 * cxx.h - exceptions of C++ that a body has caught, or that are on their way through it.
 *
 * The C++ runtime keeps them in a few words per thread (__cxa_get_globals() of the Itanium C++ ABI), as if a thread had but
 * one stack. They belong to the stack that has caught them: whoever leaves a stack that has any takes them out of there,
 * and puts them back when it goes on, on whichever thread that is. So the words are zero at every switch of stacks, and a
 * stack without a C++ exception, the usual one, needs nothing but to see that.
 */
#ifndef CXX_H
#define CXX_H

#include <gen/value.h>

/* The runtime's __cxa_eh_globals. */
struct cxx_exceptions {
    void *caught; /* the innermost that is being handled, with its outer ones behind it */
    unsigned uncaught;
#ifdef __ARM_EABI_UNWINDER__
    void *propagating;
#endif
};

/* This thread's, or before anybody has asked for them some that make gen_cxx_is_handling_() true. */
extern _Thread_local struct cxx_exceptions *gen_cxx_exceptions_ __attribute__((tls_model("initial-exec")));

/* Whether there is a C++ runtime in this program. */
bool gen_cxx_is_here_(void);

/* Where there is: whether gen_cxx_leave_() has to be called before this stack is left, and gen_cxx_arrive_() after. */
static inline bool gen_cxx_is_handling_(void)
{
    const struct cxx_exceptions *mine = gen_cxx_exceptions_;

    return ((uintptr_t)mine->caught | mine->uncaught) != 0;
}

void gen_cxx_leave_(struct cxx_exceptions *kept);
void gen_cxx_arrive_(const struct cxx_exceptions *kept);

#endif
