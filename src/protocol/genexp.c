/*
 * genexp.c - generator expressions (PEP 289), without a stack.
 *
 * They behave as the generators they stand for: a value sent is dropped, throw and close end them and release their
 * sources, a step of one that is running is refused.
 */
#include "protocol/internal.h"
#include <string.h>

#define ALWAYS_INLINE inline __attribute__((always_inline))

enum { SOURCES = 2 };
enum phase { CREATED, SUSPENDED, RUNNING, CLOSED };

typedef gen_status_t method_t(gen_t *self, void *state, gen_value_t *out);

/* What every one of them has. */
struct genexp {
    gen_t *source[SOURCES];    /* owned; NULL when done */
    method_t *method[SOURCES]; /* the source's own next method if it is one of these, which need no ceremony */
    enum phase phase;
    union {
        gen_map_t *map;
        gen_filter_t *filter;
    } function;
    void *arg;
    int64_t next, stride; /* of a range; next also counts */
    uint64_t left;
    gen_pair_t pair;
};

static void genexp_release(struct genexp *x)
{
    for (int i = 0; i < SOURCES; i++) {
        gen_t *source = x->source[i];

        x->source[i] = NULL;
        gen_free(source);
    }
}

static void genexp_finish(struct genexp *x)
{
    x->phase = CLOSED;
    genexp_release(x);
}

static gen_status_t executing(gen_t *self)
{
    return gen_raise(self, GEN_VALUE_ERROR, "generator already executing");
}

/* What all of one kind share. */
struct kind {
    gen_iterator_t type;
    step_t *step, *step_of_stack;
};

/* How each kind finds its next value; with gen_next() inlined or not. */
typedef gen_status_t find_t(gen_t *self, struct genexp *x, gen_value_t *out, bool inlined);

/* Out of the way, so that the way to the next value needs few registers. */
static __attribute__((noinline, cold)) gen_status_t genexp_end(gen_t *self, struct genexp *x, gen_status_t status,
                                                               gen_value_t *out)
{
    genexp_finish(x);
    if (status == GEN_RETURNED)
        *out = GEN_NONE;
    self->hot.pending = gen_convert_stop_iteration_(self, self->hot.pending);
    return status;
}

static __attribute__((noinline, cold)) gen_status_t refuse(gen_t *self, const struct genexp *x, gen_value_t *out)
{
    if (x->phase == RUNNING)
        return executing(self);
    *out = GEN_NONE;
    return GEN_RETURNED;
}

/* The next method of all kinds; inlined into that of each, with its find. */
static ALWAYS_INLINE gen_status_t next(gen_t *self, struct genexp *restrict x, gen_value_t *restrict out, find_t *find,
                                       bool inlined)
{
    gen_status_t status;

    if (GEN_UNLIKELY(x->phase >= RUNNING))
        return refuse(self, x, out);
    status = find(self, x, out, inlined);
    x->phase = SUSPENDED;
    return GEN_UNLIKELY(status != GEN_YIELDED) ? genexp_end(self, x, status, out) : GEN_YIELDED;
}

static gen_status_t genexp_send(gen_t *self, void *state, gen_value_t in, gen_value_t *out)
{
    const struct genexp *x = state;

    (void)in;
    if (x->phase == CREATED)
        return gen_raise(self, GEN_TYPE_ERROR, "can't send non-None value to a just-started generator");
    return self->type->next(self, state, out);
}

static gen_status_t genexp_throw(gen_t *self, void *state, gen_error_t *e, gen_value_t *out)
{
    struct genexp *x = state;
    bool was_closed = x->phase == CLOSED;

    (void)out;
    if (x->phase == RUNNING)
        return executing(self);
    genexp_finish(x);
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

    if (x->phase == RUNNING)
        return executing(self);
    genexp_finish(x);
    *out = GEN_NONE;
    return GEN_RETURNED;
}

static void genexp_destroy(void *state)
{
    genexp_release(state);
}

/*
 * What the library's steps and the methods of all kinds share. Where all goes well, a step is next() and little more: a
 * pipeline of these should cost what its loops would.
 */
static ALWAYS_INLINE gen_status_t step(gen_t *self, gen_value_t in, gen_value_t *out, find_t *find, bool inlined)
{
    gen_status_t status;

    if (GEN_UNLIKELY(out == NULL || self->error != NULL || !gen_is_none(in)))
        return gen_iter_step_(self, in, out);
    self->refs++;
    status = next(self, self->args, out, find, inlined);
    if (GEN_UNLIKELY(status != GEN_YIELDED || self->error != NULL))
        return gen_iter_leave_(self, status);
    if (GEN_UNLIKELY(--self->refs == 0))
        gen_drop_freed_(self, GEN_YIELDED);
    return GEN_YIELDED;
}

/*
 * The methods of one kind, around the way it finds its next value. Its step is there twice: where the source has a
 * stack, a return on the way back from the switch would be mispredicted, and where it has none, the registers that an
 * inlined switch takes would have to be saved for nothing.
 */
#define KIND(name)                                                                                                     \
    static gen_status_t next_##name(gen_t *self, void *state, gen_value_t *out)                                        \
    {                                                                                                                  \
        return next(self, state, out, find_##name, false);                                                             \
    }                                                                                                                  \
    static gen_status_t step_##name(gen_t *self, gen_value_t in, gen_value_t *out)                                     \
    {                                                                                                                  \
        return step(self, in, out, find_##name, false);                                                                \
    }                                                                                                                  \
    static gen_status_t step_##name##_of_stack(gen_t *self, gen_value_t in, gen_value_t *out)                          \
    {                                                                                                                  \
        return step(self, in, out, find_##name, true);                                                                 \
    }                                                                                                                  \
    static const struct kind kind_of_##name = {                                                                        \
        {#name, next_##name, genexp_send, genexp_throw, genexp_close, genexp_destroy},                                 \
        step_##name,                                                                                                   \
        step_##name##_of_stack}

static bool is_genexp(const gen_t *g)
{
    return g->type != NULL && g->type->destroy == genexp_destroy;
}

static gen_t *genexp_new(struct genexp *x, const struct kind *kind)
{
    gen_t *g;

    for (int i = 0; i < SOURCES; i++)
        if (x->source[i] != NULL && is_genexp(x->source[i]))
            x->method[i] = x->source[i]->type->next;
    g = gen_iter_new(&kind->type, x, sizeof *x);
    if (g == NULL) {
        genexp_release(x);
        return NULL;
    }
    g->flavour = GENERATOR;
    g->step = x->source[0] != NULL && x->method[0] == NULL ? kind->step_of_stack : kind->step;
    return g;
}

/* What a source's own method has answered if it has no value. */
static __attribute__((noinline, cold)) gen_status_t take_over(gen_t *self, gen_t *source, gen_status_t status)
{
    self->hot.pending = source->hot.pending;
    source->hot.pending = NULL;
    return status;
}

/* A step of any source, whose exception becomes self's; a StopIteration that it raises is its end. */
static inline gen_status_t step_any(gen_t *self, gen_t *source, gen_value_t *out)
{
    gen_status_t status = gen_next(source, out);

    if (GEN_UNLIKELY(status == GEN_RAISED))
        return gen_error_is(gen_error(source), GEN_STOP_ITERATION) ? GEN_RETURNED : gen_propagate(self, source);
    return status;
}

static __attribute__((noinline)) gen_status_t call_step_any(gen_t *self, gen_t *source, gen_value_t *out)
{
    return step_any(self, source, out);
}

/* A step of source i. */
static ALWAYS_INLINE gen_status_t pull(gen_t *self, struct genexp *x, int64_t i, gen_value_t *out, bool inlined)
{
    gen_t *source = x->source[i];
    gen_status_t status;

    x->phase = RUNNING; /* until next() ends: what runs now may come back here */
    if (inlined)
        return step_any(self, source, out);
    if (GEN_UNLIKELY(x->method[i] == NULL))
        return call_step_any(self, source, out);
    status = x->method[i](source, source->args, out);
    return GEN_UNLIKELY(status != GEN_YIELDED) ? take_over(self, x->source[i], status) : GEN_YIELDED;
}

static ALWAYS_INLINE gen_status_t find_map(gen_t *self, struct genexp *x, gen_value_t *out, bool inlined)
{
    gen_value_t value;
    gen_status_t status = pull(self, x, 0, &value, inlined);

    if (status != GEN_YIELDED)
        return status;
    value = x->function.map(self, value, x->arg);
    if (GEN_UNLIKELY(self->hot.pending != NULL))
        return GEN_RAISED;
    gen_copy_(out, &value);
    return GEN_YIELDED;
}

KIND(map);

gen_t *gen_map(gen_t *source, gen_map_t *function, void *arg)
{
    struct genexp x = {.source = {source}, .function.map = function, .arg = arg};

    if (function == NULL)
        gen_fatal_("gen_map() needs a function");
    return source == NULL ? NULL : genexp_new(&x, &kind_of_map);
}

static ALWAYS_INLINE gen_status_t find_filter(gen_t *self, struct genexp *x, gen_value_t *out, bool inlined)
{
    gen_value_t value;
    gen_status_t status;

    while ((status = pull(self, x, 0, &value, inlined)) == GEN_YIELDED) {
        bool keep = x->function.filter(self, value, x->arg);

        if (self->hot.pending != NULL)
            return GEN_RAISED;
        if (keep) {
            gen_copy_(out, &value);
            break;
        }
    }
    return status;
}

KIND(filter);

gen_t *gen_filter(gen_t *source, gen_filter_t *predicate, void *arg)
{
    struct genexp x = {.source = {source}, .function.filter = predicate, .arg = arg};

    if (predicate == NULL)
        gen_fatal_("gen_filter() needs a predicate");
    return source == NULL ? NULL : genexp_new(&x, &kind_of_filter);
}

static __attribute__((noinline, cold)) gen_status_t zero_step(gen_t *self)
{
    return gen_raise(self, GEN_VALUE_ERROR, "range() arg 3 must not be zero");
}

/* How many values there are. In unsigned arithmetic, where the distance of any two integers has its place. */
static uint64_t length_of_range(int64_t start, int64_t stop, int64_t step)
{
    if (step > 0 && start < stop)
        return ((uint64_t)stop - (uint64_t)start - 1) / (uint64_t)step + 1;
    if (step < 0 && start > stop)
        return ((uint64_t)start - (uint64_t)stop - 1) / (0 - (uint64_t)step) + 1;
    return 0;
}

static ALWAYS_INLINE gen_status_t find_range(gen_t *self, struct genexp *x, gen_value_t *out, bool inlined)
{
    (void)inlined;
    if (GEN_UNLIKELY(x->left == 0))
        return x->stride != 0 ? GEN_RETURNED : zero_step(self);
    *out = gen_int(x->next);
    x->left--;
    x->next = (int64_t)((uint64_t)x->next + (uint64_t)x->stride); /* may wrap behind the last one */
    return GEN_YIELDED;
}

KIND(range);

gen_t *gen_range(int64_t start, int64_t stop, int64_t step)
{
    struct genexp x = {.next = start, .stride = step, .left = length_of_range(start, stop, step)};

    return genexp_new(&x, &kind_of_range);
}

static ALWAYS_INLINE gen_status_t find_take(gen_t *self, struct genexp *x, gen_value_t *out, bool inlined)
{
    if (x->next == 0)
        return GEN_RETURNED;
    x->next--;
    return pull(self, x, 0, out, inlined);
}

KIND(take);

gen_t *gen_take(gen_t *source, size_t count)
{
    uint64_t wanted = count;
    int64_t limit = wanted > INT64_MAX ? INT64_MAX : (int64_t)wanted;
    struct genexp x = {.source = {source}, .next = limit};

    return source == NULL ? NULL : genexp_new(&x, &kind_of_take);
}

static ALWAYS_INLINE gen_status_t find_chain(gen_t *self, struct genexp *x, gen_value_t *out, bool inlined)
{
    for (; x->next < SOURCES; x->next++) {
        gen_value_t value;
        gen_status_t status = pull(self, x, x->next, &value, inlined);

        if (status == GEN_YIELDED)
            gen_copy_(out, &value);
        if (status != GEN_RETURNED)
            return status;
    }
    return GEN_RETURNED;
}

/* Of two sources that are taken over, one may be missing for want of memory. */
static gen_t *make_of_two(struct genexp *x, const struct kind *kind)
{
    if (x->source[0] != NULL && x->source[1] != NULL)
        return genexp_new(x, kind);
    genexp_release(x);
    return NULL;
}

KIND(chain);

gen_t *gen_chain(gen_t *first, gen_t *second)
{
    struct genexp x = {.source = {first, second}};

    return make_of_two(&x, &kind_of_chain);
}

static ALWAYS_INLINE gen_status_t find_zip(gen_t *self, struct genexp *x, gen_value_t *out, bool inlined)
{
    gen_value_t *const places[SOURCES] = {&x->pair.first, &x->pair.second};
    gen_status_t status = GEN_YIELDED;

    for (int64_t i = 0; i < SOURCES && status == GEN_YIELDED; i++) /* not twice the code: it may be a switch's */
        status = pull(self, x, i, places[i], inlined);
    if (status == GEN_YIELDED)
        *out = gen_ptr(&x->pair);
    return status;
}

KIND(zip);

gen_t *gen_zip(gen_t *first, gen_t *second)
{
    struct genexp x = {.source = {first, second}};

    return make_of_two(&x, &kind_of_zip);
}

static ALWAYS_INLINE gen_status_t find_enumerate(gen_t *self, struct genexp *x, gen_value_t *out, bool inlined)
{
    gen_status_t status = pull(self, x, 0, &x->pair.second, inlined);

    x->pair.first = gen_int(x->next++);
    if (status == GEN_YIELDED)
        *out = gen_ptr(&x->pair);
    return status;
}

KIND(enumerate);

gen_t *gen_enumerate(gen_t *source)
{
    struct genexp x = {.source = {source}};

    return source == NULL ? NULL : genexp_new(&x, &kind_of_enumerate);
}
