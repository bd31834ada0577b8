/* asyncgen_use.c - async for, async with, and anext() with a fallback, made of the operations. */
#include "async/agen/asyncgen.h"

bool gen_anext_or(gen_t *self, gen_t *agen, gen_value_t fallback, gen_value_t *out)
{
    if (gen_await(self, gen_anext(agen), out))
        return true;
    if (!gen_catch(self, GEN_STOP_ASYNC_ITERATION))
        return false;
    *out = fallback;
    return true;
}

bool gen_async_for(gen_t *self, gen_t *agen, gen_value_t *out)
{
    if (gen_await(self, gen_anext(agen), out))
        return true;
    gen_catch(self, GEN_STOP_ASYNC_ITERATION);
    return false;
}

bool gen_async_enter(gen_t *self, gen_t *agen, gen_value_t *value)
{
    gen_cleanup_t cleanup;
    bool ok;

    gen_cleanup_push(self, &cleanup, drop_reference, agen);
    ok = gen_await(self, gen_anext(agen), value);
    gen_cleanup_pop(self, &cleanup);
    if (ok)
        return true;
    if (gen_catch(self, GEN_STOP_ASYNC_ITERATION))
        gen_raise(self, GEN_RUNTIME_ERROR, "generator didn't yield");
    gen_free(agen);
    return false;
}

/* It yielded where it had to end: it is closed, whatever that raises. */
static void complain(gen_t *self, gen_t *agen, const char *sentence)
{
    if (gen_await(self, gen_aclose(agen), NULL))
        gen_raise(self, GEN_RUNTIME_ERROR, "%s", sentence);
}

static void exit_normally(gen_t *self, gen_t *agen)
{
    if (gen_await(self, gen_anext(agen), NULL))
        complain(self, agen, "generator didn't stop");
    else
        gen_catch(self, GEN_STOP_ASYNC_ITERATION);
}

/* Whether what is pending is e, or what PEP 479 made of it. */
static bool is_the_same(gen_t *self, gen_error_t *e)
{
    gen_error_t *now = gen_pending(self);

    if (now == e)
        return true;
    return (gen_error_is(e, GEN_STOP_ITERATION) || gen_error_is(e, GEN_STOP_ASYNC_ITERATION)) &&
           gen_error_is(now, GEN_RUNTIME_ERROR) && gen_error_cause(now) == e;
}

static void exit_with(gen_t *self, gen_t *agen, gen_error_t *e)
{
    if (gen_await(self, gen_athrow(agen, e), NULL)) {
        complain(self, agen, "generator didn't stop after athrow()");
    } else if (is_the_same(self, e)) {
        gen_catch(self, GEN_BASE_EXCEPTION);
        gen_reraise(self, e);
    } else {
        gen_catch(self, GEN_STOP_ASYNC_ITERATION); /* it caught e, and ended */
    }
}

bool gen_async_exit(gen_t *self, gen_t *agen)
{
    gen_error_t *e = gen_error_ref(gen_pending(self));
    gen_cleanup_t cleanup_agen, cleanup_error;

    if (e != NULL)
        gen_catch(self, GEN_BASE_EXCEPTION);
    gen_cleanup_push(self, &cleanup_agen, drop_reference, agen);
    gen_cleanup_push(self, &cleanup_error, drop_error, &e);
    if (e != NULL)
        exit_with(self, agen, e);
    else
        exit_normally(self, agen);
    gen_cleanup_pop(self, &cleanup_error);
    gen_cleanup_pop(self, &cleanup_agen);
    gen_error_free(e);
    gen_free(agen);
    return gen_pending(self) == NULL;
}
