/* plugin.c - a plugin with a copy of the library inside. */
#include <gen.h>
#include <gen/stack.h>

GEN_API int use_generators(void);

static gen_status_t yield_once(gen_t *self, void *args)
{
    (void)args;
    return gen_yield(self, gen_int(42), NULL) ? GEN_RETURNED : GEN_RAISED;
}

/* Leaves a thread's end and a handler of SIGSEGV to the library. */
int use_generators(void)
{
    gen_t *g = gen_new(yield_once, NULL, 0);
    gen_value_t v;

    if (!gen_stack_report_overflow(true) || gen_next(g, &v) != GEN_YIELDED)
        return 0;
    gen_free(g);
    return (int)gen_as_int(v);
}
