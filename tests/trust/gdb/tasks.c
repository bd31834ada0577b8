/* tasks.c - what gdb is shown of gen::async: four tasks and a coroutine that is nobody's, while one of them stands still. */
#include <gen/async.h>
#include <stdlib.h>

static volatile int sink;

__attribute__((noinline)) static void stop_here(void)
{
    if (++sink == 1 && getenv("DIE") != NULL)
        __builtin_trap(); /* a core file */
}

static gen_status_t sleeps(gen_t *self, void *args)
{
    (void)args;
    if (!gen_sleep(self, 3600)) /* SLEEP */
        return GEN_RAISED;
    return gen_return(self, GEN_NONE);
}

static gen_t *new_sleeper(const char *name)
{
    gen_attr_t attr = gen_attr();

    attr.name = name;
    return gen_coroutine(&attr, sleeps, NULL, 0);
}

static gen_status_t waits_for_sleeper(gen_t *self, void *args)
{
    (void)args;
    if (!gen_await(self, new_sleeper("inner"), NULL)) /* AWAIT */
        return GEN_RAISED;
    return gen_return(self, GEN_NONE);
}

/* Without a stack. */
static gen_status_t flat(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    (void)frame;
    GEN_BEGIN(self, sent, out);
    GEN_AWAIT_OR (new_sleeper("below"), NULL) /* FLAT */
        return GEN_RAISED;
    GEN_END;
}

static gen_t *new_flat(void)
{
    static const gen_stackless_t type = {"flat", flat, 0, NULL};

    return gen_stackless_coroutine(&type, NULL, 0);
}

static gen_status_t stops(gen_t *self, void *args)
{
    gen_t *tasks[] = {gen_create_task(new_sleeper("sleeper"), NULL),
                      gen_create_task(gen_coroutine(NULL, waits_for_sleeper, NULL, 0), "waiter"),
                      gen_create_task(new_flat(), "light")};
    gen_t *alone = new_sleeper("alone");

    (void)args;
    if (!gen_sleep(self, 0))
        return GEN_RAISED;
    stop_here(); /* STOP */
    gen_free(tasks[0]);
    gen_free(tasks[1]);
    gen_free(tasks[2]);
    gen_free(alone);
    return gen_return(self, GEN_NONE);
}

int main(void)
{
    return gen_run(gen_coroutine(NULL, stops, NULL, 0), NULL, NULL) == GEN_RETURNED ? 0 : 1;
}
