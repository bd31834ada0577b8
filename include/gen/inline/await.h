/**
 * @file gen/inline/await.h
 * The definition behind gen_await().
 */
#ifndef GEN_INLINE_AWAIT_H
#define GEN_INLINE_AWAIT_H

/** As gen_begin_delegation_(), by the rules of await. */
GEN_API gen_context_t_ gen_begin_await_(gen_t *self, gen_t *awaitable);

static inline bool gen_await(gen_t *self, gen_t *awaitable, gen_value_t *result)
{
    struct gen_step_ *step = self != NULL ? gen_hot_(self)->step : NULL;

    return gen_delegate_(self, step, gen_begin_await_(self, awaitable), result);
}

#endif
