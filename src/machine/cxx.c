/* cxx.c - exceptions of C++ travel with the stack that has caught them. */
#include "machine/cxx.h"

/* Weak: set exactly where there is a C++ runtime, libstdc++ or libc++abi. */
extern __attribute__((weak)) struct cxx_exceptions *__cxa_get_globals(void);

static struct cxx_exceptions unknown = {.uncaught = 1};
_Thread_local struct cxx_exceptions *gen_cxx_exceptions_ = &unknown;

bool gen_cxx_is_here_(void)
{
    return __cxa_get_globals != NULL;
}

/* Not inlined, so that the address of the thread's variable is computed anew after a switch. */
static __attribute__((noinline)) struct cxx_exceptions *of_this_thread(void)
{
    if (gen_cxx_exceptions_ == &unknown)
        gen_cxx_exceptions_ = __cxa_get_globals();
    return gen_cxx_exceptions_;
}

void gen_cxx_leave_(struct cxx_exceptions *kept)
{
    static const struct cxx_exceptions none;
    struct cxx_exceptions *mine = of_this_thread();

    *kept = *mine;
    *mine = none;
}

void gen_cxx_arrive_(const struct cxx_exceptions *kept)
{
    *of_this_thread() = *kept;
}
