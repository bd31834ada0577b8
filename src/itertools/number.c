/* number.c */
#include "itertools/number.h"
#include <string.h>

const char *gen_type_name_(gen_value_t value)
{
    return gen_is_none(value) ? "NoneType" : gen_kind_name(value.kind);
}

static bool is_number(gen_value_t value)
{
    return value.kind == GEN_KIND_INT || value.kind == GEN_KIND_REAL;
}

gen_error_t *gen_add_(gen_value_t total, gen_value_t value, gen_value_t *sum)
{
    int64_t integer = 0;

    if (!is_number(total) || !is_number(value))
        return gen_error_new(GEN_TYPE_ERROR, "unsupported operand type(s) for +: '%s' and '%s'", gen_type_name_(total),
                             gen_type_name_(value));
    if (total.kind == GEN_KIND_REAL || value.kind == GEN_KIND_REAL)
        *sum = gen_real(gen_as_real(total) + gen_as_real(value));
    else if (__builtin_add_overflow(total.as.i, value.as.i, &integer))
        return gen_error_new(GEN_OVERFLOW_ERROR, "int too large to convert");
    else
        *sum = gen_int(integer);
    return NULL;
}

/* A long double has room for every integer: 64 bits on x86, 112 where it is not the processor's own. */
static long double exactly(gen_value_t value)
{
    return value.kind == GEN_KIND_INT ? (long double)value.as.i : (long double)value.as.r;
}

gen_error_t *gen_less_(gen_value_t a, gen_value_t b, bool *less)
{
    if (is_number(a) && is_number(b))
        *less = exactly(a) < exactly(b);
    else if (a.kind == GEN_KIND_STR && b.kind == GEN_KIND_STR)
        *less = strcmp(a.as.s, b.as.s) < 0;
    else
        return gen_error_new(GEN_TYPE_ERROR, "'<' not supported between instances of '%s' and '%s'", gen_type_name_(a),
                             gen_type_name_(b));
    return NULL;
}
