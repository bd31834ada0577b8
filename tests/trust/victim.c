/* victim.c - generators to misuse. */
#include "victim.h"

void ignore(bool answer)
{
    (void)answer;
}

static gen_status_t yields_twice(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield(self, gen_int(1), NULL) || !gen_yield(self, gen_int(2), NULL))
        return GEN_RAISED;
    return GEN_RETURNED;
}

gen_t *new_one(size_t stack_size)
{
    gen_attr_t attr = gen_attr();

    attr.name = "victim";
    attr.stack_size = stack_size;
    return gen_new_with(&attr, yields_twice, NULL, 0);
}

gen_t *new_freed(void)
{
    gen_t *g = new_one(0);

    gen_next(g, NULL);
    gen_free(g);
    return g;
}

/* Set under AddressSanitizer, which sees the use of a freed generator first, and ends the program with its own report. */
extern void __asan_init(void) __attribute__((weak));

const char *noticed(const char *sentence)
{
    return __asan_init != NULL ? "it ended otherwise" : sentence;
}
