/* The contexts of what tasks and groups raise, as CPython 3.13 has them: a loop may run inside a handler. */
#include "record.h"
#include "tasks.h"
#include <string.h>

static char chain[256];

/* "ValueError<KeyError>": what is pending, and its contexts. Caught. */
static void record_chain(gen_t *self)
{
    gen_error_t *pending = NULL;
    int links = -1;

    if (!gen_catch_as(self, GEN_BASE_EXCEPTION, &pending))
        return;
    chain[0] = '\0';
    for (const gen_error_t *e = pending; e != NULL; e = gen_error_context(e), links++) {
        strcat(chain, links < 0 ? "" : "<");
        strcat(chain, gen_error_type(e)->name);
    }
    for (; links > 0; links--)
        strcat(chain, ">");
    record("%s", chain);
    gen_error_free(pending);
}

static void handle(gen_t *self, gen_handler_t *handler, const gen_exc_t *type)
{
    gen_error_t *e;

    gen_raise(self, type, NULL);
    if (!gen_catch_as(self, type, &e))
        return;
    gen_except_begin(handler, e);
    gen_error_free(e);
}

static gen_status_t fails(gen_t *self, void *args)
{
    gen_handler_t handler;

    (void)args;
    if (!gen_sleep(self, 0))
        return GEN_RAISED;
    handle(self, &handler, GEN_ASSERTION_ERROR);
    gen_raise(self, GEN_VALUE_ERROR, NULL);
    gen_except_end(&handler);
    return GEN_RAISED;
}

static gen_t *failing(void)
{
    return gen_create_task(gen_coroutine(NULL, fails, NULL, 0), NULL);
}

static gen_status_t awaits(gen_t *self, void *args)
{
    (void)args;
    return finish(self, gen_await(self, failing(), NULL));
}

static gen_status_t await_each(gen_t *self, void *args)
{
    gen_t *t;
    gen_handler_t handler;

    (void)args;
    if (!gen_await(self, failing(), NULL))
        record_chain(self);
    t = failing();
    if (!turns(self, 4))
        return GEN_RAISED;
    if (!gen_await(self, t, NULL))
        record_chain(self);
    handle(self, &handler, GEN_KEY_ERROR);
    if (!gen_await(self, failing(), NULL))
        record_chain(self);
    if (!gen_await(self, gen_coroutine(NULL, awaits, NULL, 0), NULL))
        record_chain(self);
    gen_except_end(&handler);
    t = failing();
    if (!gen_gather(self, &t, 1, NULL, NULL))
        record_chain(self);
    if (!gen_shield(self, failing(), NULL))
        record_chain(self);
    return finish_caught(self);
}

/* Check that an exception keeps its context where it is thrown into who waits, unless something is handled there; and that
 * what is done already, or gathered, raises it anew, in the handler round the loop. */
static void test_awaited(void **state)
{
    gen_error_t *e = gen_error_new(GEN_INDEX_ERROR, NULL);
    gen_handler_t handler;
    gen_status_t status;

    (void)state;
    gen_except_begin(&handler, e);
    status = run_body(await_each);
    gen_except_end(&handler);
    gen_error_free(e);
    assert_int_equal(status, GEN_RETURNED);
    assert_string_equal(recorded(), "ValueError<AssertionError<IndexError>> ValueError<IndexError> "
                                    "ValueError<KeyError<IndexError>> ValueError<KeyError<IndexError>> "
                                    "ValueError<IndexError> ValueError<AssertionError<IndexError>>");
}

static bool group(gen_t *self, bool child, bool waits, const gen_exc_t *raises)
{
    gen_taskgroup_t g;

    if (!gen_taskgroup_enter(self, &g))
        return false;
    if (child && !gen_taskgroup_create_task(self, &g, gen_coroutine(NULL, fails, NULL, 0), NULL, NULL))
        return false;
    if (raises != NULL)
        gen_raise(self, raises, NULL);
    else if (waits)
        gen_suppress(self, GEN_EXCEPTION, gen_sleep(self, 1));
    if (gen_taskgroup_exit(self, &g))
        return true;
    record("%d", gen_error_suppress_context(gen_pending(self)));
    record_chain(self);
    return true;
}

static gen_status_t groups(gen_t *self, void *args)
{
    (void)args;
    return finish(self, group(self, true, false, NULL) && group(self, true, true, NULL) &&
                            group(self, false, false, GEN_KEY_ERROR));
}

/* Check that a TaskGroup's group has what its block raised for its context, hidden. */
static void test_groups(void **state)
{
    (void)state;
    assert_int_equal(run_body(groups), GEN_RETURNED);
    assert_string_equal(recorded(), "1 ExceptionGroup 1 ExceptionGroup<CancelledError> 1 ExceptionGroup<KeyError>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_awaited),
        cmocka_unit_test(test_groups),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
