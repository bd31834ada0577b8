/* A tree is walked by generators that delegate to each other, and the number of its nodes comes back to the top. */
#include <gen.h>
#include <inttypes.h>

struct node {
    const char *name;
    const struct node *left, *right;
};

static gen_status_t walk(gen_t *self, void *args)
{
    const struct node *node = *(const struct node **)args;
    gen_value_t left, right;

    if (node == NULL)
        return gen_return(self, gen_int(0));
    if (!gen_yield_from(self, gen_new(walk, &node->left, sizeof node), &left))
        return GEN_RAISED;
    if (!gen_yield(self, gen_str(node->name), NULL))
        return GEN_RAISED;
    if (!gen_yield_from(self, gen_new(walk, &node->right, sizeof node), &right))
        return GEN_RAISED;
    return gen_return(self, gen_int(gen_as_int(left) + 1 + gen_as_int(right)));
}

int main(void)
{
    static const struct node a = {"a", NULL, NULL}, c = {"c", NULL, NULL}, b = {"b", &a, &c};
    static const struct node e = {"e", NULL, NULL}, d = {"d", &b, &e};
    const struct node *root = &d;
    gen_t *g = gen_new(walk, &root, sizeof root);
    gen_value_t v = GEN_NONE;

    if (g == NULL)
        return 1;
    while (gen_next(g, &v) == GEN_YIELDED)
        printf("%s ", gen_as_str(v));
    printf("\n%" PRId64 " nodes\n", gen_as_int(v));
    gen_free(g);
    return 0;
}
