/* given.c */
#include "given.h"
#include <gen/itertools.h>
#include <string.h>

enum { MOST = 8, LONGEST = 8 };

/* A source of these values. Strings come in one buffer, which each step overwrites: who keeps one must copy it. */
struct values {
    size_t at, count;
    gen_value_t value[LONGEST];
    char buffer[32];
};

static gen_status_t values_next(gen_t *self, void *state, gen_value_t *out)
{
    struct values *x = state;

    (void)self;
    memset(x->buffer, '?', sizeof x->buffer - 1);
    if (x->at == x->count) {
        *out = GEN_NONE;
        return GEN_RETURNED;
    }
    *out = x->value[x->at++];
    if (out->kind == GEN_KIND_STR)
        *out = gen_str(strcpy(x->buffer, out->as.s));
    return GEN_YIELDED;
}

static const gen_iterator_t values_type = {"values", values_next, NULL, NULL, NULL, NULL};

gen_t *values(size_t count, const gen_value_t *value)
{
    struct values x = {.count = count};

    memcpy(x.value, value, count * sizeof *value);
    return gen_iter_new(&values_type, &x, sizeof x);
}

gen_t *numbers(void)
{
    return gen_range(0, 6, 1);
}

gen_t *nothing(void)
{
    return gen_range(0, 0, 1);
}

gen_t *words(void)
{
    return VALUES(gen_str("to"), gen_str("be"), gen_str("or"), gen_str("not"), gen_str("to"), gen_str("be"));
}

static gen_status_t broken_body(gen_t *self, void *args)
{
    (void)args;
    if (!gen_yield(self, gen_int(1), NULL) || !gen_yield(self, gen_int(2), NULL))
        return GEN_RAISED;
    return gen_raise_value(self, GEN_KEY_ERROR, gen_int(3));
}

gen_t *broken(void)
{
    return gen_new(broken_body, NULL, 0);
}

/* An iterator that raises at 2, and goes on; its end is a StopIteration that it raises. */
static gen_status_t skipping_next(gen_t *self, void *state, gen_value_t *out)
{
    int64_t *at = state;

    if (++*at == 2)
        return gen_raise(self, GEN_VALUE_ERROR, "two");
    if (*at > 4)
        return gen_raise_value(self, GEN_STOP_ITERATION, GEN_NONE);
    *out = gen_int(*at);
    return GEN_YIELDED;
}

gen_t *skipping(void)
{
    static const gen_iterator_t type = {"skipping", skipping_next, NULL, NULL, NULL, NULL};

    return gen_iter_new(&type, NULL, sizeof(int64_t));
}

void show_value(gen_value_t value)
{
    const gen_pair_t *pair;

    if (value.kind != GEN_KIND_PTR) {
        gen_value_print(value, stdout);
        return;
    }
    pair = gen_as_ptr(value);
    putchar('(');
    show_value(pair->first);
    fputs(", ", stdout);
    show_value(pair->second);
    putchar(')');
}

/* As Python's f"{type(e).__name__}: {e}". */
void show_error(const gen_error_t *e)
{
    printf("%s: ", gen_error_type(e)->name);
    if (gen_error_value(e).kind == GEN_KIND_STR)
        fputs(gen_error_message(e), stdout);
    else
        gen_value_print(gen_error_value(e), stdout);
}

static void show_tuple(gen_value_t value)
{
    const gen_tuple_t *tuple = gen_as_ptr(value);

    putchar('(');
    for (size_t i = 0; i < tuple->count; i++) {
        fputs(i > 0 ? ", " : "", stdout);
        show_value(tuple->items[i]);
    }
    fputs(tuple->count == 1 ? ",)" : ")", stdout);
}

/* Steps on behind exceptions, as far as MOST steps go; and once behind the end, where it must stay. Frees it. */
static void show_by(void (*write)(gen_value_t value), const char *label, gen_t *it)
{
    gen_status_t status = GEN_YIELDED;
    gen_value_t value;

    printf("%s:", label);
    for (int i = 0; i < MOST && status != GEN_RETURNED; i++) {
        fputs(i == 0 ? " " : "; ", stdout);
        status = gen_next(it, &value);
        if (status == GEN_YIELDED)
            write(value);
        else if (status == GEN_RAISED)
            show_error(gen_error(it));
        else
            fputs("done", stdout);
    }
    if (status == GEN_RETURNED && (gen_next(it, &value) != GEN_RETURNED || !gen_is_none(value)))
        fputs(" and yet not", stdout);
    putchar('\n');
    gen_free(it);
}

void show(const char *label, gen_t *it)
{
    show_by(show_value, label, it);
}

void show_tuples(const char *label, gen_t *it)
{
    show_by(show_tuple, label, it);
}
