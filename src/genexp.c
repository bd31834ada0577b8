/*
 * genexp.c - generator expressions (PEP 289), without a stack.
 *
 * They behave as the generators they stand for: a value sent is dropped, throw and close end them and release their
 * sources, a step of one that is running is refused.
 */
#include "internal.h"
#include <string.h>

enum { SOURCES = 2 };

/* What every one of them has. */
struct genexp {
    gen_t *source[SOURCES]; /* owned; NULL when done */
    bool started;
    bool running;
    bool closed;
    gen_status_t (*step)(gen_t *self, struct genexp *x, gen_value_t *out);
    union {
        gen_map_t *map;
        gen_filter_t *filter;
    } function;
    void *arg;
    int64_t next, stop, stride; /* of a range; next also counts */
    gen_pair_t pair;
};

static void release(struct genexp *x)
{
    for (int i = 0; i < SOURCES; i++) {
        gen_t *source = x->source[i];

        x->source[i] = NULL;
        gen_free(source);
    }
}

static void finish(struct genexp *x)
{
    x->closed = true;
    release(x);
}

static gen_status_t executing(gen_t *self)
{
    return gen_raise(self, GEN_VALUE_ERROR, "generator already executing");
}

static gen_status_t genexp_next(gen_t *self, void *state, gen_value_t *out)
{
    struct genexp *x = state;
    gen_status_t status;

    if (GEN_UNLIKELY(x->closed || x->running)) {
        *out = GEN_NONE;
        return x->running ? executing(self) : GEN_RETURNED;
    }
    x->started = true;
    x->running = true;
    status = x->step(self, x, out);
    x->running = false;
    if (GEN_UNLIKELY(status != GEN_YIELDED)) {
        finish(x);
        *out = GEN_NONE;
        self->hot.pending = gen_convert_stop_iteration_(self, self->hot.pending);
    }
    return status;
}

static gen_status_t genexp_send(gen_t *self, void *state, gen_value_t in, gen_value_t *out)
{
    const struct genexp *x = state;

    (void)in;
    if (!x->started && !x->closed)
        return gen_raise(self, GEN_TYPE_ERROR, "can't send non-None value to a just-started generator");
    return genexp_next(self, state, out);
}

static gen_status_t genexp_throw(gen_t *self, void *state, gen_error_t *e, gen_value_t *out)
{
    struct genexp *x = state;
    bool was_closed = x->closed;

    (void)out;
    if (x->running)
        return executing(self);
    finish(x);
    gen_error_ref(e);
    if (!was_closed)
        e = gen_convert_stop_iteration_(self, e);
    gen_reraise(self, e);
    gen_error_free(e);
    return GEN_RAISED;
}

static gen_status_t genexp_close(gen_t *self, void *state, gen_value_t *out)
{
    struct genexp *x = state;

    *out = GEN_NONE;
    if (x->running)
        return executing(self);
    finish(x);
    return GEN_RETURNED;
}

static void genexp_destroy(void *state)
{
    release(state);
}

static const gen_iterator_t genexp_type = {"generator",  genexp_next,  genexp_send,
                                           genexp_throw, genexp_close, genexp_destroy};

static gen_t *make(struct genexp *x, const char *name)
{
    gen_t *g = gen_iter_new(&genexp_type, x, sizeof *x);

    if (g == NULL) {
        release(x);
        return NULL;
    }
    g->flavour = &gen_generator_flavour_;
    g->name = name;
    return g;
}

/* A step of the source, whose exception becomes self's. */
static inline gen_status_t pull(gen_t *self, gen_t *source, gen_value_t *out)
{
    gen_status_t status = gen_next(source, out);

    return GEN_UNLIKELY(status == GEN_RAISED) ? gen_propagate(self, source) : status;
}

static gen_status_t step_map(gen_t *self, struct genexp *x, gen_value_t *out)
{
    gen_status_t status = pull(self, x->source[0], out);

    if (status != GEN_YIELDED)
        return status;
    *out = x->function.map(self, *out, x->arg);
    return GEN_UNLIKELY(self->hot.pending != NULL) ? GEN_RAISED : GEN_YIELDED;
}

gen_t *gen_map(gen_t *source, gen_map_t *function, void *arg)
{
    struct genexp x = {.source = {source}, .step = step_map, .function.map = function, .arg = arg};

    return source == NULL ? NULL : make(&x, "map");
}

static gen_status_t step_filter(gen_t *self, struct genexp *x, gen_value_t *out)
{
    gen_status_t status;

    while ((status = pull(self, x->source[0], out)) == GEN_YIELDED) {
        bool keep = x->function.filter(self, *out, x->arg);

        if (self->hot.pending != NULL)
            return GEN_RAISED;
        if (keep)
            break;
    }
    return status;
}

gen_t *gen_filter(gen_t *source, gen_filter_t *predicate, void *arg)
{
    struct genexp x = {.source = {source}, .step = step_filter, .function.filter = predicate, .arg = arg};

    return source == NULL ? NULL : make(&x, "filter");
}

static gen_status_t step_range(gen_t *self, struct genexp *x, gen_value_t *out)
{
    if (x->stride == 0)
        return gen_raise(self, GEN_VALUE_ERROR, "range() arg 3 must not be zero");
    if (x->stride > 0 ? x->next >= x->stop : x->next <= x->stop)
        return GEN_RETURNED;
    *out = gen_int(x->next);
    if (__builtin_add_overflow(x->next, x->stride, &x->next))
        x->next = x->stop; /* past every integer */
    return GEN_YIELDED;
}

gen_t *gen_range(int64_t start, int64_t stop, int64_t step)
{
    struct genexp x = {.step = step_range, .next = start, .stop = stop, .stride = step};

    return make(&x, "range");
}

static gen_status_t step_take(gen_t *self, struct genexp *x, gen_value_t *out)
{
    if (x->next == 0)
        return GEN_RETURNED;
    x->next--;
    return pull(self, x->source[0], out);
}

gen_t *gen_take(gen_t *source, size_t count)
{
    int64_t limit = count > INT64_MAX ? INT64_MAX : (int64_t)count;
    struct genexp x = {.source = {source}, .step = step_take, .next = limit};

    return source == NULL ? NULL : make(&x, "take");
}

static gen_status_t step_chain(gen_t *self, struct genexp *x, gen_value_t *out)
{
    for (; x->next < SOURCES; x->next++) {
        gen_status_t status = pull(self, x->source[x->next], out);

        if (status != GEN_RETURNED)
            return status;
    }
    return GEN_RETURNED;
}

/* Of two sources that are taken over, one may be missing for want of memory. */
static gen_t *make_of_two(struct genexp *x, const char *name)
{
    if (x->source[0] != NULL && x->source[1] != NULL)
        return make(x, name);
    release(x);
    return NULL;
}

gen_t *gen_chain(gen_t *first, gen_t *second)
{
    struct genexp x = {.source = {first, second}, .step = step_chain};

    return make_of_two(&x, "chain");
}

static gen_status_t step_zip(gen_t *self, struct genexp *x, gen_value_t *out)
{
    gen_status_t status = pull(self, x->source[0], &x->pair.first);

    if (status == GEN_YIELDED)
        status = pull(self, x->source[1], &x->pair.second);
    if (status == GEN_YIELDED)
        *out = gen_ptr(&x->pair);
    return status;
}

gen_t *gen_zip(gen_t *first, gen_t *second)
{
    struct genexp x = {.source = {first, second}, .step = step_zip};

    return make_of_two(&x, "zip");
}

static gen_status_t step_enumerate(gen_t *self, struct genexp *x, gen_value_t *out)
{
    gen_status_t status = pull(self, x->source[0], &x->pair.second);

    x->pair.first = gen_int(x->next++);
    *out = gen_ptr(&x->pair);
    return status;
}

gen_t *gen_enumerate(gen_t *source)
{
    struct genexp x = {.source = {source}, .step = step_enumerate};

    return source == NULL ? NULL : make(&x, "enumerate");
}
