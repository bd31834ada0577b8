/* generator.c - making, counting, freeing and looking at generators. */
#include "error.h"
#include "misuse.h"
#include "stack.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const struct flavour gen_generator_flavour_ = {"generator", false};

static _Thread_local const char *new_error = "";

void gen_set_new_error_(const char *sentence)
{
    new_error = sentence;
}

const char *gen_new_error(void)
{
    return new_error;
}

/* Everything but hot.resume, the body and the stack. */
void gen_init_(gen_t *g, const char *name)
{
    g->hot.step = NULL;
    g->hot.pending = NULL;
    g->hot.started = false;
    g->hot.attention = false;
    g->life = LIFE_CREATED;
    g->refs = 1;
    g->idle = NULL;
    g->error = NULL;
    g->result = GEN_NONE;
    g->kept = NULL;
    g->delegator = NULL;
    g->sub = NULL;
    g->root = g;
    g->leaf = g;
    g->thrown = NULL;
    g->here = false;
    g->handlers = NULL;
    g->cleanups = NULL;
    g->type = NULL;
    g->name = name;
    g->magic = ALIVE;
}

static GEN_SELDOM bool allocate_args(gen_t *g, size_t size)
{
    g->args = malloc(size);
    if (g->args == NULL)
        gen_set_new_error_("out of memory");
    return g->args != NULL;
}

static inline bool keep_args(gen_t *g, const void *args, size_t size)
{
    g->args = g->inline_args;
    if (size > INLINE_ARGS) {
        if (!allocate_args(g, size))
            return false;
    }
    if (size == sizeof(void *)) /* most often: worth a move instead of a call */
        memcpy(g->args, args, sizeof(void *));
    else if (size > 0)
        memcpy(g->args, args, size);
    return true;
}

static void give_stack(gen_t *g, bool parked)
{
    g->magic = DEAD;
    if (g->stack.size_class == CUSTOM_CLASS)
        gen_custom_give_(g);
    else
        gen_stack_give_(g, parked);
}

/* The members that a caller built against an older header does not know keep their defaults. */
static gen_attr_t complete(const gen_attr_t *attr)
{
    gen_attr_t whole = gen_attr();

    if (attr != NULL)
        memcpy(&whole, attr, attr->struct_size < sizeof whole ? attr->struct_size : sizeof whole);
    return whole;
}

static inline __attribute__((always_inline)) gen_t *make(const gen_attr_t *attr, const struct flavour *flavour,
                                                         gen_body_t *body, const void *args, size_t size)
{
    gen_t *g;

    if (body == NULL || (args == NULL && size > 0))
        gen_fatal_("a generator needs a body, and arguments if their size is not 0");
    g = attr->allocator != NULL ? gen_custom_take_(attr->allocator, attr->stack_size)
                                : gen_stack_take_(attr->stack_size);
    if (g == NULL)
        return NULL;
    if (!keep_args(g, args, size)) {
        give_stack(g, true);
        return NULL;
    }
    g->painted = false;
    if (attr->measure_stack)
        gen_stack_paint_(g);
    g->hot.resume = g->idle;
    gen_init_(g, attr->name != NULL ? attr->name : flavour->noun);
    g->flavour = flavour;
    g->step = gen_step_stack_;
    g->body = body;
    g->destroy = attr->destroy;
    return g;
}

static const gen_attr_t defaults = {sizeof(gen_attr_t), NULL, 0, NULL, NULL, false};

gen_t *gen_new(gen_body_t *body, const void *args, size_t size)
{
    return make(&defaults, &gen_generator_flavour_, body, args, size);
}

gen_t *gen_new_with(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size)
{
    gen_attr_t whole = complete(attr);

    return make(&whole, &gen_generator_flavour_, body, args, size);
}

static GEN_SELDOM gen_t *coroutine_with(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size)
{
    gen_attr_t whole = complete(attr);

    return make(&whole, &gen_coroutine_flavour_, body, args, size);
}

gen_t *gen_coroutine(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size)
{
    if (attr != NULL)
        return coroutine_with(attr, body, args, size);
    return make(&defaults, &gen_coroutine_flavour_, body, args, size);
}

gen_t *gen_async_generator_(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size)
{
    gen_attr_t whole = complete(attr);

    return make(&whole, &gen_async_generator_flavour_, body, args, size);
}

gen_t *gen_ref(gen_t *g)
{
    gen_check_(g, "gen_ref");
    g->refs++;
    return g;
}

static bool is_in_a_step(const gen_t *g)
{
    return g->life == LIFE_STARTED && gen_state(g) == GEN_RUNNING;
}

void gen_free(gen_t *g)
{
    if (g == NULL)
        return;
    gen_check_(g, "gen_free");
    if (--g->refs > 0)
        return;
    if (is_in_a_step(g)) {
        gen_check_runs_here_(g);
        g->hot.attention = true; /* that step will finalise it */
    } else {
        gen_finalise_(g);
    }
}

static void print_unraisable(gen_t *g, gen_error_t *e, void *context)
{
    (void)context;
    fputs("Exception ignored while closing generator ", stderr);
    gen_print(g, stderr);
    fputs(":\n", stderr);
    gen_error_print(e, stderr);
}

static struct {
    gen_unraisable_t *hook;
    void *context;
} unraisable = {print_unraisable, NULL};

void gen_set_unraisable_hook(gen_unraisable_t *hook, void *context)
{
    unraisable.hook = hook != NULL ? hook : print_unraisable;
    unraisable.context = context;
}

/* Ends a body that ignored GeneratorExit where it stands: no line of it runs any more (CPython's gen_dealloc). */
static void destroy_body(gen_t *g)
{
    gen_t *sub = g->sub;

    g->life = LIFE_CLOSED;
    if (g->leaf != g)
        gen_detach_(sub);
    g->sub = NULL;
    gen_free(sub);
    while (g->cleanups != NULL) {
        gen_cleanup_t *cleanup = g->cleanups;

        g->cleanups = cleanup->outer;
        cleanup->function(cleanup->arg);
    }
    gen_drop_handlers_(g);
}

static void free_memory(gen_t *g, bool parked)
{
    gen_error_drop_(g->error);
    gen_error_drop_(g->hot.pending);
    gen_error_drop_(g->kept);
    if (g->destroy != NULL)
        g->destroy(g->args);
    if (g->args != g->inline_args)
        free(g->args);
    if (g->hot.resume != NULL)
        g->idle = g->hot.resume;
    g->hot.resume = NULL; /* so that a step of a freed one is noticed */
    give_stack(g, parked);
}

static GEN_SELDOM void finalise_iterator(gen_t *g)
{
    if (g->type->destroy != NULL) {
        g->refs = 1; /* destroy() may look at it */
        g->type->destroy(g->args);
    }
    gen_error_drop_(g->error);
    gen_error_drop_(g->hot.pending);
    g->magic = DEAD;
    free(g);
}

/* It waits at a yield. */
static GEN_SELDOM void finalise_suspended(gen_t *g)
{
    bool parked = true;

    g->refs = 1; /* alive once more while it is closed */
    if (gen_close(g, NULL) == GEN_RAISED)
        unraisable.hook(g, g->error, unraisable.context);
    if (g->life == LIFE_STARTED) {
        destroy_body(g);
        parked = false;
    }
    if (--g->refs == 0)
        free_memory(g, parked);
}

/* It never ran, or has ended. */
static void finalise_idle(gen_t *g)
{
    if (GEN_UNLIKELY(g->life == LIFE_CREATED) && g->flavour == &gen_coroutine_flavour_)
        gen_never_awaited_("coroutine '%s' was never awaited", gen_name(g));
    free_memory(g, true);
}

void gen_finalise_(gen_t *g)
{
    if (GEN_UNLIKELY(g->type != NULL))
        finalise_iterator(g);
    else if (GEN_UNLIKELY(g->life == LIFE_STARTED))
        finalise_suspended(g);
    else
        finalise_idle(g);
}

/* What it raised can be asked for by nobody. */
void gen_drop_freed_(gen_t *g, gen_status_t status)
{
    if (is_in_a_step(g)) {
        g->hot.attention = true; /* this one was refused; that one will finalise it */
        return;
    }
    g->refs = 1; /* alive for the hook, which may keep it */
    if (status == GEN_RAISED)
        unraisable.hook(g, g->error, unraisable.context);
    if (--g->refs == 0)
        gen_finalise_(g);
}

/* Moves the context out of the inline functions' sight, so that the next step drops the error first. */
static void shelve(gen_t *g)
{
    if (g->type != NULL || g->delegator != NULL || g->life == LIFE_CLOSED)
        return;
    if (g->hot.resume != NULL) {
        g->idle = g->hot.resume;
        g->hot.resume = NULL;
    } else if (g->idle == NULL) {
        g->hot.attention = true;
    }
}

gen_status_t gen_fail_(gen_t *g, gen_error_t *e)
{
    gen_error_t *old = g->error;

    g->error = e;
    shelve(g);
    gen_error_drop_(old);
    return GEN_RAISED;
}

gen_status_t gen_refuse_(gen_t *g, const gen_exc_t *type, const char *fmt, ...)
{
    va_list args;
    gen_error_t *e;

    va_start(args, fmt);
    e = gen_error_new_list_(type, fmt, args);
    va_end(args);
    gen_error_set_context(e, gen_handled());
    return gen_fail_(g, e);
}

gen_state_t gen_enter_slowly_(gen_t *g)
{
    gen_state_t state = gen_state(g);

    if (state == GEN_RUNNING)
        gen_check_runs_here_(g);
    gen_error_drop_(g->error);
    g->error = NULL;
    if (state == GEN_SUSPENDED && g->delegator != NULL)
        gen_detach_(g);
    if ((state == GEN_SUSPENDED || state == GEN_CREATED) && g->hot.resume == NULL) {
        g->hot.resume = g->idle;
        g->idle = NULL;
    }
    return state;
}

void gen_close_unstarted_(gen_t *g)
{
    g->life = LIFE_CLOSED;
    g->idle = g->hot.resume;
    g->hot.resume = NULL;
}

gen_error_t *gen_error(const gen_t *g)
{
    gen_check_(g, "gen_error");
    return g->error;
}

gen_error_t *gen_take_error(gen_t *g)
{
    gen_error_t *e;

    gen_check_(g, "gen_take_error");
    e = g->error;
    g->error = NULL;
    return e;
}

gen_state_t gen_state(const gen_t *g)
{
    const gen_t *top;

    gen_check_(g, "gen_state");
    if (g->type != NULL)
        return GEN_SUSPENDED;
    if (g->life == LIFE_CLOSED)
        return GEN_CLOSED;
    top = gen_top_(g);
    if (top->idle == NULL && top->hot.resume == NULL)
        return GEN_RUNNING;
    return g->life == LIFE_CREATED ? GEN_CREATED : GEN_SUSPENDED;
}

gen_t *gen_delegating_to(const gen_t *g)
{
    return gen_state(g) == GEN_SUSPENDED ? g->sub : NULL;
}

const char *gen_name(const gen_t *g)
{
    gen_check_(g, "gen_name");
    return g->name;
}

void gen_set_name(gen_t *g, const char *name)
{
    gen_check_(g, "gen_set_name");
    g->name = name;
}

void gen_print(const gen_t *g, FILE *out)
{
    gen_check_(g, "gen_print");
    if (g->type != NULL)
        fprintf(out, "<%s object at %p>", g->name, (const void *)g);
    else
        fprintf(out, "<%s object %s at %p>", g->flavour->noun, g->name, (const void *)g);
}
