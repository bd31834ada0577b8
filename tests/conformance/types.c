#include "program.h"
#include <string.h>

/* The types that only generator programs have. */
static const gen_exc_t E1[1] = {{"E1", GEN_EXCEPTION}};
static const gen_exc_t E2[1] = {{"E2", E1}};
static const gen_exc_t E3[1] = {{"E3", GEN_EXCEPTION}};
static const gen_exc_t BASE_X[1] = {{"BaseX", GEN_BASE_EXCEPTION}};

const gen_exc_t GP_NO_EXCEPTION[1] = {{"NoException", GEN_BASE_EXCEPTION}};
const gen_exc_t GP_BUDGET[1] = {{"Budget", GEN_BASE_EXCEPTION}};

/* By name, since a Python name is what a program says. */
static const gen_exc_t *const TYPES[] = {
    GEN_BASE_EXCEPTION,
    GEN_GENERATOR_EXIT,
    GEN_KEYBOARD_INTERRUPT,
    BASE_X,
    GEN_EXCEPTION,
    GEN_STOP_ITERATION,
    GEN_STOP_ASYNC_ITERATION,
    GEN_LOOKUP_ERROR,
    GEN_KEY_ERROR,
    GEN_INDEX_ERROR,
    GEN_ARITHMETIC_ERROR,
    GEN_ZERO_DIVISION_ERROR,
    GEN_VALUE_ERROR,
    GEN_TYPE_ERROR,
    GEN_RUNTIME_ERROR,
    GEN_ATTRIBUTE_ERROR,
    GEN_NAME_ERROR,
    GEN_ASSERTION_ERROR,
    E1,
    E2,
    E3,
};

const gen_exc_t *gp_type(const char *name)
{
    if (strcmp(name, "*") == 0)
        return GEN_BASE_EXCEPTION;
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (strcmp(TYPES[i]->name, name) == 0)
            return TYPES[i];
    return NULL;
}
