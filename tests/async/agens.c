#include "agens.h"

/* Awaits an operation, and records what comes of it. */
void await_op(gen_t *self, gen_t *operation)
{
    gen_value_t v = GEN_NONE;

    if (!gen_await(self, operation, &v))
        caught(self);
    else if (gen_is_none(v))
        record("None");
    else
        record("%d", (int)gen_as_int(v));
}

/* Yields 0, 1, 2 ..., with an await before each; echoes what is sent; cleans up with an await. */
static gen_status_t count(gen_t *self, void *args)
{
    gen_value_t in;
    bool ok = true;

    record("begin");
    for (int i = 0; i < *(int *)args && ok; i++) {
        ok = gen_sleep(self, 1) && gen_async_yield(self, gen_int(i), &in);
        if (ok && !gen_is_none(in))
            record("<%d", (int)gen_as_int(in));
        if (!ok && gen_catch(self, GEN_VALUE_ERROR)) {
            record("handled");
            ok = true;
        }
    }
    if (!ok) {
        gen_error_t *e = NULL;

        if (gen_catch_as(self, GEN_BASE_EXCEPTION, &e) && gen_sleep(self, 1))
            gen_reraise(self, e);
        gen_error_free(e);
    }
    record("end@%d", (int)now());
    return finish(self, ok);
}

gen_t *counter(int n)
{
    return gen_async_generator(NULL, count, &n, sizeof n);
}

gen_status_t raise_in_answer(gen_t *self, void *args)
{
    (void)args;
    if (!gen_async_yield(self, gen_int(1), NULL))
        gen_catch(self, GEN_GENERATOR_EXIT);
    return gen_raise(self, GEN_KEY_ERROR, "answer");
}
