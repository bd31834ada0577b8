/* Every call that can fail fails, in all iterators of the toolbox. */
#include "bodies.h"
#include "inject.h"
#include "outcome.h"
#include "record.h"
#include "sweep.h"
#include "tally.h"
#include <gen/itertools.h>
#include <stdio.h>
#include <string.h>

static bool is_text(gen_t *self, gen_value_t value, void *arg)
{
    (void)self, (void)arg;
    return value.kind == GEN_KIND_STR;
}

/* Those that choose, one around the other, over a source with a stack. */
static void choosing(void)
{
    gen_t *numbers = gen_filterfalse(gen_new(accumulator, NULL, 0), is_text, NULL);
    gen_t *slice = gen_islice(gen_dropwhile(numbers, is_text, NULL), 0, 1, 1);
    gen_t *g = gen_compress(slice, gen_count(1, 1)), *none = gen_takewhile(gen_repeat(gen_int(1), 2), is_text, NULL);

    if (made(g) && is(next_of(g), "yields 0"))
        is(next_of(g), "returns None");
    if (made(none))
        is(next_of(none), "returns None");
    gen_free(g);
    gen_free(none);
}

/* Results so far: one that cannot be kept is a MemoryError. */
static void accumulating(void)
{
    gen_t *g = gen_accumulate(gen_repeat(gen_str("b"), 2), NULL, NULL, gen_str("a"));
    gen_t *first = gen_accumulate(gen_repeat(gen_str("c"), 1), NULL, NULL, GEN_NONE);

    if (made(g) && is(next_of(g), "yields 'a'") && is(next_of(g), "yields 'ab'") && is(next_of(g), "yields 'abb'"))
        is(next_of(g), "returns None");
    if (made(first) && is(next_of(first), "yields 'c'"))
        is(next_of(first), "returns None");
    gen_free(g);
    gen_free(first);
}

/* Values are kept, in an array that grows. */
static void cycling(void)
{
    gen_t *g = gen_cycle(gen_chain(gen_repeat(gen_str("x"), 9), gen_range(0, 1, 1)));
    bool ok = made(g);

    for (int i = 0; ok && i < 9; i++)
        ok = is(next_of(g), "yields 'x'");
    if (ok && is(next_of(g), "yields 0"))
        is(next_of(g), "yields 'x'");
    gen_free(g);
}

static void pairing(void)
{
    gen_t *g = gen_pairwise(gen_repeat(gen_str("x"), 3));

    if (made(g)) {
        gen_status_t first = gen_next(g, NULL), second = gen_next(g, NULL);

        holds(inject_fired() > 0 || (first == GEN_YIELDED && second == GEN_YIELDED), "there are two pairs");
        holds(first != GEN_RAISED || second == GEN_RETURNED, "a MemoryError ends it");
    }
    gen_free(g);
}

/* How many steps g makes before it is done, or has failed. */
static size_t steps_of(gen_t *g)
{
    size_t steps = 0;

    if (!made(g))
        return 0;
    while (gen_next(g, NULL) == GEN_YIELDED)
        steps++;
    holds(gen_error(g) == NULL || inject_fired() > 0, "nothing but what was injected ends it");
    holds(gen_error(g) == NULL || gen_next(g, NULL) == GEN_RETURNED, "a MemoryError ends it");
    gen_free(g);
    return steps;
}

/* Tuples of what is kept. */
static void combining(void)
{
    size_t batches = steps_of(gen_batched(gen_repeat(gen_str("x"), 3), 2));
    size_t combinations = steps_of(gen_combinations(gen_repeat(gen_str("x"), 3), 2));
    size_t permutations = steps_of(gen_permutations(gen_repeat(gen_str("x"), 3), 2));
    size_t products = steps_of(gen_product(gen_repeat(gen_str("x"), 2), gen_repeat(gen_str("y"), 3)));
    size_t pairs = steps_of(gen_zip_longest(gen_repeat(gen_str("x"), 1), gen_range(0, 2, 1), gen_str("fill")));

    holds(inject_fired() > 0 || (batches == 2 && combinations == 3 && permutations == 6 && products == 6 && pairs == 2),
          "each has all its tuples");
}

static gen_value_t split(gen_t *self, gen_value_t line, void *arg)
{
    (void)self, (void)arg;
    return gen_ptr(gen_split(gen_as_str(line), NULL));
}

/* Words of lines; a source that could not be made is a MemoryError. */
static void splitting(void)
{
    const gen_value_t lines[] = {gen_str("a b"), gen_str("c")};
    gen_t *g = gen_chain_from(gen_map(gen_values(lines, 2), split, NULL)), *last = gen_reversed(lines, 2);

    if (made(g) && is(next_of(g), "yields 'a'") && is(next_of(g), "yields 'b'") && is(next_of(g), "yields 'c'"))
        is(next_of(g), "returns None");
    if (made(last))
        is(next_of(last), "yields 'c'");
    gen_free(g);
    gen_free(last);
}

/* A file that is no file: what is written of a step that refuses takes memory. */
static void reading(void)
{
    gen_t *g = gen_lines(NULL);

    if (made(g))
        refused(next_of(g), "raises TypeError(\"'NoneType' object is not iterable\")");
    gen_free(g);
}

/* An answer, or a MemoryError. */
static bool answered(gen_status_t status, gen_error_t **error)
{
    gen_error_t *e = *error;

    holds((status == GEN_RAISED) == (e != NULL), "an exception is handed over exactly if there is one");
    holds(e == NULL || (inject_fired() > 0 && gen_error_is(e, GEN_MEMORY_ERROR)), "it is a MemoryError");
    gen_error_free(e);
    return status == GEN_RETURNED;
}

/* Lists and sums, of sources that may not be there. */
static void consuming(void)
{
    gen_list_t list, sorted;
    gen_value_t sum = GEN_NONE;
    gen_error_t *e;
    bool every = false, some = false;

    if (answered(gen_list(gen_repeat(gen_str("x"), 9), &list, &e), &e))
        holds(list.count == 9 && gen_list_append(&list, gen_int(1)) == (list.count == 10), "a list grows, or stays");
    if (answered(gen_sorted(gen_range(3, 0, -1), &sorted, &e), &e))
        holds(sorted.count == 3 && gen_as_int(sorted.items[0]) == 1, "it is sorted");
    if (answered(gen_sum(gen_repeat(gen_real(0.5), 2), gen_real(0), &sum, &e), &e))
        holds(gen_as_real(sum) == 1.0, "it is the sum");
    if (answered(gen_all(gen_range(0, 2, 1), &every, &e), &e))
        holds(!every, "one is not true");
    if (answered(gen_any(gen_range(0, 2, 1), &some, &e), &e))
        holds(some, "one is true");
    gen_list_free(&list);
    gen_list_free(&sorted);
}

/* The value that is the caller's own. */
static void choosing_one(void)
{
    gen_value_t greatest, least, total;
    gen_error_t *e;

    if (answered(gen_max(gen_repeat(gen_str("x"), 2), &greatest, &e), &e))
        holds(gen_as_str(greatest)[0] == 'x', "it is the greatest");
    if (answered(gen_min(gen_range(1, 3, 1), &least, &e), &e))
        holds(gen_as_int(least) == 1, "it is the least");
    if (answered(gen_reduce(gen_repeat(gen_str("x"), 2), NULL, NULL, gen_str("y"), &total, &e), &e))
        holds(strcmp(gen_as_str(total), "yxx") == 0, "it is all in one");
    gen_value_drop(&greatest);
    gen_value_drop(&least);
    gen_value_drop(&total);
}

static void check(scenario_t *scenario)
{
    size_t injected;
    const char *wrong = sweep(scenario, &injected);

    if (wrong != NULL)
        fail_msg("%s", wrong);
    assert_true(injected > 0);
}

/* Check that each of these survives the failure of every call in it, once and for good. */
static void test_each(void **state)
{
    (void)state;
    check(choosing);
    check(accumulating);
    check(cycling);
    check(pairing);
    check(combining);
    check(splitting);
    check(reading);
    check(consuming);
    check(choosing_one);
}

/* Check that each of the calls that these make has failed. */
static void test_all_calls(void **state)
{
    static const char *const names[] = {"malloc", "realloc", NULL};
    const char *missing = tally_end(names);

    (void)state;
    if (missing != NULL)
        fail_msg("%s never failed", missing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each),
        cmocka_unit_test(test_all_calls),
    };

    return cmocka_run_group_tests_name("faults in itertools", tests, NULL, NULL);
}
