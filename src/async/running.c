/* running.c - the loop that this thread runs. */
#include "async/internal.h"

_Thread_local gen_loop_t *gen_running_loop_;

gen_loop_t *gen_running_loop(void)
{
    return gen_running_loop_;
}

gen_loop_t *gen_need_loop_(gen_t *self)
{
    gen_loop_t *loop = gen_running_loop_;

    if (loop == NULL)
        gen_raise(self, GEN_RUNTIME_ERROR, "no running event loop");
    return loop;
}

bool gen_need_own_loop_(gen_t *self, const gen_loop_t *loop, const char *what)
{
    if (gen_need_loop_(self) == loop)
        return true;
    if (gen_pending(self) == NULL)
        gen_raise(self, GEN_RUNTIME_ERROR, "%s is bound to a different event loop", what);
    return false;
}
