/* Bodies without a stack in C++: the macros, as C++11 takes them. */
#include "outcome.h"
#include "record.h"

struct pair {
    gen_t *sub;
    int64_t n;
};

static gen_status_t pair_body(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct pair *my = static_cast<struct pair *>(frame);
    gen_value_t x;

    GEN_BEGIN(self, sent, out);
    for (my->n = 0; my->n < 2; my->n++)
        GEN_YIELD_OR (gen_int(my->n), &x)
            return GEN_RAISED;
    if (my->sub != NULL)
        GEN_YIELD_FROM_OR (my->sub, &x) {
            if (!gen_catch(self, GEN_VALUE_ERROR))
                return GEN_RAISED;
            return gen_return(self, gen_str("caught"));
        }
    return gen_return(self, gen_int(my->n));
    GEN_END;
}

/* Check that a body in C++ yields, delegates and catches. */
static void test_a_body_in_cplusplus(void **state)
{
    static const gen_stackless_t type = {"pair", pair_body, sizeof(struct pair), NULL};
    struct pair args = {gen_stackless_new(&type, NULL, 0), 0};
    gen_t *g = gen_stackless_new(&type, &args, sizeof args);

    (void)state;
    assert_next(g, "yields 0");
    assert_next(g, "yields 1");
    assert_next(g, "yields 0");
    assert_throw(g, GEN_VALUE_ERROR, GEN_NONE, "returns 'caught'");
    gen_free(g);
}

int main()
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_body_in_cplusplus),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
