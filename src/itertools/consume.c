/* consume.c - one answer out of many values: all, any, sum. */
#include "itertools/consume.h"
#include "itertools/number.h"
#include <math.h>

bool gen_consume_(gen_t *source, gen_value_t *value, gen_error_t **e)
{
    gen_status_t status;

    if (source == NULL) {
        *e = gen_error_new(GEN_MEMORY_ERROR, NULL);
        return false;
    }
    status = gen_next(source, value);
    if (status != GEN_RAISED)
        return status == GEN_YIELDED;
    if (!gen_error_is(gen_error(source), GEN_STOP_ITERATION))
        *e = gen_take_error(source);
    return false;
}

gen_status_t gen_consumed_(gen_error_t *e, gen_error_t **error)
{
    if (error != NULL) {
        *error = e;
    } else if (e != NULL) {
        gen_error_print(e, stderr);
        gen_error_free(e);
    }
    return e != NULL ? GEN_RAISED : GEN_RETURNED;
}

/* Whether there is one whose truth is this. */
static gen_status_t find_truth(gen_t *source, bool truth, bool *found, gen_error_t **error)
{
    gen_error_t *e = NULL;
    gen_value_t value;
    bool is_found = false;

    while (!is_found && gen_consume_(source, &value, &e))
        is_found = gen_truth(value) == truth;
    gen_free(source);
    if (e == NULL && found != NULL)
        *found = is_found;
    return gen_consumed_(e, error);
}

gen_status_t gen_any(gen_t *source, bool *result, gen_error_t **error)
{
    return find_truth(source, true, result, error);
}

gen_status_t gen_all(gen_t *source, bool *result, gen_error_t **error)
{
    bool found = false;
    gen_status_t status = find_truth(source, false, &found, error);

    if (status == GEN_RETURNED && result != NULL)
        *result = !found;
    return status;
}

/* A sum, and what rounding has taken from it: Neumaier's algorithm, as in CPython from 3.12 on. */
struct sum {
    gen_value_t total;
    double lost;
};

static void add_real(struct sum *sum, double value)
{
    double total = gen_as_real(sum->total);
    volatile double next = total + value; /* rounded, where the processor would keep more (x87) */

    sum->lost += fabs(total) >= fabs(value) ? (total - next) + value : (value - next) + total;
    sum->total = gen_real(next);
}

static gen_error_t *add(struct sum *sum, gen_value_t value)
{
    if (value.kind != GEN_KIND_REAL || sum->total.kind != GEN_KIND_REAL)
        return gen_add_(sum->total, value, &sum->total);
    add_real(sum, value.as.r);
    return NULL;
}

gen_status_t gen_sum(gen_t *source, gen_value_t start, gen_value_t *result, gen_error_t **error)
{
    struct sum sum = {start, 0.0};
    gen_error_t *e = NULL;
    gen_value_t value;

    if (start.kind == GEN_KIND_STR)
        e = gen_error_new(GEN_TYPE_ERROR, "sum() can't sum strings [use ''.join(seq) instead]");
    while (e == NULL && gen_consume_(source, &value, &e))
        e = add(&sum, value);
    gen_free(source);
    if (e == NULL && result != NULL)
        *result = sum.lost != 0.0 && isfinite(sum.lost) ? gen_real(gen_as_real(sum.total) + sum.lost) : sum.total;
    return gen_consumed_(e, error);
}
