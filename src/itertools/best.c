/* best.c - one value of many, which is the caller's own: max, min, reduce. */
#include "itertools/consume.h"
#include "itertools/number.h"

/* Whether value takes the place of the best so far. NULL, or why they cannot be compared: in the words of the operator. */
static gen_error_t *is_better(bool greatest, gen_value_t value, gen_value_t best, bool *better)
{
    gen_error_t *e = greatest ? gen_less_(best, value, better) : gen_less_(value, best, better);

    if (e == NULL || !greatest)
        return e;
    gen_error_free(e);
    return gen_error_new(GEN_TYPE_ERROR, "'>' not supported between instances of '%s' and '%s'", gen_type_name_(value),
                         gen_type_name_(best));
}

/* The last step: what is kept goes to whoever wants it, or is dropped. */
static gen_status_t hand_over(gen_value_t *kept, gen_error_t *e, gen_value_t *result, gen_error_t **error)
{
    if (e != NULL || result == NULL)
        gen_value_drop(kept);
    if (result != NULL)
        *result = *kept;
    return gen_consumed_(e, error);
}

static gen_status_t find_best(bool greatest, gen_t *source, gen_value_t *result, gen_error_t **error)
{
    gen_value_t best = GEN_NONE, value;
    gen_error_t *e = NULL;
    bool found = false;

    while (e == NULL && gen_consume_(source, &value, &e)) {
        bool better = !found;

        if (found)
            e = is_better(greatest, value, best, &better);
        if (e == NULL && better && !gen_value_keep(&best, value))
            e = gen_error_new(GEN_MEMORY_ERROR, NULL);
        found = true;
    }
    gen_free(source);
    if (e == NULL && !found)
        e = gen_error_new(GEN_VALUE_ERROR, "%s() iterable argument is empty", greatest ? "max" : "min");
    return hand_over(&best, e, result, error);
}

gen_status_t gen_max(gen_t *source, gen_value_t *result, gen_error_t **error)
{
    return find_best(true, source, result, error);
}

gen_status_t gen_min(gen_t *source, gen_value_t *result, gen_error_t **error)
{
    return find_best(false, source, result, error);
}

gen_status_t gen_reduce(gen_t *source, gen_fold_t *function, void *arg, gen_value_t initial, gen_value_t *result,
                        gen_error_t **error)
{
    gen_t *totals = gen_accumulate(source, function, arg, initial);
    gen_value_t total = GEN_NONE, value;
    gen_error_t *e = NULL;
    bool found = false;

    while (e == NULL && gen_consume_(totals, &value, &e)) {
        if (!gen_value_keep(&total, value))
            e = gen_error_new(GEN_MEMORY_ERROR, NULL);
        found = true;
    }
    gen_free(totals);
    if (e == NULL && !found)
        e = gen_error_new(GEN_TYPE_ERROR, "reduce() of empty iterable with no initial value");
    return hand_over(&total, e, result, error);
}
