#include "execute.h"
#include "operate.h"
#include "trace.h"

/* A program that runs for longer is not judged, by any executor. */
#define MOST_STEPS 20000

static gp_flow_t run_increment(gp_frame_t *frame, const gp_statement_t *s)
{
    gen_value_t value = frame->instance->variables[s->variable];

    gp_assign(frame, s->variable,
              value.kind == GEN_KIND_INT ? gen_int((int64_t)((uint64_t)gen_as_int(value) + 1)) : gen_int(1));
    return GP_FLOW_NEXT;
}

static gp_flow_t run_yield(gp_frame_t *frame, const gp_statement_t *s)
{
    gen_value_t in;

    if (gp_is_idiomatic(frame)) {
        gen_value_t out = gp_evaluate(frame, &s->value);

        return gen_yield(frame->body, out, gp_place(frame, s->variable)) ? GP_FLOW_NEXT : GP_FLOW_RAISE;
    }
    if (!gen_yield(frame->body, gp_evaluate(frame, &s->value), &in))
        return GP_FLOW_RAISE;
    gp_assign(frame, s->variable, in);
    return GP_FLOW_NEXT;
}

static gp_flow_t run_yield_from(gp_frame_t *frame, const gp_statement_t *s)
{
    gen_t *source = gp_source_open(frame, &s->source);
    gen_value_t result;

    if (source != NULL && gp_is_idiomatic(frame))
        return gen_yield_from(frame->body, source, gp_place(frame, s->variable)) ? GP_FLOW_NEXT : GP_FLOW_RAISE;
    if (source == NULL || !gen_yield_from(frame->body, source, &result))
        return GP_FLOW_RAISE;
    gp_assign(frame, s->variable, result);
    return GP_FLOW_NEXT;
}

static gp_flow_t type_error(gp_frame_t *frame, const char *message)
{
    return gp_raise(frame, gp_error(frame->instance->world, GEN_TYPE_ERROR, gen_str(message)));
}

/* `raise TYPE("text")` and `raise TYPE`, as users write them. */
static bool raise_by_type(gp_frame_t *frame, const gp_statement_t *s)
{
    const gp_operand_t *what = &s->exc.what;
    gen_value_t value;

    if (!gp_is_idiomatic(frame) || what->kind != GP_EXCEPTION || s->exc.from != GP_FROM_NOTHING)
        return false;
    if (what->value == NULL) {
        gen_raise(frame->body, what->type, NULL);
        return true;
    }
    value = gp_evaluate(frame, what->value);
    if (value.kind == GEN_KIND_STR)
        gen_raise(frame->body, what->type, "%s", gen_as_str(value));
    else
        gen_raise_value(frame->body, what->type, value);
    return true;
}

static gp_flow_t run_raise(gp_frame_t *frame, const gp_statement_t *s)
{
    if (raise_by_type(frame, s))
        return GP_FLOW_RAISE;

    gen_error_t *e = gp_value_error(gp_evaluate(frame, &s->exc.what));
    gen_value_t cause = GEN_NONE;

    if (e == NULL)
        return type_error(frame, "exceptions must derive from BaseException");
    if (s->exc.from == GP_FROM_NOTHING)
        return gp_raise(frame, e);
    if (s->exc.from == GP_FROM_VARIABLE)
        cause = frame->instance->variables[s->exc.cause];
    if (!gen_is_none(cause) && gp_value_error(cause) == NULL)
        return type_error(frame, "exception causes must derive from BaseException");
    return gp_raise_from(frame, e, gp_value_error(cause));
}

static gp_flow_t run_reraise(gp_frame_t *frame)
{
    gen_error_t *e = gen_handled();

    if (e != NULL)
        return gp_pass_on(frame, gp_keep(frame->instance->world, gen_error_ref(e)));
    return gp_raise(frame,
                    gp_error(frame->instance->world, GEN_RUNTIME_ERROR, gen_str("No active exception to reraise")));
}

static bool compare(gen_value_t left, char how, gen_value_t right)
{
    if (how == '=')
        return gen_value_equal(left, right);
    if (how == '!')
        return !gen_value_equal(left, right);
    if (left.kind != GEN_KIND_INT || right.kind != GEN_KIND_INT)
        return false;
    return how == '<' ? gen_as_int(left) < gen_as_int(right) : gen_as_int(left) > gen_as_int(right);
}

const gp_statement_t *gp_choose(gp_frame_t *frame, const gp_statement_t *s)
{
    bool chosen = compare(gp_evaluate(frame, &s->left), s->compare, gp_evaluate(frame, &s->value));

    return chosen ? s->block : s->orelse;
}

/* What a loop does when its block has ended: go on, or end in the given way. */
bool gp_goes_on(gp_flow_t *flow)
{
    if (*flow == GP_FLOW_NEXT || *flow == GP_FLOW_CONTINUE) {
        *flow = GP_FLOW_NEXT;
        return true;
    }
    if (*flow == GP_FLOW_BREAK)
        *flow = GP_FLOW_NEXT;
    return false;
}

static gp_flow_t run_loop(gp_frame_t *frame, const gp_statement_t *s)
{
    gp_flow_t flow = GP_FLOW_NEXT;

    for (long i = 0; i < s->count; i++) {
        flow = gp_execute(frame, s->block);
        if (!gp_goes_on(&flow))
            break;
    }
    return flow;
}

/* The same as a user writes it. */
static gp_flow_t iterate_idiomatically(gp_frame_t *frame, const gp_statement_t *s, gen_t *source)
{
    GEN_FOREACH (value, source) {
        gp_flow_t flow;

        gp_assign(frame, s->variable, value);
        flow = gp_execute(frame, s->block);
        if (!gp_goes_on(&flow))
            return flow;
    }
    if (gen_error(source) == NULL || gen_error_is(gen_error(source), GEN_STOP_ITERATION))
        return GP_FLOW_NEXT;
    gen_propagate(frame->body, source);
    return GP_FLOW_RAISE;
}

static gp_flow_t iterate(gp_frame_t *frame, const gp_statement_t *s, gen_t *source)
{
    gp_flow_t flow;
    gen_value_t value;
    gen_error_t *e;

    do {
        if (!gp_iterate(frame, source, &value, &e))
            return e == NULL ? GP_FLOW_NEXT : gp_pass_on(frame, e);
        gp_assign(frame, s->variable, value);
        flow = gp_execute(frame, s->block);
    } while (gp_goes_on(&flow));
    return flow;
}

static void release(void *object)
{
    gen_free(object);
}

/* The loop owns what it iterates, also when its body is destroyed where it stands. */
static gp_flow_t run_for(gp_frame_t *frame, const gp_statement_t *s)
{
    gen_t *source = gp_source_open(frame, &s->source);
    gen_cleanup_t cleanup;
    gp_flow_t flow;

    if (source == NULL)
        return GP_FLOW_RAISE;
    if (frame->body != NULL)
        gen_cleanup_push(frame->body, &cleanup, release, source);
    flow = gp_is_idiomatic(frame) ? iterate_idiomatically(frame, s, source) : iterate(frame, s, source);
    if (frame->body != NULL)
        gen_cleanup_pop(frame->body, &cleanup);
    gen_free(source);
    return flow;
}

static gp_flow_t handle(gp_frame_t *frame, gen_error_t *e, const gp_statement_t *block)
{
    gen_handler_t handler;
    gp_flow_t flow;

    if (frame->body != NULL)
        gen_except_begin_in(frame->body, &handler, e);
    else
        gen_except_begin(&handler, e);
    flow = gp_execute(frame, block);
    gen_except_end(&handler);
    return flow;
}

/* Whether a block asks nothing of what is being handled, so that a handler need not begin. */
static bool needs_no_handler(const gp_statement_t *block)
{
    for (; block != NULL; block = block->next)
        if (block->kind != GP_PASS && block->kind != GP_SET && block->kind != GP_INC)
            return false;
    return true;
}

/* The exception in flight meets the except clauses, as a user writes them: what has no name is nobody's afterwards. */
static gp_flow_t except_idiomatically(gp_frame_t *frame, const gp_except_t *clause)
{
    gen_handler_t handler;
    gen_error_t *e;
    gp_flow_t flow;

    if (needs_no_handler(clause->block))
        return gen_catch(frame->body, clause->type) ? gp_execute(frame, clause->block) : GP_FLOW_RAISE;
    if (!gen_catch_as(frame->body, clause->type, &e))
        return GP_FLOW_RAISE;
    gen_except_begin(&handler, e);
    gen_error_free(e); /* the handler has it, also if the body is destroyed in the block */
    flow = gp_execute(frame, clause->block);
    gen_except_end(&handler);
    return flow;
}

/* The exception in flight meets the except clauses. */
static gp_flow_t run_except(gp_frame_t *frame, const gp_except_t *clause)
{
    for (; clause != NULL; clause = clause->next) {
        gen_error_t *e;
        gp_flow_t flow;

        if (gp_is_idiomatic(frame) && clause->variable < 0) {
            if (!gen_error_is(gen_pending(frame->body), clause->type))
                continue;
            return except_idiomatically(frame, clause);
        }
        e = gp_catch(frame, clause->type);
        if (e == NULL)
            continue;
        gp_assign(frame, clause->variable, gen_err(e));
        flow = handle(frame, e, clause->block);
        gp_assign(frame, clause->variable, GEN_NONE);
        return flow;
    }
    return GP_FLOW_RAISE;
}

/* `finally` as a user writes it. Return, break and continue in it drop what was raised. */
static gp_flow_t finally_idiomatically(gp_frame_t *frame, const gp_statement_t *block, gp_flow_t out)
{
    gen_value_t result = frame->result;
    gen_finally_t finally;
    gp_flow_t flow;
    bool ok;

    gen_finally_begin(frame->body, &finally);
    flow = gp_execute(frame, block);
    ok = gen_finally_end(frame->body, &finally);
    if (flow == GP_FLOW_RAISE)
        return flow;
    if (flow != GP_FLOW_NEXT)
        return gen_suppress(frame->body, GEN_BASE_EXCEPTION, ok) ? flow : GP_FLOW_RAISE;
    frame->result = result;
    return ok ? out : GP_FLOW_RAISE;
}

/* What `finally` does on the way out: unless it leaves in a way of its own, the way out is what it was. */
static gp_flow_t run_finally(gp_frame_t *frame, const gp_statement_t *block, gp_flow_t out)
{
    gen_value_t result = frame->result;
    gen_error_t *e;
    gp_flow_t flow;

    if (gp_is_idiomatic(frame))
        return finally_idiomatically(frame, block, out);
    if (out != GP_FLOW_RAISE) {
        flow = gp_execute(frame, block);
        if (flow != GP_FLOW_NEXT)
            return flow;
        frame->result = result;
        return out;
    }
    e = gp_catch(frame, GEN_BASE_EXCEPTION);
    if (e == NULL)
        return out;
    flow = handle(frame, e, block);
    return flow == GP_FLOW_NEXT ? gp_pass_on(frame, e) : flow;
}

static gp_flow_t run_try(gp_frame_t *frame, const gp_statement_t *s)
{
    gp_flow_t flow = gp_execute(frame, s->block);

    if (flow == GP_FLOW_RAISE)
        flow = run_except(frame, s->handlers);
    else if (flow == GP_FLOW_NEXT)
        flow = gp_execute(frame, s->orelse);
    return s->has_final ? run_finally(frame, s->final, flow) : flow;
}

static gp_flow_t run_return(gp_frame_t *frame, const gp_statement_t *s)
{
    frame->result = gp_evaluate(frame, &s->value);
    return GP_FLOW_RETURN;
}

/* The statements that have no flow of their own. */
static gp_flow_t run_simple(gp_frame_t *frame, const gp_statement_t *s)
{
    switch (s->kind) {
    case GP_LOG:
        gp_trace_log(frame, s);
        break;
    case GP_LOGEXC:
        gp_trace_handled(frame->instance);
        break;
    case GP_SET:
        gp_assign(frame, s->variable, gp_evaluate(frame, &s->value));
        break;
    case GP_STATE:
        gp_trace_state(frame->instance, s);
        break;
    default:
        break;
    }
    return GP_FLOW_NEXT;
}

gp_flow_t gp_execute_one(gp_frame_t *frame, const gp_statement_t *s)
{
    switch (s->kind) {
    case GP_INC:
        return run_increment(frame, s);
    case GP_RETURN_VALUE:
        return run_return(frame, s);
    case GP_RAISE_NEW:
        return run_raise(frame, s);
    case GP_RERAISE:
        return run_reraise(frame);
    case GP_BREAK_LOOP:
        return GP_FLOW_BREAK;
    case GP_CONTINUE_LOOP:
        return GP_FLOW_CONTINUE;
    case GP_NEW:
    case GP_NEXT:
    case GP_SEND:
    case GP_THROW:
    case GP_CLOSE:
    case GP_FREE:
        return gp_operate(frame, s);
    default:
        return run_simple(frame, s);
    }
}

/* Those that have blocks, or yield. */
static gp_flow_t run_statement(gp_frame_t *frame, const gp_statement_t *s)
{
    switch (s->kind) {
    case GP_YIELD:
        return run_yield(frame, s);
    case GP_YIELD_FROM:
        return run_yield_from(frame, s);
    case GP_IF:
        return gp_execute(frame, gp_choose(frame, s));
    case GP_LOOP:
        return run_loop(frame, s);
    case GP_FOR:
        return run_for(frame, s);
    case GP_TRY:
        return run_try(frame, s);
    default:
        return gp_execute_one(frame, s);
    }
}

bool gp_may_go_on(gp_frame_t *frame)
{
    gp_world_t *world = frame->instance->world;

    if (!world->exhausted && ++world->steps <= MOST_STEPS)
        return true;
    world->exhausted = true;
    gp_pass_on(frame, gp_error(world, GP_BUDGET, GEN_NONE));
    return false;
}

gp_flow_t gp_execute(gp_frame_t *frame, const gp_statement_t *block)
{
    gp_flow_t flow = GP_FLOW_NEXT;

    for (const gp_statement_t *s = block; s != NULL && flow == GP_FLOW_NEXT; s = s->next)
        flow = gp_may_go_on(frame) ? run_statement(frame, s) : GP_FLOW_RAISE;
    return flow;
}
