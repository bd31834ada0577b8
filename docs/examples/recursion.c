/* A tree is walked by plain recursion: a function that is given self may yield, however deep it is called. It costs a
 * function call where a generator for each node costs a stack; delegation.c walks the same tree that way. */
#include <gen.h>

struct node {
    const char *name;
    const struct node *left, *right;
};

static bool walk(gen_t *self, const struct node *node)
{
    if (node == NULL)
        return true;
    return walk(self, node->left) && gen_yield(self, gen_str(node->name), NULL) && walk(self, node->right);
}

static gen_status_t nodes(gen_t *self, void *args)
{
    return walk(self, *(const struct node **)args) ? GEN_RETURNED : GEN_RAISED;
}

int main(void)
{
    static const struct node a = {"a", NULL, NULL}, c = {"c", NULL, NULL}, b = {"b", &a, &c};
    static const struct node e = {"e", NULL, NULL}, d = {"d", &b, &e};
    const struct node *root = &d;
    gen_t *g = gen_new(nodes, &root, sizeof root);

    if (g == NULL)
        return 1;
    GEN_FOREACH (name, g)
        printf("%s\n", gen_as_str(name));
    gen_free(g);
    return 0;
}
