// A generator of one C type: no kinds, no casts.
#include <gen.h>

struct point {
    int x, y;
};

GEN_TYPED(points, struct point); // points_t: Generator[Point]

static gen_status_t spiral(gen_t *self, void *args) // def spiral(turns):
{
    const int *turns = args;

    for (int i = 0; i < 4 * *turns; i++) {
        int x[] = {i, 0, -i, 0}, y[] = {0, i, 0, -i};
        struct point p = {x[i % 4], y[i % 4]};

        if (!points_yield(self, p, NULL)) //     yield Point(x, y)
            return GEN_RAISED;
    }
    return GEN_RETURNED;
}

int main(void)
{
    int turns = 2;
    points_t *g = points_new(spiral, &turns, sizeof turns); // g = spiral(2)
    struct point p;

    while (points_next(g, &p)) // for p in g:
        printf("(%d, %d)\n", p.x, p.y);
    points_free(g);
    return 0;
}
