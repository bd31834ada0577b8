/*
 * ucontext(3): swapcontext(), which saves the signal mask by a system call at each switch. A generator inside a
 * generator hands on each value, as it must where nothing delegates. Stacks come from a free list; the million live
 * ones have each a guard page, by mprotect().
 */
#include "../bench.h"
#include "../tree.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

#define STACK_SIZE ((size_t)16 * 1024)
#define GUARD ((size_t)4096)

typedef struct coroutine coroutine_t;

struct coroutine {
    ucontext_t here;
    ucontext_t caller;
    void (*body)(coroutine_t *self);
    const void *arg;
    int64_t value;
    bool done;
    coroutine_t *next_free;
};

static coroutine_t *free_list;

/* makecontext() passes ints: a pointer travels as two. */
static void entry(unsigned high, unsigned low)
{
    coroutine_t *self = (coroutine_t *)(((uintptr_t)high << 32) | low);

    self->body(self);
    self->done = true;
    swapcontext(&self->here, &self->caller);
}

static void start(coroutine_t *c, char *stack, size_t size, void (*body)(coroutine_t *self), const void *arg)
{
    uintptr_t address = (uintptr_t)c;

    c->body = body;
    c->arg = arg;
    c->done = false;
    getcontext(&c->here);
    c->here.uc_stack.ss_sp = stack;
    c->here.uc_stack.ss_size = size;
    c->here.uc_link = NULL;
    makecontext(&c->here, (void (*)(void))entry, 2, (unsigned)(address >> 32), (unsigned)address);
}

static coroutine_t *coroutine_new(void (*body)(coroutine_t *self), const void *arg)
{
    coroutine_t *c = free_list;

    if (c != NULL)
        free_list = c->next_free;
    else if ((c = malloc(sizeof *c + STACK_SIZE)) == NULL)
        abort();
    start(c, (char *)(c + 1), STACK_SIZE, body, arg);
    return c;
}

static void coroutine_free(coroutine_t *c)
{
    c->next_free = free_list;
    free_list = c;
}

static bool resume(coroutine_t *c)
{
    swapcontext(&c->caller, &c->here);
    return !c->done;
}

static void yield(coroutine_t *self, int64_t value)
{
    self->value = value;
    swapcontext(&self->here, &self->caller);
}

static void counter(coroutine_t *self)
{
    for (int64_t n = 1;; n++)
        yield(self, n);
}

static void accumulator(coroutine_t *self)
{
    int64_t total = 0;

    for (;;) {
        yield(self, total);
        total += self->value;
    }
}

static void once(coroutine_t *self)
{
    self->value = *(const int64_t *)self->arg;
}

/* A chain is not unwound at the end: the stacks of its inner links are lost to the free list, and that is all. */
static void delegator(coroutine_t *self)
{
    long depth = *(const long *)self->arg - 1;
    coroutine_t *sub = depth > 0 ? coroutine_new(delegator, &depth) : coroutine_new(counter, NULL);

    while (resume(sub))
        yield(self, sub->value);
}

static void walk_each(coroutine_t *self, const struct tree_node *node);

static void walk(coroutine_t *self)
{
    const struct tree_node *node = self->arg;

    walk_each(self, node->left);
    yield(self, node->value);
    walk_each(self, node->right);
}

static void walk_each(coroutine_t *self, const struct tree_node *node)
{
    coroutine_t *sub;

    if (node == NULL)
        return;
    sub = coroutine_new(walk, node);
    while (resume(sub))
        yield(self, sub->value);
    coroutine_free(sub);
}

static void recurse(coroutine_t *self, const struct tree_node *node)
{
    if (node->left != NULL)
        recurse(self, node->left);
    yield(self, node->value);
    if (node->right != NULL)
        recurse(self, node->right);
}

static void recursion(coroutine_t *self)
{
    recurse(self, self->arg);
}

static void *next_open(long scale, char *why, size_t why_size)
{
    (void)scale, (void)why, (void)why_size;
    return coroutine_new(counter, NULL);
}

static int64_t next_run(void *state, long count)
{
    coroutine_t *c = state;
    int64_t sum = 0;

    for (long i = 0; i < count && resume(c); i++)
        sum += c->value;
    return sum;
}

static void one_close(void *state)
{
    coroutine_free(state);
}

static void *send_open(long scale, char *why, size_t why_size)
{
    coroutine_t *c = coroutine_new(accumulator, NULL);

    (void)scale, (void)why, (void)why_size;
    resume(c);
    return c;
}

static int64_t send_run(void *state, long count)
{
    coroutine_t *c = state;
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        c->value = 1;
        if (!resume(c))
            break;
        sum += c->value;
    }
    return sum;
}

struct delegation {
    long depth;
    coroutine_t *root;
};

static void *delegate_open(long scale, char *why, size_t why_size)
{
    struct delegation *delegation = malloc(sizeof *delegation);

    (void)why, (void)why_size;
    if (delegation != NULL) {
        delegation->depth = scale;
        delegation->root = coroutine_new(delegator, &delegation->depth);
    }
    return delegation;
}

static int64_t delegate_run(void *state, long count)
{
    return next_run(((struct delegation *)state)->root, count);
}

static void delegate_close(void *state)
{
    coroutine_free(((struct delegation *)state)->root);
    free(state);
}

struct made {
    int64_t position;
};

static void *create_open(long scale, char *why, size_t why_size)
{
    (void)scale, (void)why, (void)why_size;
    return calloc(1, sizeof(struct made));
}

static int64_t create_run(void *state, long count)
{
    struct made *made = state;
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        coroutine_t *c;

        made->position++;
        c = coroutine_new(once, &made->position);
        resume(c);
        sum += c->value;
        coroutine_free(c);
    }
    return sum;
}

static void *tree_open(long scale, char *why, size_t why_size)
{
    (void)why, (void)why_size;
    return tree_new(scale);
}

static void tree_close(void *state)
{
    tree_free(state);
}

static int64_t tree_run(void *state, long count, void (*body)(coroutine_t *self))
{
    int64_t sum = 0;

    for (long i = 0; i < count; i++) {
        coroutine_t *c = coroutine_new(body, state);

        while (resume(c))
            sum += c->value;
        coroutine_free(c);
    }
    return sum;
}

static int64_t walk_run(void *state, long count)
{
    return tree_run(state, count, walk);
}

static int64_t recursion_run(void *state, long count)
{
    return tree_run(state, count, recursion);
}

struct many {
    long count;
    coroutine_t *coroutines[];
};

static void many_close(void *state)
{
    struct many *many = state;

    for (long i = 0; i < many->count; i++)
        munmap((char *)(many->coroutines[i] + 1) - STACK_SIZE - GUARD, GUARD + STACK_SIZE);
    free(many);
}

/* The coroutine stands at the top of its mapping, above the stack; the guard page is at the bottom. */
static coroutine_t *guarded_new(void)
{
    char *base = mmap(NULL, GUARD + STACK_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    coroutine_t *c;

    if (base == MAP_FAILED)
        return NULL;
    if (mprotect(base, GUARD, PROT_NONE) != 0) {
        munmap(base, GUARD + STACK_SIZE);
        return NULL;
    }
    c = (coroutine_t *)(void *)(base + GUARD + STACK_SIZE) - 1;
    start(c, base + GUARD, STACK_SIZE - sizeof *c, counter, NULL);
    return c;
}

static void *many_open(long scale, char *why, size_t why_size)
{
    struct many *many = malloc(sizeof *many + (size_t)scale * sizeof(coroutine_t *));

    if (many == NULL)
        return NULL;
    for (many->count = 0; many->count < scale; many->count++)
        if ((many->coroutines[many->count] = guarded_new()) == NULL) {
            snprintf(why, why_size, "at %ld: mprotect: Cannot allocate memory", many->count);
            many_close(many);
            return NULL;
        }
    return many;
}

static int64_t many_run(void *state, long count)
{
    struct many *many = state;
    int64_t sum = 0;

    for (long round = 0; round < count; round++)
        for (long i = 0; i < many->count && resume(many->coroutines[i]); i++)
            sum += many->coroutines[i]->value;
    return sum;
}

static const bench_case_t cases[] = {
    {"next", next_open, next_run, one_close, NULL},
    {"send", send_open, send_run, one_close, NULL},
    {"delegate", delegate_open, delegate_run, delegate_close, NULL},
    {"tree_yield_from", tree_open, walk_run, tree_close, NULL},
    {"tree_recursion", tree_open, recursion_run, tree_close, NULL},
    {"create", create_open, create_run, free, NULL},
    {"many", many_open, many_run, many_close, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static const bench_contender_t contender = {"ucontext", "ucontext(3) of the C library", cases};

const bench_contender_t *bench_module(void)
{
    return &contender;
}
