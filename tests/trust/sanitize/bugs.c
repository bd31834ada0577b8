/* bugs.c BUG - one deliberate bug inside a body: it must be found although it happens on a stack of the library's. */
#include <gen.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static volatile int index_of_bug = 16; /* so that no compiler sees it coming */
static int shared;

static gen_status_t overflows(gen_t *self, void *args)
{
    volatile char local[16];

    (void)args;
    if (!gen_yield(self, GEN_NONE, NULL))
        return GEN_RAISED;
    local[index_of_bug] = 1;
    return gen_return(self, gen_int(local[0] = 0));
}

static gen_status_t uses_freed(gen_t *self, void *args)
{
    char *volatile block = malloc(16);

    (void)args;
    free(block);
    if (!gen_yield(self, GEN_NONE, NULL))
        return GEN_RAISED;
    return gen_return(self, gen_int(*block));
}

static gen_status_t leaks(gen_t *self, void *args)
{
    char *volatile block = malloc(16);

    (void)args;
    *block = 1;
    block = NULL;
    if (!gen_yield(self, GEN_NONE, NULL))
        return GEN_RAISED;
    return GEN_RETURNED;
}

static gen_status_t overflows_an_int(gen_t *self, void *args)
{
    volatile int n = INT_MAX;

    (void)args;
    if (!gen_yield(self, GEN_NONE, NULL))
        return GEN_RAISED;
    n = n + 1;
    return gen_return(self, gen_int(n));
}

static gen_status_t uses_uninitialised(gen_t *self, void *args)
{
    volatile char local[16];

    (void)args;
    __asm__ volatile("" ::"r"(local)); /* lives from here: it shares no place with what a yield keeps */
    if (!gen_yield(self, GEN_NONE, NULL))
        return GEN_RAISED;
    if (local[index_of_bug / 2] == 7) /* at a place that is not known: all of it is there */
        puts("seven");
    return GEN_RETURNED;
}

static gen_status_t races(gen_t *self, void *args)
{
    (void)args;
    for (int i = 0; i < 1000; i++) {
        shared++;
        if (!gen_yield(self, GEN_NONE, NULL))
            return GEN_RAISED;
    }
    return GEN_RETURNED;
}

static pthread_barrier_t barrier;

static void *run(void *body)
{
    gen_t *g = gen_new(*(gen_body_t **)body, NULL, 0);

    pthread_barrier_wait(&barrier);
    while (gen_next(g, NULL) == GEN_YIELDED)
        continue;
    gen_free(g);
    return NULL;
}

static void use_freed_generator(void)
{
    gen_t *g = gen_new(races, NULL, 0);

    gen_next(g, NULL);
    gen_free(g);
    gen_next(g, NULL);
}

static const struct {
    const char *name;
    gen_body_t *body;
    int threads;
} bugs[] = {
    {"stack-buffer-overflow", overflows, 1}, {"heap-use-after-free", uses_freed, 1},   {"leak", leaks, 1},
    {"undefined", overflows_an_int, 1},      {"uninitialised", uses_uninitialised, 1}, {"race", races, 2},
};

int main(int argc, char **argv)
{
    gen_body_t *body = NULL;
    pthread_t threads[2];
    int count = 0;

    if (argc > 1 && strcmp(argv[1], "generator-use-after-free") == 0)
        use_freed_generator();
    for (size_t i = 0; argc > 1 && i < sizeof bugs / sizeof bugs[0]; i++) {
        if (strcmp(argv[1], bugs[i].name) == 0) {
            body = bugs[i].body;
            count = bugs[i].threads;
        }
    }
    pthread_barrier_init(&barrier, NULL, count > 0 ? (unsigned)count : 1);
    for (int i = 0; i < count; i++)
        pthread_create(&threads[i], NULL, run, &body);
    for (int i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
