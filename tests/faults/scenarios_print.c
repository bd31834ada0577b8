/* scenarios_print.c - what is written for people, while calls fail. */
#include "bodies.h"
#include "outcome.h"
#include "scenarios.h"
#include <gen/coroutine.h>
#include <gen/iterator.h>
#include <gen/stack.h>
#include <string.h>

/* The printed forms of generators and values need no memory: they are all there. */
void printing(void)
{
    gen_t *it = gen_range(0, 2, 1);
    gen_t *g = made(it) ? gen_new(delegator, &it, sizeof it) : NULL;

    if (made(g) && is(next_of(g), "yields 0")) {
        FILE *out = text_begin();

        gen_set_name(g, "g");
        gen_print(g, out);
        gen_print(gen_delegating_to(g), out);
        gen_value_print(gen_str(gen_kind_name(GEN_KIND_REAL)), out);
        holds(gen_value_equal(gen_str(gen_name(g)), gen_str("g")), "it has its name");
        fputs(gen_version(), out);
        holds(gen_stack_used(g) == 0, "it was not measured");
        holds(strstr(text_written(out), "<generator object g at 0x") != NULL, "it is printed");
    }
    gen_free(g);
    gen_free(it);
}

/* Every generator of a chain has its line, with a place in the source or an address. */
void places(void)
{
    gen_t *leaf = gen_new(accumulator, NULL, 0);
    gen_t *root = made(leaf) ? gen_new(delegator, &leaf, sizeof leaf) : NULL;

    if (made(root) && is(next_of(root), "yields 0")) {
        FILE *out = text_begin();
        const char *text, *second;

        gen_print_stack(root, out);
        text = text_written(out);
        second = strchr(text, '\n');
        holds(strncmp(text, "  generator 'generator', suspended", 34) == 0, "the delegator has a line");
        holds(second != NULL && strncmp(second + 1, "  generator 'generator', suspended", 34) == 0,
              "what it delegates to has one");
    }
    gen_free(root);
    gen_free(leaf);
}

static int told;

static void tell(const char *sentence, void *context)
{
    (void)sentence, (void)context;
    told++;
}

static gen_status_t returns(gen_t *self, void *args)
{
    (void)args;
    return gen_return(self, GEN_NONE);
}

/* The hook is told of what was never awaited. */
void never_awaited(void)
{
    gen_t *c = gen_coroutine(NULL, returns, NULL, 0);

    told = 0;
    gen_set_never_awaited_hook(tell, NULL);
    if (made(c)) {
        holds(gen_is_coroutine(c), "it is a coroutine");
        gen_free(c);
        holds(told == 1, "it is told once");
    }
    gen_set_never_awaited_hook(NULL, NULL);
}
