/*
 * clean.c - everything that could mislead a sanitizer, and nothing that is wrong: nested steps, delegation, stacks used
 * again, bodies destroyed where they stand, generators that move between threads, memory that only a suspended body knows.
 */
#include <gen.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { GENERATORS = 100, THREADS = 3, TURNS = 10 };

static void check(bool right, const char *what)
{
    if (!right) {
        fprintf(stderr, "wrong: %s\n", what);
        exit(1);
    }
}

static gen_status_t count(gen_t *self, void *args)
{
    int64_t n = *(int64_t *)args;
    char frame[256];

    for (int64_t i = 0; i < n; i++) {
        memset(frame, (int)i, sizeof frame);
        if (!gen_yield(self, gen_int(i + frame[7] - frame[8]), NULL))
            return GEN_RAISED;
    }
    return gen_return(self, gen_int(n));
}

static gen_t *new_count(int64_t n)
{
    return gen_new(count, &n, sizeof n);
}

static int64_t sum_of(gen_t *g)
{
    int64_t sum = 0;

    GEN_FOREACH (v, g)
        sum += gen_as_int(v);
    gen_free(g);
    return sum;
}

/* Delegates to itself, one level less. */
static gen_status_t delegate(gen_t *self, void *args)
{
    int depth = *(int *)args - 1;
    gen_t *sub = depth > 0 ? gen_new(delegate, &depth, sizeof depth) : new_count(10);
    gen_value_t result;

    return gen_yield_from(self, sub, &result) ? gen_return(self, result) : GEN_RAISED;
}

/* Steps a generator on its own stack, which does the same. */
static gen_status_t nest(gen_t *self, void *args)
{
    int depth = *(int *)args - 1;
    gen_t *inner = depth > 0 ? gen_new(nest, &depth, sizeof depth) : new_count(10);
    gen_status_t status;
    gen_value_t v;

    while ((status = gen_next(inner, &v)) == GEN_YIELDED)
        if (!gen_yield(self, v, NULL))
            break;
    gen_free(inner);
    return status == GEN_YIELDED ? GEN_RAISED : status;
}

/* The same depth of frames at other places of the stack each time: what one body leaves must not mislead the next. */
static int64_t recurse(gen_t *self, int depth)
{
    volatile char frame[64];

    memset((void *)frame, depth, sizeof frame);
    if (depth == 0)
        return gen_yield(self, gen_int(frame[0]), NULL);
    return recurse(self, depth - 1) + frame[depth];
}

static gen_status_t frames(gen_t *self, void *args)
{
    volatile char room[1 + 16 * 40];

    room[*(int *)args] = 1;
    recurse(self, *(int *)args % 40);
    return gen_pending(self) != NULL ? GEN_RAISED : gen_return(self, gen_int(room[*(int *)args]));
}

static void use_stacks_again(void)
{
    for (int i = 0; i < GENERATORS; i++) {
        int arg = i % 40;
        gen_t *g = gen_new(frames, &arg, sizeof arg);

        check(gen_next(g, NULL) == GEN_YIELDED, "frames");
        if (i % 2 == 0)
            check(gen_next(g, NULL) == GEN_RETURNED, "end of frames");
        gen_free(g);
    }
}

static void release(void *block)
{
    free(*(void **)block);
}

/* Ignores GeneratorExit: it is destroyed with its frames still there. */
static gen_status_t stubborn(gen_t *self, void *args)
{
    void *block = malloc(100);
    char frame[512];
    gen_cleanup_t cleanup;

    (void)args;
    memset(frame, 1, sizeof frame);
    gen_cleanup_push(self, &cleanup, release, &block);
    for (;;)
        if (!gen_yield(self, gen_int(frame[3]), NULL) && !gen_catch(self, GEN_BASE_EXCEPTION))
            return GEN_RAISED;
}

static void ignore(gen_t *g, gen_error_t *e, void *context)
{
    (void)g, (void)e, (void)context;
}

static void destroy(void)
{
    gen_set_unraisable_hook(ignore, NULL);
    for (int i = 0; i < GENERATORS; i++) {
        gen_t *g = gen_new(stubborn, NULL, 0);

        check(gen_next(g, NULL) == GEN_YIELDED, "stubborn");
        gen_free(g);
    }
}

/* Ignores it many frames deep: whoever counts calls and returns must know that they are of another stack. */
static int64_t cling(gen_t *self, int depth)
{
    volatile char frame[64];

    memset((void *)frame, depth, sizeof frame);
    if (depth > 0)
        return cling(self, depth - 1) + frame[depth % 64];
    while (gen_yield(self, GEN_NONE, NULL) || gen_catch(self, GEN_BASE_EXCEPTION))
        continue;
    return frame[0];
}

static gen_status_t stubborn_in_the_depth(gen_t *self, void *args)
{
    (void)args;
    return gen_return(self, gen_int(cling(self, 100)));
}

static _Alignas(16) char place[100000];

static void *take_place(size_t size, void *context)
{
    (void)context;
    return size <= sizeof place ? place : NULL;
}

/* The program writes to all of it, as it may. */
static void leave_place(void *stack, size_t size, void *context)
{
    (void)context;
    memset(stack, 1, size);
}

static void destroy_deep(void)
{
    static const gen_stack_allocator_t own = {take_place, leave_place, NULL};
    gen_attr_t attr = gen_attr();

    attr.allocator = &own;
    for (int i = 0; i < 10 * GENERATORS; i++) {
        gen_t *g =
            i % 10 == 0 ? gen_new_with(&attr, stubborn_in_the_depth, NULL, 0) : gen_new(stubborn_in_the_depth, NULL, 0);

        check(gen_next(g, NULL) == GEN_YIELDED, "stubborn in the depth");
        gen_free(g);
    }
}

static gen_status_t catches(gen_t *self, void *args)
{
    (void)args;
    while (gen_yield(self, GEN_NONE, NULL) || gen_catch(self, GEN_VALUE_ERROR))
        continue;
    return GEN_RAISED;
}

static void throw_and_close(void)
{
    gen_t *g = gen_new(catches, NULL, 0);

    check(gen_next(g, NULL) == GEN_YIELDED, "next");
    for (int i = 0; i < GENERATORS; i++)
        check(gen_throw(g, GEN_VALUE_ERROR, GEN_NONE, NULL) == GEN_YIELDED, "throw");
    check(gen_throw(g, GEN_KEY_ERROR, gen_str("no"), NULL) == GEN_RAISED, "an error that passes");
    check(gen_close(g, NULL) == GEN_RETURNED, "close");
    gen_free(g);
}

/* Generators that wait for whoever takes them next. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    gen_t *waiting[GENERATORS];
    int count, done;
} queue = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, {NULL}, 0, 0};

static gen_t *take_one(void)
{
    gen_t *g = NULL;

    pthread_mutex_lock(&queue.lock);
    while (queue.count == 0 && queue.done < GENERATORS)
        pthread_cond_wait(&queue.changed, &queue.lock);
    if (queue.count > 0)
        g = queue.waiting[--queue.count];
    pthread_mutex_unlock(&queue.lock);
    return g;
}

/* NULL: one of them is done. */
static void put_back(gen_t *g)
{
    pthread_mutex_lock(&queue.lock);
    if (g != NULL)
        queue.waiting[queue.count++] = g;
    else
        queue.done++;
    pthread_cond_broadcast(&queue.changed);
    pthread_mutex_unlock(&queue.lock);
}

static void *step_what_waits(void *arg)
{
    int *errors = arg;
    gen_t *g;

    while ((g = take_one()) != NULL) {
        if (gen_next(g, NULL) == GEN_YIELDED) {
            put_back(g);
            continue;
        }
        *errors += gen_state(g) != GEN_CLOSED;
        gen_free(g);
        put_back(NULL);
    }
    return NULL;
}

static void hand_over(void)
{
    pthread_t threads[THREADS];
    int errors[THREADS] = {0};

    for (int i = 0; i < GENERATORS; i++) {
        int depth = 3;

        queue.waiting[queue.count++] =
            i % 2 == 0 ? new_count(TURNS) : gen_new(i % 4 == 1 ? nest : delegate, &depth, sizeof depth);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, step_what_waits, &errors[i]);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        check(errors[i] == 0, "a generator that moved between threads");
    }
}

static gen_status_t keeps(gen_t *self, void *args)
{
    void *volatile block = malloc(1000);

    (void)args;
    if (!gen_yield(self, gen_ptr(self), NULL)) {
        free(block);
        return GEN_RAISED;
    }
    free(block);
    return GEN_RETURNED;
}

static gen_t *kept, *early;

/* Before the library's own constructor, where it is linked statically. */
__attribute__((constructor)) static void begin_early(void)
{
    check(sum_of(new_count(TURNS)) == TURNS * (TURNS - 1) / 2, "a generator of a constructor");
    early = gen_range(0, 10, 1);
    check(gen_next(early, NULL) == GEN_YIELDED, "an iterator of a constructor");
}

int main(void)
{
    int depth = 50;

    check(sum_of(early) == 45, "an iterator of a constructor, later");
    check(sum_of(gen_new(delegate, &depth, sizeof depth)) == 45, "delegation");
    check(sum_of(gen_new(nest, &depth, sizeof depth)) == 45, "nesting");
    check(sum_of(gen_take(gen_range(0, 100, 1), 10)) == 45, "an expression");
    use_stacks_again();
    destroy();
    destroy_deep();
    throw_and_close();
    hand_over();
    kept = gen_new(keeps, NULL, 0); /* suspended for ever: no leak */
    check(gen_next(kept, NULL) == GEN_YIELDED, "keeps");
    puts("clean");
    return 0;
}
