/* generator.c - making generators, the states they are in, and looking at them. */
#include "error/error.h"
#include "protocol/misuse.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* By flavour. */
static const char *const nouns[] = {"generator", "coroutine", "async generator", "iterator"};

const char *gen_noun_(const gen_t *g)
{
    return nouns[g->flavour];
}

static bool keep_args(gen_t *g, const void *args, size_t size)
{
    void *copy = size <= INLINE_ARGS ? g->inline_args : malloc(size);

    if (copy == NULL) {
        gen_set_new_error_("out of memory");
        return false;
    }
    if (size > 0)
        memcpy(copy, args, size);
    g->args = copy;
    return true;
}

/* The members that a caller built against an older header does not know keep their defaults. How many it knows is told by
 * the size that gen_attr() sets: without it, by a designated initialiser, nothing is known. */
static gen_attr_t complete(const gen_attr_t *attr)
{
    gen_attr_t whole = gen_attr();

    if (attr == NULL)
        return whole;
    if (attr->struct_size < sizeof attr->struct_size)
        gen_fatal_("a gen_attr_t without its struct_size was given: begin with gen_attr(), and set members of that");
    memcpy(&whole, attr, attr->struct_size < sizeof whole ? attr->struct_size : sizeof whole);
    return whole;
}

static inline void generator_init(gen_t *g, enum flavour flavour, gen_body_t *body, const char *name)
{
    g->hot.resume = g->idle;
    gen_begin_life_(g, name);
    g->root = g;
    g->flavour = (unsigned char)flavour;
    g->body = body;
}

/* attr may be NULL. */
static GEN_COLD gen_t *generator_new(const gen_attr_t *attr, enum flavour flavour, gen_body_t *body, const void *args,
                                     size_t size)
{
    gen_attr_t whole = complete(attr);
    gen_t *g;

    if (body == NULL || (args == NULL && size > 0))
        gen_fatal_("a generator needs a body, and arguments if their size is not 0");
    g = whole.allocator != NULL ? gen_custom_take_(whole.allocator, whole.stack_size)
                                : gen_stack_take_(whole.stack_size);
    if (g == NULL)
        return NULL;
    if (!keep_args(g, args, size)) {
        gen_stack_give_(g, true);
        return NULL;
    }
    generator_init(g, flavour, body, whole.name != NULL ? whole.name : nouns[flavour]);
    if (whole.measure_stack)
        gen_stack_paint_(g);
    g->destroy = whole.destroy;
    return g;
}

/* What most are: without attributes, on a stack that was just freed, with a pointer or nothing for arguments. NULL: all
 * that generator_new() does has to be done. */
static inline gen_t *make_plain(enum flavour flavour, gen_body_t *body, const void *args, size_t size)
{
    gen_t *g = NULL;

    if (body != NULL && (size == 0 || (size == sizeof(void *) && args != NULL)))
        g = gen_stack_pop_();
    if (g == NULL)
        return NULL;
    generator_init(g, flavour, body, nouns[flavour]);
    if (size > 0)
        memcpy(g->inline_args, args, sizeof(void *));
    return g;
}

gen_t *gen_new(gen_body_t *body, const void *args, size_t size)
{
    gen_t *g = make_plain(GENERATOR, body, args, size);

    return g != NULL ? g : generator_new(NULL, GENERATOR, body, args, size);
}

gen_t *gen_new_with(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size)
{
    return generator_new(attr, GENERATOR, body, args, size);
}

gen_t *gen_coroutine(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size)
{
    gen_t *g = attr == NULL ? make_plain(COROUTINE, body, args, size) : NULL;

    return g != NULL ? g : generator_new(attr, COROUTINE, body, args, size);
}

gen_t *gen_async_generator_(const gen_attr_t *attr, gen_body_t *body, const void *args, size_t size)
{
    return generator_new(attr, ASYNC_GENERATOR, body, args, size);
}

/* Moves the context out of the inline functions' sight, so that the next step drops the error first. */
static void generator_park(gen_t *g)
{
    if (g->type != NULL || g->delegator != NULL || g->life == LIFE_CLOSED)
        return;
    if (g->hot.resume != NULL) {
        g->idle = g->hot.resume;
        g->hot.resume = NULL;
    } else if (g->hot.call != NULL) {
        g->idle = g;
        g->hot.call = NULL;
    } else if (g->idle == NULL) {
        g->hot.attention = true;
    }
}

gen_status_t gen_fail_(gen_t *g, gen_error_t *e)
{
    gen_error_t *old = g->error;

    g->error = e;
    generator_park(g);
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
    if (gen_is_stackless_(g)) {
        if (state == GEN_SUSPENDED || state == GEN_CREATED)
            gen_stackless_wake_(g);
    } else if ((state == GEN_SUSPENDED || state == GEN_CREATED) && g->hot.resume == NULL) {
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
    g->hot.call = NULL;
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
    if (!gen_is_at_rest_(top))
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
    gen_need_(name, "gen_set_name", "a string");
    g->name = name;
}

void gen_print(const gen_t *g, FILE *out)
{
    gen_check_(g, "gen_print");
    gen_need_(out, "gen_print", "a file");
    if (g->type != NULL)
        fprintf(out, "<%s object at %p>", g->name, (const void *)g);
    else
        fprintf(out, "<%s object %s at %p>", gen_noun_(g), g->name, (const void *)g);
}
