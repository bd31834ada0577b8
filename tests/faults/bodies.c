/* bodies.c - an accumulator, a delegator, a raiser, a handler. */
#include "bodies.h"
#include "sweep.h"

gen_status_t accumulator(gen_t *self, void *args)
{
    gen_status_t status = GEN_RAISED;
    int64_t total = 0;
    gen_value_t x;

    (void)args;
    entered();
    for (;;) {
        if (gen_yield(self, gen_int(total), &x)) {
            if (x.kind != GEN_KIND_INT) {
                status = gen_return(self, gen_int(total));
                break;
            }
            total += x.as.i;
        } else if (gen_catch(self, GEN_VALUE_ERROR)) {
            total = 0;
        } else {
            break;
        }
    }
    left();
    return status;
}

gen_status_t delegator(gen_t *self, void *args)
{
    gen_status_t status = GEN_RAISED;
    gen_value_t result;

    entered();
    if (gen_yield_from(self, gen_ref(*(gen_t **)args), &result) && gen_yield(self, result, NULL))
        status = gen_return(self, gen_str("end"));
    left();
    return status;
}

gen_status_t raiser(gen_t *self, void *args)
{
    (void)args;
    return gen_raise(self, GEN_VALUE_ERROR, "%s, %d", "a message that needs memory of its own", 42);
}

gen_status_t handler(gen_t *self, void *args)
{
    gen_handler_t scope;
    gen_error_t *e, *f;

    (void)args;
    entered();
    if (!gen_yield(self, gen_int(1), NULL) && gen_catch_as(self, GEN_KEY_ERROR, &e)) {
        gen_except_begin(&scope, e);
        f = gen_error_new(GEN_RUNTIME_ERROR, "in answer to %s", gen_error_type(e)->name);
        gen_raise_from(self, f, e);
        gen_error_free(f);
        gen_except_end(&scope);
        gen_error_free(e);
    }
    left();
    return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, GEN_NONE);
}
