/* typed_refused.c - what must not compile: WRONG says which of it is compiled. Without one, all is right. */
#include <gen.h>

struct point {
    int x, y;
};

struct colour {
    int red;
};

GEN_TYPED(points, struct point);
GEN_TYPED(colours, struct colour);

static gen_status_t body(gen_t *self, void *args)
{
    struct point p = {1, 2};
    struct colour c = {3};

    (void)args, (void)p, (void)c;
#if WRONG == 1 /* another type is yielded */
    return points_yield(self, c, NULL) ? GEN_RETURNED : GEN_RAISED;
#elif WRONG == 2 /* and a pointer */
    return points_yield(self, &p, NULL) ? GEN_RETURNED : GEN_RAISED;
#else
    return points_yield(self, p, NULL) ? GEN_RETURNED : GEN_RAISED;
#endif
}

int main(void)
{
    points_t *g = points_new(body, NULL, 0);
    struct point p = {0, 0};
    struct colour c = {0};

    (void)p, (void)c;
#if WRONG == 3 /* another type is asked for */
    while (points_next(g, &c))
        continue;
#elif WRONG == 4 /* of a generator of another type */
    while (colours_next(g, &c))
        continue;
#elif WRONG == 5 /* of one that is of no type */
    while (points_next(points_gen(g), &p))
        continue;
#elif WRONG == 6 /* the value itself */
    while (points_next(g, p))
        continue;
#else
    while (points_next(g, &p))
        continue;
#endif
    points_free(g);
    return 0;
}
