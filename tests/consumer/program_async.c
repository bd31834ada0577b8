/* The same with the event loop: what a user of gen::async writes first. */
#include <gen/async.h>

static gen_status_t answer(gen_t *self, void *args)
{
    (void)args;
    if (!gen_sleep(self, 0.001))
        return GEN_RAISED;
    return gen_return(self, gen_int(42));
}

int main(void)
{
    gen_value_t v = GEN_NONE;

    if (gen_run(gen_coroutine(NULL, answer, NULL, 0), &v, NULL) != GEN_RETURNED)
        return 1;
    return gen_as_int(v) == 42 ? 0 : 1;
}
