/*
 * stackless.c - bodies without a stack: a frame, and a place in it.
 *
 * They are called, on the stack of whoever makes the step. Those that delegate to each other are linked to a chain as
 * those with a stack are, root to leaf, and only the leaf is called; what it answers is sorted out in a loop (drive()), so
 * that a chain may be of any length. All else that such a body delegates to is stepped by the public functions (forward()),
 * and so is one by a body with a stack.
 *
 * A suspended root has hot.call, the leaf's function, and the leaf in hot.resumer; or, where a step must be looked at first,
 * a mark in `idle`. It runs if it has neither. A leaf with a delegate (sub) is one that forwards. One that is new has a
 * function of ours for its first step.
 */
#include "error/error.h"
#include "protocol/misuse.h"
#include <stdlib.h>
#include <string.h>

/* A frame lies before its struct gen: so much of it at least, at the beginning of the block, malloc() itself uses when it is
 * freed, and a generator that was freed is known to be for as long as its block is not used again. */
enum { FRAME_LINKS = 16 };

_Static_assert(sizeof(void *) != 8 || FRAME_LINKS + GEN_OWN_SIZE + sizeof(size_t) <= 208,
               "a small one is to take 208 bytes");

static size_t frame_room(size_t size)
{
    return size < FRAME_LINKS ? (size_t)FRAME_LINKS : (size + 15) / 16 * 16;
}

/* Apart, so that the compiler does not hold it against us that there is less than a whole struct gen. */
static __attribute__((noinline)) void *allocate_stackless(size_t frame_size)
{
    return frame_size <= PTRDIFF_MAX / 2 ? malloc(frame_room(frame_size) + GEN_OWN_SIZE) : NULL;
}

static gen_stackless_body_t forward;

/* The first step, which is settled however it ends: it may be refused, and the next ones call the body itself. */
static gen_status_t first_step(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    if (GEN_UNLIKELY(!gen_is_none(sent)))
        return GEN_RAISED;
    self->life = LIFE_STARTED;
    self->hot.attention = true;
    return self->stackless->body(self, frame, sent, out);
}

static GEN_COLD void check_kind(const gen_stackless_t *type, const char *name, const void *args, size_t size)
{
    if (type == NULL || type->body == NULL || (args == NULL && size > 0))
        gen_fatal_("a generator needs a body, and arguments if their size is not 0");
    if (size > type->frame_size)
        gen_fatal_("the arguments of generator '%s' are larger than its frame", type->name != NULL ? type->name : name);
}

/* Most frames are small, and begin with a word. */
static inline void fill_frame(char *frame, size_t frame_size, const void *args, size_t size)
{
    if (frame_size <= FRAME_LINKS && size == sizeof(void *)) {
        memset(frame, 0, FRAME_LINKS);
        memcpy(frame, args, sizeof(void *));
    } else {
        memset(frame + size, 0, frame_size - size);
        if (size > 0)
            memcpy(frame, args, size);
    }
}

static gen_t *stackless_new(const gen_stackless_t *type, enum flavour flavour, const void *args, size_t size)
{
    const char *noun = flavour == COROUTINE ? "coroutine" : "generator";
    char *frame;
    gen_t *g;

    if (GEN_UNLIKELY(type == NULL || type->body == NULL || (args == NULL && size > 0) || size > type->frame_size))
        check_kind(type, noun, args, size);
    frame = allocate_stackless(type->frame_size);
    if (frame == NULL) {
        gen_set_new_error_("out of memory");
        return NULL;
    }
    fill_frame(frame, type->frame_size, args, size);
    g = (gen_t *)(void *)(frame + frame_room(type->frame_size));
    gen_blank_(g);
    gen_begin_life_(g, type->name != NULL ? type->name : noun);
    g->hot.resume = NULL;
    g->hot.resumer = g;
    g->hot.at = 0;
    g->hot.call = first_step;
    g->hot.frame = frame;
    g->here = false;
    g->refusals = 0;
    g->hosted = false;
    g->reserved = false;
    g->flavour = (unsigned char)flavour;
    g->stackless = type;
    g->args = frame;
    return g;
}

gen_t *gen_stackless_new(const gen_stackless_t *type, const void *args, size_t size)
{
    return stackless_new(type, GENERATOR, args, size);
}

gen_t *gen_stackless_coroutine(const gen_stackless_t *type, const void *args, size_t size)
{
    return stackless_new(type, COROUTINE, args, size);
}

void gen_stackless_give_(gen_t *g)
{
    g->hot.call = NULL;
    *(volatile unsigned *)&g->magic = DEAD; /* volatile: to a compiler a store before free() is for nothing */
    free(g->hot.frame);
}

/* What is called when g, the leaf, goes on. */
static inline gen_stackless_body_t *call_of(const gen_t *g)
{
    return g->sub != NULL ? forward : g->stackless->body;
}

/* root waits. */
static inline void suspend(gen_t *root)
{
    root->hot.resumer = root->leaf;
    root->hot.call = call_of(root->leaf);
    root->idle = NULL;
}

void gen_stackless_wake_(gen_t *g)
{
    suspend(g);
    if (g->life == LIFE_CREATED)
        g->hot.call = first_step;
}

void gen_stackless_detach_(gen_t *g)
{
    gen_t *above = g->delegator;
    gen_t *root = gen_top_(above);

    g->delegator = NULL;
    g->leaf = root->leaf;
    suspend(g);
    root->leaf = above;
    if (root->hot.call != NULL)
        suspend(root);
}

/* A run of root's chain begins, or has more to it now: if anything is handled anywhere, by it for example, it can be found. */
static inline void tell_host_of_chain(gen_t *root)
{
    if (GEN_UNLIKELY(__atomic_load_n(&gen_open_handlers_, __ATOMIC_RELAXED) != 0) && !root->hosted)
        gen_run_begins_(root);
}

/* Whether sub, which self is about to step with value, can be a link of its chain. */
static bool can_be_linked(gen_t *sub, gen_value_t value)
{
    gen_state_t state;

    if (!gen_is_stackless_(sub))
        return false;
    state = gen_enter_(sub);
    return state == GEN_SUSPENDED || (state == GEN_CREATED && gen_is_none(value));
}

/* Links what the leaf of root's chain delegates to below it, if that can be; if it still does. Returns the new leaf. */
static gen_t *descend(gen_t *root, gen_t *leaf, gen_value_t value)
{
    gen_t *sub = leaf->sub;

    if (sub == NULL || !can_be_linked(sub, value))
        return leaf;
    sub->life = LIFE_STARTED;
    sub->hot.call = NULL;
    sub->delegator = leaf;
    root->leaf = sub->leaf;
    tell_host_of_chain(root); /* sub may bring handlers along */
    return sub->leaf;
}

/* The delegate of self is not linked: a step of it by the public functions. When it is to be linked, or has ended, drive()
 * goes on with the value in result, and finds out what to call. */
static gen_status_t forward(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    gen_t *sub = self->sub;
    gen_value_t value = sent;

    (void)frame;
    if (self->hot.pending == NULL && can_be_linked(sub, sent)) { /* as it was once, or could not be when it began */
        self->result = sent;
        return GEN_DELEGATED_;
    }
    switch (gen_step_by_call_(self, sub, &value)) {
    case YIELDED:
        *out = value;
        return GEN_YIELDED;
    case DONE:
        break;
    default:
        value = GEN_NONE;
        break;
    }
    self->sub = NULL;
    self->result = value;
    gen_free(sub);
    return GEN_DELEGATED_;
}

/* The body of g has ended. */
static inline void end(gen_t *g, gen_status_t status)
{
    if (GEN_UNLIKELY(!gen_ends_in_order_(g, status)))
        gen_conclude_(g, status);
    g->life = LIFE_CLOSED;
}

/* leaf has ended: its delegator is the leaf again, with the result or the exception. thrown is what the exception was thrown
 * into that this step began with, if one did, and if nothing has caught it since. */
static gen_t *ascend(gen_t *root, gen_t *leaf, gen_t **thrown, gen_value_t *result)
{
    gen_t *above = leaf->delegator;

    leaf->delegator = NULL;
    above->sub = NULL;
    root->leaf = above;
    *result = leaf->result;
    above->hot.pending = leaf->error;
    leaf->error = NULL;
    if (GEN_UNLIKELY(*thrown == leaf)) {
        *thrown = above;
        if (above->hot.pending != NULL)
            gen_chain_thrown_(above, above->hot.pending);
    }
    if (--leaf->refs == 0)
        gen_free_memory_(leaf, true);
    return above;
}

/* The leaf of root's chain has answered status: goes on until somebody yields, or root ends. */
static gen_status_t drive(gen_t *root, gen_status_t status, gen_t *thrown, gen_value_t *out)
{
    gen_t *leaf = root->leaf;

    while (status != GEN_YIELDED) {
        gen_value_t value;

        if (status == GEN_DELEGATED_) {
            value = leaf->result;
            leaf->result = GEN_NONE;
            leaf = descend(root, leaf, value);
        } else {
            end(leaf, status);
            if (leaf == root)
                return leaf->error != NULL ? GEN_RAISED : GEN_RETURNED;
            leaf = ascend(root, leaf, &thrown, &value);
        }
        status = call_of(leaf)(leaf, leaf->hot.frame, value, out);
    }
    suspend(root);
    return GEN_YIELDED;
}

/* A step of g has ended so. */
static gen_status_t stackless_leave(gen_t *g, gen_status_t status, gen_value_t *out)
{
    gen_error_t *old = g->error;

    g->hot.attention = false;
    if (GEN_UNLIKELY(g->hosted))
        gen_run_ends_(g);
    if (status == GEN_RETURNED)
        gen_copy_(out, &g->result);
    if (status != GEN_RAISED && old != NULL) { /* of somebody who was refused while it ran */
        g->error = NULL;
        gen_error_drop_(old);
    }
    return GEN_UNLIKELY(g->refs == 0) ? gen_drop_freed_(g, status) : status;
}

static GEN_COLD gen_status_t refuse_first_value_of_chain(gen_t *g)
{
    gen_stackless_wake_(g);
    return gen_refuse_(g, GEN_TYPE_ERROR, "can't send non-None value to a just-started %s", gen_noun_(g));
}

gen_status_t gen_settle_stackless_(gen_t *g, gen_status_t status, gen_value_t *out)
{
    if (GEN_UNLIKELY(g->life == LIFE_CREATED))
        return refuse_first_value_of_chain(g);
    return stackless_leave(g, drive(g, status, NULL, out), out);
}

/* Calls the leaf of g, which waits or is new. */
static gen_status_t run_chain(gen_t *g, gen_value_t in, gen_t *thrown, gen_value_t *out)
{
    gen_t *leaf = g->leaf;
    gen_value_t ignored;

    if (out == NULL)
        out = &ignored;
    g->life = LIFE_STARTED;
    g->hot.call = NULL;
    tell_host_of_chain(g);
    return stackless_leave(g, drive(g, call_of(leaf)(leaf, leaf->hot.frame, in, out), thrown, out), out);
}

gen_status_t gen_stackless_resume_(gen_t *g, gen_value_t in, gen_value_t *out)
{
    if (g->life == LIFE_CREATED && !gen_is_none(in))
        return refuse_first_value_of_chain(g);
    return run_chain(g, in, NULL, out);
}

gen_status_t gen_stackless_throw_(gen_t *g, gen_error_t *e, gen_value_t *out)
{
    gen_arm_(g->leaf, e, false);
    return run_chain(g, GEN_NONE, g->leaf, out);
}

/* Calls g, the leaf of a running chain, with e. It answers to us alone, but knows who is above it. */
static gen_error_t *close_stackless(gen_t *g, gen_error_t *e, const gen_t *handling)
{
    gen_value_t ignored;
    gen_status_t status;

    g->leaf = g;
    gen_arm_(g, e, false);
    gen_run_begins_(g);
    status = drive(g, call_of(g)(g, g->hot.frame, GEN_NONE, &ignored), NULL, &ignored);
    g->hot.attention = false;
    gen_run_ends_(g);
    g->delegator = NULL;
    return status == GEN_YIELDED ? gen_new_ignored_(g, handling) : gen_without_exit_(gen_take_error(g));
}

/* g, the leaf of a running chain again, drops what it delegated to, which may not be done yet: with what g is handling. */
static void drop_delegate(gen_t *g, gen_t *sub)
{
    g->sub = NULL;
    g->leaf = g;
    gen_run_begins_(g);
    gen_free(sub);
    gen_run_ends_(g);
}

/* Closes all that g delegates to by links. Returns what the closing raised. */
static gen_error_t *close_stackless_below(gen_t *g)
{
    const gen_t *handling = gen_nearest_handling_(g->leaf->delegator);
    gen_error_t *e = NULL;

    for (gen_t *leaf = g->leaf, *above; leaf != g; leaf = above) {
        above = leaf->delegator;
        if (leaf == handling)
            handling = gen_nearest_handling_(above); /* not each time: the chain may be long */
        if (e == NULL)
            e = gen_new_exit_for_(handling);
        e = close_stackless(leaf, e, handling);
        g->leaf = above;
        drop_delegate(above, leaf);
    }
    return e;
}

gen_status_t gen_stackless_exit_(gen_t *g, gen_error_t *e, gen_value_t *out)
{
    gen_error_t *raised = NULL;
    bool chain = g->leaf != g;

    g->hot.call = NULL; /* running from here on */
    if (chain)
        raised = close_stackless_below(g);
    if (raised != NULL)
        gen_error_drop_(e);
    else if (e != NULL)
        raised = e;
    else
        raised = chain ? gen_new_exit_for_(NULL) : gen_exit_into_(g);
    gen_arm_(g, raised, false);
    return run_chain(g, GEN_NONE, NULL, out);
}

/* Whether self may delegate to sub; if not, why is pending. */
static bool may_delegate(gen_t *self, gen_t *sub, const char *call)
{
    if (self->hot.pending != NULL)
        return gen_call_refused_(self, call);
    if (sub == NULL)
        gen_raise(self, GEN_MEMORY_ERROR, "%s", gen_new_error());
    return sub != NULL;
}

/* Takes over sub, unless an exception is pending by now. */
static bool take_sub(gen_t *self, gen_t *sub)
{
    if (self->hot.pending != NULL) {
        gen_free(sub);
        return false;
    }
    self->here = false;
    self->sub = sub;
    self->result = GEN_NONE;
    return true;
}

bool gen_delegate_stackless_(gen_t *self, gen_t *sub)
{
    gen_check_(self, "GEN_YIELD_FROM_OR");
    if (may_delegate(self, sub, "GEN_YIELD_FROM_OR()")) {
        gen_check_(sub, "GEN_YIELD_FROM_OR");
        if (sub->flavour == COROUTINE && self->flavour != COROUTINE)
            gen_raise(self, GEN_TYPE_ERROR, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
    return take_sub(self, sub);
}

bool gen_await_stackless_(gen_t *self, gen_t *awaitable)
{
    gen_check_(self, "GEN_AWAIT_OR");
    if (may_delegate(self, awaitable, "GEN_AWAIT_OR()")) {
        gen_check_(awaitable, "GEN_AWAIT_OR");
        gen_check_awaitable_(self, awaitable);
    }
    return take_sub(self, awaitable);
}

void gen_lost_(const gen_t *self)
{
    gen_fatal_("the body of generator '%s' has no yield of its own at line %u: a yield must not stand in a switch",
               self->name, self->hot.at);
}
