/* A callback becomes an iterator: qsort_r() asks for comparisons, and whoever drives the generator answers them. */
#define _GNU_SOURCE
#include <gen.h>
#include <stdlib.h>
#include <string.h>

struct sorting {
    const char **names;
    size_t count;
};

/* Yields the two names, and is sent a number less than, equal to or greater than 0. Once an exception is pending, qsort
 * is on its way out: it asks on until it is done, and no answer matters any more. */
static int ask(const void *a, const void *b, void *self)
{
    const char *names[2] = {*(const char *const *)a, *(const char *const *)b};
    gen_value_t answer;

    if (gen_pending(self) != NULL || !gen_yield(self, gen_ptr(names), &answer))
        return 0;
    return (int)gen_as_int(answer);
}

static gen_status_t sorting(gen_t *self, void *args)
{
    const struct sorting *s = args;

    qsort_r(s->names, s->count, sizeof *s->names, ask, self);
    return gen_pending(self) != NULL ? GEN_RAISED : GEN_RETURNED;
}

/* Answers every question: shorter names first, names of a length by the alphabet. */
static int64_t answer(gen_value_t question)
{
    const char **names = gen_as_ptr(question);
    size_t a = strlen(names[0]);
    size_t b = strlen(names[1]);

    return a != b ? (a > b) - (a < b) : strcmp(names[0], names[1]);
}

int main(void)
{
    const char *names[] = {"switcher", "yield", "task", "send", "close"};
    struct sorting args = {names, sizeof names / sizeof *names};
    gen_t *g = gen_new(sorting, &args, sizeof args);
    gen_value_t question;
    gen_status_t status;

    if (g == NULL)
        return 1;
    status = gen_next(g, &question);
    while (status == GEN_YIELDED)
        status = gen_send(g, gen_int(answer(question)), &question);
    gen_free(g);
    for (size_t i = 0; i < args.count; i++)
        printf("%s\n", names[i]);

    /* One that is given up after its first question: qsort_r() returns, and frees what it has allocated. */
    g = gen_new(sorting, &args, sizeof args);
    if (g == NULL)
        return 1;
    if (gen_next(g, &question) == GEN_YIELDED && gen_close(g, NULL) == GEN_RETURNED)
        printf("given up\n");
    gen_free(g);
    return status == GEN_RETURNED ? 0 : 1;
}
