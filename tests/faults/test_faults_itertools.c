/* Every call that can fail fails, in all iterators of the toolbox. */
#include "bodies.h"
#include "inject.h"
#include "outcome.h"
#include "record.h"
#include "sweep.h"
#include "tally.h"
#include <gen/itertools.h>
#include <stdio.h>

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
