/* scenarios_errors.c - exceptions that are looked at, kept and raised again, and cleanup without unwinding. */
#include "bodies.h"
#include "inject.h"
#include "outcome.h"
#include "scenarios.h"
#include <string.h>

static void ends(void *arg)
{
    (void)arg;
    left();
}

/* Cannot be closed: it is destroyed where it stands. */
static gen_status_t stays(gen_t *self, void *args)
{
    gen_cleanup_t inner, outer;

    (void)args;
    entered();
    gen_cleanup_push(self, &outer, ends, NULL);
    gen_cleanup_push(self, &inner, ends, NULL);
    gen_cleanup_pop(self, &inner);
    for (;;)
        if (!gen_yield(self, gen_int(1), NULL) && !gen_catch(self, GEN_BASE_EXCEPTION))
            return GEN_RAISED;
}

/* Instead of sweep()'s, which takes whatever is unraisable for a mistake. */
static void is_blamed(gen_t *g, gen_error_t *e, void *context)
{
    (void)g, (void)context;
    refused(gen_error_is(e, GEN_MEMORY_ERROR) ? "raises MemoryError" : error_text(e),
            "RuntimeError('generator ignored GeneratorExit')");
}

void cleanups(void)
{
    gen_t *g = gen_new(stays, NULL, 0);

    gen_set_unraisable_hook(is_blamed, NULL);
    if (made(g))
        is(next_of(g), "yields 1");
    gen_free(g);
}

/* Whether e is what was asked for, and not a MemoryError instead of it. */
static bool is_there(const gen_error_t *e, const gen_exc_t *type)
{
    holds(gen_error_is(e, type) || (inject_fired() > 0 && gen_error_is(e, GEN_MEMORY_ERROR)),
          "an exception is what was asked for, or a MemoryError");
    return gen_error_is(e, type);
}

void looking_at_errors(void)
{
    gen_error_t *e = gen_error_new(GEN_KEY_ERROR, "%s, %d", "a message that needs memory of its own", 42);
    gen_error_t *f = gen_error_new_value(GEN_INDEX_ERROR, gen_int(7)), *g = gen_error_ref(e);
    gen_error_t *members[] = {e, f}, *group = gen_error_new_group("two", members, 2);

    if (is_there(e, GEN_KEY_ERROR))
        holds(gen_error_message(e)[0] == 'a', "it has its message");
    if (is_there(f, GEN_INDEX_ERROR)) {
        holds(gen_as_int(gen_error_value(f)) == 7, "it has its value");
        gen_error_set_context(f, e);
        holds(gen_error_context(f) == e && gen_error_cause(f) == NULL, "it has its context");
        gen_error_set_cause(f, e);
        holds(gen_error_cause(f) == e && gen_error_suppress_context(f), "it has its cause");
    }
    if (is_there(group, GEN_EXCEPTION_GROUP))
        holds(gen_error_group_at(group, 1) == f && gen_error_group_size(group) == 2, "it has its members");
    holds(gen_exc_is(gen_error_type(g), GEN_EXCEPTION), "each is an Exception");
    gen_error_free(group);
    gen_error_free(g);
    gen_error_free(f);
    gen_error_free(e);
}

/* Values of one's own: what there is no memory for leaves the variable as it was. */
void keeping_values(void)
{
    gen_value_t slot = GEN_NONE;
    bool first = gen_value_keep(&slot, gen_str("first"));

    if (first && !gen_value_keep(&slot, gen_str("second")))
        holds(strcmp(gen_as_str(slot), "first") == 0, "what was kept is still there");
    holds(first || gen_is_none(slot), "nothing is kept");
    holds(first || inject_fired() > 0, "a value is kept");
    gen_value_drop(&slot);
}

/* except KeyError as e: raise e, first as it is, then as any other exception */
static gen_status_t raises_again(gen_t *self, void *args)
{
    gen_error_t *e = NULL;
    gen_handler_t scope;

    (void)args;
    entered();
    if (!gen_yield(self, gen_int(1), NULL) && gen_catch_as(self, GEN_KEY_ERROR, &e))
        gen_reraise(self, e);
    gen_error_free(e);
    e = NULL;
    if (gen_catch_as(self, GEN_KEY_ERROR, &e)) {
        gen_except_begin(&scope, e);
        holds(gen_handled() == e, "it is being handled");
        gen_raise_error(self, e);
        gen_except_end(&scope);
    }
    gen_error_free(e);
    left();
    return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, GEN_NONE);
}

void raising_again(void)
{
    gen_t *g = gen_new(raises_again, NULL, 0);

    if (made(g) && is(next_of(g), "yields 1"))
        refused(throw_at(g, GEN_KEY_ERROR, gen_int(3)), "raises KeyError(3)");
    gen_free(g);
}

/* A chain that is too long to be printed without memory: the last exception is printed all the same. */
void long_chain(void)
{
    gen_error_t *e = gen_error_new(GEN_KEY_ERROR, NULL);
    FILE *out = text_begin();

    for (int i = 0; i < 20; i++) {
        gen_error_t *next = gen_error_new(GEN_VALUE_ERROR, NULL);

        gen_error_set_context(next, e);
        gen_error_free(e);
        e = next;
    }
    gen_error_print(e, out);
    holds(strstr(text_written(out), gen_error_type(e)->name) != NULL, "the last is printed");
    gen_error_free(e);
}

/* What a step raised is taken, and thrown into another. */
void taking(void)
{
    gen_t *g = gen_new(raiser, NULL, 0), *h = gen_new(accumulator, NULL, 0);
    gen_value_t value = GEN_NONE;
    gen_error_t *e;

    if (made(g) && made(h) && gen_next_or(h, gen_int(5), &value)) {
        holds(gen_as_int(value) == 0, "next() has a value");
        holds(!gen_next_or(g, gen_int(5), &value), "next() raises");
        holds(gen_error(g) != NULL, "it says what");
        e = gen_take_error(g);
        holds(gen_error(g) == NULL, "it can be taken once");
        if (is_there(e, GEN_VALUE_ERROR))
            is(throw_error_at(h, e), "yields 0");
        gen_error_free(e);
    }
    gen_free(h);
    gen_free(g);
}
