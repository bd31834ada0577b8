/* The same lines as results.py, which asks CPython's itertools. */
#include <gen.h>
#include <gen/itertools.h>
#include <inttypes.h>
#include <stdlib.h>
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

static gen_t *values(size_t count, const gen_value_t *value)
{
    struct values x = {.count = count};

    memcpy(x.value, value, count * sizeof *value);
    return gen_iter_new(&values_type, &x, sizeof x);
}

#define VALUES(...)                                                                                                    \
    values(sizeof((gen_value_t[]){__VA_ARGS__}) / sizeof(gen_value_t), (const gen_value_t[]){__VA_ARGS__})

static gen_t *numbers(void)
{
    return gen_range(0, 6, 1);
}

static gen_t *nothing(void)
{
    return gen_range(0, 0, 1);
}

static gen_t *words(void)
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

static gen_t *broken(void)
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

static gen_t *skipping(void)
{
    static const gen_iterator_t type = {"skipping", skipping_next, NULL, NULL, NULL, NULL};

    return gen_iter_new(&type, NULL, sizeof(int64_t));
}

static bool small(gen_t *self, gen_value_t value, void *arg)
{
    (void)self, (void)arg;
    return gen_as_int(value) < 3;
}

static bool odd(gen_t *self, gen_value_t value, void *arg)
{
    (void)self, (void)arg;
    return gen_as_int(value) % 2 == 1;
}

static bool not_two(gen_t *self, gen_value_t value, void *arg)
{
    (void)arg;
    if (gen_as_int(value) == 2)
        gen_raise(self, GEN_VALUE_ERROR, "not two");
    return gen_as_int(value) < 4;
}

static gen_value_t times(gen_t *self, gen_value_t total, gen_value_t value, void *arg)
{
    (void)arg;
    if (gen_as_int(value) == 3)
        gen_raise(self, GEN_VALUE_ERROR, "not three");
    return gen_int(gen_as_int(total) * gen_as_int(value));
}

static void show_value(gen_value_t value)
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
static void show_error(const gen_error_t *e)
{
    printf("%s: ", gen_error_type(e)->name);
    if (gen_error_value(e).kind == GEN_KIND_STR)
        fputs(gen_error_message(e), stdout);
    else
        gen_value_print(gen_error_value(e), stdout);
}

/* Steps on behind exceptions, as far as MOST steps go; and once behind the end, where it must stay. Frees it. */
static void show(const char *label, gen_t *it)
{
    gen_status_t status = GEN_YIELDED;
    gen_value_t value;

    printf("%s:", label);
    for (int i = 0; i < MOST && status != GEN_RETURNED; i++) {
        fputs(i == 0 ? " " : "; ", stdout);
        status = gen_next(it, &value);
        if (status == GEN_YIELDED)
            show_value(value);
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

static void show_endless(void)
{
    show("count", gen_count(3, 2));
    show("count down", gen_count(0, -1));
    show("count still", gen_count(7, 0));
    show("repeat", gen_repeat(gen_str("x"), 3));
    show("repeat none", gen_repeat(GEN_NONE, 2));
    show("repeat never", gen_repeat(gen_int(1), 0));
    show("repeat for ever", gen_repeat(gen_real(0.5), GEN_ENDLESS));
    show("cycle", gen_cycle(VALUES(gen_str("a"), gen_str("b"), gen_str("c"))));
    show("cycle words", gen_cycle(words()));
    show("cycle nothing", gen_cycle(nothing()));
    show("cycle broken", gen_cycle(broken()));
    show("cycle skipping", gen_cycle(skipping()));
}

static gen_t *selectors(void)
{
    return VALUES(GEN_NONE, gen_int(0), gen_int(5), gen_real(0.0), gen_str(""), gen_str("0"), gen_real(-0.5),
                  gen_int(1));
}

static void show_compress(void)
{
    show("compress", gen_compress(words(), numbers()));
    show("compress truth", gen_compress(gen_count(0, 1), selectors()));
    show("compress short data", gen_compress(numbers(), gen_repeat(gen_int(1), GEN_ENDLESS)));
    show("compress broken selectors", gen_compress(numbers(), broken()));
    show("compress skipping", gen_compress(skipping(), gen_repeat(gen_int(1), GEN_ENDLESS)));
}

static void show_chosen(void)
{
    show("dropwhile", gen_dropwhile(numbers(), small, NULL));
    show("dropwhile all", gen_dropwhile(VALUES(gen_int(1), gen_int(2)), small, NULL));
    show("dropwhile again", gen_dropwhile(VALUES(gen_int(1), gen_int(5), gen_int(2)), small, NULL));
    show("dropwhile raises", gen_dropwhile(numbers(), not_two, NULL));
    show("dropwhile skipping", gen_dropwhile(skipping(), odd, NULL));
    show("dropwhile nothing", gen_dropwhile(VALUES(gen_int(1), gen_int(5)), NULL, NULL));
    show("takewhile", gen_takewhile(numbers(), small, NULL));
    show("takewhile all", gen_takewhile(VALUES(gen_int(1), gen_int(2)), small, NULL));
    show("takewhile raises", gen_takewhile(numbers(), not_two, NULL));
    show("takewhile skipping", gen_takewhile(skipping(), small, NULL));
    show("takewhile nothing", gen_takewhile(VALUES(gen_int(1), gen_int(5)), NULL, NULL));
    show("filterfalse", gen_filterfalse(numbers(), odd, NULL));
    show("filterfalse truth",
         gen_filterfalse(VALUES(gen_int(0), gen_int(1), gen_str(""), gen_str("a"), gen_real(0.0), GEN_NONE), NULL,
                         NULL));
    show("filterfalse raises", gen_filterfalse(VALUES(gen_int(2), gen_int(5), gen_int(2), gen_int(6)), not_two, NULL));
    show("filterfalse skipping", gen_filterfalse(skipping(), small, NULL));
}

/* What a slice leaves of its source. */
static void show_rest(size_t start, size_t stop, size_t step)
{
    gen_t *source = numbers();
    gen_t *slice = gen_islice(gen_ref(source), start, stop, step);
    char label[64];

    GEN_FOREACH (value, slice)
        (void)value;
    gen_free(slice);
    snprintf(label, sizeof label, "after islice %zu %zu %zu", start, stop, step);
    show(label, source);
}

static void show_islice(void)
{
    show("islice", gen_islice(numbers(), 1, 5, 2));
    show("islice endless", gen_islice(gen_count(0, 1), 2, GEN_ENDLESS, 3));
    show("islice empty", gen_islice(numbers(), 3, 3, 1));
    show("islice backwards", gen_islice(numbers(), 4, 2, 1));
    show("islice short", gen_islice(numbers(), 4, 100, 1));
    show("islice step 0", gen_islice(numbers(), 0, 4, 0));
    show("islice broken", gen_islice(broken(), 0, GEN_ENDLESS, 2));
    show("islice skipping", gen_islice(skipping(), 0, GEN_ENDLESS, 1));
    show_rest(0, 4, 3);
    show_rest(0, 5, 4);
    show_rest(4, 2, 1);
    show_rest(1, 6, 2);
    show_rest(2, 2, 5);
}

static void show_accumulate(void)
{
    show("accumulate", gen_accumulate(numbers(), NULL, NULL, GEN_NONE));
    show("accumulate words", gen_accumulate(words(), NULL, NULL, GEN_NONE));
    show("accumulate mixed",
         gen_accumulate(VALUES(gen_int(1), gen_real(0.5), gen_str("a"), gen_int(2)), NULL, NULL, GEN_NONE));
    show("accumulate initial", gen_accumulate(VALUES(gen_int(1), gen_int(2)), NULL, NULL, gen_int(10)));
    show("accumulate initial text", gen_accumulate(VALUES(gen_str("b"), gen_str("c")), NULL, NULL, gen_str("a")));
    show("accumulate initial alone", gen_accumulate(nothing(), NULL, NULL, gen_int(10)));
    show("accumulate nothing", gen_accumulate(nothing(), NULL, NULL, GEN_NONE));
    show("accumulate none", gen_accumulate(VALUES(GEN_NONE, gen_int(1)), NULL, NULL, GEN_NONE));
    show("accumulate times",
         gen_accumulate(VALUES(gen_int(1), gen_int(2), gen_int(3), gen_int(4)), times, NULL, GEN_NONE));
    show("accumulate skipping", gen_accumulate(skipping(), NULL, NULL, GEN_NONE));
    show("accumulate broken", gen_accumulate(broken(), NULL, NULL, GEN_NONE));
}

static void show_pairwise(void)
{
    show("pairwise", gen_pairwise(numbers()));
    show("pairwise words", gen_pairwise(words()));
    show("pairwise of one", gen_pairwise(VALUES(gen_int(1))));
    show("pairwise of none", gen_pairwise(nothing()));
    show("pairwise broken", gen_pairwise(broken()));
    show("pairwise skipping", gen_pairwise(skipping()));
}

int main(void)
{
    show_endless();
    show_compress();
    show_chosen();
    show_islice();
    show_accumulate();
    show_pairwise();
    return 0;
}
