/* The same lines as results.py, which asks CPython's itertools. */
#include "given.h"
#include <gen/itertools.h>
#include <stdlib.h>
#include <string.h>

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

static void show_batched(void)
{
    show_tuples("batched", gen_batched(numbers(), 4));
    show_tuples("batched even", gen_batched(words(), 3));
    show_tuples("batched by one", gen_batched(VALUES(gen_str("a"), GEN_NONE), 1));
    show_tuples("batched nothing", gen_batched(nothing(), 2));
    show_tuples("batched by none", gen_batched(numbers(), 0));
    show_tuples("batched broken", gen_batched(broken(), 2));
    show_tuples("batched skipping", gen_batched(skipping(), 2));
}

static void show_selections(void)
{
    show_tuples("combinations", gen_combinations(gen_range(0, 4, 1), 2));
    show_tuples("combinations of words", gen_combinations(words(), 5));
    show_tuples("combinations of all", gen_combinations(numbers(), 6));
    show_tuples("combinations of one", gen_combinations(numbers(), 1));
    show_tuples("combinations of none", gen_combinations(numbers(), 0));
    show_tuples("combinations of too many", gen_combinations(numbers(), 7));
    show_tuples("combinations of nothing", gen_combinations(nothing(), 0));
    show_tuples("combinations broken", gen_combinations(broken(), 1));
    show_tuples("permutations", gen_permutations(gen_range(0, 3, 1), GEN_ENDLESS));
    show_tuples("permutations of two", gen_permutations(gen_range(0, 3, 1), 2));
    show_tuples("permutations of words", gen_permutations(words(), 2));
    show_tuples("permutations of many", gen_permutations(numbers(), 4));
    show_tuples("permutations of none", gen_permutations(numbers(), 0));
    show_tuples("permutations of too many", gen_permutations(gen_range(0, 2, 1), 3));
    show_tuples("permutations of nothing", gen_permutations(nothing(), GEN_ENDLESS));
    show_tuples("permutations broken", gen_permutations(broken(), GEN_ENDLESS));
}

static void show_pairs(void)
{
    show("product", gen_product(gen_range(0, 2, 1), words()));
    show("product of one", gen_product(words(), VALUES(gen_str("x"))));
    show("product of nothing", gen_product(nothing(), words()));
    show("product by nothing", gen_product(words(), nothing()));
    show("product broken", gen_product(numbers(), broken()));
    show("zip_longest", gen_zip_longest(numbers(), gen_range(0, 2, 1), gen_str("none")));
    show("zip_longest other", gen_zip_longest(gen_range(0, 2, 1), words(), GEN_NONE));
    show("zip_longest even", gen_zip_longest(gen_range(0, 2, 1), gen_range(2, 4, 1), gen_int(9)));
    show("zip_longest of nothing", gen_zip_longest(nothing(), nothing(), gen_int(9)));
    show("zip_longest broken", gen_zip_longest(broken(), numbers(), GEN_NONE));
    show("zip_longest broken later", gen_zip_longest(nothing(), broken(), GEN_NONE));
    show("zip_longest skipping", gen_zip_longest(skipping(), numbers(), GEN_NONE));
}

static const gen_value_t three[] = {{GEN_KIND_INT, {.i = 1}}, {GEN_KIND_STR, {.s = "a"}}, {GEN_KIND_NONE, {0}}};

static void show_split(const char *line, const char *separator)
{
    printf("split ");
    gen_value_print(gen_str(line), stdout);
    putchar(' ');
    gen_value_print(separator != NULL ? gen_str(separator) : GEN_NONE, stdout);
    show("", gen_split(line, separator));
}

static FILE *text_of(const char *text)
{
    FILE *file = fmemopen((char *)(uintptr_t)text, strlen(text), "r");

    if (file == NULL)
        abort();
    return file;
}

static void show_sources(void)
{
    FILE *file = text_of("one\ntwo\n\nlast");

    show("values", gen_values(three, 3));
    show("values of none", gen_values(NULL, 0));
    show("values of nothing", gen_values(NULL, 1));
    show("reversed", gen_reversed(three, 3));
    show("reversed of none", gen_reversed(three, 0));
    show_split("  to be  or\tnot\n", NULL);
    show_split("", NULL);
    show_split(" \r\v\f ", NULL);
    show_split("a,b,,c", ",");
    show_split("", ",");
    show_split(",", ",");
    show_split("a--b---c", "--");
    show_split("x", "");
    show("lines", gen_lines(file));
    show("lines of nothing", gen_lines(NULL));
    fclose(file);
}

static gen_value_t split(gen_t *self, gen_value_t line, void *arg)
{
    (void)self, (void)arg;
    return gen_ptr(gen_split(gen_as_str(line), NULL));
}

static gen_t *letters(const char *text)
{
    return gen_split(text, NULL);
}

static gen_value_t one_letter(gen_t *self, gen_value_t value, void *arg)
{
    (void)self, (void)value, (void)arg;
    return gen_ptr(letters("a"));
}

static void show_chain(void)
{
    FILE *file = text_of("to be\n\nor not");

    show("chain", gen_chain_from(VALUES(gen_ptr(letters("a b")), gen_ptr(letters("")), gen_ptr(gen_range(1, 3, 1)))));
    show("chain words", gen_chain_from(gen_map(gen_lines(file), split, NULL)));
    show("chain of none", gen_chain_from(nothing()));
    show("chain broken", gen_chain_from(VALUES(gen_ptr(broken()), gen_ptr(letters("a")))));
    show("chain skipping", gen_chain_from(VALUES(gen_ptr(skipping()), gen_ptr(skipping()))));
    show("chain of integers", gen_chain_from(VALUES(gen_int(5), GEN_NONE)));
    show("chain of broken sources", gen_chain_from(gen_map(broken(), one_letter, NULL)));
    fclose(file);
}

/* What was raised instead of an answer. */
static void tell_error(gen_error_t *e)
{
    show_error(e);
    putchar('\n');
    gen_error_free(e);
}

typedef gen_status_t truth_t(gen_t *source, bool *result, gen_error_t **error);

static void tell_truth(const char *label, truth_t *function, gen_t *source)
{
    gen_error_t *e;
    bool result = false;

    printf("%s: ", label);
    if (function(source, &result, &e) == GEN_RETURNED)
        puts(result ? "True" : "False");
    else
        tell_error(e);
}

static void tell_truths(void)
{
    tell_truth("all", gen_all, numbers());
    tell_truth("all true", gen_all, words());
    tell_truth("all of none", gen_all, nothing());
    tell_truth("all broken", gen_all, broken());
    tell_truth("any", gen_any, numbers());
    tell_truth("any true", gen_any, VALUES(gen_int(0), gen_str(""), GEN_NONE));
    tell_truth("any of none", gen_any, nothing());
    tell_truth("any broken", gen_any, broken());
    tell_truth("any skipping", gen_all, skipping());
}

static void tell_sum(const char *label, gen_t *source, gen_value_t start)
{
    gen_error_t *e;
    gen_value_t result;

    printf("%s: ", label);
    if (gen_sum(source, start, &result, &e) == GEN_RAISED) {
        tell_error(e);
        return;
    }
    show_value(result);
    putchar('\n');
}

static void tell_sums(void)
{
    tell_sum("sum", numbers(), gen_int(0));
    tell_sum("sum start", numbers(), gen_real(0.5));
    tell_sum("sum of none", nothing(), gen_int(7));
    tell_sum("sum of reals", VALUES(gen_real(0.5), gen_int(2), gen_real(0.25)), gen_int(0));
    tell_sum("sum mixed", VALUES(gen_int(1), gen_real(0.5), gen_str("a"), gen_int(2)), gen_int(0));
    tell_sum("sum of words", words(), gen_int(0));
    tell_sum("sum from a word", words(), gen_str(""));
    tell_sum("sum from None", numbers(), GEN_NONE);
    tell_sum("sum broken", broken(), gen_int(0));
}

typedef gen_status_t best_t(gen_t *source, gen_value_t *result, gen_error_t **error);

static void tell_value(gen_status_t status, gen_value_t *result, gen_error_t *e)
{
    if (status == GEN_RAISED) {
        tell_error(e);
        return;
    }
    show_value(*result);
    putchar('\n');
    gen_value_drop(result);
}

static void tell_best(const char *label, best_t *function, gen_t *source)
{
    gen_error_t *e;
    gen_value_t result;
    gen_status_t status;

    printf("%s: ", label);
    status = function(source, &result, &e);
    tell_value(status, &result, e);
}

static void tell_bests(void)
{
    tell_best("max", gen_max, numbers());
    tell_best("max of words", gen_max, words());
    tell_best("max of one", gen_max, VALUES(GEN_NONE));
    tell_best("max of none", gen_max, nothing());
    tell_best("max of equals", gen_max, VALUES(gen_int(1), gen_real(2.0), gen_int(2)));
    tell_best("max of two kinds", gen_max, VALUES(gen_int(2), gen_str("a")));
    tell_best("max broken", gen_max, broken());
    tell_best("min", gen_min, VALUES(gen_int(3), gen_real(-0.5), gen_int(2)));
    tell_best("min of words", gen_min, words());
    tell_best("min of none", gen_min, nothing());
    tell_best("min of equals", gen_min, VALUES(gen_int(1), gen_real(1.0)));
    tell_best("min of two kinds", gen_min, VALUES(gen_int(2), gen_str("a")));
    tell_best("min skipping", gen_min, skipping());
}

static void tell_reduced(const char *label, gen_t *source, gen_fold_t *function, gen_value_t initial)
{
    gen_error_t *e;
    gen_value_t result;
    gen_status_t status;

    printf("%s: ", label);
    status = gen_reduce(source, function, NULL, initial, &result, &e);
    tell_value(status, &result, e);
}

static void tell_reductions(void)
{
    tell_reduced("reduce", numbers(), NULL, GEN_NONE);
    tell_reduced("reduce words", words(), NULL, GEN_NONE);
    tell_reduced("reduce times", VALUES(gen_int(2), gen_int(4), gen_int(5)), times, GEN_NONE);
    tell_reduced("reduce from", VALUES(gen_int(2), gen_int(4)), times, gen_int(10));
    tell_reduced("reduce nothing from", nothing(), NULL, gen_str("start"));
    tell_reduced("reduce one", VALUES(gen_str("only")), NULL, GEN_NONE);
    tell_reduced("reduce nothing", nothing(), NULL, GEN_NONE);
    tell_reduced("reduce raises", numbers(), times, gen_int(1));
    tell_reduced("reduce mixed", VALUES(gen_int(1), gen_str("a")), NULL, GEN_NONE);
    tell_reduced("reduce broken", broken(), NULL, GEN_NONE);
}

typedef gen_status_t list_t(gen_t *source, gen_list_t *list, gen_error_t **error);

static void tell_list(const char *label, list_t *function, gen_t *source)
{
    gen_error_t *e;
    gen_list_t list;

    printf("%s: ", label);
    if (function(source, &list, &e) == GEN_RAISED) {
        tell_error(e);
        return;
    }
    putchar('[');
    for (size_t i = 0; i < list.count; i++) {
        fputs(i == 0 ? "" : ", ", stdout);
        show_value(list.items[i]);
    }
    puts("]");
    gen_list_free(&list);
}

static void tell_lists(void)
{
    tell_list("list", gen_list, words());
    tell_list("list of none", gen_list, nothing());
    tell_list(
        "list of all kinds", gen_list,
        VALUES(gen_int(1), gen_real(0.5), GEN_NONE, gen_str("a"), gen_int(2), gen_int(3), gen_int(4), gen_int(5)));
    tell_list("list broken", gen_list, broken());
    tell_list("list skipping", gen_list, skipping());
    tell_list("sorted", gen_sorted, words());
    tell_list("sorted numbers", gen_sorted,
              VALUES(gen_int(3), gen_real(1.5), gen_int(-1), gen_int(2), gen_real(1.0), gen_int(1),
                     gen_int(9007199254740993), gen_real(9007199254740992.0)));
    tell_list("sorted of none", gen_sorted, nothing());
    tell_list("sorted of one", gen_sorted, VALUES(GEN_NONE));
    tell_list("sorted of two kinds", gen_sorted, VALUES(gen_int(2), gen_str("a")));
    tell_list("sorted of three", gen_sorted, VALUES(gen_str("b"), gen_str("a"), gen_int(1)));
    tell_list("sorted of None", gen_sorted, VALUES(GEN_NONE, GEN_NONE));
    tell_list("sorted broken", gen_sorted, broken());
}

int main(void)
{
    show_endless();
    show_compress();
    show_chosen();
    show_islice();
    show_accumulate();
    show_pairwise();
    show_batched();
    show_selections();
    show_pairs();
    show_sources();
    show_chain();
    tell_truths();
    tell_sums();
    tell_bests();
    tell_reductions();
    tell_lists();
    return 0;
}
