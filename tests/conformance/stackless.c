/*
 * What execute.c does by calls of functions inside each other is here a list of blocks that are open, innermost first: the
 * body returns at each yield, and goes on with the innermost.
 */
#include "stackless.h"
#include "execute.h"
#include "operate.h"
#include <stdlib.h>
#include <string.h>

/* What part of its statement an open block is. */
typedef enum { PART_BODY, PART_EXCEPT, PART_ELSE, PART_FINALLY } part_t;

typedef struct block {
    struct block *outer;
    const gp_statement_t *owner; /* NULL: it is the body itself */
    const gp_statement_t *at;    /* the next statement; NULL at the end */
    part_t part;
    long rounds;               /* of a loop, yet to come */
    gen_t *source;             /* of a for; owned */
    gen_cleanup_t cleanup;     /* frees that, if the body is destroyed */
    const gp_except_t *clause; /* with PART_EXCEPT */
    gen_handler_t handler;     /* with PART_EXCEPT, and with PART_FINALLY after an exception */
    bool handling;             /* whether that is open */
    gp_flow_t out;             /* with PART_FINALLY: how the rest has ended, */
    gen_value_t result;        /* and with what */
    gen_error_t *raised;
} block_t;

typedef struct {
    gp_instance_t *instance;
    block_t *blocks;
    gp_frame_t frame;        /* what execute.c knows of it */
    const gp_statement_t *s; /* the one that yields */
    gp_flow_t flow;
} walk_t;

static block_t *open_block(walk_t *my, const gp_statement_t *owner, const gp_statement_t *at)
{
    block_t *block = gp_allocate(sizeof *block);

    memset(block, 0, sizeof *block);
    block->owner = owner;
    block->at = at;
    block->outer = my->blocks;
    my->blocks = block;
    return block;
}

static gp_flow_t close_block(walk_t *my, gp_flow_t flow)
{
    block_t *block = my->blocks;

    my->blocks = block->outer;
    free(block);
    return flow;
}

static void release(void *object)
{
    gen_free(object);
}

static void begin_handler(walk_t *my, block_t *block, gen_error_t *e)
{
    block->handling = true;
    gen_except_begin_in(my->frame.body, &block->handler, e);
}

static void end_handler(block_t *block)
{
    if (block->handling)
        gen_except_end(&block->handler);
    block->handling = false;
}

/* The next round of a for, or its end. */
static gp_flow_t next_round(walk_t *my, block_t *block, gp_flow_t flow)
{
    gen_value_t value;
    gen_error_t *e = NULL;

    if (gp_goes_on(&flow)) {
        if (gp_iterate(&my->frame, block->source, &value, &e)) {
            gp_assign(&my->frame, block->owner->variable, value);
            block->at = block->owner->block;
            return GP_FLOW_NEXT;
        }
        if (e != NULL)
            flow = gp_pass_on(&my->frame, e);
    }
    gen_cleanup_pop(my->frame.body, &block->cleanup);
    gen_free(block->source);
    return close_block(my, flow);
}

static gp_flow_t begin_for(walk_t *my, const gp_statement_t *s)
{
    gen_t *source = gp_source_open(&my->frame, &s->source);
    block_t *block;

    if (source == NULL)
        return GP_FLOW_RAISE;
    block = open_block(my, s, NULL);
    block->source = source;
    gen_cleanup_push(my->frame.body, &block->cleanup, release, source);
    return next_round(my, block, GP_FLOW_NEXT);
}

static gp_flow_t next_repetition(walk_t *my, block_t *block, gp_flow_t flow)
{
    if (!gp_goes_on(&flow) || block->rounds == 0)
        return close_block(my, flow);
    block->rounds--;
    block->at = block->owner->block;
    return GP_FLOW_NEXT;
}

/* All of a try but its finally has ended. */
static gp_flow_t begin_finally(walk_t *my, block_t *block, gp_flow_t flow)
{
    if (!block->owner->has_final)
        return close_block(my, flow);
    block->out = flow;
    block->result = my->frame.result;
    if (flow == GP_FLOW_RAISE) {
        block->raised = gp_catch(&my->frame, GEN_BASE_EXCEPTION);
        if (block->raised == NULL)
            return close_block(my, flow);
        begin_handler(my, block, block->raised);
    }
    block->part = PART_FINALLY;
    block->at = block->owner->final;
    return GP_FLOW_NEXT;
}

static gp_flow_t end_finally(walk_t *my, block_t *block, gp_flow_t flow)
{
    gen_error_t *raised = block->raised;
    gp_flow_t out = block->out;

    end_handler(block);
    if (flow != GP_FLOW_NEXT)
        return close_block(my, flow);
    my->frame.result = block->result;
    close_block(my, out);
    return out == GP_FLOW_RAISE ? gp_pass_on(&my->frame, raised) : out;
}

/* What the block of a try has raised meets the except clauses. */
static gp_flow_t begin_except(walk_t *my, block_t *block)
{
    for (const gp_except_t *clause = block->owner->handlers; clause != NULL; clause = clause->next) {
        gen_error_t *e = gp_catch(&my->frame, clause->type);

        if (e == NULL)
            continue;
        gp_assign(&my->frame, clause->variable, gen_err(e));
        begin_handler(my, block, e);
        block->clause = clause;
        block->part = PART_EXCEPT;
        block->at = clause->block;
        return GP_FLOW_NEXT;
    }
    return begin_finally(my, block, GP_FLOW_RAISE);
}

/* A part of a try has ended. */
static gp_flow_t next_part(walk_t *my, block_t *block, gp_flow_t flow)
{
    switch (block->part) {
    case PART_BODY:
        if (flow == GP_FLOW_RAISE)
            return begin_except(my, block);
        if (flow != GP_FLOW_NEXT)
            break;
        block->part = PART_ELSE;
        block->at = block->owner->orelse;
        return GP_FLOW_NEXT;
    case PART_EXCEPT:
        end_handler(block);
        gp_assign(&my->frame, block->clause->variable, GEN_NONE);
        break;
    case PART_ELSE:
        break;
    case PART_FINALLY:
        return end_finally(my, block, flow);
    }
    return begin_finally(my, block, flow);
}

/* The innermost block has ended, or was left. */
static gp_flow_t leave_block(walk_t *my, gp_flow_t flow)
{
    block_t *block = my->blocks;

    if (block->owner == NULL || block->owner->kind == GP_IF)
        return close_block(my, flow);
    if (block->owner->kind == GP_LOOP)
        return next_repetition(my, block, flow);
    if (block->owner->kind == GP_FOR)
        return next_round(my, block, flow);
    return next_part(my, block, flow);
}

/* A statement that does not yield. */
static gp_flow_t begin_statement(walk_t *my, const gp_statement_t *s)
{
    switch (s->kind) {
    case GP_IF:
        open_block(my, s, gp_choose(&my->frame, s));
        return GP_FLOW_NEXT;
    case GP_LOOP:
        open_block(my, s, NULL)->rounds = s->count;
        return GP_FLOW_NEXT;
    case GP_FOR:
        return begin_for(my, s);
    case GP_TRY:
        open_block(my, s, s->block);
        return GP_FLOW_NEXT;
    default:
        return gp_execute_one(&my->frame, s);
    }
}

/* Runs to the next statement that yields. NULL: there is none, and the body has ended as my->flow says. */
static const gp_statement_t *next_yield(walk_t *my)
{
    while (my->blocks != NULL) {
        const gp_statement_t *s = my->blocks->at;

        if (my->flow != GP_FLOW_NEXT || s == NULL) {
            my->flow = leave_block(my, my->flow);
            continue;
        }
        my->blocks->at = s->next;
        if (!gp_may_go_on(&my->frame))
            my->flow = GP_FLOW_RAISE;
        else if (s->kind == GP_YIELD || s->kind == GP_YIELD_FROM)
            return s;
        else
            my->flow = begin_statement(my, s);
    }
    return NULL;
}

static void begin_walk(walk_t *my, gen_t *self)
{
    my->frame = (gp_frame_t){.instance = my->instance, .self = self, .body = self, .result = GEN_NONE};
    my->flow = GP_FLOW_NEXT;
    open_block(my, NULL, my->instance->definition->block);
}

static gen_status_t end_walk(const walk_t *my, gen_t *self)
{
    if (my->flow == GP_FLOW_RAISE)
        return GEN_RAISED;
    return my->flow == GP_FLOW_RETURN ? gen_return(self, my->frame.result) : GEN_RETURNED;
}

static gen_status_t walk(gen_t *self, void *frame, gen_value_t sent, gen_value_t *out)
{
    walk_t *my = frame;
    gen_value_t in;
    gen_t *source;

    GEN_BEGIN(self, sent, out);
    begin_walk(my, self);
    while ((my->s = next_yield(my)) != NULL) {
        my->flow = GP_FLOW_RAISE;
        if (my->s->kind == GP_YIELD) {
            GEN_YIELD_OR (gp_evaluate(&my->frame, &my->s->value), &in)
                continue;
        } else {
            source = gp_source_open(&my->frame, &my->s->source);
            if (source == NULL)
                continue;
            GEN_YIELD_FROM_OR (source, &in)
                continue;
        }
        my->flow = GP_FLOW_NEXT;
        gp_assign(&my->frame, my->s->variable, in);
    }
    return end_walk(my, self);
    GEN_END;
}

/* What is left of a walk that was destroyed where it stood has no handlers and no cleanups any more. */
static void destroy(void *frame)
{
    walk_t *my = frame;

    while (my->blocks != NULL)
        close_block(my, GP_FLOW_NEXT);
    gp_instance_free(my->instance);
}

gen_t *gp_stackless_new(gp_instance_t *instance)
{
    static const gen_stackless_t type = {"body", walk, sizeof(walk_t), destroy};

    return gen_stackless_new(&type, &instance, sizeof(gp_instance_t *));
}
