/**
 * @file gen/typed.h
 * Generators of one C type: no kinds and no casts where they are used.
 *
 * @code
 * GEN_TYPED(points, struct point);                                     // Generator[Point]
 *
 * static gen_status_t diagonal(gen_t *self, void *args)                // def diagonal(n):
 * {
 *     for (int i = 0; i < *(int *)args; i++) {
 *         struct point p = {i, i};
 *
 *         if (!points_yield(self, p, NULL))                            //     yield Point(i, i)
 *             return GEN_RAISED;
 *     }
 *     return GEN_RETURNED;
 * }
 *
 * points_t *g = points_new(diagonal, &n, sizeof n);                    // g = diagonal(n)
 * struct point p;
 *
 * while (points_next(g, &p))                                           // for p in g:
 *     printf("%d %d\n", p.x, p.y);
 * points_free(g);
 * @endcode
 *
 * What is of another type does not compile: an error of every compiler where it is yielded, and in C++. In C, where a pointer to
 * it is given to next, gcc before 14 and clang before 16 only warn, unless they are told -Werror=incompatible-pointer-types.
 *
 * Values are copied, from the body to whoever asks for them: nothing is borrowed, and nothing is allocated.
 */
#ifndef GEN_TYPED_H
#define GEN_TYPED_H

#include <gen/body.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Declares `NAME_t`, a generator of @p type, and what there is for it:
 *
 * - `NAME_t *NAME_new(gen_body_t *body, const void *args, size_t size)`, as gen_new(); its body yields by NAME_yield() alone
 * - `bool NAME_yield(gen_t *self, TYPE value, gen_value_t *in)`, as gen_yield()
 * - `bool NAME_next(NAME_t *g, TYPE *out)`: true with the next value; false when it is done, or if it has raised, as
 *   gen_error() of NAME_gen() tells; @p out is left as it is then
 * - `void NAME_free(NAME_t *g)`, as gen_free()
 * - `gen_t *NAME_gen(NAME_t *g)`: itself, borrowed, for all else: gen_close(), gen_error(), gen_ref()
 * - `NAME_t *NAME_of(gen_t *g)`: one that was made otherwise, by gen_new_with() or gen_stackless_new(); the reference is taken
 *   over, NULL gives NULL
 *
 * The functions are static inline. A type that is no assignable one, an array for example, needs a struct round it.
 * @param name  begins the names
 * @param type  what is yielded
 */
#define GEN_TYPED(name, type)                                                                                          \
    typedef struct name##_generator_ name##_t;                                                                         \
    static inline gen_t *name##_gen(name##_t *g)                                                                       \
    {                                                                                                                  \
        return (gen_t *)(void *)g;                                                                                     \
    }                                                                                                                  \
    static inline name##_t *name##_of(gen_t *g)                                                                        \
    {                                                                                                                  \
        return (name##_t *)(void *)g;                                                                                  \
    }                                                                                                                  \
    static inline name##_t *name##_new(gen_body_t *body, const void *args, size_t size)                                \
    {                                                                                                                  \
        return name##_of(gen_new(body, args, size));                                                                   \
    }                                                                                                                  \
    static inline void name##_free(name##_t *g)                                                                        \
    {                                                                                                                  \
        gen_free(name##_gen(g));                                                                                       \
    }                                                                                                                  \
    static inline bool name##_yield(gen_t *self, type value, gen_value_t *in) GEN_CHECKED;                             \
    static inline bool name##_yield(gen_t *self, type value, gen_value_t *in)                                          \
    {                                                                                                                  \
        type held = value;                                                                                             \
                                                                                                                       \
        return gen_yield(self, gen_ptr(&held), in);                                                                    \
    }                                                                                                                  \
    static inline bool name##_next(name##_t *g, type *out)                                                             \
    {                                                                                                                  \
        gen_value_t v;                                                                                                 \
                                                                                                                       \
        if (gen_next(name##_gen(g), &v) != GEN_YIELDED)                                                                \
            return false;                                                                                              \
        if (GEN_UNLIKELY(v.kind != GEN_KIND_PTR))                                                                      \
            gen_kind_mismatch_(v.kind, GEN_KIND_PTR);                                                                  \
        *out = *(type *)v.as.p;                                                                                        \
        return true;                                                                                                   \
    }                                                                                                                  \
    struct name##_generator_

#ifdef __cplusplus
}
#endif

#endif
