/*
 * asyncgen.c - async generators, and the operations on them.
 *
 * An async generator is an iterator without a stack around a core of its own kind, which has one. An operation is an
 * iterator too: its steps are steps of the core. What the core yields is either what its body awaits, and goes on to
 * the driver, or was announced by gen_async_yield(), and then the operation is done with it.
 *
 * `driven` is the async generator whose core is stepped by an operation right now; operations nest as their calls do.
 */
#include "async/agen/asyncgen.h"
#include <string.h>

static _Thread_local struct asyncgen *driven;

static void set_driven(struct asyncgen *a)
{
    driven = a;
    gen_driven_core_ = a != NULL ? a->core : NULL;
}

/* --- The body --- */

/* What precedes the user's arguments in the core's. */
struct prologue {
    _Alignas(16) gen_body_t *body;
    void (*destroy)(void *args);
};

/* Neither of these may leave an async generator: who awaits it would take them for its end (PEP 479, 525). */
static gen_status_t run_body(gen_t *self, void *args)
{
    struct prologue *p = args;
    gen_status_t status = p->body(self, p + 1);
    gen_error_t *e = gen_pending(self), *runtime;

    if (status != GEN_RAISED || !gen_error_is(e, GEN_STOP_ASYNC_ITERATION))
        return status;
    gen_error_ref(e);
    gen_catch(self, GEN_STOP_ASYNC_ITERATION);
    runtime = gen_error_new(GEN_RUNTIME_ERROR, "async generator raised StopAsyncIteration");
    gen_raise_from(self, runtime, e);
    gen_error_set_context(runtime, e);
    gen_error_free(runtime);
    gen_error_free(e);
    return GEN_RAISED;
}

static void destroy_args(void *args)
{
    struct prologue *p = args;

    if (p->destroy != NULL)
        p->destroy(p + 1);
}

bool gen_async_yield(gen_t *self, gen_value_t out, gen_value_t *in)
{
    struct asyncgen *a = driven;

    if (gen_pending(self) == NULL) {
        if (a == NULL || a->core != self) {
            gen_raise(self, GEN_RUNTIME_ERROR, "gen_async_yield() is for the body of an async generator");
            return false;
        }
        if (!gen_spend_(self, 1))
            return false;
        a->yielded = true;
    }
    return gen_yield(self, out, in);
}

/* --- The object --- */

static gen_status_t refuse_step(gen_t *self, void *state, gen_value_t *out)
{
    (void)state;
    (void)out;
    return gen_raise(self, GEN_TYPE_ERROR, "'async_generator' object is neither an iterator nor awaitable");
}

static void asyncgen_destroy(void *state)
{
    struct asyncgen *a = state;

    gen_asyncgen_finalise_(a);
}

static const gen_iterator_t asyncgen_type = {"async_generator", refuse_step, NULL, NULL, NULL, asyncgen_destroy};

gen_t *gen_asyncgen_wrap_(gen_t *core)
{
    struct asyncgen fresh = {core, false, false, false, false, NULL, {NULL, NULL}, NULL};
    gen_t *self = gen_iter_new(&asyncgen_type, &fresh, sizeof fresh);
    struct asyncgen *a;

    if (self == NULL)
        return NULL;
    a = gen_iter_state(self, &asyncgen_type);
    a->self = self;
    link_init(&a->link);
    return self;
}

struct asyncgen *gen_asyncgen_of_(const gen_t *g)
{
    return g != NULL ? gen_iter_state((gen_t *)(uintptr_t)g, &asyncgen_type) : NULL;
}

gen_t *gen_async_generator(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size)
{
    gen_attr_t mine = gen_attr();
    struct prologue *p = size <= PTRDIFF_MAX ? calloc(1, sizeof *p + size) : NULL;
    gen_t *core, *self;

    if (p == NULL)
        return NULL;
    if (attr != NULL)
        copy_attr(&mine, sizeof mine, attr, "gen_attr");
    mine.struct_size = sizeof mine;
    if (mine.name == NULL)
        mine.name = "async_generator";
    p->body = body;
    p->destroy = mine.destroy;
    if (size > 0)
        memcpy(p + 1, args, size);
    mine.destroy = destroy_args;
    self = gen_asyncgen_wrap_(NULL);
    core = self != NULL ? gen_async_generator_(&mine, run_body, p, sizeof *p + size) : NULL;
    free(p);
    if (core == NULL) {
        gen_free(self);
        return NULL;
    }
    gen_asyncgen_of_(self)->core = core;
    gen_set_name(self, mine.name);
    return self;
}

bool gen_is_async_generator(const gen_t *g)
{
    return gen_asyncgen_of_(g) != NULL;
}

static struct asyncgen *need(const gen_t *g, const char *function)
{
    struct asyncgen *a = gen_asyncgen_of_(g);

    if (a == NULL)
        gen_panic_(function, "this is not an async generator");
    return a;
}

bool gen_async_running(const gen_t *agen)
{
    return need(agen, "gen_async_running")->running;
}

/* --- Operations --- */

enum kind { ASEND, ATHROW, ACLOSE };
enum progress { NEW, BEGUN, OVER };

struct operation {
    struct asyncgen *a; /* a reference to its self */
    enum kind kind;
    enum progress progress;
    gen_value_t value;  /* to send */
    gen_error_t *error; /* to throw */
};

static const char *const reuse[] = {"cannot reuse already awaited __anext__()/asend()",
                                    "cannot reuse already awaited aclose()/athrow()",
                                    "cannot reuse already awaited aclose()/athrow()"};
static const char *const methods[] = {"asend", "athrow", "aclose"};
static const char *const names[] = {"anext", "athrow", "aclose"};

static gen_status_t over(struct operation *op, gen_status_t status)
{
    op->a->running = false;
    op->progress = OVER;
    return status;
}

/* What a step of the core that ended it, or raised, is to the operation. */
static gen_status_t ended(gen_t *self, struct operation *op, gen_status_t status, gen_value_t *out)
{
    gen_error_t *e = status == GEN_RAISED ? gen_take_error(op->a->core) : NULL;
    bool end = e == NULL || gen_error_is(e, GEN_GENERATOR_EXIT);

    if (end || gen_error_is(e, GEN_STOP_ASYNC_ITERATION))
        op->a->closed = true;
    if (end && op->kind == ACLOSE) {
        gen_error_free(e);
        *out = GEN_NONE;
        return over(op, GEN_RETURNED);
    }
    if (e == NULL)
        gen_raise(self, GEN_STOP_ASYNC_ITERATION, NULL);
    else
        gen_reraise(self, e);
    gen_error_free(e);
    return over(op, GEN_RAISED);
}

/* Steps the core: throws e, or sends value if e is NULL. */
static gen_status_t drive(gen_t *self, struct operation *op, gen_value_t value, gen_error_t *e, gen_value_t *out)
{
    struct asyncgen *a = op->a, *outer = driven;
    gen_status_t status;

    op->progress = BEGUN;
    a->running = true;
    a->yielded = false;
    set_driven(a);
    status = e != NULL ? gen_throw_error(a->core, e, out) : gen_send(a->core, value, out);
    set_driven(outer);
    if (status != GEN_YIELDED)
        return ended(self, op, status, out);
    if (!a->yielded)
        return GEN_YIELDED; /* what its body awaits */
    if (op->kind != ACLOSE)
        return over(op, GEN_RETURNED);
    gen_raise(self, GEN_RUNTIME_ERROR, "async generator ignored GeneratorExit");
    return over(op, GEN_RAISED);
}

/* What forbids that the operation begins, raised; GEN_RETURNED if nothing does. */
static gen_status_t admit(gen_t *self, struct operation *op)
{
    if (op->progress == OVER)
        return gen_raise(self, GEN_RUNTIME_ERROR, "%s", reuse[op->kind]);
    if (op->progress == NEW && op->a->running) {
        op->progress = OVER;
        return gen_raise(self, GEN_RUNTIME_ERROR, "%s(): asynchronous generator is already running", names[op->kind]);
    }
    return GEN_RETURNED;
}

/* The first step of athrow() and aclose(). An exception thrown at a finished one is raised, not lost as in CPython. */
static gen_status_t begin_throw(gen_t *self, struct operation *op, gen_value_t *out)
{
    bool finished = gen_state(op->a->core) == GEN_CLOSED;
    gen_error_t *e;
    gen_status_t status;

    if (op->kind == ACLOSE && finished) {
        *out = GEN_NONE;
        op->progress = OVER;
        return GEN_RETURNED;
    }
    if (op->a->closed && !finished) {
        op->progress = OVER;
        return gen_raise(self, GEN_STOP_ASYNC_ITERATION, NULL);
    }
    if (op->kind == ACLOSE)
        op->a->closed = true;
    e = op->error != NULL ? gen_error_ref(op->error) : gen_error_new(GEN_GENERATOR_EXIT, NULL);
    status = drive(self, op, GEN_NONE, e, out);
    gen_error_free(e);
    return status;
}

static gen_status_t operation_send(gen_t *self, void *state, gen_value_t in, gen_value_t *out)
{
    struct operation *op = state;
    bool fresh = op->progress == NEW;

    if (admit(self, op) == GEN_RAISED)
        return GEN_RAISED;
    if (fresh && op->kind != ASEND && !gen_is_none(in))
        return gen_raise(self, GEN_RUNTIME_ERROR, "can't send non-None value to a just-started coroutine");
    if (fresh && op->kind != ASEND)
        return begin_throw(self, op, out);
    return drive(self, op, fresh && gen_is_none(in) ? op->value : in, NULL, out);
}

static gen_status_t operation_next(gen_t *self, void *state, gen_value_t *out)
{
    return operation_send(self, state, GEN_NONE, out);
}

static gen_status_t operation_throw(gen_t *self, void *state, gen_error_t *e, gen_value_t *out)
{
    struct operation *op = state;

    if (admit(self, op) == GEN_RAISED)
        return GEN_RAISED;
    return drive(self, op, GEN_NONE, e, out);
}

static gen_status_t operation_close(gen_t *self, void *state, gen_value_t *out)
{
    struct operation *op = state;
    gen_error_t *e;
    gen_status_t status;

    *out = GEN_NONE;
    if (op->progress == OVER)
        return GEN_RETURNED;
    if (op->progress == NEW) {
        op->progress = OVER;
        return GEN_RETURNED;
    }
    e = gen_error_new(GEN_GENERATOR_EXIT, NULL);
    status = operation_throw(self, state, e, out);
    gen_error_free(e);
    *out = GEN_NONE;
    if (status == GEN_YIELDED)
        return gen_raise(self, GEN_RUNTIME_ERROR, "coroutine ignored GeneratorExit");
    if (status == GEN_RAISED && (gen_catch(self, GEN_STOP_ASYNC_ITERATION) || gen_catch(self, GEN_GENERATOR_EXIT)))
        return GEN_RETURNED;
    return status;
}

static void operation_destroy(void *state)
{
    struct operation *op = state;
    gen_t *agen = op->a->self;

    if (op->progress == BEGUN) /* it was dropped in the middle */
        op->a->running = false;
    if (op->progress == NEW)
        gen_never_awaited_("coroutine method '%s' of '%s' was never awaited", methods[op->kind], gen_name(agen));
    gen_error_free(op->error);
    gen_free(agen);
}

static const gen_iterator_t operation_type = {
    "async_generator_operation", operation_next, operation_send, operation_throw, operation_close, operation_destroy};

static gen_t *operate(gen_t *agen, enum kind kind, gen_value_t value, gen_error_t *e)
{
    struct operation op = {NULL, kind, NEW, value, e};
    gen_t *g;

    if (agen == NULL)
        return NULL;
    op.a = need(agen, names[kind]);
    g = gen_iter_new(&operation_type, &op, sizeof op);
    if (g == NULL)
        return NULL;
    gen_error_ref(e);
    gen_ref(agen);
    gen_asyncgen_first_(op.a);
    return g;
}

gen_t *gen_anext(gen_t *agen)
{
    return operate(agen, ASEND, GEN_NONE, NULL);
}

gen_t *gen_asend(gen_t *agen, gen_value_t value)
{
    return operate(agen, ASEND, value, NULL);
}

gen_t *gen_athrow(gen_t *agen, gen_error_t *e)
{
    if (e == NULL)
        gen_panic_("gen_athrow", "the exception is NULL");
    return operate(agen, ATHROW, GEN_NONE, e);
}

gen_t *gen_aclose(gen_t *agen)
{
    return operate(agen, ACLOSE, GEN_NONE, NULL);
}
