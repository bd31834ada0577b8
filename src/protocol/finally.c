/* finally.c - exceptions that are dropped, or set aside while the code of a `finally` runs. */
#include <gen/body.h>

bool gen_suppress(gen_t *self, const gen_exc_t *type, bool ok)
{
    return ok || gen_catch(self, type);
}

void gen_finally_begin(gen_t *self, gen_finally_t *finally)
{
    gen_error_t *e;

    finally->raised = gen_catch_as(self, GEN_BASE_EXCEPTION, &e);
    if (!finally->raised)
        return;
    gen_except_begin_in(self, &finally->handler, e); /* whose reference goes with the body, if that is destroyed here */
    gen_error_free(e);
}

bool gen_finally_end(gen_t *self, gen_finally_t *finally)
{
    gen_error_t *e;

    if (finally->raised) {
        e = gen_error_ref(finally->handler.error);
        gen_except_end(&finally->handler);
        if (gen_pending(self) == NULL)
            gen_reraise(self, e);
        gen_error_free(e);
    }
    return gen_pending(self) == NULL;
}
