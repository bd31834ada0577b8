/* The same six bodies with a stack of their own and without: whoever steps them need not know which they are. */
#include <gen.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- A loop --- */

static gen_status_t countdown(gen_t *self, void *args)
{
    for (int64_t n = *(int64_t *)args; n > 0; n--)
        if (!gen_yield(self, gen_int(n), NULL))
            return GEN_RAISED;
    return gen_return(self, gen_str("liftoff"));
}

static gen_status_t flat_countdown(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    int64_t *n = (int64_t *)frame;

    GEN_BEGIN(self, sent, out);
    for (; *n > 0; --*n)
        GEN_YIELD_OR (gen_int(*n), NULL)
            return GEN_RAISED;
    return gen_return(self, gen_str("liftoff"));
    GEN_END;
}

/* --- What is sent and thrown --- */

static gen_status_t accumulator(gen_t *self, void *args)
{
    int64_t total = 0;
    gen_value_t x;

    (void)args;
    for (;;) {
        if (gen_yield(self, gen_int(total), &x))
            total += gen_as_int(x);
        else if (gen_catch(self, GEN_VALUE_ERROR))
            total = 0;
        else
            return GEN_RAISED;
    }
}

static gen_status_t flat_accumulator(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    int64_t *total = (int64_t *)frame;
    gen_value_t x;

    GEN_BEGIN(self, sent, out);
    for (;;) {
        GEN_YIELD_OR (gen_int(*total), &x) {
            if (!gen_catch(self, GEN_VALUE_ERROR))
                return GEN_RAISED;
            *total = 0;
            continue;
        }
        *total += gen_as_int(x);
    }
    GEN_END;
}

/* --- A cleanup --- */

static gen_status_t lines(gen_t *self, void *path)
{
    char line[80];
    gen_status_t status = GEN_RAISED;
    FILE *file = fopen((const char *)path, "r");

    if (file == NULL)
        return gen_raise(self, GEN_OS_ERROR, "cannot open %s", (const char *)path);
    while (fgets(line, sizeof line, file) != NULL)
        if (!gen_yield(self, gen_str(line), NULL))
            goto finally;
    status = gen_return(self, GEN_NONE);
finally:
    fclose(file);
    puts("  closed");
    return status;
}

struct lines {
    const char *path;
    FILE *file;
    char line[80];
};

static gen_status_t flat_lines(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct lines *my = (struct lines *)frame;
    gen_status_t status = GEN_RAISED;

    GEN_BEGIN(self, sent, out);
    my->file = fopen(my->path, "r");
    if (my->file == NULL)
        return gen_raise(self, GEN_OS_ERROR, "cannot open %s", my->path);
    while (fgets(my->line, sizeof my->line, my->file) != NULL)
        GEN_YIELD_OR (gen_str(my->line), NULL)
            goto finally;
    status = gen_return(self, GEN_NONE);
finally:
    fclose(my->file);
    puts("  closed");
    return status;
    GEN_END;
}

/* --- Delegation, and a result --- */

static gen_status_t report(gen_t *self, void *args)
{
    gen_value_t result;

    if (!gen_yield_from(self, gen_new(countdown, args, sizeof(int64_t)), &result))
        return GEN_RAISED;
    return gen_return(self, result);
}

static const gen_stackless_t countdown_type = {"countdown", flat_countdown, sizeof(int64_t), NULL};

static gen_status_t flat_report(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    gen_value_t result;

    GEN_BEGIN(self, sent, out);
    GEN_YIELD_FROM_OR (gen_stackless_new(&countdown_type, frame, sizeof(int64_t)), &result)
        return GEN_RAISED;
    return gen_return(self, result);
    GEN_END;
}

/* --- A recursion: one generator for each node --- */

struct node {
    int64_t value;
    struct node *left, *right;
};

static gen_status_t walk(gen_t *self, void *args)
{
    const struct node *node = *(struct node **)args;

    if (node->left != NULL && !gen_yield_from(self, gen_new(walk, &node->left, sizeof node->left), NULL))
        return GEN_RAISED;
    if (!gen_yield(self, gen_int(node->value), NULL))
        return GEN_RAISED;
    if (node->right != NULL && !gen_yield_from(self, gen_new(walk, &node->right, sizeof node->right), NULL))
        return GEN_RAISED;
    return GEN_RETURNED;
}

static gen_t *new_flat_walk(struct node *node);

static gen_status_t flat_walk(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    const struct node *node = *(struct node **)frame;

    GEN_BEGIN(self, sent, out);
    if (node->left != NULL)
        GEN_YIELD_FROM_OR (new_flat_walk(node->left), NULL)
            return GEN_RAISED;
    GEN_YIELD_OR (gen_int(node->value), NULL)
        return GEN_RAISED;
    if (node->right != NULL)
        GEN_YIELD_FROM_OR (new_flat_walk(node->right), NULL)
            return GEN_RAISED;
    GEN_END;
}

static const gen_stackless_t walk_type = {"walk", flat_walk, sizeof(struct node *), NULL};

static gen_t *new_flat_walk(struct node *node)
{
    return gen_stackless_new(&walk_type, &node, sizeof node);
}

/* --- A coroutine --- */

static gen_status_t twice(gen_t *self, void *args)
{
    gen_value_t first, second;

    if (!gen_await(self, gen_coroutine(NULL, countdown, args, sizeof(int64_t)), &first) ||
        !gen_await(self, gen_coroutine(NULL, countdown, args, sizeof(int64_t)), &second))
        return GEN_RAISED;
    printf("  %s, %s\n", gen_as_str(first), gen_as_str(second));
    return GEN_RETURNED;
}

struct twice {
    int64_t n;
    gen_value_t first; /* lives across an await; second need not */
};

static gen_status_t flat_twice(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    struct twice *my = (struct twice *)frame;
    gen_value_t second;

    GEN_BEGIN(self, sent, out);
    GEN_AWAIT_OR (gen_stackless_coroutine(&countdown_type, &my->n, sizeof my->n), &my->first)
        return GEN_RAISED;
    GEN_AWAIT_OR (gen_stackless_coroutine(&countdown_type, &my->n, sizeof my->n), &second)
        return GEN_RAISED;
    printf("  %s, %s\n", gen_as_str(my->first), gen_as_str(second));
    GEN_END;
}

/* --- All of them --- */

static void print_value(gen_value_t v)
{
    if (v.kind == GEN_KIND_INT)
        printf("  %" PRId64 "\n", gen_as_int(v));
    else if (v.kind == GEN_KIND_STR)
        printf("  %s\n", gen_as_str(v));
}

/* Steps one to its end, whichever kind it is, and drops it. */
static void drain(const char *title, gen_t *g)
{
    gen_value_t v;
    gen_status_t status;

    puts(title);
    while ((status = gen_next(g, &v)) == GEN_YIELDED)
        print_value(v);
    if (status == GEN_RETURNED)
        print_value(v);
    else
        gen_error_print(gen_error(g), stdout);
    gen_free(g);
}

static void add_up(const char *title, gen_t *g)
{
    gen_value_t total;

    puts(title);
    gen_next(g, NULL);
    for (int64_t x = 1; x <= 3 && gen_send(g, gen_int(x), &total) == GEN_YIELDED; x++)
        print_value(total);
    if (gen_throw(g, GEN_VALUE_ERROR, GEN_NONE, &total) == GEN_YIELDED)
        print_value(total);
    gen_free(g);
}

/* Closed after its first line: the cleanup runs all the same. */
static void first_line(const char *title, gen_t *g)
{
    gen_value_t v;

    puts(title);
    if (gen_next(g, &v) == GEN_YIELDED)
        puts(gen_as_str(v)[0] != '\0' ? "  a line" : "  nothing");
    gen_free(g);
}

int main(int argc, char **argv)
{
    static const gen_stackless_t accumulator_type = {"accumulator", flat_accumulator, sizeof(int64_t), NULL};
    static const gen_stackless_t lines_type = {"lines", flat_lines, sizeof(struct lines), NULL};
    static const gen_stackless_t report_type = {"report", flat_report, sizeof(int64_t), NULL};
    static const gen_stackless_t twice_type = {"twice", flat_twice, sizeof(struct twice), NULL};
    struct node one = {1, NULL, NULL}, three = {3, NULL, NULL}, two = {2, &one, &three}, *root = &two;
    const char *path = argv[0]; /* any file that is there */
    int64_t n = 2;

    (void)argc;
    drain("a loop", gen_new(countdown, &n, sizeof n));
    drain("a loop, no stack", gen_stackless_new(&countdown_type, &n, sizeof n));
    add_up("sent and thrown", gen_new(accumulator, NULL, 0));
    add_up("sent and thrown, no stack", gen_stackless_new(&accumulator_type, NULL, 0));
    first_line("a cleanup", gen_new(lines, path, strlen(path) + 1));
    first_line("a cleanup, no stack", gen_stackless_new(&lines_type, &path, sizeof path));
    drain("delegation", gen_new(report, &n, sizeof n));
    drain("delegation, no stack", gen_stackless_new(&report_type, &n, sizeof n));
    drain("a recursion", gen_new(walk, &root, sizeof root));
    drain("a recursion, no stack", new_flat_walk(root));
    drain("a coroutine", gen_coroutine(NULL, twice, &n, sizeof n));
    drain("a coroutine, no stack", gen_stackless_coroutine(&twice_type, &n, sizeof n));
    return EXIT_SUCCESS;
}
