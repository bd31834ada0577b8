/* iterator.c - iterators without a stack: steps are calls of their methods. */
#include "protocol/internal.h"
#include <stdlib.h>
#include <string.h>

/* Where the copy of the state lies: behind what an iterator needs of struct gen, all but what belongs to a stack. */
enum { STATE_OFFSET = (GEN_OWN_SIZE + 15) / 16 * 16 };

static void *state_of(gen_t *g)
{
    return (char *)g + STATE_OFFSET;
}

/* So much at the beginning of a freed block malloc() uses itself. With that before it, an iterator that was freed is known
 * to be for as long as its block is not used again. */
enum { LINKS = 16 };

/* Valgrind sees the use of a freed block itself, and expects whoever uses one to know its beginning. */
static size_t links(void)
{
    return gen_on_valgrind_ ? 0 : LINKS;
}

/* Apart, so that the compiler does not hold it against us that there is less than a whole struct gen. */
static GEN_COLD void *allocate(size_t size)
{
    char *block;

    if (GEN_UNLIKELY(gen_watched_))
        gen_look_who_watches_();
    block = size <= PTRDIFF_MAX ? malloc(links() + STATE_OFFSET + size) : NULL;
    return block != NULL ? block + links() : NULL;
}

bool gen_iter_reserve_(gen_t *g)
{
    g->reserved = !gen_watched_ && !gen_on_valgrind_;
    return g->reserved;
}

void gen_iter_renew_(gen_t *g)
{
    g->error = NULL;
    g->hot.pending = NULL;
    g->reserved = false;
    gen_begin_life_(g, g->type->name);
    g->life = LIFE_STARTED;
}

void gen_iter_give_(gen_t *g)
{
    *(volatile unsigned *)&g->magic = DEAD; /* volatile: to a compiler a store before free() is for nothing */
    free((char *)g - links());
}

gen_t *gen_iter_new(const gen_iterator_t *type, const void *state, size_t size)
{
    gen_t *g;

    if (type == NULL || type->next == NULL)
        gen_fatal_("an iterator needs a next method");
    g = allocate(size);
    if (g == NULL) {
        gen_set_new_error_("out of memory");
        return NULL;
    }
    gen_blank_(g);
    gen_begin_life_(g, type->name != NULL ? type->name : "iterator");
    g->hot.resume = NULL;
    g->flavour = ITERATOR;
    g->life = LIFE_STARTED; /* for good */
    g->reserved = false;
    g->type = type;
    g->step = gen_iter_step_;
    g->args = state_of(g);
    if (state != NULL)
        memcpy(g->args, state, size);
    else
        memset(g->args, 0, size);
    return g;
}

void *gen_iter_state(gen_t *g, const gen_iterator_t *type)
{
    gen_check_(g, "gen_iter_state");
    return g->type == type ? g->args : NULL;
}

/* A method must say what it did: an exception is pending exactly if it answers GEN_RAISED. */
static gen_status_t judge(gen_t *g, gen_status_t status)
{
    gen_error_t *e = g->hot.pending;

    if ((status == GEN_RAISED) == (e != NULL)) {
        g->hot.pending = NULL;
        return e != NULL ? gen_fail_(g, e) : status;
    }
    gen_raise(g, GEN_SYSTEM_ERROR,
              e != NULL ? "iterator returned a value with an exception pending"
                        : "iterator returned GEN_RAISED without an exception pending");
    return judge(g, GEN_RAISED);
}

static void drop_error(gen_t *g)
{
    gen_error_free(g->error);
    g->error = NULL;
}

/* Begins a step: the iterator must outlive it. */
static inline void enter_iterator(gen_t *g)
{
    g->refs++;
    if (GEN_UNLIKELY(g->error != NULL))
        drop_error(g);
}

static inline gen_status_t iterator_leave(gen_t *g, gen_status_t status)
{
    if (GEN_UNLIKELY(status == GEN_RAISED || g->hot.pending != NULL))
        status = judge(g, status);
    else if (GEN_UNLIKELY(g->error != NULL))
        drop_error(g); /* of somebody who was refused while it ran */
    if (GEN_UNLIKELY(--g->refs == 0))
        gen_drop_freed_(g, status);
    return status;
}

gen_status_t gen_iter_leave_(gen_t *g, gen_status_t status)
{
    return iterator_leave(g, status);
}

gen_status_t gen_iter_next_(gen_t *g, gen_value_t *out)
{
    enter_iterator(g);
    return iterator_leave(g, g->type->next(g, g->args, out));
}

static gen_status_t lacks(gen_t *g, const char *method)
{
    return gen_raise(g, GEN_ATTRIBUTE_ERROR, "'%s' object has no attribute '%s'", g->name, method);
}

gen_status_t gen_iter_step_(gen_t *g, gen_value_t in, gen_value_t *out)
{
    const gen_iterator_t *type = g->type;
    gen_value_t ignored;

    if (out == NULL)
        out = &ignored;
    enter_iterator(g);
    if (gen_is_none(in))
        return iterator_leave(g, type->next(g, g->args, out));
    return iterator_leave(g, type->send != NULL ? type->send(g, g->args, in, out) : lacks(g, "send"));
}

gen_status_t gen_iter_throw_(gen_t *g, gen_error_t *e, gen_value_t *out)
{
    enter_iterator(g);
    return iterator_leave(g, g->type->throw_ != NULL ? g->type->throw_(g, g->args, e, out) : lacks(g, "throw"));
}

gen_status_t gen_iter_close_(gen_t *g, gen_value_t *out)
{
    enter_iterator(g);
    return iterator_leave(g, g->type->close != NULL ? g->type->close(g, g->args, out) : lacks(g, "close"));
}
