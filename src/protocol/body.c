/* body.c - the body's half: the bottom of every stack, and what a body does with exceptions. */
#include "error/error.h"
#include "machine/fork.h"
#include "protocol/misuse.h"
#include <stdarg.h>

/* Makes e pending in place of what was. The reference is taken over. */
static gen_status_t set_pending(gen_t *self, gen_error_t *e)
{
    gen_error_t *old = self->hot.pending;

    self->hot.pending = e;
    gen_error_drop_(old);
    return GEN_RAISED;
}

/* A body that yields once more than it should finds a SystemError in the end; one that never ends finds nothing. */
enum { MOST_REFUSALS = 200 };

/* A body broke a rule: SystemError, caused by what it would have lost. */
static GEN_COLD GEN_FORMAT(2, 3) void blame(gen_t *self, const char *format, ...)
{
    va_list arguments;
    gen_error_t *e;

    va_start(arguments, format);
    e = gen_error_new_list_(GEN_SYSTEM_ERROR, format, arguments);
    va_end(arguments);

    gen_error_set_context(e, self->hot.pending);
    set_pending(self, e);
}

/* PEP 479. The reference to e is taken over. */
gen_error_t *gen_convert_stop_iteration_(const gen_t *g, gen_error_t *e)
{
    gen_error_t *runtime_error;

    if (e == NULL || e->type == GEN_GENERATOR_EXIT || !gen_exc_is(e->type, GEN_STOP_ITERATION))
        return e;
    runtime_error = gen_error_new(GEN_RUNTIME_ERROR, "%s raised StopIteration", gen_noun_(g));
    gen_error_set_cause(runtime_error, e);
    gen_error_set_context(runtime_error, e);
    gen_error_drop_(e);
    return runtime_error;
}

/* Makes error of the exception that a body left, if it left one. */
GEN_COLD void gen_conclude_(gen_t *self, gen_status_t status)
{
    gen_error_t *old = self->error;

    self->refusals = 0;
    if (self->handlers != NULL)
        gen_fatal_("the body of generator '%s' returned without gen_except_end()", self->name);
    if (self->cleanups != NULL)
        gen_fatal_(
            "the body of generator '%s' returned without gen_cleanup_pop(), or without the exit of a scope, timeout "
            "or task group",
            self->name);
    if (status == GEN_RETURNED && self->hot.pending != NULL)
        blame(self, "generator returned a value with an exception pending");
    else if (status == GEN_RAISED && self->hot.pending == NULL)
        blame(self, "generator returned GEN_RAISED without an exception pending");
    else if (status != GEN_RETURNED && status != GEN_RAISED)
        blame(self, "generator returned neither GEN_RETURNED nor GEN_RAISED");
    self->error = NULL;
    if (self->hot.pending != NULL)
        self->error = gen_convert_stop_iteration_(self, self->hot.pending);
    if (self->error != NULL && self->name != gen_noun_(self) && self->error->type != GEN_GENERATOR_EXIT)
        gen_error_passed_(self->error, self->name);
    self->hot.pending = NULL;
    gen_error_drop_(old);
}

/* Runs one body to its end. Returns where to go from there. */
static gen_context_t_ run(gen_t *self)
{
    struct gen_step_ *step;
    gen_status_t status;

    self->life = LIFE_STARTED;
    status = self->body(self, self->args);
    if (GEN_UNLIKELY(!gen_ends_in_order_(self, status)))
        gen_conclude_(self, status);
    self->life = LIFE_CLOSED;
    if (self->root != self)
        return self->return_to;
    step = self->hot.step;
    self->hot.step = NULL;
    gen_copy_(&step->value, &self->result);
    self->hot.attention = true;
    return self->hot.resumer;
}

/* Never returns: a function that Boost.Context enters would end the process, silently. */
void gen_trampoline_(struct gen_arrival_ arrival)
{
    gen_t *self;

    arrival = gen_context_arrived_(arrival);
    self = arrival.data;
    arrival = gen_switch_(arrival.from, NULL);
    for (;;) {
        struct gen_step_ *step = arrival.data;

        if (GEN_UNLIKELY(!gen_is_none(step->value))) {
            self->hot.attention = true; /* gen_settle_() refuses it */
            arrival = gen_switch_(arrival.from, NULL);
            continue;
        }
        gen_context_adopt_control_(arrival.from);
        self->hot.step = step;
        self->hot.resumer = arrival.from;
        if (self->root != self)
            gen_take_over_(self, self->delegator);
        arrival = gen_switch_(run(self), NULL);
    }
}

bool gen_yield_refused_(gen_t *self)
{
    gen_check_(self, "gen_yield");
    if (gen_is_stackless_(self))
        gen_fatal_("gen_yield() was given generator '%s', whose body has no stack: it yields by GEN_YIELD_OR()",
                   self->name);
    if (self->type != NULL || self->hot.step == NULL)
        gen_fatal_("gen_yield() was given generator '%s', which is not the one that runs", self->name);
    return gen_call_refused_(self, "gen_yield()");
}

bool gen_call_refused_(gen_t *self, const char *call)
{
    if (self->hot.pending->type != GEN_SYSTEM_ERROR && self->hot.pending->type != GEN_MEMORY_ERROR)
        self->refusals = 0;
    if (++self->refusals == MOST_REFUSALS)
        gen_fatal_(
            "the body of generator '%s' goes on and on though %s answers false: it must return, or catch what is "
            "pending",
            self->name, call);
    if (self->refusals == 1)
        blame(self, "%s was called with an exception pending", call);
    return false;
}

gen_status_t gen_return(gen_t *self, gen_value_t value)
{
#ifdef GEN_DEBUG
    gen_check_self_(self, "gen_return");
#else
    gen_check_(self, "gen_return");
#endif
    gen_copy_(&self->result, &value);
    return GEN_RETURNED;
}

/* The body wants the exception as an object. */
static void see(gen_t *self)
{
    if (self->hot.pending == &gen_error_exit_)
        self->hot.pending = gen_error_new_exit_();
}

gen_error_t *gen_pending(const gen_t *self)
{
    gen_check_(self, "gen_pending");
    see((gen_t *)self);
    return self->hot.pending;
}

GEN_COLD gen_status_t gen_raise(gen_t *self, const gen_exc_t *type, const char *fmt, ...)
{
    va_list args;
    gen_error_t *e;

    gen_check_self_(self, "gen_raise");
    va_start(args, fmt);
    e = gen_error_new_list_(type, fmt, args);
    va_end(args);
    gen_error_set_context(e, gen_handled());
    return set_pending(self, e);
}

GEN_COLD gen_status_t gen_raise_value(gen_t *self, const gen_exc_t *type, gen_value_t value)
{
    gen_error_t *e = gen_error_new_value(type, value);

    gen_check_self_(self, "gen_raise_value");
    gen_error_set_context(e, gen_handled());
    return set_pending(self, e);
}

GEN_COLD gen_status_t gen_raise_error(gen_t *self, gen_error_t *e)
{
    gen_check_self_(self, "gen_raise_error");
    e = gen_error_or_refusal_(e);
    gen_error_set_context(e, gen_handled());
    return set_pending(self, e);
}

GEN_COLD gen_status_t gen_raise_from(gen_t *self, gen_error_t *e, gen_error_t *cause)
{
    if (e != NULL)
        gen_error_set_cause(e, cause);
    return gen_raise_error(self, e);
}

gen_status_t gen_reraise(gen_t *self, gen_error_t *e)
{
    gen_check_self_(self, "gen_reraise");
    if (e == NULL)
        return gen_raise(self, GEN_RUNTIME_ERROR, "No active exception to reraise");
    return set_pending(self, gen_error_ref(e));
}

gen_status_t gen_propagate(gen_t *self, gen_t *from)
{
    gen_error_t *e = gen_take_error(from);

    gen_check_self_(self, "gen_propagate");
    if (e == NULL)
        e = gen_error_new(GEN_SYSTEM_ERROR, "gen_propagate() from a generator that raised nothing");
    return set_pending(self, e);
}

static GEN_COLD bool catch_by_base(gen_t *self, const gen_exc_t *type)
{
    gen_need_(type, "gen_catch", "an exception type");
    if (!gen_error_is(self->hot.pending, type))
        return false;
    gen_error_drop_(self->hot.pending);
    self->hot.pending = NULL;
    return true;
}

bool gen_catch(gen_t *self, const gen_exc_t *type)
{
    gen_error_t *e;

    gen_check_(self, "gen_catch");
    e = self->hot.pending;
    if (GEN_UNLIKELY(e == NULL || e->type != type || e->refs > 1 || !gen_error_keep_spare_(e)))
        return catch_by_base(self, type);
    self->hot.pending = NULL;
    return true;
}

bool gen_catch_as(gen_t *self, const gen_exc_t *type, gen_error_t **e)
{
    gen_check_(self, "gen_catch_as");
    if (e == NULL)
        gen_fatal_("gen_catch_as() needs a variable for the exception: gen_catch() does without");
    gen_need_(type, "gen_catch_as", "an exception type");
    if (!gen_error_is(self->hot.pending, type))
        return false;
    see(self);
    *e = self->hot.pending;
    self->hot.pending = NULL;
    return true;
}

void gen_cleanup_push(gen_t *self, gen_cleanup_t *cleanup, void (*function)(void *arg), void *arg)
{
    gen_check_(self, "gen_cleanup_push");
    if (cleanup == NULL || function == NULL)
        gen_fatal_("gen_cleanup_push() needs a gen_cleanup_t and a function");
    if (self->cleanups == cleanup)
        gen_fatal_("gen_cleanup_push() was given a cleanup that is registered already");
    cleanup->function = function;
    cleanup->arg = arg;
    cleanup->outer = self->cleanups;
    self->cleanups = cleanup;
}

void gen_cleanup_pop(gen_t *self, gen_cleanup_t *cleanup)
{
    gen_check_(self, "gen_cleanup_pop");
    if (cleanup == NULL || self->cleanups != cleanup)
        gen_fatal_("gen_cleanup_pop() was given another cleanup than the innermost");
    self->cleanups = cleanup->outer;
}

/* Runs the trampoline to where it waits for its first body. */
static void prime(gen_t *g)
{
    gen_context_t_ fresh = gen_context_make_(g, gen_frames_size_(g), gen_trampoline_);

    gen_blank_(g);
    g->thrown = NULL;
    g->args = g->inline_args;
    g->destroy = NULL;
    g->idle = gen_switch_(fresh, g).from;
}

GEN_BEFORE_OTHERS static void hand_down(void)
{
    gen_stack_prime_ = prime;
}
