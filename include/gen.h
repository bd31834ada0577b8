/**
 * @file gen.h
 * Python's generator protocol for C: everything that gen::gen has.
 *
 * @code
 * static gen_status_t countdown(gen_t *self, void *args)
 * {
 *     for (int64_t n = *(int64_t *)args; n > 0; n--)
 *         if (!gen_yield(self, gen_int(n), NULL))
 *             return GEN_RAISED;
 *     return gen_return(self, gen_str("liftoff"));
 * }
 * @endcode
 *
 * Read gen/generator.h for the caller's half of the protocol and gen/body.h for the body's; then, as needed,
 * gen/value.h, gen/error.h, gen/iterator.h, gen/coroutine.h, gen/stackless.h, gen/typed.h and gen/stack.h.
 */
#ifndef GEN_H
#define GEN_H

#include <gen/body.h>
#include <gen/coroutine.h>
#include <gen/error.h>
#include <gen/generator.h>
#include <gen/iterator.h>
#include <gen/stack.h>
#include <gen/stackless.h>
#include <gen/typed.h>
#include <gen/value.h>
#include <gen/version.h>

#endif
