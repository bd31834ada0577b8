/* coroutine.c - what makes a generator a coroutine (PEP 492). gen_coroutine() itself is with the other makers. */
#include "protocol/internal.h"
#include <stdarg.h>

bool gen_is_coroutine(const gen_t *g)
{
    gen_check_(g, "gen_is_coroutine");
    return g->flavour == COROUTINE;
}

static struct {
    gen_never_awaited_t *hook;
    void *context;
} never_awaited;

void gen_set_never_awaited_hook(gen_never_awaited_t *hook, void *context)
{
    never_awaited.hook = hook;
    never_awaited.context = context;
}

void gen_never_awaited_(const char *fmt, ...)
{
    char sentence[256];
    va_list args;

    if (never_awaited.hook == NULL)
        return;
    va_start(args, fmt);
    vsnprintf(sentence, sizeof sentence, fmt, args);
    va_end(args);
    never_awaited.hook(sentence, never_awaited.context);
}

/* Whether it is in the middle of an await, its own or somebody else's of it: CPython looks at the former alone, which a
 * coroutine that awaits, and never yields by itself, can't tell apart. */
static bool is_awaited(const gen_t *g)
{
    return gen_state(g) == GEN_SUSPENDED && (g->sub != NULL || g->delegator != NULL);
}

bool gen_check_awaitable_(gen_t *self, gen_t *awaitable)
{
    if (awaitable->flavour == GENERATOR)
        gen_raise(self, GEN_TYPE_ERROR, "'generator' object can't be awaited");
    else if (awaitable->flavour == COROUTINE && is_awaited(awaitable))
        gen_raise(self, GEN_RUNTIME_ERROR, "coroutine is being awaited already");
    else
        return true;
    return false;
}

gen_context_t_ gen_begin_await_(gen_t *self, gen_t *awaitable)
{
    gen_check_(self, "gen_await");
    if (awaitable == NULL || self->hot.step == NULL || self->hot.pending != NULL)
        return gen_begin_delegation_(self, awaitable);
    gen_check_(awaitable, "gen_await");
    if (gen_check_awaitable_(self, awaitable))
        return gen_enter_delegate_(self, awaitable);
    gen_free(awaitable);
    return NULL;
}
