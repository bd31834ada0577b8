/* A program of somebody else's that needs the toolbox. */
#include <gen.h>
#include <gen/itertools.h>
#include <stdio.h>

int main(void)
{
    gen_t *totals = gen_accumulate(gen_islice(gen_count(1, 1), 0, 4, 1), NULL, NULL, GEN_NONE);
    int64_t last = 0;

    if (totals == NULL)
        return 1;
    GEN_FOREACH (v, totals)
        last = gen_as_int(v);
    gen_free(totals);
    printf("%d\n", (int)last);
    return last == 10 ? 0 : 1;
}
